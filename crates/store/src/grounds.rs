//! Grounds: the source, purposes and bases of values, the same ones kept once. They are only ever added, so what was read
//! once is remembered.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use crate::model::{Grounds, GroundsId, Link, SourceId};
use crate::remembered::Remembered;
use crate::source::source;
use crate::sql::{Batch, lock, statements};
use crate::{Store, StoreError};

/// How many grounds are remembered at least, if so many were asked for; at most twice as many.
const REMEMBERED: usize = 16_384;

statements! {
    GROUNDS = "SELECT g.links, s.source_id, s.kind, s.name, s.duty, s.is_public, s.occurred_at, s.approved_at,
        s.evidence FROM grounds g JOIN source s ON s.source_id = g.source_id WHERE g.grounds_id = $1";
    FIND = "SELECT grounds_id FROM grounds WHERE source_id = $1 AND links = $2";
    INTERN = "INSERT INTO grounds (grounds_id, source_id, links) VALUES ($1, $2, $3)
        ON CONFLICT (source_id, links) DO NOTHING";
}

/// A source and its links as they are kept.
type Text = (SourceId, String);

/// What was read of them.
pub(crate) struct KnownGrounds {
    by_id: Mutex<Remembered<GroundsId, Arc<Grounds>>>,
    ids: Mutex<Remembered<Text, GroundsId>>,
}

impl Default for KnownGrounds {
    fn default() -> Self {
        Self { by_id: Remembered::new(REMEMBERED).into(), ids: Remembered::new(REMEMBERED).into() }
    }
}

impl Store {
    /// The grounds with this number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there are none.
    pub fn grounds(&self, id: GroundsId) -> Result<Arc<Grounds>, StoreError> {
        if let Some(known) = lock(&self.known_grounds.by_id).get(&id) {
            return Ok(known);
        }
        let row = self.work.read_one(&GROUNDS, &[id.into()])?.ok_or(StoreError::NotFound("grounds"))?;
        let links = serde_json::from_str(&row.get::<String>(0)?).map_err(StoreError::Journal)?;
        let grounds = Arc::new(Grounds { id, links, source: source(&row, 1)? });
        lock(&self.known_grounds.by_id).keep(id, grounds.clone());
        Ok(grounds)
    }

    /// The number of these grounds; the same grounds always get the same one.
    ///
    /// # Errors
    /// Where no purpose is named, or the database fails.
    pub fn intern_grounds(&self, source: SourceId, links: &[Link]) -> Result<GroundsId, StoreError> {
        let numbers = self.intern_all_grounds(&[(source, links)])?;
        numbers.first().copied().ok_or(StoreError::NotFound("grounds"))
    }

    /// The numbers of these grounds, in their order. Those that are new are kept in one go.
    ///
    /// # Errors
    /// As [`intern_grounds`](Self::intern_grounds).
    pub fn intern_all_grounds(&self, wanted: &[(SourceId, &[Link])]) -> Result<Vec<GroundsId>, StoreError> {
        let distinct: BTreeSet<(SourceId, &[Link])> = wanted.iter().copied().collect();
        let mut known = BTreeMap::new();
        loop {
            let mut missing = BTreeSet::new();
            for key in &distinct {
                let Entry::Vacant(place) = known.entry(*key) else { continue };
                let text = text(key.0, key.1)?;
                match self.grounds_number(&text)? {
                    Some(number) => drop(place.insert(number)),
                    None => drop(missing.insert(text)),
                }
            }
            if missing.is_empty() {
                return Ok(wanted.iter().filter_map(|key| known.get(key).copied()).collect());
            }
            let first = self.take_numbers("grounds", u32::try_from(missing.len()).unwrap_or(u32::MAX))?;
            let mut batch = Batch::default();
            for (id, (source, links)) in (first..).zip(missing) {
                batch.run(&INTERN, vec![GroundsId(id).into(), source.into(), links.into()]);
            }
            self.write(batch)?;
        }
    }

    fn grounds_number(&self, text: &Text) -> Result<Option<GroundsId>, StoreError> {
        if let Some(known) = lock(&self.known_grounds.ids).get(text) {
            return Ok(Some(known));
        }
        let found = self.work.read_one(&FIND, &[text.0.into(), text.1.as_str().into()])?;
        let Some(row) = found else { return Ok(None) };
        let number = row.get(0)?;
        lock(&self.known_grounds.ids).keep(text.clone(), number);
        Ok(Some(number))
    }
}

fn text(source: SourceId, links: &[Link]) -> Result<Text, StoreError> {
    if links.is_empty() {
        return Err(StoreError::Incomplete("purpose and basis"));
    }
    let mut links = links.to_vec();
    links.sort();
    links.dedup();
    Ok((source, serde_json::to_string(&links).map_err(StoreError::Journal)?))
}
