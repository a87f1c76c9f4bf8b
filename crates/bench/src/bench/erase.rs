//! Benchmark 10: erasing one person everywhere, with certificate and proof, at growing sizes of the store.

use std::time::Instant;

use zgoda_law::{ErasureExtent, SubjectId};
use zgoda_rights::{Acting, ErasureOptions, erasure};
use zgoda_store::{PeopleFilter, Store, StoreError};

use crate::bench::syncs::count_syncs;
use crate::context::Context;
use crate::error::{BenchError, Result, same, wrong};
use crate::harness::{Goal, Line, Report, Series, Side, median, percentile, take_turns};
use crate::people::{later, purpose};

/// The sizes.
const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
const QUICK_SIZES: [u64; 2] = [2_000, 10_000];
/// People erased in a round; PostgreSQL erases one, because one VACUUM FULL takes seconds.
const ERASED: usize = 20;

/// Runs it.
///
/// # Errors
/// Where a side fails, or something of an erased person is left.
pub fn erase(context: &Context) -> Result<Report> {
    let sizes = match context.options.rows {
        Some(rows) => vec![rows],
        None if context.options.quick => QUICK_SIZES.to_vec(),
        None => SIZES.to_vec(),
    };
    let full = sizes.contains(&100_000) && context.has_all_rounds();
    let scale = format!("{} people", sizes.iter().map(u64::to_string).collect::<Vec<_>>().join(", "));
    let mut report = Report::new(10, "erase", "Erasing one person, with certificate and proof", scale, full);
    if let [.., smaller, larger] = sizes.as_slice() {
        grown(context, [*smaller, *larger], &mut report)?;
    }
    for people in &sizes {
        at_size(context, *people, &mut report)?;
    }
    report.note("PostgreSQL erases by DELETE and VACUUM FULL; its write-ahead log still holds the values");
    Ok(report)
}

/// How much longer it takes in the larger of two stores, in turns, with nothing between that would disturb one more than the
/// other: behind a VACUUM FULL of gigabytes everything is slower for a while.
fn grown(context: &Context, sizes: [u64; 2], report: &mut Report) -> Result<()> {
    let mut stores = Vec::new();
    for people in sizes {
        let installation =
            context.people(people)?.copy(&context.folder.path().join(format!("erase-{people}")))?;
        let store = installation.open()?;
        let ids = some_people(&store, ERASED * context.options.rounds as usize)?;
        stores.push((people, installation, store, ids));
    }
    let mut sides = Vec::new();
    for (people, _, store, ids) in &stores {
        let mut ids = ids.chunks(ERASED);
        sides.push(Side::new(format!("Zgoda, {people} people"), move |_| {
            let erased = || erase_all(store, ids.next().unwrap_or_default());
            let (took, mut block) = context.measure_ours(erased)?;
            block.wall_s = median(&took);
            Ok(block)
        }));
    }
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    let took = |side: usize| {
        Series::of("Zgoda", blocks.get(side).map_or(&[], Vec::as_slice), |block| block.wall_s).median
    };
    let [smaller, larger] = sizes;
    let ratio = Series::new("Zgoda", vec![took(1) / took(0)]);
    report.line(Line::alone(
        &format!("from {smaller} to {larger} people"),
        "times as slow",
        ratio,
        Goal::AtMost(1.2),
    ));
    Ok(())
}

