//! The ledger inside the working zone: entries, the right edge of the tree, subtree hashes that keep proofs short.

use std::collections::HashMap;

use jiff::Timestamp;
use zgoda_law::SubjectId;
use zgoda_ledger::{Frontier, Hash, Signer, leaf_hash};

use crate::StoreError;
use crate::entry::Entry;
use crate::model::Ordinal;
use crate::nodes::Blocks;
use crate::sql::{Batch, Connection, Db, Row, SqlError, Statement, Value, statements, table};
use crate::writer::{Job, Writer};

/// Subtrees of 2^4, 2^8, … entries have their hash stored: three bytes an entry, and a proof reads a few dozen rows
/// whatever the size of the ledger.
pub(crate) const STORED_LEVELS: [u8; 7] = [4, 8, 12, 16, 20, 24, 28];
/// Entries read at a time.
const PAGE: u64 = 4_096;
/// So many are read at once.
const FEW: u64 = 64;

statements! {
    HOLD_HEAD = "UPDATE ledger_head SET size = size WHERE id = 1";
    HEAD = "SELECT size, frontier FROM ledger_head WHERE id = 1";
    FIRST_HEAD = "INSERT INTO ledger_head (id, size, frontier) VALUES (1, 0, $1) ON CONFLICT (id) DO NOTHING";
    MOVE_HEAD = "UPDATE ledger_head SET size = $1, frontier = $2 WHERE id = 1 AND size = $3";
    ENTRIES = "SELECT seq, entry FROM ledger_entry WHERE seq >= $1 AND seq < $2 ORDER BY seq";
    SUBTREES = "SELECT position, hash FROM ledger_subtree WHERE level = $1 AND position >= $2 AND position < $3
        ORDER BY position";
    ENTRIES_ABOUT = "SELECT e.seq, e.entry FROM subject s JOIN ledger_about a ON a.subject_id = s.subject_id
        JOIN ledger_entry e ON e.seq = a.seq WHERE s.public_id = $1 ORDER BY e.seq";
    COUNT_ABOUT = "SELECT COUNT(*) FROM ledger_about";
    KEEP_CHECKPOINT = "INSERT INTO checkpoint (size, signed_at, note) VALUES ($1, $2, $3)
        ON CONFLICT (size) DO NOTHING";
    CHECKPOINT = "SELECT note FROM checkpoint WHERE size = $1";
    CHECKPOINT_OVER = "SELECT size, note FROM checkpoint WHERE size > $1 ORDER BY size LIMIT 1";
    LAST_CHECKPOINT = "SELECT size, signed_at, note FROM checkpoint ORDER BY size DESC LIMIT 1";
}

table! { ENTRY = "ledger_entry" { seq: Int, entry: Bytes } }
table! { ABOUT = "ledger_about" { subject_id: Int, seq: Int } }
table! { SUBTREE = "ledger_subtree" { level: Int, position: Int, hash: Bytes } }

/// How the database is read: through a connection within a transaction, or outside of one.
type Reader<'a> = &'a mut dyn FnMut(&'static Statement, &[Value]) -> Result<Vec<Row>, SqlError>;

/// The right edge of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Edge {
    whole: Frontier,
}

impl Edge {
    /// Keeps others from appending until the transaction ends, and brings what is known of the edge up to date.
    pub(crate) fn hold(connection: &mut Connection, known: Option<Self>) -> Result<Self, StoreError> {
        let mut batch = Batch::default();
        batch.run(&HOLD_HEAD, vec![]);
        connection.run(&batch)?;
        let size: Option<u64> = connection.read(&HEAD, &[])?.first().map(|row| row.get(0)).transpose()?;
        match known {
            Some(edge) if edge.size() == size.unwrap_or_default() => Ok(edge),
            _ => Self::load(&mut |statement, params| connection.read(statement, params)),
        }
    }

    /// Whether this entry stands in the ledger.
    pub(crate) fn holds(connection: &mut Connection, entry: &Entry) -> Result<bool, StoreError> {
        let range = [signed(entry.seq).into(), signed(entry.seq + 1).into()];
        let rows = connection.read(&ENTRIES, &range)?;
        Ok(rows.first().is_some_and(|row| row.get(1).is_ok_and(|bytes: Vec<u8>| bytes == entry.encode())))
    }

    /// Reads it from the database; an empty one where there is none yet.
    pub(crate) fn load(read: Reader<'_>) -> Result<Self, StoreError> {
        let Some(row) = read(&HEAD, &[])?.into_iter().next() else {
            return Ok(Self { whole: Frontier::new() });
        };
        let whole = Frontier::decode(&row.get::<Vec<u8>>(1)?).map_err(|_| StoreError::LedgerDamaged(0))?;
        let size = row.get::<u64>(0)?;
        if whole.size() == size { Ok(Self { whole }) } else { Err(StoreError::LedgerDamaged(size)) }
    }

    pub(crate) fn size(&self) -> u64 {
        self.whole.size()
    }

