//! What becomes of a person's values when purposes end: values lose purposes, values without any are destroyed, and
//! with the last value goes the person's key.

use jiff::civil::Date;
use zgoda_law::{Ending, Event, FactNo, PurposeId};
use zgoda_store::{Change, Fact, Link, Person, Store};

use crate::RightsError;

/// The events that tell how values were destroyed.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    /// How the facts ended.
    pub ending: Ending,
    /// Some were destroyed.
    pub partly: Event,
    /// The key was.
    pub wholly: Event,
}

/// What is to become of the values that are held of one person.
pub(crate) struct Trim<'p> {
    person: &'p Person,
    /// Facts that no purpose keeps.
    pub gone: Vec<&'p Fact>,
    /// Facts that keep some purposes, with those and their last days.
    pub kept: Vec<Kept<'p>>,
}

/// A fact that stays, for fewer purposes or for another time.
pub(crate) struct Kept<'p> {
    pub fact: &'p Fact,
    pub links: Vec<Link>,
    pub until: Vec<(PurposeId, Date)>,
}

impl Kept<'_> {
    fn changed(&self) -> bool {
        self.links.len() != self.fact.grounds.links.len() || self.until != self.fact.until
    }
}

impl<'p> Trim<'p> {
    /// Asks of every purpose of every held value until when it stays; `None` ends it.
    pub fn new(person: &'p Person, stays: impl Fn(&Fact, &Link) -> Option<Date>) -> Self {
        let (mut gone, mut kept) = (Vec::new(), Vec::new());
        for fact in person.facts.iter().filter(|fact| person.holds(fact.no)) {
            let links = fact.grounds.links.iter().filter_map(|link| Some((link, stays(fact, link)?)));
            let (links, until): (Vec<Link>, Vec<_>) =
                links.map(|(link, day)| (link.clone(), (link.purpose, day))).unzip();
            match links.is_empty() {
                true => gone.push(fact),
                false => kept.push(Kept { fact, links, until: once_each(until) }),
            }
        }
        Self { person, gone, kept }
    }

    /// Whether nothing would be held of the person any more.
    pub fn leaves_nothing(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether a purpose ends wholly: something served it, and nothing does any more.
    pub fn ends(&self, purpose: PurposeId) -> bool {
        let serves = |fact: &Fact| fact.grounds.links.iter().any(|link| link.purpose == purpose);
        let stays = |kept: &Kept<'_>| kept.links.iter().any(|link| link.purpose == purpose);
        let served =
            self.gone.iter().any(|fact| serves(fact)) || self.kept.iter().any(|kept| serves(kept.fact));
        served && !self.kept.iter().any(stays)
    }

    /// How many purposes end on values that stay.
    pub fn dropped(&self) -> usize {
        self.kept.iter().map(|kept| kept.fact.grounds.links.len() - kept.links.len()).sum()
    }

    /// Whether anything changes at all.
    pub fn is_idle(&self) -> bool {
        self.gone.is_empty() && !self.kept.iter().any(Kept::changed)
    }

    /// Adds it to a change.
    pub fn apply(&self, store: &Store, change: &mut Change<'_>, told: Told) -> Result<(), RightsError> {
        for kept in self.kept.iter().filter(|kept| kept.changed()) {
            let grounds = store.intern_grounds(kept.fact.grounds.source.id, &kept.links)?;
            change.relink(self.person, kept.fact.no, grounds, &kept.until)?;
        }
        if self.gone.is_empty() {
            return Ok(());
        }
        if self.leaves_nothing() {
            return Ok(change.erase(self.person, told.ending, told.wholly)?);
        }
        let gone: Vec<FactNo> = self.gone.iter().map(|fact| fact.no).collect();
        Ok(change.forget(self.person, &gone, told.ending, told.partly)?)
    }
}

/// One day for each purpose, the latest, in the order in which purposes came.
fn once_each(until: Vec<(PurposeId, Date)>) -> Vec<(PurposeId, Date)> {
    let mut once: Vec<(PurposeId, Date)> = Vec::with_capacity(until.len());
    for (purpose, day) in until {
        match once.iter_mut().find(|(known, _)| *known == purpose) {
            Some(known) => known.1 = known.1.max(day),
            None => once.push((purpose, day)),
        }
    }
    once
}

/// The day on which a purpose of a fact ends.
pub(crate) fn last_day(fact: &Fact, purpose: PurposeId) -> Option<Date> {
    fact.until.iter().find(|(known, _)| *known == purpose).map(|(_, day)| *day)
}
