//! What the kernels of the vault cost, in nanoseconds: `cargo run --release -p zgoda-vault --example speed`.

#![expect(clippy::unwrap_used, reason = "a failed measurement shall stop where it fails")]

#[path = "../tests/permits/mod.rs"]
#[allow(dead_code, clippy::panic, reason = "the tests' own helper, of which this needs a part")]
mod permits;

use std::hint::black_box;
use std::time::Instant;

use permits::permit;
use zgoda_law::{Action, FactNo, FieldId, SubjectId};
use zgoda_vault::{Keyring, SealedBox, Vault, WrappedKey};

const EMAIL: FieldId = FieldId(3);
const PEOPLE: u64 = 1_000;
const VALUE: &str = "anna.nowak@example.test";

fn main() {
    let vault = Vault::new(Keyring::generate().unwrap());
    let people: Vec<_> = (0..PEOPLE)
        .map(|number| {
            let subject = SubjectId::from_bytes((u128::from(number) << 64 | 7).to_be_bytes());
            let (key, wrapped) = vault.new_data_key(subject).unwrap();
            let collect = permit(Action::Collect, subject, EMAIL);
            let read = permit(Action::Read, subject, EMAIL);
            let (sealed, _) = vault.seal(&collect, &key, FactNo(1), VALUE).unwrap();
            (subject, key, wrapped, collect, read, sealed)
        })
        .collect();
    let indexer = vault.blind_indexer(EMAIL);
    measure("new_data_key", |at| drop(black_box(vault.new_data_key(people[at].0).unwrap())));
    measure("seal", |at| {
        drop(black_box(vault.seal(&people[at].3, &people[at].1, FactNo(1), VALUE).unwrap()))
    });
    measure("unwrap_key", |at| drop(black_box(vault.unwrap_key(people[at].0, &people[at].2).unwrap())));
    measure("open, key unwrapped for it", |at| {
        let (subject, _, wrapped, _, read, sealed): &(SubjectId, _, WrappedKey, _, _, SealedBox) =
            &people[at];
        let key = vault.unwrap_key(*subject, wrapped).unwrap();
        drop(black_box(vault.open(read, &key, sealed).unwrap()));
    });
    measure("open, key at hand", |at| {
        drop(black_box(vault.open(&people[at].4, &people[at].1, &people[at].5).unwrap()))
    });
    measure("commitment", |at| _ = black_box(vault.commitment(&people[at].1, &people[at].5).unwrap()));
    measure("blind index, key derived once", |_| _ = black_box(indexer.index(black_box(VALUE))));
    measure("blind index, key derived for it", |_| _ = black_box(vault.blind_index(EMAIL, black_box(VALUE))));
    measure("rewrap", |at| drop(black_box(vault.rewrap(people[at].0, &people[at].2).unwrap())));
}

/// Prints the quietest and the median of two hundred rounds over all people.
fn measure(what: &str, mut work: impl FnMut(usize)) {
    let mut rounds: Vec<f64> = (0..200)
        .map(|_| {
            let begun = Instant::now();
            (0..PEOPLE as usize).for_each(&mut work);
            begun.elapsed().as_nanos() as f64 / PEOPLE as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("{what:32} {:7.0} ns, median {:.0} ns", rounds[0], rounds[rounds.len() / 2]);
}
