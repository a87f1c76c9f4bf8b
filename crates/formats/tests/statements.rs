//! Financial statements: every layout, every wrapping, and what is refused.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

use std::io::Write;

use base64::Engine;
use proptest::prelude::*;
use zgoda_formats::identifiers::{Krs, Nip};
use zgoda_formats::statement::{Amount, Scale, Statement, StatementKind, statements};
use zgoda_formats::{Date, FormatError, Input, Seen};
use zip::write::SimpleFileOptions;

const OTHER: &str = include_str!("fixtures/statements/SFJINZ_v1-2_syntetyczny.xml");
const MICRO: &str = include_str!("fixtures/statements/SFJMIZ_v1-2_syntetyczny.xml");

fn read(bytes: impl Into<Vec<u8>>) -> Result<Statement, FormatError> {
    statements(&Input::from(bytes.into())).and_then(|mut files| files.remove(0).read)
}

fn zloty(current: i64, previous: i64) -> Option<Amount> {
    Some(Amount { current: current * 100, previous: Some(previous * 100) })
}

/// A statement with this account of profit and loss.
fn with_account(root: &str, account: &str) -> Statement {
    let xml = format!(
        "<{root}><Naglowek><OkresOd>2025-01-01</OkresOd><OkresDo>2025-12-31</OkresDo>\
         <KodSprawozdania kodSystemowy=\"SFJ (1)\" wersjaSchemy=\"1-0\">SprFin{root}WZlotych</KodSprawozdania></Naglowek>\
         {account}</{root}>"
    );
    read(xml).unwrap()
}

fn positions(letters: std::ops::RangeInclusive<char>) -> String {
    letters
        .zip(1..)
        .map(|(letter, amount)| format!("<{letter}><KwotaA>{amount}.00</KwotaA></{letter}>"))
        .collect()
}

#[test]
fn the_statement_of_an_entity_that_is_neither_small_nor_micro_is_read() {
    let statement = read(OTHER).unwrap();
    assert_eq!(statement.kind, StatementKind::Other);
    assert_eq!(statement.schema, ("SFJINZ (1)".into(), "1-2".into()));
    assert_eq!(statement.period, (Date::new(2024, 1, 1).unwrap(), Date::new(2024, 12, 31).unwrap()));
    assert_eq!(statement.prepared, Date::new(2025, 3, 20));
    assert_eq!(statement.scale, Scale::Units);
    assert_eq!(statement.nip.as_ref().map(Nip::as_str), Some("1234563218"));
    assert_eq!(statement.krs.as_ref().map(Krs::as_str), Some("0000123456"));
    assert_eq!(statement.pkd, ["6201Z"]);
    let figures = statement.figures;
    assert_eq!(figures.revenue, zloty(9_100_000, 8_200_000));
    assert_eq!(figures.sales, zloty(9_080_000, 8_210_000));
    assert_eq!(figures.operating_result, zloty(590_000, 495_000));
    assert_eq!(figures.gross_result, zloty(496_000, 435_500));
    assert_eq!(figures.net_result, zloty(400_000, 350_000));
    assert_eq!(figures.assets, zloty(5_200_000, 4_800_000));
    assert_eq!(figures.fixed_assets, zloty(2_100_000, 2_000_000));
    assert_eq!(figures.current_assets, zloty(3_100_000, 2_800_000));
    assert_eq!(figures.equity, zloty(2_600_000, 2_200_000));
    assert_eq!(figures.liabilities, zloty(2_600_000, 2_600_000));
}

#[test]
fn the_statement_of_a_micro_entity_is_read() {
    let statement = read(MICRO).unwrap();
    assert_eq!((statement.kind, statement.scale), (StatementKind::Micro, Scale::Units));
    assert_eq!(statement.nip.as_ref().map(Nip::as_str), Some("1234563218"));
    assert_eq!(statement.krs.as_ref().map(Krs::as_str), Some("0000123456"));
    assert_eq!(statement.figures.revenue, zloty(800_000, 650_000));
    assert_eq!(statement.figures.net_result, zloty(43_000, 36_000));
    assert_eq!(statement.figures.assets, zloty(250_000, 180_000));
    assert_eq!(statement.figures.equity, zloty(120_000, 75_000));
    assert_eq!(statement.figures.operating_result, None);
}

