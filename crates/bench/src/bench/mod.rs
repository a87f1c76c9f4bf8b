//! The benchmarks, one file each.

mod audience;
mod disk;
mod erase;
mod expire;
mod export;
mod gdprbench;
mod import;
mod lawful;
mod ledger;
mod lookup;
#[cfg(feature = "cedar")]
mod may;
mod memory;
mod names;
mod program;
mod serve;
mod syncs;
pub mod table;

use crate::context::Context;
use crate::error::Result;
use crate::harness::Report;

/// A benchmark.
pub struct Bench {
    /// Its place in the table of goals.
    pub number: u32,
    /// Its name on the command line.
    pub name: &'static str,
    /// What it measures.
    pub title: &'static str,
    /// Runs it.
    pub run: fn(&Context) -> Result<Report>,
}

/// All benchmarks, by number.
pub const ALL: &[Bench] = &[
    Bench { number: 1, name: "processor", title: "GDPRbench processor", run: gdprbench::processor },
    Bench { number: 2, name: "customer", title: "GDPRbench customer", run: gdprbench::customer },
    Bench { number: 3, name: "controller", title: "GDPRbench controller", run: gdprbench::controller },
    Bench { number: 4, name: "regulator", title: "GDPRbench regulator", run: gdprbench::regulator },
    Bench { number: 5, name: "gdprbench", title: "GDPRbench, the four together", run: gdprbench::together },
    Bench { number: 6, name: "lawful", title: "The cost of being lawful", run: lawful::lawful },
    #[cfg(feature = "cedar")]
    Bench { number: 7, name: "may", title: "One decision", run: may::may },
    Bench {
        number: 8,
        name: "audience",
        title: "Audience for a newsletter, decided",
        run: audience::audience,
    },
    Bench { number: 9, name: "import", title: "Import of leads, the whole way", run: import::import },
    Bench {
        number: 10,
        name: "erase",
        title: "Erasing one person, with certificate and proof",
        run: erase::erase,
    },
    Bench { number: 11, name: "ledger", title: "The ledger", run: ledger::ledger },
    Bench { number: 12, name: "access", title: "Access export of one person", run: export::access },
    Bench { number: 13, name: "lookup", title: "Look-up by e-mail, telephone, NIP", run: lookup::lookup },
    Bench { number: 14, name: "names", title: "Part-of-name search", run: names::names },
    Bench { number: 15, name: "expire", title: "Expiry sweep", run: expire::expire },
    Bench { number: 16, name: "pages", title: "Pages over HTTP", run: serve::pages },
    Bench {
        number: 17,
        name: "disk",
        title: "Bytes on the disk for a byte of personal data",
        run: disk::disk,
    },
    Bench { number: 18, name: "start", title: "Start and idle memory", run: serve::start },
];
