//! The record a register hands over: facts with their paths, members of organs, and what was left out.

mod value;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use zgoda_law::SourceType;

pub use value::{Address, FactValue, Field};

/// The allow-listed content of one register entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// Where and when it was read.
    pub provenance: Provenance,
    /// The state of the entry.
    pub standing: Standing,
    /// Facts about the organisation, in the order of the allow-list.
    pub facts: Vec<Fact>,
    /// The natural persons in its organs. Each is a data subject of their own: art. 14 applies to them.
    pub members: Vec<OrganMember>,
    /// What a person should look at in the register itself.
    pub attention: Vec<Attention>,
    /// What was there but is not carried, without its value.
    pub withheld: Vec<Withheld>,
}

impl Extract {
    /// The first fact of a field.
    pub fn fact(&self, field: Field) -> Option<&Fact> {
        self.facts_of(field).next()
    }

    /// All facts of a field, in the order of the register.
    pub fn facts_of(&self, field: Field) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.field == field)
    }

    /// The name of the organisation.
    pub fn name(&self) -> Option<&str> {
        match &self.fact(Field::Name)?.value {
            FactValue::Text(name) => Some(name),
            _ => None,
        }
    }
}

/// An entity that was struck off. Its duty of information is gone, and so, as a rule, is the need to keep its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StruckOff {
    /// Where and when it was read.
    pub provenance: Provenance,
    /// The day of the entry that struck it off, where the register tells it.
    pub struck_off_on: Option<Date>,
    /// The day that entry became final.
    pub final_on: Option<Date>,
    /// The facts of the header.
    pub facts: Vec<Fact>,
}

/// One fact about an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Which fact.
    pub field: Field,
    /// Its value, normalised.
    pub value: FactValue,
    /// Where it stands in the source, in the notation of a current extract, for the metryczka.
    pub path: String,
    /// The entry that brought it, where the source tells it.
    pub entry: Option<Entry>,
}

/// An entry of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its number within the record.
    pub number: u32,
    /// Its day, where known.
    pub on: Option<Date>,
}

/// Where a record was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The stable id of the register, see [`crate::Profile::id`].
    pub register: &'static str,
    /// The source type of every fact in the record.
    pub source: SourceType,
    /// The address that was read; it holds no secret.
    pub url: String,
    /// When it was read.
    pub fetched_at: Timestamp,
    /// The day whose state the source says it shows.
    pub as_of: Option<Date>,
    /// The licence of the data (SPDX).
    pub licence: &'static str,
    /// The hash of the facts: equal hashes mean that nothing changed.
    pub record_hash: RecordHash,
}

/// SHA-256 over the normalised facts of the organisation. Names of persons are never part of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordHash([u8; 32]);

impl RecordHash {
    /// The hash of these facts, in this order.
    pub fn of(facts: &[Fact]) -> Self {
        let mut hasher = Sha256::new();
        for fact in facts {
            // INVARIANT: normalised values hold no control characters, so the separators are unambiguous.
            hasher.update(fact.field.name());
            hasher.update([0x1f]);
            hasher.update(fact.value.canonical());
            hasher.update([0x1e]);
        }
        Self(hasher.finalize().into())
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for RecordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for RecordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordHash({self})")
    }
}

/// The state of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Stands in the register.
    Standing,
    /// Struck off.
    StruckOff,
    /// A code whose meaning is not documented.
    Unknown(i64),
}

/// A natural person in an organ of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganMember {
    /// In which organ.
    pub organ: Organ,
    /// The office held, from a closed vocabulary; nothing else is carried, because the source takes free text.
    pub function: Option<String>,
    /// The name, unless the source masks it.
    pub name: Option<PersonName>,
    /// Whether the source masks the name. A masked person is never unmasked from other sources.
    pub masked: bool,
    /// Whether the member is suspended, where the source tells it.
    pub suspended: Option<bool>,
    /// Where the member stands in the source.
    pub path: String,
}

/// The organs a register lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Organ {
    /// Represents the organisation (zarząd).
    Board,
    /// Supervises it (rada nadzorcza).
    Supervisory,
    /// Commercial proxies (prokurenci).
    Proxies,
}

impl Organ {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Supervisory => "supervisory",
            Self::Proxies => "proxies",
        }
    }
}

/// A person's name. `Debug` hides it, so that it reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName {
    /// The first given name; further ones are not needed.
    pub given: String,
    /// The surname with all its parts.
    pub surname: String,
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

/// Something in the register that no machine should judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attention {
    /// A section with sensitive content is not empty; its content is not carried.
    SectionPresent(Section),
    /// Signs of liquidation.
    Liquidation,
    /// Signs of bankruptcy.
    Bankruptcy,
    /// Signs of restructuring.
    Restructuring,
    /// Signs that the activity is suspended.
    Suspension,
    /// The form of a partnership: its name may hold surnames of the partners.
    NameMayHoldSurnames,
}

/// The sections of the register whose content is never carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Dział 4: arrears, creditors, enforcement.
    Arrears,
    /// Dział 5: court-appointed curator.
    Curator,
    /// Dział 6: mergers, liquidation, bankruptcy.
    Changes,
}

/// A value that was there and is not carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Where it stands in the source.
    pub path: String,
    /// Why it is not carried.
    pub reason: WithheldReason,
}

/// Why a value is not carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WithheldReason {
    /// It may be the address of a person, not of the organisation.
    MayBePersonal,
    /// The source masks it.
    Masked,
    /// It is not in the documented form; free text is never carried.
    Unreadable,
}
