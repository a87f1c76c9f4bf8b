//! There is no default permit to start from.
use zgoda_law::Permit;

fn main() {
    let _ = Permit::default();
}
