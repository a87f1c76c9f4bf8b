//! What `zgoda doctor` checks: that every statement is understood, and that the invariants of the store hold.

use std::collections::{HashMap, HashSet};

use zgoda_law::SubjectId;
use zgoda_vault::{Boxes, Commitment, DataKey};

use crate::facts::Facts;
use crate::mirror::Mirror;
use crate::model::{GroundsId, SubjectFlags};
use crate::sql::{Db, Row, SqlError, Statement, Value, statements};
use crate::{Store, StoreError};

statements! {
    // Invariant 1: no value without source, purposes, basis and term.
    SOUND_GROUNDS = "SELECT g.grounds_id FROM grounds g JOIN source s ON s.source_id = g.source_id WHERE g.links <> '[]'";
    KEYLESS = "SELECT COUNT(*) FROM sealed s LEFT JOIN data_key k ON k.subject_id = s.subject_id
        WHERE k.subject_id IS NULL";
    BOXLESS = "SELECT COUNT(*) FROM data_key k LEFT JOIN sealed s ON s.subject_id = k.subject_id
        WHERE s.subject_id IS NULL";
    // Both zones side by side.
    PEOPLE_AFTER = "SELECT subject_id, state, facts, public_id FROM subject WHERE subject_id > $1 ORDER BY subject_id LIMIT $2";
    KEYS_BETWEEN = "SELECT subject_id, kek_version, wrapped, mask FROM data_key WHERE subject_id > $1 AND subject_id <= $2";
    BOXES_BETWEEN = "SELECT subject_id, boxes FROM sealed WHERE subject_id > $1 AND subject_id <= $2";
    INDEX_BETWEEN = "SELECT subject_id, fact_no FROM blind_index WHERE subject_id > $1 AND subject_id <= $2";
}

/// People looked at in one go.
const PAGE: u32 = 1_000;
/// A day centuries away, since 1970: no term ends then.
const NO_TERM: i32 = 110_000;

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
    /// Boxes without a key, keys without boxes, and keys that cannot be unwrapped or wear another mask than they should.
    pub keyless: u64,
    /// Boxes and index entries that lead to nobody or to no fact, and people without a key.
    pub orphaned: u64,
    /// Values that stand in the working zone and are not in the vault.
    pub missing: u64,
    /// Values whose box does not open with their person's key, or holds something else than the ledger was told.
    pub unproven: u64,
    /// People whose list of facts cannot be read.
    pub unreadable: u64,
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
            self.unproven,
            self.unreadable,
            self.unlike,
        ];
        broken.iter().all(|count| *count == 0)
    }
}