fn at_size(context: &Context, people: u64, report: &mut Report) -> Result<()> {
    let installation = context.people(people)?.copy(&context.folder.path().join("erase"))?;
    let store = installation.open()?;
    let mut ids = some_people(&store, ERASED * (context.options.rounds as usize + 1))?.into_iter();
    let server = context.server()?;
    let base = context.peer_people(people)?;
    server.copy(&base, "erase")?;
    let mut client = server.connect("erase")?;
    let mut times = Vec::new();
    let ours = Side::new(format!("Zgoda, {people} people"), |_| {
        let chosen: Vec<SubjectId> = ids.by_ref().take(ERASED).collect();
        let (took, mut block) = context.measure_ours(|| erase_all(&store, &chosen))?;
        // What makes sure that it is gone is no part of it: PostgreSQL is not asked either.
        block.wall_s = took.iter().sum::<f64>() / ERASED as f64;
        times.extend(took);
        block.cpu_s /= ERASED as f64;
        Ok(block)
    });
    let peer = Side::new(format!("PostgreSQL, {people} people"), |round| {
        let id = i64::from(round) * 7 + 3;
        let work = || {
            let gone = client.execute("DELETE FROM person WHERE id = $1", &[&id])?;
            client.batch_execute("VACUUM FULL person")?;
            same("people deleted", &gone, &1)
        };
        Ok(context.measure_peer(work)?.1)
    });
    let mut sides = [ours, peer];
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    drop(sides);
    let ms = |label: &str, side: usize| {
        Series::of(label, blocks.get(side).map_or(&[], Vec::as_slice), |block| block.wall_s * 1e3)
    };
    let goal = if people == 100_000 { Goal::AtLeast(300.0) } else { Goal::Shown };
    let what = format!("one of {people}");
    report.line(Line::times_as_fast(
        &what,
        "ms",
        ms("Zgoda", 0),
        ms("PostgreSQL, DELETE and VACUUM FULL", 1),
        goal,
    ));
    let p99 = percentile(&times, 0.99) * 1e3;
    report.line(Line::alone(&format!("{what}, p99"), "ms", Series::new("Zgoda", vec![p99]), Goal::Shown));
    let last: Vec<SubjectId> = ids.collect();
    match count_syncs(|| erase_all(&store, &last).map(drop))? {
        Some(count) => {
            let each = Series::new("Zgoda, counted by strace", vec![count as f64 / last.len() as f64]);
            report.line(Line::alone(&format!("{what}, fdatasyncs"), "a person", each, Goal::AtMost(5.0)));
        }
        None => report.note("fdatasyncs were not counted: strace is not there"),
    }
    Ok(())
}

/// Pseudonyms of people, spread over the store.
fn some_people(store: &Store, count: usize) -> Result<Vec<SubjectId>> {
    let all = store.people_count()?;
    let step = (all / (count as u64 + 1)).max(1);
    let mut found = Vec::with_capacity(count);
    // Numbers do not begin with one, and some are nobody's.
    for place in 1..=count as u64 {
        let before = zgoda_store::Ordinal(u32::try_from(place * step + 2).unwrap_or(u32::MAX));
        let page = store.people(&PeopleFilter::default(), Some(before), 1)?;
        if let Some(ordinal) = page.first() {
            found.push(store.person_by_ordinal(*ordinal)?.id);
        }
    }
    found.dedup();
    same("people to erase", &found.len(), &count)?;
    Ok(found)
}

/// Erases people one after the other, and makes sure that what was readable is not any more.
fn erase_all(store: &Store, ids: &[SubjectId]) -> Result<Vec<f64>> {
    let rights = store.law().catalogue().purpose("subject_rights").map(|purpose| purpose.id);
    let rights = rights.ok_or_else(|| BenchError::Wrong("the catalogue has no rights".into()))?;
    let reading = purpose(store)?;
    let mut times = Vec::with_capacity(ids.len());
    for (second, id) in ids.iter().enumerate() {
        let who = Acting::system(store, rights, later(second as u64));
        let person = store.person(*id)?;
        let question = zgoda_store::Question {
            actor: store.system_actor(reading),
            action: zgoda_law::Action::Read,
            purpose: reading,
            at: later(second as u64),
        };
        let fact = person.current().next();
        let permit = fact.map(|fact| store.decide(&question, &person, fact)).transpose()?;
        let permit = permit.and_then(|verdict| verdict.permit());
        let began = Instant::now();
        let certificate = erasure::carry_out(store, &who, *id, &ErasureOptions::default())?;
        times.push(began.elapsed().as_secs_f64());
        same("extent", &certificate.extent, &ErasureExtent::Full)?;
        let (Some(permit), Some(fact)) = (permit, fact) else {
            return wrong("the person had nothing to read");
        };
        match store.open_value(&permit, &store.person(*id)?, fact.no) {
            Err(StoreError::Gone) => {}
            _ => return wrong("a value of an erased person can be opened"),
        }
    }
    Ok(times)
}
