//! Reads any bytes as the boxes of a person: whatever is read is written as it stood, and is found by looking for it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_law::FactNo;
use zgoda_vault::Boxes;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(boxes) = Boxes::decode(bytes) {
        assert_eq!(boxes.encode(), bytes);
        for sealed in &boxes {
            let found = Boxes::look_into(bytes).unwrap().find(sealed.fact).unwrap().unwrap();
            assert_eq!((found.form, found.field, found.bytes), (sealed.form, sealed.field, &sealed.bytes[..]));
        }
    }
    if let Ok(mut look) = Boxes::look_into(bytes) {
        let _ = (look.find(FactNo(3)), look.find(FactNo(u32::MAX)));
    }
});
