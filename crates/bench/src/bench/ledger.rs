//! Benchmark 11: appending to the ledger durably, verifying it, proving an entry, and what an entry takes.

use std::time::Instant;

use zgoda_law::{Action, Event, FactNo, PurposeId, SubjectId};
use zgoda_ledger::{inclusion_proof, leaf_hash, tree_root, verify_inclusion};
use zgoda_store::{Draft, NewSubject, Ordinal, Stamp, Store};

use crate::context::Context;
use crate::error::{BenchError, Result, same};
use crate::gdpr::Random;
use crate::harness::{Block, Goal, Line, Report, Series, Side, bytes_below, median, take_turns};
use crate::ours::Installation;
use crate::people::now;

const ENTRIES: u64 = 1_000_000;
const QUICK_ENTRIES: u64 = 50_000;
/// Appends of one client in a round.
const APPENDS: u64 = 500;
const CLIENTS: u64 = 16;
/// Entries committed together where the ledger is only filled.
const AT_ONCE: u64 = 5_000;
const PROOFS: u64 = 200;
const AUDIT: &str = "CREATE TABLE audit (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at bigint NOT NULL, \
     actor bigint NOT NULL, event bigint NOT NULL, action bigint NOT NULL, purpose bigint NOT NULL, \
     subject bytea NOT NULL, facts bytea NOT NULL, detail text NOT NULL, commitment bytea NOT NULL)";
const INSERT: &str = "INSERT INTO audit (at, actor, event, action, purpose, subject, facts, detail, commitment) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Runs it.
///
/// # Errors
/// Where a side fails, an entry is missing or a proof does not hold.
pub fn ledger(context: &Context) -> Result<Report> {
    let entries = context.options.rows(QUICK_ENTRIES, ENTRIES);
    let appends = context.options.ops(APPENDS / 5, APPENDS);
    let full = entries >= ENTRIES && context.has_all_rounds();
    let scale = format!("{entries} entries");
    let mut report = Report::new(11, "ledger", "The ledger", scale, full);
    let installation = Installation::new(context.folder.path().join("ledger"))?;
    for (clients, goal) in [(1, 1.5), (CLIENTS, 5.0)] {
        append(context, &installation, clients, appends, Goal::AtLeast(goal), &mut report)?;
    }
    let before = bytes_below(installation.folder())?;
    let store = installation.open()?;
    let about = somebody(&store)?;
    let there = store.ledger().size()?;
    fill(&store, about, entries)?;
    drop(store);
    let grown = bytes_below(installation.folder())?.saturating_sub(before);
    let store = installation.open()?;
    verify_and_prove(context, &store, there + entries, &mut report)?;
    let each = Series::new("Zgoda", vec![grown as f64 / entries as f64]);
    report.line(Line::alone("an entry on the disk", "bytes", each, Goal::AtMost(120.0)));
    Ok(report)
}

/// Whom the entries are about.
type About = (SubjectId, Ordinal);

/// Records somebody to write about.
fn somebody(store: &Store) -> Result<About> {
    let mut change = store.change(stamp());
    let id = change.add_subject(NewSubject::default())?;
    change.commit()?;
    Ok((id, store.person(id)?.ordinal))
}

fn draft((id, ordinal): About) -> Draft {
    // What only says that something was read would not wait for the disk.
    let draft = Draft::new(Event::Contacted, Action::Use).person(id, ordinal);
    draft.purpose(PurposeId(1)).facts(vec![FactNo(1), FactNo(2)])
}

fn stamp() -> Stamp {
    Stamp { actor: zgoda_law::ActorId::SYSTEM, at: now() }
}

