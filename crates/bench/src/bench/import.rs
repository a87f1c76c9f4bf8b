//! Benchmark 9: importing a file of leads the whole way, on both engines, beside COPY of the same file.

use crate::bench::memory::{peak_mib, reset_peak};
use crate::context::Context;
use crate::error::{Result, same};
use crate::harness::{Block, Goal, Line, Report, Series, Side, take_turns};
use crate::ours::Installation;
use crate::people::{PEER_TABLE, copy_file, import_file, write_file};
use zgoda_store::Engine;

const ROWS: u64 = 1_000_000;
const QUICK_ROWS: u64 = 20_000;
const MEMORY_MAX_MIB: f64 = 300.0;

/// Runs it.
///
/// # Errors
/// Where a side fails or takes in another number of people.
pub fn import(context: &Context) -> Result<Report> {
    let rows = context.options.rows(QUICK_ROWS, ROWS);
    let file = context.folder.path().join("leads.csv");
    write_file(&file, 0..rows)?;
    let server = context.server()?;
    let mut peaks = Vec::new();
    let ours = Side::new("Zgoda on SQLite", |_| {
        let folder = context.folder.path().join("import");
        let installation = Installation::new(folder.clone())?;
        let store = installation.open()?;
        reset_peak();
        let (report, block) = context.measure_ours(|| import_file(&store, &file, 0))?;
        peaks.push(peak_mib());
        same("people imported", &report.counts.imported, &rows)?;
        drop(store);
        std::fs::remove_dir_all(&folder).map_err(crate::error::io("the imported store"))?;
        Ok(block)
    });
    let on_postgres = Side::new("Zgoda on PostgreSQL", |_| {
        server.recreate("import")?;
        let installation = Installation::new(context.folder.path().join("import-keys"))?;
        let store = installation.open_on(Engine::Postgres(server.url("import")))?;
        let (report, block) = context.measure_peer(|| import_file(&store, &file, 0))?;
        same("people imported", &report.counts.imported, &rows)?;
        Ok(block)
    });
    let peer = Side::new("PostgreSQL, COPY", |_| {
        server.recreate("copied")?;
        let mut client = server.connect("copied")?;
        client.batch_execute(PEER_TABLE)?;
        let (copied, block) = context.measure_peer(|| copy_file(&mut client, &file))?;
        same("people copied", &copied, &rows)?;
        Ok(block)
    });
    let mut sides = [ours, peer, on_postgres];
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    drop(sides);
    let full = rows >= ROWS && context.has_all_rounds();
    let mut report =
        Report::new(9, "import", "Import of leads, the whole way", format!("{rows} rows of 8 fields"), full);
    let rate = |label: &str, blocks: &[Block]| Series::of(label, blocks, |block| rows as f64 / block.wall_s);
    if let [ours, peer, on_postgres] = blocks.as_slice() {
        let copy = rate("PostgreSQL, COPY into the indexed table", peer);
        report.line(Line::times_the_rate(
            "on SQLite",
            "rows/s",
            rate("Zgoda on SQLite", ours),
            copy.clone(),
            Goal::AtLeast(0.5),
        ));
        let slower = rate("Zgoda on PostgreSQL", on_postgres);
        report.line(Line::times_the_rate("on PostgreSQL", "rows/s", slower, copy, Goal::AtLeast(0.5)));
    }
    report.line(Line::alone(
        "peak memory of the process, SQLite",
        "MiB",
        Series::new("Zgoda", peaks),
        Goal::AtMost(MEMORY_MAX_MIB),
    ));
    report.note(
        "COPY fills a table that has its primary key and the indexes on e-mail, telephone and NIP already",
    );
    Ok(report)
}
