//! One extract: the header, read; the sections, reduced to the values that stand.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::{KrsNumber, PROFILE, fields, members, read, versions};
use crate::{
    ConnectorError, Entry, Extract, Fact, FactValue, Field, Holder, Provenance, RecordHash, Standing,
    StruckOff,
};

/// What the last entry of a struck-off entity says.
const STRUCK_OFF: &str = "WYKREŚLENIE Z KRAJOWEGO REJESTRU SĄDOWEGO";

/// The two parts of the register. One number stands in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterPart {
    /// Entrepreneurs (`P`).
    Entrepreneurs,
    /// Associations, foundations, health-care units (`S`).
    Associations,
}

impl RegisterPart {
    /// In the order in which they are asked.
    pub const BOTH: [Self; 2] = [Self::Entrepreneurs, Self::Associations];

    /// The letter of the query.
    pub const fn letter(self) -> char {
        match self {
            Self::Entrepreneurs => 'P',
            Self::Associations => 'S',
        }
    }
}

/// An extract as it was read. It is never stored; what is carried on is made by [`Document::extract`].
pub struct Document {
    header: Header,
    /// `odpis.dane` in the shape of a current extract.
    sections: Value,
    /// Which entry brought the value at a path; empty for a current extract, which does not tell.
    entered: BTreeMap<String, u32>,
}

struct Header {
    number: KrsNumber,
    part: RegisterPart,
    as_of: Option<Date>,
    registered_on: Option<Date>,
    last_entry: Option<Entry>,
    standing: Standing,
    struck_off_on: Option<Date>,
    final_on: Option<Date>,
    /// The key of the header, for paths.
    key: &'static str,
    entries: BTreeMap<u32, Option<Date>>,
}

impl Document {
    /// Reads a current or a full extract.
    pub fn parse(body: &[u8]) -> Result<Self, ConnectorError> {
        let root: Value =
            serde_json::from_slice(body).map_err(|_| ConnectorError::Unreadable("it is no JSON"))?;
        let extract = root.get("odpis").ok_or(ConnectorError::Unreadable("it holds no extract"))?;
        let sections = extract.get("dane").unwrap_or(&Value::Null);
        if let Some(node) = extract.get("naglowekA") {
            let header = Header::of_current(node)?;
            return Ok(Self { header, sections: sections.clone(), entered: BTreeMap::new() });
        }
        let node = extract.get("naglowekP").ok_or(ConnectorError::Unreadable("it has no header"))?;
        let header = Header::of_full(node)?;
        let (sections, entered) = versions::standing_values(sections);
        Ok(Self { header, sections, entered })
    }

    /// Whose extract it is.
    pub fn number(&self) -> &KrsNumber {
        &self.header.number
    }

    /// Whether the header says that the entity was struck off.
    pub fn is_struck_off(&self) -> bool {
        self.header.standing == Standing::StruckOff
    }

    /// What is carried on: the allow-listed facts and the members of organs.
    pub fn extract(&self, url: String, fetched_at: Timestamp) -> Extract {
        let mut facts = self.header.facts();
        let mut withheld = Vec::new();
        fields::collect(&self.sections, &mut facts, &mut withheld);
        for fact in &mut facts {
            fact.entry = fact.entry.or_else(|| self.entry_of(&fact.path));
        }
        let members = members::collect(&self.sections, &mut withheld);
        let attention = fields::attention(&self.sections);
        let provenance = self.header.provenance(&facts, url, fetched_at);
        let (standing, holder) = (self.header.standing, Holder::Organisation);
        Extract { provenance, standing, holder, facts, members, attention, withheld }
    }

    /// What is carried on of an entity that was struck off: the days, nothing else.
    pub fn struck_off(&self, url: String, fetched_at: Timestamp) -> StruckOff {
        let facts = self.header.facts();
        let provenance = self.header.provenance(&facts, url, fetched_at);
        let Header { struck_off_on, final_on, .. } = self.header;
        StruckOff { provenance, struck_off_on, final_on, facts }
    }

    /// The same where the register has no full extract to read the days from.
    pub(super) fn struck_off_without_history(
        number: &KrsNumber,
        part: RegisterPart,
        url: String,
        fetched_at: Timestamp,
    ) -> StruckOff {
        let header = Header::bare(number.clone(), part, "naglowekA");
        let facts = header.facts();
        let provenance = header.provenance(&facts, url, fetched_at);
        StruckOff { provenance, struck_off_on: None, final_on: None, facts }
    }

    /// The entry that brought the value at a path: that of the nearest enclosing version.
    fn entry_of(&self, path: &str) -> Option<Entry> {
        let mut path = path.strip_prefix(fields::ROOT)?;
        loop {
            if let Some(&number) = self.entered.get(path) {
                return Some(Entry { number, on: self.header.entries.get(&number).copied().flatten() });
            }
            path = &path[..path.rfind('.')?];
        }
    }
}

