//! The answers to an assessment, what follows from them, and what is still missing before it can be approved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zgoda_store::AssessmentKind;

use super::form::{Answer, LIKELIHOOD, Needed, Question, SEVERITY, WHY, questions};

/// Letters that an answer in words has at least.
const WORDS_MIN: usize = 20;
/// Letters that an answer has at most.
pub const WORDS_MAX: usize = 8_000;
/// A product of likelihood and severity from which a risk is high.
const HIGH: u8 = 12;
/// A product of likelihood and severity from which a risk is middling.
const MIDDLING: u8 = 6;
/// Types of processing on PUODO's list from which an impact assessment is needed as a rule.
const TYPES: usize = 2;

/// Answers by the keys of their parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

/// How heavy something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Hardly.
    Low,
    /// To be watched.
    Middling,
    /// Too heavy to go on as if nothing were.
    High,
}

/// What keeps an assessment from being approved: at which part of which question, and why, as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The key of the part.
    pub part: String,
    /// `empty`, `short`, `long`, `choose`, `fail_only`, `not_pass`, `impact_needed`.
    pub code: &'static str,
}

impl Answers {
    /// The answer to a part of a question; empty where there is none.
    pub fn get(&self, part: &str) -> &str {
        self.0.get(part).map_or("", String::as_str)
    }

    /// Keeps an answer.
    pub fn set(&mut self, part: &str, answer: &str) {
        let answer = answer.trim().replace("\r\n", "\n");
        if answer.is_empty() {
            self.0.remove(part)
        } else {
            self.0.insert(part.to_owned(), answer)
        };
    }

    fn part(&self, question: &Question, part: &str) -> &str {
        self.get(&format!("{}.{part}", question.key))
    }

    /// A number from 1 to 4.
    fn degree(&self, part: &str) -> Option<u8> {
        self.get(part).parse().ok().filter(|degree| (1..=4).contains(degree))
    }

    /// How heavy a risk is; `None` while it is not weighed.
    pub fn risk(&self, question: &Question) -> Option<Weight> {
        let degree = |part| self.degree(&format!("{}.{part}", question.key));
        let product = degree(LIKELIHOOD)? * degree(SEVERITY)?;
        Some(match product {
            HIGH.. => Weight::High,
            MIDDLING.. => Weight::Middling,
            _ => Weight::Low,
        })
    }

    /// How heavy the heaviest is: the risks, and for a balancing test the impact too, of which the highest degree is high.
    pub fn heaviest(&self, kind: AssessmentKind) -> Option<Weight> {
        let of = |question: &Question| match question.answer {
            Answer::Risk => self.risk(question),
            Answer::Weight => self.degree(question.key).map(|degree| match degree {
                4 => Weight::High,
                3 => Weight::Middling,
                _ => Weight::Low,
            }),
            _ => None,
        };
        questions(kind).filter_map(of).max()
    }

    /// How many types of processing on PUODO's list were found.
    pub fn types(&self) -> usize {
        questions(AssessmentKind::Impact)
            .filter(|question| question.answer == Answer::Point && self.get(question.key) == "yes")
            .count()
    }

    /// Whether an impact assessment follows the screening: by the list, or because it was decided so.
    pub fn needs_impact(&self) -> bool {
        self.types() >= TYPES || self.get("decision") == "needed"
    }

    /// Whether the test ends in a no.
    pub fn fails(&self) -> bool {
        self.get("outcome") == "fail"
    }

    /// How many questions that must be answered are, and how many there are.
    pub fn progress(&self, kind: AssessmentKind) -> (usize, usize) {
        let needed: Vec<_> = questions(kind).filter(|question| self.is_needed(question)).collect();
        let done = needed.iter().filter(|question| self.lacking(question).is_empty());
        (done.count(), needed.len())
    }

