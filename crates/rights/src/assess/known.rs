//! What the system itself knows about a purpose: who is held for it, from where, and how they took it. Counts only.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zgoda_law::{ObjectionKind, PurposeDef, SourceType};
use zgoda_store::{Condition, Store};

use crate::RightsError;

/// Figures about a purpose at one moment. They are kept with what is approved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// When they were taken.
    pub at: Timestamp,
    /// People with a value held for the purpose.
    pub people: u64,
    /// Of them, those who are to be told, are not, and whose term has passed.
    pub overdue: u64,
    /// Of them, those whose data are restricted.
    pub restricted: u64,
    /// People who objected to anything, of all in the system: an objection ends a purpose, so they are not among the
    /// people above.
    pub objected: u64,
    /// All people in the system.
    pub everybody: u64,
    /// How many people each field is held of, by stable name; fields that nobody has are left out.
    pub fields: Vec<(String, u64)>,
    /// How many people came from each kind of source, most first.
    pub sources: Vec<(SourceType, u64)>,
}

impl Known {
    /// Counts.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn of(store: &Store, purpose: &PurposeDef, at: Timestamp) -> Result<Self, RightsError> {
        let count = |conditions: Vec<Condition>| -> Result<u64, RightsError> {
            Ok(store.people_who(&Condition::All(conditions))?.len())
        };
        let held = || Condition::For(purpose.id);
        let mut fields = Vec::new();
        for field in store.law().catalogue().fields() {
            if purpose.fields().contains(field.id) {
                fields.push((field.name.clone(), count(vec![held(), Condition::Holds(field.id)])?));
            }
        }
        let mut sources = Vec::new();
        for source in SourceType::ALL {
            sources.push((*source, count(vec![held(), Condition::From(*source)])?));
        }
        fields.retain(|(_, people)| *people > 0);
        sources.retain(|(_, people)| *people > 0);
        sources.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
        let objections = ObjectionKind::ALL.iter().copied().map(Condition::Objected).collect();
        Ok(Self {
            at,
            people: count(vec![held()])?,
            overdue: count(vec![held(), Condition::OwedBefore(at)])?,
            restricted: count(vec![held(), Condition::Restricted])?,
            objected: count(vec![Condition::Any(objections)])?,
            everybody: store.people_count()?,
            fields,
            sources,
        })
    }

    /// How many of a hundred people objected, rounded up.
    pub fn objected_percent(&self) -> u64 {
        (self.objected * 100).div_ceil(self.everybody.max(1))
    }
}
