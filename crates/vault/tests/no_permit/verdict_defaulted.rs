//! There is no default verdict to start from.
use zgoda_law::Verdict;

fn main() {
    let _: Option<Verdict> = Some(Default::default());
}
