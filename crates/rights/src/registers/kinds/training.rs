//! Who was trained, in what, until when (GDPR art. 39(1)(b)), and who promised to keep confidence (art. 28(3)(b), 32(4)).

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::Law;
use zgoda_law::calendar::day_of;
use zgoda_store::Register;

use super::has_come;
use crate::registers::cell::{Line, closed};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

closed! {
    /// How somebody was trained.
    TrainingForm {
        Classroom "classroom",
        Online "online",
        Reading "reading",
        Briefing "briefing",
    }
}

boxes! {
    /// A training of one member of staff.
    Training {
        who {
            person: Line,
            position: Option<Line>,
            topic: Line,
            form: TrainingForm,
        }
        when {
            held_on: Date,
            valid_to: Date,
            proof: Option<Line>,
        }
        confidence {
            confidentiality_on: Option<Date>,
        }
        end {
            left_on: Option<Date>,
        }
    }
}

impl Record for Training {
    const REGISTER: Register = Register::Trainings;

    fn title(&self) -> String {
        format!("{}: {}", self.person.0, self.topic.0)
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.left_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        problems.add(self.held_on > day_of(now), "held_on", "future");
        problems.add(self.valid_to <= self.held_on, "valid_to", "before");
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        if self.is_over(now) {
            return Vec::new();
        }
        let mut found = vec![if self.valid_to < day_of(now) {
            Finding::bad("training-over", "art. 39 ust. 1 lit. b RODO")
        } else {
            Finding::good("training-valid", "art. 39 ust. 1 lit. b RODO")
        }];
        if self.confidentiality_on.is_none() {
            found.push(Finding::watch("training-confidence", "art. 29, art. 32 ust. 4 RODO"));
        }
        found
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        if self.is_over(now) { Vec::new() } else { vec![Due::on(DueKind::RenewTraining, self.valid_to)] }
    }
}
