//! Correspondence with authorities: an unanswered letter has been fined by itself (GDPR art. 31, 58(1)).

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
    /// Who wrote.
    Authority {
        Puodo "puodo",
        Uke "uke",
        Uokik "uokik",
        Court "court",
        Other "other",
    }
}

boxes! {
    /// A letter of an authority and our answer.
    Letter {
        letter {
            authority: Authority,
            reference: Line,
            received_on: Date,
            about: Line,
            demands: Words,
            due_on: Option<Date>,
        }
        answer {
            answered_on: Option<Date>,
            answer: Option<Words>,
            sent_how: Option<Line>,
        }
        end {
            closed_on: Option<Date>,
            outcome: Option<Words>,
        }
    }
}

impl Record for Letter {
    const REGISTER: Register = Register::Letters;

    fn title(&self) -> String {
        format!("{}: {}", self.reference.0, self.about.0)
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.closed_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        problems.add(self.received_on > day_of(now), "received_on", "future");
        problems.add(self.due_on.is_some_and(|day| day < self.received_on), "due_on", "before");
        problems.add(self.answered_on.is_some_and(|day| day < self.received_on), "answered_on", "before");
        problems.add(self.answered_on.is_some_and(|day| day > day_of(now)), "answered_on", "future");
        problems.add(self.answered_on.is_some() && self.answer.is_none(), "answer", "missing");
        problems.add(self.closed_on.is_some() && self.outcome.is_none(), "outcome", "missing");
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        let article = "art. 31, art. 58 ust. 1 RODO";
        vec![match (self.due_on, self.answered_on) {
            (Some(due), Some(answered)) if answered > due => Finding::bad("letter-late", article),
            (_, Some(_)) => Finding::good("letter-answered", article),
            (Some(due), None) if due < day_of(now) => Finding::bad("letter-overdue", article),
            (Some(_), None) => Finding::watch("letter-open", article),
            (None, None) => Finding::watch("letter-no-term", article),
        }]
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        let due = self.due_on.filter(|_| self.answered_on.is_none() && !self.is_over(now));
        due.map(|day| Due::on(DueKind::AnswerAuthority, day)).into_iter().collect()
    }
}
