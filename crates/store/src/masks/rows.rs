//! The statements that change wrapped keys: where in their parameters a key, its owner and its mask stand. By these words
//! keys are masked before they are written, and masks ended once that is promised, by whoever runs the journal again too.

use std::collections::BTreeMap;

use zgoda_vault::WrappedKey;

use super::{Masks, Side, Worn};
use crate::StoreError;
use crate::sql::{FromValue, Value};

/// The table of wrapped keys.
pub(crate) const KEY_TABLE: &str = "data_key";
/// How a statement begins that brings a key in, one that replaces a key, and one that ends it.
const BRINGS: &str = "INSERT INTO data_key (subject_id, kek_version, wrapped, mask) VALUES ($1, $2, $3, $4)";
const REPLACES: &str = "UPDATE data_key SET kek_version = $1, wrapped = $2, mask = $3 WHERE subject_id = $4";
const ENDS: &str = "DELETE FROM data_key WHERE subject_id = $1";

/// Where in a row of parameters a key stands that is brought in.
struct Places {
    owner: usize,
    wrapped: usize,
    mask: usize,
    /// In the place of another.
    replaces: bool,
}

fn places(sql: &str) -> Option<Places> {
    match sql {
        BRINGS => Some(Places { owner: 0, wrapped: 2, mask: 3, replaces: false }),
        _ if sql.starts_with(REPLACES) => Some(Places { owner: 3, wrapped: 1, mask: 2, replaces: true }),
        _ => None,
    }
}

/// Masks the keys that a statement brings in. `old` tells what the key wears that is replaced.
pub(crate) fn dress(
    masks: &Masks,
    sql: &str,
    rows: &mut [Vec<Value>],
    old: &mut dyn FnMut(u32) -> Result<Worn, StoreError>,
) -> Result<(), StoreError> {
    let Some(places) = places(sql) else { return Ok(()) };
    for row in rows {
        let owner = row.get(places.owner).and_then(u32::from_value).ok_or(StoreError::Mismatch)?;
        let old = if places.replaces { old(owner)? } else { Worn::NONE };
        let (mask, worn) = masks.put_on(owner, old)?;
        if let Some(Value::Bytes(bytes)) = row.get_mut(places.wrapped) {
            let mut key = WrappedKey { version: 0, bytes: std::mem::take(bytes) };
            key.mask(&mask);
            *bytes = key.bytes;
        }
        if let Some(said) = row.get_mut(places.mask) {
            *said = worn.into();
        }
    }
    Ok(())
}

/// Whose keys were replaced or destroyed, and on which sides; the last that was done with a key counts.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Ended(BTreeMap<u32, Option<Side>>);

impl Ended {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in a statement on the vault, run once for each row.
    pub(crate) fn note(&mut self, sql: &str, rows: &[Vec<Value>]) {
        if !sql.contains(KEY_TABLE) {
            return;
        }
        for row in rows {
            let owner = |place: usize| row.get(place).and_then(u32::from_value);
            match places(sql) {
                // A number is given to one person for good, so nothing ends with a key that is the first.
                Some(places) if places.replaces => {
                    let worn = row.get(places.mask).and_then(Worn::from_value).and_then(Worn::side);
                    if let (Some(owner), Some(side)) = (owner(places.owner), worn) {
                        self.0.insert(owner, Some(side));
                    }
                }
                None if sql == ENDS => self.0.extend(owner(0).map(|owner| (owner, None))),
                _ => {}
            }
        }
    }

    /// Takes in what was done behind this.
    pub(crate) fn add(&mut self, later: &Self) {
        self.0.extend(&later.0);
    }

    /// The sides to be overwritten: of a key that was replaced the one it does not wear, of one that was destroyed both.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &'static [Side])> {
        self.0.iter().map(|(owner, worn)| {
            let sides: &[Side] = match worn {
                Some(Side::First) => &[Side::Second],
                Some(Side::Second) => &[Side::First],
                None => &Side::BOTH,
            };
            (*owner, sides)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worn(side: Side) -> Value {
        Worn::new(side, &[7; 32]).into()
    }

    fn brought(owner: i64, side: Side) -> Vec<Value> {
        vec![owner.into(), 1_i64.into(), vec![0_u8; 61].into(), worn(side)]
    }

    fn replaced(owner: i64, side: Side) -> Vec<Value> {
        vec![1_i64.into(), vec![0_u8; 61].into(), worn(side), owner.into()]
    }

    fn sides(ended: &Ended) -> Vec<(u32, Vec<Side>)> {
        ended.iter().map(|(owner, sides)| (owner, sides.to_vec())).collect()
    }

    #[test]
    fn every_statement_that_changes_wrapped_keys_is_known() {
        let (_, vault) = crate::examine::all();
        let writes = vault.iter().map(|statement| statement.sql);
        let writes = writes.chain([crate::change::commit::DATA_KEY.insert_sql()]);
        let mut known = 0;
        for sql in writes.filter(|sql| sql.contains(KEY_TABLE) && !sql.starts_with("SELECT")) {
            // Wrapping a key anew leaves it under its mask.
            let leaves_mask = sql.starts_with("UPDATE data_key SET kek_version = $1, wrapped = $2 WHERE");
            assert!(places(sql).is_some() || sql == ENDS || leaves_mask, "{sql}");
            known += 1;
        }
        assert!(known >= 4, "{known}");
    }

    #[test]
    fn of_all_that_was_done_with_a_key_the_last_counts() {
        let mut ended = Ended::default();
        ended.note(BRINGS, &[brought(7, Side::First), brought(8, Side::First), brought(9, Side::First)]);
        ended.note(REPLACES, &[replaced(7, Side::Second), replaced(8, Side::Second)]);
        let mut later = Ended::default();
        later.note(REPLACES, &[replaced(8, Side::First)]);
        later.note(ENDS, &[vec![9_i64.into()]]);
        later.note("SELECT wrapped FROM data_key WHERE subject_id = $1", &[vec![7_i64.into()]]);
        ended.add(&later);
        let both = Side::BOTH.to_vec();
        assert_eq!(sides(&ended), [(7, vec![Side::First]), (8, vec![Side::Second]), (9, both)]);
    }

    #[test]
    fn a_key_that_comes_in_ends_none() {
        let mut ended = Ended::default();
        ended.note(BRINGS, &[brought(7, Side::First), brought(8, Side::First)]);
        assert!(ended.is_empty(), "whoever adds people waits for no mask");
    }

    #[test]
    fn a_key_without_a_mask_ends_none() {
        let mut ended = Ended::default();
        ended.note(REPLACES, &[vec![1_i64.into(), vec![0_u8; 61].into(), 0_i64.into(), 7_i64.into()]]);
        ended.note(
            "INSERT INTO data_key (subject_id, kek_version, wrapped) VALUES ($1, $2, $3)",
            &[brought(7, Side::First)],
        );
        assert!(ended.is_empty());
    }
}