/// The official list of positions says in words which letter is which result: the code must agree with it.
#[test]
fn every_layout_has_its_net_result_where_the_official_list_names_it() {
    let list = include_str!("fixtures/statements/positions.txt");
    let mut checked = 0;
    for line in list.lines() {
        let cells: Vec<&str> = line.splitn(5, ',').collect();
        let [root, section, path, _, name] = cells[..] else { panic!("{line}") };
        let (variant, letter) = path.split_once('/').unwrap_or(("", path));
        let is_net = name.contains("(strata) netto")
            || name.contains("/strata netto")
            || name.contains("finansowy netto ogółem");
        if !section.starts_with("RZiS") || letter.len() != 1 || !is_net {
            continue;
        }
        let position = format!("<{letter}><KwotaA>1.00</KwotaA></{letter}>");
        let account = match variant {
            "" => format!("<{section}>{position}</{section}>"),
            _ => format!("<{section}><{variant}>{position}</{variant}></{section}>"),
        };
        let figures = with_account(root, &account).figures;
        assert_eq!(figures.net_result.map(|amount| amount.current), Some(100), "{line}");
        checked += 1;
    }
    assert_eq!(checked, 7, "two layouts in two variants, two flat ones, of which one has two letters");
}

#[test]
fn a_small_entity_may_use_the_layout_of_a_bigger_one() {
    let bigger = with_account(
        "JednostkaMala",
        &format!("<RZiSJednostkaInna><RZiSPor>{}</RZiSPor></RZiSJednostkaInna>", positions('A'..='L')),
    );
    assert_eq!(bigger.figures.net_result.unwrap().current, 1200);
    let own =
        with_account("JednostkaMala", &format!("<RZiS><RZiSPor>{}</RZiSPor></RZiS>", positions('A'..='J')));
    assert_eq!(own.figures.net_result.unwrap().current, 1000);
    let by_function =
        with_account("JednostkaMala", &format!("<RZiS><RZiSKalk>{}</RZiSKalk></RZiS>", positions('A'..='L')));
    assert_eq!(
        (by_function.figures.net_result.unwrap().current, by_function.figures.revenue.unwrap().current),
        (1200, 100)
    );
}

#[test]
fn the_revenue_of_a_non_profit_is_of_both_its_activities() {
    let read =
        with_account("JednostkaOp", &format!("<RZiSJednostkaOp>{}</RZiSJednostkaOp>", positions('A'..='O')));
    assert_eq!(read.figures.revenue.unwrap().current, 100 + 400);
    assert_eq!(read.figures.net_result.unwrap().current, 1500);
}

#[test]
fn thousands_are_told_and_a_restated_year_takes_the_place_of_the_first() {
    let xml = OTHER.replace("WZlotych<", "WTysiacach<").replace("5200000.00", "5200").replace(
        "<dtsf:KwotaB>4800000.00</dtsf:KwotaB>",
        "<dtsf:KwotaB>4800</dtsf:KwotaB><dtsf:KwotaB1>4700</dtsf:KwotaB1>",
    );
    let statement = read(xml).unwrap();
    assert_eq!(statement.scale, Scale::Thousands);
    assert_eq!(statement.figures.assets, zloty(5_200_000, 4_700_000));
}

#[test]
fn the_schemas_of_2025_are_read_by_their_local_names() {
    let body = OTHER.split_once("?>").unwrap().1.replace("/2018/07/09/", "/2025/01/01/");
    let wrapped = format!(
        "<?xml version=\"1.0\"?><n:Dokument xmlns:n=\"http://crd.gov.pl/wzor/2025/08/07/13817/\">\
         <n:TrescDokumentu>{body}</n:TrescDokumentu></n:Dokument>"
    );
    assert_eq!(read(wrapped).unwrap(), read(OTHER).unwrap());
}