impl Header {
    fn of_current(node: &Value) -> Result<Self, ConnectorError> {
        let (number, part) = identity(node)?;
        let last = node.get("numerOstatniegoWpisu").and_then(read::small_number);
        Ok(Self {
            as_of: read::day_at(node, "stanZDnia"),
            registered_on: read::day_at(node, "dataRejestracjiWKRS"),
            last_entry: last.map(|number| Entry { number, on: read::day_at(node, "dataOstatniegoWpisu") }),
            standing: standing(node),
            ..Self::bare(number, part, "naglowekA")
        })
    }

    fn of_full(node: &Value) -> Result<Self, ConnectorError> {
        let (number, part) = identity(node)?;
        let list = node.get("wpis").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let entries: BTreeMap<u32, Option<Date>> = list
            .iter()
            .filter_map(|entry| {
                let number = entry.get("numerWpisu").and_then(read::small_number)?;
                Some((number, read::day_at(entry, "dataWpisu")))
            })
            .collect();
        let end =
            list.iter().rev().find(|entry| entry.get("opis").and_then(Value::as_str) == Some(STRUCK_OFF));
        Ok(Self {
            as_of: read::day_at(node, "stanZDnia"),
            registered_on: entries.first_key_value().and_then(|(_, on)| *on),
            last_entry: entries.last_key_value().map(|(&number, &on)| Entry { number, on }),
            standing: if end.is_some() { Standing::StruckOff } else { standing(node) },
            struck_off_on: end.and_then(|entry| read::day_at(entry, "dataWpisu")),
            final_on: end.and_then(|entry| read::day_at(entry, "dataUprawomocnienia")),
            entries,
            ..Self::bare(number, part, "naglowekP")
        })
    }

    fn bare(number: KrsNumber, part: RegisterPart, key: &'static str) -> Self {
        Self {
            number,
            part,
            as_of: None,
            registered_on: None,
            last_entry: None,
            standing: Standing::StruckOff,
            struck_off_on: None,
            final_on: None,
            key,
            entries: BTreeMap::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let text = |text: &str| Some(FactValue::Text(text.to_owned()));
        let full = self.key == "naglowekP";
        let (registered, last_number, last_day) = if full {
            ("wpis.dataWpisu", "wpis.numerWpisu", "wpis.dataWpisu")
        } else {
            ("dataRejestracjiWKRS", "numerOstatniegoWpisu", "dataOstatniegoWpisu")
        };
        let last_number_value = self.last_entry.map(|entry| FactValue::Number(entry.number.into()));
        let last_day_value = self.last_entry.and_then(|entry| entry.on).map(FactValue::Date);
        [
            (Field::KrsNumber, "numerKRS", text(self.number.as_str())),
            (Field::Register, "rejestr", text(&format!("Rej{}", self.part.letter()))),
            (Field::RegistrationDate, registered, self.registered_on.map(FactValue::Date)),
            (Field::LastEntryNumber, last_number, last_number_value),
            (Field::LastEntryDate, last_day, last_day_value),
            (Field::StruckOffDate, "wpis.dataWpisu", self.struck_off_on.map(FactValue::Date)),
        ]
        .into_iter()
        .filter_map(|(field, name, value)| {
            Some(Fact { field, value: value?, path: format!("odpis.{}.{name}", self.key), entry: None })
        })
        .collect()
    }

    fn provenance(&self, facts: &[Fact], url: String, fetched_at: Timestamp) -> Provenance {
        Provenance {
            register: PROFILE.id,
            source: PROFILE.source,
            url,
            fetched_at,
            as_of: self.as_of,
            licence: PROFILE.licence,
            record_hash: RecordHash::of(facts),
            documents: Vec::new(),
        }
    }
}

fn identity(node: &Value) -> Result<(KrsNumber, RegisterPart), ConnectorError> {
    let number = node.get("numerKRS").and_then(Value::as_str).unwrap_or_default();
    let number = number.parse().map_err(|_| ConnectorError::Unreadable("it has no number"))?;
    match node.get("rejestr").and_then(Value::as_str) {
        Some("RejP") => Ok((number, RegisterPart::Entrepreneurs)),
        Some("RejS") => Ok((number, RegisterPart::Associations)),
        _ => Err(ConnectorError::Unreadable("it names no register")),
    }
}

/// Only 1 and 2 are understood; anything else is passed on as a number, not guessed.
fn standing(node: &Value) -> Standing {
    match node.get("stanPozycji").and_then(Value::as_i64) {
        Some(1) => Standing::Standing,
        Some(2) => Standing::StruckOff,
        code => Standing::Unknown(code.unwrap_or_default()),
    }
}
