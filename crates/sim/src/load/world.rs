//! What should be so: everybody in the simulated company, as the acknowledged steps left them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zgoda_law::SubjectId;
use zgoda_law::calendar::{day_of, start_of_day};

/// A person of the simulation, before and after the store knows them.
pub type Handle = u32;

/// One thing that is done to the store, acknowledged or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its number, growing through all runs on one store.
    pub no: u64,
    /// When it is done.
    pub at: Timestamp,
    /// What is done.
    pub deed: Deed,
}

/// What can be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the variant says what its fields are")]
pub enum Deed {
    /// A person is entered by hand.
    Collect { who: Handle, informed: bool },
    /// New people come in with a file, which also names somebody known.
    Import { new: Vec<Handle>, known: Option<Handle> },
    /// A note is added to a person.
    Note { who: Handle, value: String },
    /// The address of a person comes in again.
    Confirm { who: Handle },
    /// A value is put right.
    Rectify { who: Handle, field: String, from: String, to: String },
    /// A single value is destroyed.
    Forget { who: Handle, field: String, value: String },
    /// A consent to the newsletter.
    Consent { who: Handle },
    /// Its withdrawal.
    Withdraw { who: Handle },
    /// An objection to marketing.
    Object { who: Handle },
    /// A restriction, or its end.
    Restrict { who: Handle, on: bool },
    /// The person is told what they had to be told.
    Settle { who: Handle },
    /// An erasure with its certificate.
    Erase { who: Handle, subject: SubjectId },
    /// Values are read and shown.
    Read { who: Handle },
    /// An organisation is recorded.
    Found { name: String },
    /// Facts of a register are offered to it.
    Enrich { name: String },
    /// The state of the ledger is signed.
    Sign,
}

impl Deed {
    /// Whom it concerns.
    pub fn people(&self) -> Vec<Handle> {
        match self {
            Self::Collect { who, .. }
            | Self::Note { who, .. }
            | Self::Confirm { who }
            | Self::Rectify { who, .. }
            | Self::Forget { who, .. }
            | Self::Consent { who }
            | Self::Withdraw { who }
            | Self::Object { who }
            | Self::Restrict { who, .. }
            | Self::Settle { who }
            | Self::Erase { who, .. }
            | Self::Read { who } => vec![*who],
            Self::Import { new, known } => new.iter().copied().chain(*known).collect(),
            Self::Found { .. } | Self::Enrich { .. } | Self::Sign => Vec::new(),
        }
    }

    /// The pseudonym of a person whom it erases.
    pub fn erases(&self, whom: Handle) -> Option<SubjectId> {
        match self {
            Self::Erase { who, subject } if *who == whom => Some(*subject),
            _ => None,
        }
    }

    /// The organisation it concerns.
    pub fn company(&self) -> Option<&str> {
        match self {
            Self::Found { name } | Self::Enrich { name } => Some(name),
            _ => None,
        }
    }

    /// A word for counting.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Collect { .. } => "collect",
            Self::Import { .. } => "import",
            Self::Note { .. } => "note",
            Self::Confirm { .. } => "confirm",
            Self::Rectify { .. } => "rectify",
            Self::Forget { .. } => "forget",
            Self::Consent { .. } => "consent",
            Self::Withdraw { .. } => "withdraw",
            Self::Object { .. } => "object",
            Self::Restrict { .. } => "restrict",
            Self::Settle { .. } => "settle",
            Self::Erase { .. } => "erase",
            Self::Read { .. } => "read",
            Self::Found { .. } => "found",
            Self::Enrich { .. } => "enrich",
            Self::Sign => "sign",
        }
    }
}

/// A person as they should be found, but for the numbers that the store gave out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Portrait {
    /// The values that stand, by field.
    pub values: BTreeSet<(String, String)>,
    /// Whether the address may be used for the newsletter.
    pub newsletter: bool,
    /// Consents on record, and how many of them were withdrawn.
    pub consents: (u32, u32),
    /// An objection to marketing stands, and the address is on the suppression list.
    pub objected: bool,
    /// Restricted, GDPR art. 18.
    pub restricted: bool,
    /// Everything they had to be told was told.
    pub told: bool,
    /// The key is destroyed and the address is on the suppression list.
    pub erased: bool,
    /// When the address was last seen to be still so.
    pub confirmed: Option<Timestamp>,
    /// How often somebody looked at them.
    pub reads: u32,
}

