//! A file of the register as it comes to be and moves on, each step with its entry in the ledger.

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use zgoda_law::calendar::day_of;
use zgoda_law::{Action, Event, SubjectId};

use super::read::label;
use super::transfer::DROP as DROP_TRANSFERS;
use super::{
    Door, Identity, NOBODY, Outcome, Request, RequestFile, RequestKey, RequestKind, TellingState, WordsKind,
};
use crate::change::{Change, Draft};
use crate::model::{Ordinal, Person, Stamp};
use crate::person::epoch_day;
use crate::sql::{Row, Value, statements, table};
use crate::{Store, StoreError};

/// Files that end in one change.
const TOGETHER: u32 = 200;

statements! {
    IDENTIFY = "UPDATE request SET identity = $1, identified_at = $2 WHERE subject_id = $3 AND request_no = $4
        AND answered_at IS NULL AND identity IS NULL";
    EXTEND = "UPDATE request SET extended_at = $1, due_at = $2 WHERE subject_id = $3 AND request_no = $4
        AND answered_at IS NULL AND extended_at IS NULL";
    ANSWER = "UPDATE request SET answered_at = $1, outcome = $2, ground = $3, ends_on = $4 WHERE subject_id = $5
        AND request_no = $6 AND answered_at IS NULL";
    TELL_OF_LIFTING = "UPDATE request SET lifting_told_at = $1 WHERE subject_id = $2 AND request_no = $3
        AND lifting_told_at IS NULL";
    SETTLE_TELLING = "UPDATE request_telling SET state = $1, settled_at = $2, note = $3 WHERE subject_id = $4
        AND request_no = $5 AND telling_no = $6 AND state = 1";
    ENDED = "SELECT r.subject_id, r.request_no, s.public_id FROM request r
        LEFT JOIN subject s ON s.subject_id = r.subject_id WHERE r.ends_on <= $1
        ORDER BY r.subject_id, r.request_no LIMIT $2";
    DROP = "DELETE FROM request WHERE subject_id = $1 AND request_no = $2";
    DROP_WORDS = "DELETE FROM request_words WHERE subject_id = $1 AND request_no = $2";
    DROP_TELLINGS = "DELETE FROM request_telling WHERE subject_id = $1 AND request_no = $2";
}

table! { REQUEST = "request" {
    subject_id: Int, request_no: Int, kind: Int, received_at: Int, due_at: Int, answered_at: Int, door: Int,
    identity: Int, identified_at: Int, extended_at: Int, outcome: Int, ground: Text, ends_on: Int, lifting_told_at: Int,
} }
table! { WORDS = "request_words" { subject_id: Int, request_no: Int, kind: Int, words: Bytes } }
table! { TELLING = "request_telling" {
    subject_id: Int, request_no: Int, telling_no: Int, recipient: Text, state: Int, due_at: Int,
} }

/// A request that arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRequest {
    /// Which right.
    pub kind: RequestKind,
    /// How it reached us.
    pub door: Door,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The last moment for an answer.
    pub due_at: Timestamp,
    /// Where nobody doubts who asks, why.
    pub identity: Option<Identity>,
}

impl NewRequest {
    /// The request as it stands once it was noted.
    pub fn request(self, no: u32, noted_at: Timestamp) -> Request {
        let Self { kind, door, received_at, due_at, identity } = self;
        Request {
            no,
            kind,
            door,
            received_at,
            due_at,
            extended_at: None,
            identity: identity.map(|identity| (identity, noted_at)),
            answered_at: None,
            outcome: None,
            ground: None,
            ends_on: None,
            lifting_told_at: None,
        }
    }
}

