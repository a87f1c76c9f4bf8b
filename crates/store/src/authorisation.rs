//! Authorisations of staff (GDPR art. 29, 32(4)): which role, for which purposes, from when until when, given by whom and
//! why, accepted, and how it ended. None is ever changed otherwise or taken away.

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_law::{Action, ActorId, Event, PurposeId, Role};

use crate::change::{Change, Draft};
use crate::model::{AuthorisationId, Stamp};
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

/// What their numbers are counted under.
const COUNTER: &str = "role_grant";
/// The setting that says that accounts from before authorisations were kept have theirs.
const ADOPTED: &str = "authorisations.adopted";

statements! {
    ADD = "INSERT INTO role_grant (grant_id, account_id, role, purposes, from_at, to_at, word, given_by, given_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    EVERY = "SELECT grant_id, account_id, role, purposes, from_at, to_at, word, given_by, given_at, accepted_at, ended_by,
        ended_at, end_word FROM role_grant ORDER BY grant_id";
    OF = "SELECT grant_id, account_id, role, purposes, from_at, to_at, word, given_by, given_at, accepted_at, ended_by,
        ended_at, end_word FROM role_grant WHERE account_id = $1 ORDER BY grant_id";
    ACCEPT = "UPDATE role_grant SET accepted_at = $1 WHERE grant_id = $2 AND account_id = $3 AND accepted_at IS NULL
        AND ended_at IS NULL";
    // Whatever a use case above may think, somebody is left who can authorise others, and not only for a time.
    END = "UPDATE role_grant SET ended_by = $1, ended_at = $2, end_word = $3 WHERE grant_id = $4 AND ended_at IS NULL
        AND (role <> $5 OR EXISTS (SELECT 1 FROM role_grant o JOIN account a ON a.account_id = o.account_id
        WHERE o.role = $5 AND o.grant_id <> role_grant.grant_id AND o.ended_at IS NULL AND o.to_at IS NULL
        AND o.from_at <= $2 AND a.disabled_at IS NULL))";
    END_ALL = "UPDATE role_grant SET ended_by = $1, ended_at = $2, end_word = '' WHERE account_id = $3
        AND ended_at IS NULL";
    CLOSE_ALL = "DELETE FROM session WHERE account_id = $1";
    OLD_ROLES = "SELECT account_id, roles, created_at, disabled_at FROM account WHERE roles <> '' ORDER BY account_id";
}

/// An authorisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorisation {
    /// Its number.
    pub id: AuthorisationId,
    /// Whose.
    pub account: ActorId,
    /// To what.
    pub role: Role,
    /// The purposes it is narrowed to; all of the role's where none is named.
    pub purposes: BTreeSet<PurposeId>,
    /// Since when.
    pub from: Timestamp,
    /// Until when, as it was given; none while it is open.
    pub to: Option<Timestamp>,
    /// What it is given for, in our own words.
    pub word: String,
    /// Who gave it, and when.
    pub given: (ActorId, Timestamp),
    /// When its holder accepted it.
    pub accepted_at: Option<Timestamp>,
    /// Who took it back, and when.
    pub ended: Option<(ActorId, Timestamp)>,
    /// Why it was taken back.
    pub end_word: String,
}

impl Authorisation {
    /// The moment from which it does not stand any more.
    pub fn ends(&self) -> Option<Timestamp> {
        let ended = self.ended.map(|(_, at)| at);
        ended.into_iter().chain(self.to).min()
    }

    /// Whether it stands at a moment.
    pub fn stands(&self, at: Timestamp) -> bool {
        self.from <= at && self.ends().is_none_or(|end| at < end)
    }
}

/// An authorisation to be given.
#[derive(Debug, Clone)]
pub struct NewAuthorisation {
    /// Whose.
    pub account: ActorId,
    /// To what.
    pub role: Role,
    /// The purposes it is narrowed to; all of the role's where none is named.
    pub purposes: BTreeSet<PurposeId>,
    /// Since when.
    pub from: Timestamp,
    /// Until when; whoever inspects has a last day.
    pub to: Option<Timestamp>,
    /// What it is given for.
    pub word: String,
}

fn numbers(purposes: &BTreeSet<PurposeId>) -> String {
    purposes.iter().map(|purpose| purpose.0.to_string()).collect::<Vec<_>>().join(" ")
}

fn authorisation(row: &Row) -> Result<Authorisation, StoreError> {
    let purposes: String = row.get(3)?;
    let ended = Option::zip(row.get::<Option<u32>>(10)?, row.get::<Option<Timestamp>>(11)?);
    Ok(Authorisation {
        id: row.get(0)?,
        account: ActorId(row.get(1)?),
        role: row.get(2)?,
        purposes: purposes.split(' ').filter_map(|number| number.parse().ok().map(PurposeId)).collect(),
        from: row.get(4)?,
        to: row.get(5)?,
        word: row.get(6)?,
        given: (ActorId(row.get(7)?), row.get(8)?),
        accepted_at: row.get(9)?,
        ended: ended.map(|(by, at)| (ActorId(by), at)),
        end_word: row.get::<Option<String>>(12)?.unwrap_or_default(),
    })
}

