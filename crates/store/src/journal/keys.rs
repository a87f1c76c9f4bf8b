//! Whose wrapped data keys stand in a stretch of the journal: one that ends while no copy of it is there leaves the stretch
//! as it is.

use std::collections::HashSet;

use crate::sql::Value;

/// The table of wrapped keys.
const TABLE: &str = "data_key";
/// Where statements that change a row of it say whose it is.
const WHOSE: &str = "WHERE subject_id = $";

/// People by internal number, or everybody, where that cannot be told.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Owners {
    known: HashSet<i64>,
    anybody: bool,
}

impl Owners {
    pub(crate) fn add(&mut self, other: &Self) {
        self.known.extend(&other.known);
        self.anybody |= other.anybody;
    }

    /// Whether one of them may be among the others.
    pub(crate) fn meet(&self, others: &Self) -> bool {
        match (self.is_empty(), others.is_empty()) {
            (true, _) | (_, true) => false,
            _ => {
                self.anybody || others.anybody || self.known.iter().any(|owner| others.known.contains(owner))
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.known.is_empty() && !self.anybody
    }

    fn note(&mut self, owner: Option<&Value>) {
        match owner {
            Some(Value::Int(owner)) => drop(self.known.insert(*owner)),
            _ => self.anybody = true,
        }
    }
}

/// What statements do to wrapped keys.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Keys {
    /// Whose keys they bring in.
    pub(crate) written: Owners,
    /// Whose keys they end, by another or by none.
    pub(crate) ended: Owners,
}

impl Keys {
    /// Takes in a statement on the vault, run once for each row.
    pub(crate) fn note(&mut self, sql: &str, rows: &[Vec<Value>]) {
        if !sql.contains(TABLE) {
            return;
        }
        let adds = sql.starts_with("INSERT INTO data_key (subject_id,");
        let removes = sql.starts_with("DELETE FROM data_key ");
        let place = if adds { Some(0) } else { whose(sql) };
        for row in rows {
            let owner = place.and_then(|place| row.get(place));
            if !removes {
                self.written.note(owner);
            }
            if !adds {
                self.ended.note(owner);
            }
        }
    }
}

/// The place of the parameter that says whose row a statement changes.
fn whose(sql: &str) -> Option<usize> {
    let (_, rest) = sql.split_once(WHOSE)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..digits)?.parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(sql: &str, rows: &[Vec<Value>]) -> (Vec<i64>, Vec<i64>, bool) {
        let mut keys = Keys::default();
        keys.note(sql, rows);
        let sorted = |owners: &Owners| {
            let mut known: Vec<i64> = owners.known.iter().copied().collect();
            known.sort_unstable();
            known
        };
        (sorted(&keys.written), sorted(&keys.ended), keys.written.anybody || keys.ended.anybody)
    }

    #[test]
    fn every_statement_that_changes_wrapped_keys_says_whose_they_are() {
        let key = |owner: i64| vec![owner.into(), 1_i64.into(), vec![0_u8; 4].into()];
        let moved = |owner: i64| vec![1_i64.into(), vec![0_u8; 4].into(), owner.into(), vec![1_u8; 4].into()];
        let found = keys(crate::change::commit::DATA_KEY.insert_sql(), &[key(7), key(8)]);
        assert_eq!(found, (vec![7, 8], vec![], false));
        for statement in [&crate::change::commit::REPLACE_KEY, &crate::keys::REWRAP] {
            assert_eq!(keys(statement.sql, &[moved(7)]), (vec![7], vec![7], false), "{}", statement.sql);
        }
        let found = keys(crate::change::commit::DESTROY_KEY.sql, &[vec![9_i64.into()]]);
        assert_eq!(found, (vec![], vec![9], false));
        let (_, vault) = crate::examine::all();
        let writes = vault
            .iter()
            .filter(|statement| statement.sql.contains(TABLE) && !statement.sql.starts_with("SELECT"));
        for statement in writes {
            assert!(whose(statement.sql).is_some(), "{}", statement.sql);
        }
    }

    #[test]
    fn a_statement_that_does_not_say_whose_keys_it_changes_counts_for_everybody() {
        let (.., anybody) = keys("UPDATE data_key SET kek_version = $1", &[vec![1_i64.into()]]);
        assert!(anybody);
        let mut all = Keys::default();
        all.note("UPDATE data_key SET kek_version = $1", &[vec![1_i64.into()]]);
        let mut one = Keys::default();
        one.note("DELETE FROM data_key WHERE subject_id = $1", &[vec![9_i64.into()]]);
        assert!(one.ended.meet(&all.written) && all.ended.meet(&one.ended));
        assert!(!one.ended.meet(&Owners::default()) && !Owners::default().meet(&all.written));
    }
}
