//! Sources and grounds, by number: what a value rests on, without any of the words.

use std::collections::HashMap;

use zgoda_law::{Basis, PurposeId, SourceType};

use crate::StoreError;
use crate::model::{GroundsId, Link, SourceId};
use crate::sql::{Db, Row, statements};

statements! {
    SOURCES = "SELECT source_id, kind, CASE WHEN approved_at IS NULL THEN 0 ELSE 1 END,
        CASE WHEN evidence = '' THEN 0 ELSE 1 END FROM source";
    GROUNDS = "SELECT grounds_id, source_id, links FROM grounds WHERE grounds_id >= $1 ORDER BY grounds_id";
    ONE = "SELECT grounds_id, source_id, links FROM grounds WHERE grounds_id = $1";
}

/// A source, as decisions look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SourceCard {
    pub kind: SourceType,
    pub approved: bool,
    /// Whether something proves it.
    pub evidence: bool,
}

/// A purpose and its basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct HeldLink {
    pub purpose: PurposeId,
    pub basis: Basis,
    /// Whether a contract, request or act is named.
    pub referred: bool,
}

/// All grounds and sources. Grounds that differ only in what they refer to share their links.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct GroundsTable {
    sources: HashMap<SourceId, SourceCard>,
    grounds: Vec<Option<(SourceId, u32)>>,
    links: Vec<Vec<HeldLink>>,
    known: HashMap<Vec<HeldLink>, u32>,
}

impl GroundsTable {
    /// Reads all sources, and the grounds that are not known yet: grounds are only ever added.
    pub(crate) fn refresh(&mut self, work: &Db) -> Result<(), StoreError> {
        for row in work.read(&SOURCES, &[])? {
            let card = SourceCard { kind: row.get(1)?, approved: row.get(2)?, evidence: row.get(3)? };
            self.sources.insert(row.get(0)?, card);
        }
        for row in work.read(&GROUNDS, &[(self.grounds.len() as i64).into()])? {
            self.take(&row)?;
        }
        Ok(())
    }

    /// Reads those of these grounds that are not known. A number is taken before the grounds are written, so that lower ones
    /// may come to stand after [`refresh`](Self::refresh) has read higher ones.
    pub(crate) fn fetch(
        &mut self,
        work: &Db,
        needed: impl Iterator<Item = GroundsId>,
    ) -> Result<(), StoreError> {
        for id in needed {
            if !self.knows(id)
                && let Some(row) = work.read_one(&ONE, &[id.into()])?
            {
                self.take(&row)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, row: &Row) -> Result<(), StoreError> {
        let links: Vec<Link> = serde_json::from_str(&row.get::<String>(2)?).map_err(StoreError::Journal)?;
        self.add(row.get(0)?, row.get(1)?, &links);
        Ok(())
    }

    fn add(&mut self, id: GroundsId, source: SourceId, links: &[Link]) {
        let held = |link: &Link| HeldLink {
            purpose: link.purpose,
            basis: link.basis,
            referred: link.reference.is_some(),
        };
        let links: Vec<HeldLink> = links.iter().map(held).collect();
        let next = self.links.len() as u32;
        let shape = *self.known.entry(links.clone()).or_insert(next);
        if shape == next {
            self.links.push(links);
        }
        let at = id.0 as usize;
        if at >= self.grounds.len() {
            self.grounds.resize(at + 1, None);
        }
        if let Some(place) = self.grounds.get_mut(at) {
            *place = Some((source, shape));
        }
    }

    fn get(&self, id: GroundsId) -> Option<(SourceId, u32)> {
        self.grounds.get(id.0 as usize).copied().flatten()
    }

    /// Whether these grounds are known.
    pub(crate) fn knows(&self, id: GroundsId) -> bool {
        self.get(id).is_some()
    }

    /// The source of grounds.
    pub(crate) fn source(&self, id: GroundsId) -> Option<SourceId> {
        self.get(id).map(|(source, _)| source)
    }

    /// The source of grounds, as decisions look at it.
    pub(crate) fn card(&self, id: GroundsId) -> Option<SourceCard> {
        self.sources.get(&self.source(id)?).copied()
    }

    /// The number of the purposes and bases of grounds; alike ones have the same.
    pub(crate) fn shape(&self, id: GroundsId) -> Option<u32> {
        self.get(id).map(|(_, shape)| shape)
    }

    /// The kind of the source of grounds.
    pub(crate) fn kind(&self, id: GroundsId) -> Option<SourceType> {
        self.card(id).map(|card| card.kind)
    }

    /// The purposes and bases of grounds.
    pub(crate) fn links(&self, id: GroundsId) -> &[HeldLink] {
        self.get(id).and_then(|(_, shape)| self.links.get(shape as usize)).map_or(&[], Vec::as_slice)
    }

    /// The bytes it takes, nearly.
    pub(crate) fn memory(&self) -> usize {
        self.grounds.capacity() * size_of::<Option<(SourceId, u32)>>() + self.sources.capacity() * 16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{Batch, Connection, Location, Migration, Statement};

    static PUT: Statement = Statement {
        name: "test::PUT",
        sql: "INSERT INTO grounds (grounds_id, source_id, links) VALUES ($1, $2, $3)",
    };

    const TABLES: &[Migration] =
        &[Migration { name: "work_0001", sql: include_str!("../../migrations/work_0001.sql") }];

    fn put(work: &Db, id: u32) {
        let mut connection = Connection::open(work.location()).unwrap();
        let mut batch = Batch::default();
        let links = r#"[{"purpose":1,"basis":"b"}]"#;
        batch.run(&PUT, vec![GroundsId(id).into(), SourceId(id).into(), links.into()]);
        connection.begin().unwrap();
        connection.run(&batch).unwrap();
        connection.commit().unwrap();
    }

    #[test]
    fn grounds_that_came_to_stand_behind_higher_numbers_are_read_when_they_are_needed() {
        let folder = tempfile::tempdir().unwrap();
        let work = Db::open(Location::Sqlite(folder.path().join("work.db")), TABLES).unwrap();
        let mut table = GroundsTable::default();
        put(&work, 3);
        table.refresh(&work).unwrap();
        put(&work, 2);
        table.refresh(&work).unwrap();
        assert_eq!([1, 2, 3].map(|id| table.knows(GroundsId(id))), [false, false, true]);
        table.fetch(&work, [1, 2, 3].map(GroundsId).into_iter()).unwrap();
        assert_eq!([1, 2, 3].map(|id| table.knows(GroundsId(id))), [false, true, true]);
        assert_eq!(table.source(GroundsId(2)), Some(SourceId(2)));
        assert_eq!(table.shape(GroundsId(2)), table.shape(GroundsId(3)));
    }
}
