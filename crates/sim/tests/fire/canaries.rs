//! Values that are nowhere else in the world, in every place that takes a value, and a search for them in every byte
//! that is left behind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::SignedDuration;
use zgoda_formats::{Input, Mapping, recognise};
use zgoda_intake::{By, Entry, ImportPlan, PlannedSource, add_person, add_value, import};
use zgoda_law::{ActorId, Basis, PurposeId};
use zgoda_rights::erasure::{self, ErasureOptions};
use zgoda_rights::{Acting, Controller, export, look, rectify};
use zgoda_sim::{BEGIN, Desk, Server, Site, scratch};
use zgoda_store::{ArchiveKind, Link, Stamp};

/// Letters of every text, in small letters as an address is kept.
const LETTERS: &str = "kq7zvxw9";
/// Digits of every number.
const DIGITS: &str = "739164258";
/// The archives of a backup.
const BOTH: [ArchiveKind; 2] = [ArchiveKind::Data, ArchiveKind::Keys];
/// What a process in which everything is done finds in its environment: its installation.
const SITE: &str = "ZGODA_FIRE_SITE";
const OWN: &str = "canaries::a_company_with_canaries";

/// A text in every way in which a program may write it down. Percent-encoding and JSON leave these letters as they are.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        bytes.to_vec(),
        text.to_uppercase().into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ];
    // In base64 a text has three forms, by what stands before it; the letters at its edges depend on its neighbours.
    for before in 0..3 {
        let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(bytes.iter().copied()).collect();
        let encoded = base64(&padded);
        let (from, to) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
        forms.push(encoded.as_bytes()[from..to].to_vec());
    }
    forms.dedup();
    forms
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    bits.chunks(6)
        .map(|six| {
            let value = six.iter().chain(&[0; 6][six.len()..]).fold(0, |value, bit| value << 1 | bit);
            char::from(LETTERS[usize::from(value)])
        })
        .collect()
}

/// Where in these bytes one of the forms stands, each with its text.
fn finds(bytes: &[u8], forms: &[Vec<u8>]) -> Vec<String> {
    let mut begins = [false; 256];
    forms.iter().for_each(|form| begins[usize::from(form[0])] = true);
    let mut found = BTreeSet::new();
    for (at, byte) in bytes.iter().enumerate() {
        if begins[usize::from(*byte)] {
            let here = forms.iter().filter(|form| bytes[at..].starts_with(form));
            found.extend(here.map(|form| {
                let around = &bytes[at.saturating_sub(40)..bytes.len().min(at + form.len() + 20)];
                String::from_utf8_lossy(around).into_owned()
            }));
        }
    }
    found.into_iter().collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // The kind of the entry itself: a link is not followed.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&path, found),
            Ok(kind) if kind.is_file() => found.push(path),
            _ => {}
        }
    }
}

