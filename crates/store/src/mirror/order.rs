//! The orders in which lists show people: by what the columns have of everybody, so that a page of a list is one pass.

use std::cmp::Reverse;

use super::condition::People;
use super::record::NEVER;
use super::{Mirror, columns};
use crate::model::Ordinal;
use crate::{Store, StoreError};

/// What a list of people is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortedBy {
    /// When they were recorded.
    #[default]
    Added,
    /// When they last gave a sign.
    Heard,
    /// When the next of their values loses a purpose.
    Ends,
}

/// An order of people. Whoever has nothing to be sorted by stands last either way; among equals the newest are first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeopleOrder {
    /// What is compared.
    pub by: SortedBy,
    /// The latest first.
    pub descending: bool,
}

impl Default for PeopleOrder {
    fn default() -> Self {
        Self { by: SortedBy::Added, descending: true }
    }
}

impl Store {
    /// One page of people in an order, without the first `skip`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn page_of(
        &self,
        people: &People,
        order: PeopleOrder,
        skip: u64,
        limit: usize,
    ) -> Result<Vec<Ordinal>, StoreError> {
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        Ok(match order {
            PeopleOrder { by: SortedBy::Added, descending: true } => people.page(skip as u64, limit),
            PeopleOrder { by: SortedBy::Added, descending: false } => {
                people.iter().skip(skip).take(limit).collect()
            }
            PeopleOrder { by, descending } => {
                let known = self.mirror()?.times(people, by);
                let keyed = known.into_iter().map(|(time, person)| {
                    let turned = if descending { time.map(|time| -time) } else { time };
                    (turned.is_none(), turned, Reverse(person))
                });
                page(keyed.collect(), skip, limit)
                    .into_iter()
                    .map(|(_, _, Reverse(who))| Ordinal(who))
                    .collect()
            }
        })
    }
}

impl Mirror {
    /// The moment or day that people are sorted by, where there is one.
    fn times(&self, people: &People, by: SortedBy) -> Vec<(Option<i64>, u32)> {
        let time = |ordinal| match by {
            SortedBy::Added => None,
            SortedBy::Heard => self.columns.heard_at(ordinal).filter(|at| *at != columns::NO_TIME),
            SortedBy::Ends => self.columns.next_day(ordinal).filter(|day| *day != NEVER).map(i64::from),
        };
        people.0.iter().map(|ordinal| (time(ordinal), ordinal)).collect()
    }
}

/// So many of the smallest, ascending, without the first `skip`; only those are sorted.
fn page<T: Ord>(mut all: Vec<T>, skip: usize, limit: usize) -> Vec<T> {
    if skip >= all.len() {
        return Vec::new();
    }
    if skip > 0 {
        all.select_nth_unstable(skip - 1);
        all.drain(..skip);
    }
    if limit < all.len() {
        all.select_nth_unstable(limit);
        all.truncate(limit);
    }
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::page;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_page_is_what_sorting_everything_would_show(
            all in proptest::collection::vec(0_u16..50, 0..60), skip in 0_usize..70, limit in 0_usize..20
        ) {
            let mut sorted = all.clone();
            sorted.sort_unstable();
            let expected: Vec<u16> = sorted.into_iter().skip(skip).take(limit).collect();
            prop_assert_eq!(page(all, skip, limit), expected);
        }
    }
}