    /// Numbers the entries, of which each stands with the person it is about, and adds them to the batch.
    pub(crate) fn append(&mut self, entries: &mut [(Entry, Option<Ordinal>)], rows: &mut Batch) {
        if self.size() == 0 {
            rows.run(&FIRST_HEAD, vec![Frontier::new().encode().into()]);
        }
        for (entry, about) in entries {
            entry.seq = self.size();
            let bytes = entry.encode();
            let hash = leaf_hash(&bytes);
            rows.insert(&ENTRY, vec![signed(entry.seq).into(), bytes.into()]);
            if let Some(subject) = about {
                rows.insert(&ABOUT, vec![(*subject).into(), signed(entry.seq).into()]);
            }
            self.whole.append_with(hash, |level, position, root| {
                if STORED_LEVELS.contains(&level) {
                    rows.insert(&SUBTREE, vec![level.into(), signed(position).into(), root.0.into()]);
                }
            });
        }
    }

    /// Moves the edge in the database from `before` to where it is now.
    pub(crate) fn move_head(&self, before: u64, batch: &mut Batch) {
        let after = signed(self.size()).into();
        batch.run_one(&MOVE_HEAD, vec![after, self.whole.encode().into(), signed(before).into()]);
    }

    /// Signs the state it shows, and adds the checkpoint to the batch.
    pub(crate) fn sign(&self, signer: &Signer, at: Timestamp, batch: &mut Batch) -> String {
        let note = signer.sign(self.size(), self.whole.root());
        batch.run(&KEEP_CHECKPOINT, vec![signed(self.size()).into(), at.into(), note.as_str().into()]);
        note
    }
}

pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A view of the ledger for reading and proving.
pub struct Ledger<'a> {
    pub(crate) work: &'a Db,
    pub(crate) writer: &'a Writer,
    pub(crate) signer: &'a Signer,
    pub(crate) blocks: &'a Blocks,
}

