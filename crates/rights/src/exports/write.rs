//! Writing a file: values come out of the store some thousand people at a time, each decided and told of, and go through
//! the encryption as they come. In the clear they are in memory only.

use std::io::{self, Write};

use sha2::{Digest, Sha256};
use zgoda_store::{Export, Opened, Ordinal, Store, Weighed};
use zgoda_text::Text;

use super::Unfit;
use super::lock::Lock;
use super::plan::Plan;
use super::table::{Row, Sheets};
use crate::{Acting, RightsError};

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What is recorded of it.
    pub export: Export,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub digest: [u8; 32],
}

/// Writes a file about these people, as far as the law allows. From its first byte on it is recorded; where it breaks off
/// it stays so, with everybody who got into it.
///
/// # Errors
/// [`Unfit::Nobody`] where nothing may leave; [`RightsError::File`] where nobody takes what is written; where the store
/// fails.
pub fn write<W: Write>(
    store: &Store,
    who: &Acting,
    plan: &Plan,
    (people, weighed): (&[Ordinal], &Weighed),
    lock: &Lock,
    (t, out): (Text, W),
) -> Result<Written, RightsError> {
    if weighed.people == 0 {
        return Err(Unfit::Nobody.into());
    }
    let refused: Vec<(String, u64)> =
        weighed.refused.iter().map(|(code, count)| (code.name().to_owned(), *count)).collect();
    let id = store.begin_export(who.stamp(), &plan.new, &refused)?;
    let export = store.export(id)?;
    let sealed = lock.seal(Counted::new(out)).map_err(RightsError::File)?;
    let mut sheets = Sheets::begin(store, t, &export, sealed)?;
    let mut row: Option<Row> = None;
    for opened in plan.reading(store, who).into_export(&export).of_people(people.iter().copied()) {
        let opened: Opened = opened?;
        match row.as_mut().filter(|row| row.subject == opened.subject) {
            Some(row) => row.add(store, opened)?,
            None => {
                if let Some(done) = row.replace(Row::begin(store, opened)?) {
                    sheets.put(done)?;
                }
            }
        }
    }
    if let Some(last) = row {
        sheets.put(last)?;
    }
    let (bytes, digest) =
        sheets.finish()?.finish().map_err(RightsError::File)?.end().map_err(RightsError::File)?;
    let export = store.export(id)?;
    store.finish_export(who.stamp(), &export, bytes, digest)?;
    Ok(Written { export: store.export(id)?, bytes, digest })
}

/// Counts what goes through and takes its hash.
pub(super) struct Counted<W> {
    out: W,
    bytes: u64,
    digest: Sha256,
}

impl<W: Write> Counted<W> {
    fn new(out: W) -> Self {
        Self { out, bytes: 0, digest: Sha256::new() }
    }

    fn end(mut self) -> io::Result<(u64, [u8; 32])> {
        self.out.flush()?;
        Ok((self.bytes, self.digest.finalize().into()))
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.digest.update(bytes.get(..taken).unwrap_or_default());
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
