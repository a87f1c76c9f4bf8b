//! What a reader of the PDF finds: the texts, the structure, the pages.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failed test shall stop where it fails")]

use lopdf::{Dictionary, Object};
use proptest::prelude::*;
use zgoda_report::{
    Block, Chart, ChartKind, Column, Document, Envelope, Letter, ReportError, Series, Stationery, Table,
    Window, Words, letters,
};
use zgoda_text::Lang;

const STATIONERY: Stationery = Stationery { envelope: Envelope::Dl, window: Window::Left, duplex: false };

fn document(blocks: Vec<Block>) -> Document {
    Document { lang: Lang::Pl, title: "Raport".into(), foot: "Przykład sp. z o.o.".into(), blocks }
}

fn letter(text: &str) -> Letter {
    Letter {
        lang: Lang::Pl,
        sender: vec![text.into()],
        return_line: text.into(),
        address: vec!["Żaneta Gęślik-Świątkowska".into(), "90-001 Łódź".into()],
        details: vec![text.into()],
        subject: text.into(),
        body: vec![Block::paragraph(text)],
    }
}

fn page_texts(pdf: &[u8]) -> Vec<String> {
    let read = lopdf::Document::load_mem(pdf).unwrap();
    read.get_pages().keys().map(|page| read.extract_text(&[*page]).unwrap().replace('\u{a0}', " ")).collect()
}

/// The tags of a PDF, indented: those that hold text say so with a dot.
fn structure(pdf: &[u8]) -> String {
    let read = lopdf::Document::load_mem(pdf).unwrap();
    let root = read.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut out = String::new();
    describe(&read, dictionary(&read, root).expect("a tree"), 0, &mut out);
    out
}

fn dictionary<'a>(read: &'a lopdf::Document, object: &'a Object) -> Option<&'a Dictionary> {
    read.dereference(object).ok()?.1.as_dict().ok()
}

fn describe(read: &lopdf::Document, node: &Dictionary, depth: usize, out: &mut String) {
    let Ok(children) = node.get(b"K") else { return };
    let children = read.dereference(children).unwrap().1;
    let children = children.as_array().cloned().unwrap_or_else(|_| vec![children.clone()]);
    for child in &children {
        let Some(child) = dictionary(read, child) else { continue };
        if let Ok(role) = child.get(b"S") {
            let name = String::from_utf8_lossy(role.as_name().unwrap()).into_owned();
            let mark = if holds_text(read, child) { " ·" } else { "" };
            out.push_str(&format!("{}{name}{mark}\n", "  ".repeat(depth)));
            describe(read, child, depth + 1, out);
        }
    }
}

fn holds_text(read: &lopdf::Document, node: &Dictionary) -> bool {
    let Ok(children) = node.get(b"K") else { return false };
    let is_mark = |object: &Object| match read.dereference(object).unwrap().1 {
        Object::Integer(_) => true,
        Object::Dictionary(child) => child.get(b"S").is_err(),
        _ => false,
    };
    match read.dereference(children).unwrap().1 {
        Object::Array(children) => children.iter().any(is_mark),
        _ => is_mark(children),
    }
}

#[test]
fn polish_letters_are_read_back_as_they_were_written() {
    let text = "Zażółć gęślą jaźń. ZAŻÓŁĆ GĘŚLĄ JAŹŃ. „Łąka” – 10 000 €, § 5, Київ";
    let set = document(vec![Block::paragraph(text)]).typeset().unwrap();
    let pages = page_texts(&set.pdf);
    assert!(pages[0].replace('\n', "").contains(text), "{pages:?}");
    assert!(pages[0].contains("Strona 1 z 1") && pages[0].contains("Przykład sp. z o.o."), "{pages:?}");
    assert_eq!((set.pages, set.missing), (1, 0));
}

