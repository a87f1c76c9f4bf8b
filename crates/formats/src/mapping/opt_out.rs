//! Columns that say a person does not want to be contacted. They are read before anything else: an opt-out that is
//! lost in an import is a breach of art. 21(3) GDPR.

use crate::fold::header_key;
use crate::shapes::Shape;
use serde::{Deserialize, Serialize};

/// That a person does not want to be contacted, as the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OptOut {
    /// Which way of contact it closes.
    pub channel: OptOutChannel,
    /// Why.
    pub reason: OptOutReason,
}

/// The way of contact that an opt-out closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptOutChannel {
    /// Every way; also where the file does not say.
    #[default]
    Any,
    /// E-mail.
    Email,
    /// Text messages.
    Sms,
    /// Calls.
    Call,
    /// Fax.
    Fax,
}

/// Why a person is not to be contacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptOutReason {
    /// The person unsubscribed or objected; also where the file does not say.
    #[default]
    Unsubscribed,
    /// Mail to the address came back.
    Bounced,
    /// The person reported a message as spam.
    Complained,
    /// A mark of the sender: blocked, blacklisted, do not contact.
    DoNotContact,
}

/// How an opt-out is read from a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct OptOutRule {
    /// Which way of contact it closes.
    pub channel: OptOutChannel,
    /// Why, where the cell itself does not say.
    pub reason: OptOutReason,
    /// Which cells mean it.
    pub test: OptOutTest,
}

/// Which cells of a column mean an opt-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptOutTest {
    /// A yes does. So does anything that is neither yes nor no: in doubt, silence.
    #[default]
    Truth,
    /// Anything does, such as a time of unsubscribing.
    Present,
    /// Words such as `unsubscribed` or `bounced` do.
    Status,
}

/// What a cell says about a person's wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing against contact.
    Open,
    /// Opted out.
    Out(OptOut),
    /// Neither yes nor no: taken as an opt-out and reported.
    Unclear(OptOut),
}

impl OptOutRule {
    /// Reads one cell.
    pub(crate) fn read(self, cell: &str) -> Standing {
        let out = OptOut { channel: self.channel, reason: self.reason };
        let key = header_key(cell);
        match self.test {
            OptOutTest::Present if key.is_empty() || is_no(&key) => Standing::Open,
            OptOutTest::Present => Standing::Out(out),
            OptOutTest::Status => match reason_of_status(&key) {
                Some(reason) => Standing::Out(OptOut { reason, ..out }),
                None => Standing::Open,
            },
            OptOutTest::Truth if key.is_empty() || is_no(&key) => Standing::Open,
            OptOutTest::Truth if is_yes(&key) => Standing::Out(out),
            OptOutTest::Truth => match reason_of_status(&key) {
                Some(reason) => Standing::Out(OptOut { reason, ..out }),
                None => Standing::Unclear(out),
            },
        }
    }
}

/// Whether a folded cell means yes.
pub(crate) fn is_yes(key: &str) -> bool {
    matches!(
        key,
        "yes"
            | "y"
            | "true"
            | "t"
            | "1"
            | "tak"
            | "prawda"
            | "x"
            | "on"
            | "ja"
            | "wahr"
            | "wyrazona"
            | "given"
            | "granted"
    )
}

/// Whether a folded cell means no.
pub(crate) fn is_no(key: &str) -> bool {
    matches!(
        key,
        "no" | "n"
            | "false"
            | "f"
            | "0"
            | "nie"
            | "falsz"
            | "off"
            | "nein"
            | "falsch"
            | "brak"
            | "na"
            | "null"
            | "none"
    )
}

