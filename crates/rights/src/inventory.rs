//! Where data are: tables, files that left, those who process for us, archives, stray files and media, and what is about to
//! be destroyed; for the whole firm, and for one person (law D, file 22; the question "where is my data").

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use zgoda_law::Country;
use zgoda_law::calendar::day_of;
use zgoda_store::{
    ArchiveKind, ArchiveMade, Export, ExportTotals, FieldStop, Person, Register, Store, TableHeld,
    TablesCounted,
};

use crate::exports::recipients;
use crate::registers::{self, Entry};
use crate::tag::name_of_field;
use crate::{ErasureOptions, RightsError};

/// Archives and files shown at most.
const SHOWN: u32 = 200;
/// How far ahead destructions are counted, in days.
const AHEAD: i32 = 90;

/// An archive and until when it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Copy {
    /// The archive.
    pub archive: ArchiveMade,
    /// The day on which an archive of keys ends by its term, or ended; archives of data have none of their own.
    pub opens_until: Option<Date>,
}

impl Copy {
    /// Whether it still opens, as far as is known.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.archive.ended_at.is_none_or(|end| end > now)
    }
}

/// Somebody who processes for us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Helper {
    /// The number of the entry in the register.
    pub entry: u32,
    /// Their name.
    pub name: String,
    /// Where they are.
    pub country: Country,
    /// What they do.
    pub service: String,
}

/// A stray file or medium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StrayHeld {
    /// The number of the entry in the register.
    pub entry: u32,
    /// What it is called.
    pub name: String,
    /// Where it lies.
    pub place: String,
    /// Of how many people, about.
    pub persons: Option<u32>,
    /// The day by which something is to be done.
    pub due: Date,
}

/// What is about to be destroyed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Purges {
    /// How many values end on which day, for some months.
    pub values: Vec<(Date, u64)>,
    /// Fields that were stopped and will be erased, by stable name.
    pub fields: Vec<(String, Date)>,
    /// How many letters in print are handed out until when.
    pub letters: Vec<(u32, u32, Date)>,
}

/// Where the firm's data are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inventory {
    /// As of when.
    pub at: Timestamp,
    /// The tables of both zones, as they were counted last.
    pub tables: Option<TablesCounted>,
    /// Files that left, the latest first.
    pub exports: Vec<Export>,
    /// How many of them may still be somewhere.
    pub out: ExportTotals,
    /// Those who process for us.
    pub processors: Vec<Helper>,
    /// Archives, the latest first.
    pub archives: Vec<Copy>,
    /// Stray files and media that are not destroyed.
    pub strays: Vec<StrayHeld>,
    /// What is about to be destroyed.
    pub purges: Purges,
}

/// Where one person's data are. Nothing of it is a value of theirs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Whereabouts {
    /// The tables that have rows of them.
    pub tables: Vec<TableHeld>,
    /// How many values lie sealed in the vault.
    pub sealed: usize,
    /// The files they are in, each with the fields of theirs.
    pub exports: Vec<Export>,
    /// Everybody who has data of theirs, by name.
    pub recipients: Vec<String>,
    /// Archives made since they were recorded, that may hold their sealed values or their key.
    pub archives: Vec<Copy>,
    /// The day after which no archive of keys opens their values any more, were they erased now.
    pub keys_end: Option<Date>,
    /// When each of their values is destroyed, by stable name of the field.
    pub purges: Vec<(String, Date)>,
}

/// Takes the inventory of the firm.
///
/// # Errors
/// Where the store fails.
pub fn take(store: &Store, now: Timestamp) -> Result<Inventory, RightsError> {
    Ok(Inventory {
        at: now,
        tables: store.tables_counted()?,
        exports: store.exports(now, SHOWN)?,
        out: store.export_totals()?,
        processors: processors(store, now)?,
        archives: copies(store, now)?,
        strays: strays(store, now)?,
        purges: purges(store, now)?,
    })
}

/// Says where one person's data are.
///
/// # Errors
/// Where the store fails.
pub fn whereabouts(store: &Store, person: &Person, now: Timestamp) -> Result<Whereabouts, RightsError> {
    let mut archives = copies(store, now)?;
    archives.retain(|copy| copy.archive.made_at >= person.created_at && copy.is_open(now));
    let of_keys = archives.iter().filter(|copy| copy.archive.kind == ArchiveKind::Keys);
    let keys_end = of_keys.filter_map(|copy| copy.opens_until).max();
    let held = || person.facts.iter().filter(|fact| person.holds(fact.no));
    let mut purges: Vec<(String, Date)> =
        held().filter_map(|fact| Some((name_of_field(store, fact.field), fact.last_day()?))).collect();
    purges.sort_by(|one, other| (one.1, &one.0).cmp(&(other.1, &other.0)));
    Ok(Whereabouts {
        tables: store.tables_of(person.ordinal)?,
        sealed: held().count(),
        exports: store.exports_of(person.ordinal)?,
        recipients: recipients(store, person, now)?,
        archives,
        keys_end,
        purges,
    })
}

/// The archives by a moment, with the day on which each ends.
///
/// # Errors
/// Where the store fails.
pub fn copies(store: &Store, at: Timestamp) -> Result<Vec<Copy>, RightsError> {
    let days = i32::from(ErasureOptions::default().key_archive_days);
    let copy = |archive: ArchiveMade| {
        let by_term = day_of(archive.made_at).saturating_add(days.days());
        let ended = archive.ended_at.filter(|end| *end <= at);
        let archive = ArchiveMade { ended_at: ended, ..archive };
        let opens_until = (archive.kind == ArchiveKind::Keys).then(|| ended.map_or(by_term, day_of));
        Copy { archive, opens_until }
    };
    Ok(store.archives(at, SHOWN)?.into_iter().map(copy).collect())
}

/// Those who process for us, by name.
///
/// # Errors
/// Where the store fails.
pub fn processors(store: &Store, at: Timestamp) -> Result<Vec<Helper>, RightsError> {
    let mut all = Vec::new();
    for entered in registers::list(store, Register::Processors, at)? {
        if let (true, Entry::Processor(one)) = (entered.is_open(at), &entered.entry) {
            let (name, service) = (one.name.0.clone(), one.service.0.clone());
            all.push(Helper { entry: entered.id.0, name, country: one.country, service });
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

fn strays(store: &Store, at: Timestamp) -> Result<Vec<StrayHeld>, RightsError> {
    let mut all = Vec::new();
    for entered in registers::list(store, Register::Strays, at)? {
        if let (true, Entry::Stray(one)) = (entered.is_open(at), &entered.entry) {
            let (name, place) = (one.name.0.clone(), one.place.0.clone());
            let due = one.last_day();
            all.push(StrayHeld { entry: entered.id.0, name, place, persons: one.persons, due });
        }
    }
    all.sort_by_key(|stray| stray.due);
    Ok(all)
}

fn purges(store: &Store, now: Timestamp) -> Result<Purges, RightsError> {
    let stops = store.field_stops()?.into_iter();
    let waits = |stop: &FieldStop| stop.undone_at.is_none() && stop.erased_at.is_none();
    let letters = store.letter_batches()?.into_iter().filter(|batch| batch.ends_at > now);
    Ok(Purges {
        values: store.due_by_day(day_of(now).saturating_add(AHEAD.days()))?,
        fields: stops.filter(waits).map(|stop| (name_of_field(store, stop.field), stop.erase_on)).collect(),
        letters: letters.map(|batch| (batch.id.0, batch.letters, day_of(batch.ends_at))).collect(),
    })
}
