//! A permit cannot be converted from what it grants.
use zgoda_law::{Grant, Permit};

fn forge(grant: Grant) -> Permit {
    grant.into()
}

fn main() {}
