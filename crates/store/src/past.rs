//! What values were held for before their purposes or last days changed in place.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{FactNo, PurposeId};

use crate::facts::Terms;
use crate::model::{Grounds, Ordinal};
use crate::person::date;
use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    // Of several changes at one moment the first says what was held before it.
    KEEP = "INSERT INTO past_terms (subject_id, fact_no, until_at, grounds_id, days) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (subject_id, fact_no, until_at) DO NOTHING";
    OF = "SELECT fact_no, until_at, grounds_id, days FROM past_terms WHERE subject_id = $1 ORDER BY fact_no, until_at";
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

/// The row that keeps what a value is held for, before that changes.
pub(crate) fn row(person: Ordinal, fact: FactNo, at: Timestamp, terms: &Terms) -> Vec<Value> {
    let days: Vec<String> = terms.until.iter().map(|(purpose, day)| format!("{}:{day}", purpose.0)).collect();
    vec![person.into(), fact.into(), at.into(), terms.grounds.into(), days.join(" ").into()]
}

fn days(kept: &str) -> Option<Vec<(PurposeId, Date)>> {
    let one = |pair: &str| {
        let (purpose, day) = pair.split_once(':')?;
        Some((PurposeId(purpose.parse().ok()?), date(day.parse().ok()?)?))
    };
    kept.split_whitespace().map(one).collect()
}

impl Store {
    /// What the values of a person were held for before it changed, by value, the oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn past_terms(&self, person: Ordinal) -> Result<Vec<PastTerms>, StoreError> {
        let read = |row: &Row| -> Result<_, StoreError> {
            Ok(PastTerms {
                fact: row.get(0)?,
                until_at: row.get(1)?,
                grounds: self.grounds(row.get(2)?)?,
                until: days(&row.get::<String>(3)?).ok_or(StoreError::Incomplete("readable day"))?,
            })
        };
        self.work.read(&OF, &[person.into()])?.iter().map(read).collect()
    }
}
