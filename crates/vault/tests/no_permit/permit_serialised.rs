//! A permit cannot be kept for later.
use serde::Serialize;
use zgoda_law::Permit;

fn keep<T: Serialize>() {}

fn main() {
    keep::<Permit>();
}
