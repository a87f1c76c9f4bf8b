//! The bytes of a data key are not to be had, and there is no second copy of it.
use zgoda_vault::DataKey;

fn copy<T: Clone>() {}

fn take(key: &DataKey) {
    copy::<DataKey>();
    let _ = &key.cipher;
}

fn main() {}
