//! Benchmark 8: whom may one write to now? Everybody's consent, permission, objection and state, decided.

mod ours;
mod peer;

use std::time::Instant;

use crate::context::Context;
use crate::error::{Result, io, same};
use crate::harness::{Goal, Line, Report, Series, Side, take_turns};
use crate::ours::Installation;

const PEOPLE: u64 = 1_000_000;
const QUICK_PEOPLE: u64 = 5_000;

/// Runs it.
///
/// # Errors
/// Where a side fails, or both choose different people.
pub fn audience(context: &Context) -> Result<Report> {
    let people = context.options.rows(QUICK_PEOPLE, PEOPLE);
    let installation = Installation::new(context.folder.path().join("audience"))?;
    let store = installation.open()?;
    ours::load(&store, people)?;
    let mut client = peer::load(context.server()?, people)?;
    let expected = (0..people).map(Addressee::of).filter(Addressee::may_be_written_to).count() as u64;
    let ours_side = Side::new("Zgoda", |_| {
        let (chosen, block) = context.measure_ours(|| ours::audience(&store))?;
        same("people who may be written to", &chosen, &expected)?;
        Ok(block)
    });
    let peer_side = Side::new("PostgreSQL", |_| {
        let (chosen, block) = context.measure_peer(|| peer::audience(&mut client))?;
        same("people PostgreSQL chooses", &chosen, &expected)?;
        Ok(block)
    });
    let mut sides = [ours_side, peer_side];
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    drop(sides);
    let full = people >= PEOPLE && context.has_all_rounds();
    let scale = format!("{expected} of {people} people");
    let mut report = Report::new(8, "audience", "Audience for a newsletter, decided", scale, full);
    let ms = |label: &str, side: usize| {
        Series::of(label, blocks.get(side).map_or(&[], Vec::as_slice), |block| block.wall_s * 1e3)
    };
    let (warm, peer) = (ms("Zgoda", 0), ms("PostgreSQL, consent as rows", 1));
    report.line(Line::times_as_fast("warm", "ms", warm.clone(), peer, Goal::AtLeast(100.0)));
    report.line(Line::alone("warm, by itself", "ms", warm, Goal::AtMost(3.0)));

    ours::withdraw_one(&store, 0)?;
    same("people after a withdrawal", &ours::audience(&store)?, &(expected - 1))?;
    // What a server does when it stops.
    store.keep_mirror()?;
    drop(store);
    let stopped = restarts(context, &installation, expected - 1)?;
    // As after a kill: what was kept does not know of this.
    ours::withdraw_one(&installation.open()?, 1)?;
    let killed = restarts(context, &installation, expected - 2)?;
    std::fs::remove_file(context.folder.path().join("audience/mirror")).map_err(io("the kept mirror"))?;
    let anew = restarts(context, &installation, expected - 2)?;
    let after = |what: &str, series, goal| {
        Line::alone(&format!("opening the store and the first, {what}"), "ms", series, goal)
    };
    report.line(after("after a stop", stopped, Goal::AtMost(50.0)));
    report.line(after("after a kill, one person changed", killed, Goal::Shown));
    report.line(after("with nothing kept", anew, Goal::Shown));
    report.note("a withdrawal was in the very next audience");
    Ok(report)
}

/// Opens the store and asks, again and again.
fn restarts(context: &Context, installation: &Installation, expected: u64) -> Result<Series> {
    let mut took = Vec::new();
    for _ in 0..context.options.rounds {
        let began = Instant::now();
        let store = installation.open()?;
        same("people after a restart", &ours::audience(&store)?, &expected)?;
        took.push(began.elapsed().as_secs_f64() * 1e3);
    }
    Ok(Series::new("Zgoda", took))
}

/// What is known of one of the people; the number decides everything.
struct Addressee {
    number: u64,
}

impl Addressee {
    fn of(number: u64) -> Self {
        Self { number }
    }

    /// Six of ten gave a consent.
    fn consented(&self) -> bool {
        self.number % 10 < 6
    }

    /// One in twenty took it back.
    fn withdrew(&self) -> bool {
        self.number % 20 == 3
    }

    /// One in fifteen gave it so long ago that it has run out.
    fn ran_out(&self) -> bool {
        self.number % 15 == 4
    }

    /// One in fifty objected to marketing.
    fn objected(&self) -> bool {
        self.number % 50 == 12
    }

    /// One in a hundred is restricted.
    fn restricted(&self) -> bool {
        self.number % 100 == 71
    }

    /// Everybody but one in seven has an e-mail address.
    fn has_email(&self) -> bool {
        self.number % 7 != 5
    }

    fn may_be_written_to(&self) -> bool {
        let refused = self.withdrew() || self.ran_out() || self.objected() || self.restricted();
        self.consented() && self.has_email() && !refused
    }
}
