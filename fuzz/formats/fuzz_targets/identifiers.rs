//! Parses any text as every identifier; what was normalised must stay as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_formats::identifiers::*;

macro_rules! stays_normal {
    ($text:expr, $($kind:ty),+) => {
        $(if let Ok(value) = <$kind>::parse($text) {
            assert_eq!(<$kind>::parse(value.as_str()).as_ref(), Ok(&value));
        })+
    };
}

fuzz_target!(|text: &str| {
    stays_normal!(
        text, Pesel, Nip, Regon, Krs, Lei, Iban, PaymentCard, IdCard, Passport, DrivingLicence, LandRegister, EuVat,
        Email, Phone, PostalCode
    );
});
