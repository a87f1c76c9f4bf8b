//! Retention packs: when a term of keeping starts, how long it runs and how it ends.

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

use super::PackHeader;
use crate::calendar::year_end;
use crate::{RetentionAction, StartEvent, TermCalendar};

/// The terms of keeping of one country.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionPack {
    /// What the pack says about itself.
    pub pack: PackHeader,
    /// Its rules.
    #[serde(rename = "rule")]
    pub rules: Vec<RetentionRule>,
}

impl RetentionPack {
    /// The rule of this name.
    pub fn rule(&self, id: &str) -> Option<&RetentionRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// One term of keeping.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Its name.
    pub id: String,
    /// What sets it running.
    pub start: StartEvent,
    /// How long it runs.
    pub duration: Span,
    /// How it ends.
    pub calendar: TermCalendar,
    /// The longest term a local decision may set, from the same start.
    #[serde(default)]
    pub cap: Option<Span>,
    /// The provision it rests on.
    pub legal_ref: String,
    /// What happens at its end.
    pub action: RetentionAction,
}

impl RetentionRule {
    /// The day the term ends as the act names it: the same-numbered day, or 31 December.
    pub fn end(&self, anchor: Date) -> Date {
        self.end_of(anchor, self.duration)
    }

    /// The first day on which the value may no longer be held; what a fact's `keep_until` says. A term that ends with
    /// a day leaves that day; a term that ends on the same-numbered day ends as that day begins (law B7.2).
    pub fn keep_until(&self, anchor: Date) -> Date {
        self.first_day_after(self.end(anchor))
    }

    /// The same for a term that was approved, such as one that evidence proved (law B7.2), never longer than the cap or, without one, the duration.
    pub fn keep_until_by(&self, anchor: Date, term: Span) -> Date {
        let longest = self.end_of(anchor, self.cap.unwrap_or(self.duration));
        self.first_day_after(self.end_of(anchor, term).min(longest))
    }

    fn end_of(&self, anchor: Date, term: Span) -> Date {
        // A term that leaves the calendar ends at once rather than never.
        let end = anchor.checked_add(term).unwrap_or(anchor);
        match self.calendar {
            TermCalendar::Exact => end,
            TermCalendar::YearEnd => year_end(end.year()),
        }
    }

    fn first_day_after(&self, end: Date) -> Date {
        match self.calendar {
            TermCalendar::Exact => end,
            TermCalendar::YearEnd => end.tomorrow().unwrap_or(end),
        }
    }
}
