//! A thousand firms from the choice to the proof, on this machine: `enrich_and_inform [FIRMS]`. Every tenth firm's register
//! has a bad day, each a different one.
#![expect(clippy::unwrap_used, reason = "a tool for developers stops where it fails")]

mod scenario;

use std::time::Instant;

fn main() {
    let firms = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1_000);
    let begun = Instant::now();
    let figures = scenario::play(firms);
    println!("{} firms in {:.1} s", figures.firms, begun.elapsed().as_secs_f64());
    println!("questions  {} = {} answered + {} failed", figures.planned, figures.found, figures.failures());
    for (why, count) in &figures.failed {
        println!("           {count} {why}");
    }
    println!(
        "facts      {} accepted, {} held by companies, {} dropped as not needed",
        figures.facts, figures.held, figures.dropped
    );
    println!("people     {} new, and traders known before told of anew", figures.added);
    let (owed, mailed, posted, erased) = (figures.owed, figures.mailed, figures.posted, figures.erased);
    println!("notices    {owed} owed = {mailed} by e-mail + {posted} by letter + {erased} untold");
    println!("letters    one PDF of {} kB", figures.pdf_bytes / 1_000);
    println!("after      {erased} people erased, {} values destroyed", figures.values);
}