    /// What keeps the assessment from being approved; nothing where it may be.
    pub fn problems(&self, kind: AssessmentKind) -> Vec<Problem> {
        let needed = questions(kind).filter(|question| self.is_needed(question));
        let mut problems: Vec<Problem> = needed.flat_map(|question| self.lacking(question)).collect();
        let mut add = |part: &str, code| problems.push(Problem { part: part.to_owned(), code });
        match kind {
            // Whoever set a profile to be seen by few does not expect to be found in a CRM.
            AssessmentKind::Balancing if self.get("hidden") == "yes" && !self.fails() => {
                add("outcome", "fail_only");
            }
            AssessmentKind::Balancing
                if self.heaviest(kind) == Some(Weight::High) && self.get("outcome") == "pass" =>
            {
                add("outcome", "not_pass");
            }
            AssessmentKind::Impact if self.types() >= TYPES && self.get("decision") == "not_needed" => {
                add("decision", "impact_needed");
            }
            _ => {}
        }
        problems
    }

    fn is_needed(&self, question: &Question) -> bool {
        match question.needed {
            Needed::Always => true,
            Needed::WithConditions => self.get("outcome") == "conditions",
            Needed::WithImpact => self.needs_impact(),
            Needed::WithHighRisk => {
                self.needs_impact() && self.heaviest(AssessmentKind::Impact) == Some(Weight::High)
            }
            // What was begun is to be ended.
            Needed::Never => question.parts().iter().any(|part| !self.get(part).is_empty()),
        }
    }

    /// What one question lacks.
    fn lacking(&self, question: &Question) -> Vec<Problem> {
        let mut lacking = Vec::new();
        let key = question.key;
        let mut add = |part: String, code: Option<&'static str>| {
            lacking.extend(code.map(|code| Problem { part, code }));
        };
        let part = |name: &str| format!("{key}.{name}");
        let choose = |chosen: bool| (!chosen).then_some("choose");
        match question.answer {
            Answer::Words => add(key.to_owned(), words(self.get(key))),
            Answer::Choice(codes) => add(key.to_owned(), choose(codes.contains(&self.get(key)))),
            Answer::Weight => {
                add(key.to_owned(), choose(self.degree(key).is_some()));
                add(part(WHY), words(self.part(question, WHY)));
            }
            Answer::Point => {
                add(key.to_owned(), choose(["yes", "no"].contains(&self.get(key))));
                let why = self.part(question, WHY);
                let is_told = self.get(key) == "yes" || !why.is_empty() || is_of_enriching(key);
                add(part(WHY), is_told.then(|| words(why)).flatten());
            }
            Answer::Risk => {
                add(part(LIKELIHOOD), choose(self.degree(&part(LIKELIHOOD)).is_some()));
                add(part(SEVERITY), choose(self.degree(&part(SEVERITY)).is_some()));
                add(part(WHY), words(self.part(question, WHY)));
            }
        }
        lacking
    }
}

/// Whether a point of PUODO's list is one that enriching people touches by its nature, so that a no is explained too.
pub fn is_of_enriching(point: &str) -> bool {
    matches!(point, "point_1" | "point_8")
}

