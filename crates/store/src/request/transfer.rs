//! Data sent straight to another controller, GDPR art. 20(2): recorded before the first byte goes, and what came of it.

use jiff::Timestamp;
use zgoda_law::{Action, ActorId, Event, FactNo, PurposeId};

use super::{RequestFile, RequestKey};
use crate::change::{Change, Draft};
use crate::numbers::closed_numbers;
use crate::sql::{Row, SqlError, Value, statements, table};
use crate::{Store, StoreError};

closed_numbers! {
    /// How a package goes.
    TransferWay { Email = 1 "email", Https = 2 "https" }
}

closed_numbers! {
    /// How far a package is.
    TransferState { Sending = 1 "sending", Taken = 2 "taken", Refused = 3 "refused", NotSent = 4 "not_sent", Uncertain = 5 "uncertain" }
}

impl TransferState {
    /// Whether the receiver may have the package.
    pub const fn may_have_arrived(self) -> bool {
        matches!(self, Self::Sending | Self::Taken | Self::Uncertain)
    }

    /// Whether nobody knows yet what became of the package.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sending | Self::Uncertain)
    }
}

statements! {
    OF_REQUEST = "SELECT transfer_no, receiver, way, public_key, held, bytes, digest, message_id, state, code, note, begun_by,
        begun_at, moved_at FROM request_transfer WHERE subject_id = $1 AND request_no = $2 ORDER BY transfer_no";
    ADDRESS = "SELECT address FROM request_transfer WHERE subject_id = $1 AND request_no = $2 AND transfer_no = $3";
    MOVE = "UPDATE request_transfer SET state = $1, code = $2, note = $3, moved_at = $4 WHERE subject_id = $5
        AND request_no = $6 AND transfer_no = $7 AND state IN (1, 5)";
    DROP = "DELETE FROM request_transfer WHERE subject_id = $1 AND request_no = $2";
}

table! { TRANSFER = "request_transfer" {
    subject_id: Int, request_no: Int, transfer_no: Int, receiver: Text, way: Int, address: Bytes, public_key: Text,
    held: Int, bytes: Int, digest: Bytes, message_id: Text, state: Int, code: Int, note: Text, begun_by: Int,
    begun_at: Int, moved_at: Int,
} }

/// A package about to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransfer {
    /// The controller that the person named.
    pub receiver: String,
    /// How it goes.
    pub way: TransferWay,
    /// Where it goes; kept sealed.
    pub address: String,
    /// What it is encrypted to; `None` for a passphrase.
    pub public_key: Option<String>,
    /// The values in it.
    pub facts: Vec<FactNo>,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub digest: [u8; 32],
    /// What the receiver can tell repetitions by.
    pub message_id: String,
}

/// A package that was sent, or was to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its number within the request.
    pub no: u32,
    /// The controller that the person named.
    pub receiver: String,
    /// How it went.
    pub way: TransferWay,
    /// What it is encrypted to; `None` for a passphrase.
    pub public_key: Option<String>,
    /// Values in it.
    pub values: u64,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub digest: [u8; 32],
    /// What the receiver can tell repetitions by.
    pub message_id: String,
    /// How far it is.
    pub state: TransferState,
    /// What the receiver's server answered: a code of SMTP or a status of HTTP.
    pub code: Option<u16>,
    /// Why it could not be sent, as a code; or how a member of staff knows what became of it.
    pub note: Option<String>,
    /// Who sent it.
    pub begun_by: ActorId,
    /// When.
    pub begun_at: Timestamp,
    /// When its state changed last.
    pub moved_at: Timestamp,
}

fn transfer(row: &Row) -> Result<Transfer, SqlError> {
    Ok(Transfer {
        no: row.get(0)?,
        receiver: row.get(1)?,
        way: row.get(2)?,
        public_key: row.get(3)?,
        values: row.get(4)?,
        bytes: row.get(5)?,
        digest: row.get(6)?,
        message_id: row.get(7)?,
        state: row.get(8)?,
        code: row.get(9)?,
        note: row.get(10)?,
        begun_by: ActorId(row.get(11)?),
        begun_at: row.get(12)?,
        moved_at: row.get(13)?,
    })
}

/// What an address is sealed for.
fn label(key: RequestKey, no: u32) -> String {
    format!("request {key} transfer {no}")
}

impl Store {
    /// The packages of a request, the first one first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn transfers(&self, key: RequestKey) -> Result<Vec<Transfer>, StoreError> {
        let rows = self.work.read(&OF_REQUEST, &[key.ordinal.into(), key.no.into()])?;
        Ok(rows.iter().map(transfer).collect::<Result<_, _>>()?)
    }

    /// Where a package went.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none; where it was sealed by another installation.
    pub fn transfer_address(&self, key: RequestKey, no: u32) -> Result<String, StoreError> {
        let row = self.work.read_one(&ADDRESS, &[key.ordinal.into(), key.no.into(), no.into()])?;
        let sealed: Vec<u8> = row.ok_or(StoreError::NotFound("transfer"))?.get(0)?;
        Ok(String::from_utf8_lossy(&self.vault.open_secret(&label(key, no), &sealed)?).into_owned())
    }
}

impl Change<'_> {
    /// Records that a package with these values is about to go. The person must be part of the change, so that of two
    /// who send at once one fails at commit.
    ///
    /// # Errors
    /// Where the address is too long to be sealed.
    pub fn begin_transfer(
        &mut self,
        file: &RequestFile,
        no: u32,
        purpose: PurposeId,
        new: NewTransfer,
    ) -> Result<(), StoreError> {
        let RequestKey { ordinal, no: request } = file.key;
        let stamp = self.stamp();
        let sealed = self.store.vault.seal_secret(&label(file.key, no), new.address.as_bytes())?;
        let detail = format!(
            "request {}: transfer {no} by {}, {} values, {}",
            file.key,
            new.way.name(),
            new.facts.len(),
            hex::encode(new.digest)
        );
        let row: Vec<Value> = vec![
            ordinal.into(),
            request.into(),
            no.into(),
            new.receiver.into(),
            new.way.into(),
            sealed.into(),
            new.public_key.into(),
            (new.facts.len() as u64).into(),
            new.bytes.into(),
            new.digest.to_vec().into(),
            new.message_id.into(),
            TransferState::Sending.into(),
            Value::Null,
            Value::Null,
            stamp.actor.0.into(),
            stamp.at.into(),
            stamp.at.into(),
        ];
        self.batch().insert(&TRANSFER, row);
        let draft =
            Draft::new(Event::Exported, Action::Export).purpose(purpose).detail(detail).facts(new.facts);
        self.record(match file.subject {
            Some(id) => draft.person(id, ordinal),
            None => draft,
        });
        Ok(())
    }

    /// Records what became of a package. It fails at commit where that was known before.
    pub fn settle_transfer(
        &mut self,
        file: &RequestFile,
        no: u32,
        state: TransferState,
        (code, note): (Option<u16>, Option<&str>),
    ) {
        let RequestKey { ordinal, no: request } = file.key;
        let values = vec![
            state.into(),
            code.into(),
            note.map(str::to_owned).into(),
            self.stamp().at.into(),
            ordinal.into(),
            request.into(),
            no.into(),
        ];
        self.batch().run_one(&MOVE, values);
        let code = code.map_or(String::new(), |code| format!(", answer {code}"));
        self.say(file, Event::RequestNoted, format!("transfer {no} {}{code}", state.name()));
    }
}
