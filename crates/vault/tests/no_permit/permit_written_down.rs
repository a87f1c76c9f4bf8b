//! A permit cannot be written down, even by whoever knows what it should say.
use zgoda_law::{Grant, Permit};

fn forge(grant: Grant) -> Permit {
    Permit { grant }
}

fn main() {}