fn reason_of_status(key: &str) -> Option<OptOutReason> {
    Some(match key {
        "unsubscribed" | "unsubscribe" | "optedout" | "optout" | "wypisany" | "wypisana" | "wypisani"
        | "zrezygnowal" | "zrezygnowala" | "rezygnacja" | "sprzeciw" | "wycofana" | "wycofano"
        | "withdrawn" => OptOutReason::Unsubscribed,
        "bounced" | "bounce" | "hardbounce" | "hardbounced" | "cleaned" | "odbity" | "odbita" | "invalid" => {
            OptOutReason::Bounced
        }
        "complained" | "complaint" | "spam" | "junk" | "abuse" | "skarga" => OptOutReason::Complained,
        "blacklisted" | "blocked" | "suppressed" | "donotcontact" | "donotcall" | "donotemail"
        | "noconsent" | "brakzgody" | "niekontaktowac" | "niedzwonic" | "zablokowany" | "zablokowana" => {
            OptOutReason::DoNotContact
        }
        _ => return None,
    })
}

/// The rule of a column that speaks of opting out, by its header key.
pub(super) fn by_header(key: &str) -> Option<OptOutRule> {
    use OptOutChannel::{Any, Call, Email, Fax, Sms};
    use OptOutReason::{Bounced, Complained, DoNotContact, Unsubscribed};
    use OptOutTest::{Present, Status, Truth};
    let (channel, reason, test) = match key {
        "unsubscribed" | "optout" | "optedout" | "wypisany" | "wypisana" | "wypisani" | "sprzeciw"
        | "rezygnacja" => (Any, Unsubscribed, Truth),
        "unsubscribedfromallemail"
        | "emailoptout"
        | "hasoptedoutofemail"
        | "optedoutofemail"
        | "emailunsubscribed" => (Email, Unsubscribed, Truth),
        "unsubtime" | "unsubscribedat" | "datawypisania" => (Email, Unsubscribed, Present),
        "bounced" | "emailbounced" | "hardbounced" => (Email, Bounced, Truth),
        "cleantime" | "bouncedat" | "emailbounceddate" => (Email, Bounced, Present),
        "complained" | "spamcomplaint" => (Email, Complained, Truth),
        "emailblacklisted" | "donotemail" => (Email, DoNotContact, Truth),
        "smsblacklisted" | "smsoptout" => (Sms, DoNotContact, Truth),
        "donotcall" | "niedzwonic" => (Call, DoNotContact, Truth),
        "donotcontact" | "niekontaktowac" | "blacklisted" | "czarnalista" => (Any, DoNotContact, Truth),
        "hasoptedoutoffax" | "faxoptout" => (Fax, Unsubscribed, Truth),
        "personmarketingstatus" | "marketingstatus" | "emailstatus" | "status" => {
            (Email, Unsubscribed, Status)
        }
        _ => return None,
    };
    Some(OptOutRule { channel, reason, test })
}

/// The opt-out that a whole file stands for.
pub(super) fn of_whole_file(shape: Shape) -> Option<OptOut> {
    let reason = match shape {
        Shape::MailchimpUnsubscribed => OptOutReason::Unsubscribed,
        Shape::MailchimpCleaned => OptOutReason::Bounced,
        _ => return None,
    };
    Some(OptOut { channel: OptOutChannel::Email, reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_doubt_a_person_counts_as_opted_out() {
        let rule = by_header("donotcall").unwrap();
        let out = OptOut { channel: OptOutChannel::Call, reason: OptOutReason::DoNotContact };
        for cell in ["true", "TAK", "1", "Yes", " x "] {
            assert_eq!(rule.read(cell), Standing::Out(out), "{cell}");
        }
        for cell in ["", "false", "Nie", "0", "--"] {
            assert_eq!(rule.read(cell), Standing::Open, "{cell}");
        }
        assert_eq!(rule.read("od maja"), Standing::Unclear(out));
    }

    #[test]
    fn a_status_says_why_a_person_is_out() {
        let rule = by_header("personmarketingstatus").unwrap();
        let reason = |cell| match rule.read(cell) {
            Standing::Out(out) => Some(out.reason),
            _ => None,
        };
        assert_eq!(reason("Unsubscribed"), Some(OptOutReason::Unsubscribed));
        assert_eq!(reason("Bounced"), Some(OptOutReason::Bounced));
        assert_eq!(reason("No consent"), Some(OptOutReason::DoNotContact));
        assert_eq!(reason("Subscribed"), None);
        assert_eq!(reason("Active"), None);
    }
}
