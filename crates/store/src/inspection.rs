//! What an inspection asks for about many people: counts and the newest rows, by pseudonym, as of a moment.

use jiff::Timestamp;
use zgoda_law::{Channel, ConsentState, ObjectionKind, PermissionKind, PurposeId, SubjectId};

use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    CONSENT_COUNTS = "SELECT purpose, state, COUNT(*) FROM consent WHERE given_at <= $1 GROUP BY purpose, state
        ORDER BY purpose, state";
    CONSENTS = "SELECT s.public_id, c.purpose, c.channels, c.state, c.given_at, c.ended_at, c.expires_at, c.text_id,
        c.evidence FROM consent c JOIN subject s ON s.subject_id = c.subject_id WHERE c.given_at <= $1
        ORDER BY c.given_at DESC, c.subject_id, c.consent_no LIMIT $2";
    CONSENT_TEXTS = "SELECT t.text_id, t.lang, t.body, COUNT(*) FROM consent c JOIN consent_text t
        ON t.text_id = c.text_id WHERE c.given_at <= $1 GROUP BY t.text_id, t.lang, t.body ORDER BY t.text_id";
    OBJECTION_COUNTS = "SELECT kind, COUNT(*) FROM objection WHERE made_at <= $1 GROUP BY kind ORDER BY kind";
    OBJECTIONS = "SELECT s.public_id, o.kind, o.channel, o.made_at, o.rejected_at, o.purpose FROM objection o
        JOIN subject s ON s.subject_id = o.subject_id WHERE o.made_at <= $1
        ORDER BY o.made_at DESC, o.subject_id, o.objection_no LIMIT $2";
    PERMISSION_COUNTS = "SELECT purpose, channel, kind, COUNT(*), CAST(COALESCE(SUM(contacts), 0) AS BIGINT) FROM permission WHERE given_at <= $1
        AND (ended_at IS NULL OR ended_at > $1) GROUP BY purpose, channel, kind ORDER BY purpose, channel, kind";
    SUPPRESSED = "SELECT COUNT(*) FROM suppression";
}

/// A consent, by the pseudonym of whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// Whose.
    pub subject: SubjectId,
    /// What for.
    pub purpose: PurposeId,
    /// The channels it names.
    pub channels: Vec<Channel>,
    /// Whether it stands.
    pub state: ConsentState,
    /// When it was given or refused.
    pub given_at: Timestamp,
    /// When it was withdrawn.
    pub ended_at: Option<Timestamp>,
    /// The end of its term.
    pub expires_at: Timestamp,
    /// The number of its wording.
    pub text: Option<u32>,
    /// Whether there is proof of it.
    pub proved: bool,
}

/// A wording of a consent, and how many consents were given to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentText {
    /// Its number.
    pub id: u32,
    /// The tag of its language.
    pub lang: String,
    /// The words.
    pub body: String,
    /// How many consents.
    pub used: u64,
}

/// An objection, by the pseudonym of whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionRow {
    /// Whose.
    pub subject: SubjectId,
    /// Which.
    pub kind: ObjectionKind,
    /// Narrowed to a channel.
    pub channel: Option<Channel>,
    /// Narrowed to a purpose.
    pub purpose: Option<PurposeId>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was rejected for compelling reasons.
    pub rejected_at: Option<Timestamp>,
}

/// Standing permissions of one kind for one purpose on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionCount {
    /// What for.
    pub purpose: PurposeId,
    /// On which channel.
    pub channel: Channel,
    /// How they came to be.
    pub kind: PermissionKind,
    /// How many.
    pub permissions: u64,
    /// How many contacts were made on them.
    pub contacts: u64,
}

impl Store {
    fn evidence_rows<T>(
        &self,
        statement: &'static crate::sql::Statement,
        params: &[Value],
        read: fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.work.read(statement, params)?.iter().map(read).collect()
    }

    /// How many consents were recorded by a moment, by purpose and by how they stand now.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn consent_counts(&self, at: Timestamp) -> Result<Vec<(PurposeId, ConsentState, u64)>, StoreError> {
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        self.evidence_rows(&CONSENT_COUNTS, &[at.into()], read)
    }

    /// The consents recorded last by a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn consent_rows(&self, at: Timestamp, limit: u32) -> Result<Vec<ConsentRow>, StoreError> {
        let read = |row: &Row| -> Result<ConsentRow, StoreError> {
            let channels: String = row.get(2)?;
            Ok(ConsentRow {
                subject: row.get(0)?,
                purpose: row.get(1)?,
                channels: channels.split(' ').filter_map(Channel::from_name).collect(),
                state: row.get(3)?,
                given_at: row.get(4)?,
                ended_at: row.get(5)?,
                expires_at: row.get(6)?,
                text: row.get(7)?,
                proved: row.get::<Option<String>>(8)?.is_some(),
            })
        };
        self.evidence_rows(&CONSENTS, &[at.into(), limit.into()], read)
    }

    /// The wordings that consents were given to by a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn consent_texts(&self, at: Timestamp) -> Result<Vec<ConsentText>, StoreError> {
        let read = |row: &Row| -> Result<ConsentText, StoreError> {
            Ok(ConsentText { id: row.get(0)?, lang: row.get(1)?, body: row.get(2)?, used: row.get(3)? })
        };
        self.evidence_rows(&CONSENT_TEXTS, &[at.into()], read)
    }

    /// How many objections of each kind were made by a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn objection_counts(&self, at: Timestamp) -> Result<Vec<(ObjectionKind, u64)>, StoreError> {
        self.evidence_rows(&OBJECTION_COUNTS, &[at.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The objections made last by a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn objection_rows(&self, at: Timestamp, limit: u32) -> Result<Vec<ObjectionRow>, StoreError> {
        let read = |row: &Row| -> Result<ObjectionRow, StoreError> {
            Ok(ObjectionRow {
                subject: row.get(0)?,
                kind: row.get(1)?,
                channel: row.get(2)?,
                made_at: row.get(3)?,
                rejected_at: row.get(4)?,
                purpose: row.get(5)?,
            })
        };
        self.evidence_rows(&OBJECTIONS, &[at.into(), limit.into()], read)
    }

    /// The permissions that stand at a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn permission_counts(&self, at: Timestamp) -> Result<Vec<PermissionCount>, StoreError> {
        let read = |row: &Row| -> Result<PermissionCount, StoreError> {
            Ok(PermissionCount {
                purpose: row.get(0)?,
                channel: row.get(1)?,
                kind: row.get(2)?,
                permissions: row.get(3)?,
                contacts: row.get(4)?,
            })
        };
        self.evidence_rows(&PERMISSION_COUNTS, &[at.into()], read)
    }

    /// How many addresses must not come back, as keyed digests.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn suppressed_count(&self) -> Result<u64, StoreError> {
        Ok(self.vault_db.read_one(&SUPPRESSED, &[])?.map_or(Ok(0), |row| row.get(0))?)
    }
}
