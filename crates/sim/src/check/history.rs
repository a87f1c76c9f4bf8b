//! The ledger as it was seen before: nothing of it may ever change.

use std::collections::HashMap;

use zgoda_law::{Action, Event, SubjectId};
use zgoda_ledger::{Frontier, Hash, leaf_hash};
use zgoda_store::{Entry, Store};

use crate::SimError;

/// Entries read at a time.
const PAGE: u64 = 4_096;

/// All entries seen so far, by person.
#[derive(Default)]
pub(super) struct History {
    seen: Frontier,
    about: HashMap<SubjectId, Vec<Entry>>,
    signed: Vec<(u64, String)>,
}

impl History {
    /// How many entries were seen.
    pub(super) fn size(&self) -> u64 {
        self.seen.size()
    }

    /// The entries about a person, oldest first.
    pub(super) fn about(&self, subject: SubjectId) -> &[Entry] {
        self.about.get(&subject).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everybody of whom the ledger tells.
    pub(super) fn subjects(&self) -> impl Iterator<Item = SubjectId> {
        self.about.keys().copied()
    }

    /// How often somebody looked at a person.
    pub(super) fn reads(&self, subject: SubjectId) -> u32 {
        let read = |entry: &&Entry| entry.event == Event::Read && entry.action == Action::Read;
        u32::try_from(self.about(subject).iter().filter(read).count()).unwrap_or(u32::MAX)
    }

    /// A signed state that was handed out.
    pub(super) fn promise(&mut self, size: u64, root: String) {
        self.signed.push((size, root));
    }

    /// Verifies the ledger from its first entry: the store's own verification, and beside it a tree of its own over the
    /// raw entries, which must pass through every state that was ever seen or signed.
    pub(super) fn read_on(&mut self, store: &Store, findings: &mut Vec<String>) -> Result<(), SimError> {
        let ledger = store.ledger();
        let verified = ledger.verify(|_, _| {});
        let size = ledger.size()?;
        let mut tree = Frontier::default();
        let mut signed: HashMap<u64, Vec<String>> = HashMap::new();
        self.signed.drain(..).for_each(|(size, root)| signed.entry(size).or_default().push(root));
        let before = (self.seen.size(), self.seen.root());
        for from in (0..size).step_by(PAGE as usize) {
            for bytes in ledger.raw(from, size.min(from + PAGE))? {
                let seq = tree.size();
                tree.append(leaf_hash(&bytes));
                check(&tree, &mut signed, before, findings);
                if seq >= before.0 {
                    self.take(seq, &bytes, findings);
                }
            }
        }
        match verified {
            Ok(verified) if verified.root == tree.root().0 && verified.entries == tree.size() => {}
            Ok(_) => findings.push("the ledger verifies, but not to the root of its entries".into()),
            Err(error) => {
                findings.push(format!("the ledger does not verify: {}", SimError::from(error).chain()))
            }
        }
        if tree.size() < before.0 {
            findings.push(format!("the ledger shrank from {} to {} entries", before.0, tree.size()));
        }
        signed
            .keys()
            .for_each(|size| findings.push(format!("a state of {size} entries was signed and is gone")));
        self.seen = tree;
        Ok(())
    }

    fn take(&mut self, seq: u64, bytes: &[u8], findings: &mut Vec<String>) {
        match Entry::decode(bytes) {
            Ok(entry) if entry.seq == seq => {
                if let Some(subject) = entry.subject {
                    self.about.entry(subject).or_default().push(entry);
                }
            }
            _ => findings.push(format!("entry {seq} cannot be read or has another number")),
        }
    }
}

/// Whether the tree is at a state that was seen or signed, and is that state.
fn check(
    tree: &Frontier,
    signed: &mut HashMap<u64, Vec<String>>,
    before: (u64, Hash),
    findings: &mut Vec<String>,
) {
    let (size, root) = before;
    if tree.size() == size && tree.root() != root {
        findings.push(format!("the first {size} entries are not what they were"));
    }
    for root in signed.remove(&tree.size()).unwrap_or_default() {
        if root != tree.root().to_base64() {
            findings.push(format!("the state of {} entries is not the one that was signed", tree.size()));
        }
    }
}
