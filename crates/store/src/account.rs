//! Accounts of staff and their sessions. Passwords and tokens are only ever here as digests, second factors sealed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_law::{Action, ActorId, Event, PurposeId, Role};

use crate::authorisation::{Authorisation, NewAuthorisation};
use crate::change::Draft;
use crate::model::{AuthorisationId, Stamp};
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    INSERT = "INSERT INTO account (account_id, login, name, roles, password, totp_step, trained_until, created_at)
        VALUES ($1, $2, $3, '', $4, 0, $5, $6) ON CONFLICT (login) DO NOTHING";
    BY_LOGIN = "SELECT account_id, login, name, password, totp, totp_step, trained_until, created_at, disabled_at
        FROM account WHERE login = $1";
    BY_ID = "SELECT account_id, login, name, password, totp, totp_step, trained_until, created_at, disabled_at
        FROM account WHERE account_id = $1";
    LIST = "SELECT account_id, login, name, password, totp, totp_step, trained_until, created_at, disabled_at
        FROM account ORDER BY account_id";
    SET_TOTP = "UPDATE account SET totp = $1, totp_step = $2 WHERE account_id = $3";
    USE_STEP = "UPDATE account SET totp_step = $1 WHERE account_id = $2 AND totp_step < $1";
    SET_PASSWORD = "UPDATE account SET password = $1 WHERE account_id = $2";
    // Somebody is left who can authorise others, and not only for a time.
    DISABLE = "UPDATE account SET disabled_at = $1 WHERE account_id = $2 AND disabled_at IS NULL
        AND EXISTS (SELECT 1 FROM role_grant o JOIN account a ON a.account_id = o.account_id WHERE o.role = $3
        AND o.account_id <> $2 AND o.ended_at IS NULL AND o.to_at IS NULL AND o.from_at <= $1
        AND a.disabled_at IS NULL)";
    OPEN = "INSERT INTO session (digest, account_id, second_factor, purpose, lang, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SESSION = "SELECT account_id, second_factor, purpose, lang, created_at, expires_at FROM session
        WHERE digest = $1 AND expires_at > $2";
    CHANGE_SESSION = "UPDATE session SET purpose = $1, lang = $2 WHERE digest = $3";
    CLOSE = "DELETE FROM session WHERE digest = $1";
    CLOSE_OLD = "DELETE FROM session WHERE expires_at <= $1";
    CLOSE_ALL = "DELETE FROM session WHERE account_id = $1";
}

/// A member of staff.
#[derive(Clone)]
pub struct Account {
    /// Their number as an actor.
    pub id: ActorId,
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// What they are or were authorised to.
    pub authorisations: Vec<Authorisation>,
    /// Argon2id digest in PHC form.
    pub password: String,
    /// Sealed seed of the second factor.
    pub totp: Option<Vec<u8>>,
    /// The last time step that was used; each is good once.
    pub totp_step: u64,
    /// When their training stops counting.
    pub trained_until: Timestamp,
    /// Since when they are authorised.
    pub created_at: Timestamp,
    /// Since when they are not any more.
    pub disabled_at: Option<Timestamp>,
}

impl Account {
    /// The roles they hold at a moment.
    pub fn roles(&self, at: Timestamp) -> BTreeSet<Role> {
        if self.disabled_at.is_some_and(|end| end <= at) {
            return BTreeSet::new();
        }
        self.authorisations.iter().filter(|one| one.stands(at)).map(|one| one.role).collect()
    }

    /// Until when something of what stands at a moment goes on standing; none while there is no end to it.
    pub fn authorised_until(&self, at: Timestamp) -> Option<Timestamp> {
        let standing = self.authorisations.iter().filter(|one| one.stands(at));
        // An open end outlasts all others.
        let ends: Option<Vec<Timestamp>> = standing.map(Authorisation::ends).collect();
        ends?.into_iter().max()
    }
}

/// An account to be created.
pub struct NewAccount<'a> {
    /// What they sign in with.
    pub login: &'a str,
    /// What they are called.
    pub name: &'a str,
    /// What they are authorised to, from now on.
    pub roles: BTreeSet<Role>,
    /// Until when; whoever inspects has a last day.
    pub until: Option<Timestamp>,
    /// Argon2id digest in PHC form.
    pub password: &'a str,
    /// When their training stops counting.
    pub trained_until: Timestamp,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub account: ActorId,
    /// Whether the second factor was shown.
    pub second_factor: bool,
    /// The purpose they work for.
    pub purpose: PurposeId,
    /// The language they chose: `pl` or `en`.
    pub lang: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

fn account(row: &Row, authorisations: Vec<Authorisation>) -> Result<Account, StoreError> {
    Ok(Account {
        id: ActorId(row.get(0)?),
        login: row.get(1)?,
        name: row.get(2)?,
        authorisations,
        password: row.get(3)?,
        totp: row.get(4)?,
        totp_step: row.get(5)?,
        trained_until: row.get(6)?,
        created_at: row.get(7)?,
        disabled_at: row.get(8)?,
    })
}

