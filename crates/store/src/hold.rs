//! Legal holds (GDPR art. 17(3)(e), law B7.3): asked for by one person, approved by another, reviewed, ended. While one is
//! in force the people it covers carry the flag that `may` reads, and what it keeps is not erased.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zgoda_law::{Action, ActorId, Event, FieldId, SubjectId};

use crate::change::{Change, Draft};
use crate::model::{HoldId, Ordinal, Person, Stamp};
use crate::person::{date, epoch_day};
use crate::sql::{Batch, Row, Value, statements};
use crate::store::PASS_OVER;
use crate::{Store, StoreError};

/// What their numbers are counted under.
const COUNTER: &str = "legal_hold";

statements! {
    ADD = "INSERT INTO legal_hold (hold_id, matter, ground, reference, fields, review_by, asked_by, asked_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    COVER = "INSERT INTO legal_hold_subject (subject_id, hold_id) VALUES ($1, $2)
        ON CONFLICT (subject_id, hold_id) DO NOTHING";
    // Whoever asked for a hold never approves it, whatever a use case above may think.
    APPROVE = "UPDATE legal_hold SET approved_by = $1, approved_at = $2
        WHERE hold_id = $3 AND approved_at IS NULL AND ended_at IS NULL AND asked_by <> $1";
    REVIEW = "UPDATE legal_hold SET review_by = $1 WHERE hold_id = $2 AND approved_at IS NOT NULL AND ended_at IS NULL";
    END = "UPDATE legal_hold SET ended_by = $1, ended_at = $2 WHERE hold_id = $3 AND ended_at IS NULL";
    EVERY = "SELECT hold_id, matter, ground, reference, fields, review_by, asked_by, asked_at, approved_by, approved_at,
        ended_by, ended_at, (SELECT COUNT(*) FROM legal_hold_subject s WHERE s.hold_id = h.hold_id) FROM legal_hold h
        ORDER BY hold_id DESC";
    OF = "SELECT hold_id FROM legal_hold_subject WHERE subject_id = $1 ORDER BY hold_id";
    COVERED = "SELECT subject_id FROM legal_hold_subject WHERE hold_id = $1 ORDER BY subject_id";
    FIELDS = "SELECT h.hold_id, h.fields FROM legal_hold_subject s JOIN legal_hold h ON h.hold_id = s.hold_id
        WHERE s.subject_id = $1 AND h.approved_at IS NOT NULL AND h.ended_at IS NULL";
    RESTORE = "INSERT INTO legal_hold (hold_id, matter, ground, reference, fields, review_by, asked_by, asked_at,
        approved_by, approved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (hold_id)
        DO UPDATE SET approved_by = $9, approved_at = $10, review_by = $6";
}

crate::closed_numbers! {
    /// What a hold rests on: a claim of ours or against us, or a proceeding before a court or an authority.
    HoldGround { Claim = 1 "claim", Proceeding = 2 "proceeding" }
}

/// A hold to be asked for.
#[derive(Debug, Clone)]
pub struct NewHold {
    /// The matter, in our own words; never a value of a person.
    pub matter: String,
    /// What it rests on.
    pub ground: HoldGround,
    /// The number of the claim or of the proceeding.
    pub reference: String,
    /// The fields it keeps; all of them where none is named.
    pub fields: BTreeSet<FieldId>,
    /// The last day for looking at it again.
    pub review_by: Date,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalHold {
    /// Its number.
    pub id: HoldId,
    /// The matter, in our own words.
    pub matter: String,
    /// What it rests on.
    pub ground: HoldGround,
    /// The number of the claim or of the proceeding.
    pub reference: String,
    /// The fields it keeps; all of them where none is named.
    pub fields: BTreeSet<FieldId>,
    /// The last day for looking at it again.
    pub review_by: Date,
    /// Who asked for it, and when.
    pub asked: (ActorId, Timestamp),
    /// Who approved it, and when; since then it is in force.
    pub approved: Option<(ActorId, Timestamp)>,
    /// Who ended it, or took the wish back, and when.
    pub ended: Option<(ActorId, Timestamp)>,
    /// How many people it covers.
    pub people: u64,
}

impl LegalHold {
    /// Whether it keeps anything now.
    pub fn is_in_force(&self) -> bool {
        self.approved.is_some() && self.ended.is_none()
    }

    /// Whether it still waits for a second person.
    pub fn is_asked(&self) -> bool {
        self.approved.is_none() && self.ended.is_none()
    }
}

fn numbers(fields: &BTreeSet<FieldId>) -> String {
    fields.iter().map(|field| field.0.to_string()).collect::<Vec<_>>().join(" ")
}

fn fields(numbers: &str) -> BTreeSet<FieldId> {
    numbers.split(' ').filter_map(|number| number.parse().ok().map(FieldId)).collect()
}

fn hold(row: &Row) -> Result<LegalHold, StoreError> {
    let deed = |by: Option<u32>, at: Option<Timestamp>| Some((ActorId(by?), at?));
    Ok(LegalHold {
        id: row.get(0)?,
        matter: row.get(1)?,
        ground: row.get(2)?,
        reference: row.get(3)?,
        fields: fields(&row.get::<String>(4)?),
        review_by: date(row.get(5)?).ok_or(StoreError::Incomplete("readable day"))?,
        asked: (ActorId(row.get(6)?), row.get(7)?),
        approved: deed(row.get(8)?, row.get(9)?),
        ended: deed(row.get(10)?, row.get(11)?),
        people: row.get(12)?,
    })
}

impl Store {
    /// Asks for a hold over people. Nothing changes for them before somebody else approves it.
    ///
    /// # Errors
    /// [`StoreError::Erased`] where one of them is erased: nothing is left to hold.
    pub fn ask_hold(&self, stamp: Stamp, new: &NewHold, people: &[Person]) -> Result<HoldId, StoreError> {
        let id = HoldId(self.take_numbers(COUNTER, 1)?);
        let mut change = self.change(stamp);
        let values: Vec<Value> = vec![
            id.into(),
            new.matter.as_str().into(),
            new.ground.into(),
            new.reference.as_str().into(),
            numbers(&new.fields).into(),
            epoch_day(new.review_by).into(),
            stamp.actor.0.into(),
            stamp.at.into(),
        ];
        change.run(&ADD, values);
        for person in people {
            change.open(person)?;
            change.run(&COVER, vec![person.ordinal.into(), id.into()]);
            change.told_of_hold(person.id, id, "asked");
        }
        change.commit()?;
        Ok(id)
    }

