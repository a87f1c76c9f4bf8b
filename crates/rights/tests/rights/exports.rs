//! Governed exports: what a wish must say, what the law lets out, what stands in the file once it is opened, and what follows
//! for the people in it.

use std::io::Read;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use zgoda_law::{Basis, Event, NoticeStatus, ReasonCode, Role, SourceType, SubjectId};
use zgoda_report::workbook;
use zgoda_rights::deadlines::{Consequence, DutyKind, deadlines};
use zgoda_rights::exports::{
    DAYS_MAX, Lock, To, Unfit, Wish, as_of, new_passphrase, plan, recipients, settle, weigh, write,
};
use zgoda_rights::inventory::{take, whereabouts};
use zgoda_rights::registers::{self, activities::activities};
use zgoda_rights::requests::{Incoming, receive, tellings_of};
use zgoda_rights::{Acting, ErasureOptions, RightsError, erasure};
use zgoda_store::{ArchiveKind, Door, EntryId, Export, ExportFormat, Ordinal, Register, RequestKind, mark};
use zgoda_text::Lang;

use crate::bed::{Bed, Known, at, now, stamp};

const PROCESSOR: &[(&str, &str)] = &[
    ("name", "Drukarnia Mak"),
    ("country", "PL"),
    ("service", "druk i wysyłka"),
    ("purposes", "respond_inquiry"),
    ("data_kinds", "adresy"),
    ("contract_on", "2026-02-01"),
    ("point_a", "yes"),
    ("point_b", "yes"),
    ("point_c", "yes"),
    ("point_d", "yes"),
    ("point_e", "yes"),
    ("point_f", "yes"),
    ("point_g", "yes"),
    ("point_h", "yes"),
    ("authorisation", "specific"),
    ("review_on", "2027-12-01"),
];

fn enter(bed: &Bed, changes: &[(&str, &str)]) -> EntryId {
    let find = |of: &[(&str, &str)], key: &str| {
        of.iter().find(|(known, _)| *known == key).map(|(_, value)| (*value).to_owned())
    };
    let get = |key: &str| find(changes, key).or_else(|| find(PROCESSOR, key)).unwrap_or_default();
    let entry = registers::read(&bed.store, Register::Processors, &get, now()).unwrap();
    registers::enter(&bed.store, stamp(now()), &entry).unwrap()
}

fn wish(bed: &Bed, to: To) -> Wish {
    let field = |name: &str| bed.store.law().catalogue().field(name).unwrap().id;
    Wish {
        purpose: bed.purpose("respond_inquiry"),
        fields: vec![field("first_name"), field("email")],
        to,
        format: ExportFormat::Csv,
        public_key: None,
        expires_on: date(2026, 11, 28),
    }
}

fn who(bed: &Bed) -> Acting {
    bed.staff(Role::Sales, "respond_inquiry", now())
}

fn everybody(bed: &Bed) -> Vec<Ordinal> {
    bed.store.people_who(&zgoda_store::Condition::All(Vec::new())).unwrap().iter().collect()
}

/// Writes a file to a fresh key and gives it back with what it says once opened.
fn written(bed: &Bed, wish: &Wish) -> (Export, Vec<u8>, Vec<u8>) {
    let secret = age::x25519::Identity::generate();
    let wish = Wish { public_key: Some(secret.to_public().to_string()), ..wish.clone() };
    let people = everybody(bed);
    let plan = plan(&bed.store, &wish, people.len() as u64, now()).unwrap();
    let weighed = weigh(&bed.store, &who(bed), &plan, &people).unwrap();
    let lock = Lock::key(wish.public_key.as_deref().unwrap()).unwrap();
    let mut file = Vec::new();
    let done = write(&bed.store, &who(bed), &plan, (&people, &weighed), &lock, (Lang::Pl.text(), &mut file))
        .unwrap();
    assert_eq!(done.bytes, file.len() as u64);
    let decryptor = age::Decryptor::new(file.as_slice()).unwrap();
    let mut clear = Vec::new();
    let mut reader = decryptor.decrypt(std::iter::once(&secret as &dyn age::Identity)).unwrap();
    reader.read_to_end(&mut clear).unwrap();
    (done.export, file, clear)
}

