//! *Rejestr naruszeń*: every breach, also the one nobody had to be told of (GDPR art. 33(5)), with its clock, its
//! severity and what was decided.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use zgoda_law::terms::{BREACH_HOURS, breach_due};
use zgoda_law::{BreachFacts, Identification, Law, Loss, Severity, SeverityLevel, severity};
use zgoda_store::Register;

use super::has_come;
use crate::registers::cell::{Line, Words, closed};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

/// Hours within which a breach is weighed, so that two days are left to tell of it.
const WEIGH_HOURS: i64 = 24;

closed! {
    /// The context of the data (DPC), as the method counts it, adjusted by the circumstances.
    Context {
        Simple "simple",
        Behavioural "behavioural",
        Financial "financial",
        Sensitive "sensitive",
    }

    /// How we learned of a breach.
    FoundBy {
        Own "own",
        Processor "processor",
        Person "person",
        Authority "authority",
        Media "media",
        Other "other",
    }

    /// Whether the authority is told.
    ToAuthority {
        Undecided "undecided",
        Notify "notify",
        NotNeeded "not_needed",
    }

    /// Which notification was filed, art. 33(4).
    Filed {
        Initial "initial",
        Complete "complete",
        Supplementary "supplementary",
    }

    /// Whether the persons are told, art. 34.
    ToPersons {
        Undecided "undecided",
        Tell "tell",
        NotNeeded "not_needed",
        Unreadable "unreadable",
        Averted "averted",
        Public "public",
    }
}

boxes! {
    /// A breach of the protection of personal data.
    Breach {
        what {
            name: Line,
            happened_at: Option<Timestamp>,
            aware_at: Timestamp,
            found_by: FoundBy,
            processor: Option<Line>,
            nature: Words,
        }
        scale {
            persons: Option<u32>,
            persons_kinds: Words,
            records: Option<u32>,
            data_kinds: Words,
        }
        severity {
            context: Context,
            context_why: Option<Words>,
            identification: Identification,
            confidentiality: Loss,
            integrity: Loss,
            availability: Loss,
            malicious: bool,
            strong_identifiers: bool,
            unreadable: bool,
        }
        effects {
            consequences: Words,
            measures: Words,
            planned: Option<Words>,
        }
        authority {
            authority: ToAuthority,
            authority_why: Option<Words>,
            notified_at: Option<Timestamp>,
            filed: Option<Filed>,
            reference: Option<Line>,
            delay_why: Option<Words>,
        }
        persons {
            tell: ToPersons,
            tell_why: Option<Words>,
            told_at: Option<Timestamp>,
            told_how: Option<Line>,
            message: Option<Words>,
        }
        end {
            closed_on: Option<Date>,
            lessons: Option<Words>,
        }
    }
}

/// How much of the 72 hours is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Clock {
    /// When they are over.
    pub due_at: Timestamp,
    /// Whole hours left, or gone by where negative.
    pub hours_left: i64,
    /// Whether somebody still has to decide or to file.
    pub runs: bool,
}

impl Breach {
    /// What the method of ENISA proposes. A human decides.
    pub fn severity(&self) -> Severity {
        severity(&self.facts())
    }

    fn facts(&self) -> BreachFacts {
        let context = match self.context {
            Context::Simple => 1,
            Context::Behavioural => 2,
            Context::Financial => 3,
            Context::Sensitive => 4,
        };
        BreachFacts {
            context,
            identification: self.identification,
            confidentiality: self.confidentiality,
            integrity: self.integrity,
            availability: self.availability,
            malicious: self.malicious,
            strong_identifiers: self.strong_identifiers,
        }
    }

    /// The clock of art. 33(1) at a moment. Hours of weekends and holidays count, and an hour is an hour also where the
    /// clocks change.
    pub fn clock(&self, now: Timestamp) -> Clock {
        let due_at = breach_due(self.aware_at);
        let left = due_at.duration_since(now).as_secs().div_euclid(3_600);
        let runs = match self.authority {
            ToAuthority::Undecided => true,
            ToAuthority::Notify => self.notified_at.is_none(),
            ToAuthority::NotNeeded => false,
        };
        Clock { due_at, hours_left: left, runs }
    }

    /// Hours from becoming aware to the notification, where it was filed.
    pub fn hours_taken(&self) -> Option<i64> {
        self.notified_at.map(|at| at.duration_since(self.aware_at).as_hours())
    }

    fn is_late(&self) -> bool {
        let most = SignedDuration::from_hours(BREACH_HOURS);
        self.notified_at.is_some_and(|at| at.duration_since(self.aware_at) > most)
    }
}

impl Record for Breach {
    const REGISTER: Register = Register::Breaches;

