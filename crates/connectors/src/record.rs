//! The record a register hands over: facts with their paths, members of organs, and what was left out.

mod fields;
mod provenance;
mod value;

use std::fmt;

use jiff::civil::Date;

pub use fields::Field;
pub use provenance::{Provenance, ReadDocument, RecordHash};
pub use value::{Address, FactValue};

/// The allow-listed content of one register entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Extract {
    /// Where and when it was read.
    pub provenance: Provenance,
    /// The state of the entry.
    pub standing: Standing,
    /// Whose facts these are. Those of a sole trader are that person's data, all of them.
    pub holder: Holder,
    /// The facts, in the order of the allow-list.
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

impl fmt::Debug for Extract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Extract");
        shown.field("provenance", &self.provenance).field("standing", &self.standing);
        shown.field("holder", &self.holder);
        if self.holder.is_person() {
            shown.field("facts", &self.facts.iter().map(|fact| fact.field).collect::<Vec<_>>());
        } else {
            shown.field("facts", &self.facts);
        }
        shown.field("members", &self.members).field("attention", &self.attention);
        shown.field("withheld", &self.withheld).finish()
    }
}

/// Whose facts a record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// An organisation: its facts are no personal data.
    Organisation,
    /// A natural person who trades in their own name: art. 14 applies from the first fact on.
    SoleTrader {
        /// The person's name, where the register tells it and it is needed.
        name: Option<PersonName>,
    },
    /// The source does not tell. Such a record is treated as a person's, unless another source tells.
    Unclear,
}

impl Holder {
    /// Whether the facts are to be treated as personal data.
    pub fn is_person(&self) -> bool {
        *self != Self::Organisation
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