/// Everybody and everything.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct World {
    /// The people, erased ones too.
    pub people: BTreeMap<Handle, Portrait>,
    /// The pseudonyms of those who were erased: by address they are not found any more.
    pub erased: BTreeMap<Handle, SubjectId>,
    /// Organisations, and whether the register's facts are there.
    pub companies: BTreeMap<String, bool>,
    /// The number of the last step that was begun.
    pub last: u64,
}

/// The address by which a person of the simulation is found.
pub fn address_of(who: Handle) -> String {
    format!("p{who}@load.example.test")
}

/// The values with which a person comes in.
pub(super) fn values_of(who: Handle) -> BTreeSet<(String, String)> {
    let phone = format!("+48601{:06}", who % 1_000_000);
    [("first_name", word(who / 7)), ("last_name", word(who)), ("email", address_of(who)), ("phone", phone)]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
}

/// A name of letters only, so that nobody takes it for a number that must not be held.
fn word(number: u32) -> String {
    let letters = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>();
    format!("Z{letters}ski")
}

impl World {
    /// As much of the world as these people and steps concern.
    pub(crate) fn clone_of(&self, people: &BTreeSet<Handle>, steps: &[Step]) -> Self {
        let own = |who: &Handle| Some((*who, self.people.get(who)?.clone()));
        let names = steps.iter().filter_map(|step| step.deed.company());
        let company = |name: &str| Some((name.to_owned(), *self.companies.get(name)?));
        Self {
            people: people.iter().filter_map(own).collect(),
            companies: names.filter_map(company).collect(),
            ..Self::default()
        }
    }

    /// What a step changes.
    pub fn apply(&mut self, step: &Step) {
        let at = step.at;
        match &step.deed {
            Deed::Collect { who, informed } => self.come_in(*who, *informed, at),
            Deed::Import { new, known } => {
                new.iter().for_each(|who| self.come_in(*who, true, at));
                known.iter().for_each(|who| self.with(*who, |person| person.confirmed = Some(at)));
            }
            Deed::Note { who, value } => self.with(*who, |person| {
                person.values.insert(("note".into(), value.clone()));
            }),
            Deed::Confirm { who } => self.with(*who, |person| person.confirmed = Some(at)),
            Deed::Rectify { who, field, from, to } => self.with(*who, |person| {
                person.values.remove(&(field.clone(), from.clone()));
                person.values.insert((field.clone(), to.clone()));
            }),
            Deed::Forget { who, field, value } => self.with(*who, |person| {
                person.values.remove(&(field.clone(), value.clone()));
            }),
            Deed::Consent { who } => self.with(*who, |person| {
                person.consents.0 += 1;
                person.newsletter = true;
            }),
            Deed::Withdraw { who } => self.with(*who, |person| {
                person.consents.1 += 1;
                person.newsletter = false;
            }),
            Deed::Object { who } => self.with(*who, |person| {
                person.objected = true;
                person.newsletter = false;
            }),
            Deed::Restrict { who, on } => self.with(*who, |person| person.restricted = *on),
            Deed::Settle { who } => self.with(*who, |person| person.told = true),
            Deed::Erase { who, subject } => {
                self.erased.insert(*who, *subject);
                self.with(*who, |person| {
                    person.values.clear();
                    person.confirmed = None;
                    person.newsletter = false;
                    person.consents.1 = person.consents.0;
                    person.erased = true;
                });
            }
            Deed::Read { who } => self.with(*who, |person| person.reads += 1),
            Deed::Found { name } => {
                self.companies.insert(name.clone(), false);
            }
            Deed::Enrich { name } => {
                self.companies.insert(name.clone(), true);
            }
            Deed::Sign => {}
        }
    }

    fn come_in(&mut self, who: Handle, told: bool, at: Timestamp) {
        let confirmed = Some(start_of_day(day_of(at)));
        let person = Portrait { values: values_of(who), told, confirmed, ..Portrait::default() };
        self.people.insert(who, person);
    }

    fn with(&mut self, who: Handle, change: impl FnOnce(&mut Portrait)) {
        if let Some(person) = self.people.get_mut(&who) {
            change(person);
        }
    }
}