    fn title(&self) -> String {
        self.name.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.closed_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        let future = |at: Option<Timestamp>| at.is_some_and(|at| at > now);
        let early = |at: Option<Timestamp>| at.is_some_and(|at| at < self.aware_at);
        let excused = matches!(
            self.tell,
            ToPersons::NotNeeded | ToPersons::Unreadable | ToPersons::Averted | ToPersons::Public
        );
        problems.add(self.aware_at > now, "aware_at", "future");
        problems.add(self.happened_at.is_some_and(|at| at > self.aware_at), "happened_at", "before");
        problems.add(
            self.authority == ToAuthority::NotNeeded && self.authority_why.is_none(),
            "authority_why",
            "why",
        );
        problems.add(future(self.notified_at), "notified_at", "future");
        problems.add(early(self.notified_at), "notified_at", "before");
        problems.add(
            self.notified_at.is_some() && self.authority != ToAuthority::Notify,
            "authority",
            "first",
        );
        problems.add(self.notified_at.is_some() && self.filed.is_none(), "filed", "missing");
        problems.add(self.is_late() && self.delay_why.is_none(), "delay_why", "late");
        problems.add(excused && self.tell_why.is_none(), "tell_why", "why");
        problems.add(future(self.told_at), "told_at", "future");
        problems.add(early(self.told_at), "told_at", "before");
        problems.add(self.told_at.is_some() && self.told_how.is_none(), "told_how", "missing");
        problems.add(self.told_at.is_some() && self.message.is_none(), "message", "missing");
        if self.closed_on.is_some() {
            problems.add(self.clock(now).runs, "authority", "first");
            problems.add(self.tell == ToPersons::Undecided, "tell", "first");
        }
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        let (proposed, clock, mut found) = (self.severity(), self.clock(now), Vec::new());
        match self.authority {
            ToAuthority::Undecided => found.push(Finding::watch("breach-undecided", "art. 33 ust. 1 RODO")),
            ToAuthority::Notify if self.is_late() => {
                found.push(Finding::bad("breach-notified-late", "art. 33 ust. 1 RODO"));
            }
            ToAuthority::Notify if self.notified_at.is_some() => {
                found.push(Finding::good("breach-notified", "art. 33 ust. 1 RODO"));
            }
            ToAuthority::Notify => found.push(Finding::watch("breach-to-file", "art. 33 ust. 1 RODO")),
            ToAuthority::NotNeeded if proposed.notify_authority => {
                found.push(Finding::watch("breach-against-proposal", "art. 33 ust. 1 RODO"));
            }
            ToAuthority::NotNeeded => {
                found.push(Finding::good("breach-register-only", "art. 33 ust. 5 RODO"))
            }
        }
        if clock.runs && clock.hours_left < 0 {
            found.push(Finding::bad("breach-over-time", "art. 33 ust. 1 RODO"));
        }
        if self.filed == Some(Filed::Initial) {
            found.push(Finding::watch("breach-supplement", "art. 33 ust. 4 RODO"));
        }
        match self.tell {
            ToPersons::Undecided => {
                found.push(Finding::watch("breach-persons-undecided", "art. 34 ust. 1 RODO"))
            }
            ToPersons::Tell if self.told_at.is_none() => {
                found.push(Finding::bad("breach-persons-untold", "art. 34 ust. 1 RODO"));
            }
            ToPersons::Tell => found.push(Finding::good("breach-persons-told", "art. 34 ust. 2 RODO")),
            ToPersons::NotNeeded if proposed.level >= SeverityLevel::High => {
                found.push(Finding::watch("breach-persons-against-proposal", "art. 34 ust. 1 RODO"));
            }
            ToPersons::NotNeeded => {}
            ToPersons::Unreadable | ToPersons::Averted | ToPersons::Public => {
                found.push(Finding::good("breach-persons-excused", "art. 34 ust. 3 RODO"));
            }
        }
        if self.unreadable && self.identification != Identification::Negligible {
            found.push(Finding::watch("breach-unreadable", "art. 34 ust. 3 lit. a RODO"));
        }
        if proposed.human_review && self.strong_identifiers {
            found.push(Finding::watch("breach-strong-identifiers", "art. 34 ust. 1 RODO"));
        }
        found
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        let clock = self.clock(now);
        let mut dues = Vec::new();
        if self.authority == ToAuthority::Undecided {
            let weigh = self.aware_at.saturating_add(WEIGH_HOURS.hours()).unwrap_or(clock.due_at);
            dues.push(Due::at(DueKind::WeighBreach, weigh));
        }
        if clock.runs {
            dues.push(Due::at(DueKind::NotifyAuthority, clock.due_at));
        }
        // *Without undue delay* has no number of hours; not later than the authority is the least.
        if self.tell == ToPersons::Tell && self.told_at.is_none() {
            dues.push(Due::at(DueKind::TellPersons, clock.due_at));
        }
        dues
    }
}
