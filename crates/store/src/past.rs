//! What values were held for before their purposes or last days changed in place.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{FactNo, PurposeId};

use crate::facts::Terms;
use crate::model::{Grounds, GroundsId, Ordinal};
use crate::person::date;
use crate::sql::{Value, statements};
use crate::{Store, StoreError};

statements! {
    KEEP = "INSERT INTO past_terms (subject_id, until_at, no, held) VALUES ($1, $2, $3, $4)";
    OF = "SELECT until_at, held FROM past_terms WHERE subject_id = $1 ORDER BY until_at, no";
}

/// What a value was held for up to a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct PastTerms {
    /// The value.
    pub fact: FactNo,
    /// When that changed.
    pub until_at: Timestamp,
    /// Source, purposes and bases before.
    pub grounds: Arc<Grounds>,
    /// The day on which each purpose would have ended.
    pub until: Vec<(PurposeId, Date)>,
}

/// What values of one person are held for before a change moves them; those with the same terms stand together.
#[derive(Debug, Default)]
pub(crate) struct Before(Vec<(Vec<FactNo>, Arc<Terms>)>);

impl Before {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes what a value is held for, unless that was noted already.
    pub(crate) fn note(&mut self, fact: FactNo, terms: Arc<Terms>) {
        if self.0.iter().any(|(facts, _)| facts.contains(&fact)) {
            return;
        }
        let alike = |known: &Terms| known.grounds == terms.grounds && known.until == terms.until;
        match self.0.iter_mut().find(|(_, known)| alike(known)) {
            Some((facts, _)) => facts.push(fact),
            None => self.0.push((vec![fact], terms)),
        }
    }

    /// The row that keeps it. `no` tells changes of the person apart, in their order.
    pub(crate) fn row(&self, person: Ordinal, at: Timestamp, no: u32) -> Vec<Value> {
        vec![person.into(), at.into(), no.into(), self.text().into()]
    }

    fn text(&self) -> String {
        let group = |(facts, terms): &(Vec<FactNo>, Arc<Terms>)| {
            let facts: Vec<String> = facts.iter().map(|fact| fact.0.to_string()).collect();
            let mut text = format!("{} {}", facts.join(","), terms.grounds.0);
            terms.until.iter().for_each(|(purpose, day)| text.push_str(&format!(" {}:{day}", purpose.0)));
            text
        };
        self.0.iter().map(group).collect::<Vec<_>>().join(";")
    }
}

/// Values, their grounds and last days, as they are kept.
type Held = (Vec<FactNo>, GroundsId, Vec<(PurposeId, Date)>);

fn held(text: &str) -> Option<Held> {
    let mut words = text.split(' ');
    let facts = words.next()?.split(',').map(|fact| fact.parse().ok().map(FactNo)).collect::<Option<_>>()?;
    let grounds = GroundsId(words.next()?.parse().ok()?);
    let day = |pair: &str| {
        let (purpose, day) = pair.split_once(':')?;
        Some((PurposeId(purpose.parse().ok()?), date(day.parse().ok()?)?))
    };
    Some((facts, grounds, words.map(day).collect::<Option<_>>()?))
}

impl Store {
    /// What the values of a person were held for before it changed, by value, the oldest first. Of several changes at one
    /// moment the first says it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn past_terms(&self, person: Ordinal) -> Result<Vec<PastTerms>, StoreError> {
        let mut found = BTreeMap::new();
        for row in self.work.read(&OF, &[person.into()])? {
            let until_at: Timestamp = row.get(0)?;
            for group in row.get::<String>(1)?.split(';') {
                let (facts, grounds, until) = held(group).ok_or(StoreError::Incomplete("readable day"))?;
                let grounds = self.grounds(grounds)?;
                for fact in facts {
                    found.entry((fact, until_at)).or_insert_with(|| PastTerms {
                        fact,
                        until_at,
                        grounds: grounds.clone(),
                        until: until.clone(),
                    });
                }
            }
        }
        Ok(found.into_values().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(grounds: u32, day: i32) -> Arc<Terms> {
        let until = vec![(PurposeId(12), day), (PurposeId(14), day + 1)];
        Arc::new(Terms {
            grounds: GroundsId(grounds),
            obtained_at: Timestamp::UNIX_EPOCH,
            import: None,
            until,
        })
    }

    #[test]
    fn values_that_were_held_alike_stand_together_and_are_read_as_they_were_kept() {
        let mut before = Before::default();
        for (fact, held) in [(3, terms(17, 20_789)), (5, terms(18, 20_789)), (4, terms(17, 20_789))] {
            before.note(FactNo(fact), held);
        }
        before.note(FactNo(3), terms(99, 0));
        let text = before.text();
        assert_eq!(text, "3,4 17 12:20789 14:20790;5 18 12:20789 14:20790");
        let read: Vec<Held> = text.split(';').map(|group| held(group).unwrap()).collect();
        let day = |number| date(number).unwrap();
        let until = vec![(PurposeId(12), day(20_789)), (PurposeId(14), day(20_790))];
        let expected = [(vec![FactNo(3), FactNo(4)], 17), (vec![FactNo(5)], 18)]
            .map(|(facts, grounds)| (facts, GroundsId(grounds), until.clone()));
        assert_eq!(read, expected);
    }

    #[test]
    fn what_is_not_a_list_of_values_is_refused() {
        for text in ["", "3", "3 x", "3, 17 12:20789", "a 17", "3 17 12", "3 17 12:x"] {
            assert_eq!(held(text), None, "{text}");
        }
    }
}
