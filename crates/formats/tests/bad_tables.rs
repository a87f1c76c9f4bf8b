//! Tables as people send them: damaged by a spreadsheet, ragged, locked, too large, or no tables at all.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{SheetCell, candidates, propose, xlsx};
use zgoda_formats::{
    AlarmKind, Column, DateOrder, FormatError, Input, Mapping, OptOutChannel, Problem, Recognised, Seen,
    TableReader, limits, recognise,
};

fn problems(text: &str) -> Vec<Vec<(Option<usize>, Problem)>> {
    let all = candidates(text.as_bytes().to_vec());
    all.iter().map(|one| one.problems.iter().map(|found| (found.column, found.problem)).collect()).collect()
}

fn values(text: &str, column: Column) -> Vec<Option<String>> {
    candidates(text.as_bytes().to_vec()).iter().map(|one| one.value(column).map(str::to_owned)).collect()
}

#[test]
fn what_a_spreadsheet_did_is_mended_or_reported() {
    let text = "Imię;Nazwisko;Telefon;KRS;REGON;NIP;Kod pocztowy;Data zgody\n\
        Jan;Testowy;4,86E+10;28860;331502;7740001454;09411;45000\n\
        Jan;Testowy;600100200;28860;10001345;7,74E+09;30-001;2024-03-12\n\
        '+48 600 100 200;Testowy;'+48 600 100 200;0000028860;610188201;PL7740001454;D-10115;12.03.2024 10:11\n";
    use Problem::{NumberDamaged, RegonInvalid};
    assert_eq!(
        problems(text),
        [vec![(Some(2), NumberDamaged), (Some(4), RegonInvalid)], vec![(Some(5), NumberDamaged)], vec![]]
    );
    let all = candidates(text.as_bytes().to_vec());
    assert_eq!(all[0].value(Column::Krs), Some("0000028860"));
    assert_eq!(all[0].value(Column::PostalCode), Some("09-411"));
    assert_eq!(all[0].consent.as_ref().unwrap().at.as_deref(), Some("2023-03-15"));
    assert_eq!(all[1].value(Column::Regon), Some("010001345"));
    assert_eq!(all[2].value(Column::Phone), Some("+48600100200"));
    assert_eq!(all[2].value(Column::PostalCode), Some("D-10115"));
    assert_eq!(all[2].consent.as_ref().unwrap().at.as_deref(), Some("2024-03-12 10:11"));
}

#[test]
fn ragged_rows_are_reported_and_read() {
    let text = "email,imie,firma\na@example.test,Jan,X\nb@example.test\nc@example.test,Jan,X,nadmiar\nd@example.test,Jan,X,,\n";
    assert_eq!(
        problems(text),
        [vec![], vec![(None, Problem::TooFewCells)], vec![(None, Problem::TooManyCells)], vec![]]
    );
    assert_eq!(values(text, Column::Email).iter().flatten().count(), 4);
}

#[test]
fn blank_lines_are_passed_over_but_counted() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["email;imie", "", "a@example.test;Jan", ";", "", "b@example.test;Ola", ""].join(end);
        let rows: Vec<u64> = candidates(text.into_bytes()).iter().map(|one| one.row).collect();
        assert_eq!(rows, [3, 6], "{end:?}");
    }
}

#[test]
fn a_stated_delimiter_wins_and_its_line_is_no_data() {
    let text = "sep=|\nemail|imie;nazwisko\na@example.test|Jan;x\n";
    assert_eq!(values(text, Column::Email), [Some("a@example.test".into())]);
    assert_eq!(candidates(text.as_bytes().to_vec())[0].row, 3);
}

#[test]
fn cells_that_must_not_come_in_are_put_aside_without_an_echo() {
    let text = "Imię i nazwisko,E-mail,Uwagi,PESEL\n\
        Jan Testowy,a@example.test,choruje na cukrzycę,44051401359\n\
        Jan Testowy,b@example.test,dowód ABS123456,\n\
        Jan Testowy,c@example.test,karta 4111 1111 1111 1111,brak\n";
    let all = candidates(text.as_bytes().to_vec());
    let kinds: Vec<Vec<AlarmKind>> =
        all.iter().map(|one| one.alarms.iter().map(|alarm| alarm.kind).collect()).collect();
    assert_eq!(
        kinds,
        [vec![AlarmKind::Health, AlarmKind::Pesel], vec![AlarmKind::IdCard], vec![AlarmKind::PaymentCard]]
    );
    assert!(all.iter().all(|one| one.value(Column::Note).is_none()));
    let preview = format!("{:?}", propose(text.as_bytes().to_vec()));
    for secret in ["44051401359", "cukrzyc", "ABS123456", "4111"] {
        assert!(!preview.contains(secret), "{secret}");
    }
}

