//! *Rejestr powierzeń*: those who process for us (GDPR art. 28), with the points of art. 28(3) one by one.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Country, Law};
use zgoda_store::Register;

use super::has_come;
use crate::registers::cell::{Line, Purposes, Words, closed};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

/// Hours within which a processor tells of a breach, beyond which our own 72 hours suffer.
const SLOW_HOURS: u32 = 48;

closed! {
    /// How a processor may take others in, art. 28(2).
    Authorisation {
        None "none",
        General "general",
        Specific "specific",
    }
}

boxes! {
    /// Somebody who processes for us.
    Processor {
        who {
            name: Line,
            country: Country,
            service: Words,
            purposes: Purposes,
            data_kinds: Words,
            since: Option<Date>,
        }
        contract {
            contract_on: Option<Date>,
            contract_ref: Option<Line>,
            point_a: bool,
            point_b: bool,
            point_c: bool,
            point_d: bool,
            point_e: bool,
            point_f: bool,
            point_g: bool,
            point_h: bool,
        }
        subprocessors {
            authorisation: Authorisation,
            notice_days: Option<u32>,
            subprocessors: Option<Words>,
        }
        supervision {
            evidence: Option<Words>,
            audited_on: Option<Date>,
            audit_result: Option<Words>,
            breach_hours: Option<u32>,
            exit_plan: Option<Words>,
            review_on: Date,
        }
        end {
            ended_on: Option<Date>,
            deleted: Option<Line>,
        }
    }
}

impl Processor {
    /// The points of art. 28(3) with their letters, and whether the contract has them.
    pub fn points(&self) -> [(&'static str, &'static str, bool); 8] {
        [
            ("a", "point_a", self.point_a),
            ("b", "point_b", self.point_b),
            ("c", "point_c", self.point_c),
            ("d", "point_d", self.point_d),
            ("e", "point_e", self.point_e),
            ("f", "point_f", self.point_f),
            ("g", "point_g", self.point_g),
            ("h", "point_h", self.point_h),
        ]
    }

    /// Whether a contract with every point of art. 28(3) stands.
    pub fn has_whole_contract(&self) -> bool {
        self.contract_on.is_some() && self.points().iter().all(|(.., stands)| *stands)
    }
}

impl Record for Processor {
    const REGISTER: Register = Register::Processors;

    fn title(&self) -> String {
        self.name.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.ended_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        let future = |day: Option<Date>| day.is_some_and(|day| day > day_of(now));
        problems.add(future(self.contract_on), "contract_on", "future");
        problems.add(future(self.audited_on), "audited_on", "future");
        problems.add(self.ended_on < self.since && self.ended_on.is_some(), "ended_on", "before");
        problems.add(self.audited_on.is_some() && self.audit_result.is_none(), "audit_result", "why");
        problems.found()
    }

    fn findings(&self, law: &Law, now: Timestamp) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.is_over(now) {
            if self.deleted.is_none() {
                found.push(Finding::bad("processor-not-deleted", "art. 28 ust. 3 lit. g RODO"));
            }
            return found;
        }
        match self.contract_on {
            None => found.push(Finding::bad("processor-no-contract", "art. 28 ust. 3 RODO")),
            Some(_) if self.has_whole_contract() => {
                found.push(Finding::good("processor-contract", "art. 28 ust. 3 lit. a–h RODO"));
            }
            Some(_) => {
                let lacking: Vec<&str> = self
                    .points()
                    .into_iter()
                    .filter(|(.., stands)| !stands)
                    .map(|(letter, ..)| letter)
                    .collect();
                let article = format!("art. 28 ust. 3 lit. {} RODO", lacking.join(", "));
                found.push(Finding::bad("processor-points", article));
            }
        }
        if self.authorisation == Authorisation::None && self.subprocessors.is_some() {
            found.push(Finding::bad("processor-subprocessors", "art. 28 ust. 2 RODO"));
        }
        if self.authorisation == Authorisation::General && self.notice_days.is_none() {
            found.push(Finding::watch("processor-notice", "art. 28 ust. 2 RODO"));
        }
        if self.audited_on.is_none() {
            found.push(Finding::watch("processor-unaudited", "art. 28 ust. 1, art. 28 ust. 3 lit. h RODO"));
        }
        if self.breach_hours.is_none_or(|hours| hours > SLOW_HOURS) {
            found.push(Finding::watch("processor-slow", "art. 33 ust. 2 RODO"));
        }
        if !law.is_within_area(self.country, day_of(now)) {
            found.push(Finding::watch("processor-abroad", "art. 44 RODO"));
        }
        found
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        if self.is_over(now) { Vec::new() } else { vec![Due::on(DueKind::ReviewProcessor, self.review_on)] }
    }
}
