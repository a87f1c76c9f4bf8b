//! Reads financial statements with one thread and says how fast: `cargo run --release --example statements -- FILE`, or
//! without a file a made-up one of a hundred megabytes.

use std::process::ExitCode;
use std::time::Instant;

use zgoda_formats::statement::statements;
use zgoda_formats::{FormatError, Input};

/// Statements of many years and entities would come in many files; this is one that is as long.
const MEGABYTES: usize = 100;

fn main() -> ExitCode {
    let input = match std::env::args().nth(1) {
        Some(path) => Input::Path(path.into()),
        None => Input::from(made_up()),
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
    let files = statements(input)?;
    let seconds = started.elapsed().as_secs_f64();
    for file in files {
        println!("{:?}", file.read?);
    }
    println!("{megabytes:.1} MB in {seconds:.3} s: {:.0} MB/s", megabytes / seconds);
    Ok(())
}

/// A statement with as many sub-positions as fill it, as the biggest ones have, and no attachment.
fn made_up() -> Vec<u8> {
    let mut text = String::from(
        "<?xml version='1.0' encoding='UTF-8'?>\n<jed:JednostkaInna><jed:Naglowek><dtsf:OkresOd>2024-01-01</dtsf:OkresOd>\
         <dtsf:OkresDo>2024-12-31</dtsf:OkresDo><jin:KodSprawozdania kodSystemowy=\"SFJINZ (1)\" wersjaSchemy=\"1-2\">\
         SprFinJednostkaInnaWZlotych</jin:KodSprawozdania></jed:Naglowek>\n<jed:Bilans>\n",
    );
    while text.len() < MEGABYTES * 1_000_000 {
        text.push_str(
            "    <jin:Aktywa_B_II_3>\n      <dtsf:KwotaA>3100000.00</dtsf:KwotaA>\n      \
             <dtsf:KwotaB>2800000.00</dtsf:KwotaB>\n      <jin:PozycjaUszczegolawiajaca_1>\n        \
             <dtsf:NazwaPozycji>należności dochodzone na drodze sądowej</dtsf:NazwaPozycji>\n        \
             <dtsf:KwotyPozycji><dtsf:KwotaA>1.00</dtsf:KwotaA></dtsf:KwotyPozycji>\n      \
             </jin:PozycjaUszczegolawiajaca_1>\n    </jin:Aktywa_B_II_3>\n",
        );
    }
    text.push_str("</jed:Bilans></jed:JednostkaInna>\n");
    text.into_bytes()
}
