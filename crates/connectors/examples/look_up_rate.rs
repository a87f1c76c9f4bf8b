//! How many entities a connector reads from the replay server in a second, with the limits lifted:
//! `cargo run --release -p zgoda-connectors --example look_up_rate -- 10000 4`

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use zgoda_connectors::http::{HttpSettings, Pace, UserAgent};
use zgoda_connectors::krs::Krs;
use zgoda_connectors::replay::Server;
use zgoda_connectors::{Identifier, Outcome, Register};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<usize>());
    let entities = arguments.next().transpose()?.unwrap_or(10_000);
    let threads = arguments.next().transpose()?.unwrap_or(4).max(1);
    let server = Server::start()?;
    let mut settings = HttpSettings::new(UserAgent::new("https://operator.example/contact")?);
    settings.pace = Pace::Unlimited;
    let krs = Krs::at(server.base_url()?, settings);
    let orlen = Identifier::Krs("0000028860".parse()?);
    let found = AtomicUsize::new(0);
    let started = Instant::now();
    thread::scope(|scope| {
        for thread in 0..threads {
            let (krs, orlen, found) = (&krs, &orlen, &found);
            let share = entities / threads + usize::from(thread < entities % threads);
            scope.spawn(move || {
                for _ in 0..share {
                    if matches!(krs.look_up(orlen), Ok(Outcome::Found(_))) {
                        found.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let (found, seconds) = (found.into_inner(), started.elapsed().as_secs_f64());
    println!("{found} of {entities} entities in {seconds:.1} s, {:.0} a second", found as f64 / seconds);
    Ok(())
}
