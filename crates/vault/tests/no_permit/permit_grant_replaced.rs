//! What a permit grants cannot be replaced.
use zgoda_law::{Grant, Permit};

fn widen(permit: &mut Permit, grant: Grant) {
    permit.grant = grant;
}

fn main() {}
