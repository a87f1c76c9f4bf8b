//! A permit cannot be read from a file or a request.
use serde::de::DeserializeOwned;
use zgoda_law::Permit;

fn read<T: DeserializeOwned>() {}

fn main() {
    read::<Permit>();
}
