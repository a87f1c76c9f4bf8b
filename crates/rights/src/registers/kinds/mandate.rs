//! *Rejestr kategorii czynności*: for whom we ourselves process (GDPR art. 30(2)).

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::Law;
use zgoda_store::Register;

use super::has_come;
use crate::registers::cell::{Line, Words};
use crate::registers::finding::{Due, Finding};
use crate::registers::record::{Problem, Record, boxes};

boxes! {
    /// A controller for whom we process.
    Mandate {
        who {
            controller: Line,
            contact: Line,
            officer: Option<Line>,
            since: Date,
        }
        work {
            processing: Words,
            transfers: Option<Words>,
            security: Words,
        }
        contract {
            contract_on: Option<Date>,
            contract_ref: Option<Line>,
            subprocessors: Option<Words>,
        }
        end {
            ended_on: Option<Date>,
        }
    }
}

impl Record for Mandate {
    const REGISTER: Register = Register::Mandates;

    fn title(&self) -> String {
        self.controller.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.ended_on, now)
    }

    fn check(&self, _now: Timestamp) -> Vec<Problem> {
        let wrong = self.ended_on.is_some_and(|end| end < self.since);
        wrong.then_some(Problem { key: "ended_on", code: "before" }).into_iter().collect()
    }

    fn findings(&self, _law: &Law, _now: Timestamp) -> Vec<Finding> {
        vec![match self.contract_on {
            Some(_) => Finding::good("mandate-contract", "art. 28 ust. 3 RODO"),
            None => Finding::bad("mandate-no-contract", "art. 28 ust. 3 RODO"),
        }]
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, _now: Timestamp) -> Vec<Due> {
        Vec::new()
    }
}
