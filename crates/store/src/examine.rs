//! What `zgoda doctor` checks: that every statement is understood, and that the invariants of the store hold.

use std::collections::HashSet;

use crate::mirror::Mirror;
use crate::sql::{Db, Row, SqlError, Statement, statements};
use crate::{Store, StoreError};

statements! {
    // Invariant 1: no value without source, purposes, basis and term.
    GROUNDLESS = "SELECT COUNT(*) FROM fact f LEFT JOIN grounds g ON g.grounds_id = f.grounds_id
        LEFT JOIN source s ON s.source_id = g.source_id
        WHERE f.ended_at IS NULL AND (s.source_id IS NULL OR g.links = '[]')";
    TERMLESS = "SELECT COUNT(*) FROM fact WHERE ended_at IS NULL AND (LENGTH(until) = 0 OR expires_day > 110000)";
    // Invariant 5: nothing is left of the erased.
    ERASED = "SELECT subject_id FROM subject WHERE state % 2 = 1 AND subject_id > $1 ORDER BY subject_id LIMIT $2";
    ERASED_STANDING = "SELECT COUNT(*) FROM fact f JOIN subject s ON s.subject_id = f.subject_id
        WHERE s.state % 2 = 1 AND f.ended_at IS NULL";
    KEY_LEFT = "SELECT subject_id FROM data_key WHERE subject_id = $1";
    SEALED_LEFT = "SELECT subject_id FROM sealed WHERE subject_id = $1";
    INDEX_LEFT = "SELECT subject_id FROM blind_index WHERE subject_id = $1 LIMIT 1";
    KEYLESS = "SELECT COUNT(*) FROM sealed s LEFT JOIN data_key k ON k.subject_id = s.subject_id
        WHERE k.subject_id IS NULL";
    BOXLESS = "SELECT COUNT(*) FROM data_key k LEFT JOIN sealed s ON s.subject_id = k.subject_id
        WHERE s.subject_id IS NULL";
    // Both zones side by side: every box and index entry has its fact, and every standing fact its box.
    BOXES_AFTER = "SELECT subject_id, boxes FROM sealed WHERE subject_id > $1 ORDER BY subject_id LIMIT $2";
    INDEX_BETWEEN = "SELECT subject_id, fact_no FROM blind_index WHERE subject_id > $1 AND subject_id <= $2";
    FACTS_BETWEEN = "SELECT subject_id, fact_no, ended_at FROM fact WHERE subject_id > $1 AND subject_id <= $2";
    PEOPLE_BETWEEN = "SELECT subject_id FROM subject WHERE subject_id > $1 AND subject_id <= $2 AND state % 2 = 0";
}

/// People looked at in one go.
const PAGE: u32 = 1_000;

/// What an examination found. All counts but `people` should be zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// People held.
    pub people: u64,
    /// Values that stand without source, purpose or basis.
    pub groundless: u64,
    /// Values that stand without a term, or with one centuries away.
    pub termless: u64,
    /// Erased people of whom a key, a box, an index entry or a standing value is left.
    pub erased_but_present: u64,
    /// Boxes without a key, and keys without boxes.
    pub keyless: u64,
    /// Boxes and index entries that lead to nobody or to no fact, and people without a key.
    pub orphaned: u64,
    /// Values that stand in the working zone and are not in the vault.
    pub missing: u64,
    /// People of whom the mirror knows something else than the tables.
    pub unlike: u64,
    /// Groups of changes that were completed when the store was opened, because a process died over them.
    pub replayed: u32,
}

impl Findings {
    /// Whether every invariant holds.
    pub fn is_sound(&self) -> bool {
        let broken = [
            self.groundless,
            self.termless,
            self.erased_but_present,
            self.keyless,
            self.orphaned,
            self.missing,
            self.unlike,
        ];
        broken.iter().all(|count| *count == 0)
    }
}

/// The statements of both zones, by zone, for the test that prepares each of them on both engines.
fn all() -> (Vec<&'static Statement>, Vec<&'static Statement>) {
    let vault =
        ["vault_db", "data_key", "sealed", "blind_index", "suppression", "vault_applied", "kek_floor"];
    let everything = [
        crate::account::ALL,
        crate::backup::ALL,
        crate::change::ALL,
        crate::change::facts::ALL,
        crate::change::standing::ALL,
        crate::governance::ALL,
        crate::import::ALL,
        crate::keys::ALL,
        crate::list::ALL,
        crate::log::ALL,
        crate::mirror::grounds::ALL,
        crate::mirror::load::ALL,
        crate::organisation::ALL,
        crate::person::ALL,
        crate::source::ALL,
        crate::store::ALL,
        crate::writer::ALL,
        ALL,
    ];
    let touches_vault = |statement: &&Statement| {
        statement.sql.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| vault.contains(&word))
    };
    everything
        .iter()
        .flat_map(|module| module.iter().copied())
        .partition(|statement| !touches_vault(statement))
}

