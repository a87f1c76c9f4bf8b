//! Benchmark 14: finding people by a part of their name, with no name at rest.

use std::time::Instant;

use zgoda_rights::{Acting, find_people};
use zgoda_store::Store;

use crate::context::Context;
use crate::error::{BenchError, Result, same};
use crate::harness::{Goal, Line, Report, Series};
use crate::people::{self, STAFF, now, purpose};

const PEOPLE: u64 = 1_000_000;
const QUICK_PEOPLE: u64 = 10_000;
/// Searches of a round.
const SEARCHES: u64 = 6;
/// More than are found, so that a search does not stop before it has looked at everybody.
const SHOWN: usize = 50;

/// Runs it.
///
/// # Errors
/// Where the store fails, or nobody is found.
pub fn names(context: &Context) -> Result<Report> {
    let count = context.options.rows(QUICK_PEOPLE, PEOPLE);
    let installation = context.people(count)?.copy(&context.folder.path().join("names"))?;
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    let mut complete = true;
    // What a server does when it stops.
    installation.open()?.keep_mirror()?;
    for round in 0..context.options.rounds {
        let (_, block) = context.measure_ours(|| {
            let store = installation.open()?;
            for place in 0..SEARCHES {
                let firm = (u64::from(round) * SEARCHES + place) * 7 % (count / STAFF);
                let began = Instant::now();
                complete &= search(&store, firm)?;
                let took = began.elapsed().as_secs_f64();
                if place == 0 { cold.push(took) } else { warm.push(took * 1e3) }
            }
            Ok(())
        })?;
        println!("  round {}: {:.3} s wall, {:.2} s CPU", round + 1, block.wall_s, block.cpu_s);
    }
    let full = count >= PEOPLE && context.has_all_rounds();
    let mut report = Report::new(14, "names", "Part-of-name search", format!("{count} people"), full);
    // A search that looked at a few only cannot meet a goal for all.
    let goal = |most: f64| if complete { Goal::AtMost(most) } else { Goal::Shown };
    let what = if complete { "" } else { ", the newest people only" };
    report.line(Line::alone(&format!("first search{what}"), "s", Series::new("Zgoda", cold), goal(0.6)));
    report.line(Line::alone(&format!("later searches{what}"), "ms", Series::new("Zgoda", warm), goal(25.0)));
    if !complete {
        report.note("NOT MET: the search does not look at everybody yet, so its times are not judged");
    }
    Ok(report)
}

/// Searches for the people of a firm by a part of its name, and tells whether everybody was looked at.
fn search(store: &Store, firm: u64) -> Result<bool> {
    let rights = store.law().catalogue().purpose("subject_rights").map(|purpose| purpose.id);
    let rights = rights.ok_or_else(|| BenchError::Wrong("the catalogue has no rights".into()))?;
    let who = Acting::system(store, purpose(store)?, now());
    // The first letter is left out: it is a part of the name, not its beginning.
    let part: String = people::firm(firm).chars().skip(1).collect();
    let found = find_people(store, &who, rights, &part, SHOWN)?;
    if found.complete {
        same("people of a firm", &found.people.len(), &(STAFF as usize))?;
    }
    Ok(found.complete)
}
