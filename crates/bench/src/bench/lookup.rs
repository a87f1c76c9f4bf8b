//! Benchmark 13: finding a person by e-mail, telephone or tax number.

use postgres::Client;
use zgoda_law::FieldId;
use zgoda_store::Store;

use crate::context::Context;
use crate::error::{BenchError, Result, same};
use crate::gdpr::Random;
use crate::harness::{Block, Goal, Line, Report, Series, Side, take_turns};
use crate::people::{email, nip, phone};

const PEOPLE: u64 = 1_000_000;
const QUICK_PEOPLE: u64 = 10_000;
const LOOKUPS: u64 = 20_000;
const QUICK_LOOKUPS: u64 = 4_000;

/// Runs it.
///
/// # Errors
/// Where a side fails, or finds somebody else.
pub fn lookup(context: &Context) -> Result<Report> {
    let people = context.options.rows(QUICK_PEOPLE, PEOPLE);
    let lookups = context.options.ops(QUICK_LOOKUPS, LOOKUPS);
    let store = context.people(people)?.installation().open()?;
    let mut client = context.server()?.connect(&context.peer_people(people)?)?;
    let full = people >= PEOPLE && context.has_all_rounds();
    let scale = format!("{lookups} look-ups among {people} people");
    let mut report = Report::new(13, "lookup", "Look-up by e-mail, telephone, NIP", scale, full);
    for (column, value) in [("email", email as fn(u64) -> String), ("phone", phone), ("nip", nip)] {
        let wanted = || {
            let mut random = Random::new(13);
            (0..lookups).map(move |_| value(random.below(people)))
        };
        let ours = Side::new(format!("Zgoda, {column}"), |_| {
            let (found, block) = context.measure_ours(|| find(&store, column, wanted()))?;
            same("found", &found, &lookups)?;
            Ok(block)
        });
        let peer = Side::new(format!("PostgreSQL, {column}"), |_| {
            let (found, block) = context.measure_peer(|| select(&mut client, column, wanted()))?;
            same("found", &found, &lookups)?;
            Ok(block)
        });
        let mut sides = [ours, peer];
        let blocks = take_turns(context.options.rounds, &mut sides)?;
        drop(sides);
        let each = |label: &str, side: usize| {
            let blocks = blocks.get(side).map_or(&[] as &[Block], Vec::as_slice);
            Series::of(label, blocks, |block| block.wall_s * 1e6 / lookups as f64)
        };
        let (ours, peer) = (each("Zgoda, blind index", 0), each("PostgreSQL, btree on plaintext", 1));
        report.line(Line::times_as_fast(&format!("by {column}"), "µs", ours, peer, Goal::AtLeast(1.0)));
    }
    report.note("the tax number is the firm's, a public fact, so it is found through its organisation");
    Ok(report)
}

fn field(store: &Store, name: &str) -> Result<FieldId> {
    let field = store.law().catalogue().field(name).map(|field| field.id);
    field.ok_or_else(|| BenchError::Wrong(format!("the catalogue has no {name}")))
}

fn find(store: &Store, column: &str, values: impl Iterator<Item = String>) -> Result<u64> {
    let mut found = 0;
    if column == "nip" {
        for value in values {
            found += u64::from(store.organisation_by_nip(&value)?.is_some());
        }
        return Ok(found);
    }
    let field = field(store, column)?;
    for value in values {
        found += store.find(field, &value)?.len() as u64;
    }
    Ok(found)
}

fn select(client: &mut Client, column: &str, values: impl Iterator<Item = String>) -> Result<u64> {
    let statement = client.prepare(&format!("SELECT id FROM person WHERE {column} = $1 LIMIT 1"))?;
    let mut found = 0;
    for value in values {
        found += client.query(&statement, &[&value])?.len() as u64;
    }
    Ok(found)
}
