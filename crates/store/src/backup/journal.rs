//! What an archive of keys carries beside the keys: where everybody stands about whom something restrictive happened.
//! Pseudonyms, numbers and sealed boxes, no value.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zgoda_law::{Action, Channel, ConsentState, Ending, FactNo, ObjectionKind, PurposeId, SubjectId};

use crate::hold::LegalHold;
use crate::model::{Fact, Ordinal, Person, Sealed};
use crate::request::Request;
use crate::{Store, StoreError};

/// Entries of the ledger looked at in one go.
const PAGE: u64 = 4_096;

/// Where one person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Standing {
    pub(super) subject: SubjectId,
    pub(super) ordinal: u32,
    pub(super) erased: bool,
    pub(super) restricted: bool,
    /// The legal holds that are in force over them.
    #[serde(default)]
    pub(super) holds: Vec<LegalHold>,
    /// Values that are not held any more.
    pub(super) gone: Vec<(FactNo, Ending)>,
    /// Values that are held as history.
    pub(super) ended: Vec<(FactNo, Ending)>,
    /// What each value that is held still serves.
    pub(super) purposes: Vec<(FactNo, Vec<PurposeId>)>,
    /// The day on which each of these ends, for each value; archives of older programs have none.
    #[serde(default)]
    pub(super) until: Vec<(FactNo, Vec<(PurposeId, Date)>)>,
    pub(super) withdrawn: Vec<u32>,
    pub(super) objections: Vec<(ObjectionKind, Option<Channel>, Timestamp, String)>,
    /// Those to one purpose alone; archives of older programs have none.
    #[serde(default)]
    pub(super) to_purposes: Vec<(PurposeId, ObjectionKind, Timestamp, String)>,
    /// Requests as they stand; archives of older programs have none.
    #[serde(default)]
    pub(super) requests: Vec<Request>,
    /// Key and boxes as they belong together, where something was destroyed: the boxes in an older archive of data were
    /// sealed under a key that is gone.
    pub(super) sealed: Option<Carried>,
}

/// A wrapped key and the boxes sealed under it, in hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Carried {
    pub(super) kek_version: u32,
    pub(super) wrapped: String,
    pub(super) boxes: String,
}

/// Of whom something was told, and whether a key of theirs ended.
#[derive(Default)]
struct Told {
    all: BTreeSet<[u8; 16]>,
    rekeyed: BTreeSet<[u8; 16]>,
}

impl Store {
    /// Gives everybody to `each` about whom something was ended, objected to or restricted since the ledger had `since`
    /// entries.
    pub(super) fn standings(
        &self,
        since: u64,
        each: &mut dyn FnMut(&Standing) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let told = self.told(since)?;
        for subject in told.all {
            let person = self.person(SubjectId::from_bytes(subject))?;
            let mut holds = if person.flags.hold { self.holds_of(person.ordinal)? } else { Vec::new() };
            holds.retain(LegalHold::is_in_force);
            each(&standing(&person, holds, told.rekeyed.contains(&subject)))?;
        }
        Ok(())
    }

    /// Collecting and looking restrict nobody; all else is taken.
    fn told(&self, since: u64) -> Result<Told, StoreError> {
        let mut told = Told::default();
        let size = self.ledger().size()?;
        for from in (since..size).step_by(PAGE as usize) {
            for entry in self.ledger().entries(from, size.min(from + PAGE))? {
                let Some(subject) = entry.subject.map(|subject| *subject.as_bytes()) else { continue };
                if entry.action == Action::Erase {
                    told.rekeyed.insert(subject);
                }
                if [Action::Erase, Action::Use].contains(&entry.action) {
                    told.all.insert(subject);
                }
            }
        }
        Ok(told)
    }
}

fn standing(person: &Person, holds: Vec<LegalHold>, rekeyed: bool) -> Standing {
    let gone = person.facts.iter().filter(|fact| !person.holds(fact.no));
    let kept = || person.facts.iter().filter(|fact| person.holds(fact.no));
    let how = |fact: &Fact| Some((fact.no, fact.ended?.1));
    let purposes = |fact: &Fact| fact.grounds.links.iter().map(|link| link.purpose).collect();
    let withdrawn = person.consents.iter().filter(|consent| consent.state == ConsentState::Withdrawn);
    let objections = person.objections.iter().filter(|held| held.purpose.is_none());
    let to_purposes = person
        .objections
        .iter()
        .filter_map(|held| held.purpose.map(|purpose| (purpose, held.kind, held.made_at, held.via.clone())));
    let Ordinal(ordinal) = person.ordinal;
    Standing {
        subject: person.id,
        ordinal,
        erased: person.flags.erased,
        restricted: person.flags.restricted,
        holds,
        gone: gone.filter_map(how).collect(),
        ended: kept().filter_map(how).collect(),
        purposes: kept().map(|fact| (fact.no, purposes(fact))).collect(),
        until: kept().map(|fact| (fact.no, fact.until.clone())).collect(),
        withdrawn: withdrawn.map(|consent| consent.no).collect(),
        objections: objections
            .map(|held| (held.kind, held.channel, held.made_at, held.via.clone()))
            .collect(),
        to_purposes: to_purposes.collect(),
        requests: person.requests.clone(),
        sealed: person.sealed.as_ref().filter(|_| rekeyed).map(carried),
    }
}

fn carried(sealed: &Sealed) -> Carried {
    Carried {
        kek_version: sealed.wrapped.version,
        wrapped: hex::encode(&sealed.wrapped.bytes),
        boxes: hex::encode(sealed.boxes.encode()),
    }
}
