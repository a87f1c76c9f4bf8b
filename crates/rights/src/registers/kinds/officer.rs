//! The appointment of the data protection officer: told to the authority within 14 days, published, independent (GDPR
//! art. 37 to 39, u.o.d.o. art. 10 and 11).

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::Law;
use zgoda_store::Register;

use super::{days_after, has_come};
use crate::registers::cell::{Line, Words};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

/// Days within which the authority is told.
const NOTICE_DAYS: i32 = 14;

boxes! {
    /// The data protection officer.
    Officer {
        who {
            name: Line,
            email: Option<Line>,
            phone: Option<Line>,
            appointed_on: Date,
            act: Option<Line>,
        }
        told {
            notified_on: Option<Date>,
            reference: Option<Line>,
            published_at: Option<Line>,
        }
        independence {
            reports_to: Line,
            other_tasks: Option<Words>,
            resources: Option<Words>,
        }
        end {
            ended_on: Option<Date>,
        }
    }
}

impl Officer {
    fn last_day(&self) -> Date {
        days_after(self.appointed_on, NOTICE_DAYS)
    }
}

impl Record for Officer {
    const REGISTER: Register = Register::Officers;

    fn title(&self) -> String {
        self.name.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.ended_on, now)
    }

    fn check(&self, _now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        problems.add(self.ended_on.is_some_and(|end| end < self.appointed_on), "ended_on", "before");
        problems.add(self.notified_on.is_some_and(|day| day < self.appointed_on), "notified_on", "before");
        problems.add(self.email.is_none() && self.phone.is_none(), "email", "missing");
        problems.found()
    }

    fn findings(&self, _law: &Law, _now: Timestamp) -> Vec<Finding> {
        let mut found = vec![match self.notified_on {
            Some(day) if day > self.last_day() => Finding::bad("officer-late", "art. 10 ust. 1 u.o.d.o."),
            Some(_) => Finding::good("officer-notified", "art. 10 ust. 1 u.o.d.o."),
            None => Finding::watch("officer-unnotified", "art. 10 ust. 1 u.o.d.o."),
        }];
        if self.published_at.is_none() {
            found.push(Finding::bad("officer-unpublished", "art. 37 ust. 7 RODO, art. 11 u.o.d.o."));
        }
        if self.other_tasks.is_some() {
            found.push(Finding::watch("officer-other-tasks", "art. 38 ust. 6 RODO"));
        }
        found
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        let open = self.notified_on.is_none() && !self.is_over(now);
        open.then(|| Due::on(DueKind::NotifyOfficer, self.last_day())).into_iter().collect()
    }
}
