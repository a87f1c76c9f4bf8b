//! An opened value does not get into a log by accident.
use zgoda_vault::Plaintext;

fn log(value: &Plaintext) {
    println!("{value}");
    println!("{value:?}");
}

fn main() {}