impl Store {
    /// Creates an account.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the login is taken; [`StoreError::Incomplete`] where a role lacks the end it must have.
    pub fn add_account(&self, stamp: Stamp, new: &NewAccount<'_>) -> Result<ActorId, StoreError> {
        let id = self.take_numbers("account", 1)?;
        let mut change = self.change(stamp);
        let values: Vec<Value> = vec![
            id.into(),
            new.login.into(),
            new.name.into(),
            new.password.into(),
            new.trained_until.into(),
            stamp.at.into(),
        ];
        change.batch().run_one(&INSERT, values);
        change.record(Draft::new(Event::AccountChanged, Action::Use).detail(format!("account {id}")));
        let first = self.authorisation_numbers(new.roles.len())?;
        for (number, role) in (first..).zip(&new.roles) {
            let (account, role, to) = (ActorId(id), *role, new.until);
            let (purposes, from, word) = (BTreeSet::new(), stamp.at, String::new());
            let new = NewAuthorisation { account, role, purposes, from, to, word };
            change.authorise(AuthorisationId(number), &new)?;
        }
        match change.commit() {
            Err(conflict) if conflict.is_conflict() => Err(StoreError::Exists("login")),
            other => other.map(|_| ActorId(id)),
        }
    }

    /// The account with this login.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let row = self.work.read_one(&BY_LOGIN, &[login.into()])?;
        row.map(|row| account(&row, self.authorisations_of(ActorId(row.get(0)?))?)).transpose()
    }

    /// The account with this number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none.
    pub fn account(&self, id: ActorId) -> Result<Account, StoreError> {
        let row = self.work.read_one(&BY_ID, &[id.0.into()])?.ok_or(StoreError::NotFound("account"))?;
        account(&row, self.authorisations_of(id)?)
    }

    /// All accounts.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut all = self.authorisations()?;
        let with = |row: &Row| {
            let id = ActorId(row.get(0)?);
            account(row, all.extract_if(.., |one| one.account == id).collect())
        };
        self.work.read(&LIST, &[])?.iter().map(with).collect()
    }

    /// Sets the sealed seed of the second factor, and the time step with which it was shown to work.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_totp(&self, stamp: Stamp, id: ActorId, sealed: &[u8], step: u64) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        change.batch().run_one(&SET_TOTP, vec![sealed.into(), step.into(), id.0.into()]);
        let detail = format!("account {} second factor", id.0);
        change.record(Draft::new(Event::AccountChanged, Action::Use).detail(detail));
        change.commit().map(drop)
    }

    /// Uses up a time step of the second factor; false where it was used before.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn use_totp_step(&self, id: ActorId, step: u64) -> Result<bool, StoreError> {
        let mut batch = Batch::default();
        batch.run_one(&USE_STEP, vec![i64::try_from(step).unwrap_or(i64::MAX).into(), id.0.into()]);
        match self.write(batch) {
            Ok(()) => Ok(true),
            Err(refused) if refused.is_conflict() => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Sets a new password digest and ends all sessions of the account.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_password(&self, stamp: Stamp, id: ActorId, digest: &str) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.batch().run_one(&SET_PASSWORD, vec![digest.into(), id.0.into()]);
        change.run(&CLOSE_ALL, vec![id.0.into()]);
        let detail = format!("account {} password", id.0);
        change.record(Draft::new(Event::AccountChanged, Action::Use).detail(detail));
        change.commit().map(drop)
    }

    /// Ends an account with its authorisations and sessions.
    ///
    /// # Errors
    /// A conflict where it is not there, ended already, or nobody else can authorise others.
    pub fn disable_account(&self, stamp: Stamp, id: ActorId) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&DISABLE, vec![stamp.at.into(), id.0.into(), Role::Admin.into()]);
        change.end_authorisations(id);
        change.run(&CLOSE_ALL, vec![id.0.into()]);
        let detail = format!("account {} ended", id.0);
        change.record(Draft::new(Event::AccountChanged, Action::Use).detail(detail));
        change.commit().map(drop)
    }

    /// Opens a session under the digest of its token; sessions that have run out are removed on the way.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn open_session(&self, digest: [u8; 32], session: &Session) -> Result<(), StoreError> {
        let mut change = self.change(Stamp { actor: session.account, at: session.created_at });
        change.run(&CLOSE_OLD, vec![session.created_at.into()]);
        let values: Vec<Value> = vec![
            digest.into(),
            session.account.0.into(),
            session.second_factor.into(),
            session.purpose.into(),
            session.lang.as_str().into(),
            session.created_at.into(),
            session.expires_at.into(),
        ];
        change.run(&OPEN, values);
        if session.second_factor {
            change.record(Draft::new(Event::SignedIn, Action::Use));
        }
        change.commit().map(drop)
    }

    /// The session under this digest, if it has not run out.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn session(&self, digest: [u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
        let row = self.work.read_one(&SESSION, &[digest.into(), now.into()])?;
        let read = |row: Row| -> Result<Session, StoreError> {
            Ok(Session {
                account: ActorId(row.get(0)?),
                second_factor: row.get(1)?,
                purpose: row.get(2)?,
                lang: row.get(3)?,
                created_at: row.get(4)?,
                expires_at: row.get(5)?,
            })
        };
        row.map(read).transpose()
    }

    /// Changes the purpose and the language of a session.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn change_session(&self, digest: [u8; 32], purpose: PurposeId, lang: &str) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&CHANGE_SESSION, vec![purpose.into(), lang.into(), digest.into()]);
        self.write(batch)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn close_session(&self, digest: [u8; 32]) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&CLOSE, vec![digest.into()]);
        self.write(batch)
    }
}
