//! Which firms a run is about. A choice holds numbers of firms and filters, never a person.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use zgoda_connectors::{IdentifierKind, Profile};
use zgoda_law::{SubjectId, SubjectKind};
use zgoda_store::{NewTarget, OrgId, Organisation, Store};

use crate::registers::number_of;
use crate::traders::are_told_of_by;
use crate::{EnrichError, company};

/// Firms read at a time.
const PAGE: u32 = 1_000;

/// How the firms of a run are chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Choice {
    /// Every firm that is held.
    All,
    /// Firms that somebody we know stands for.
    WithPeople,
    /// Firms of which nothing was confirmed for so long.
    Stale {
        /// In days.
        days: u16,
    },
    /// These firms.
    Firms {
        /// Their numbers.
        orgs: Vec<OrgId>,
    },
    /// Firms by their KRS number, held or not.
    Numbers {
        /// Ten digits each.
        krs: Vec<String>,
    },
}

/// The questions that follow from a choice.
pub(crate) struct Chosen {
    pub targets: Vec<NewTarget>,
    /// Firms that were chosen.
    pub firms: Vec<Option<OrgId>>,
    /// Firms that no source can be asked about, because no number is known.
    pub numberless: u64,
    /// How many of them may turn out to be sole traders: nobody has told yet that they are organisations.
    pub traders: u64,
}

impl Choice {
    /// Where these people lead: to the firms they stand for, and, where one trades in their own name, to themselves.
    /// People are not kept in a choice.
    ///
    /// # Errors
    /// Where one of them is not there, or the store fails.
    pub fn of_people(
        store: &Store,
        people: &[SubjectId],
    ) -> Result<(Vec<OrgId>, Vec<SubjectId>), EnrichError> {
        let (mut orgs, mut traders) = (BTreeSet::new(), Vec::new());
        for id in people {
            let person = store.person(*id)?;
            match person.kind {
                SubjectKind::SoleTrader => traders.push(*id),
                _ => orgs.extend(person.org),
            }
        }
        Ok((orgs.into_iter().collect(), traders))
    }

    /// The questions for these sources, one source after the other, so that a firm is changed by one at a time.
    pub(crate) fn questions(
        &self,
        store: &Store,
        sources: &[&'static Profile],
        at: Timestamp,
    ) -> Result<Chosen, EnrichError> {
        let firms = self.firms(store, at)?;
        let mut targets = Vec::new();
        let (mut asked, mut traders) = (BTreeSet::new(), BTreeSet::new());
        for source in sources {
            for (place, firm) in firms.iter().enumerate() {
                let number = match firm {
                    Firm::Held(org) => number_of(store, source, org)?,
                    Firm::Number(krs) => source.answers(IdentifierKind::Krs).then(|| krs.clone()),
                };
                let Some(number) = number else { continue };
                asked.insert(place);
                if are_told_of_by(source) && !firm.is_organisation(store)? {
                    traders.insert(place);
                }
                let source = source.id.to_owned();
                targets.push(NewTarget { org: firm.id(), person: None, source, number });
            }
        }
        let numberless = (firms.len() - asked.len()) as u64;
        let traders = traders.len() as u64;
        Ok(Chosen { targets, firms: firms.iter().map(Firm::id).collect(), numberless, traders })
    }

    /// The people among the firms of the choice: those of whom it came out that they trade in their own name.
    pub(crate) fn people(&self, store: &Store, at: Timestamp) -> Result<Vec<SubjectId>, EnrichError> {
        let traders = store.traders_among_firms()?;
        let is_stale = |id: &SubjectId, days: u16| -> Result<bool, EnrichError> {
            let since = since(at, days);
            Ok(store.person(*id)?.current().all(|fact| fact.confirmed_at < since))
        };
        let mut people = Vec::new();
        for (org, id) in traders {
            let is_chosen = match self {
                Self::All | Self::WithPeople => true,
                Self::Stale { days } => is_stale(&id, *days)?,
                Self::Firms { orgs } => orgs.contains(&org),
                Self::Numbers { .. } => false,
            };
            people.extend(is_chosen.then_some(id));
        }
        Ok(people)
    }

    fn firms(&self, store: &Store, at: Timestamp) -> Result<Vec<Firm>, EnrichError> {
        match self {
            Self::All => pages(store, false, None),
            Self::WithPeople => pages(store, true, None),
            Self::Stale { days } => pages(store, false, Some(since(at, *days))),
            Self::Firms { orgs } => {
                let orgs: BTreeSet<_> = orgs.iter().collect();
                let firms = orgs.into_iter().map(|id| store.organisation(*id));
                let is_firm = |org: &Result<Organisation, _>| org.as_ref().map_or(true, |org| !org.is_trader);
                firms.filter(is_firm).map(|org| Ok(Firm::Held(org?))).collect()
            }
            Self::Numbers { krs } => {
                let numbers: BTreeSet<_> = krs.iter().collect();
                let firm = |krs: &String| {
                    let held = store.organisation_by_krs(krs)?;
                    Ok(held.map_or_else(|| Firm::Number(krs.clone()), Firm::Held))
                };
                numbers.into_iter().map(firm).collect()
            }
        }
    }
}

fn since(at: Timestamp, days: u16) -> Timestamp {
    at.checked_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MIN)
}

enum Firm {
    Held(Organisation),
    Number(String),
}

impl Firm {
    fn id(&self) -> Option<OrgId> {
        match self {
            Self::Held(org) => Some(org.id),
            Self::Number(_) => None,
        }
    }

    /// Whether it is known to be no person: only organisations are in the court register.
    fn is_organisation(&self, store: &Store) -> Result<bool, EnrichError> {
        match self {
            Self::Held(org) => company::is_organisation(store, org),
            Self::Number(_) => Ok(true),
        }
    }
}

fn pages(store: &Store, people: bool, stale_since: Option<Timestamp>) -> Result<Vec<Firm>, EnrichError> {
    let mut firms = Vec::new();
    let mut after = OrgId(0);
    loop {
        let page = store.organisations_chosen(after, people, stale_since, PAGE)?;
        let Some(last) = page.last() else { return Ok(firms) };
        after = last.id;
        firms.extend(page.into_iter().map(Firm::Held));
    }
}