/// Its row.
fn values(id: AuthorisationId, new: &NewAuthorisation, given: Stamp) -> Vec<Value> {
    vec![
        id.into(),
        new.account.0.into(),
        new.role.into(),
        numbers(&new.purposes).into(),
        new.from.into(),
        new.to.into(),
        new.word.as_str().into(),
        given.actor.0.into(),
        given.at.into(),
    ]
}

impl Store {
    /// Authorises a member of staff. Nobody authorises themselves, whatever a use case above may think.
    ///
    /// # Errors
    /// [`StoreError::Incomplete`] where it has no second person, or lacks the end that the role must have.
    pub fn authorise(&self, stamp: Stamp, new: &NewAuthorisation) -> Result<AuthorisationId, StoreError> {
        if new.account == stamp.actor {
            return Err(StoreError::Incomplete("second person"));
        }
        let id = AuthorisationId(self.take_numbers(COUNTER, 1)?);
        let mut change = self.change(stamp);
        change.authorise(id, new)?;
        change.commit()?;
        Ok(id)
    }

    /// Every authorisation there ever was, the first one first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn authorisations(&self) -> Result<Vec<Authorisation>, StoreError> {
        self.work.read(&EVERY, &[])?.iter().map(authorisation).collect()
    }

    /// The authorisations of one account, ended ones too.
    pub(crate) fn authorisations_of(&self, account: ActorId) -> Result<Vec<Authorisation>, StoreError> {
        self.work.read(&OF, &[account.0.into()])?.iter().map(authorisation).collect()
    }

    /// Its holder accepts an authorisation.
    ///
    /// # Errors
    /// A conflict where it is not theirs, has ended or was accepted before.
    pub fn accept_authorisation(&self, stamp: Stamp, id: AuthorisationId) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&ACCEPT, vec![stamp.at.into(), id.into(), stamp.actor.0.into()]);
        change.told_of_authorisation(format!("authorisation {id} accepted"));
        change.commit().map(drop)
    }

    /// Takes an authorisation back; the sessions of its holder end with it.
    ///
    /// # Errors
    /// A conflict where it has ended, or is the last one by which others can be authorised.
    pub fn end_authorisation(
        &self,
        stamp: Stamp,
        ended: &Authorisation,
        word: &str,
    ) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        let values: Vec<Value> =
            vec![stamp.actor.0.into(), stamp.at.into(), word.into(), ended.id.into(), Role::Admin.into()];
        change.guard(&END, values);
        change.run(&CLOSE_ALL, vec![ended.account.0.into()]);
        change.told_of_authorisation(format!("authorisation {} ended", ended.id));
        change.commit().map(drop)
    }

    /// Numbers for authorisations that come with an account.
    pub(crate) fn authorisation_numbers(&self, count: usize) -> Result<u32, StoreError> {
        self.take_numbers(COUNTER, u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Gives accounts from before authorisations were kept what they had, and the first of them what it could do without
    /// having it: administer, and answer for the data.
    pub(crate) fn adopt_roles(&self) -> Result<(), StoreError> {
        if self.setting(ADOPTED)?.is_some() {
            return Ok(());
        }
        let mut batch = Batch::default();
        for (place, row) in self.work.read(&OLD_ROLES, &[])?.iter().enumerate() {
            let (account, names): (u32, String) = (row.get(0)?, row.get(1)?);
            let mut roles: BTreeSet<Role> = names.split(' ').filter_map(Role::from_name).collect();
            if place == 0 {
                roles.extend([Role::Dpo, Role::Admin]);
            }
            let (from, to): (Timestamp, Option<Timestamp>) = (row.get(2)?, row.get(3)?);
            let first = self.authorisation_numbers(roles.len())?;
            for (number, role) in (first..).zip(roles) {
                let (account, purposes, word) = (ActorId(account), BTreeSet::new(), String::new());
                let new = NewAuthorisation { account, role, purposes, from, to, word };
                let given = Stamp { actor: ActorId::SYSTEM, at: from };
                batch.run(&ADD, values(AuthorisationId(number), &new, given));
            }
        }
        self.write(batch)?;
        self.set(ADOPTED, "1")
    }
}

impl Change<'_> {
    /// Authorises somebody within a change.
    pub(crate) fn authorise(
        &mut self,
        id: AuthorisationId,
        new: &NewAuthorisation,
    ) -> Result<(), StoreError> {
        if new.role == Role::Inspector && new.to.is_none() {
            return Err(StoreError::Incomplete("last day"));
        }
        let given = self.stamp();
        self.run(&ADD, values(id, new, given));
        let until = new.to.map(|to| format!(" until {to}")).unwrap_or_default();
        let narrowed = match numbers(&new.purposes) {
            all if all.is_empty() => all,
            some => format!(" for {some}"),
        };
        let (account, role) = (new.account, new.role.name());
        self.told_of_authorisation(format!(
            "authorisation {id}: account {} {role}{narrowed}{until}",
            account.0
        ));
        Ok(())
    }

    /// Ends every authorisation of an account with it.
    pub(crate) fn end_authorisations(&mut self, account: ActorId) {
        let Stamp { actor, at } = self.stamp();
        self.run(&END_ALL, vec![actor.0.into(), at.into(), account.0.into()]);
    }

    fn told_of_authorisation(&mut self, detail: String) {
        self.record(Draft::new(Event::AuthorisationChanged, Action::Use).detail(detail));
    }
}
