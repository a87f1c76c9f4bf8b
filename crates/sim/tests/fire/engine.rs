//! A server that goes away while people come in.

use jiff::ToSpan;
use zgoda_formats::{Input, Mapping, recognise};
use zgoda_intake::{By, ImportPlan, IntakeError, PlannedSource, import};
use zgoda_law::Basis;
use zgoda_sim::{BEGIN, Desk, Server, SimError, Site};
use zgoda_store::Link;

/// Rows of the file: several batches.
const ROWS: usize = 1_700;

fn file() -> Input {
    let mut text = String::from("Imię;Nazwisko;E-mail\n");
    (0..ROWS).for_each(|row| text += &format!("Anna;Lis;row{row}@load.example.test\n"));
    Input::from(text.into_bytes())
}

fn run(desk: &Desk, stop_after: u64, stop: &dyn Fn()) -> Result<import::Report, IntakeError> {
    let store = &desk.store;
    let input = file();
    let mapping = Mapping::propose(&recognise(&input).unwrap().open_table(&input).unwrap().unwrap());
    let purpose = desk.purpose("respond_inquiry").unwrap();
    let links = vec![Link { purpose, basis: Basis::Contract, reference: Some("targi".into()) }];
    let source = store.sources().unwrap()[0].id;
    let day = zgoda_law::calendar::day_of(BEGIN);
    let plan =
        ImportPlan { informed: true, ..ImportPlan::new(PlannedSource::Known(source), Some(day), links) };
    let mut stopped = false;
    import::run(store, By::system(BEGIN + 1.minute()), &input, &plan, &mapping, &mut |at| {
        if !stopped && at.counts.rows >= stop_after {
            stopped = true;
            stop();
        }
    })
}

#[test]
fn an_import_whose_server_stops_says_so_and_is_gone_on_with_without_doubles() {
    for mode in ["fast", "immediate"] {
        let server = Server::start(&[]).unwrap();
        let site = Site::at(server.new_database().unwrap()).unwrap();
        let desk = Desk::open(site.open().unwrap()).unwrap();
        let error = run(&desk, 1_000, &|| server.stop(mode).unwrap()).unwrap_err();
        let IntakeError::Stopped { id, counts, .. } = &error else { panic!("{error}") };
        let (id, before) = (*id, *counts);
        assert_eq!(before.imported, 1_000);
        let said = SimError::from(error).chain();
        let why = ["connect", "cannot be opened"].iter().any(|word| said.contains(word));
        assert!(said.contains("stopped after 1000 rows") && why, "{said}");

        server.begin().unwrap();
        // The same store goes on; what was counted is what is there.
        assert_eq!(desk.store.people_count().unwrap(), 1_000);
        let left = desk.store.import(id).unwrap();
        assert_eq!((left.counts.imported, left.finished_at), (1_000, None));
        let report = run(&desk, u64::MAX, &|| {}).unwrap();
        assert_eq!((report.counts.confirmed, report.counts.imported), (1_000, ROWS as u64 - 1_000));
        let email = desk.field("email").unwrap();
        for row in 0..ROWS {
            let found = desk.store.find(email, &format!("row{row}@load.example.test")).unwrap();
            assert_eq!(found.len(), 1, "row {row}");
        }
        assert_eq!(desk.store.people_count().unwrap(), ROWS as u64);
        assert!(desk.store.examine().unwrap().is_sound());
        desk.store.ledger().verify(|_, _| {}).unwrap();
    }
}