#[test]
fn a_signature_around_within_or_over_base64_changes_nothing() {
    let expected = read(OTHER).unwrap();
    let body = OTHER.split_once("?>").unwrap().1;
    let signature = "<ds:Signature><ds:SignedInfo/><ds:Object><Signer><P_1>1111111111</P_1>\
                     <OkresOd>1999-01-01</OkresOd></Signer></ds:Object></ds:Signature>";
    let enveloped = body.replace(
        "</jed:JednostkaInna>",
        "<ds:Signature><ds:SignatureValue>QUJD</ds:SignatureValue></ds:Signature></jed:JednostkaInna>",
    );
    let enveloping =
        format!("<ds:Signature><ds:SignedInfo/><ds:Object Id=\"o\">{body}</ds:Object></ds:Signature>");
    let packed = base64::engine::general_purpose::STANDARD.encode(OTHER);
    let lines: Vec<&str> =
        packed.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let packed = format!(
        "<ds:Signature><ds:Object Encoding=\"http://www.w3.org/2000/09/xmldsig#base64\">\n{}\n</ds:Object>{}</ds:Signature>",
        lines.join("\r\n"),
        signature
    );
    for wrapped in [enveloped, enveloping, packed] {
        assert_eq!(read(wrapped).unwrap(), expected);
    }
}