impl Change<'_> {
    /// Receives a request: of a person who is part of the change, or of somebody of whom nothing is held.
    ///
    /// # Errors
    /// Where the person is not part of the change, or numbers cannot be had.
    pub fn add_request(
        &mut self,
        whose: Option<SubjectId>,
        new: NewRequest,
    ) -> Result<RequestKey, StoreError> {
        let (ordinal, no) = match whose {
            Some(id) => self.next_no(id)?,
            None => (NOBODY, self.store.take_numbers("request", 1)?),
        };
        let NewRequest { kind, door, identity, .. } = new;
        self.put_request(ordinal, &new.request(no, self.stamp().at));
        let key = RequestKey { ordinal, no };
        let known = identity.map_or(String::new(), |identity| format!(", identity {}", identity.name()));
        let detail = format!("request {key} {} by {}{known}", kind.name(), door.name());
        let draft = Draft::new(Event::RequestReceived, Action::Use).detail(detail);
        self.record(match whose {
            Some(id) => draft.person(id, ordinal),
            None => draft,
        });
        Ok(key)
    }

    /// Records that nobody doubts any more who asks.
    ///
    /// # Errors
    /// A conflict at commit where that is known or the request is answered.
    pub fn identify_request(&mut self, file: &RequestFile, identity: Identity) {
        let RequestKey { ordinal, no } = file.key;
        let at = self.stamp().at;
        self.batch().run_one(&IDENTIFY, vec![identity.into(), at.into(), ordinal.into(), no.into()]);
        self.say(file, Event::RequestIdentified, identity.name().to_owned());
    }

    /// Extends the term of a request. It fails at commit where it was extended or answered before.
    pub fn extend_request(&mut self, file: &RequestFile, due_at: Timestamp) {
        let RequestKey { ordinal, no } = file.key;
        let at = self.stamp().at;
        self.batch().run_one(&EXTEND, vec![at.into(), due_at.into(), ordinal.into(), no.into()]);
        self.say(file, Event::RequestExtended, format!("until {}", day_of(due_at)));
    }

    /// Answers a request; from `ends_on` on its file is held no more. It fails at commit where it was answered before.
    pub fn answer_request(
        &mut self,
        file: &RequestFile,
        outcome: Outcome,
        ground: Option<&str>,
        ends_on: Date,
    ) {
        let RequestKey { ordinal, no } = file.key;
        let values = vec![
            self.stamp().at.into(),
            outcome.into(),
            ground.map(str::to_owned).into(),
            epoch_day(ends_on).into(),
            ordinal.into(),
            no.into(),
        ];
        self.batch().run_one(&ANSWER, values);
        let ground = ground.map_or(String::new(), |ground| format!(" {ground}"));
        self.say(file, Event::RequestAnswered, format!("{}{ground}", outcome.name()));
    }

    /// Keeps words of a file, sealed. The entry of the ledger has the hash of the sealed form, which tells nothing of
    /// them and still shows whether they were changed.
    ///
    /// # Errors
    /// Where they are too long to be sealed.
    pub fn keep_request_words(
        &mut self,
        file: &RequestFile,
        kind: WordsKind,
        words: &str,
    ) -> Result<(), StoreError> {
        let sealed = self.store.vault.seal_secret(&label(file.key, kind), words.as_bytes())?;
        let hash = hex::encode(Sha256::digest(&sealed));
        let RequestKey { ordinal, no } = file.key;
        self.batch().insert(&WORDS, vec![ordinal.into(), no.into(), kind.into(), sealed.into()]);
        self.say(file, Event::RequestNoted, format!("{} {hash}", kind.name()));
        Ok(())
    }

    /// Records that the person was told that their restriction will be lifted, GDPR art. 18(3).
    pub fn tell_of_lifting(&mut self, file: &RequestFile, proof: &str) {
        let RequestKey { ordinal, no } = file.key;
        let at = self.stamp().at;
        self.batch().run_one(&TELL_OF_LIFTING, vec![at.into(), ordinal.into(), no.into()]);
        self.say(file, Event::RequestNoted, format!("lifting told, proof {proof}"));
    }

    /// Owes it to recipients to tell them what became of the data, GDPR art. 19.
    pub fn add_tellings(&mut self, file: &RequestFile, recipients: &[String], due_at: Timestamp) {
        let RequestKey { ordinal, no } = file.key;
        for (telling, recipient) in (1_u32..).zip(recipients) {
            let row: Vec<Value> = vec![
                ordinal.into(),
                no.into(),
                telling.into(),
                recipient.as_str().into(),
                TellingState::Open.into(),
                due_at.into(),
            ];
            self.batch().insert(&TELLING, row);
        }
        if !recipients.is_empty() {
            self.say(file, Event::RequestNoted, format!("{} recipients to be told", recipients.len()));
        }
    }

    /// Records that a recipient was told, or why not. It fails at commit where that was recorded before.
    pub fn settle_telling(&mut self, file: &RequestFile, telling: u32, state: TellingState, note: &str) {
        let RequestKey { ordinal, no } = file.key;
        let values = vec![
            state.into(),
            self.stamp().at.into(),
            note.into(),
            ordinal.into(),
            no.into(),
            telling.into(),
        ];
        self.batch().run_one(&SETTLE_TELLING, values);
        self.say(file, Event::RecipientTold, format!("recipient {telling} {}", state.name()));
    }

    /// Puts a request into its table as it is.
    fn put_request(&mut self, ordinal: Ordinal, request: &Request) {
        let (identity, identified_at) = request.identity.unzip();
        let row: Vec<Value> = vec![
            ordinal.into(),
            request.no.into(),
            request.kind.into(),
            request.received_at.into(),
            request.due_at.into(),
            request.answered_at.into(),
            request.door.into(),
            identity.into(),
            identified_at.into(),
            request.extended_at.into(),
            request.outcome.into(),
            request.ground.clone().into(),
            request.ends_on.map(epoch_day).into(),
            request.lifting_told_at.into(),
        ];
        self.batch().insert(&REQUEST, row);
    }

    pub(super) fn say(&mut self, file: &RequestFile, event: Event, what: String) {
        let draft = Draft::new(event, Action::Use).detail(format!("request {}: {what}", file.key));
        self.record(match file.subject {
            Some(id) => draft.person(id, file.key.ordinal),
            None => draft,
        });
    }

    /// Brings requests of a person to where they stood when keys were last copied: none that arrived is lost, none that
    /// was answered is open again.
    pub(crate) fn replay_requests(&mut self, person: &Person, carried: &[Request]) -> Result<(), StoreError> {
        for request in carried {
            let held = person.requests.iter().find(|held| held.no == request.no);
            // Mostly the file itself came with the keys; the person's row and ledger do not know of it yet.
            let is_new = request.no >= person.next_no;
            let is_there = held.is_some_and(|held| held == request || held.answered_at.is_some());
            if is_there && !is_new {
                continue;
            }
            if !person.flags.erased {
                self.open(person)?;
                self.pass_number(person.id, request.no)?;
            }
            if !is_there {
                self.run(&DROP, vec![person.ordinal.into(), request.no.into()]);
                self.put_request(person.ordinal, request);
            }
            let event = if is_new { Event::RequestReceived } else { Event::RequestNoted };
            let detail = format!(
                "request {}-{} {} after a restore",
                person.ordinal.0,
                request.no,
                request.kind.name()
            );
            self.record(Draft::new(event, Action::Use).person(person.id, person.ordinal).detail(detail));
        }
        Ok(())
    }
}