/// The statements of both zones, by zone, for the test that prepares each of them on both engines.
pub(crate) fn all() -> (Vec<&'static Statement>, Vec<&'static Statement>) {
    let vault =
        ["vault_db", "data_key", "sealed", "blind_index", "suppression", "vault_applied", "kek_floor"];
    let everything = [
        crate::account::ALL,
        crate::alarm::ALL,
        crate::assessment::ALL,
        crate::authorisation::ALL,
        crate::register::ALL,
        crate::backup::ALL,
        crate::backup::MADE,
        crate::change::commit::ALL,
        crate::change::facts::ALL,
        crate::change::standing::ALL,
        crate::inspection::ALL,
        crate::export::READ,
        crate::export::WRITE,
        crate::enrichment::proposal::ALL,
        crate::enrichment::run::ALL,
        crate::enrichment::schedule::ALL,
        crate::enrichment::target::ALL,
        crate::governance::ALL,
        crate::grounds::ALL,
        crate::hold::ALL,
        crate::import::ALL,
        crate::inform::READ,
        crate::inform::WRITE,
        crate::keys::ALL,
        crate::list::ALL,
        crate::log::ALL,
        crate::minimise::ALL,
        crate::mirror::grounds::ALL,
        crate::mirror::load::ALL,
        crate::organisation::ALL,
        crate::past::ALL,
        crate::person::ALL,
        crate::pseudonym::ALL,
        crate::person::ROWS,
        crate::request::READ,
        crate::request::TRANSFER,
        crate::request::WRITE,
        crate::retention::OUTCOME,
        crate::retention::RUN,
        crate::retention::TERM,
        crate::source::ALL,
        crate::statement::ALL,
        crate::trader::ALL,
        crate::store::ALL,
        crate::traits::ALL,
        crate::vault_db::ALL,
        crate::webhook::ALL,
        crate::webhook::message::ALL,
        crate::writer::applied::ALL,
        crate::writer::masked::ALL,
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
        let count = |statement| -> Result<u64, SqlError> {
            self.vault_db.read_one(statement, &[])?.map_or(Ok(0), |row| row.get(0))
        };
        let mut findings = Findings {
            keyless: count(&KEYLESS)? + count(&BOXLESS)?,
            replayed: self.replayed(),
            ..Findings::default()
        };
        let grounds = self.work.read(&SOUND_GROUNDS, &[])?;
        let grounds = grounds.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let mut after = Some(0);
        while let Some(from) = after {
            after = self.examine_page(from, &grounds, &mut findings)?;
        }
        if findings.unreadable == 0 {
            findings.people = self.people_count()?;
            findings.unlike = self.compare_mirror()?;
        }
        Ok(findings)
    }

    /// Reads everybody anew, and counts those of whom the mirror that was kept up with the ledger says otherwise.
    fn compare_mirror(&self) -> Result<u64, StoreError> {
        let anew = Mirror::read(self)?;
        Ok(self.mirror()?.differences(&anew))
    }

    /// Looks at the next people behind a number, in both zones; returns the last of them where there are more.
    fn examine_page(
        &self,
        after: i64,
        grounds: &HashSet<GroundsId>,
        findings: &mut Findings,
    ) -> Result<Option<i64>, StoreError> {
        let rows = self.work.read(&PEOPLE_AFTER, &[after.into(), PAGE.into()])?;
        let last = rows.last().filter(|_| rows.len() == PAGE as usize).map(|row| row.get(0)).transpose()?;
        let range = [after.into(), last.unwrap_or(i64::MAX).into()];
        let mut page = Page::default();
        rows.iter().try_for_each(|row| page.person(row, grounds, findings))?;
        let keys = self.examine_keys(&range, &page, findings)?;
        let (holders, held) = self.examine_boxes(&range, &page, &keys, findings)?;
        let indexed = self.vault_db.read(&INDEX_BETWEEN, &range)?;
        let indexed: HashSet<Whose> =
            indexed.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, SqlError>>()?;
        let found: HashSet<i64> = indexed.iter().map(|(subject, _)| *subject).collect();
        let owners = keys.keys().copied().collect();
        let left = [&owners, &holders, &found].map(|left| left.intersection(&page.erased).count());
        findings.erased_but_present += left.iter().sum::<usize>() as u64;
        let readable = |(subject, _): &&Whose| !page.unreadable.contains(subject);
        let orphaned = [
            held.iter().filter(|value| !page.facts.contains_key(*value)).filter(readable).count(),
            indexed.difference(&held).count(),
            page.living.symmetric_difference(&holders).count(),
        ];
        findings.orphaned += orphaned.iter().sum::<usize>() as u64;
        findings.missing += page.standing.difference(&held).count() as u64;
        Ok(last)
    }

    /// Unwraps everybody's key; `None` for a key that opens nothing, or that is nobody's.
    fn examine_keys(
        &self,
        range: &[Value],
        page: &Page,
        findings: &mut Findings,
    ) -> Result<HashMap<i64, Option<DataKey>>, StoreError> {
        let (mut keys, mut wardrobe) = (HashMap::new(), self.vault_db.wardrobe_of_neighbours());
        for row in self.vault_db.read(&KEYS_BETWEEN, range)? {
            let (subject, (wrapped, is_bare)): (i64, _) = (row.get(0)?, wardrobe.key(&row)?);
            let key = page.ids.get(&subject).map(|id| self.vault.unwrap_key(*id, &wrapped)).transpose();
            findings.keyless += u64::from(!is_bare || key.is_err());
            keys.insert(subject, key.ok().flatten());
        }
        Ok(keys)
    }

    /// Opens every box; returns who has any, and which of whose values are there.
    fn examine_boxes(
        &self,
        range: &[Value],
        page: &Page,
        keys: &HashMap<i64, Option<DataKey>>,
        findings: &mut Findings,
    ) -> Result<(HashSet<i64>, HashSet<Whose>), StoreError> {
        let (mut holders, mut held) = (HashSet::new(), HashSet::new());
        for row in self.vault_db.read(&BOXES_BETWEEN, range)? {
            let subject: i64 = row.get(0)?;
            holders.insert(subject);
            for sealed in &Boxes::decode(row.bytes(1)?)? {
                let value = (subject, sealed.fact.0);
                held.insert(value);
                if let (Some(Some(key)), Some(told)) = (keys.get(&subject), page.facts.get(&value)) {
                    let commitment = self.vault.commitment(key, sealed);
                    findings.unproven += u64::from(commitment != Ok(Commitment(*told)));
                }
            }
        }
        Ok((holders, held))
    }
}

/// Whose value, and the number of its fact.
type Whose = (i64, u32);

/// What the working zone says of some people.
#[derive(Default)]
struct Page {
    living: HashSet<i64>,
    erased: HashSet<i64>,
    unreadable: HashSet<i64>,
    ids: HashMap<i64, SubjectId>,
    /// Whose values, and which, that ever were, and what the ledger was told of each.
    facts: HashMap<Whose, [u8; 16]>,
    /// Those of them that stand.
    standing: HashSet<Whose>,
}

impl Page {
    fn person(
        &mut self,
        row: &Row,
        grounds: &HashSet<GroundsId>,
        findings: &mut Findings,
    ) -> Result<(), SqlError> {
        let subject = row.get(0)?;
        self.ids.insert(subject, row.get(3)?);
        let is_erased = SubjectFlags::from_bits(row.get(1)?).erased;
        if is_erased {
            self.erased.insert(subject)
        } else {
            self.living.insert(subject)
        };
        let Ok(facts) = row.get::<Facts>(2) else {
            findings.unreadable += 1;
            self.unreadable.insert(subject);
            return Ok(());
        };
        for fact in facts.iter() {
            self.facts.insert((subject, fact.no.0), fact.commitment);
            if fact.ended.is_some() {
                continue;
            }
            self.standing.insert((subject, fact.no.0));
            let until = &fact.terms.until;
            findings.groundless += u64::from(!grounds.contains(&fact.terms.grounds));
            findings.termless += u64::from(until.is_empty() || until.iter().any(|(_, day)| *day > NO_TERM));
            findings.erased_but_present += u64::from(is_erased);
        }
        Ok(())
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
