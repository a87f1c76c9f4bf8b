//! How fast a table comes in: `import_rate [ROWS] [--postgres URL] [--again]`. Writes a synthetic file of eight columns
//! and imports it into a new installation; `--again` imports it a second time, when everybody is known.
#![expect(clippy::unwrap_used, reason = "a tool for developers stops where it fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::date;
use zgoda_formats::{Input, Mapping, recognise};
use zgoda_intake::import::run;
use zgoda_intake::{By, ImportPlan, PlannedSource, SourceKind};
use zgoda_law::{Basis, Law};
use zgoda_store::{Config, Engine, Link, Store};
use zgoda_vault::Keyring;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rows = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let url = arguments.iter().position(|argument| argument == "--postgres");
    let url = url.and_then(|at| arguments.get(at + 1));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.csv");
    std::fs::write(&file, table(rows)).unwrap();
    let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
    let config = Config {
        engine: url.map_or(Engine::Sqlite(folder.path().to_owned()), |url| Engine::Postgres(url.clone())),
        keyring: Keyring::generate().unwrap(),
        law: Law::builtin().unwrap(),
        origin: "zgoda.example.test".into(),
    };
    let store = Store::open(config).unwrap();
    let purpose = store.law().catalogue().purpose("respond_inquiry").unwrap().id;
    store.set_purposes(&BTreeSet::from([purpose])).unwrap();
    let source = PlannedSource::New { kind: SourceKind::Fair, name: "Targi".into(), evidence: String::new() };
    let links = vec![Link { purpose, basis: Basis::Contract, reference: Some("targi".into()) }];
    let plan = ImportPlan::new(source, Some(date(2026, 11, 18)), links);
    let times = if arguments.iter().any(|argument| argument == "--again") { 2 } else { 1 };
    for _ in 0..times {
        let input = Input::from(file.as_path());
        let mapping = Mapping::propose(&recognise(&input).unwrap().open_table(&input).unwrap().unwrap());
        let began = Instant::now();
        let report = run(&store, By::system(now), &input, &plan, &mapping, &mut |_| {}).unwrap();
        let seconds = began.elapsed().as_secs_f64();
        println!(
            "{} rows in {seconds:.2} s: {:.0} rows/s; {} new, {} known, {} values; peak memory {}",
            report.counts.rows,
            rows as f64 / seconds,
            report.counts.imported,
            report.counts.confirmed,
            report.values_new + report.values_confirmed,
            peak_memory(),
        );
    }
}

/// Eight columns of people who do not exist; every twentieth firm has a few of them.
fn table(rows: u32) -> String {
    let first = ["Anna", "Łukasz", "Zofia", "Grzegorz", "Małgorzata", "Paweł", "Agnieszka", "Wojciech"];
    let last = ["Nowak", "Wiśniewska", "Wójcik", "Kowalczyk", "Żółkiewski", "Dąbrowska", "Śliwa"];
    let city = ["Poznań", "Łódź", "Gdańsk", "Rzeszów", "Białystok"];
    let mut text = String::from("Imię;Nazwisko;E-mail;Telefon;Firma;Stanowisko;Miasto;Kod pocztowy\n");
    for row in 0..rows {
        let n = row as usize;
        let _ = writeln!(
            text,
            "{};{};osoba{row}@example.test;+48 {} {:03} {:03};Zakłady {} sp. z o.o.;kierowniczka;{};{:02}-{:03}",
            first[n % first.len()],
            last[n / 7 % last.len()],
            500 + row / 1_000_000 % 100,
            row / 1_000 % 1_000,
            row % 1_000,
            row / 20,
            city[n % city.len()],
            n % 100,
            n % 1_000,
        );
    }
    text
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
