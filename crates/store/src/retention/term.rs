//! Terms of keeping that somebody approved: proved by evidence for a year, or shortened by the controller. Where one is
//! in force, new values of every purpose under its rule get it; otherwise the pack's.

use jiff::{Span, Timestamp};
use zgoda_law::{Action, ActorId, Event};

use crate::change::Draft;
use crate::model::Stamp;
use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    ADD = "INSERT INTO retention_term (term_id, rule, origin, term, body, approved_by, approved_at, valid_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    END = "UPDATE retention_term SET ended_at = $1 WHERE rule = $2 AND ended_at IS NULL";
    EVERY = "SELECT term_id, rule, origin, term, body, approved_by, approved_at, valid_to, ended_at
        FROM retention_term ORDER BY term_id";
}

crate::closed_numbers! {
    /// What a term rests on.
    TermOrigin { Evidence = 1 "evidence", Shortened = 2 "shortened" }
}

/// A term to be approved.
#[derive(Debug, Clone)]
pub struct NewTerm {
    /// Of which rule of the pack.
    pub rule: String,
    /// What it rests on.
    pub origin: TermOrigin,
    /// How long it runs from its start event.
    pub term: Span,
    /// What the approval rests on, as the use case keeps it.
    pub body: String,
    /// Until when the approval holds; without an end where a controller shortened a term.
    pub valid_to: Option<Timestamp>,
}

/// An approved term.
#[derive(Debug, Clone)]
pub struct DecidedTerm {
    /// Its number.
    pub id: u32,
    /// Of which rule of the pack.
    pub rule: String,
    /// What it rests on.
    pub origin: TermOrigin,
    /// How long it runs from its start event.
    pub term: Span,
    /// What the approval rested on.
    pub body: String,
    /// Who approved it.
    pub approved_by: ActorId,
    /// When.
    pub approved_at: Timestamp,
    /// Until when the approval holds.
    pub valid_to: Option<Timestamp>,
    /// When it was taken back, or another one took its place.
    pub ended_at: Option<Timestamp>,
}

impl DecidedTerm {
    /// Whether it counts at a moment.
    pub fn is_in_force(&self, at: Timestamp) -> bool {
        self.approved_at <= at
            && self.valid_to.is_none_or(|end| at < end)
            && self.ended_at.is_none_or(|ended| at < ended)
    }
}

fn decided(row: &Row) -> Result<DecidedTerm, StoreError> {
    let term: String = row.get(3)?;
    Ok(DecidedTerm {
        id: row.get(0)?,
        rule: row.get(1)?,
        origin: row.get(2)?,
        term: term.parse().map_err(|_| StoreError::Incomplete("readable term"))?,
        body: row.get(4)?,
        approved_by: ActorId(row.get(5)?),
        approved_at: row.get(6)?,
        valid_to: row.get(7)?,
        ended_at: row.get(8)?,
    })
}

impl Store {
    /// Approves a term: it takes the place of the one before. The ledger keeps the remark, such as the hash of the
    /// evidence.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn approve_term(&self, stamp: Stamp, new: &NewTerm, remark: &str) -> Result<u32, StoreError> {
        let id = self.take_numbers("retention_term", 1)?;
        let mut change = self.change(stamp);
        change.run(&END, vec![stamp.at.into(), new.rule.as_str().into()]);
        let values: Vec<Value> = vec![
            id.into(),
            new.rule.as_str().into(),
            new.origin.into(),
            new.term.to_string().into(),
            new.body.as_str().into(),
            stamp.actor.0.into(),
            stamp.at.into(),
            new.valid_to.into(),
        ];
        change.run(&ADD, values);
        let until = new.valid_to.map(|end| format!(", until {end}")).unwrap_or_default();
        let detail = format!("{} {id}: {} {}{until}, {remark}", new.origin.name(), new.rule, new.term);
        change.record(Draft::new(Event::TermDecided, Action::Use).detail(detail));
        change.commit()?;
        Ok(id)
    }

    /// Takes the approved term of a rule back: the pack's counts again, for what comes in from now on.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn end_term(&self, stamp: Stamp, rule: &str) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.run(&END, vec![stamp.at.into(), rule.into()]);
        change.record(Draft::new(Event::TermDecided, Action::Use).detail(format!("{rule}: ended")));
        change.commit().map(drop)
    }

    /// Every term that was ever approved, the first at the top.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn decided_terms(&self) -> Result<Vec<DecidedTerm>, StoreError> {
        self.work.read(&EVERY, &[])?.iter().map(decided).collect()
    }
}