fn words(text: &str) -> Option<&'static str> {
    match text.chars().count() {
        0 => Some("empty"),
        few if few < WORDS_MIN => Some("short"),
        many if many > WORDS_MAX => Some("long"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "Two sentences would do. Here they are.";

    /// Every question answered, lightly.
    fn whole(kind: AssessmentKind) -> Answers {
        let mut answers = Answers::default();
        for question in questions(kind) {
            for part in question.parts() {
                let answer = match question.answer {
                    Answer::Choice(codes) => codes[0],
                    Answer::Weight if !part.contains('.') => "1",
                    Answer::Point if !part.contains('.') => "no",
                    Answer::Risk if !part.ends_with(WHY) => "1",
                    _ => TOLD,
                };
                answers.set(&part, answer);
            }
        }
        answers
    }

    fn codes(answers: &Answers, kind: AssessmentKind) -> Vec<(String, &'static str)> {
        answers.problems(kind).into_iter().map(|problem| (problem.part, problem.code)).collect()
    }

    #[test]
    fn a_whole_assessment_may_be_approved_and_an_empty_one_lacks_every_needed_question() {
        for kind in [AssessmentKind::Balancing, AssessmentKind::Impact] {
            assert_eq!(codes(&whole(kind), kind), []);
            let (done, needed) = Answers::default().progress(kind);
            assert!(done == 0 && needed > 10);
            let (done, needed) = whole(kind).progress(kind);
            assert_eq!(done, needed);
        }
    }

    #[test]
    fn leaving_out_any_needed_part_is_found_at_that_part() {
        for kind in [AssessmentKind::Balancing, AssessmentKind::Impact] {
            let whole = whole(kind);
            for question in questions(kind).filter(|question| whole.is_needed(question)) {
                for part in question.parts() {
                    let mut answers = whole.clone();
                    answers.set(&part, "");
                    let is_free = question.answer == Answer::Point
                        && part.ends_with(WHY)
                        && !is_of_enriching(question.key);
                    let found = answers.problems(kind).iter().any(|problem| problem.part == part);
                    let may_vanish = question.needed == Needed::Never;
                    assert!(found || is_free || may_vanish, "{part}");
                }
            }
        }
    }

    #[test]
    fn values_hidden_from_the_public_make_every_result_but_a_no_impossible() {
        let mut answers = whole(AssessmentKind::Balancing);
        answers.set("hidden", "yes");
        for outcome in ["pass", "conditions"] {
            answers.set("outcome", outcome);
            answers.set("conditions", TOLD);
            assert_eq!(codes(&answers, AssessmentKind::Balancing), [("outcome".to_owned(), "fail_only")]);
        }
        answers.set("outcome", "fail");
        assert!(answers.fails() && codes(&answers, AssessmentKind::Balancing).is_empty());
    }

    #[test]
    fn a_heavy_impact_passes_with_conditions_only() {
        for (part, degree) in [("nature", "4"), ("harm.likelihood", "4")] {
            let mut answers = whole(AssessmentKind::Balancing);
            answers.set(part, degree);
            answers.set("harm.severity", "3");
            assert_eq!(codes(&answers, AssessmentKind::Balancing), [("outcome".to_owned(), "not_pass")]);
            answers.set("outcome", "conditions");
            assert_eq!(codes(&answers, AssessmentKind::Balancing), []);
            answers.set("conditions", "");
            assert_eq!(codes(&answers, AssessmentKind::Balancing), [("conditions".to_owned(), "empty")]);
        }
    }

    #[test]
    fn two_types_of_the_list_need_an_impact_assessment_whatever_is_decided() {
        let mut answers = whole(AssessmentKind::Impact);
        answers.set("decision", "not_needed");
        for part in ["description", "risk_leak.why", "views"] {
            answers.set(part, "");
        }
        answers.set("point_8", "yes");
        assert_eq!((answers.types(), codes(&answers, AssessmentKind::Impact)), (1, vec![]));
        answers.set("point_1", "yes");
        let found = codes(&answers, AssessmentKind::Impact);
        assert!(answers.needs_impact() && found.contains(&("decision".to_owned(), "impact_needed")));
        for part in ["description", "risk_leak.why", "views"] {
            assert!(found.contains(&(part.to_owned(), "empty")), "{part}");
        }
    }

    #[test]
    fn a_high_risk_that_remains_needs_the_consultation_of_the_authority() {
        let mut answers = whole(AssessmentKind::Impact);
        answers.set("consultation", "");
        assert_eq!(codes(&answers, AssessmentKind::Impact), []);
        answers.set("risk_leak.likelihood", "3");
        answers.set("risk_leak.severity", "4");
        assert_eq!(codes(&answers, AssessmentKind::Impact), [("consultation".to_owned(), "empty")]);
    }
}
