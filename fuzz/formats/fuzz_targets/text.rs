//! Looks through any text: names, contact points, folding, mojibake, guards.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_formats::messenger::mend_mojibake;
use zgoda_formats::{contact_points, csv_safe, header_key, split_full_name};

fuzz_target!(|text: &str| {
    let _ = (split_full_name(text), contact_points(text), header_key(text), mend_mojibake(text.to_owned()));
    assert!(csv_safe::guard(text).len() <= text.len() + 1);
});