impl Ledger<'_> {
    /// How many entries there are.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn size(&self) -> Result<u64, StoreError> {
        self.writer.settle()?;
        self.stored_size()
    }

    /// How many entries its table has, which may lack those of the last moment that only say that something was read.
    pub(crate) fn stored_size(&self) -> Result<u64, StoreError> {
        Ok(self.work.briefly().read_one(&HEAD, &[])?.map_or(Ok(0), |row| row.get(0))?)
    }

    /// The text of the key that checks this ledger's checkpoints.
    pub fn vkey(&self) -> String {
        self.signer.vkey()
    }

    /// The raw entries from `from` up to, not including, `to`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn raw(&self, from: u64, to: u64) -> Result<Vec<Vec<u8>>, StoreError> {
        self.writer.settle()?;
        self.stored(from, to)
    }

    fn stored(&self, from: u64, to: u64) -> Result<Vec<Vec<u8>>, StoreError> {
        let range = [signed(from).into(), signed(to).into()];
        let rows = if to.saturating_sub(from) <= FEW {
            self.work.briefly().read(&ENTRIES, &range)
        } else {
            self.work.read(&ENTRIES, &range)
        }?;
        Ok(rows.iter().map(|row| row.get(1)).collect::<Result<_, _>>()?)
    }

    /// The entries from `from` up to, not including, `to`.
    ///
    /// # Errors
    /// Where the database fails or an entry cannot be read.
    pub fn entries(&self, from: u64, to: u64) -> Result<Vec<Entry>, StoreError> {
        self.writer.settle()?;
        self.stored_entries(from, to)
    }

    /// Those that its table has.
    pub(crate) fn stored_entries(&self, from: u64, to: u64) -> Result<Vec<Entry>, StoreError> {
        let raw = self.stored(from, to)?;
        (from..)
            .zip(raw)
            .map(|(seq, bytes)| Entry::decode(&bytes).map_err(|_| StoreError::LedgerDamaged(seq)))
            .collect()
    }

    /// The number of the first entry that is not older than a moment, as far as the clock was never set back.
    ///
    /// # Errors
    /// Where the database fails or an entry cannot be read.
    pub fn first_since(&self, at: Timestamp) -> Result<u64, StoreError> {
        let (mut low, mut high) = (0, self.size()?);
        while low < high {
            let middle = low + (high - low) / 2;
            let entry = self.stored_entries(middle, middle + 1)?.pop();
            if entry.ok_or(StoreError::LedgerDamaged(middle))?.at < at {
                low = middle + 1
            } else {
                high = middle
            }
        }
        Ok(low)
    }

    /// The entries about one person, oldest first.
    ///
    /// # Errors
    /// Where the database fails or an entry cannot be read.
    pub fn about(&self, subject: SubjectId) -> Result<Vec<Entry>, StoreError> {
        self.writer.settle()?;
        let rows = self.work.read(&ENTRIES_ABOUT, &[subject.into()])?;
        rows.iter()
            .map(|row| {
                let (seq, bytes): (u64, Vec<u8>) = (row.get(0)?, row.get(1)?);
                let entry = Entry::decode(&bytes).ok();
                let fits = |entry: &Entry| entry.seq == seq && entry.subject == Some(subject);
                entry.filter(fits).ok_or(StoreError::LedgerDamaged(seq))
            })
            .collect()
    }

    /// Signs the present state and keeps the checkpoint; one state is signed once.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn checkpoint(&self, at: Timestamp) -> Result<String, StoreError> {
        self.sign_present(at).map(|(_, note)| note)
    }

    /// The first signed state that has this entry, its size and its note; where there is none yet, as
    /// [`checkpoint`](Self::checkpoint).
    ///
    /// # Errors
    /// Where the database fails.
    pub fn checkpoint_over(&self, entry: u64, at: Timestamp) -> Result<(u64, String), StoreError> {
        let known = self.work.read_one(&CHECKPOINT_OVER, &[signed(entry).into()])?;
        known.map_or_else(|| self.sign_present(at), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn sign_present(&self, at: Timestamp) -> Result<(u64, String), StoreError> {
        let edge = self.edge()?;
        if let Some(row) = self.work.read_one(&CHECKPOINT, &[signed(edge.size()).into()])? {
            return Ok((edge.size(), row.get(0)?));
        }
        let mut batch = Batch::default();
        let note = edge.sign(self.signer, at, &mut batch);
        self.writer.write(Job::work(batch))?;
        Ok((edge.size(), note))
    }

    /// Vouches for something else by the key of the ledger.
    pub fn vouch(&self, what: &str, digest: &[u8; 32]) -> String {
        self.signer.vouch(what, digest)
    }

    /// The last signed state: its size, when it was signed, and the note.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn last_checkpoint(&self) -> Result<Option<(u64, Timestamp, String)>, StoreError> {
        let row = self.work.read_one(&LAST_CHECKPOINT, &[])?;
        row.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
    }

    /// Recomputes the whole tree from the entries and compares it with the stored subtrees, the stored edge and the last
    /// checkpoint.
    ///
    /// # Errors
    /// [`StoreError::LedgerDamaged`] with the first number that is wrong.
    pub fn verify(&self, mut progress: impl FnMut(u64, u64)) -> Result<Verified, StoreError> {
        let stored = self.edge()?;
        let size = stored.size();
        let (mut whole, mut about) = (Frontier::new(), 0_u64);
        let mut subtrees = self.subtrees()?;
        let last = self.last_checkpoint()?;
        for from in (0..size).step_by(PAGE as usize) {
            let to = size.min(from + PAGE);
            let page = self.raw(from, to)?;
            if page.len() as u64 != to - from {
                return Err(StoreError::LedgerDamaged(from + page.len() as u64));
            }
            for (seq, bytes) in (from..).zip(page) {
                let entry = Entry::decode(&bytes).map_err(|_| StoreError::LedgerDamaged(seq))?;
                if entry.seq != seq {
                    return Err(StoreError::LedgerDamaged(seq));
                }
                about += u64::from(entry.subject.is_some());
                let mut fits = true;
                whole.append_with(leaf_hash(&bytes), |level, position, root| {
                    fits &= !STORED_LEVELS.contains(&level)
                        || subtrees.remove(&(level, position)).is_some_and(|stored| stored == root);
                });
                if !fits {
                    return Err(StoreError::LedgerDamaged(whole.size()));
                }
                if let Some((at, _, note)) = &last
                    && *at == whole.size()
                {
                    self.check_note(note, &whole)?;
                }
            }
            progress(to, size);
        }
        let listed: u64 = self.work.read_one(&COUNT_ABOUT, &[])?.map_or(Ok(0), |row| row.get(0))?;
        let is_whole = whole == stored.whole && subtrees.is_empty() && listed == about;
        if !is_whole || last.as_ref().is_some_and(|(at, ..)| *at > size) {
            return Err(StoreError::LedgerDamaged(size));
        }
        Ok(Verified { entries: size, root: whole.root().0, checkpoint: last.map(|(_, _, note)| note) })
    }

    fn edge(&self) -> Result<Edge, StoreError> {
        self.writer.settle()?;
        Edge::load(&mut |statement, params| self.work.read(statement, params))
    }

    /// All stored subtrees, by level and position.
    fn subtrees(&self) -> Result<HashMap<(u8, u64), Hash>, StoreError> {
        let mut found = HashMap::new();
        for level in STORED_LEVELS {
            for row in self.work.read(&SUBTREES, &[level.into(), 0_i64.into(), i64::MAX.into()])? {
                found.insert((level, row.get(0)?), Hash(row.get(1)?));
            }
        }
        Ok(found)
    }

    fn check_note(&self, note: &str, edge: &Frontier) -> Result<(), StoreError> {
        let verifier = zgoda_ledger::Verifier::from_vkey(&self.vkey()).ok();
        let checkpoint = verifier.and_then(|verifier| verifier.verify(note).ok());
        let holds = checkpoint.is_some_and(|checkpoint| checkpoint.root == edge.root());
        if holds { Ok(()) } else { Err(StoreError::LedgerDamaged(edge.size())) }
    }
}

/// What a verification found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many entries.
    pub entries: u64,
    /// The root over them.
    pub root: [u8; 32],
    /// The last checkpoint, which was checked too.
    pub checkpoint: Option<String>,
}
