//! Sixty-four clients at once: whoever has withdrawn, objected or been erased is not written to any more.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use zgoda_law::{Channel, Outcome};
use zgoda_rights::{Acting, light};
use zgoda_sim::{Deed, Desk, Dice, Handle, Server, SimError, Site, Step, moment};

use crate::company::Company;

const PEOPLE: Handle = 36;
const DECIDING: u64 = 44;
const ENDING: u64 = 12;
const OTHERS: u64 = 8;
/// Decisions of each client that decides.
const DECISIONS: u32 = 14;
/// Until all words are spoken, so that decisions come before and after each.
const SPREAD: Duration = Duration::from_millis(1_500);

/// What was seen, by one clock for all.
#[derive(Default)]
struct Seen {
    /// When a person's word was acknowledged.
    heeded: Mutex<Vec<(Handle, Instant)>>,
    /// When a decision that allowed was begun.
    allowed: Mutex<Vec<(Handle, Instant)>>,
    decided: AtomicU64,
    denied: AtomicU64,
}

struct Crowd<'d> {
    desks: &'d [Desk],
    next: AtomicU64,
    seen: Seen,
}

impl Crowd<'_> {
    fn desk(&self, client: u64) -> &Desk {
        &self.desks[client as usize % self.desks.len()]
    }

    /// Does it, and again as long as others are faster.
    fn does(&self, client: u64, deed: &Deed) {
        loop {
            let no = self.next.fetch_add(1, Ordering::SeqCst);
            match self.desk(client).carry_out(&Step { no, at: moment(no), deed: deed.clone() }) {
                Ok(_) => return,
                Err(error) => assert!(error.is_busy(), "{deed:?}: {}", error.chain()),
            }
        }
    }

    fn decides(&self, client: u64) {
        let desk = self.desk(client);
        let mut dice = Dice::new(client);
        let purpose = desk.purpose("newsletter").unwrap();
        for _ in 0..DECISIONS {
            let whom = dice.below(PEOPLE.into()) as Handle;
            let at = moment(self.next.fetch_add(1, Ordering::SeqCst));
            let who = Acting::system(&desk.store, purpose, at);
            let begun = Instant::now();
            let decide = || -> Result<Option<Outcome>, SimError> {
                let person = desk.person(whom)?;
                Ok(light(&desk.store, &who, &person, "newsletter", Channel::Email)?.outcome())
            };
            self.seen.decided.fetch_add(1, Ordering::SeqCst);
            // Somebody erased is not found, or not there any more when their address is opened: no allowance either.
            match decide() {
                Ok(Some(Outcome::Allow)) => self.seen.allowed.lock().unwrap().push((whom, begun)),
                _ => drop(self.seen.denied.fetch_add(1, Ordering::SeqCst)),
            }
            std::thread::sleep(SPREAD / DECISIONS);
        }
    }

    /// Lets three people speak, one after the other: a withdrawal, an objection, an erasure.
    fn ends(&self, client: u64) {
        for word in 0..3 {
            let who = (client * 3 + word) as Handle;
            std::thread::sleep(SPREAD * (1 + (client as u32 * 7 + word as u32 * 5) % 12) / 40);
            let deed = match word {
                0 => Deed::Withdraw { who },
                1 => Deed::Object { who },
                _ => Deed::Erase { who, subject: self.desk(client).subject(who).unwrap() },
            };
            self.does(client, &deed);
            self.seen.heeded.lock().unwrap().push((who, Instant::now()));
        }
    }

    fn works(&self, client: u64) {
        for round in 0..3 {
            let who = |n: u64| (1_000 + client * 100 + round * 10 + n) as Handle;
            self.does(client, &Deed::Import { new: (0..5).map(who).collect(), known: None });
            self.does(client, &Deed::Collect { who: who(7), informed: true });
            self.does(client, &Deed::Read { who: who(0) });
            self.does(client, &Deed::Note { who: who(1), value: format!("notatka {client}") });
        }
    }
}

fn crowd(desks: &[Desk]) {
    let crowd = Crowd { desks, next: AtomicU64::new(1), seen: Seen::default() };
    for who in 0..PEOPLE {
        crowd.does(0, &Deed::Collect { who, informed: true });
        crowd.does(0, &Deed::Consent { who });
    }
    std::thread::scope(|scope| {
        let crowd = &crowd;
        (0..DECIDING).for_each(|client| drop(scope.spawn(move || crowd.decides(client))));
        (0..ENDING).for_each(|client| drop(scope.spawn(move || crowd.ends(client))));
        (0..OTHERS).for_each(|client| drop(scope.spawn(move || crowd.works(client))));
    });
    let seen = crowd.seen;
    let (heeded, allowed) = (seen.heeded.into_inner().unwrap(), seen.allowed.into_inner().unwrap());
    assert_eq!(heeded.len(), PEOPLE as usize, "everybody has spoken");
    for (whom, begun) in &allowed {
        let (_, acknowledged) = heeded.iter().find(|(who, _)| who == whom).unwrap();
        assert!(begun <= acknowledged, "{whom}: allowed by a decision begun after their word was heeded");
    }
    assert!(!allowed.is_empty() && seen.denied.into_inner() > 0, "decisions fell on both sides");
    assert_eq!(seen.decided.into_inner(), DECIDING * u64::from(DECISIONS));
    for desk in desks {
        assert!(desk.store.examine().unwrap().is_sound());
        desk.store.ledger().verify(|_, _| {}).unwrap();
    }
}

#[test]
fn sixty_four_clients_of_one_store_never_write_to_whoever_has_said_no() {
    crowd(&[Company::new().open()]);
}

#[test]
fn sixty_four_clients_of_two_stores_on_sqlite_never_write_to_whoever_has_said_no() {
    let company = Company::new();
    crowd(&[company.open(), company.open()]);
}

#[test]
fn sixty_four_clients_of_two_stores_on_postgresql_never_write_to_whoever_has_said_no() {
    let server = Server::start(&[]).unwrap();
    let company = Company::at(Site::at(server.new_database().unwrap()).unwrap());
    crowd(&[company.open(), company.open()]);
}
