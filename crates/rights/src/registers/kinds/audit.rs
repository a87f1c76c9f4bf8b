//! Audits and inventories: what was looked at, what was found, and whether it was mended.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::Law;
use zgoda_law::calendar::day_of;
use zgoda_store::Register;

use super::has_come;
use crate::registers::cell::{Line, Words};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

boxes! {
    /// An audit.
    Audit {
        what {
            name: Line,
            scope: Words,
            auditor: Line,
            held_on: Date,
        }
        result {
            findings: Words,
            corrective: Option<Words>,
            mend_by: Option<Date>,
            mended_on: Option<Date>,
        }
    }
}

impl Record for Audit {
    const REGISTER: Register = Register::Audits;

    fn title(&self) -> String {
        self.name.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.mended_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        problems.add(self.held_on > day_of(now), "held_on", "future");
        problems.add(self.mend_by.is_some_and(|day| day < self.held_on), "mend_by", "before");
        problems.add(self.mended_on.is_some_and(|day| day < self.held_on), "mended_on", "before");
        problems.add(self.mend_by.is_some() && self.corrective.is_none(), "corrective", "missing");
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        let article = "art. 5 ust. 2, art. 24 ust. 1 RODO";
        vec![match (self.mend_by, self.mended_on) {
            (_, Some(_)) => Finding::good("audit-mended", article),
            (Some(day), None) if day < day_of(now) => Finding::bad("audit-overdue", article),
            (Some(_), None) => Finding::watch("audit-open", article),
            (None, None) => Finding::good("audit-held", article),
        }]
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        let due = self.mend_by.filter(|_| !self.is_over(now));
        due.map(|day| Due::on(DueKind::MendFinding, day)).into_iter().collect()
    }
}
