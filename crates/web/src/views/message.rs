//! A page that says what happened, what is safe and what to do: for all that did not go as wished.

use askama::Template;

use super::frame::Door;
use super::parts::Link;

/// What happened, what is safe, what to do.
#[derive(Debug, Template)]
#[template(path = "message.html")]
pub struct MessagePage {
    /// What stands around.
    pub door: Door,
    /// What happened, in one sentence.
    pub happened: String,
    /// What was not lost.
    pub safe: String,
    /// What to do.
    pub next: String,
    /// Where to go.
    pub action: Link,
    /// A number to tell the administrator, if there is one.
    pub reference: Option<String>,
}
