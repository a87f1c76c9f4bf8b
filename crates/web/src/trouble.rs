//! All that does not go as wished, as one page: what happened, what is safe, what to do.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use zgoda_enrich::EnrichError;
use zgoda_law::{Reason, ReasonCode};
use zgoda_rights::RightsError;
use zgoda_store::StoreError;
use zgoda_text::Text;

use crate::page::{Visitor, html};
use crate::views::message::MessagePage;
use crate::views::parts::Link;

/// Why a request was not answered as asked. It carries nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// There is no such page, or no such person any more.
    #[error("not found")]
    NotFound,
    /// Not for this role.
    #[error("not for this role")]
    Forbidden,
    /// The law does not allow it; the reasons, at least one.
    #[error("the law does not allow it")]
    Denied(Vec<Reason>),
    /// The form is not one of this session's.
    #[error("the form is not this session's")]
    StaleForm,
    /// The upload is too large.
    #[error("the upload is too large")]
    TooLarge,
    /// Too many attempts.
    #[error("too many attempts")]
    TooMany,
    /// The database was busy or somebody else was faster.
    #[error("the database is busy")]
    Busy,
    /// Something that should not happen.
    #[error("unexpected")]
    Unexpected,
    /// Refused for a reason that is told in full: what happened, what is safe, what to do.
    #[error("refused: {happened}")]
    Refused {
        /// What happened.
        happened: String,
        /// What is safe.
        safe: String,
        /// What to do.
        next: String,
    },
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) | StoreError::Gone | StoreError::Erased => Self::NotFound,
            StoreError::NotCovered => Self::Forbidden,
            conflict if conflict.is_conflict() => Self::Busy,
            other => {
                eprintln!("zgoda: {}", chain(&other));
                Self::Unexpected
            }
        }
    }
}

impl From<RightsError> for Trouble {
    fn from(error: RightsError) -> Self {
        match error {
            RightsError::Store(error) => error.into(),
            RightsError::Denied(reasons) => Self::Denied(reasons),
            RightsError::NotAuthorised => Self::Forbidden,
            RightsError::Busy => Self::Busy,
            RightsError::Erased | RightsError::NotFound(_) | RightsError::NoWay => Self::NotFound,
            other => {
                eprintln!("zgoda: {}", chain(&other));
                Self::Unexpected
            }
        }
    }
}

impl From<EnrichError> for Trouble {
    fn from(error: EnrichError) -> Self {
        match error {
            EnrichError::Store(error) => error.into(),
            EnrichError::Refused(reasons) => Self::Denied(reasons),
            other => {
                eprintln!("zgoda: {}", chain(&other));
                Self::Unexpected
            }
        }
    }
}

/// An error with its causes, for the log. Errors of ours hold no personal values.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

impl IntoResponse for Trouble {
    /// Leaves the page to [`dress`], which knows the visitor's language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Denied(_) | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unexpected => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn sentences(self, t: Text) -> [String; 3] {
        let all = |happened: &str, safe: &str, next: &str| [happened.into(), safe.into(), next.into()];
        match self {
            Self::NotFound => {
                all(t.message_not_found(), t.message_not_found_safe(), t.message_not_found_next())
            }
            Self::Forbidden => {
                all(t.message_forbidden(), t.message_forbidden_safe(), t.message_forbidden_next())
            }
            Self::Denied(reasons) => {
                let code = reasons.first().map_or(ReasonCode::UnknownInput, |reason| reason.code);
                all(t.reason(code), t.message_forbidden_safe(), t.reason_remedy(code))
            }
            Self::StaleForm => {
                all(t.message_stale_form(), t.message_stale_form_safe(), t.message_stale_form_next())
            }
            Self::TooLarge => {
                all(t.message_too_large(), t.message_too_large_safe(), t.message_too_large_next())
            }
            Self::TooMany => all(t.message_too_many(), t.message_too_many_safe(), t.message_too_many_next()),
            Self::Busy => all(t.message_busy(), t.message_busy_safe(), t.message_busy_next()),
            Self::Unexpected => {
                all(t.message_unexpected(), t.message_unexpected_safe(), t.message_unexpected_next())
            }
            Self::Refused { happened, safe, next } => [happened, safe, next],
        }
    }
}

/// What stands behind an answer that no handler gave: an address or a method that fits none.
fn stray(status: StatusCode) -> Option<Trouble> {
    match status {
        StatusCode::BAD_REQUEST | StatusCode::METHOD_NOT_ALLOWED => Some(Trouble::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Trouble::TooLarge),
        _ => None,
    }
}

/// Turns a [`Trouble`] into a page in the visitor's language.
pub async fn dress(visitor: Visitor, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let told = response.extensions_mut().remove::<Trouble>();
    let Some(trouble) = told.or_else(|| stray(response.status())) else { return response };
    let status = trouble.status();
    let door = visitor.door();
    let t = door.t;
    let [happened, safe, next] = trouble.sentences(t);
    let page = MessagePage {
        door,
        happened,
        safe,
        next,
        action: Link::new(t.message_go_home(), "/"),
        reference: None,
    };
    (status, html(&page)).into_response()
}
