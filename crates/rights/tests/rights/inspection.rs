//! The pack of evidence: what is in it, what it says of itself, and that no byte of it can be changed unnoticed.

use zgoda_law::{Basis, Event};
use zgoda_rights::inspection::{NAMES, Origin, Pack, PackError, make, make_of, make_of_run, verify};
use zgoda_rights::registers::Grade;
use zgoda_rights::{RightsError, object};
use zgoda_store::{Answered, NewRun, NewTarget, Register, TargetState};
use zgoda_text::Lang;

use crate::bed::{Bed, Known, at, now, stamp};
use crate::inform::{enriched, ready};

fn pack(bed: &Bed, lang: Lang) -> Pack {
    make(&bed.store, stamp(now()), now(), lang).unwrap()
}

/// The content of a file of the pack.
pub fn file(pack: &Pack, name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&pack.bytes)).unwrap();
    let (mut file, mut content) = (zip.by_name(name).unwrap(), Vec::new());
    std::io::Read::read_to_end(&mut file, &mut content).unwrap();
    content
}

#[test]
fn a_pack_has_all_25_files_twice_and_holds_by_the_key_of_the_ledger() {
    let bed = Bed::new();
    bed.add(&Known::default());
    for lang in Lang::ALL {
        let pack = pack(&bed, lang);
        let names: Vec<&str> = pack.manifest.files.iter().map(|entry| entry.name.as_str()).collect();
        for name in NAMES.iter().chain(&["00_kompletnosc"]) {
            for ending in ["pdf", "json"] {
                assert!(names.contains(&format!("{name}.{ending}").as_str()), "{name}.{ending}");
            }
        }
        assert_eq!((names.len(), pack.lines.len()), (52, 25));
        assert!(file(&pack, "01_rcp.pdf").starts_with(b"%PDF-"));
        let key = bed.store.ledger().vkey();
        let found = verify(&pack.bytes, Some(&key)).unwrap();
        assert_eq!(found.manifest, pack.manifest);
        assert!(found.proved > 0 && found.checkpoint.size >= found.proved);
        assert!(
            found.manifest.law.iter().any(|one| one.file == "transfer-eu.toml" && one.sha256.len() == 64)
        );
    }
    let made = bed.store.ledger().entries(0, bed.store.ledger().size().unwrap()).unwrap();
    assert_eq!(made.iter().filter(|entry| entry.event == Event::EvidenceMade).count(), 2);
}

#[test]
fn a_pack_of_another_key_is_refused_and_so_is_what_is_no_pack() {
    let (bed, other) = (Bed::new(), Bed::new());
    let pack = pack(&bed, Lang::En);
    let key = other.store.ledger().vkey();
    assert_eq!(verify(&pack.bytes, Some(&key)).unwrap_err(), PackError::ForeignKey);
    for bytes in [&b""[..], b"PK\x03\x04", b"%PDF-1.7", &pack.bytes[..pack.bytes.len() / 2]] {
        assert!(matches!(verify(bytes, None), Err(PackError::Archive(_) | PackError::Missing(_))));
    }
}

#[test]
fn a_flipped_bit_anywhere_in_a_pack_is_found() {
    let bed = Bed::new();
    let pack = pack(&bed, Lang::Pl);
    let length = pack.bytes.len();
    // Every byte of the head, of the directory's end, and of a comb over what lies between. The container alone is tried
    // byte for byte beside its code.
    let places = (0..60).chain(length - 60..length).chain((60..length).step_by(60_013));
    for place in places {
        let mut changed = pack.bytes.clone();
        changed[place] ^= 1 << (place % 8);
        assert!(verify(&changed, None).is_err(), "byte {place} of {length}");
    }
}