fn append(
    context: &Context,
    installation: &Installation,
    clients: u64,
    each: u64,
    goal: Goal,
    report: &mut Report,
) -> Result<()> {
    let store = installation.open()?;
    let server = context.server()?;
    server.recreate("audit")?;
    server.connect("audit")?.batch_execute(AUDIT)?;
    let about = somebody(&store)?;
    let one_of_ours = |_: u64| -> Result<()> {
        for _ in 0..each {
            let mut change = store.change(stamp());
            change.record(draft(about));
            change.commit()?;
        }
        Ok(())
    };
    let one_of_theirs = |client: u64| -> Result<()> {
        let mut connection = server.connect("audit")?;
        let insert = connection.prepare(INSERT)?;
        let at = now().as_microsecond();
        for number in 0..each {
            let subject = u128::from(client * each + number).to_be_bytes().to_vec();
            let (facts, commitment) = (vec![1_u8, 2], vec![7_u8; 32]);
            connection.execute(
                &insert,
                &[&at, &0_i64, &6_i64, &2_i64, &1_i64, &subject, &facts, &"read", &commitment],
            )?;
        }
        Ok(())
    };
    let ours = Side::new(format!("Zgoda, {clients} clients"), |_| {
        let before = store.ledger().size()?;
        // To ask for the size brings what was put off into the table, which belongs to the work.
        let append = || at_once(clients, &one_of_ours).and_then(|()| Ok(store.ledger().size()?));
        let (after, block) = context.measure_ours(append)?;
        same("entries appended", &(after - before), &(clients * each))?;
        Ok(block)
    });
    let peer = Side::new(format!("PostgreSQL, {clients} clients"), |_| {
        let ((), block) = context.measure_peer(|| at_once(clients, &one_of_theirs))?;
        Ok(block)
    });
    let mut sides = [ours, peer];
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    drop(sides);
    let counted = server.connect("audit")?.query_one("SELECT count(*) FROM audit", &[])?;
    let appended = clients * each * u64::from(context.options.rounds);
    same("rows inserted", &counted.get::<_, i64>(0), &(appended as i64))?;
    let rate = |label: &str, side: usize| {
        let blocks = blocks.get(side).map_or(&[] as &[Block], Vec::as_slice);
        Series::of(label, blocks, |block| (clients * each) as f64 / block.wall_s)
    };
    let what = format!("durable appends, {clients} clients");
    let (ours, peer) = (rate("Zgoda", 0), rate("PostgreSQL, audit insert", 1));
    report.line(Line::times_the_rate(&what, "/s", ours, peer, goal));
    Ok(())
}

/// Runs all clients at once.
fn at_once(clients: u64, work: &(impl Fn(u64) -> Result<()> + Sync)) -> Result<()> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients).map(|client| scope.spawn(move || work(client))).collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|_| Err(BenchError::Wrong("a client panicked".into())))
        })
    })
}

fn fill(store: &Store, about: About, entries: u64) -> Result<()> {
    for first in (0..entries).step_by(AT_ONCE as usize) {
        let mut change = store.change(stamp());
        (first..entries.min(first + AT_ONCE)).for_each(|_| change.record(draft(about)));
        change.commit()?;
    }
    Ok(())
}

fn verify_and_prove(context: &Context, store: &Store, size: u64, report: &mut Report) -> Result<()> {
    let ledger = store.ledger();
    let mut verified = Vec::new();
    for _ in 0..context.options.rounds {
        let (found, block) = context.measure_ours(|| Ok(ledger.verify(|_, _| {})?))?;
        same("entries verified", &found.entries, &size)?;
        verified.push(block);
    }
    let series = Series::of("Zgoda", &verified, |block| block.wall_s);
    report.line(Line::alone(&format!("verifying {size} entries"), "s", series, Goal::AtMost(3.0)));
    let broken = || BenchError::Wrong("an entry cannot be proved".into());
    let root = tree_root(&ledger, size)?;
    let mut random = Random::new(11);
    let mut times = Vec::new();
    for _ in 0..PROOFS {
        let index = random.below(size);
        let began = Instant::now();
        let path = inclusion_proof(&ledger, index, size).map_err(|_| broken())?;
        times.push(began.elapsed().as_secs_f64() * 1e6);
        let entry = ledger.raw(index, index + 1)?.pop().ok_or_else(broken)?;
        verify_inclusion(&leaf_hash(&entry), index, size, &path, &root).map_err(|_| broken())?;
    }
    let series = Series::new("Zgoda", times.clone());
    report.line(Line::alone("one inclusion proof", "µs", series, Goal::AtMost(50.0)));
    println!("  one proof takes {:.0} µs", median(&times));
    Ok(())
}