impl Store {
    /// Ends the files whose last day has passed, with all that was written in them. Returns how many.
    ///
    /// # Errors
    /// Where the database fails; what was ended before stays so.
    pub fn end_request_files(&self, stamp: Stamp) -> Result<u64, StoreError> {
        let mut ended = 0;
        loop {
            let today = epoch_day(day_of(stamp.at));
            let rows = self.work.read(&ENDED, &[today.into(), TOGETHER.into()])?;
            if rows.is_empty() {
                return Ok(ended);
            }
            let mut change = self.change(stamp);
            for row in &rows {
                change.end_file(row)?;
            }
            change.commit()?;
            ended += rows.len() as u64;
        }
    }
}

impl Change<'_> {
    fn end_file(&mut self, row: &Row) -> Result<(), StoreError> {
        let (ordinal, no): (Ordinal, u32) = (row.get(0)?, row.get(1)?);
        for statement in [&DROP_WORDS, &DROP_TELLINGS, &DROP_TRANSFERS, &DROP] {
            self.run(statement, vec![ordinal.into(), no.into()]);
        }
        let detail = format!("request {}", RequestKey { ordinal, no });
        let draft = Draft::new(Event::RequestEnded, Action::Use).detail(detail);
        let subject: Option<SubjectId> = row.get(2)?;
        self.record(match subject {
            Some(id) => draft.person(id, ordinal),
            None => draft,
        });
        Ok(())
    }
}