fn unfit(bed: &Bed, wish: &Wish, people: u64) -> Option<Unfit> {
    match plan(&bed.store, wish, people, now()) {
        Err(RightsError::Export(unfit)) => Some(unfit),
        other => other.map(|_| None).unwrap(),
    }
}

#[test]
fn a_wish_that_contradicts_itself_is_told_what_is_wrong_with_it() {
    let bed = Bed::new();
    let own = || wish(&bed, To::Own("Ewa".into()));
    let other = |name: &str, basis| {
        let country = "PL".parse().unwrap();
        wish(&bed, To::Controller { name: name.into(), country, basis })
    };
    let field = |name: &str| bed.store.law().catalogue().field(name).unwrap().id;
    let today: Date = date(2026, 11, 21);
    let elsewhere = enter(&bed, &[("purposes", "newsletter")]);
    let ended = enter(&bed, &[("ended_on", "2026-11-01")]);
    let key = |key: &str| Wish { public_key: Some(key.into()), ..own() };
    for (wish, wrong) in [
        (own(), None),
        (Wish { purpose: bed.purpose("subject_rights"), ..own() }, Some(Unfit::Purpose)),
        (Wish { fields: Vec::new(), ..own() }, Some(Unfit::Fields)),
        (Wish { fields: vec![field("pesel")], ..own() }, Some(Unfit::NotNeeded)),
        (Wish { expires_on: today, ..own() }, None),
        (Wish { expires_on: today.yesterday().unwrap(), ..own() }, Some(Unfit::Past)),
        (Wish { expires_on: today + DAYS_MAX.days(), ..own() }, None),
        (Wish { expires_on: today + (DAYS_MAX + 1).days(), ..own() }, Some(Unfit::TooLong)),
        (key("age1"), Some(Unfit::Key)),
        (key("AGE-SECRET-KEY-1XYZ"), Some(Unfit::SecretKey)),
        (other("  ", Some(Basis::Consent)), Some(Unfit::Recipient)),
        (other("Firma", None), Some(Unfit::Basis)),
        (other("Firma", Some(Basis::Consent)), None),
        (wish(&bed, To::Entered(EntryId(999))), Some(Unfit::Recipient)),
        (wish(&bed, To::Entered(ended)), Some(Unfit::Recipient)),
        (wish(&bed, To::Entered(elsewhere)), Some(Unfit::NotEntrusted)),
    ] {
        assert_eq!(unfit(&bed, &wish, 1), wrong, "{wish:?}");
    }
    assert_eq!(unfit(&bed, &own(), 0), Some(Unfit::Nobody));
    let sheet = Wish { format: ExportFormat::Xlsx, ..own() };
    assert_eq!((unfit(&bed, &sheet, 20_000), unfit(&bed, &sheet, 20_001)), (None, Some(Unfit::TooMany)));
}