#[test]
fn a_file_exchanged_with_its_check_sum_is_found_by_its_hash_and_a_new_manifest_by_its_signature() {
    let bed = Bed::new();
    let pack = pack(&bed, Lang::En);
    let exchanged = |name: &str, content: &[u8]| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&pack.bytes)).unwrap();
        let names: Vec<String> =
            (0..zip.len()).map(|place| zip.by_index(place).unwrap().name().unwrap().into_owned()).collect();
        drop(zip);
        let files = names.iter().map(|known| {
            let content = if known == name { content.to_vec() } else { file(&pack, known) };
            (known.clone(), content)
        });
        zgoda_rights::inspection::write(&files.collect::<Vec<_>>()).unwrap()
    };
    assert!(verify(&exchanged("none", b""), None).is_ok(), "the same files make the same pack");
    let other = exchanged("12_naruszenia.json", b"{}");
    assert_eq!(verify(&other, None).unwrap_err(), PackError::File("12_naruszenia.json".into()));
    let manifest = String::from_utf8(file(&pack, "manifest.json")).unwrap();
    let renamed = manifest.replacen("\"scope\": \"all\"", "\"scope\": \"ALL\"", 1);
    assert_ne!(manifest, renamed);
    let other = exchanged("manifest.json", renamed.as_bytes());
    assert_eq!(verify(&other, None).unwrap_err(), PackError::Signature);
}

#[test]
fn nothing_in_a_pack_names_a_person() {
    let bed = Bed::new();
    let id = bed.add(&Known {
        links: &[("respond_inquiry", Basis::Contract)],
        values: &[("first_name", "Wielisława"), ("last_name", "Przybyszewska"), ("email", "wp@example.test")],
        ..Known::default()
    });
    bed.consent(id, "newsletter", &[zgoda_law::Channel::Email], now());
    let pack = pack(&bed, Lang::Pl);
    let whole = String::from_utf8_lossy(&pack.bytes);
    assert!(whole.contains(&id.to_string()), "the pseudonym is there");
    for value in ["Wielisława", "Przybyszewska", "wp@example.test"] {
        assert!(!whole.contains(value), "{value}");
    }
}

