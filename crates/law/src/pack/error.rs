//! One clear error for a pack that does not parse: the file, the line, the key, and what is wrong.

use std::fmt;

/// A pack or the catalogue cannot be used. No rule of it is in force; nothing else was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct PackError {
    /// The file.
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// The key, where it is known.
    pub key: Option<String>,
    /// What is wrong.
    pub what: String,
}

impl PackError {
    pub(crate) fn at_key(file: &str, key: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, key: Some(key.to_owned()), what: what.into() }
    }

    pub(crate) fn of_file(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, key: None, what: what.into() }
    }

    pub(crate) fn from_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let what = error.message().lines().collect::<Vec<_>>().join(" ");
        let Some(before) = error.span().and_then(|span| text.get(..span.start)) else {
            return Self::of_file(file, what);
        };
        let index = before.matches('\n').count();
        let key = text.lines().nth(index).map(key_of_line).filter(|key| !key.is_empty());
        Self { file: file.to_owned(), line: Some(index + 1), key, what }
    }
}

fn key_of_line(line: &str) -> String {
    line.split('=').next().unwrap_or_default().trim().to_owned()
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(key) = &self.key {
            write!(f, ", `{key}`")?;
        }
        write!(f, ": {}", self.what)
    }
}
