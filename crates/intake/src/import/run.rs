//! Running an import: batch after batch, each committed as a whole.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::Read;
use std::thread::ScopedJoinHandle;

use sha2::{Digest, Sha256};
use zgoda_formats::{Candidates, Input, Mapping};
use zgoda_store::{Change, ImportId, Store, StoreError};

use super::incoming::put_together;
use super::judge::{Judge, Judged};
use super::{Incoming, Progress, Report, Verdict, Writer, rows};
use crate::error::retried;
use crate::gate::Gate;
use crate::plan::Checked;
use crate::{By, ImportPlan, IntakeError};

/// Rows that are committed together.
const BATCH_ROWS: usize = 500;

/// Imports a file. Every batch is committed as a whole with its counts, so that an import that stops on its way is
/// counted and can be undone.
///
/// # Errors
/// Where the plan is refused or the file is no table, nothing is written. [`IntakeError::Stopped`] where file or store
/// fail on the way.
pub fn run(
    store: &Store,
    by: By<'_>,
    file: &Input,
    plan: &ImportPlan,
    mapping: &Mapping,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, IntakeError> {
    let digest = digest(file)?;
    let proof = format!("sha256 {}", hex::encode(digest));
    let checked = Checked::new(store, by, plan, &proof)?;
    let (candidates, file_kind) = rows(file, mapping)?;
    let mut gate = Gate::new(store, by, checked.terms, plan.subject(plan.kind))?;
    if let Some(new) = checked.new_source {
        let id = store.add_source(by.stamp(), new)?;
        gate.source_is(store.source(id)?);
    }
    let mut judge = Judge::new(store, by, gate, plan.kind, plan.consent.clone())?;
    let mapping = serde_json::to_string(mapping).unwrap_or_default();
    let id = store.begin_import(by.stamp(), judge.gate.terms.source.id, digest, &file_kind, &mapping)?;
    let mut writer = Writer::new(plan, checked.card, Some(id));
    let mut report = Report { import: Some(id), ..Report::default() };
    let whole = write_all(&mut judge, &mut writer, candidates, &mut report, progress)
        .and_then(|()| Ok(store.finish_import(by.stamp(), id, &report.counts)?));
    match whole {
        Ok(()) => Ok(report),
        Err(source) => Err(IntakeError::Stopped { id, counts: report.counts, source: Box::new(source) }),
    }
}

fn write_all(
    judge: &mut Judge<'_>,
    writer: &mut Writer<'_>,
    mut candidates: Candidates,
    report: &mut Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IntakeError> {
    let hasher = RandomState::new();
    // While one batch is being committed the next is judged and sealed, unless it could meet somebody of the first.
    std::thread::scope(|scope| {
        let mut under_way: Option<UnderWay<'_>> = None;
        loop {
            let (batch, broken) = next_batch(judge, &mut candidates);
            let is_over = batch.is_empty();
            let addresses = addresses(&batch, judge, &hasher);
            if under_way.as_ref().is_some_and(|first| is_over || first.meets(&addresses)) {
                settle(under_way.take(), judge, writer, report)?;
            }
            if !is_over {
                let before = under_way.as_ref().map_or(&*report, |first| &first.report);
                let people = put_together(batch, &judge.fields);
                let mut prepared = prepare(judge, writer, people, before);
                if settle(under_way.take(), judge, writer, report)? {
                    // What was prepared may rest on what did not go through.
                    prepared = prepare(judge, writer, prepared?.people, report);
                }
                let Prepared { change, report: next, people } = prepared?;
                let commit = scope.spawn(move || change.commit().map(drop));
                under_way = Some(UnderWay { commit, people, addresses, report: next });
                progress(at(&candidates, report));
            } else if broken.is_none() {
                progress(at(&candidates, report));
                return Ok(());
            }
            if let Some(broken) = broken {
                settle(under_way.take(), judge, writer, report)?;
                return Err(broken);
            }
        }
    })
}

/// A batch that is being committed.
struct UnderWay<'scope> {
    commit: ScopedJoinHandle<'scope, Result<(), StoreError>>,
    /// Everybody in it, should it have to be done anew.
    people: Vec<Incoming>,
    addresses: HashSet<u64>,
    /// The report when it stands.
    report: Report,
}

impl UnderWay<'_> {
    /// Whether somebody of these addresses is in the batch.
    fn meets(&self, addresses: &HashSet<u64>) -> bool {
        !self.addresses.is_disjoint(addresses)
    }
}

/// By what the people of a batch can be recognised, as hashes: two that meet by chance only cost a wait.
fn addresses(batch: &[Incoming], judge: &Judge<'_>, hasher: &RandomState) -> HashSet<u64> {
    let mut addresses = HashSet::with_capacity(2 * batch.len());
    for incoming in batch {
        for field in [judge.fields.email, judge.fields.phone] {
            addresses.extend(incoming.all(field).map(|value| hasher.hash_one(value)));
        }
    }
    addresses
}

/// Waits for the batch under way. True where somebody else was faster, so that it had to be done anew.
fn settle(
    under_way: Option<UnderWay<'_>>,
    judge: &mut Judge<'_>,
    writer: &mut Writer<'_>,
    report: &mut Report,
) -> Result<bool, IntakeError> {
    let Some(first) = under_way else { return Ok(false) };
    // A panic of the committing thread is one of this import.
    let committed = first.commit.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    match committed {
        Ok(()) => {
            *report = first.report;
            Ok(false)
        }
        Err(refused) => {
            writer.companies.forget();
            if !refused.is_conflict() {
                return Err(refused.into());
            }
            *report = retried(|| write_batch(judge, writer, first.people.clone(), report))?;
            Ok(true)
        }
    }
}

