//! Reading the register: one file, the open ones, those that were answered.

use super::{Request, RequestFile, RequestKey, Telling, TellingDue, WordsKind};
use crate::model::SubjectFlags;
use crate::person::date;
use crate::sql::{Row, SqlError, statements};
use crate::{Store, StoreError};

statements! {
    ONE = "SELECT r.request_no, r.kind, r.received_at, r.due_at, r.answered_at, r.door, r.identity, r.identified_at,
        r.extended_at, r.outcome, r.ground, r.ends_on, r.lifting_told_at, r.subject_id, s.public_id, s.state
        FROM request r LEFT JOIN subject s ON s.subject_id = r.subject_id
        WHERE r.subject_id = $1 AND r.request_no = $2";
    OPEN = "SELECT r.request_no, r.kind, r.received_at, r.due_at, r.answered_at, r.door, r.identity, r.identified_at,
        r.extended_at, r.outcome, r.ground, r.ends_on, r.lifting_told_at, r.subject_id, s.public_id, s.state
        FROM request r LEFT JOIN subject s ON s.subject_id = r.subject_id
        WHERE r.answered_at IS NULL ORDER BY r.due_at, r.subject_id, r.request_no LIMIT $1";
    ANSWERED = "SELECT r.request_no, r.kind, r.received_at, r.due_at, r.answered_at, r.door, r.identity, r.identified_at,
        r.extended_at, r.outcome, r.ground, r.ends_on, r.lifting_told_at, r.subject_id, s.public_id, s.state
        FROM request r LEFT JOIN subject s ON s.subject_id = r.subject_id
        WHERE r.answered_at IS NOT NULL ORDER BY r.answered_at DESC, r.subject_id, r.request_no LIMIT $1 OFFSET $2";
    COUNT_ANSWERED = "SELECT COUNT(*) FROM request WHERE answered_at IS NOT NULL";
    WORDS = "SELECT words FROM request_words WHERE subject_id = $1 AND request_no = $2 AND kind = $3";
    TELLINGS = "SELECT telling_no, recipient, state, due_at, settled_at, note FROM request_telling
        WHERE subject_id = $1 AND request_no = $2 ORDER BY telling_no";
    TELLINGS_OPEN = "SELECT t.subject_id, t.request_no, s.public_id, t.recipient, t.due_at FROM request_telling t
        LEFT JOIN subject s ON s.subject_id = t.subject_id WHERE t.state = 1 ORDER BY t.due_at LIMIT $1";
}

/// The request of a row that begins with its columns.
pub(crate) fn request(row: &Row) -> Result<Request, StoreError> {
    let identity = row.get::<Option<_>>(6)?.zip(row.get(7)?);
    let ends_on = row.get::<Option<i64>>(11)?;
    Ok(Request {
        no: row.get(0)?,
        kind: row.get(1)?,
        received_at: row.get(2)?,
        due_at: row.get(3)?,
        answered_at: row.get(4)?,
        door: row.get(5)?,
        identity,
        extended_at: row.get(8)?,
        outcome: row.get(9)?,
        ground: row.get(10)?,
        ends_on: ends_on.map(|day| date(day).ok_or(StoreError::Incomplete("readable day"))).transpose()?,
        lifting_told_at: row.get(12)?,
    })
}

fn file(row: &Row) -> Result<RequestFile, StoreError> {
    let request = request(row)?;
    Ok(RequestFile {
        key: RequestKey { ordinal: row.get(13)?, no: request.no },
        subject: row.get(14)?,
        erased: row.get::<Option<i64>>(15)?.is_some_and(|state| SubjectFlags::from_bits(state).erased),
        request,
    })
}

fn telling(row: &Row) -> Result<Telling, SqlError> {
    Ok(Telling {
        no: row.get(0)?,
        recipient: row.get(1)?,
        state: row.get(2)?,
        due_at: row.get(3)?,
        settled_at: row.get(4)?,
        note: row.get(5)?,
    })
}

/// What the words of a file are sealed for, so that they open nowhere else.
pub(super) fn label(key: RequestKey, kind: WordsKind) -> String {
    format!("request {key} {}", kind.name())
}

impl Store {
    /// One file of the register.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such file.
    pub fn request_file(&self, key: RequestKey) -> Result<RequestFile, StoreError> {
        let row = self.work.read_one(&ONE, &[key.ordinal.into(), key.no.into()])?;
        file(&row.ok_or(StoreError::NotFound("request"))?)
    }

    /// Requests that wait for an answer, the most urgent first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn open_requests(&self, limit: u32) -> Result<Vec<RequestFile>, StoreError> {
        self.work.read(&OPEN, &[limit.into()])?.iter().map(file).collect()
    }

    /// Requests that were answered, the latest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn answered_requests(&self, skip: u32, limit: u32) -> Result<Vec<RequestFile>, StoreError> {
        self.work.read(&ANSWERED, &[limit.into(), skip.into()])?.iter().map(file).collect()
    }

    /// How many requests were answered.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn answered_requests_count(&self) -> Result<u64, StoreError> {
        Ok(self.work.read_one(&COUNT_ANSWERED, &[])?.map_or(Ok(0), |row| row.get(0))?)
    }

    /// What was written in a file, opened.
    ///
    /// # Errors
    /// Where the database fails, or the words were sealed by another installation.
    pub fn request_words(&self, key: RequestKey, kind: WordsKind) -> Result<Option<String>, StoreError> {
        let row = self.work.read_one(&WORDS, &[key.ordinal.into(), key.no.into(), kind.into()])?;
        let Some(row) = row else { return Ok(None) };
        let opened = self.vault.open_secret(&label(key, kind), &row.get::<Vec<u8>>(0)?)?;
        Ok(Some(String::from_utf8_lossy(&opened).into_owned()))
    }

    /// The recipients that are to be told, or were.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tellings(&self, key: RequestKey) -> Result<Vec<Telling>, StoreError> {
        let rows = self.work.read(&TELLINGS, &[key.ordinal.into(), key.no.into()])?;
        Ok(rows.iter().map(telling).collect::<Result<_, _>>()?)
    }

    /// The recipients that wait to be told, the most urgent first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tellings_due(&self, limit: u32) -> Result<Vec<TellingDue>, StoreError> {
        let due = |row: &Row| -> Result<TellingDue, SqlError> {
            let key = RequestKey { ordinal: row.get(0)?, no: row.get(1)? };
            Ok(TellingDue { key, subject: row.get(2)?, recipient: row.get(3)?, due_at: row.get(4)? })
        };
        Ok(self.work.read(&TELLINGS_OPEN, &[limit.into()])?.iter().map(due).collect::<Result<_, _>>()?)
    }
}
