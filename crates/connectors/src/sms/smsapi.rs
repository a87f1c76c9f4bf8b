//! SMSAPI: one form posted with a token, answered in JSON. Its refusals come with status 200 and a code.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Deserialize;

use super::{Sms, SmsError, Texter};
use crate::gate::{BlockEnd, Manners};
use crate::http::{BaseUrl, HttpClient, HttpSettings, Question};
use crate::{Clock, ConnectorError, Secret, SystemClock};

/// Where the gateway stands.
pub const OFFICIAL_ADDRESS: &str = "https://api.smsapi.pl";

const FORM: &str = "application/x-www-form-urlencoded";
/// A code with a link fits into so many parts.
const PARTS_MAX: &str = "3";
/// States in which the gateway gives a message up at once.
const GIVEN_UP: [&str; 4] = ["FAILED", "REJECTED", "UNDELIVERED", "EXPIRED"];
/// One question at a time; how often it is asked is for the caller to limit, who knows for whom.
const MANNERS: Manners =
    Manners { limits: &[], block: BlockEnd::Seconds(60), block_statuses: &[], retries_after_block: 0 };

/// The gateway of SMSAPI.
pub struct SmsApi {
    http: HttpClient,
    sender: String,
    token: Secret,
}

/// What it answers.
#[derive(Deserialize)]
struct Reply {
    error: Option<i64>,
    #[serde(default)]
    list: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    status: Option<String>,
}

impl SmsApi {
    /// A gateway at an address, for messages under the name of a sender that it knows. Without a sender it uses its own.
    pub fn new(base: BaseUrl, sender: &str, token: Secret, settings: HttpSettings) -> Self {
        Self::with_clock(base, sender, token, settings, Arc::new(SystemClock))
    }

    /// The same with another clock.
    pub fn with_clock(
        base: BaseUrl,
        sender: &str,
        token: Secret,
        settings: HttpSettings,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { http: HttpClient::new(base, settings, MANNERS, clock), sender: sender.to_owned(), token }
    }
}

impl Texter for SmsApi {
    fn hand_over(&self, message: &Sms<'_>) -> Result<(), SmsError> {
        let mut fields = vec![
            ("to", message.to.trim_start_matches('+')),
            ("message", message.text),
            ("format", "json"),
            ("encoding", "utf-8"),
            // Without its diacritics a Polish message is twice as long.
            ("normalize", "1"),
            ("max_parts", PARTS_MAX),
        ];
        if !self.sender.is_empty() {
            fields.push(("from", &self.sender));
        }
        let question = Question::post("/sms.do", FORM, form(&fields));
        let question = question.with_secret("authorization", "Bearer ", &self.token);
        let answer = self.http.ask(&question.map_err(|_| SmsError::Login)?).map_err(explain)?;
        if answer.status == 401 || answer.status == 403 {
            return Err(SmsError::Login);
        }
        if answer.status >= 300 {
            return Err(SmsError::Refused(answer.status.into()));
        }
        let reply: Reply = serde_json::from_slice(&answer.body).map_err(|_| SmsError::Unknown)?;
        match reply.error {
            Some(code) => Err(refusal(code)),
            None if reply.list.is_empty() => Err(SmsError::Unknown),
            None if reply.list.iter().any(given_up) => Err(SmsError::Refused(0)),
            None => Ok(()),
        }
    }
}

fn given_up(item: &Item) -> bool {
    item.status.as_deref().is_some_and(|status| GIVEN_UP.contains(&status))
}

/// What a code of the gateway means for whoever sends.
fn refusal(code: i64) -> SmsError {
    match code {
        8 | 101 | 105 | 110 => SmsError::Login,
        14 => SmsError::Sender,
        103 => SmsError::Empty,
        201..=203 => SmsError::Later,
        other => SmsError::Refused(other),
    }
}

/// What broke, told by whether the gateway may have the message.
fn explain(error: ConnectorError) -> SmsError {
    match error {
        ConnectorError::CredentialRefused { .. } => SmsError::Login,
        ConnectorError::RateLimited { .. } => SmsError::Later,
        not_sent @ (ConnectorError::Unreachable { .. }
        | ConnectorError::Certificate { .. }
        | ConnectorError::Blocked { .. }
        | ConnectorError::BudgetSpent { .. }
        | ConnectorError::CircuitOpen { .. }
        | ConnectorError::ForbiddenAddress { .. }) => SmsError::Unreached(not_sent),
        _ => SmsError::Unknown,
    }
}

/// A form as browsers write it.
fn form(fields: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in fields {
        let _ = write!(out, "{}{name}=", if out.is_empty() { "" } else { "&" });
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(byte.into()),
                other => drop(write!(out, "%{other:02X}")),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_written_so_that_nothing_in_a_value_adds_a_field() {
        let fields = [("to", "48600100200"), ("message", "Kod: A&B=C żółw")];
        assert_eq!(form(&fields), "to=48600100200&message=Kod%3A%20A%26B%3DC%20%C5%BC%C3%B3%C5%82w");
    }

    #[test]
    fn each_code_of_the_gateway_says_what_to_do() {
        for (code, expected) in [
            (101, SmsError::Login),
            (103, SmsError::Empty),
            (14, SmsError::Sender),
            (201, SmsError::Later),
            (13, SmsError::Refused(13)),
        ] {
            assert_eq!(refusal(code), expected);
        }
    }
}