    /// Approves a hold: from now on the people it covers are held.
    ///
    /// # Errors
    /// A conflict where it does not wait for approval, or is approved by whoever asked for it; [`StoreError::Erased`]
    /// where one of the people was erased meanwhile.
    pub fn approve_hold(&self, stamp: Stamp, id: HoldId, people: &[Person]) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&APPROVE, vec![stamp.actor.0.into(), stamp.at.into(), id.into()]);
        for person in people {
            change.hold(person, true)?;
            change.told_of_hold(person.id, id, "in force");
        }
        change.commit().map(drop)
    }

    /// Looks at a hold again: it may stand until another day.
    ///
    /// # Errors
    /// A conflict where it is not in force.
    pub fn review_hold(&self, stamp: Stamp, id: HoldId, review_by: Date) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&REVIEW, vec![epoch_day(review_by).into(), id.into()]);
        let detail = format!("hold {id} reviewed, again by {review_by}");
        change.record(Draft::new(Event::HoldDecided, Action::Use).detail(detail));
        change.commit().map(drop)
    }

    /// Ends a hold. People whom no other hold covers are free: what is past its term goes with the next run, and what they
    /// objected to stays so.
    ///
    /// # Errors
    /// A conflict where it ended before.
    pub fn end_hold(&self, stamp: Stamp, id: HoldId, people: &[Person]) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&END, vec![stamp.actor.0.into(), stamp.at.into(), id.into()]);
        for person in people.iter().filter(|person| !person.flags.erased) {
            let others = self.work.read(&FIELDS, &[person.ordinal.into()])?;
            let by_another = others.iter().map(|row| row.get(0)).collect::<Result<Vec<HoldId>, _>>()?;
            change.hold(person, by_another.iter().any(|other| *other != id))?;
            change.told_of_hold(person.id, id, "ended");
        }
        let detail = format!("hold {id} ended");
        change.record(Draft::new(Event::HoldDecided, Action::Use).detail(detail));
        change.commit().map(drop)
    }

    /// Every hold there ever was, the latest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn holds(&self) -> Result<Vec<LegalHold>, StoreError> {
        self.work.read(&EVERY, &[])?.iter().map(hold).collect()
    }

    /// The holds that cover a person, ended ones too.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn holds_of(&self, person: Ordinal) -> Result<Vec<LegalHold>, StoreError> {
        let rows = self.work.read(&OF, &[person.into()])?;
        let ids = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<HoldId>, _>>()?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.holds()?.into_iter().filter(|hold| ids.contains(&hold.id)).collect())
    }

    /// The people whom a hold covers.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn held_people(&self, id: HoldId) -> Result<Vec<Person>, StoreError> {
        let rows = self.work.read(&COVERED, &[id.into()])?;
        rows.iter().map(|row| self.person_by_ordinal(row.get(0)?)).collect()
    }

    /// The fields that holds in force keep of a person; `None` where they keep everything.
    pub(crate) fn held_fields(&self, person: Ordinal) -> Result<Option<BTreeSet<FieldId>>, StoreError> {
        let mut kept = BTreeSet::new();
        let rows = self.work.read(&FIELDS, &[person.into()])?;
        for row in &rows {
            let named = fields(&row.get::<String>(1)?);
            if named.is_empty() {
                return Ok(None);
            }
            kept.extend(named);
        }
        // A flag without a hold that explains it keeps everything: to be on the safe side of a claim.
        Ok((!rows.is_empty()).then_some(kept))
    }

    /// Puts holds in force back that an older archive of data does not know, with the person they cover.
    pub(crate) fn restore_holds(&self, person: Ordinal, holds: &[LegalHold]) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for hold in holds {
            let Some((approved_by, approved_at)) = hold.approved else { continue };
            let values: Vec<Value> = vec![
                hold.id.into(),
                hold.matter.as_str().into(),
                hold.ground.into(),
                hold.reference.as_str().into(),
                numbers(&hold.fields).into(),
                epoch_day(hold.review_by).into(),
                hold.asked.0.0.into(),
                hold.asked.1.into(),
                approved_by.0.into(),
                approved_at.into(),
            ];
            batch.run(&RESTORE, values);
            batch.run(&COVER, vec![person.into(), hold.id.into()]);
            batch.run(&PASS_OVER, vec![COUNTER.into(), hold.id.into()]);
        }
        self.write(batch)
    }
}

impl Change<'_> {
    /// Puts a person under a hold, or frees them.
    pub(crate) fn hold(&mut self, person: &Person, held: bool) -> Result<(), StoreError> {
        self.open(person)?;
        self.set_hold(person.id, held)
    }

    fn told_of_hold(&mut self, person: SubjectId, id: HoldId, what: &str) {
        let detail = format!("hold {id} {what}");
        self.record(Draft::new(Event::HoldDecided, Action::Use).subject(person).detail(detail));
    }
}
