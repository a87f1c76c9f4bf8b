//! Handing a file in at somebody's address: one POST, one try, no redirect.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use ureq::http::header;

use super::{ANSWER_BYTES, Courier};
use crate::ConnectorError;
use crate::http::explain;

/// A file to be handed in.
#[derive(Debug, Clone, Copy)]
pub struct Parcel<'p> {
    /// The same for every try, so that the receiver can tell repetitions.
    pub id: &'p str,
    /// What it is called: letters, digits, dots and hyphens.
    pub name: &'p str,
    /// Its bytes, encrypted.
    pub bytes: &'p [u8],
}

impl Courier {
    /// Hands a file in and returns the status that was answered. Its digest goes with it (RFC 9530), so that the receiver
    /// can tell whether it came whole.
    ///
    /// # Errors
    /// Where the address may not be called or cannot be reached, which is before anything was sent; and where nobody
    /// answers in time, which says nothing of whether the file arrived.
    pub fn hand_in(&self, parcel: Parcel<'_>) -> Result<u16, ConnectorError> {
        let digest = STANDARD.encode(Sha256::digest(parcel.bytes));
        let request = self
            .agent
            .post(self.receiver.uri.clone())
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", parcel.name))
            .header("content-digest", format!("sha-256=:{digest}:"))
            .header("idempotency-key", format!("\"{}\"", parcel.id));
        let sent = request.send(parcel.bytes);
        let mut response = sent.map_err(|error| explain(&error, self.receiver.host.clone(), ANSWER_BYTES))?;
        // What cannot be read to its end costs the connection, and nothing else.
        let _ = response.body_mut().with_config().limit(ANSWER_BYTES).read_to_vec();
        Ok(response.status().as_u16())
    }
}
