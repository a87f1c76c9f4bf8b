//! What a person must be told, gathered from what is held of them (art. 14(1), 14(2)), and the blocks a text is made of.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, FieldClass, InformationDuty, PurposeId, SourceType};
use zgoda_store::{Fact, Notice, Person, Store};

use crate::tag::{name_of_field, name_of_purpose};
use crate::trim::last_day;

/// What stands in a text, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The first line, which is the subject of a message too.
    Title(String),
    /// The name of a section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Points of a list.
    List(Vec<String>),
    /// Stands apart from all other information: the right to object, art. 21(4).
    Apart(String),
}

/// Above and below what stands apart.
const RULE: &str = "============================================================";
/// Behind a heading.
const HEADING: &str = ":";
/// No heading is longer, in bytes.
const HEADING_MAX: usize = 80;
const POINT: &str = "- ";

/// The text of blocks, as it is sent and kept.
pub(crate) fn write(blocks: &[Block]) -> String {
    let paragraph = |block: &Block| match block {
        Block::Title(text) | Block::Text(text) => text.clone(),
        Block::Heading(text) => format!("{text}{HEADING}"),
        Block::List(points) => points.iter().map(|p| format!("{POINT}{p}")).collect::<Vec<_>>().join("\n"),
        Block::Apart(text) => format!("{RULE}\n{text}\n{RULE}"),
    };
    let mut text = blocks.iter().map(paragraph).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

impl Block {
    /// The blocks of a text that was kept.
    pub fn read(text: &str) -> Vec<Self> {
        let mut blocks = Vec::new();
        for paragraph in text.trim_end().split("\n\n") {
            let inside = paragraph.strip_prefix(RULE).and_then(|rest| rest.strip_suffix(RULE));
            let heading = paragraph.strip_suffix(HEADING).filter(|text| text.len() <= HEADING_MAX);
            blocks.push(match (blocks.is_empty(), inside, heading) {
                (true, ..) => Self::Title(paragraph.to_owned()),
                (_, Some(inside), _) => Self::Apart(inside.trim().to_owned()),
                (_, _, Some(heading)) => Self::Heading(heading.to_owned()),
                _ if paragraph.starts_with(POINT) => {
                    Self::List(paragraph.lines().map(|l| l.trim_start_matches(POINT).to_owned()).collect())
                }
                _ => Self::Text(paragraph.to_owned()),
            });
        }
        blocks
    }
}

/// What is to be told of, without a word of it yet.
pub(crate) struct Telling {
    /// Whether any of it came from elsewhere, art. 14; else all from the person, art. 13.
    pub from_elsewhere: bool,
    pub sources: Vec<TellingSource>,
    /// Stable names of fields, by class.
    pub fields: BTreeMap<FieldClass, BTreeSet<String>>,
    pub purposes: Vec<TellingPurpose>,
    pub profiling: bool,
}

pub(crate) struct TellingSource {
    pub name: String,
    pub kind: SourceType,
    pub public: bool,
    pub obtained: Date,
}

pub(crate) struct TellingPurpose {
    pub name: String,
    pub bases: BTreeSet<Basis>,
    pub until: Option<Date>,
}

impl Telling {
    /// Of the values that stand and came from the sources of these duties.
    pub fn of(store: &Store, person: &Person, notices: &[&Notice]) -> Self {
        let covered = |fact: &&Fact| {
            person.holds(fact.no) && notices.iter().any(|notice| notice.source == fact.grounds.source.id)
        };
        let facts: Vec<&Fact> = person.current().filter(covered).collect();
        let catalogue = store.law().catalogue();
        let mut sources: BTreeMap<u32, TellingSource> = BTreeMap::new();
        let mut fields: BTreeMap<FieldClass, BTreeSet<String>> = BTreeMap::new();
        let mut purposes: BTreeMap<PurposeId, TellingPurpose> = BTreeMap::new();
        for fact in &facts {
            let source = &fact.grounds.source;
            let obtained = day_of(fact.obtained_at);
            let told = sources.entry(source.id.0).or_insert_with(|| TellingSource {
                name: source.name.clone(),
                kind: source.kind,
                public: source.is_public,
                obtained,
            });
            told.obtained = told.obtained.min(obtained);
            if let Some(field) = catalogue.field_by_id(fact.field) {
                fields.entry(field.class).or_default().insert(name_of_field(store, fact.field));
            }
            for link in &fact.grounds.links {
                let told = purposes.entry(link.purpose).or_insert_with(|| TellingPurpose {
                    name: name_of_purpose(store, link.purpose),
                    bases: BTreeSet::new(),
                    until: None,
                });
                told.bases.insert(link.basis);
                told.until = told.until.max(last_day(fact, link.purpose));
            }
        }
        let profiles = |id: &PurposeId| catalogue.purpose_by_id(*id).is_some_and(|def| def.profiling);
        Self {
            from_elsewhere: notices.iter().any(|notice| notice.duty == InformationDuty::Article14),
            profiling: purposes.keys().any(profiles),
            sources: sources.into_values().collect(),
            fields,
            purposes: purposes.into_values().collect(),
        }
    }

    /// Whether there is anything to tell of.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether anything rests on a basis.
    pub fn rests_on(&self, basis: Basis) -> bool {
        self.purposes.iter().any(|purpose| purpose.bases.contains(&basis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_kept_falls_into_the_blocks_it_was_made_of() {
        let blocks = vec![
            Block::Title("Informacja".into()),
            Block::Text("Dzień dobry,".into()),
            Block::Heading("Co o Tobie mamy".into()),
            Block::List(vec!["e-mail".into(), "telefon".into()]),
            Block::Apart("Masz prawo sprzeciwu.".into()),
            Block::Text("ACME".into()),
        ];
        assert_eq!(Block::read(&write(&blocks)), blocks);
    }
}
