//! Policies with their versions and reviews (GDPR art. 24(2)).

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::Law;
use zgoda_law::calendar::day_of;
use zgoda_store::Register;

use super::has_come;
use crate::registers::cell::{Line, Words, closed};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

closed! {
    /// What a policy is about.
    PolicyKind {
        Protection "protection",
        Security "security",
        Access "access",
        Logging "logging",
        Incidents "incidents",
        Backups "backups",
        Retention "retention",
        Requests "requests",
        Ai "ai",
        Other "other",
    }
}

boxes! {
    /// A policy.
    Policy {
        what {
            name: Line,
            kind: PolicyKind,
            version: Line,
            summary: Words,
            place: Line,
            digest: Option<Line>,
        }
        approval {
            approved_by: Line,
            approved_on: Date,
            review_on: Date,
        }
        end {
            ended_on: Option<Date>,
        }
    }
}

impl Record for Policy {
    const REGISTER: Register = Register::Policies;

    fn title(&self) -> String {
        format!("{} {}", self.name.0, self.version.0)
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.ended_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        problems.add(self.approved_on > day_of(now), "approved_on", "future");
        problems.add(self.review_on <= self.approved_on, "review_on", "before");
        problems.add(self.ended_on.is_some_and(|end| end < self.approved_on), "ended_on", "before");
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        let article = "art. 24 ust. 2 RODO";
        match self.is_over(now) {
            true => Vec::new(),
            false if self.review_on < day_of(now) => vec![Finding::bad("policy-unreviewed", article)],
            false => vec![Finding::good("policy-stands", article)],
        }
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        if self.is_over(now) { Vec::new() } else { vec![Due::on(DueKind::ReviewPolicy, self.review_on)] }
    }
}
