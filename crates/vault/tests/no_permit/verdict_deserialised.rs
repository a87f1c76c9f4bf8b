//! A verdict cannot be read from a file or a request.
use serde::de::DeserializeOwned;
use zgoda_law::Verdict;

fn read<T: DeserializeOwned>() {}

fn main() {
    read::<Verdict>();
}
