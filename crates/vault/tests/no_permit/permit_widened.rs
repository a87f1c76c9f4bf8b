//! What a permit grants cannot be changed.
use zgoda_law::{Action, Permit};

fn widen(permit: &mut Permit) {
    permit.grant().action = Action::Export;
}

fn main() {}
