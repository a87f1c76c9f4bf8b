//! Where data are: those of the firm, and those of one person.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_rights::inventory::{Helper, StrayHeld};
use zgoda_store::Zone;
use zgoda_text::Text;

use super::exports::ExportRow;
use super::frame::Frame;
use super::parts::{Tone, Who};

/// What a zone is called.
pub fn zone_words(t: &Text, zone: &Zone) -> &'static str {
    match zone {
        Zone::Vault => t.inventory_zone_vault(),
        Zone::Work => t.inventory_zone_work(),
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// In which zone.
    pub zone: Zone,
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// The bytes it takes, in words.
    pub size: Option<String>,
    /// Whether its rows lead to people.
    pub of_people: bool,
}

/// A zone as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneSum {
    /// Which.
    pub zone: Zone,
    /// The rows of its tables.
    pub rows: u64,
    /// The bytes it takes, in words.
    pub size: String,
}

/// An archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveRow {
    /// Data or keys, in a word.
    pub kind: &'static str,
    /// When it was made.
    pub made_at: Timestamp,
    /// Its size, in words.
    pub size: String,
    /// Until when it opens, in words.
    pub until: String,
    /// The colour of that.
    pub tone: Tone,
}

/// Where the firm's data are.
#[derive(Debug, Template)]
#[template(path = "inventory.html")]
pub struct InventoryPage {
    /// What stands around.
    pub frame: Frame,
    /// As of when.
    pub at: Timestamp,
    /// Whether the reader may have the tables counted.
    pub may_count: bool,
    /// When the tables were counted.
    pub counted_at: Option<Timestamp>,
    /// Both zones.
    pub zones: Vec<ZoneSum>,
    /// The tables.
    pub tables: Vec<TableRow>,
    /// How many files may still be somewhere.
    pub out: u64,
    /// Those files.
    pub rows: Vec<ExportRow>,
    /// Those who process for us.
    pub processors: Vec<Helper>,
    /// The archives.
    pub archives: Vec<ArchiveRow>,
    /// Stray files and media.
    pub strays: Vec<StrayHeld>,
    /// How many values end soon, and when the first do.
    pub values: (u64, Option<Date>),
    /// Fields that will be erased, by stable name.
    pub fields: Vec<(String, Date)>,
    /// Letters in print: batch, how many, until when.
    pub letters: Vec<(u32, u32, Date)>,
}

impl InventoryPage {
    /// Whether the space of tables is known.
    pub const fn sized(&self) -> bool {
        true
    }
}

/// Where one person's data are.
#[derive(Debug, Template)]
#[template(path = "person/where.html")]
pub struct WherePage {
    /// What stands around.
    pub frame: Frame,
    /// Who.
    pub who: Who,
    /// How many values lie sealed.
    pub sealed: u64,
    /// The tables.
    pub tables: Vec<TableRow>,
    /// The files they are in.
    pub rows: Vec<ExportRow>,
    /// Who has data of theirs.
    pub recipients: Vec<String>,
    /// The archives that may hold them.
    pub archives: Vec<ArchiveRow>,
    /// The day from which no copy would open them, were they erased now.
    pub keys_end: Option<Date>,
    /// When each value ends, by stable name of the field.
    pub purges: Vec<(String, Date)>,
}

impl WherePage {
    /// Whether the space of tables is known: rows of one person are not measured.
    pub const fn sized(&self) -> bool {
        false
    }
}
