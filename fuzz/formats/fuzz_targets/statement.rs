//! Reads any bytes as financial statements, alone or in an archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_formats::Input;
use zgoda_formats::statement::statements;

fuzz_target!(|bytes: &[u8]| {
    let Ok(files) = statements(&Input::from(bytes.to_vec())) else { return };
    for statement in files.into_iter().filter_map(|file| file.read.ok()) {
        assert!(statement.period.0 <= statement.period.1);
    }
});
