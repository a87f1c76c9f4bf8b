//! How many people each role may see before somebody asks why. The defaults are those of a small firm; the controller
//! changes them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use zgoda_law::{Action, Event, Role};
use zgoda_store::{BulkKind, Draft, Stamp, Store};

use crate::RightsError;

/// The setting that holds the changed ones.
const SETTING: &str = "watch.limits";
/// No limit is larger: beyond it nothing would ever be noticed.
pub const LIMIT_MAX: u32 = 100_000;

/// How many people pass unnoticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Opened one by one within an hour.
    pub opened_hour: u32,
    /// Opened one by one within a day.
    pub opened_day: u32,
    /// Seen in lists and searches within a day.
    pub listed_day: u32,
    /// Taken out within a day.
    pub exported_day: u32,
}

impl Limits {
    const fn new(opened_hour: u32, opened_day: u32, listed_day: u32, exported_day: u32) -> Self {
        Self { opened_hour, opened_day, listed_day, exported_day }
    }

    /// What a role may see, unless the controller says otherwise.
    pub const fn usual(role: Role) -> Self {
        match role {
            Role::Sales => Self::new(60, 250, 1_500, 5),
            Role::Marketing => Self::new(30, 120, 2_500, 5),
            Role::Service => Self::new(60, 250, 1_000, 3),
            Role::Accounting => Self::new(20, 60, 200, 3),
            Role::Legal => Self::new(30, 100, 300, 5),
            Role::Dpo => Self::new(60, 200, 1_500, 30),
            Role::Inspector => Self::new(60, 250, 2_500, 1),
            Role::Admin | Role::System => Self::new(5, 10, 50, 1),
        }
    }

    /// The limit of a kind.
    pub const fn of(&self, kind: BulkKind) -> u32 {
        match kind {
            BulkKind::OpenedHour => self.opened_hour,
            BulkKind::OpenedDay => self.opened_day,
            BulkKind::ListedDay => self.listed_day,
            BulkKind::ExportedDay => self.exported_day,
        }
    }

    fn larger(self, other: Self) -> Self {
        Self::new(
            self.opened_hour.max(other.opened_hour),
            self.opened_day.max(other.opened_day),
            self.listed_day.max(other.listed_day),
            self.exported_day.max(other.exported_day),
        )
    }
}

/// The limits of every role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllLimits(BTreeMap<Role, Limits>);

impl AllLimits {
    /// Those in force.
    ///
    /// # Errors
    /// Where the setting cannot be understood, or the database fails.
    pub fn load(store: &Store) -> Result<Self, RightsError> {
        let text = store.setting(SETTING)?;
        Ok(Self(text.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default()))
    }

    /// The limits of a role.
    pub fn of(&self, role: Role) -> Limits {
        self.0.get(&role).copied().unwrap_or_else(|| Limits::usual(role))
    }

    /// The limits of somebody who holds several roles: of each the widest. Whoever holds none has those of an administrator,
    /// who has no business with people.
    pub fn of_all(&self, roles: &BTreeSet<Role>) -> Limits {
        let own = roles.iter().map(|role| self.of(*role)).reduce(Limits::larger);
        own.unwrap_or_else(|| Limits::usual(Role::Admin))
    }

    /// Changes the limits of a role; the ledger keeps who did and to what.
    ///
    /// # Errors
    /// [`RightsError::Incomplete`] where a limit is beyond [`LIMIT_MAX`]; where the database fails.
    pub fn change(
        mut self,
        store: &Store,
        stamp: Stamp,
        role: Role,
        limits: Limits,
    ) -> Result<(), RightsError> {
        if BulkKind::ALL.iter().any(|kind| limits.of(*kind) > LIMIT_MAX) {
            return Err(RightsError::Incomplete("limit"));
        }
        self.0.insert(role, limits);
        let text = serde_json::to_string(&self.0)?;
        store.set(SETTING, &text)?;
        let numbers: Vec<String> = BulkKind::ALL.iter().map(|kind| limits.of(*kind).to_string()).collect();
        let mut change = store.change(stamp);
        let detail = format!("limits of {role}: {}", numbers.join(" "));
        change.record(Draft::new(Event::AuthorisationChanged, Action::Use).detail(detail));
        change.commit()?;
        Ok(())
    }
}