#[test]
fn every_encoding_that_is_stated_is_read() {
    let stated = |name: &str| OTHER.replace("encoding='UTF-8'", &format!("encoding=\"{name}\""));
    let expected = read(OTHER).unwrap();
    let as_windows = encoding_rs::WINDOWS_1250.encode(&stated("windows-1250")).0.into_owned();
    let as_latin = encoding_rs::ISO_8859_2.encode(&stated("ISO-8859-2")).0.into_owned();
    let marked = [b"\xef\xbb\xbf".as_slice(), OTHER.as_bytes()].concat();
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(stated("UTF-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let wide_big: Vec<u8> = stated("UTF-16").encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [as_windows, as_latin, marked, wide, wide_big] {
        assert_eq!(read(bytes).unwrap(), expected);
    }
}

#[test]
fn an_encoding_that_is_not_the_stated_one_is_refused() {
    let latin = encoding_rs::WINDOWS_1250.encode(OTHER).0.into_owned();
    assert!(matches!(read(latin), Err(FormatError::WrongCharset)));
    let unknown = OTHER.replace("UTF-8", "EBCDIC-PL");
    assert!(matches!(read(unknown), Err(FormatError::WrongCharset)));
}

#[test]
fn a_document_type_is_refused_whatever_it_declares() {
    let body = OTHER.split_once("?>").unwrap().1;
    for declaration in [
        "<!DOCTYPE x>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>",
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">]>",
        "<!doctype html>",
    ] {
        assert!(
            matches!(read(format!("{declaration}{body}")), Err(FormatError::DocumentType)),
            "{declaration}"
        );
    }
    let entity = body.replace("6201Z", "&xxe;");
    assert!(matches!(read(entity), Err(FormatError::BrokenXml { .. })));
}

#[test]
fn a_document_cut_anywhere_is_an_error() {
    let last = OTHER.rfind('>').unwrap();
    for length in (1..last).step_by(97).chain([last - 1, last]) {
        let Some(cut) = OTHER.get(..length) else { continue };
        let error = read(cut).unwrap_err();
        let is_clear =
            matches!(error, FormatError::CutOff | FormatError::NotAStatement | FormatError::BrokenXml { .. });
        assert!(is_clear, "{length}: {error:?}");
    }
    assert!(matches!(read(OTHER.get(..3000).unwrap()), Err(FormatError::CutOff)));
}

#[test]
fn nesting_and_sizes_have_limits() {
    let deep = format!("<JednostkaInna>{}", "<a>".repeat(100));
    assert!(matches!(read(deep), Err(FormatError::TooDeep { limit: 64 })));
    let long_tag = format!("<JednostkaInna a=\"{}\"/>", "x".repeat(5 << 18));
    assert!(matches!(read(long_tag), Err(FormatError::XmlTooLarge { .. })));
    let long_text = format!("<JednostkaInna><P_7>{}</P_7></JednostkaInna>", "x".repeat(5 << 18));
    assert!(matches!(read(long_text), Err(FormatError::XmlTooLarge { .. })));
}

#[test]
fn an_attachment_longer_than_what_is_held_is_passed_over() {
    let heavy = OTHER.replace("Tk9UQQ==", &"QUJDRA==".repeat(1 << 18));
    assert_eq!(read(heavy).unwrap(), read(OTHER).unwrap());
}

#[test]
fn other_files_are_no_statements() {
    assert!(matches!(read(""), Err(FormatError::Unknown(Seen::Empty))));
    for other in
        ["NIP;nazwa\n1;2\n", "<html><body>Przerwa techniczna</body></html>", "{}", "<a/>", "%PDF-1.7"]
    {
        assert!(matches!(read(other), Err(FormatError::NotAStatement)), "{other}");
    }
}

#[test]
fn what_every_statement_has_is_missed() {
    for (from, to, missed) in [
        ("OkresOd>2024-01-01", "OkresOd>2024-13-01", "OkresOd"),
        ("SprFinJednostkaInnaWZlotych", "", "KodSprawozdania"),
        ("OkresDo>2024-12-31", "OkresDo>2023-12-31", "OkresDo"),
    ] {
        match read(OTHER.replace("SFJINZ", "SFJIN").replace(from, to)) {
            Err(FormatError::StatementLacks { part }) => assert_eq!(part, missed),
            told => panic!("{missed}: {told:?}"),
        }
    }
    assert!(matches!(read(OTHER.replace("5200000.00", "5.2E6")), Err(FormatError::NoAmount)));
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_archive_gives_every_statement_in_it() {
    let half = OTHER.get(..3000).unwrap();
    let archive = zipped(&[
        ("2024/sprawozdanie.xml", OTHER.as_bytes()),
        ("2024/sprawozdanie.xml.XAdES", b"<ds:Signature/>"),
        ("2024/opinia.pdf", b"%PDF-1.7 <xml"),
        ("2023.xml", MICRO.as_bytes()),
        ("pol.xml", half.as_bytes()),
    ]);
    let files = statements(&Input::from(archive)).unwrap();
    let names: Vec<_> = files.iter().map(|file| file.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["2024/sprawozdanie.xml", "2023.xml", "pol.xml"]);
    assert_eq!(files[0].read.as_ref().unwrap(), &read(OTHER).unwrap());
    assert_eq!(files[1].read.as_ref().unwrap().kind, StatementKind::Micro);
    assert!(matches!(files[2].read, Err(FormatError::CutOff)));
    let alone = statements(&Input::from(OTHER.as_bytes().to_vec())).unwrap();
    assert_eq!(files[0].digest, alone[0].digest, "the document is the same in an archive and alone");
    assert_ne!(files[0].digest, files[1].digest);
}

#[test]
fn a_bomb_a_broken_archive_and_one_without_statements_are_refused() {
    let mut bomb = OTHER.replace("</jed:JednostkaInna>", "").into_bytes();
    bomb.extend("<a></a>".repeat(3_000_000).bytes());
    let files = statements(&Input::from(zipped(&[("bomba.xml", &bomb)]))).unwrap();
    assert!(matches!(files[0].read, Err(FormatError::UnpacksTooLarge { .. })), "{:?}", files[0].read);
    let nothing = statements(&Input::from(zipped(&[("a.pdf", b"%PDF"), ("b.xml", b"<b/>")])));
    assert!(matches!(nothing, Err(FormatError::NotAStatement)));
    let whole = zipped(&[("a.xml", OTHER.as_bytes())]);
    let cut = statements(&Input::from(whole[..whole.len() / 2].to_vec()));
    assert!(matches!(cut, Err(FormatError::DamagedArchive)));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = statements(&Input::from(bytes));
    }

    #[test]
    fn a_statement_with_any_change_is_read_or_refused(
        place in 0usize..6000, length in 0usize..40, text in "[<>/&;!A-Za-z0-9\"'=\\[\\]?. -]{0,40}"
    ) {
        let mut bytes = OTHER.as_bytes().to_vec();
        let end = (place + length).min(bytes.len());
        bytes.splice(place.min(end)..end, text.bytes());
        let _ = statements(&Input::from(bytes));
    }
}
