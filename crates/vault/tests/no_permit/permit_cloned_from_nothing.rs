//! A clone of a permit needs a permit; a clone of what it grants is none.
use zgoda_law::Permit;

fn widen(permit: &Permit) -> Permit {
    permit.grant().clone()
}

fn main() {}
