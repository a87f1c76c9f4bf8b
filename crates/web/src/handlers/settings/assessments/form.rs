//! The questions of an assessment as boxes of a form, and the form as answers.

use zgoda_rights::assess::form::{Answer, LIKELIHOOD, Question, SEVERITY, WHY, form, questions};
use zgoda_rights::assess::{Answers, Problem, Weight, is_of_enriching, text_key, weight_word};
use zgoda_store::{AssessmentDraft, AssessmentKind};
use zgoda_text::Text;

use crate::page::Posted;
use crate::views::assessments::{DraftView, Part, QuestionView, SectionView};
use crate::views::parts::{Input, Tone};

/// The answers as they were typed.
pub fn read(kind: AssessmentKind, form: &Posted) -> Answers {
    let mut answers = Answers::default();
    for part in questions(kind).flat_map(Question::parts) {
        answers.set(&part, form.get(&part));
    }
    answers
}

/// The draft as a form; what is lacking is said where it was `checked`.
pub fn view(
    t: Text,
    kind: AssessmentKind,
    draft: &AssessmentDraft,
    answers: &Answers,
    until: Input,
    checked: bool,
) -> DraftView {
    let problems = if checked { answers.problems(kind) } else { Vec::new() };
    let word = |name: String| t.find(&text_key(kind, &name)).unwrap_or_default();
    let sections = form(kind).iter().map(|section| SectionView {
        title: word(format!("section-{}", section.key)),
        article: word(format!("article-{}", section.key)),
        questions: section.questions.iter().map(|one| question(t, kind, one, answers, &problems)).collect(),
    });
    DraftView {
        revision: draft.saved_at.as_microsecond().to_string(),
        saved_at: draft.saved_at,
        follows: follows(t, kind, answers),
        progress: answers.progress(kind),
        sections: sections.collect(),
        until,
    }
}

fn question(
    t: Text,
    kind: AssessmentKind,
    question: &Question,
    answers: &Answers,
    problems: &[Problem],
) -> QuestionView {
    let part = |name: String| {
        let problem = problems.iter().find(|problem| problem.part == name);
        let said =
            problem.and_then(|found| t.find(&format!("assess-problem-{}", found.code.replace('_', "-"))));
        Part { value: answers.get(&name).to_owned(), problem: said, name }
    };
    let of = |name: &str| format!("{}.{name}", question.key);
    let word = |name: &str| t.find(&text_key(kind, name)).unwrap_or_default();
    let choices = match question.answer {
        Answer::Choice(codes) => {
            codes.iter().map(|code| (*code, word(&format!("{}-{code}", question.key)))).collect()
        }
        Answer::Point => vec![("yes", t.assess_yes()), ("no", t.assess_no())],
        _ => Vec::new(),
    };
    let is_risk = question.answer == Answer::Risk;
    QuestionView {
        answer: question.answer,
        label: word(question.key),
        hint: word(&format!("{}-hint", question.key)),
        main: part(if is_risk { of(LIKELIHOOD) } else { question.key.to_owned() }),
        why: part(of(WHY)),
        severity: part(of(SEVERITY)),
        choices,
        marked: is_of_enriching(question.key),
        weight: is_risk.then(|| answers.risk(question)).flatten().map(|weight| weighed(t, weight)),
    }
}

fn weighed(t: Text, weight: Weight) -> (Tone, &'static str) {
    let tone = match weight {
        Weight::Low => Tone::Allow,
        Weight::Middling => Tone::Wait,
        Weight::High => Tone::Deny,
    };
    (tone, weight_word(t, weight))
}

/// What follows from the answers so far.
fn follows(t: Text, kind: AssessmentKind, answers: &Answers) -> Vec<(Tone, String)> {
    let mut follows = Vec::new();
    if kind == AssessmentKind::Impact {
        follows.push((Tone::Info, t.assess_types(answers.types())));
        follows.push(if answers.needs_impact() {
            (Tone::Wait, t.assess_impact_needed().to_owned())
        } else {
            (Tone::Info, t.assess_impact_not_needed().to_owned())
        });
    }
    if let Some((tone, word)) = answers.heaviest(kind).map(|weight| weighed(t, weight)) {
        follows.push((tone, format!("{}: {word}", t.assess_heaviest())));
    }
    follows
}
