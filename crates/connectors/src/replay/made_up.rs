//! As many made-up firms as one likes: companies under their own range of KRS numbers, sole traders under their own range
//! of tax numbers. Every tenth has a bad day, each a different one.

use super::Request;
use super::answer::{Answer, JSON, json};
use super::failure::Failure;
use super::fixtures::COMPANIES;

/// The bad days that single firms have. None of them makes a register ask to be left alone.
const FAILURES: [Failure; 10] = [
    Failure::Page,
    Failure::HalfDocument,
    Failure::BrokenOff,
    Failure::Empty,
    Failure::RedirectLoop,
    Failure::RedirectElsewhere,
    Failure::WrongCharset,
    Failure::Deep,
    Failure::Unavailable,
    Failure::Compressed,
];
/// The beginning of the numbers of companies, and of the tax numbers of traders.
const COMPANY: &str = "00077";
const TRADER: &str = "7779";

/// The KRS number of a made-up company.
pub fn krs_number(n: u32) -> String {
    format!("{COMPANY}{n:05}")
}

/// The tax number of a made-up sole trader; `None` where the number has no check digit.
pub fn nip_of_trader(n: u32) -> Option<String> {
    let stem = format!("{TRADER}{n:05}");
    let weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
    let sum: u32 = stem.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    (sum % 11 < 10).then(|| format!("{stem}{}", sum % 11))
}

/// Whether the firm with this number has a bad day.
fn fails(n: u32) -> bool {
    n % 10 == 3
}

/// The answer about a made-up company; nothing where the number is not one's.
pub(super) fn company(number: &str, part: &str, target: &str) -> Option<Answer> {
    let n = number.strip_prefix(COMPANY)?.parse().ok()?;
    let document = COMPANIES.first()?.current?.replace("0009000019", number);
    // Without tax numbers, of which each would need one of its own.
    let document = document.replace("\"nip\"", "\"bezNip\"").replace("\"regon\"", "\"bezRegon\"");
    (part == "P").then(|| on_its_day(n, json(200, JSON, &document), target))
}

/// The answer about a made-up sole trader; nothing where the number is not one's.
pub(super) fn trader(request: &Request) -> Option<Answer> {
    let number = request.target.strip_prefix("/api/ceidg/v3/firma?nip=")?;
    let n = number.strip_prefix(TRADER)?.get(..5)?.parse().ok()?;
    let document = include_str!("../../fixtures/ceidg/firma_szczegoly.json").replace("3563457932", number);
    let document = document.replace("\"regon\"", "\"bezRegon\"").replace("Przykładowy", &surname(n));
    Some(on_its_day(n, json(200, JSON, &document), &request.target))
}

/// A name for each: syllables in the place of digits.
fn surname(n: u32) -> String {
    let syllables = ["ba", "do", "ki", "le", "mo", "ni", "pa", "ru", "sza", "wi"];
    let digits = n.to_string();
    let parts = digits.bytes().filter_map(|digit| syllables.get(usize::from(digit - b'0')));
    format!("Prz{}ski", parts.copied().collect::<String>())
}

fn on_its_day(n: u32, proper: Answer, target: &str) -> Answer {
    let which = usize::try_from(n / 10).unwrap_or_default() % FAILURES.len();
    match FAILURES.get(which).filter(|_| fails(n)) {
        Some(failure) => failure.instead_of(proper, target),
        None => proper,
    }
}
