//! One file of a pack: what it is called, how complete it is, what it says to people and to machines.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use zgoda_law::{ActorId, PurposeId};
use zgoda_report::{Block, Column, Table, Words};
use zgoda_store::{Register, Store};
use zgoda_text::Text;

use crate::registers::{self, Finding, Grade};
use crate::{Controller, RightsError};

/// Rows of a table in the printed form at most; the machine form has more.
pub const PRINTED_MAX: usize = 200;
/// Rows in the machine form at most.
pub const ROWS_MAX: u32 = 10_000;

/// Where a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Worked out from what the system holds and does.
    Live,
    /// From entries made by hand.
    Entered,
    /// A form: nothing was entered yet.
    Form,
}

impl Origin {
    /// Where a file comes from, in words.
    pub fn words(self, t: Text) -> &'static str {
        match self {
            Self::Live => t.evi_origin_live(),
            Self::Entered => t.evi_origin_entered(),
            Self::Form => t.evi_origin_form(),
        }
    }
}

/// A file of the pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name without an ending, such as `01_rcp`.
    pub name: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// What is good about it and what is lacking, in words.
    pub notes: Vec<(Grade, String)>,
    /// What it says to people.
    pub blocks: Vec<Block>,
    /// What it says to machines.
    pub data: Value,
}

impl Part {
    /// A part that is worked out.
    pub fn live(name: &'static str) -> Self {
        Self { name, origin: Origin::Live, notes: Vec::new(), blocks: Vec::new(), data: Value::Null }
    }

    /// Its heaviest note.
    pub fn grade(&self) -> Grade {
        self.notes.iter().map(|(grade, _)| *grade).max().unwrap_or(Grade::Good)
    }

    /// What it is called.
    pub fn title(name: &str, t: Text) -> &'static str {
        t.find(&format!("evi-{}", name.replace('_', "-"))).unwrap_or_default()
    }

    /// Notes something.
    pub fn note(&mut self, grade: Grade, words: impl Into<String>) {
        self.notes.push((grade, words.into()));
    }

    /// Notes what was checked: how many are not as they should be, or that none is.
    pub fn check(&mut self, wrong: u64, bad: impl FnOnce(u64) -> String, good: &str) {
        match wrong {
            0 => self.note(Grade::Good, good),
            _ => self.note(Grade::Bad, bad(wrong)),
        }
    }
}

/// What every part is made with.
pub struct Desk<'a> {
    /// What is held.
    pub store: &'a Store,
    /// The words.
    pub t: Text,
    /// The moment whose state is shown.
    pub at: Timestamp,
    /// When the pack is made.
    pub made_at: Timestamp,
    /// The controller.
    pub controller: Controller,
    /// The names of staff; numbers stand for them where the pack is about one person.
    pub names: Option<HashMap<ActorId, String>>,
}

