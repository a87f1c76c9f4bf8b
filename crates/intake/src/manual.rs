//! Entries by hand: one person, or one more value of a person who is known. Source and basis are mandatory, and the
//! law decides every value as it does for a file.

use zgoda_formats::{AlarmKind, alarm_in_text};
use zgoda_law::{FieldId, ReasonCode, SubjectId};
use zgoda_store::Store;

use crate::error::retried;
use crate::gate::Gate;
use crate::import::{Firm, Incoming, Judge, Judged, Verdict, Writer, Written as Place};
use crate::plan::Checked;
use crate::{By, ImportPlan, IntakeError, Refusal, SourceCard};

/// What was typed in.
#[derive(Clone, Default)]
pub struct Entry {
    /// Values with their fields.
    pub values: Vec<(FieldId, String)>,
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Whose record it is.
    pub person: SubjectId,
    /// The person was not there before.
    pub new: bool,
    /// Values that came in.
    pub added: usize,
    /// Values that were held already; only their date moved.
    pub confirmed: usize,
    /// Fields that no purpose needs; their values were not kept.
    pub discarded: Vec<FieldId>,
    /// Codes of values that may not come in.
    pub withheld: Vec<&'static str>,
}

/// Adds a person; one who is known by e-mail or telephone is found and completed.
///
/// # Errors
/// [`Refusal`] with all codes where source, basis or law do not allow it (R-001-12).
pub fn add_person(
    store: &Store,
    by: By<'_>,
    plan: &ImportPlan,
    entry: &Entry,
) -> Result<Written, IntakeError> {
    write(store, by, plan, entry, None)
}

/// Adds a value to a person who is known.
///
/// # Errors
/// As [`add_person`].
pub fn add_value(
    store: &Store,
    by: By<'_>,
    plan: &ImportPlan,
    person: SubjectId,
    field: FieldId,
    value: &str,
) -> Result<Written, IntakeError> {
    let entry = Entry { values: vec![(field, value.to_owned())] };
    write(store, by, plan, &entry, Some(person))
}

fn write(
    store: &Store,
    by: By<'_>,
    plan: &ImportPlan,
    entry: &Entry,
    known: Option<SubjectId>,
) -> Result<Written, IntakeError> {
    let (mut judge, card) = judge(store, by, plan, known.is_some())?;
    let incoming = incoming(&judge, entry)?;
    let mut writer = Writer::new(plan, card, None);
    retried(|| {
        let judged = match known {
            Some(id) => Some(judge.judge_about(store.person(id)?, incoming.clone())?),
            None => judge.judge_all(vec![incoming.clone()])?.pop(),
        };
        let judged = judged.ok_or(IntakeError::refused("nothing_usable"))?;
        let mut change = store.change(by.stamp());
        judge.record_reads(&mut change);
        let place = writer.write(&mut judge, &mut change, &judged)?;
        if !change.is_empty() {
            change.commit()?;
        }
        written(&judged, place)
    })
}

/// The judge of a single entry, whose source stands in the store. The law decides about suppressed addresses, because
/// the person may have given theirs anew.
pub(crate) fn judge<'s>(
    store: &'s Store,
    by: By<'s>,
    plan: &ImportPlan,
    of_known: bool,
) -> Result<(Judge<'s>, Option<&'static SourceCard>), IntakeError> {
    let checked = Checked::new(store, by, plan, "entered by hand")?;
    let mut gate = Gate::new(store, by, checked.terms, plan.subject(plan.kind))?;
    if let Some(new) = checked.new_source {
        let id = store.add_source(by.stamp(), new)?;
        gate.source_is(store.source(id)?);
    }
    let mut judge = Judge::new(store, by, gate, plan.kind, plan.consent.clone())?;
    judge.drop_suppressed = false;
    // A value for a person who is known says nothing of a new visit.
    Ok((judge, checked.card.filter(|_| !of_known)))
}

fn incoming(judge: &Judge<'_>, entry: &Entry) -> Result<Incoming, IntakeError> {
    let mut incoming = Incoming::default();
    let catalogue = judge.catalogue();
    for (field, value) in entry.values.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let name = catalogue.field_by_id(*field).map(|field| field.name.as_str());
        let name = name.ok_or(IntakeError::refused(ReasonCode::UnknownInput.name()))?;
        let normal = judge.fields.normal(*field, value).ok_or_else(|| {
            IntakeError::refused(if *field == judge.fields.email { "email_invalid" } else { "phone_invalid" })
        })?;
        if let Some(code) = must_not_be_held(name, &normal) {
            return Err(IntakeError::refused(code.name()));
        }
        let firm = incoming.firm.get_or_insert_with(Firm::default);
        match name {
            "company_name" => firm.name = Some(normal.clone()),
            "nip" => firm.nip = Some(normal.clone()),
            "krs" => firm.krs = Some(normal.clone()),
            _ => {}
        }
        incoming.add(*field, normal);
    }
    incoming.firm = incoming.firm.filter(|firm| *firm != Firm::default());
    Ok(incoming)
}

/// What a text must not bring in by accident: national and document numbers, payment cards, words about health.
fn must_not_be_held(field: &str, value: &str) -> Option<ReasonCode> {
    let is_number = matches!(field, "email" | "phone" | "messenger_handle" | "nip" | "krs" | "regon");
    let is_free_text = matches!(field, "note" | "product_interest" | "lead_source_detail" | "complaint");
    match alarm_in_text(value, is_free_text).filter(|_| !is_number)? {
        AlarmKind::Health => Some(ReasonCode::SpecialCategoryUncleared),
        AlarmKind::Pesel | AlarmKind::IdCard | AlarmKind::Passport | AlarmKind::PaymentCard => {
            Some(ReasonCode::ForbiddenField)
        }
    }
}

fn written(judged: &Judged, place: Place) -> Result<Written, IntakeError> {
    let (person, new) = match place {
        Place::New(person) => (person, true),
        Place::Known(person) => (person, false),
        Place::Nobody => {
            let codes = match &judged.verdict {
                Verdict::Refused(codes) => codes.clone(),
                _ => vec![ReasonCode::Suppressed.name()],
            };
            return Err(Refusal { codes, destroy: false }.into());
        }
    };
    let (added, confirmed) = match &judged.verdict {
        Verdict::New(new) => (new.accepted.len(), 0),
        Verdict::Known(known) => (known.accepted.len(), known.confirmed.len()),
        _ => (0, 0),
    };
    let (discarded, withheld) = (judged.discarded.clone(), judged.withheld.clone());
    Ok(Written { person, new, added, confirmed, discarded, withheld })
}
