//! `25_log`: the last entries of the ledger with their proof, and the entries that other parts show.

use jiff::SignedDuration;
use serde_json::{Value, json};
use zgoda_law::{Event, SubjectId};
use zgoda_ledger::{inclusion_proof, range_proof};
use zgoda_report::Block;
use zgoda_store::Entry;

use super::extract::{EXTRACT_MAX, Extract, Single};
use super::part::{Desk, Part, ROWS_MAX};
use super::people_parts::short;
use super::run_parts::Campaign;
use crate::RightsError;
use crate::registers::Grade;
use crate::watch;

/// How far back readings are summed up.
const READ_WITHIN: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Entries read at a time.
const PAGE: u64 = 4_096;

/// The newest entries of these events up to the moment of the pack, the last at the top.
pub fn entries(desk: &Desk<'_>, events: &[Event]) -> Result<Vec<Entry>, RightsError> {
    let ledger = desk.store.ledger();
    let (mut to, mut found) = (ledger.size()?, Vec::new());
    while to > 0 && found.len() < ROWS_MAX as usize {
        let from = to.saturating_sub(PAGE);
        let page = ledger.entries(from, to)?.into_iter().rev();
        found.extend(page.filter(|entry| events.contains(&entry.event) && entry.at <= desk.at));
        to = from;
    }
    found.truncate(ROWS_MAX as usize);
    Ok(found)
}

/// Entries as a table.
pub fn table(desk: &Desk<'_>, entries: &[Entry]) -> Vec<Block> {
    let t = desk.t;
    desk.table(
        t.evi_25_log(),
        [t.evi_number(), t.evi_when(), t.evi_who(), t.evi_what(), t.evi_pseudonym()],
        entries.iter().map(|entry| {
            let key = format!("happened-{}", entry.event.name().replace('_', "-"));
            [
                entry.seq.to_string(),
                t.moment_short(entry.at),
                desk.name(entry.actor),
                t.find(&key).unwrap_or(entry.event.name()).to_owned(),
                entry.subject.map(|id| short(&id.to_string())).unwrap_or_default(),
            ]
        }),
    )
}

/// Entries for machines.
pub fn data(entries: &[Entry]) -> Value {
    let one = |entry: &Entry| {
        json!({
            "seq": entry.seq, "at": entry.at, "actor": entry.actor, "event": entry.event, "action": entry.action,
            "purpose": entry.purpose, "subject": entry.subject,
            "facts": entry.facts.iter().map(|fact| fact.0).collect::<Vec<_>>(), "detail": entry.detail,
        })
    };
    Value::Array(entries.iter().map(one).collect())
}

/// `25_log` of one person: the last entries about them.
pub fn extract_of(desk: &Desk<'_>, id: SubjectId, size: u64) -> Result<Part, RightsError> {
    singled(desk, desk.store.ledger().about(id)?, desk.t.evi_log_text_person(), size)
}

/// `25_log` of a run: what was decided about it, and the last entries about those it touched since it was approved.
pub fn extract_of_run(desk: &Desk<'_>, campaign: &Campaign, size: u64) -> Result<Part, RightsError> {
    let (run, begins) = (&campaign.run, format!("run {} ", campaign.run.id));
    let began = run.approved.map_or(run.planned_at, |(_, at)| at);
    let mut all = entries(desk, &[Event::EnrichmentDecided])?;
    all.retain(|entry| entry.detail.starts_with(&begins));
    for person in &campaign.people {
        all.extend(desk.store.ledger().about(person.id)?.into_iter().filter(|entry| entry.at >= began));
    }
    all.sort_by_key(|entry| entry.seq);
    all.dedup_by_key(|entry| entry.seq);
    singled(desk, all, desk.t.evi_log_text_run(), size)
}

/// Some entries, the last ones first, each proved by itself to be in the signed state.
fn singled(desk: &Desk<'_>, mut entries: Vec<Entry>, lead: &str, size: u64) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("25_log");
    let ledger = desk.store.ledger();
    entries.retain(|entry| entry.at <= desk.at && entry.seq < size);
    entries.reverse();
    entries.truncate(EXTRACT_MAX as usize);
    let mut singles = Vec::new();
    for entry in &entries {
        let raw = ledger.raw(entry.seq, entry.seq + 1)?.pop().ok_or(RightsError::Unproved)?;
        let path = inclusion_proof(&ledger, entry.seq, size).map_err(|_| RightsError::Unproved)?;
        singles.push(Single::new(entry.seq, &raw, &path));
    }
    part.note(Grade::Good, t.evi_note_proved(entries.len()));
    part.blocks.push(Block::paragraph(lead));
    part.blocks.extend(table(desk, &entries));
    part.data = json!({ "entries": data(&entries), "singles": singles });
    Ok(part)
}

/// `25_log`: the last entries, proved to be in the signed state.
pub fn extract(desk: &Desk<'_>, size: u64) -> Result<(Part, Extract), RightsError> {
    let t = desk.t;
    let mut part = Part::live("25_log");
    let ledger = desk.store.ledger();
    let first = size.saturating_sub(EXTRACT_MAX);
    let raw = ledger.raw(first, size)?;
    let beside = match size {
        0 => Vec::new(),
        _ => range_proof(&ledger, first..size, size).map_err(|_| RightsError::Unproved)?,
    };
    let mut entries: Vec<Entry> = raw
        .iter()
        .map(|bytes| Entry::decode(bytes))
        .collect::<Result<_, _>>()
        .map_err(|_| RightsError::Unproved)?;
    let proof = Extract::new(first, &raw, &beside);
    entries.reverse();
    part.note(Grade::Good, t.evi_note_proved(entries.len()));
    part.blocks.push(Block::paragraph(t.evi_log_text()));
    part.blocks.extend(table(desk, &entries));
    let sums = watch::summary(desk.store, desk.at.saturating_sub(READ_WITHIN).unwrap_or(desk.at), desk.at)?;
    part.blocks.push(Block::heading(2, t.evi_reads()));
    part.blocks.extend(desk.table(
        t.evi_reads(),
        [t.evi_who(), t.doc_access_purposes(), t.evi_reads_people(), t.evi_reads_readings()],
        sums.iter().map(|sum| {
            let purpose = sum.purpose.map(|id| desk.purpose(id)).unwrap_or_default();
            [desk.name(sum.actor), purpose, t.count(sum.people), t.count(sum.readings)]
        }),
    ));
    part.data = json!({ "entries": data(&entries), "extract": proof, "reads": sums });
    Ok((part, proof))
}