#[test]
fn only_what_the_law_lets_out_is_in_the_file_and_the_rest_is_counted() {
    let bed = Bed::new();
    let anna = bed.add(&Known::default());
    let untold = bed.add(&Known {
        source: SourceType::Broker,
        links: &[("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("first_name", "Ola"), ("email", "ola@example.test")],
        notice: NoticeStatus::Due,
        ..Known::default()
    });
    let printer = enter(&bed, &[]);
    let wish = wish(&bed, To::Entered(printer));
    let marketing =
        Wish { purpose: bed.purpose("direct_marketing_own"), to: To::Own("Ewa".into()), ..wish.clone() };
    let people = everybody(&bed);
    let refused = |wish: &Wish, purpose: &str| {
        let plan = plan(&bed.store, wish, 2, now()).unwrap();
        weigh(&bed.store, &bed.staff(Role::Sales, purpose, now()), &plan, &people).unwrap()
    };
    let weighed = refused(&marketing, "direct_marketing_own");
    assert_eq!(weighed.people, 0, "{weighed:?}");
    assert!(
        weighed.refused[&ReasonCode::NoticeRequiredFirst] >= 2,
        "they are told before anything is disclosed"
    );
    let weighed = refused(&wish, "respond_inquiry");
    assert_eq!((weighed.people, weighed.values), (1, 2));

    let (export, file, clear) = written(&bed, &wish);
    let text = String::from_utf8(clear).unwrap();
    let marked = mark(export.id, anna);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert_eq!(lines[1], format!("{marked};Anna;anna@example.test;Źródło: form"));
    assert!(!text.contains("Ola") && !text.contains(&anna.to_string()));
    assert!(!file.windows(4).any(|window| window == b"Anna"), "nothing of it stands in the clear");
    assert_eq!((export.people, export.values), (1, 2));
    assert_eq!(bed.events(anna).last(), Some(&Event::Disclosed));
    assert!(!bed.events(untold).contains(&Event::Disclosed));
}

#[test]
fn nobody_gets_a_file_of_nothing_and_a_role_that_does_not_serve_the_purpose_gets_none() {
    let bed = Bed::new();
    bed.add(&Known::default());
    let (wish, people) = (wish(&bed, To::Own("Ewa".into())), everybody(&bed));
    let plan = plan(&bed.store, &wish, 1, now()).unwrap();
    let accountant = bed.staff(Role::Accounting, "respond_inquiry", now());
    let weighed = weigh(&bed.store, &accountant, &plan, &people).unwrap();
    assert_eq!(weighed.refused.into_iter().collect::<Vec<_>>(), [(ReasonCode::ActorNotAuthorised, 2)]);
    let bare = enter(&bed, &[("point_h", "")]);
    let wish = Wish { to: To::Entered(bare), ..wish };
    let plan = zgoda_rights::exports::plan(&bed.store, &wish, 1, now()).unwrap();
    let weighed = weigh(&bed.store, &who(&bed), &plan, &people).unwrap();
    assert_eq!(weighed.refused[&ReasonCode::DpaMissing], 2, "a contract without one of its points is none");
    let lock = Lock::passphrase(&new_passphrase().unwrap()).unwrap();
    let mut out = Vec::new();
    let failed =
        write(&bed.store, &who(&bed), &plan, (&people, &weighed), &lock, (Lang::Pl.text(), &mut out));
    assert!(matches!(failed, Err(RightsError::Export(Unfit::Nobody))) && out.is_empty());
    assert_eq!(as_of(&bed.store, now(), 9).unwrap(), []);
}

#[test]
fn json_has_the_source_of_every_value_and_a_spreadsheet_opens() {
    let bed = Bed::new();
    let anna = bed.add(&Known {
        values: &[("first_name", "=1+1"), ("email", "anna@example.test")],
        ..Known::default()
    });
    bed.learn(anna, &Known { values: &[("email", "druga@example.test")], ..Known::default() });
    bed.add(&Known { values: &[("email", "jan@example.test")], ..Known::default() });
    let own = wish(&bed, To::Own("Ewa".into()));
    let (export, _, clear) = written(&bed, &Wish { format: ExportFormat::Json, ..own.clone() });
    let json: serde_json::Value = serde_json::from_slice(&clear).unwrap();
    assert_eq!((&json["format"], &json["purpose"]), (&"zgoda-export/1".into(), &"respond_inquiry".into()));
    assert_eq!(json["people"].as_array().unwrap().len(), 2);
    let first = &json["people"][0];
    assert_eq!(first["mark"], mark(export.id, anna));
    assert_eq!(first["values"]["email"].as_array().unwrap().len(), 2, "both addresses stand");
    assert_eq!(first["values"]["email"][0]["source"], "Źródło: form");
    let (_, _, clear) = written(&bed, &own);
    let text = String::from_utf8(clear).unwrap();
    assert!(text.contains(";'=1+1;anna@example.test | druga@example.test;"), "{text}");
    let (_, _, clear) = written(&bed, &Wish { format: ExportFormat::Xlsx, ..own });
    assert!(clear.starts_with(b"PK") && clear.len() > workbook(&[]).unwrap_or_default().len());
}

#[test]
fn whoever_received_a_file_is_a_recipient_and_is_told_of_an_erasure_by_the_mark() {
    let bed = Bed::new();
    let anna = bed.add(&Known::default());
    let printer = enter(&bed, &[]);
    enter(&bed, &[("name", "Hosting Bałtyk")]);
    enter(&bed, &[("name", "Newsletter Sp."), ("purposes", "newsletter")]);
    let (to_printer, ..) = written(&bed, &wish(&bed, To::Entered(printer)));
    let (own, ..) = written(&bed, &wish(&bed, To::Own("Ewa Kowalska".into())));
    let person = bed.person(anna);
    assert_eq!(bed.store.recipients_of(person.ordinal).unwrap(), ["Drukarnia Mak"]);
    let all = recipients(&bed.store, &person, now()).unwrap();
    assert_eq!(all, ["Drukarnia Mak", "Hosting Bałtyk"], "who processes for other purposes has nothing");
    let copy =
        zgoda_rights::export(&bed.store, &bed.officer(now()), anna, &crate::bed::controller()).unwrap();
    assert_eq!(copy.recipients, all, "art. 15(1)(c)");
    let living = activities(&bed.store, now()).unwrap();
    let inquiry = living.iter().find(|activity| activity.purpose == "respond_inquiry").unwrap();
    assert!(inquiry.recipients.iter().any(|(name, ..)| name == "Drukarnia Mak"));

    let asked = Incoming {
        kind: RequestKind::Erasure,
        door: Door::Page,
        received_at: now(),
        whose: Some(anna),
        said: String::new(),
    };
    let key = receive(&bed.store, &bed.officer(now()), &asked).unwrap();
    erasure::carry_out(&bed.store, &bed.officer(now()), anna, &ErasureOptions::default()).unwrap();
    let told: Vec<String> =
        tellings_of(&bed.store, key).unwrap().into_iter().map(|telling| telling.recipient).collect();
    let line = |export: &Export, name: &str| format!("{name} (E{}/{})", export.id, mark(export.id, anna));
    assert_eq!(told, [line(&to_printer, "Drukarnia Mak"), line(&own, "Ewa Kowalska")]);
}

#[test]
fn a_file_is_due_on_its_day_and_counts_as_lost_a_week_later() {
    let bed = Bed::new();
    bed.add(&Known::default());
    let (export, ..) = written(&bed, &wish(&bed, To::Own("Ewa".into())));
    let consequence = |moment: &str| {
        let all = deadlines(&bed.store, at(moment)).unwrap();
        let lanes = [all.overdue, all.today, all.week, all.later].into_iter().flatten();
        lanes
            .filter(|duty| duty.kind == DutyKind::EndExport)
            .map(|duty| (duty.owner, duty.consequence))
            .next()
    };
    assert_eq!(consequence("2026-11-22T09:00:00Z"), Some((Role::Sales, Consequence::FileLivesOn)));
    assert_eq!(consequence("2026-12-05T22:00:00Z"), Some((Role::Sales, Consequence::FileLivesOn)));
    assert_eq!(consequence("2026-12-05T23:00:00Z"), Some((Role::Dpo, Consequence::FileIsLost)));
    let later = Acting { at: at("2026-12-06T09:00:00Z"), ..who(&bed) };
    for (day, proof) in
        [(date(2026, 11, 20), "protokół 4"), (date(2026, 12, 7), "protokół 4"), (date(2026, 12, 1), "tak")]
    {
        let wrong = settle(&bed.store, &later, export.id, day, proof);
        assert!(matches!(wrong, Err(RightsError::Incomplete(_))), "{day} {proof}");
    }
    settle(&bed.store, &later, export.id, date(2026, 12, 1), "protokół 4/2026").unwrap();
    assert_eq!(consequence("2026-12-06T10:00:00Z"), None);
    assert!(matches!(
        settle(&bed.store, &later, export.id, date(2026, 12, 1), "protokół 4/2026"),
        Err(RightsError::NotFound(_))
    ));
    assert!(as_of(&bed.store, at("2026-12-01T09:00:00Z"), 9).unwrap()[0].is_out(), "as it was known then");
}

#[test]
fn the_inventory_knows_every_place_and_says_none_of_the_values() {
    let bed = Bed::new();
    let anna = bed.add(&Known::default());
    let printer = enter(&bed, &[]);
    let (export, ..) = written(&bed, &wish(&bed, To::Entered(printer)));
    let folder = tempfile::tempdir().unwrap();
    bed.store.backup(folder.path(), &[ArchiveKind::Data, ArchiveKind::Keys], stamp(now())).unwrap();
    assert_eq!(take(&bed.store, now()).unwrap().tables, None, "a look counts nothing");
    bed.store.count_tables(now()).unwrap();
    let all = take(&bed.store, now() + 1.hour()).unwrap();
    let counted = all.tables.as_ref().unwrap();
    assert_eq!(counted.at, now());
    let rows = |name: &str| counted.tables.iter().find(|table| table.name == name).unwrap().rows;
    assert_eq!((rows("subject"), rows("sealed"), rows("export_subject")), (1, 1, 1));
    let bytes = |table: &zgoda_store::TableHeld| table.bytes.is_some_and(|bytes| bytes > 0);
    assert!(counted.tables.iter().all(bytes), "{counted:?}");
    assert_eq!((all.out.files, all.processors.len(), all.archives.len()), (1, 1, 2));
    assert!(all.purges.values.is_empty() || all.purges.values[0].1 > 0);
    let found = whereabouts(&bed.store, &bed.person(anna), now()).unwrap();
    assert_eq!((found.sealed, found.exports.len(), found.exports[0].id), (3, 1, export.id));
    let names: Vec<&str> = found.tables.iter().map(|table| table.name.as_str()).collect();
    for place in ["sealed", "data_key", "blind_index", "subject", "notice", "export_subject", "ledger_about"]
    {
        assert!(names.contains(&place), "{place} of {names:?}");
    }
    assert_eq!((found.archives.len(), found.keys_end), (2, Some(date(2026, 11, 28))));
    assert_eq!(found.purges.len(), 3);
    let said = serde_json::to_string(&(all, found)).unwrap();
    assert!(!said.contains("Anna") && !said.contains("anna@example.test"));
    let later = bed.add(&Known { obtained: now() + 1.hour(), ..Known::default() });
    let later = whereabouts(&bed.store, &bed.person(later), now() + 2.hours()).unwrap();
    assert_eq!((later.archives.len(), later.keys_end), (0, None), "no copy is as young as they are");
}

/// How a person of the property is: told, restricted, with an address.
type Kind = (bool, bool, bool);

fn add(bed: &Bed, (told, restricted, addressed): Kind) -> SubjectId {
    let values: &[(&str, &str)] = if addressed {
        &[("first_name", "Jan"), ("email", "jan@example.test")]
    } else {
        &[("first_name", "Jan")]
    };
    let notice = if told { NoticeStatus::Delivered } else { NoticeStatus::Due };
    let id = bed.add(&Known {
        values,
        notice,
        source: SourceType::RegistryCeidg,
        links: &[("direct_marketing_own", Basis::LegitimateInterest)],
        ..Known::default()
    });
    if restricted {
        let mut change = bed.store.change(stamp(now()));
        change.open(&bed.person(id)).unwrap();
        change.restrict(id, true).unwrap();
        change.commit().unwrap();
    }
    id
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_weighed_is_what_gets_into_the_file_and_nobody_else(kinds in proptest::collection::vec(any::<Kind>(), 1..12)) {
        let bed = Bed::new();
        let ids: Vec<SubjectId> = kinds.iter().map(|kind| add(&bed, *kind)).collect();
        let base = wish(&bed, To::Own("Ewa".into()));
        let wish = Wish { purpose: bed.purpose("direct_marketing_own"), ..base };
        let who = bed.staff(Role::Marketing, "direct_marketing_own", now());
        let people = everybody(&bed);
        let plan = plan(&bed.store, &wish, people.len() as u64, now()).unwrap();
        let weighed = weigh(&bed.store, &who, &plan, &people).unwrap();
        let may = |kind: &Kind| kind.0 && !kind.1;
        prop_assert_eq!(weighed.people, kinds.iter().filter(|kind| may(kind)).count() as u64);
        let closed: u64 = weighed.closed.values().sum();
        prop_assert_eq!(weighed.people + closed + weighed.without, kinds.len() as u64);
        if weighed.people > 0 {
            let lock = Lock::passphrase(&new_passphrase().unwrap()).unwrap();
            let done = write(&bed.store, &who, &plan, (&people, &weighed), &lock, (Lang::En.text(), std::io::sink())).unwrap();
            prop_assert_eq!((done.export.people, done.export.values), (weighed.people, weighed.values));
        }
        for (kind, id) in kinds.iter().zip(ids) {
            let files = bed.store.exports_of(bed.person(id).ordinal).unwrap().len();
            prop_assert_eq!(files, usize::from(may(kind)), "{:?}", kind);
        }
    }
}
