//! Where a database is.

use std::fmt;
use std::path::PathBuf;

/// Where a database is.
#[derive(Clone)]
pub enum Location {
    /// A file.
    Sqlite(PathBuf),
    /// A schema on a server.
    Postgres {
        /// `postgres://…`, with credentials.
        url: String,
        /// One of our own constants.
        schema: &'static str,
    },
}

impl Location {
    /// Whether it is a file that does not exist. A schema is never taken for lost here: its mark tells.
    pub(crate) fn is_lost(&self) -> bool {
        matches!(self, Self::Sqlite(path) if !path.exists())
    }
}

impl fmt::Display for Location {
    /// Without user or password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            Self::Postgres { url, schema } => {
                let host = url.rsplit('@').next().unwrap_or_default().trim_start_matches("postgres://");
                write!(f, "postgres://{host} ({schema})")
            }
        }
    }
}
