//! Writing the assessments a purpose cannot be used without: the balancing test of legitimate interest (GDPR art. 6(1)(f))
//! and the screening with the impact assessment (art. 35). Questions, drafts filled with what the system knows, what
//! follows from the answers, approval until a day, and the document to print.

mod answers;
mod document;
mod fill;
pub mod form;
mod known;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use zgoda_law::PurposeDef;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_store::{Assessment, AssessmentDraft, AssessmentKind, Stamp, Store};
use zgoda_text::Text;

use crate::RightsError;

pub use answers::{Answers, Problem, WORDS_MAX, Weight, is_of_enriching};
pub use document::{Heading, blocks, figures, print, title, weight_word};
pub use known::Known;

/// Months after which an assessment is to be looked at again, at most.
const MONTHS_MAX: i32 = 12;

/// What is kept of an assessment: its answers, and what the system knew when it was approved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The answers.
    pub answers: Answers,
    /// The figures; those of a draft are taken anew whenever it is shown.
    #[serde(default)]
    pub known: Option<Known>,
}

impl Written {
    /// Reads what is kept. One that was written elsewhere has no answers to these questions; its text stands alone.
    pub fn read(body: &str) -> Option<Self> {
        serde_json::from_str(body).ok()
    }
}

/// The key of a text of an assessment.
pub fn text_key(kind: AssessmentKind, name: &str) -> String {
    format!("assess-{}-{}", kind.name(), name.replace('_', "-"))
}

/// The last day on which what is approved today may be looked at again.
pub fn latest_review(today: Date) -> Date {
    today.saturating_add(MONTHS_MAX.months())
}

/// Begins a draft: with the answers of the last version where there is one, else filled with what the system knows.
///
/// # Errors
/// Where one is being written already, or the store fails.
pub fn begin(
    store: &Store,
    stamp: Stamp,
    kind: AssessmentKind,
    purpose: &PurposeDef,
    t: Text,
) -> Result<(), RightsError> {
    let last = store.assessments_of(kind, purpose.id)?.pop().and_then(|last| Written::read(&last.body));
    let answers = match last {
        Some(last) => last.answers,
        None => {
            let known = Known::of(store, purpose, stamp.at)?;
            fill::fill(kind, store.law().catalogue(), purpose, &known, t)
        }
    };
    let body = serde_json::to_string(&Written { answers, known: None })?;
    Ok(store.begin_assessment(stamp, kind, purpose.id, &body)?)
}

/// The draft of an assessment with its answers, where one is being written.
///
/// # Errors
/// Where the store fails.
pub fn draft(
    store: &Store,
    kind: AssessmentKind,
    purpose: &PurposeDef,
) -> Result<Option<(AssessmentDraft, Answers)>, RightsError> {
    let draft = store.assessment_draft(kind, purpose.id)?;
    Ok(draft.map(|draft| {
        let answers = Written::read(&draft.body).unwrap_or_default().answers;
        (draft, answers)
    }))
}

/// Saves the answers over those that were read.
///
/// # Errors
/// A conflict where somebody else saved meanwhile.
pub fn save(
    store: &Store,
    stamp: Stamp,
    kind: AssessmentKind,
    purpose: &PurposeDef,
    read_at: Timestamp,
    answers: &Answers,
) -> Result<(), RightsError> {
    let body = serde_json::to_string(&Written { answers: answers.clone(), known: None })?;
    Ok(store.save_assessment(stamp, kind, purpose.id, read_at, &body)?)
}

/// Approves the answers until a day. A test that ended in a no is approved too: it opens nothing, and closes what stood.
///
/// # Errors
/// [`RightsError::Incomplete`] where an answer is lacking or the day is not within a year; else where the store fails.
pub fn approve(
    store: &Store,
    stamp: Stamp,
    kind: AssessmentKind,
    purpose: &PurposeDef,
    answers: &Answers,
    until: Date,
) -> Result<u32, RightsError> {
    let today = day_of(stamp.at);
    if !answers.problems(kind).is_empty() {
        return Err(RightsError::Incomplete("assessment"));
    }
    if until <= today || until > latest_review(today) {
        return Err(RightsError::Incomplete("day of review"));
    }
    let known = Some(Known::of(store, purpose, stamp.at)?);
    let body = serde_json::to_string(&Written { answers: answers.clone(), known })?;
    let fails = kind == AssessmentKind::Balancing && answers.fails();
    // The law reads days: one that a test failed on is no day of validity any more.
    let valid_to = start_of_day(if fails { today } else { until });
    Ok(store.approve(stamp, kind, purpose.id, valid_to, &body)?)
}

/// Whether an approved assessment stands and holds now.
pub fn holds(assessment: &Assessment, now: Timestamp) -> bool {
    assessment.ended_at.is_none() && now < assessment.valid_to
}
