//! Reads any bytes as a messenger thread.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_formats::Input;
use zgoda_formats::messenger::{ReadOptions, read};

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions { with_text: true, contacts_of: Some("a".into()) };
    if let Ok(thread) = read(&Input::from(bytes.to_vec()), &options) {
        assert!(thread.messages.is_sorted_by_key(|message| std::cmp::Reverse(message.at)));
    }
});
