//! Reports on the delivery of mail (RFC 3464), from the text of the message that came back. No address is taken from it.

/// Longer texts are not looked at.
const LONGEST: usize = 1 << 20;

/// What a mail system says of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// The ids in the text without angle brackets, in their order: that of the message it is about comes last.
    pub message_ids: Vec<String>,
    /// What became of it, recipient by recipient.
    pub outcomes: Vec<DeliveryOutcome>,
}

/// What became of a message to one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeliveryOutcome {
    /// What the mail system did.
    pub action: DeliveryAction,
    /// The enhanced status, such as 5.1.1 (RFC 3463).
    pub status: Option<(u8, u16, u16)>,
    /// The code of SMTP, such as 550.
    pub code: Option<u16>,
}

/// What a mail system did with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryAction {
    /// Gave up.
    Failed,
    /// Tries on.
    Delayed,
    /// Put it into the mailbox.
    Delivered,
    /// Gave it to a system that reports nothing.
    Relayed,
    /// Gave it to several.
    Expanded,
}

impl DeliveryReport {
    /// Reads a report; `None` where the text holds none.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let fields = fields(text);
        let named = |name: &'static str| {
            fields.iter().enumerate().filter(move |(_, (known, _))| known == name).map(|(place, _)| place)
        };
        let value = |place: usize| fields.get(place).map(|(_, value)| value.as_str());
        let starts: Vec<usize> = named("final-recipient").collect();
        let mut outcomes = Vec::new();
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(fields.len());
            let within = |name: &str| {
                (*start..end)
                    .find(|place| fields.get(*place).is_some_and(|(known, _)| known == name))
                    .and_then(value)
            };
            let Some(action) = within("action").and_then(action) else { continue };
            let status = within("status").and_then(status);
            let code = within("diagnostic-code").and_then(code);
            outcomes.push(DeliveryOutcome { action, status, code });
        }
        let message_ids = named("message-id").filter_map(value).filter_map(id).collect();
        (!outcomes.is_empty()).then_some(Self { message_ids, outcomes })
    }

    /// Whether a mail system gave up on the message, and the code it gave up with.
    pub fn failure(&self) -> Option<Option<u16>> {
        let failed = self.outcomes.iter().find(|outcome| outcome.action == DeliveryAction::Failed)?;
        Some(failed.code)
    }
}

/// Everything in the text that looks like a header, folded lines joined; names in lower case.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim_start_matches("> ").trim_end();
        if open && line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        let named = line.split_once(':').filter(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
        open = named.is_some();
        fields.extend(named.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())));
    }
    fields
}

fn action(value: &str) -> Option<DeliveryAction> {
    match value.split_whitespace().next()?.to_ascii_lowercase().as_str() {
        "failed" => Some(DeliveryAction::Failed),
        "delayed" => Some(DeliveryAction::Delayed),
        "delivered" => Some(DeliveryAction::Delivered),
        "relayed" => Some(DeliveryAction::Relayed),
        "expanded" => Some(DeliveryAction::Expanded),
        _ => None,
    }
}

fn status(value: &str) -> Option<(u8, u16, u16)> {
    let mut parts = value.split_whitespace().next()?.split('.');
    let status = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (matches!(status.0, 2 | 4 | 5) && parts.next().is_none()).then_some(status)
}

/// `smtp; 550 5.1.1 <anna@example.test> unknown`: the code alone.
fn code(value: &str) -> Option<u16> {
    let (kind, said) = value.split_once(';')?;
    let code = said.trim().get(..3)?.parse().ok().filter(|code| (200..600).contains(code));
    code.filter(|_| kind.trim().eq_ignore_ascii_case("smtp"))
}

fn id(value: &str) -> Option<String> {
    let (inside, _) = value.split_once('<')?.1.split_once('>')?;
    let plain = inside.contains('@') && !inside.contains(char::is_whitespace);
    plain.then(|| inside.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOUNCE: &str = "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail\r\nMessage-ID: <bounce@mx.example>\r\n\
        Content-Type: multipart/report; report-type=delivery-status\r\n\r\nI'm sorry to have to inform you...\r\n\r\n\
        Reporting-MTA: dns; mx.example\r\nArrival-Date: Sun, 22 Nov 2026 10:00:00 +0100\r\n\r\n\
        Final-Recipient: rfc822; anna@example.test\r\nOriginal-Recipient: rfc822;anna@example.test\r\nAction: failed\r\n\
        Status: 5.1.1\r\nRemote-MTA: dns; mail.example.test\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n    <anna@example.test>: \
        user unknown\r\n\r\nReturn-Path: <dane@acme.example>\r\nMessage-ID: <a1b2@acme.example>\r\nSubject: Informacja\r\n";

    #[test]
    fn a_bounce_names_the_message_and_why_it_failed_and_no_address() {
        let report = DeliveryReport::read(BOUNCE).unwrap();
        assert_eq!(report.message_ids, ["bounce@mx.example", "a1b2@acme.example"]);
        let failed =
            DeliveryOutcome { action: DeliveryAction::Failed, status: Some((5, 1, 1)), code: Some(550) };
        assert_eq!(report.outcomes, [failed]);
        assert_eq!(report.failure(), Some(Some(550)));
        assert!(!format!("{report:?}").contains("anna"));
    }

    #[test]
    fn what_is_delayed_or_delivered_is_no_failure() {
        for action in ["delayed", "delivered", "relayed", "expanded (to a list)"] {
            let report = DeliveryReport::read(&BOUNCE.replace("failed", action)).unwrap();
            assert_eq!(report.failure(), None, "{action}");
        }
    }

    #[test]
    fn of_several_recipients_each_has_its_own_outcome() {
        let second = "\r\nFinal-Recipient: rfc822; jan@example.test\r\nAction: delayed\r\nStatus: 4.4.1\r\n";
        let report = DeliveryReport::read(
            &BOUNCE.replace("\r\n\r\nReturn-Path", &format!("\r\n{second}\r\nReturn-Path")),
        );
        let actions: Vec<_> =
            report.unwrap().outcomes.iter().map(|outcome| (outcome.action, outcome.code)).collect();
        assert_eq!(actions, [(DeliveryAction::Failed, Some(550)), (DeliveryAction::Delayed, None)]);
    }

    #[test]
    fn ordinary_mail_is_no_report() {
        for text in
            ["", "Dzień dobry, dziękuję za wiadomość.", "Action: failed", "Final-Recipient: rfc822; a@b"]
        {
            assert_eq!(DeliveryReport::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text: String, cut in 0..BOUNCE.len()) {
            let _ = DeliveryReport::read(&text);
            let _ = BOUNCE.get(..cut).map(DeliveryReport::read);
        }
    }
}
