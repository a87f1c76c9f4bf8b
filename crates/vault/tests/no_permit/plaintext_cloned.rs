//! An opened value is overwritten when dropped, so it is not copied.
use zgoda_vault::Plaintext;

fn copy<T: Clone>() {}

fn main() {
    copy::<Plaintext>();
}
