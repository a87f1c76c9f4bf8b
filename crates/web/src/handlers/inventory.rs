//! `/inventory` and `/people/{id}/where`: where data are.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use jiff::Timestamp;
use zgoda_law::Deed;
use zgoda_law::calendar::day_of;
use zgoda_rights::inventory::{Copy, take, whereabouts};
use zgoda_rights::name_of;
use zgoda_rights::roles::Area;
use zgoda_store::{ArchiveKind, Export, TableHeld, Zone};
use zgoda_text::Text;

use crate::app::App;
use crate::handlers::exports;
use crate::handlers::people::subject;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::exports::ExportRow;
use crate::views::frame::Section;
use crate::views::inventory::{ArchiveRow, InventoryPage, TableRow, WherePage, ZoneSum};
use crate::views::parts::Tone;

/// Archives shown at most.
const ARCHIVES: usize = 20;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/inventory", get(firm))
        .route("/inventory/count", post(count))
        .route("/people/{id}/where", get(person))
}

/// `GET /inventory`
async fn firm(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Registers, None)?;
        let (t, now) = (frame.t, app.now());
        let all = take(&app.store, now)?;
        let out: Vec<Export> = all.exports.into_iter().filter(Export::is_out).collect();
        let purges = all.purges;
        let tables = all.tables.as_ref().map(|counted| counted.tables.clone()).unwrap_or_default();
        Ok(html(&InventoryPage {
            at: now,
            may_count: reader.may(Area::Registers, Deed::Write),
            counted_at: all.tables.as_ref().map(|counted| counted.at),
            zones: [Zone::Vault, Zone::Work].map(|zone| sum(t, zone, &tables)).into(),
            tables: tables.iter().map(|table| table_row(t, table)).collect(),
            out: all.out.files,
            rows: rows(app, &out)?,
            processors: all.processors,
            archives: all.archives.iter().take(ARCHIVES).map(|copy| archive(t, copy, now)).collect(),
            strays: all.strays,
            values: (
                purges.values.iter().map(|(_, count)| count).sum(),
                purges.values.iter().map(|(day, _)| *day).min(),
            ),
            fields: purges.fields,
            letters: purges.letters,
            frame,
        }))
    })
    .await
}

/// `POST /inventory/count`
async fn count(State(app): State<App>, _reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        app.store.count_tables(app.now())?;
        Ok(go("/inventory"))
    })
    .await
}

/// `GET /people/{id}/where`
async fn person(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let person = app.store.person(id)?;
        if person.flags.erased {
            return Ok(go(&format!("/people/{id}/certificate")));
        }
        let frame = reader.frame(app, Section::People, None)?;
        let (t, now) = (frame.t, app.now());
        let name = name_of(&app.store, &reader.acting(app), reader.session.purpose, &person)?;
        let all = whereabouts(&app.store, &person, now)?;
        Ok(html(&WherePage {
            who: show::who(id, name),
            sealed: all.sealed as u64,
            tables: all.tables.iter().map(|table| table_row(t, table)).collect(),
            rows: rows(app, &all.exports)?,
            recipients: all.recipients,
            archives: all.archives.iter().take(ARCHIVES).map(|copy| archive(t, copy, now)).collect(),
            keys_end: all.keys_end,
            purges: all.purges,
            frame,
        }))
    })
    .await
}

fn rows(app: &App, all: &[Export]) -> Result<Vec<ExportRow>, Trouble> {
    all.iter().map(|export| exports::row(app, export)).collect()
}

fn sum(t: Text, zone: Zone, tables: &[TableHeld]) -> ZoneSum {
    let of_zone = || tables.iter().filter(|table| table.zone == zone);
    let bytes: u64 = of_zone().filter_map(|table| table.bytes).sum();
    ZoneSum { zone, rows: of_zone().map(|table| table.rows).sum(), size: t.file_size(bytes) }
}

fn table_row(t: Text, table: &TableHeld) -> TableRow {
    TableRow {
        zone: table.zone,
        name: table.name.clone(),
        rows: table.rows,
        size: table.bytes.map(|bytes| t.file_size(bytes)),
        of_people: table.of_people,
    }
}

fn archive(t: Text, copy: &Copy, now: Timestamp) -> ArchiveRow {
    let made = &copy.archive;
    let (kind, until, tone) = match (made.kind, copy.opens_until) {
        (ArchiveKind::Data, _) => {
            (t.inventory_archive_data(), t.inventory_archive_lasting().to_owned(), Tone::Info)
        }
        (ArchiveKind::Keys, Some(day)) if !copy.is_open(now) || day < day_of(now) => {
            (t.inventory_archive_keys(), t.inventory_archive_ended(t.date_short(day)), Tone::Allow)
        }
        (ArchiveKind::Keys, day) => {
            let day = day.map(|day| t.date_short(day)).unwrap_or_default();
            (t.inventory_archive_keys(), t.inventory_archive_until(day), Tone::Wait)
        }
    };
    ArchiveRow { kind, made_at: made.made_at, size: t.file_size(made.bytes), until, tone }
}
