//! What lists, counts and sweeps ask the mirror.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use roaring::RoaringBitmap;
use zgoda_law::{FactNo, FieldId, PurposeId};

use super::index::Key;
use super::record::HeldFact;
use super::{Mirror, Overview, pack};
use crate::model::{ImportId, Ordinal, SourceId};
use crate::person::epoch_day;

impl Overview<'_> {
    /// How many people are held.
    pub(crate) fn people(&self) -> u64 {
        self.0.index.count(Key::Live)
    }

    /// How many people were erased.
    pub(crate) fn erased(&self) -> u64 {
        self.0.index.count(Key::Erased)
    }

    /// How many values stand.
    pub(crate) fn facts(&self) -> u64 {
        self.0.totals.facts
    }

    /// How many values stand for each purpose.
    pub(crate) fn values_by_purpose(&self) -> &BTreeMap<PurposeId, u64> {
        &self.0.totals.by_purpose
    }

    /// How many values stand for each field.
    pub(crate) fn values_by_field(&self) -> &BTreeMap<FieldId, u64> {
        &self.0.totals.by_field
    }

    /// How many values lose a purpose on each day up to this one, as days since 1970.
    pub(crate) fn due_by_day(&self, last: Date) -> impl Iterator<Item = (i32, u64)> {
        self.0.totals.due.range(..=day_number(last)).map(|(day, values)| (*day, *values))
    }
}

impl Mirror {
    /// The people of whom a value loses a purpose by this day.
    pub(crate) fn people_due(&self, day: Date) -> RoaringBitmap {
        day.tomorrow().map_or_else(|_| self.meeting_everybody(), |next| self.columns.ending_before(next))
    }

    /// The values of which a purpose has ended by this day: the day, the person and the value, in this order.
    pub(crate) fn facts_due(&self, day: Date) -> Vec<(i32, Ordinal, FactNo)> {
        let last = day_number(day);
        let mut due = Vec::new();
        for ordinal in self.people_due(day) {
            let of_person = self.facts_of(ordinal).into_iter().filter(|fact| fact.next_day() <= last);
            due.extend(of_person.map(|fact| (fact.next_day(), Ordinal(ordinal), fact.no)));
        }
        due.sort_unstable();
        due
    }

    /// How many people have a standing value from each source that was obtained since then.
    pub(crate) fn people_by_source(&self, since: Timestamp) -> HashMap<SourceId, u64> {
        let (mut people, mut sources) = (HashMap::new(), BTreeSet::new());
        for ordinal in self.columns.obtained_since(since) {
            let facts = self.facts_of(ordinal);
            let recent = facts.iter().filter(|fact| !fact.ended && fact.terms.obtained_at >= since);
            sources.extend(recent.filter_map(|fact| self.grounds.source(fact.terms.grounds)));
            std::mem::take(&mut sources)
                .into_iter()
                .for_each(|source| *people.entry(source).or_default() += 1);
        }
        people
    }

    /// The people whom an import brought and who are not erased.
    pub(crate) fn people_of_import(&self, import: ImportId) -> Vec<Ordinal> {
        let live = self.meeting_everybody();
        (self.columns.of_import(import) & live).into_iter().map(Ordinal).collect()
    }

    /// The people, after the given one, of whom an import brought values and who are not erased; at most so many.
    pub(crate) fn brought_by(&self, import: ImportId, after: Ordinal, limit: usize) -> Vec<Ordinal> {
        let Some(live) = self.index.get(Key::Live) else { return Vec::new() };
        let brought = |ordinal: &u32| {
            pack::unpack_terms(self.lists.get(*ordinal))
                .is_some_and(|terms| terms.iter().any(|terms| terms.import == Some(import)))
        };
        live.range(after.0.saturating_add(1)..).filter(brought).take(limit).map(Ordinal).collect()
    }

    fn facts_of(&self, ordinal: u32) -> Vec<HeldFact> {
        pack::unpack_facts(self.lists.get(ordinal)).unwrap_or_default()
    }

    fn meeting_everybody(&self) -> RoaringBitmap {
        self.index.get(Key::Live).cloned().unwrap_or_default()
    }
}

fn day_number(day: Date) -> i32 {
    i32::try_from(epoch_day(day)).unwrap_or(i32::MAX)
}

impl crate::Store {
    /// The bytes of memory that what is known about everybody takes, nearly.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn mirror_bytes(&self) -> Result<usize, crate::StoreError> {
        Ok(self.mirror()?.memory())
    }
}