/// Searches every file below the folders; returns how many bytes were searched.
fn search(folders: &[&Path]) -> u64 {
    let forms: Vec<_> = [LETTERS, DIGITS].into_iter().flat_map(forms).collect();
    let mut all = Vec::new();
    folders.iter().for_each(|folder| files(folder, &mut all));
    let mut searched = 0;
    for path in all {
        let bytes = std::fs::read(&path).unwrap_or_default();
        searched += bytes.len() as u64;
        let found = finds(&bytes, &forms);
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
    searched
}

#[test]
fn the_search_finds_a_canary_in_every_form() {
    let text = format!("Żółć {LETTERS} koniec {DIGITS}");
    let forms: Vec<_> = [LETTERS, DIGITS].into_iter().flat_map(forms).collect();
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for written in [text.clone().into_bytes(), text.to_uppercase().into_bytes(), hex.into_bytes(), wide] {
        assert!(!finds(&written, &forms).is_empty());
    }
    for before in 0..3 {
        let encoded = base64(format!("{}{text}", &"abc"[..before]).as_bytes());
        assert!(!finds(encoded.as_bytes(), &forms).is_empty(), "{encoded}");
    }
    assert_eq!(base64(b"Man is"), "TWFuIGlz");
    assert!(finds("nothing of the kind".as_bytes(), &forms).is_empty());
}

/// The canary of a field.
fn canary(field: &str) -> String {
    match field {
        "email" | "website" => format!("{field}.{LETTERS}@example.test"),
        "phone" => format!("+48{DIGITS}"),
        "nip" | "regon" | "krs" | "invoice_nip" | "pesel" | "bank_account" | "card_number" => DIGITS.into(),
        // The name of a firm is public, and stands in the working zone as such.
        "company_name" => "Firma Publiczna sp. z o.o.".into(),
        _ => format!("{field}-{LETTERS}-żółć"),
    }
}

/// Everything that can be done to people whose values are canaries. Failures are told on standard error, as a careless
/// program would.
fn live(desk: &Desk, backup: &Path) {
    let store = &desk.store;
    let catalogue = store.law().catalogue();
    let purposes: BTreeSet<PurposeId> = catalogue.purposes().iter().map(|purpose| purpose.id).collect();
    store.set_purposes(&purposes).unwrap();
    let source = store.sources().unwrap()[0].id;
    let by = By::system(BEGIN + SignedDuration::from_secs(60));
    let stamp = Stamp { actor: ActorId::SYSTEM, at: by.at() };
    let day = zgoda_law::calendar::day_of(BEGIN);
    let plan = |purpose: &str, basis| {
        let link = Link { purpose: desk.purpose(purpose).unwrap(), basis, reference: Some("akta 1".into()) };
        let plan = ImportPlan::new(PlannedSource::Known(source), Some(day), vec![link]);
        ImportPlan { informed: true, ..plan }
    };
    let tell = |what: &str, error: &dyn std::error::Error| {
        eprintln!("{what}: {error} {error:?}");
        let mut cause = error.source();
        while let Some(next) = cause {
            eprintln!("  {next} {next:?}");
            cause = next.source();
        }
    };
    let first = [("first_name", canary("first_name")), ("email", canary("email"))];
    let values = first.map(|(field, value)| (desk.field(field).unwrap(), value)).to_vec();
    let inquiry = plan("respond_inquiry", Basis::Contract);
    let id = add_person(store, by, &inquiry, &Entry { values }).unwrap().person;
    let mut stored = 0;
    for field in catalogue.fields() {
        for plan in [
            &inquiry,
            &plan("perform_contract", Basis::Contract),
            &plan("accounting_tax", Basis::LegalObligation),
        ] {
            match add_value(store, by, plan, id, field.id, &canary(&field.name)) {
                Ok(written) => stored += written.added,
                Err(error) => tell(&field.name, &error),
            }
        }
    }
    assert!(stored > 20, "{stored} values came in");

    let file = format!(
        "Imię;Nazwisko;E-mail;Telefon;Firma;Stanowisko;Uwagi\n\
         Ewa{LETTERS};Lis{LETTERS};ewa@{LETTERS}.test;+48{DIGITS};Firma Publiczna sp. z o.o.;Kierownik {LETTERS};uwaga {LETTERS}\n\
         Ola{LETTERS};;zły adres {LETTERS};{DIGITS}99999;;;PESEL 44051401359 {LETTERS}\n"
    );
    let folder = scratch().unwrap();
    let path = folder.path().join(format!("lista {LETTERS}.csv"));
    std::fs::write(&path, file).unwrap();
    let input = Input::from(path.as_path());
    let mapping = Mapping::propose(&recognise(&input).unwrap().open_table(&input).unwrap().unwrap());
    let report = import::run(store, by, &input, &inquiry, &mapping, &mut |_| {}).unwrap();
    eprintln!("{report:?}");
    assert!(report.counts.imported > 0, "{report:?}");

    // A file without a line of headers: its first row must not be kept as one.
    let bare = format!("bare@{LETTERS}.test;Jan{LETTERS};+48{DIGITS}\nbare2@{LETTERS}.test;Jan;\n");
    let input = Input::from(bare.into_bytes());
    let mapping = Mapping::propose(&recognise(&input).unwrap().open_table(&input).unwrap().unwrap());
    match import::run(store, by, &input, &inquiry, &mapping, &mut |_| {}) {
        Ok(report) => eprintln!("{report:?}"),
        Err(error) => tell("bare", &error),
    }

    let person = store.person(id).unwrap();
    eprintln!("{person:?}");
    let rights = desk.purpose("subject_rights").unwrap();
    let who = Acting::system(store, rights, by.at());
    assert!(look(store, &who, rights, &person).unwrap().fields.len() > 5);
    let (name, address) = ("ACME sp. z o.o.".into(), "ul. Długa 1, 00-001 Warszawa".into());
    let controller = Controller { name, address, ..Controller::default() };
    let told = export(store, &who, id, &controller).unwrap();
    assert!(serde_json::to_string(&told).unwrap().contains(LETTERS), "an access export says it all");
    let inquiring = Acting::system(store, desk.purpose("respond_inquiry").unwrap(), by.at());
    let name = person.current().find(|fact| fact.field == desk.field("first_name").unwrap()).unwrap().no;
    rectify(store, &inquiring, id, name, &format!("Poprawiona {LETTERS}")).unwrap();
    for wrong in [&format!("nie adres {LETTERS}"), ""] {
        let email = person.current().find(|fact| fact.field == desk.field("email").unwrap()).unwrap().no;
        if let Err(error) = rectify(store, &inquiring, id, email, wrong) {
            tell("rectify", &error);
        }
    }
    store.backup(&backup.join("before"), &BOTH, stamp).unwrap();
    let erased = store.find(desk.field("email").unwrap(), &format!("ewa@{LETTERS}.test")).unwrap();
    let erased = store.person_by_ordinal(erased[0]).unwrap().id;
    let certificate = erasure::carry_out(store, &who, erased, &ErasureOptions::default()).unwrap();
    eprintln!("{certificate:?}");
    store.backup(&backup.join("after"), &BOTH, stamp).unwrap();
}

/// What the other tests start: lives, and then goes on reading and writing until it is killed.
#[test]
fn a_company_with_canaries() {
    let Ok(site) = std::env::var(SITE) else { return the_search_finds_a_canary_in_every_form() };
    let (site, backup): (Site, PathBuf) = serde_json::from_str(&site).unwrap();
    let desk = Desk::open(site.open().unwrap()).unwrap();
    live(&desk, &backup);
    eprintln!("lived");
    let (purpose, source) = (desk.purpose("respond_inquiry").unwrap(), desk.store.sources().unwrap()[0].id);
    let links = vec![Link { purpose, basis: Basis::Contract, reference: Some("akta".into()) }];
    let day = zgoda_law::calendar::day_of(BEGIN);
    let plan =
        ImportPlan { informed: true, ..ImportPlan::new(PlannedSource::Known(source), Some(day), links) };
    let by = By::system(BEGIN + SignedDuration::from_secs(120));
    for number in 0_u64.. {
        let email = format!("n{number}@{LETTERS}.test");
        let values = [("email", email), ("note", canary("note"))];
        let values = values.map(|(field, value)| (desk.field(field).unwrap(), value)).to_vec();
        add_person(&desk.store, by, &plan, &Entry { values }).unwrap();
    }
}

/// Runs it in a process of its own, in a folder of its own, and kills it at work. Returns the folder of what it said,
/// of what it put aside and of its backups.
fn killed(site: &Site) -> tempfile::TempDir {
    let around = scratch().unwrap();
    let backup = around.path().join("backup");
    std::fs::create_dir(around.path().join("tmp")).unwrap();
    let said = around.path().join("said");
    let file = std::fs::File::create(&said).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([OWN, "--exact", "--nocapture"])
        .env(SITE, serde_json::to_string(&(site, &backup)).unwrap())
        // Where it would put a core or a file aside.
        .current_dir(around.path())
        .env("SQLITE_TMPDIR", around.path().join("tmp"))
        .stdout(file.try_clone().unwrap())
        .stderr(file)
        .spawn()
        .unwrap();
    let lived = || std::fs::read_to_string(&said).unwrap().contains("lived");
    while !lived() {
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none(), "{}", std::fs::read_to_string(&said).unwrap());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(std::fs::read_dir(backup.join("after")).unwrap().count(), BOTH.len());
    around
}

#[test]
fn on_sqlite_no_byte_of_a_value_is_left_in_any_file() {
    let data = scratch().unwrap();
    let site = Site::in_folder(data.path()).unwrap();
    let around = killed(&site);
    // As it is after the kill, with the write-ahead logs, and after recovery.
    let searched = search(&[data.path(), around.path()]);
    assert!(searched > 500_000, "{searched} bytes only");
    drop(site.open().unwrap());
    search(&[data.path()]);
}

#[test]
fn on_postgresql_no_byte_of_a_value_is_left_in_any_file_or_log() {
    let server = Server::start(&[
        "log_statement=all",
        "log_parameter_max_length=-1",
        "log_min_error_statement=debug5",
    ])
    .unwrap();
    let site = Site::at(server.new_database().unwrap()).unwrap();
    let around = killed(&site);
    server.wait_until_quiet().unwrap();
    drop(site.open().unwrap());
    server.run("CHECKPOINT").unwrap();
    let log = std::fs::read_to_string(server.log()).unwrap();
    assert!(log.contains("arameters: $1 = "), "the log shows the parameters of statements");
    let searched = search(&[&server.data(), around.path()]);
    assert!(searched > 30_000_000, "{searched} bytes only");
}
