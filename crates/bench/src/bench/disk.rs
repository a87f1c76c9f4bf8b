//! Benchmark 17: bytes on the disk for each byte of personal data.

use crate::context::Context;
use crate::error::Result;
use crate::gdpr::{Mix, Peer, Plan, Variant, run_clients};
use crate::harness::{Goal, Line, Report, Series, bytes_below};

const RECORDS: u64 = 100_000;
const QUICK_RECORDS: u64 = 10_000;
/// Bytes of a record's data field: what the paper counts as personal data.
const DATA_BYTES: u64 = 100;

/// Runs it.
///
/// # Errors
/// Where a side fails.
pub fn disk(context: &Context) -> Result<Report> {
    let records = context.options.rows(QUICK_RECORDS, RECORDS);
    let plan = Plan { records, operations: context.options.ops(QUICK_RECORDS / 10, RECORDS / 10), seed: 17 };
    let scale = format!("{records} records, then {} updates", plan.operations);
    let mut report =
        Report::new(17, "disk", "Bytes on the disk for a byte of personal data", scale, records >= RECORDS);
    let pristine = context.records(plan)?;
    let theirs = context.peer_records(plan)?;
    let each =
        |label: &str, bytes: u64| Series::new(label, vec![bytes as f64 / (records * DATA_BYTES) as f64]);
    let ours = each("Zgoda", pristine.loaded_bytes);
    let peer = each("PostgreSQL, metadata indexes", theirs.indexed);
    report.line(Line::alone("loaded", "bytes a byte", ours.clone(), Goal::AtMost(2.1)));
    report.line(Line::share_of("loaded, beside PostgreSQL", "bytes a byte", ours.clone(), peer, Goal::Shown));
    let plain = each("PostgreSQL, primary key only", theirs.plain);
    report.line(Line::share_of(
        "loaded, beside PostgreSQL without indexes",
        "bytes a byte",
        ours,
        plain,
        Goal::Shown,
    ));

    let folder = context.folder.path().join("disk");
    let ops = plan.draw(Mix::Controller);
    let office = pristine.copy(&folder)?;
    run_clients(vec![office.client(Mix::Controller)], std::slice::from_ref(&ops))?;
    drop(office);
    let after = each("Zgoda", bytes_below(&folder)?);
    let server = context.server()?;
    let variant = Variant { indexed: true, logged: false };
    run_clients(Peer::at(server).clients(plan, variant, 1)?, &[ops])?;
    let mut client = Peer::at(server).connect(plan, variant)?;
    let peer = each("PostgreSQL, metadata indexes", client.table_bytes()?);
    report.line(Line::share_of("after the controller's updates", "bytes a byte", after, peer, Goal::Shown));
    report.note("ours are all files of the folder after it was closed; PostgreSQL's are the table and its indexes, without log");
    Ok(report)
}