#[test]
fn opt_outs_are_kept_whatever_else_is_wrong() {
    let text = "Email,DONOTCALL,HASOPTEDOUTOFEMAIL,Status\n\
        a@example.test,true,false,Active\n\
        nie-adres,0,TAK,\n\
        c@example.test,,,Bounced\n\
        d@example.test,kiedyś,,\n";
    let all = candidates(text.as_bytes().to_vec());
    let channels: Vec<Vec<OptOutChannel>> =
        all.iter().map(|one| one.opt_outs.iter().map(|out| out.channel).collect()).collect();
    use OptOutChannel::{Call, Email};
    assert_eq!(channels, [vec![Call], vec![Email], vec![Email], vec![Call]]);
    assert!(all[3].problems.iter().any(|found| found.problem == Problem::OptOutUnclear));
}

#[test]
fn a_date_is_asked_about_rather_than_guessed() {
    let unclear = "email,consent date\na@example.test,03/04/2024\n";
    assert_eq!(problems(unclear), [[(Some(1), Problem::DateAmbiguous)]]);
    assert!(propose(unclear.as_bytes().to_vec()).asks_for_date_order());
    let clear = "email,consent date\na@example.test,03/04/2024\nb@example.test,03/31/2024\n";
    let mapping = propose(clear.as_bytes().to_vec());
    assert_eq!(mapping.date_order, Some(DateOrder::MonthFirst));
    let all = candidates(clear.as_bytes().to_vec());
    assert_eq!(all[0].consent.as_ref().unwrap().at.as_deref(), Some("2024-03-04"));
}

#[test]
fn a_mapping_can_be_changed_saved_and_read_again() {
    let text = "kolumna A,kolumna B\nJan,a@example.test\n";
    let mut mapping = propose(text.as_bytes().to_vec());
    assert!(mapping.columns.iter().all(|mapped| mapped.column == Column::Skip));
    assert_eq!(mapping.columns[1].samples, ["a@example.test"]);
    mapping.set(1, Column::Email);
    let saved = serde_json::to_string(&mapping).unwrap();
    assert!(!saved.contains("example.test"));
    let mapping: Mapping = serde_json::from_str(&saved).unwrap();
    let all = support::candidates_by(text.as_bytes().to_vec(), mapping);
    assert_eq!(all[0].value(Column::Email), Some("a@example.test"));
}

#[test]
fn a_list_of_bare_addresses_needs_no_header() {
    let all = candidates(b"a@example.test\nb@example.test\n".to_vec());
    assert_eq!(
        all.iter().map(|one| one.value(Column::Email).unwrap()).collect::<Vec<_>>(),
        ["a@example.test", "b@example.test"]
    );
    assert_eq!(all[0].row, 1);
}

#[test]
fn a_spreadsheet_gives_what_the_same_text_gives() {
    use SheetCell::{Date, Number, Shared, Text};
    let rows: Vec<Vec<SheetCell>> = vec![
        vec![Shared("Raport"), Text("")],
        vec![],
        vec![
            Shared("Imię i nazwisko"),
            Shared("E-mail"),
            Shared("Telefon"),
            Shared("KRS"),
            Shared("Data zgody"),
        ],
        vec![
            Text("Zofia Przykładowa"),
            Text("zofia@example.test"),
            Number(600000000.0),
            Number(28860.0),
            Date(45363.0),
        ],
        vec![],
        vec![Text("Kowalski, Jan"), Text("zły adres"), Number(48600000001.0)],
    ];
    let input = Input::from(xlsx(&rows));
    let Recognised::Xlsx { .. } = recognise(&input).unwrap() else { panic!("no spreadsheet") };
    let all = support::candidates_of(&input);
    assert_eq!(all.iter().map(|one| one.row).collect::<Vec<_>>(), [4, 6]);
    assert_eq!(all[0].value(Column::Phone), Some("+48600000000"));
    assert_eq!(all[0].value(Column::Krs), Some("0000028860"));
    assert_eq!(all[0].consent.as_ref().unwrap().at.as_deref(), Some("2024-03-12"));
    assert_eq!(all[1].value(Column::LastName), Some("Kowalski"));
    assert_eq!(all[1].value(Column::Phone), Some("+48600000001"));
}

#[test]
fn a_spreadsheet_that_unpacks_to_gigabytes_is_refused() {
    let bomb =
        support::archive(&[("xl/workbook.xml", support::Part::Zeros(limits::XLSX_HELD_BYTES_MAX + 1))]);
    assert!(bomb.len() < 2_000_000);
    let input = Input::from(bomb);
    assert!(matches!(recognise(&input), Err(FormatError::UnpacksTooLarge { .. })));
}

