//! Models and systems of artificial intelligence that are in use: what for, at which risk, and how people are told
//! (Regulation (EU) 2024/1689).

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
    /// The risk a system has under the act.
    ModelRisk {
        Minimal "minimal",
        Transparency "transparency",
        High "high",
        Forbidden "forbidden",
    }

    /// What we are to a system.
    ModelRole {
        Deployer "deployer",
        Provider "provider",
    }
}

boxes! {
    /// A system of artificial intelligence.
    Model {
        what {
            name: Line,
            provider: Line,
            role: ModelRole,
            used_for: Words,
            personal_data: Option<Words>,
            contract: bool,
        }
        risk {
            risk: ModelRisk,
            risk_why: Words,
            disclosure: Option<Words>,
            oversight: Option<Words>,
            review_on: Date,
        }
        end {
            ended_on: Option<Date>,
        }
    }
}

impl Record for Model {
    const REGISTER: Register = Register::Models;

    fn title(&self) -> String {
        self.name.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.ended_on, now)
    }

    fn check(&self, _now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        problems.add(
            self.risk == ModelRisk::Transparency && self.disclosure.is_none(),
            "disclosure",
            "missing",
        );
        problems.add(self.risk == ModelRisk::High && self.oversight.is_none(), "oversight", "missing");
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        if self.is_over(now) {
            return Vec::new();
        }
        let mut found = vec![match self.risk {
            ModelRisk::Forbidden => Finding::bad("model-forbidden", "art. 5 (UE) 2024/1689"),
            ModelRisk::High => Finding::watch("model-high", "art. 26 (UE) 2024/1689"),
            ModelRisk::Transparency => Finding::good("model-told", "art. 50 (UE) 2024/1689"),
            ModelRisk::Minimal => Finding::good("model-minimal", "art. 4 (UE) 2024/1689"),
        }];
        if self.personal_data.is_some() && !self.contract && self.role == ModelRole::Deployer {
            found.push(Finding::bad("model-no-contract", "art. 28 ust. 3 RODO"));
        }
        if self.review_on < day_of(now) {
            found.push(Finding::bad("model-unreviewed", "art. 24 ust. 1 RODO"));
        }
        found
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        if self.is_over(now) { Vec::new() } else { vec![Due::on(DueKind::ReviewModel, self.review_on)] }
    }
}
