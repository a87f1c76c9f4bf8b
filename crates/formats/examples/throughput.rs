//! Reads a table with one thread and says how fast: `cargo run --release --example throughput -- FILE`, or without
//! a file a made-up one with as many rows as `--rows N` says (200,000).

use std::fmt::Write;
use std::process::ExitCode;
use std::time::Instant;
use zgoda_formats::{Candidates, FormatError, Input, Mapping, recognise};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let input = match arguments.as_slice() {
        [path] => Input::Path(path.into()),
        [flag, rows] if flag == "--rows" => Input::from(made_up(rows.parse().unwrap_or(200_000))),
        _ => Input::from(made_up(200_000)),
    };
    match measure(&input) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(input: &Input) -> Result<(), FormatError> {
    let megabytes = input.len()? as f64 / 1e6;
    let started = Instant::now();
    let recognised = recognise(input)?;
    let told = started.elapsed().as_secs_f64();
    let Some(table) = recognised.open_table(input)? else { return Err(FormatError::NoRows) };
    let mapping = Mapping::propose(&table);
    let mut candidates = Candidates::new(table, mapping);
    let mut values = 0;
    for candidate in candidates.by_ref() {
        values += candidate?.values.len();
    }
    let seconds = started.elapsed().as_secs_f64();
    let tally = candidates.tally();
    println!("{recognised:?} told in {told:.3} s");
    println!("{tally:?}, {values} values");
    println!("{:.0} rows/s, {:.0} MB/s, {seconds:.3} s", tally.rows as f64 / seconds, megabytes / seconds);
    Ok(())
}

/// Rows of eight columns as a Polish spreadsheet writes them.
fn made_up(rows: u32) -> Vec<u8> {
    const FIRST: [&str; 6] = ["Zofia", "Łukasz", "Jan", "Katarzyna", "Święcisława", "Adam"];
    const LAST: [&str; 5] = ["Przykładowa", "Testowy", "Nowak", "Żółkiewska", "Kowalski"];
    const TOWNS: [&str; 4] = ["Kraków", "Łódź", "Warszawa", "Bielsko-Biała"];
    let mut text =
        String::from("Imię i nazwisko;E-mail;Telefon;Firma;Stanowisko;NIP;Kod pocztowy;Miasto\r\n");
    for row in 0..rows {
        let pick =
            |names: &[&'static str]| names.get(row as usize % names.len()).copied().unwrap_or_default();
        let (first, last, town) = (pick(&FIRST), pick(&LAST), pick(&TOWNS));
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "{first} {last};Osoba.{row}@Example.test;600 {:03} {:03};Przykład {row} sp. z o.o.;Dyrektor sprzedaży;\
             774-000-14-54;30-{:03};{town}\r\n",
            row / 1000 % 1000,
            row % 1000,
            row % 1000
        );
    }
    text.into_bytes()
}
