//! Sums over everybody who is held, kept in step with each change.

use std::collections::BTreeMap;

use zgoda_law::{FieldId, PurposeId};

use super::grounds::GroundsTable;
use super::record::{HeldFact, NEVER};
use crate::bytes::{Input, number, signed};

/// The sums.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    /// Values that stand.
    pub facts: u64,
    /// Values that stand, for each purpose.
    pub by_purpose: BTreeMap<PurposeId, u64>,
    /// Values that stand, for each field.
    pub by_field: BTreeMap<FieldId, u64>,
    /// Values that lose a purpose on each day, those that are kept as history too.
    pub due: BTreeMap<i32, u64>,
}

impl Totals {
    /// Adds what a person has.
    pub(crate) fn add(&mut self, facts: &[HeldFact], grounds: &GroundsTable) {
        self.count(facts, grounds, |sum, more| *sum += more);
    }

    /// Takes off what a person had.
    pub(crate) fn take(&mut self, facts: &[HeldFact], grounds: &GroundsTable) {
        self.count(facts, grounds, |sum, less| *sum = sum.saturating_sub(less));
        self.by_purpose.retain(|_, sum| *sum > 0);
        self.by_field.retain(|_, sum| *sum > 0);
        self.due.retain(|_, sum| *sum > 0);
    }

    fn count(&mut self, facts: &[HeldFact], grounds: &GroundsTable, change: impl Fn(&mut u64, u64)) {
        // Values that came in together are counted together.
        for alike in facts.chunk_by(HeldFact::is_like) {
            let (Some(first), number) = (alike.first(), alike.len() as u64) else { continue };
            if first.next_day() != NEVER {
                change(self.due.entry(first.next_day()).or_default(), number);
            }
            if first.ended {
                continue;
            }
            change(&mut self.facts, number);
            alike.iter().for_each(|fact| change(self.by_field.entry(fact.field).or_default(), 1));
            let links = grounds.links(first.terms.grounds);
            for (at, link) in links.iter().enumerate() {
                if links.iter().take(at).all(|earlier| earlier.purpose != link.purpose) {
                    change(self.by_purpose.entry(link.purpose).or_default(), number);
                }
            }
        }
    }

    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        number(out, self.facts);
        number(out, self.by_purpose.len() as u64);
        self.by_purpose.iter().for_each(|(purpose, sum)| pair(out, purpose.0.into(), *sum));
        number(out, self.by_field.len() as u64);
        self.by_field.iter().for_each(|(field, sum)| pair(out, field.0.into(), *sum));
        number(out, self.due.len() as u64);
        self.due.iter().for_each(|(day, sum)| pair(out, (*day).into(), *sum));
    }

    pub(super) fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            facts: input.long()?,
            by_purpose: sums(input, |number| u16::try_from(number).ok().map(PurposeId))?,
            by_field: sums(input, |number| u16::try_from(number).ok().map(FieldId))?,
            due: sums(input, |number| i32::try_from(number).ok())?,
        })
    }

    /// Takes over other sums.
    pub(crate) fn merge(&mut self, other: Self) {
        self.facts += other.facts;
        other
            .by_purpose
            .into_iter()
            .for_each(|(purpose, more)| *self.by_purpose.entry(purpose).or_default() += more);
        other.by_field.into_iter().for_each(|(field, more)| *self.by_field.entry(field).or_default() += more);
        other.due.into_iter().for_each(|(day, more)| *self.due.entry(day).or_default() += more);
    }
}

fn pair(out: &mut Vec<u8>, key: i64, sum: u64) {
    signed(out, key);
    number(out, sum);
}

fn sums<K: Ord>(input: &mut Input<'_>, key: impl Fn(i64) -> Option<K>) -> Option<BTreeMap<K, u64>> {
    Some(input.list(|input| Some((key(input.signed()?)?, input.long()?)))?.into_iter().collect())
}