impl Store {
    /// Prepares every statement on the engine in use; returns how many there are.
    ///
    /// # Errors
    /// The first that the engine does not understand.
    pub fn check_statements(&self) -> Result<usize, StoreError> {
        let (work, vault) = all();
        let check = |db: &Db, statements: &[&'static Statement]| -> Result<(), SqlError> {
            statements.iter().try_for_each(|statement| db.check(statement))
        };
        check(&self.work, &work)?;
        check(&self.vault_db, &vault)?;
        Ok(work.len() + vault.len())
    }

    /// Looks for anything that breaks an invariant. A change that another thread or process commits meanwhile may show
    /// up as orphaned or missing: then look again.
    ///
    /// # Errors
    /// Where a database fails.
    pub fn examine(&self) -> Result<Findings, StoreError> {
        let count = |db: &Db, statement| -> Result<u64, SqlError> {
            db.read_one(statement, &[])?.map_or(Ok(0), |row| row.get(0))
        };
        let mut findings = Findings {
            people: self.people_count()?,
            groundless: count(&self.work, &GROUNDLESS)?,
            termless: count(&self.work, &TERMLESS)?,
            erased_but_present: count(&self.work, &ERASED_STANDING)?,
            keyless: count(&self.vault_db, &KEYLESS)? + count(&self.vault_db, &BOXLESS)?,
            orphaned: 0,
            missing: 0,
            unlike: self.compare_mirror()?,
            replayed: self.replayed(),
        };
        self.compare_zones(&mut findings)?;
        let mut after = 0_i64;
        loop {
            let page = self.work.read(&ERASED, &[after.into(), PAGE.into()])?;
            for row in &page {
                after = row.get(0)?;
                for statement in [&KEY_LEFT, &SEALED_LEFT, &INDEX_LEFT] {
                    let left = self.vault_db.read_one(statement, &[after.into()])?;
                    findings.erased_but_present += u64::from(left.is_some());
                }
            }
            if page.len() < PAGE as usize {
                return Ok(findings);
            }
        }
    }

    /// Reads everybody anew, and counts those of whom the mirror that was kept up with the ledger says otherwise.
    fn compare_mirror(&self) -> Result<u64, StoreError> {
        let anew = Mirror::read(self)?;
        Ok(self.mirror()?.differences(&anew))
    }

    /// Walks both zones by ranges of people.
    fn compare_zones(&self, findings: &mut Findings) -> Result<(), StoreError> {
        let mut after = 0_i64;
        loop {
            let page = self.vault_db.read(&BOXES_AFTER, &[after.into(), PAGE.into()])?;
            let is_last = page.len() < PAGE as usize;
            let to = match page.last() {
                Some(row) if !is_last => row.get(0)?,
                _ => i64::MAX,
            };
            let range = [after.into(), to.into()];
            let pairs = |rows: Vec<Row>| -> Result<HashSet<(i64, u32)>, SqlError> {
                rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
            };
            let (mut held, mut holders) = (HashSet::new(), HashSet::new());
            for row in &page {
                let subject: i64 = row.get(0)?;
                holders.insert(subject);
                let boxes = zgoda_vault::Boxes::decode(&row.get::<Vec<u8>>(1)?)?;
                held.extend(boxes.iter().map(|sealed| (subject, sealed.fact.0)));
            }
            let facts = self.work.read(&FACTS_BETWEEN, &range)?;
            let mut standing = HashSet::new();
            for row in facts.iter().filter(|row| row.get::<Option<i64>>(2).is_ok_and(|ended| ended.is_none()))
            {
                standing.insert((row.get(0)?, row.get(1)?));
            }
            let known = pairs(facts)?;
            let indexed = pairs(self.vault_db.read(&INDEX_BETWEEN, &range)?)?;
            let people = self.work.read(&PEOPLE_BETWEEN, &range)?;
            let people: HashSet<i64> = people.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
            let orphaned = [
                held.difference(&known).count(),
                indexed.difference(&held).count(),
                people.symmetric_difference(&holders).count(),
            ];
            findings.orphaned += orphaned.iter().sum::<usize>() as u64;
            findings.missing += standing.difference(&held).count() as u64;
            if is_last {
                return Ok(());
            }
            after = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_numbers_its_parameters_in_the_order_of_their_first_appearance() {
        let (work, vault) = all();
        for statement in work.iter().chain(&vault) {
            let mut highest = 0_u32;
            for part in statement.sql.split('$').skip(1) {
                let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
                let number: u32 = digits.parse().unwrap();
                assert!(number <= highest + 1, "{} uses ${number} too early", statement.name);
                highest = highest.max(number);
            }
        }
    }

    #[test]
    fn statement_names_are_unique() {
        let (work, vault) = all();
        let mut names: Vec<_> = work.iter().chain(&vault).map(|statement| statement.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
