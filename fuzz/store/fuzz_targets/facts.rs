//! Reads any bytes as what is kept of a person's facts; whatever is read must be written as it stood.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| assert!(zgoda_store::fuzzing::facts(bytes)));
