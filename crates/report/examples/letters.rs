//! Sets a batch of letters and says how fast: `cargo run --release --example letters -- 1000 letters.pdf`. Without a
//! file it only measures. The letters are an information by GDPR art. 14, two pages each, in Polish and English.

use std::process::ExitCode;
use std::time::Instant;

use zgoda_report::{Block, Column, Envelope, Letter, Stationery, Table, Window, Words, letters};
use zgoda_text::Lang;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let batch: Vec<Letter> = (0..count).map(letter).collect();
    let stationery = Stationery { envelope: Envelope::Dl, window: Window::Right, duplex: true };
    let started = Instant::now();
    let set = match letters(&batch, "Informacje z art. 14 RODO", stationery) {
        Ok(set) => set,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    let pages = set.pages.last().map_or(0, |pages| pages.end);
    let megabytes = set.pdf.len() as f64 / 1e6;
    println!(
        "{count} letters, {pages} pages, {megabytes:.1} MB, {seconds:.2} s: {:.0} letters/s",
        count as f64 / seconds
    );
    match arguments.next().map(|path| std::fs::write(path, &set.pdf)) {
        Some(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn letter(number: usize) -> Letter {
    let lang = if number.is_multiple_of(2) { Lang::Pl } else { Lang::En };
    let polish = lang == Lang::Pl;
    Letter {
        lang,
        sender: vec![
            "Przykład sp. z o.o.".into(),
            "ul. Testowa 7, 30-001 Kraków".into(),
            "KRS 0000123456 · NIP 123-456-32-18 · iod@przyklad.example · 12 345 67 89".into(),
        ],
        return_line: "Przykład sp. z o.o. · ul. Testowa 7 · 30-001 Kraków".into(),
        address: vec![
            format!("Żaneta Gęślik-Świątkowska {number}"),
            "Usługi Źródlane „Łąka”".into(),
            format!("ul. Książęca {}/{}", number % 97 + 1, number % 13 + 1),
            format!("90-{:03} Łódź", number % 1000),
        ],
        details: vec!["Kraków, 22 listopada 2026 r.".into(), format!("Znak: ART14/2026/{number:06}")],
        subject: if polish {
            "Skąd mamy Pani dane i co z nimi robimy"
        } else {
            "Where we have your data from"
        }
        .into(),
        body: if polish { polish_body() } else { english_body() },
    }
}

fn polish_body() -> Vec<Block> {
    let origin = Table {
        summary: "Jakie dane mamy i skąd".into(),
        columns: vec![
            Column::text("Dana"),
            Column::text("Źródło"),
            Column::text("Pozyskano"),
            Column::text("Do kiedy"),
        ],
        rows: [
            [
                "imię i nazwisko, firma",
                "CEIDG (rejestr publicznie dostępny)",
                "3 listopada 2026",
                "3 listopada 2027",
            ],
            [
                "adres głównego miejsca wykonywania działalności",
                "CEIDG (rejestr publicznie dostępny)",
                "3 listopada 2026",
                "3 listopada 2027",
            ],
            [
                "przeważająca działalność (PKD 62.10.B)",
                "CEIDG (rejestr publicznie dostępny)",
                "3 listopada 2026",
                "3 listopada 2027",
            ],
            ["telefon", "strona internetowa gesliklaka.example", "5 listopada 2026", "5 listopada 2027"],
        ]
        .map(|row| row.map(Words::from).to_vec())
        .to_vec(),
    };
    vec![
        Block::paragraph("Dzień dobry,"),
        Block::paragraph(
            Words::default()
                .plain("piszemy, ponieważ od 3 listopada 2026 r. przetwarzamy Pani dane, których nie dostaliśmy od Pani. Administratorem jest ")
                .strong("Przykład sp. z o.o.")
                .plain(" z siedzibą w Krakowie. O wszystko, co dotyczy danych, można pytać inspektora ochrony danych: iod@przyklad.example albo listownie na adres podany wyżej."),
        ),
        Block::heading(2, "Co o Pani mamy"),
        Block::Table(origin),
        Block::heading(2, "Po co i na jakiej podstawie"),
        Block::pairs([
            ("Cel", "nawiązanie kontaktu handlowego z przedsiębiorcą w jego branży"),
            ("Podstawa", "prawnie uzasadniony interes administratora: sprzedaż własnych usług innym przedsiębiorcom (art. 6 ust. 1 lit. f RODO)"),
            ("Odbiorcy", "podmiot drukujący i wysyłający listy; dostawca serwera w Polsce"),
            ("Poza EOG", "danych nie przekazujemy"),
        ]),
        Block::heading(2, "Jakie ma Pani prawa"),
        Block::bullets([
            "Sprzeciw: wystarczy jedno zdanie, bez uzasadnienia. Po nim danych do marketingu nie użyjemy nigdy więcej.",
            "Dostęp do danych i ich kopia.",
            "Sprostowanie, usunięcie danych albo ograniczenie ich przetwarzania.",
            "Skarga do Prezesa Urzędu Ochrony Danych Osobowych, ul. Moniuszki 1A, 00-014 Warszawa.",
        ]),
        Block::paragraph("Nie podejmujemy wobec Pani decyzji w sposób zautomatyzowany ani nie profilujemy Pani danych."),
        Block::paragraph(
            "Wszystko, co o Pani mamy, można zobaczyć, poprawić i usunąć na stronie https://moje-dane.przyklad.example/k/7F3K-9QZT-11LM. Nie trzeba hasła; ten kod jest tylko w tym liście i wygasa po 30 dniach.",
        ),
        Block::paragraph("Z poważaniem\nJan Kowalski\nprezes zarządu"),
    ]
}

fn english_body() -> Vec<Block> {
    vec![
        Block::paragraph("Dear Ms Gęślik-Świątkowska,"),
        Block::paragraph(
            "since 3 November 2026 we have been processing data about you that you did not give us. The controller is Przykład sp. z o.o. in Kraków, Poland. Whatever you want to know about your data, ask our data protection officer: iod@przyklad.example, or write to the address above.",
        ),
        Block::heading(2, "What we hold, and where it is from"),
        Block::bullets([
            "Your name, the name of your business and its address: from CEIDG, a public register.",
            "Your telephone number: from the website gesliklaka.example.",
        ]),
        Block::heading(2, "What for, and on what ground"),
        Block::paragraph(
            "To offer our services to other businesses: our legitimate interest (Article 6(1)(f) GDPR). We keep the data for twelve months. They do not leave the European Economic Area.",
        ),
        Block::heading(2, "Your rights"),
        Block::numbers([
            "You may object. One sentence is enough, without a reason.",
            "You may see your data and have a copy of them.",
            "You may have them corrected, erased or their use restricted.",
            "You may complain to the President of the Personal Data Protection Office in Warsaw.",
        ]),
        Block::paragraph("Yours sincerely\nJan Kowalski"),
    ]
}
