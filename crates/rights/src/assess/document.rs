//! An assessment as a document to print and to sign, in Polish or English.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::PurposeDef;
use zgoda_law::calendar::day_of;
use zgoda_report::{Block, Column, Document, Table, Words};
use zgoda_store::AssessmentKind;
use zgoda_text::{Lang, Text};

use super::answers::{Answers, Weight};
use super::form::{Answer, LIKELIHOOD, Question, SEVERITY, Section, WHY, form};
use super::{Known, Written, text_key};
use crate::{Controller, RightsError};

/// What stands at the head of the document.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The controller.
    pub controller: Controller,
    /// Which version it is.
    pub version: usize,
    /// Who approved it and when, and until when it holds; nothing for a draft.
    pub approval: Option<(String, Timestamp, Timestamp)>,
    /// The SHA-256 of what is kept, as the ledger has it; nothing for a draft.
    pub hash: Option<String>,
}

/// What it says, from top to bottom.
pub fn blocks(
    t: Text,
    kind: AssessmentKind,
    purpose: &PurposeDef,
    written: &Written,
    heading: &Heading,
) -> Vec<Block> {
    let mut blocks = vec![Block::pairs(head(t, purpose, heading))];
    if let Some(known) = &written.known {
        blocks.push(Block::heading(2, t.assess_known()));
        blocks.push(Block::pairs(figures(t, known)));
    }
    for section in form(kind) {
        blocks.extend(printed(t, kind, section, &written.answers));
    }
    blocks
}

/// Sets the document as PDF.
///
/// # Errors
/// Where it cannot be typeset.
pub fn print(
    kind: AssessmentKind,
    purpose: &PurposeDef,
    written: &Written,
    heading: &Heading,
    lang: Lang,
    today: Date,
) -> Result<Vec<u8>, RightsError> {
    let t = lang.text();
    let document = Document {
        lang,
        title: title(t, kind).to_owned(),
        foot: format!("{} · {} · {}", heading.controller.name, t.purpose(&purpose.name), t.date(today)),
        blocks: blocks(t, kind, purpose, written, heading),
    };
    Ok(document.typeset()?.pdf)
}

/// What an assessment is called.
pub fn title(t: Text, kind: AssessmentKind) -> &'static str {
    match kind {
        AssessmentKind::Balancing => t.assess_lia_title(),
        AssessmentKind::Impact => t.assess_dpia_title(),
    }
}

fn head(t: Text, purpose: &PurposeDef, heading: &Heading) -> Vec<(String, String)> {
    let mut pairs = vec![
        (t.assess_purpose().to_owned(), t.purpose(&purpose.name).to_owned()),
        (t.assess_controller().to_owned(), heading.controller.name.clone()),
    ];
    if let Some(officer) = &heading.controller.officer {
        pairs.push((t.assess_officer().to_owned(), officer.clone()));
    }
    pairs.push((t.assess_version().to_owned(), heading.version.to_string()));
    match &heading.approval {
        Some((by, at, until)) => {
            pairs.push((t.assess_approved().to_owned(), format!("{by}, {}", t.moment(*at))));
            // A test that failed is approved, and holds for no moment.
            let holds = if until > at { t.date(day_of(*until)) } else { t.assess_failed().to_owned() };
            pairs.push((t.assess_until().to_owned(), holds));
        }
        None => pairs.push((t.assess_approved().to_owned(), t.assess_is_draft().to_owned())),
    }
    pairs.extend(heading.hash.iter().map(|hash| ("SHA-256".to_owned(), hash.clone())));
    pairs
}

/// The figures of the system, as names and numbers.
pub fn figures(t: Text, known: &Known) -> Vec<(String, String)> {
    let list = |counts: Vec<String>| {
        if counts.is_empty() { t.assess_known_nobody().to_owned() } else { counts.join(", ") }
    };
    let fields = known.fields.iter().map(|(name, people)| format!("{} {}", t.field(name), t.count(*people)));
    let sources =
        known.sources.iter().map(|(kind, people)| format!("{} {}", t.source(*kind), t.count(*people)));
    let objected = t.assess_known_share(known.objected, known.everybody, known.objected_percent());
    vec![
        (t.assess_known_people().to_owned(), t.count(known.people)),
        (t.assess_known_sources().to_owned(), list(sources.collect())),
        (t.assess_known_fields().to_owned(), list(fields.collect())),
        (t.assess_known_overdue().to_owned(), t.count(known.overdue)),
        (t.assess_known_restricted().to_owned(), t.count(known.restricted)),
        (t.assess_known_objected().to_owned(), objected),
    ]
}

fn printed(t: Text, kind: AssessmentKind, section: &Section, answers: &Answers) -> Vec<Block> {
    let word = |name: &str| t.find(&text_key(kind, name)).unwrap_or_default();
    let mut blocks = vec![
        Block::heading(2, word(&format!("section-{}", section.key))),
        Block::paragraph(word(&format!("article-{}", section.key))),
    ];
    let mut rows = Vec::new();
    for question in section.questions {
        let said = word(question.key);
        let part = |name: &str| answers.get(&format!("{}.{name}", question.key)).to_owned();
        let answer = answers.get(question.key);
        match question.answer {
            Answer::Words => {
                if answer.is_empty() {
                    continue;
                }
                blocks.push(Block::paragraph(Words::default().strong(said)));
                blocks.extend(answer.lines().filter(|line| !line.trim().is_empty()).map(Block::paragraph));
            }
            Answer::Choice(codes) => {
                let chosen = codes.iter().find(|code| **code == answer);
                let chosen = chosen.map(|code| word(&format!("{}-{code}", question.key)));
                let words = Words::default().strong(format!("{said} "));
                blocks.push(Block::paragraph(words.plain(chosen.unwrap_or("–"))));
            }
            Answer::Weight => rows.push(vec![said.to_owned(), answer.to_owned(), part(WHY)]),
            Answer::Point => rows.push(vec![said.to_owned(), yes(t, answer).to_owned(), part(WHY)]),
            Answer::Risk => rows.push(vec![said.to_owned(), risk(t, question, answers), part(WHY)]),
        }
    }
    if !rows.is_empty() {
        let row = |row: Vec<String>| row.into_iter().map(Words::from).collect();
        blocks.push(Block::Table(Table {
            summary: word(&format!("section-{}", section.key)).to_owned(),
            columns: [t.assess_column_what(), t.assess_column_how(), t.assess_column_why()]
                .map(Column::text)
                .into(),
            rows: rows.into_iter().map(row).collect(),
        }));
    }
    blocks
}

fn yes(t: Text, answer: &str) -> &'static str {
    match answer {
        "yes" => t.assess_yes(),
        "no" => t.assess_no(),
        _ => "–",
    }
}

/// A risk as its weight and the two degrees it comes from.
fn risk(t: Text, question: &Question, answers: &Answers) -> String {
    let degree = |part: &str| answers.get(&format!("{}.{part}", question.key)).to_owned();
    match answers.risk(question) {
        Some(weight) => format!("{} ({} × {})", weight_word(t, weight), degree(LIKELIHOOD), degree(SEVERITY)),
        None => "–".to_owned(),
    }
}

/// How heavy something is, in a word.
pub fn weight_word(t: Text, weight: Weight) -> &'static str {
    match weight {
        Weight::Low => t.assess_weight_low(),
        Weight::Middling => t.assess_weight_middling(),
        Weight::High => t.assess_weight_high(),
    }
}