#[test]
fn broken_spreadsheets_are_refused_without_a_panic() {
    let whole = xlsx(&[vec![SheetCell::Text("email")], vec![SheetCell::Text("a@example.test")]]);
    for cut in [30, whole.len() / 2, whole.len() - 10] {
        let outcome = recognise(&Input::from(whole[..cut].to_vec()));
        assert!(
            matches!(outcome, Err(FormatError::Unknown(Seen::Archive) | FormatError::DamagedSpreadsheet)),
            "{cut}"
        );
    }
    let empty = support::archive(&[("xl/workbook.xml", support::Part::Text("<workbook/>"))]);
    assert!(recognise(&Input::from(empty)).is_err());
}

#[test]
fn a_quote_left_open_ends_in_a_clear_error_and_not_in_memory() {
    let mut text = b"email,uwagi\na@example.test,x\nb@example.test,\"".to_vec();
    text.resize(text.len() + limits::ROW_BYTES_MAX + 10, b'x');
    let input = Input::from(text);
    let outcome = recognise(&input);
    let message = outcome.unwrap_err().to_string();
    assert_eq!(message, "row 3 is longer than 4194304 bytes: a quotation mark may be left open");
}

#[test]
fn too_many_columns_and_too_long_cells_are_clear_errors() {
    let wide = Input::from(",".repeat(limits::COLUMNS_MAX + 1).into_bytes());
    assert!(matches!(recognise(&wide), Err(FormatError::TooManyColumns { row: 1, .. })));
    let long = Input::from(
        format!("email,x\na@example.test,{}\n", "y".repeat(limits::CELL_BYTES_MAX + 1)).into_bytes(),
    );
    assert!(matches!(recognise(&long), Err(FormatError::CellTooLong { row: 2, .. })));
}

#[test]
fn files_that_are_no_tables_are_named() {
    for (bytes, seen) in [
        (&b""[..], Seen::Empty),
        (b"%PDF-1.7\n", Seen::Pdf),
        (b"\x89PNG\r\n", Seen::Picture),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Seen::OldOrLockedSpreadsheet),
        (b"PK\x03\x04garbage", Seen::Archive),
        (b"<!DOCTYPE html><html>", Seen::Html),
        (b"<?xml version=\"1.0\"?>", Seen::Xml),
        (b"<?xml version=\"1.0\"?><tns:JednostkaMikro>", Seen::Statement),
        (b"BEGIN:VCARD\r\nVERSION:3.0", Seen::VCard),
        (b"{\"a\":1}", Seen::Json),
        (b"[1,2]", Seen::Json),
        (b"07.10.2026, 18:02 - Zofia: tekst", Seen::WhatsApp),
        (b"[07.10.2026, 18:02:33] Zofia: tekst", Seen::WhatsApp),
        (b"From jan@example.test Thu Sep 24\n", Seen::Mail),
        (b"\x00\x01\x02\x03\x00\x00\x00", Seen::Binary),
    ] {
        match recognise(&Input::from(bytes.to_vec())) {
            Err(FormatError::Unknown(found)) => assert_eq!(found, seen),
            other => panic!("{seen:?}: {other:?}"),
        }
    }
    assert!(matches!(recognise(&Input::from(b"\n\n \n".to_vec())), Err(FormatError::Unknown(Seen::Empty))));
    assert!(matches!(recognise(&Input::Path("/no/such/file".into())), Err(FormatError::Io(_))));
}

#[test]
fn a_wrong_extension_deceives_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kontakty.csv");
    std::fs::write(&path, xlsx(&[vec![SheetCell::Text("email")], vec![SheetCell::Text("a@example.test")]]))
        .unwrap();
    let input = Input::Path(path);
    assert!(matches!(recognise(&input), Ok(Recognised::Xlsx { .. })));
    assert_eq!(support::candidates_of(&input).len(), 1);
}

#[test]
fn progress_grows_to_the_end() {
    let text = format!("email\n{}", "a@example.test\n".repeat(50_000));
    let input = Input::from(text.into_bytes());
    let table: TableReader = recognise(&input).unwrap().open_table(&input).unwrap().unwrap();
    let mapping = Mapping::propose(&table);
    let mut all = zgoda_formats::Candidates::new(table, mapping);
    let mut last = 0;
    while let Some(candidate) = all.next() {
        candidate.unwrap();
        let read = all.progress().bytes_read;
        assert!(read >= last && read <= input.len().unwrap());
        last = read;
    }
    assert_eq!((last, all.tally().rows), (input.len().unwrap(), 50_000));
}
