//! The small parts that many screens share: who, lights, metryczki, notices, counts with reasons.

use jiff::civil::Date;
use zgoda_law::{Basis, Channel, Outcome, ReasonCode, SourceType};

/// The colour a sign has; it always comes with an icon and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Allowed, done, well.
    Allow,
    /// Denied, overdue.
    Deny,
    /// Waits for something.
    Wait,
    /// Good to know.
    Info,
}

impl Tone {
    /// The class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
            Self::Wait => "wait",
            Self::Info => "info",
        }
    }

    /// The icon that goes with it.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Allow => "check",
            Self::Deny => "cross",
            Self::Wait => "wait",
            Self::Info => "info",
        }
    }
}

impl From<&Outcome> for Tone {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Allow => Self::Allow,
            Outcome::Deny => Self::Deny,
            Outcome::Pending => Self::Wait,
        }
    }
}

/// A person as the reader may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The public id of the subject, 32 hexadecimal digits.
    pub id: String,
    /// The name, if the working purpose allows it.
    pub name: Option<String>,
}

impl Who {
    /// The name, or the first digits of the id.
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.pseudonym())
    }

    /// The first digits of the id: enough to tell people apart, not enough to know anybody.
    pub fn pseudonym(&self) -> &str {
        self.id.get(..8).unwrap_or(&self.id)
    }

    /// The first letters of the name, or of the pseudonym.
    pub fn initials(&self) -> String {
        initials(self.shown())
    }
}

/// The first letters of the first two words.
pub fn initials(name: &str) -> String {
    name.split_whitespace()
        .take(2)
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Something with a name and an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(name: impl Into<String>, href: impl Into<String>) -> Self {
        Self { name: name.into(), href: href.into() }
    }
}

/// Whether one channel may be used for one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Light {
    /// The channel.
    pub channel: Channel,
    /// The stable name of the purpose.
    pub purpose: String,
    /// The answer.
    pub outcome: Outcome,
    /// The first reason of a denial.
    pub reason: Option<ReasonCode>,
    /// Where *why?* leads.
    pub why: String,
}

impl Light {
    /// Its colour and icon.
    pub fn tone(&self) -> Tone {
        Tone::from(&self.outcome)
    }

    /// The icon of the channel.
    pub const fn icon(&self) -> &'static str {
        channel_icon(self.channel)
    }
}

/// The icon of a channel.
pub const fn channel_icon(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::CallLive | Channel::CallAuto | Channel::Fax => "phone",
        Channel::Post => "letter",
        Channel::InPerson => "user",
        Channel::Sms | Channel::Mms | Channel::MessengerDm | Channel::Push => "chat",
    }
}

/// The metryczka: where a value came from, on what basis and for what it is held, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The kind of source.
    pub source: SourceType,
    /// The source by name, such as `targi-2026`.
    pub origin: Option<String>,
    /// The basis; `None` for public facts about organisations.
    pub basis: Option<Basis>,
    /// Stable names of the purposes.
    pub purposes: Vec<String>,
    /// The day the value came.
    pub obtained: Date,
    /// The last day it is kept.
    pub until: Date,
}

impl Tag {
    /// The class that warns of the last day: past, within a month, or none.
    pub fn urgency(&self, today: &Date) -> &'static str {
        match (self.until - *today).get_days() {
            ..0 => "over",
            0..=31 => "soon",
            _ => "",
        }
    }
}

/// Something the reader should know, above the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its colour and icon.
    pub tone: Tone,
    /// One sentence.
    pub title: String,
    /// More, if there is more.
    pub text: Option<String>,
    /// What can be done about it.
    pub action: Option<Link>,
}

/// How many people are denied for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonCount {
    /// The reason.
    pub code: ReasonCode,
    /// How many.
    pub people: u64,
    /// Where the list of them is.
    pub href: String,
}

/// People counted as allowed and not allowed, by reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The channel asked about.
    pub channel: Channel,
    /// How many may be contacted.
    pub allowed: u64,
    /// How many may not.
    pub denied: u64,
    /// How many have no address for the channel.
    pub no_address: u64,
    /// Why not, most frequent first. A person may count under several.
    pub reasons: Vec<ReasonCount>,
}

/// Where one is in a long list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pager {
    /// The number of the first row on this page, from 1.
    pub first: u64,
    /// The number of the last row on this page.
    pub last: u64,
    /// How many rows there are.
    pub total: u64,
    /// Where the previous page is.
    pub previous: Option<String>,
    /// Where the next page is.
    pub next: Option<String>,
}

/// The heading of a column that a list can be sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it says.
    pub name: String,
    /// Where the list sorted by it is; nothing where this list has but one order.
    pub href: Option<String>,
    /// In which direction the list is sorted by it now, in the words of `aria-sort`.
    pub sorted: Option<&'static str>,
}

impl Heading {
    /// The same over a list that cannot be sorted.
    #[must_use]
    pub fn fixed(self) -> Self {
        Self { href: None, sorted: None, ..self }
    }
}

/// A filter above a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub label: String,
    /// Where it leads: with the filter set, or with it taken off.
    pub href: String,
    /// Whether it is set.
    pub on: bool,
}

/// A figure with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// The figure, as it is written.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// What it means.
    pub hint: Option<String>,
}

/// A field of a form, with what was typed and what was wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    /// What was typed; never filled for passwords.
    pub value: String,
    /// What is wrong with it and how to mend it.
    pub problem: Option<String>,
}

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Units done.
    pub done: u64,
    /// Units in all.
    pub total: u64,
}

impl Progress {
    /// Whole hundredths done; 100 where there is nothing to do.
    pub fn percent(&self) -> u64 {
        let done = u128::from(self.done.min(self.total)) * 100;
        done.checked_div(u128::from(self.total))
            .and_then(|hundredths| u64::try_from(hundredths).ok())
            .unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_person_without_a_permitted_name_is_shown_by_a_pseudonym() {
        let mut who = Who { id: "3f9a0c1e5b7d2468aa00bb11cc22dd33".into(), name: None };
        assert_eq!(who.shown(), "3f9a0c1e");
        who.name = Some("łucja Żak".into());
        assert_eq!((who.shown(), who.initials().as_str()), ("łucja Żak", "ŁŻ"));
    }

    #[test]
    fn a_metryczka_warns_a_month_before_its_last_day() {
        let tag = |until| Tag {
            source: SourceType::Form,
            origin: None,
            basis: Some(Basis::Consent),
            purposes: Vec::new(),
            obtained: date(2026, 1, 1),
            until,
        };
        let today = date(2026, 11, 22);
        for (until, class) in [
            (date(2026, 11, 21), "over"),
            (date(2026, 11, 22), "soon"),
            (date(2026, 12, 23), "soon"),
            (date(2026, 12, 24), ""),
            (date(2028, 1, 1), ""),
        ] {
            assert_eq!(tag(until).urgency(&today), class, "{until}");
        }
    }

    #[test]
    fn progress_never_passes_the_end() {
        assert_eq!(Progress { done: 1, total: 3 }.percent(), 33);
        assert_eq!(Progress { done: 9, total: 3 }.percent(), 100);
        assert_eq!(Progress { done: 0, total: 0 }.percent(), 100);
        assert_eq!(Progress { done: u64::MAX, total: u64::MAX }.percent(), 100);
    }
}
