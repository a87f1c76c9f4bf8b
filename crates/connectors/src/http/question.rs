//! A question to a register: a path with its headers, or a posted document that changes nothing.

use ureq::http::{HeaderName, HeaderValue};

use crate::{ConnectorError, Secret};

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    pub(super) path_and_query: String,
    pub(super) accept: &'static str,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) posted: Option<Posted>,
    /// Which limits of the register hold for it.
    pub(super) kind: &'static str,
    /// Whether a web page is what was asked for, and no sign of maintenance.
    pub(super) wants_page: bool,
}

/// What is posted.
#[derive(Clone)]
pub(super) struct Posted {
    pub(super) content_type: String,
    pub(super) body: String,
}

impl std::fmt::Debug for Posted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A posted document may hold a key.
        f.write_str("Posted(…)")
    }
}

impl Question {
    /// A GET that expects JSON.
    pub fn get(path_and_query: impl Into<String>) -> Self {
        Self {
            path_and_query: path_and_query.into(),
            accept: "application/json",
            headers: Vec::new(),
            posted: None,
            kind: "",
            wants_page: false,
        }
    }

    /// A POST that changes nothing at the register. It is repeated only where nothing was sent.
    pub(crate) fn post(path: impl Into<String>, content_type: impl Into<String>, body: String) -> Self {
        Self { posted: Some(Posted { content_type: content_type.into(), body }), ..Self::get(path) }
    }

    /// Which limits hold for it.
    pub(crate) fn of_kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// What form of answer is wanted.
    pub(crate) fn accepting(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    /// A page or a text file of a website is wanted.
    pub(crate) fn for_page(self) -> Self {
        Self { wants_page: true, accept: "text/html, application/xhtml+xml, text/plain;q=0.5", ..self }
    }

    /// Asks for an answer only if it changed: `tag` is the `ETag` of the one already read.
    pub fn unless(self, tag: &str) -> Self {
        match HeaderValue::from_str(tag) {
            Ok(value) => self.with("if-none-match", value),
            // A tag that cannot be sent saves nothing, and nothing else.
            Err(_) => self,
        }
    }

    /// Adds a secret header; `scheme` stands before the secret.
    pub(crate) fn with_secret(
        self,
        name: &'static str,
        scheme: &str,
        secret: &Secret,
    ) -> Result<Self, ConnectorError> {
        let value = HeaderValue::from_str(&format!("{scheme}{}", secret.reveal()));
        let mut value = value.map_err(|_| ConnectorError::Credential)?;
        value.set_sensitive(true);
        Ok(self.with(name, value))
    }

    fn with(mut self, name: &'static str, value: HeaderValue) -> Self {
        self.headers.push((HeaderName::from_static(name), value));
        self
    }
}
