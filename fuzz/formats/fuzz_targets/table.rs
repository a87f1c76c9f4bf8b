//! Recognises any bytes and reads them as a table: encoding, delimiter, header, mapping, candidates, spreadsheets.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_formats::{Candidates, Input, Mapping, recognise};

fuzz_target!(|bytes: &[u8]| {
    let input = Input::from(bytes.to_vec());
    let Ok(recognised) = recognise(&input) else { return };
    let Ok(Some(table)) = recognised.open_table(&input) else { return };
    let mapping = Mapping::propose(&table);
    let mut last_row = 0;
    for candidate in Candidates::new(table, mapping).map_while(Result::ok) {
        assert!(candidate.row > last_row);
        last_row = candidate.row;
    }
});