#[test]
fn the_report_says_what_is_live_what_is_a_form_and_what_is_lacking() {
    let bed = Bed::new();
    let line = |name: &str| pack(&bed, Lang::En).lines.into_iter().find(|line| line.name == name).unwrap();
    assert_eq!((line("01_rcp").origin, line("25_log").grade), (Origin::Live, Grade::Good));
    assert_eq!((line("13_powierzenia").origin, line("13_powierzenia").grade), (Origin::Form, Grade::Bad));
    assert_eq!((line("12_naruszenia").origin, line("12_naruszenia").grade), (Origin::Form, Grade::Watch));
    bed.store.enter(stamp(now()), Register::Letters, r#"{"entry":{"authority":"uke","reference":"1","received_on":"2026-11-01","about":"x","demands":"y","due_on":"2026-11-05","answered_on":null,"answer":null,"sent_how":null,"closed_on":null,"outcome":null}}"#).unwrap();
    let letters = line("23_korespondencja");
    assert_eq!((letters.origin, letters.grade), (Origin::Entered, Grade::Bad), "its term has passed");
}

#[test]
fn a_pack_of_a_past_day_has_the_registers_of_that_day_and_none_is_made_of_the_future() {
    let bed = Bed::new();
    let body = |reference: &str| {
        format!(
            r#"{{"entry":{{"authority":"uke","reference":"{reference}","received_on":"2026-11-01","about":"x","demands":"y","due_on":null,"answered_on":null,"answer":null,"sent_how":null,"closed_on":null,"outcome":null}}}}"#
        )
    };
    let id = bed.store.enter(stamp(at("2026-11-02T10:00:00Z")), Register::Letters, &body("first")).unwrap();
    bed.store.revise(stamp(at("2026-11-10T10:00:00Z")), id, 1, false, &body("second")).unwrap();
    let of = |day: &str| {
        let pack = make(&bed.store, stamp(now()), at(day), Lang::En).unwrap();
        String::from_utf8(file(&pack, "23_korespondencja.json")).unwrap()
    };
    let past = make(&bed.store, stamp(now()), at("2026-11-20T00:00:00Z"), Lang::En).unwrap();
    let counted = past.lines.iter().filter(|line| {
        line.notes
            .iter()
            .any(|(grade, words)| *grade == Grade::Watch && words.contains("the day the pack was made"))
    });
    assert_eq!(counted.count(), 7, "what is counted now is said to be");
    assert!(!of("2026-11-01T00:00:00Z").contains("first"));
    assert!(of("2026-11-05T00:00:00Z").contains("first") && !of("2026-11-05T00:00:00Z").contains("second"));
    assert!(of("2026-11-20T00:00:00Z").contains("second"));
    let future = make(&bed.store, stamp(now()), at("2027-01-01T00:00:00Z"), Lang::En);
    assert!(matches!(future, Err(RightsError::Incomplete("moment"))));
}

#[test]
fn a_pack_about_one_person_proves_their_entries_and_says_nothing_of_others() {
    let bed = Bed::new();
    let names = |first: &'static str, email: &'static str| -> Known<'static> {
        let values: &'static [(&str, &str)] = Box::leak(Box::new([("first_name", first), ("email", email)]));
        Known { links: &[("respond_inquiry", Basis::Contract)], values, ..Known::default() }
    };
    let id = bed.add(&names("Wielisława", "wp@example.test"));
    let other = bed.add(&names("Zbigniew", "zb@example.test"));
    for one in [id, other] {
        bed.consent(one, "newsletter", &[zgoda_law::Channel::Email], now());
    }
    for lang in Lang::ALL {
        let pack = make_of(&bed.store, stamp(now()), now(), lang, id).unwrap();
        let whole = String::from_utf8_lossy(&pack.bytes);
        for value in ["Wielisława", "wp@example.test", "Zbigniew", &other.to_string()] {
            assert!(!whole.contains(value), "{value}");
        }
        assert_eq!((pack.manifest.scope.as_str(), pack.lines.len()), (id.to_string().as_str(), 9));
        let key = bed.store.ledger().vkey();
        let found = verify(&pack.bytes, Some(&key)).unwrap();
        let about = bed.store.ledger().about(id).unwrap();
        assert!(found.proved > 1 && found.proved <= about.len() as u64);
        let consents = String::from_utf8(file(&pack, "06_zgody.json")).unwrap();
        assert!(consents.contains("newsletter") && file(&pack, "25_log.pdf").starts_with(b"%PDF-"));
    }
    let made = bed.store.ledger().about(id).unwrap();
    assert_eq!(made.iter().filter(|entry| entry.event == Event::EvidenceMade).count(), 2);
    let nobody = zgoda_law::SubjectId::from_bytes([7; 16]);
    assert!(make_of(&bed.store, stamp(now()), now(), Lang::Pl, nobody).is_err());
}

#[test]
fn a_changed_entry_of_a_person_does_not_lead_to_the_signed_root() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let pack = make_of(&bed.store, stamp(now()), now(), Lang::En, id).unwrap();
    let log = String::from_utf8(file(&pack, "25_log.json")).unwrap();
    let checkpoint = verify(&pack.bytes, None).unwrap().checkpoint;
    let mut told: serde_json::Value = serde_json::from_str(&log).unwrap();
    let proves = |told: &serde_json::Value| {
        let files = [("25_log.json".to_owned(), serde_json::to_vec(told).unwrap())];
        zgoda_rights::inspection::proved(&files, &checkpoint)
    };
    assert!(proves(&told).unwrap() > 0);
    let seq = told["data"]["singles"][0]["seq"].as_u64().unwrap();
    told["data"]["singles"][0]["seq"] = (seq + 1).into();
    assert_eq!(proves(&told), Err(PackError::Extract));
    told["data"]["singles"] = serde_json::Value::Null;
    assert_eq!(proves(&told), Err(PackError::Extract), "a log that proves nothing");
}