#[test]
fn every_part_of_a_document_has_its_tag() {
    let table = Table {
        summary: "Przychody".into(),
        columns: vec![Column::text("Rok"), Column::number("Przychód")],
        rows: vec![vec!["2024".into(), "9 100 000,00".into()], vec!["2023".into()]],
    };
    let set = document(vec![
        Block::heading(2, "Dane"),
        Block::paragraph(Words::default().plain("Rok ").strong("2024")),
        Block::numbers(["pierwszy"]),
        Block::Table(table),
        Block::pairs([("NIP", "1234563218")]),
    ])
    .typeset()
    .unwrap();
    insta::assert_snapshot!(structure(&set.pdf), @r"
    Document
      H1 ·
      H2 ·
      P ·
      L
        LI
          Lbl ·
          LBody ·
      Table
        THead
          TR
            TH ·
            TH ·
        TBody
          TR
            TD ·
            TD ·
          TR
            TD ·
            TD
      Table
        TR
          TH ·
          TD ·
    ");
}

#[test]
fn a_chart_is_one_figure_with_its_texts() {
    for kind in [ChartKind::Lines, ChartKind::Bars] {
        let series = vec![Series { name: "Przychody".into(), values: vec![Some(8_200), None, Some(-9_100)] }];
        let chart = Chart {
            lang: Lang::Pl,
            kind,
            title: "Przychody w latach".into(),
            description: "Od 8 200 do −9 100 tys. zł.".into(),
            unit: "tys. zł".into(),
            labels: vec!["2023".into(), "2024".into(), "2025".into()],
            series,
        };
        let set = document(vec![Block::Chart(chart)]).typeset().unwrap();
        assert_eq!(structure(&set.pdf), "Document\n  H1 ·\n  Figure ·\n");
        let text = page_texts(&set.pdf).concat();
        assert!(["Przychody w latach", "tys. zł", "2024"].iter().all(|part| text.contains(part)), "{text}");
        assert_eq!(set.missing, 0);
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let document = document(vec![Block::heading(1, "A"), Block::bullets(["b", "c"])]);
    assert_eq!(document.typeset(), document.typeset());
    let batch = [letter("Znak 1"), letter("Znak 2")];
    assert_eq!(letters(&batch, "Listy", STATIONERY), letters(&batch, "Listy", STATIONERY));
}

#[test]
fn a_table_over_pages_repeats_its_head_and_loses_no_row() {
    let rows = (0..120).map(|row| vec![format!("wiersz {row}").into(), Words::from("treść")]).collect();
    let columns = vec![Column::text("Nazwa kolumny"), Column::text("Wartość")];
    let table = Table { summary: String::new(), columns, rows };
    let set = document(vec![Block::Table(table)]).typeset().unwrap();
    let pages = page_texts(&set.pdf);
    assert!(pages.len() > 2 && pages.iter().all(|page| page.contains("Nazwa kolumny")), "{}", pages.len());
    let all = pages.concat();
    assert!((0..120).all(|row| all.contains(&format!("wiersz {row}"))));
    assert_eq!(all.matches("Strona ").count(), pages.len());
}

#[test]
fn a_cell_longer_than_a_page_goes_on_on_the_next() {
    let long: String = (0..2000).map(|word| format!("słowo{word} ")).collect();
    let table = Table {
        summary: String::new(),
        columns: vec![Column::text("A"), Column::text("B")],
        rows: vec![vec![long.into(), "krótki".into()], vec!["koniec".into()]],
    };
    let set = document(vec![Block::Table(table)]).typeset().unwrap();
    let all = page_texts(&set.pdf).concat();
    assert!(
        set.pages > 1
            && (0..2000).all(|word| all.contains(&format!("słowo{word} ")))
            && all.contains("koniec")
    );
}

#[test]
fn the_letters_of_a_batch_keep_their_order_pages_and_language() {
    let mut batch = vec![letter("pierwszy"), letter("drugi"), letter("trzeci")];
    batch[1].body = vec![Block::paragraph("dużo tekstu"); 80];
    batch[2].lang = Lang::En;
    let set = letters(&batch, "Listy", STATIONERY).unwrap();
    let pages = page_texts(&set.pdf);
    assert_eq!(set.pages.last().unwrap().end, pages.len());
    for (range, word) in set.pages.iter().zip(["pierwszy", "drugi", "trzeci"]) {
        assert!(
            pages[range.start].contains(word) && pages[range.start].contains("Żaneta Gęślik-Świątkowska")
        );
    }
    let second = &pages[set.pages[1].clone()];
    assert!(second.len() > 1 && second[1].contains(&format!("Strona 2 z {}", second.len())), "{second:?}");
    assert!(pages[set.pages[2].start].contains("Page 1 of 1"));
}

#[test]
fn no_letters_are_no_error_and_no_address_is_one() {
    assert!(letters(&[], "", STATIONERY).unwrap().pages.is_empty());
    let nowhere = Letter { address: Vec::new(), ..letter("x") };
    assert_eq!(letters(&[letter("x"), nowhere], "", STATIONERY), Err(ReportError::NoAddress { letter: 2 }));
}

#[test]
fn a_value_is_never_taken_for_markup() {
    let text = r"<b>x</b> #let a = 1; \textbf{y} (z) Tj [1 2] << /S /JavaScript >> *c* _d_ & ]]>";
    let set = document(vec![Block::paragraph(text)]).typeset().unwrap();
    assert!(page_texts(&set.pdf)[0].replace('\n', "").contains(text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_makes_a_document(text in any::<String>(), other in "\\PC{0,200}") {
        let table = Table {
            summary: text.clone(),
            columns: vec![Column::text(&*text), Column::number(&*other)],
            rows: vec![vec![Words::from(&*other), Words::from(&*text), Words::from("x")], vec![]],
        };
        let blocks = vec![
            Block::heading(0, &*text),
            Block::heading(9, &*other),
            Block::paragraph(Words::default().strong(&*text).plain(&*other)),
            Block::numbers([&*text, &*other]),
            Block::Table(table),
            Block::pairs([(&*text, &*other)]),
        ];
        let document = Document { lang: Lang::En, title: text.clone(), foot: other, blocks };
        let set = document.typeset();
        prop_assert!(set.is_ok(), "{:?}", set.err());
        prop_assert_eq!(page_texts(&set.unwrap().pdf).len(), document.typeset().unwrap().pages);
    }

    #[test]
    fn any_text_makes_a_letter_or_is_refused_for_its_address(text in any::<String>(), line in any::<String>()) {
        let written = Letter { address: vec![line], ..letter(&text) };
        match letters(&[written], &text, STATIONERY) {
            Ok(batch) => prop_assert_eq!(page_texts(&batch.pdf).len(), batch.pages[0].end),
            Err(error) => prop_assert!(
                matches!(error, ReportError::NoAddress { letter: 1 } | ReportError::AddressTooLong { letter: 1 }),
                "{:?}", error
            ),
        }
    }
}
