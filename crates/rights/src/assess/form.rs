//! The questions of both assessments, as data: one table for the screen, the check and the printed document. The words
//! stand in the texts, under the key of each question.

use zgoda_store::AssessmentKind;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// In words.
    Words,
    /// By one of several codes.
    Choice(&'static [&'static str]),
    /// From 1, hardly, to 4, very much; with words.
    Weight,
    /// Yes or no; with words, which a yes cannot do without.
    Point,
    /// A risk: likelihood and severity from 1 to 4, each after the measures, which are told in words.
    Risk,
}

/// When an answer cannot be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// Always.
    Always,
    /// Where the result has conditions.
    WithConditions,
    /// Where an impact assessment is needed.
    WithImpact,
    /// Where a high risk remains.
    WithHighRisk,
    /// Never.
    Never,
}

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Its key, under which the answer is kept.
    pub key: &'static str,
    /// How it is answered.
    pub answer: Answer,
    /// When it must be.
    pub needed: Needed,
}

/// Questions that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// Its key, under which its title and what it rests on stand in the texts.
    pub key: &'static str,
    /// Its questions.
    pub questions: &'static [Question],
}

/// The parts of the key under which an answer of several parts is kept.
pub const WHY: &str = "why";
/// How likely a risk is.
pub const LIKELIHOOD: &str = "likelihood";
/// How much a risk would hurt.
pub const SEVERITY: &str = "severity";

/// The result of a balancing test.
pub const OUTCOMES: [&str; 3] = ["pass", "conditions", "fail"];
/// How many types of processing PUODO lists (M.P. 2019 poz. 666).
pub const POINTS: u8 = 12;

const fn ask(key: &'static str, answer: Answer) -> Question {
    Question { key, answer, needed: Needed::Always }
}

const fn ask_if(needed: Needed, key: &'static str, answer: Answer) -> Question {
    Question { key, answer, needed }
}

const BALANCING: &[Section] = &[
    Section {
        key: "interest",
        questions: &[
            ask("interest", Answer::Words),
            ask("whose", Answer::Choice(&["own", "third_party", "both"])),
            ask("lawful", Answer::Words),
            ask("present", Answer::Words),
        ],
    },
    Section {
        key: "necessity",
        questions: &[
            ask("needed", Answer::Words),
            ask("alternatives", Answer::Words),
            ask("fields", Answer::Words),
        ],
    },
    Section {
        key: "impact",
        questions: &[
            ask("nature", Answer::Weight),
            ask("scale", Answer::Weight),
            ask("combination", Answer::Weight),
            ask("vulnerable", Answer::Weight),
            ask("imbalance", Answer::Weight),
        ],
    },
    Section {
        key: "expectations",
        questions: &[ask("expectations", Answer::Words), ask("hidden", Answer::Choice(&["no", "yes"]))],
    },
    Section { key: "consequences", questions: &[ask("harm", Answer::Risk)] },
    Section {
        key: "safeguards",
        questions: &[
            ask("safeguards", Answer::Words),
            ask("objection", Answer::Words),
            ask("transparency", Answer::Words),
        ],
    },
    Section {
        key: "result",
        questions: &[
            ask("outcome", Answer::Choice(&OUTCOMES)),
            ask("balance", Answer::Words),
            ask_if(Needed::WithConditions, "conditions", Answer::Words),
            ask("officer", Answer::Words),
        ],
    },
];

const IMPACT: &[Section] = &[
    Section {
        key: "screening",
        questions: &[
            ask("point_1", Answer::Point),
            ask("point_2", Answer::Point),
            ask("point_3", Answer::Point),
            ask("point_4", Answer::Point),
            ask("point_5", Answer::Point),
            ask("point_6", Answer::Point),
            ask("point_7", Answer::Point),
            ask("point_8", Answer::Point),
            ask("point_9", Answer::Point),
            ask("point_10", Answer::Point),
            ask("point_11", Answer::Point),
            ask("point_12", Answer::Point),
        ],
    },
    Section {
        key: "decision",
        questions: &[
            ask("decision", Answer::Choice(&["needed", "not_needed"])),
            ask("decision_why", Answer::Words),
            ask("officer", Answer::Words),
        ],
    },
    Section {
        key: "description",
        questions: &[
            ask_if(Needed::WithImpact, "description", Answer::Words),
            ask_if(Needed::WithImpact, "proportionality", Answer::Words),
        ],
    },
    Section {
        key: "risks",
        questions: &[
            ask_if(Needed::WithImpact, "risk_wrong", Answer::Risk),
            ask_if(Needed::WithImpact, "risk_surprise", Answer::Risk),
            ask_if(Needed::WithImpact, "risk_excess", Answer::Risk),
            ask_if(Needed::WithImpact, "risk_leak", Answer::Risk),
            ask_if(Needed::WithImpact, "risk_decision", Answer::Risk),
            ask_if(Needed::Never, "risk_other", Answer::Risk),
        ],
    },
    Section {
        key: "views",
        questions: &[
            ask_if(Needed::WithImpact, "views", Answer::Words),
            ask_if(Needed::WithHighRisk, "consultation", Answer::Words),
        ],
    },
];

/// The questions of an assessment.
pub const fn form(kind: AssessmentKind) -> &'static [Section] {
    match kind {
        AssessmentKind::Balancing => BALANCING,
        AssessmentKind::Impact => IMPACT,
    }
}

/// All questions of an assessment, in order.
pub fn questions(kind: AssessmentKind) -> impl Iterator<Item = &'static Question> {
    form(kind).iter().flat_map(|section| section.questions)
}

impl Question {
    /// The keys under which the parts of its answer are kept.
    pub fn parts(&self) -> Vec<String> {
        let part = |name: &str| format!("{}.{name}", self.key);
        match self.answer {
            Answer::Words | Answer::Choice(_) => vec![self.key.to_owned()],
            Answer::Weight | Answer::Point => vec![self.key.to_owned(), part(WHY)],
            Answer::Risk => vec![part(LIKELIHOOD), part(SEVERITY), part(WHY)],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use zgoda_text::Lang;

    use super::*;

    #[test]
    fn every_question_has_its_own_key_and_its_words_in_both_languages() {
        for kind in [AssessmentKind::Balancing, AssessmentKind::Impact] {
            let mut keys = BTreeSet::new();
            for question in questions(kind) {
                assert!(question.parts().into_iter().all(|part| keys.insert(part)), "{}", question.key);
                for lang in Lang::ALL {
                    let name = super::super::text_key(kind, question.key);
                    assert!(lang.text().find(&name).is_some(), "{name}");
                    let Answer::Choice(codes) = question.answer else { continue };
                    for code in codes {
                        let name = super::super::text_key(kind, &format!("{}-{code}", question.key));
                        assert!(lang.text().find(&name).is_some(), "{name}");
                    }
                }
            }
            for section in form(kind) {
                for what in ["section", "article"] {
                    let name = super::super::text_key(kind, &format!("{what}-{}", section.key));
                    assert!(Lang::ALL.iter().all(|lang| lang.text().find(&name).is_some()), "{name}");
                }
            }
        }
    }

    #[test]
    fn the_screening_asks_for_every_type_of_the_list() {
        let points = questions(AssessmentKind::Impact).filter(|question| question.answer == Answer::Point);
        assert_eq!(points.count(), usize::from(POINTS));
    }
}