/// Judges and commits one batch, and gives the report as it stands then.
fn write_batch(
    judge: &mut Judge<'_>,
    writer: &mut Writer<'_>,
    people: Vec<Incoming>,
    before: &Report,
) -> Result<Report, IntakeError> {
    let Prepared { change, report, .. } = prepare(judge, writer, people, before)?;
    let committed = change.commit();
    if committed.is_err() {
        writer.companies.forget();
    }
    committed?;
    Ok(report)
}

/// A batch that was judged and sealed.
struct Prepared<'s> {
    change: Change<'s>,
    /// The report as it stands when the change is committed.
    report: Report,
    /// Everybody in it, who would be judged alike again.
    people: Vec<Incoming>,
}

/// Judges a batch and puts it into a change.
fn prepare<'s>(
    judge: &mut Judge<'s>,
    writer: &mut Writer<'_>,
    people: Vec<Incoming>,
    before: &Report,
) -> Result<Prepared<'s>, IntakeError> {
    let judged = judge.judge_all(people)?;
    let mut report = before.clone();
    let mut change = judge.store.change(judge.by.stamp());
    judge.record_reads(&mut change);
    let new = judged.iter().filter(|judged| matches!(judged.verdict, Verdict::New(_))).count();
    change.reserve(u32::try_from(new).unwrap_or(u32::MAX))?;
    for judged in &judged {
        report.take(judged);
        writer.write(judge, &mut change, judged)?;
        if let Some(id) = writer.import {
            note_refusal(&mut change, id, judged);
        }
    }
    if let Some(id) = writer.import {
        change.count_import(id, &report.counts)?;
    }
    let people = judged.into_iter().map(|judged| judged.incoming).collect();
    Ok(Prepared { change, report, people })
}

fn note_refusal(change: &mut Change<'_>, id: ImportId, judged: &Judged) {
    let Verdict::Refused(codes) = &judged.verdict else { return };
    for row in &judged.incoming.rows {
        codes.iter().for_each(|code| change.refuse_row(id, *row, code));
    }
}

/// Goes the whole way without writing: every row is read, judged and counted. Only the ledger tells which values were
/// opened to compare them.
///
/// # Errors
/// As [`run`].
pub fn dry_run(
    store: &Store,
    by: By<'_>,
    file: &Input,
    plan: &ImportPlan,
    mapping: &Mapping,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, IntakeError> {
    let checked = Checked::new(store, by, plan, "file")?;
    let gate = Gate::new(store, by, checked.terms, plan.subject(plan.kind))?;
    let mut judge = Judge::new(store, by, gate, plan.kind, plan.consent.clone())?;
    let (mut candidates, _) = rows(file, mapping)?;
    let mut report = Report::default();
    let mut seen = Seen::default();
    loop {
        let (batch, broken) = next_batch(&judge, &mut candidates);
        if let Some(broken) = broken {
            return Err(broken);
        }
        if batch.is_empty() {
            return Ok(report);
        }
        for judged in judge.judge_all(put_together(batch, &judge.fields))? {
            let repeated = seen.has(&judged.incoming, &judge);
            report.take(&judged);
            if repeated && matches!(judged.verdict, Verdict::New(_)) {
                report.counts.imported -= 1;
                report.counts.confirmed += 1;
            }
        }
        commit_reads(&mut judge)?;
        progress(at(&candidates, &report));
    }
}

/// What was opened to compare stands in the ledger, even where nothing else is written.
pub(super) fn commit_reads(judge: &mut Judge<'_>) -> Result<(), IntakeError> {
    let mut change = judge.store.change(judge.by.stamp());
    judge.record_reads(&mut change);
    if !change.is_empty() {
        change.commit()?;
    }
    Ok(())
}

/// Addresses seen in a dry run, in which no row can be found in the store: eight bytes each, of a hash nobody can redo.
#[derive(Default)]
struct Seen {
    hasher: RandomState,
    hashes: HashSet<u64>,
}

impl Seen {
    /// Whether an e-mail address of the row was seen before.
    fn has(&mut self, incoming: &Incoming, judge: &Judge<'_>) -> bool {
        let mut seen = false;
        for value in incoming.all(judge.fields.email) {
            seen |= !self.hashes.insert(self.hasher.hash_one(value));
        }
        seen
    }
}

/// The next rows, and what broke the file behind them.
fn next_batch(judge: &Judge<'_>, candidates: &mut Candidates) -> (Vec<Incoming>, Option<IntakeError>) {
    let mut batch = Vec::with_capacity(BATCH_ROWS);
    for candidate in candidates.by_ref().take(BATCH_ROWS) {
        match candidate {
            Ok(candidate) => batch.push(Incoming::from_row(candidate, &judge.fields, judge.catalogue())),
            Err(error) => return (batch, Some(error.into())),
        }
    }
    (batch, None)
}

fn at(candidates: &Candidates, report: &Report) -> Progress {
    let progress = candidates.progress();
    Progress { done: progress.bytes_read, total: progress.bytes_total, counts: report.counts }
}

/// SHA-256 of the file, read in chunks.
pub(crate) fn digest(file: &Input) -> Result<[u8; 32], IntakeError> {
    let mut digest = Sha256::new();
    match file {
        Input::Bytes(bytes) => digest.update(bytes),
        Input::Path(path) => {
            let unreadable = zgoda_formats::FormatError::Io;
            let mut file = std::fs::File::open(path).map_err(unreadable)?;
            let mut chunk = vec![0; 1 << 16];
            loop {
                let length = file.read(&mut chunk).map_err(unreadable)?;
                match chunk.get(..length) {
                    Some(read) if !read.is_empty() => digest.update(read),
                    _ => break,
                }
            }
        }
    }
    Ok(digest.finalize().into())
}
