//! SMSAPI as it answers: by the token and by the number it is sent to.

use super::Request;
use super::answer::{Answer, JSON, json};

/// The token it takes.
pub const TOKEN: &str = "replay-sms-token";

/// What it answers to a form.
pub(super) fn answer(request: &Request) -> Answer {
    let refused = |code: u16, message: &str| {
        json(200, JSON, &format!("{{\"error\":{code},\"message\":\"{message}\"}}"))
    };
    if request.header("authorization") != Some(&format!("Bearer {TOKEN}")) {
        return refused(101, "Authorization failed");
    }
    let field = |name: &str| {
        let pairs = request.body.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    };
    match (field("to"), field("message")) {
        (Some("48600000103"), _) => refused(103, "Insufficient credits"),
        (Some("48600000014"), _) => refused(14, "Invalid from field"),
        (Some("48600000201"), _) => refused(201, "Internal system error"),
        (Some("48600000013"), _) => refused(13, "No correct phone numbers"),
        (Some(to), Some(text)) if to.len() == 11 && !text.is_empty() => json(
            200,
            JSON,
            "{\"count\":1,\"list\":[{\"id\":\"1\",\"points\":0.07,\"status\":\"QUEUE\",\"error\":null}]}",
        ),
        _ => refused(11, "Message too long or there is no message"),
    }
}