impl<'a> Desk<'a> {
    /// Sets out what is needed.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn new(store: &'a Store, t: Text, at: Timestamp) -> Result<Self, RightsError> {
        let accounts = store.accounts()?.into_iter();
        Ok(Self {
            store,
            t,
            at,
            made_at: at,
            controller: Controller::of(store)?,
            names: Some(accounts.map(|account| (account.id, account.name)).collect()),
        })
    }

    /// A member of staff by name, or by number where nobody else is to be named; the program itself where it was nobody.
    pub fn name(&self, actor: ActorId) -> String {
        let known = match &self.names {
            Some(names) => names.get(&actor).cloned(),
            None => (actor != ActorId::SYSTEM).then(|| self.t.evi_staff(actor.0.to_string())),
        };
        known.unwrap_or_else(|| self.t.ledger_system().to_owned())
    }

    /// A purpose in words.
    pub fn purpose(&self, id: PurposeId) -> String {
        let purpose = self.store.law().catalogue().purpose_by_id(id);
        purpose.map_or_else(|| id.0.to_string(), |purpose| self.t.purpose(&purpose.name).to_owned())
    }

    /// A purpose by its stable name.
    pub fn purpose_name(&self, id: PurposeId) -> String {
        let purpose = self.store.law().catalogue().purpose_by_id(id);
        purpose.map_or_else(|| id.0.to_string(), |purpose| purpose.name.clone())
    }

    /// Says of a part of a past moment that some figures in it are those of the moment at which the pack is made.
    pub fn counts_of_now(&self, part: &mut Part) {
        if self.at < self.made_at {
            part.note(Grade::Watch, self.t.evi_note_of_now());
        }
    }

    /// A table; where it is long, its beginning, and a line that says so.
    pub fn table<const N: usize>(
        &self,
        summary: &str,
        columns: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Vec<Block> {
        let rows: Vec<[String; N]> = rows.into_iter().collect();
        if rows.is_empty() {
            return vec![Block::paragraph(self.t.evi_none())];
        }
        let total = rows.len();
        let shown = rows.into_iter().take(PRINTED_MAX);
        let cells = |row: [String; N]| row.into_iter().map(Words::from).collect();
        let mut blocks = vec![Block::Table(Table {
            summary: summary.to_owned(),
            columns: columns.map(Column::text).into(),
            rows: shown.map(cells).collect(),
        })];
        if total > PRINTED_MAX {
            blocks.push(Block::paragraph(self.t.evi_more(total - PRINTED_MAX)));
        }
        blocks
    }

    /// A register kept by hand as a part of its own. What happens where nothing was entered depends on whether a firm
    /// can do without: `needed`.
    ///
    /// # Errors
    /// Where the store fails or an entry cannot be read.
    pub fn register(
        &self,
        name: &'static str,
        register: Register,
        needed: bool,
    ) -> Result<Part, RightsError> {
        let mut part = Part::live(name);
        self.add_register(&mut part, register, needed)?;
        Ok(part)
    }

    /// Puts a register into a part.
    ///
    /// # Errors
    /// Where the store fails or an entry cannot be read.
    pub fn add_register(&self, part: &mut Part, register: Register, needed: bool) -> Result<(), RightsError> {
        let t = self.t;
        let entries = registers::list(self.store, register, self.at)?;
        let entries: Vec<_> = entries
            .into_iter()
            .map(|entered| {
                let findings = entered.findings(self.store, self.at);
                (entered, findings)
            })
            .collect();
        let called = registers::name_of(t, register);
        if entries.is_empty() {
            part.origin = Origin::Form;
            let grade = if needed { Grade::Bad } else { Grade::Watch };
            part.note(grade, t.evi_note_form(called));
            part.blocks.push(Block::paragraph(t.reg_nothing()));
            if let Some(words) = t.find(&registers::text_key(register, "empty")) {
                part.blocks.push(Block::paragraph(words));
            }
        } else {
            part.origin = Origin::Entered;
            part.note(Grade::Good, t.evi_note_entered(called, entries.len()));
            let mut found: BTreeMap<(Reverse<Grade>, String), u64> = BTreeMap::new();
            for finding in entries.iter().flat_map(|(_, findings)| findings) {
                *found.entry((Reverse(finding.grade()), said(t, finding))).or_default() += 1;
            }
            for ((Reverse(grade), words), count) in found {
                part.note(grade, t.evi_note_entered(words, count));
            }
            part.blocks.extend(registers::blocks(t, &entries, &|actor| self.name(actor)));
        }
        let data = serde_json::from_slice(&registers::to_json(&entries)?)?;
        match &mut part.data {
            Value::Object(map) => drop(map.insert(register.name().to_owned(), data)),
            other => *other = serde_json::json!({ register.name(): data }),
        }
        Ok(())
    }
}

/// A finding with the article it rests on.
fn said(t: Text, finding: &Finding) -> String {
    match finding.article() {
        "" => finding.words(t),
        article => format!("{} ({})", finding.words(t), t.article(article)),
    }
}
