//! Safeguards and their tests: risk analysis, measures, restore tests, vulnerability tests, custody of keys (GDPR art. 32).

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
    /// What kind of safeguard or test.
    MeasureKind {
        RiskAnalysis "risk_analysis",
        Technical "technical",
        Organisational "organisational",
        RestoreTest "restore_test",
        VulnerabilityTest "vulnerability_test",
        AccessReview "access_review",
        KeyCustody "key_custody",
    }

    /// How a test came out.
    TestResult {
        Passed "passed",
        Partly "partly",
        Failed "failed",
    }
}

boxes! {
    /// A safeguard or a test of one.
    Measure {
        what {
            name: Line,
            kind: MeasureKind,
            description: Words,
            owner: Line,
        }
        test {
            tested_on: Option<Date>,
            result: Option<TestResult>,
            findings: Option<Words>,
            review_on: Date,
        }
        end {
            ended_on: Option<Date>,
        }
    }
}

impl Record for Measure {
    const REGISTER: Register = Register::Measures;

    fn title(&self) -> String {
        self.name.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.ended_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        problems.add(self.tested_on.is_some_and(|day| day > day_of(now)), "tested_on", "future");
        problems.add(self.tested_on.is_some() && self.result.is_none(), "result", "missing");
        problems.add(self.result.is_some() && self.tested_on.is_none(), "tested_on", "missing");
        let told =
            self.findings.is_some() || !matches!(self.result, Some(TestResult::Partly | TestResult::Failed));
        problems.add(!told, "findings", "why");
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        let article = "art. 32 ust. 1 lit. d RODO";
        if self.is_over(now) {
            return Vec::new();
        }
        let mut found = vec![match self.result {
            Some(TestResult::Passed) => Finding::good("measure-passed", article),
            Some(TestResult::Partly) => Finding::watch("measure-partly", article),
            Some(TestResult::Failed) => Finding::bad("measure-failed", article),
            None => Finding::watch("measure-untested", article),
        }];
        if self.review_on < day_of(now) {
            found.push(Finding::bad("measure-unreviewed", article));
        }
        found
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        if self.is_over(now) { Vec::new() } else { vec![Due::on(DueKind::ReviewMeasure, self.review_on)] }
    }
}
