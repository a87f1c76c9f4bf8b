//! What comes in with a table, and what does not.

use jiff::civil::date;
use zgoda_intake::import::{RowVerdict, dry_run, preview};
use zgoda_intake::{ImportPlan, SourceKind};
use zgoda_law::{Basis, InformationDuty, NoticeStatus, ReasonCode, SubjectKind};

use crate::bed::{Bed, by, denied, fair_day, now, opened, refusal};

const FAIR: &str = "Imię;Nazwisko;E-mail;Telefon;Firma;NIP;Stanowisko;Uwagi\r\n\
    Łucja;Żółkiewska;lucja@example.test;600 100 200;Zażółć sp. z o.o.;5260250995;prezeska;pyta o wózki\r\n\
    Jan;Kowalski;jan@example.test;;Jan Kowalski Usługi;5260250995;właściciel;\r\n\
    ;;biuro@example.test;;;;;\r\n\
    ;;;;Bez Osoby SA;;;\r\n";

#[test]
fn a_polish_file_of_windows_comes_in_with_every_letter() {
    let bed = Bed::new();
    let (bytes, _, _) = encoding(FAIR);
    let report = bed.try_import(&bytes, &bed.fair()).unwrap();
    assert_eq!((report.counts.rows, report.counts.imported, report.counts.refused), (4, 3, 1));
    assert_eq!(report.refused_rows, [(5, "nothing_usable")]);
    let person = bed.by_email("lucja@example.test");
    assert_eq!(person.kind, SubjectKind::OrgContact);
    let values = bed.values(&person);
    let value = |field: &str| {
        values.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    assert_eq!((value("first_name"), value("last_name")), ("Łucja", "Żółkiewska"));
    assert_eq!((value("phone"), value("note")), ("+48600100200", "pyta o wózki"));
    let org = bed.store.organisation(person.org.unwrap()).unwrap();
    assert_eq!((org.name.as_str(), org.nip.as_deref()), ("Zażółć sp. z o.o.", Some("5260250995")));
    assert!(bed.store.examine().unwrap().is_sound());
    assert_eq!(bed.store.refusals(report.import.unwrap(), 10).unwrap(), [(5, "nothing_usable".to_owned())]);
}

/// The text in the encoding of Polish Windows.
fn encoding(text: &str) -> (Vec<u8>, (), ()) {
    let byte = |c: char| match c {
        'ą' => 0xb9,
        'ć' => 0xe6,
        'ę' => 0xea,
        'ł' => 0xb3,
        'Ł' => 0xa3,
        'ń' => 0xf1,
        'ó' => 0xf3,
        'ś' => 0x9c,
        'ż' => 0xbf,
        'Ż' => 0xaf,
        'ź' => 0x9f,
        _ => u8::try_from(c).unwrap(),
    };
    (text.chars().map(byte).collect(), (), ())
}