/// A run that was approved by somebody and found one person.
fn run_that_found(bed: &Bed, id: zgoda_law::SubjectId) -> zgoda_store::RunId {
    let store = &bed.store;
    let new = NewRun {
        choice: "{}".into(),
        sources: vec!["krs".into()],
        persons: true,
        rules: "{}".into(),
        plan: "{\"firms\":2}".into(),
        schedule: None,
    };
    let target = |number: &str| {
        let (source, number) = ("krs".to_owned(), number.to_owned());
        NewTarget { org: None, person: None, source, number }
    };
    let run = store.plan_run(stamp(now()), &new, &[target("0000000001"), target("0000000002")]).unwrap();
    store.approve_run(stamp(now()), run, "{}").unwrap();
    let asked = store.pending_targets(run, &[], 10).unwrap();
    let found = Answered {
        source: Some(bed.person(id).notices[0].source),
        report: "{\"discarded\":{\"birth_date\":3}}".into(),
        confirmed: 4,
        ..Answered::plain(None, TargetState::Found)
    };
    let mut change = store.change(stamp(now()));
    change.answer_target(&asked[0], &found);
    change.answer_target(&asked[1], &Answered::failed(None, "unreadable"));
    change.commit().unwrap();
    run
}

#[test]
fn a_pack_about_one_run_shows_who_approved_it_what_came_of_it_and_names_nobody() {
    let bed = ready();
    let (id, other) = (bed.add(&enriched()), bed.add(&Known::default()));
    let run = run_that_found(&bed, id);
    object(&bed.store, stamp(now()), id, "email").unwrap();
    for lang in Lang::ALL {
        let pack = make_of_run(&bed.store, stamp(now()), now(), lang, run).unwrap();
        let told = pack.manifest.files.iter().filter(|one| one.name.ends_with(".json"));
        for told in told.map(|one| String::from_utf8(file(&pack, &one.name)).unwrap()) {
            for value in ["Anna", "Kos", "kos@example.test", &other.to_string()] {
                assert!(!told.contains(value), "{value}: {told}");
            }
        }
        assert_eq!((pack.manifest.scope.as_str(), pack.lines.len()), ("run-1", 7));
        let found = verify(&pack.bytes, Some(&bed.store.ledger().vkey())).unwrap();
        assert!(found.proved > 1);
        let of = |name: &str| -> serde_json::Value { serde_json::from_slice(&file(&pack, name)).unwrap() };
        let plan = &of("26_kampania.json")["data"];
        assert_eq!(plan["questions"][0]["count"], 1);
        assert_eq!(plan["questions"].as_array().unwrap().len(), 2);
        assert_eq!((&plan["confirmed"], &plan["dropped"]["birth_date"]), (&4.into(), &3.into()));
        assert_eq!(plan["people"][0], id.to_string());
        let log = of("25_log.json").to_string();
        assert!(log.contains("run 1 approved"), "{log}");
        assert_eq!(of("07_sprzeciwy.json")["data"]["objections"].as_array().unwrap().len(), 1);
        let notices = of("08_klauzule.json");
        assert_eq!(notices["data"]["notices"][0]["subject"], id.to_string());
        let lia = of("04_lia.json").to_string();
        assert!(lia.contains("enrich_person") && !lia.contains("direct_marketing_own"), "{lia}");
    }
    let nobody = make_of_run(&bed.store, stamp(now()), now(), Lang::Pl, zgoda_store::RunId(9));
    assert!(nobody.is_err());
    let early = make_of_run(&bed.store, stamp(now()), at("2026-11-01T00:00:00Z"), Lang::Pl, run);
    assert!(matches!(early, Err(RightsError::Incomplete("moment"))), "before it was planned");
}
