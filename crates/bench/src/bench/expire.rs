//! Benchmark 15: the sweep of values whose term is over.

use jiff::{SignedDuration, Timestamp};
use zgoda_law::calendar::start_of_day;
use zgoda_rights::retention;
use zgoda_store::{Stamp, Store};

use crate::context::Context;
use crate::error::{BenchError, Result, same};
use crate::harness::{Block, Goal, Line, Report, Series, Side, take_turns};
use crate::people::{VALUES, email, import_file, now, write_file};

const PEOPLE: u64 = 1_140_000;
const QUICK_PEOPLE: u64 = 10_000;
/// Values due in a round, as a share of all: 100,000 of 8,000,000.
const SHARE: u64 = 80;

/// Runs it.
///
/// # Errors
/// Where a side fails, or ends another number of values.
pub fn expire(context: &Context) -> Result<Report> {
    let people = context.options.rows(QUICK_PEOPLE, PEOPLE);
    let due = (people / SHARE).max(1);
    let rounds = u64::from(context.options.rounds);
    let store = context.people(people)?.copy(&context.folder.path().join("expire"))?.open()?;
    let mut days = Vec::new();
    for round in 0..rounds {
        // The oldest batch is due first: each round a day later than the one before.
        let batch = people + round * due..people + (round + 1) * due;
        let file = context.folder.path().join("older.csv");
        write_file(&file, batch.clone())?;
        let report = import_file(&store, &file, (rounds - round) as i64)?;
        same("older people imported", &report.counts.imported, &due)?;
        days.push(end_of(&store, batch.start)?);
    }
    let mut client = context.server()?.connect(&context.peer_facts(people)?)?;
    client.execute(
        "INSERT INTO fact SELECT 1000000000 + n, f.no, f.field, f.value, 1, 0, (n / $1)::int \
         FROM generate_series(0::bigint, $2::bigint - 1) AS n JOIN fact f ON f.person_id = 1 + n % $3",
        &[&(due as i64), &((due * rounds) as i64), &(people as i64)],
    )?;
    client.batch_execute("VACUUM ANALYZE fact")?;
    client.batch_execute("CHECKPOINT")?;
    let ours = Side::new("Zgoda", |round| {
        let at = days.get(round as usize).copied().unwrap_or_else(now);
        let stamp = Stamp { actor: zgoda_law::ActorId::SYSTEM, at };
        let (report, block) = context.measure_ours(|| Ok(retention::run(&store, stamp, None, |_| {})?))?;
        same("values ended", &report.values, &(due * VALUES))?;
        Ok(block)
    });
    let peer = Side::new("PostgreSQL", |round| {
        let last = round as i32;
        let delete = || Ok(client.execute("DELETE FROM fact WHERE expires <= $1", &[&last])?);
        let (gone, block) = context.measure_peer(delete)?;
        same("rows deleted", &gone, &(due * VALUES))?;
        Ok(block)
    });
    let mut sides = [ours, peer];
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    drop(sides);
    let full = people >= PEOPLE && context.has_all_rounds();
    let scale = format!("{} due of {} values", due * VALUES, people * VALUES);
    let mut report = Report::new(15, "expire", "Expiry sweep", scale, full);
    let times = |label: &str, side: usize| {
        Series::of(label, blocks.get(side).map_or(&[] as &[Block], Vec::as_slice), |block| block.wall_s)
    };
    let (ours, peer) = (times("Zgoda, keys destroyed", 0), times("PostgreSQL, indexed DELETE", 1));
    report.line(Line::times_as_fast("one sweep", "s", ours, peer, Goal::AtLeast(5.0)));
    report.note("after a DELETE the values are still in PostgreSQL's files; ours cannot be opened any more");
    Ok(report)
}

/// The moment at which the values of a person have ended.
fn end_of(store: &Store, number: u64) -> Result<Timestamp> {
    let field = store.law().catalogue().field("email").map(|field| field.id);
    let found = field.map(|field| store.find(field, &email(number))).transpose()?.unwrap_or_default();
    let person = found.first().map(|ordinal| store.person_by_ordinal(*ordinal)).transpose()?;
    let day = person.and_then(|person| person.current().filter_map(zgoda_store::Fact::last_day).max());
    let day = day.ok_or_else(|| BenchError::Wrong("the older people are not there".into()))?;
    Ok(start_of_day(day) + SignedDuration::from_hours(12))
}
