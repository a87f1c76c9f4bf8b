//! What stands at the head of a kept mirror: the position of the ledger, who has what, the sums, and whom one may reach
//! today. Decisions are the work of the packs and of this very program, so they are bound to both.

use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};
use zgoda_law::Law;

use super::super::index::Index;
use super::super::reach::Reached;
use super::super::totals::Totals;
use super::super::{Mirror, lock};
use crate::StoreError;
use crate::bytes::{Input, maybe, number};

/// Askings whose decisions are kept; those asked last.
const REACHED_MAX: usize = 2;

/// What the file stands for.
pub(super) struct Head {
    /// The size of the ledger.
    pub(super) at: u64,
    /// The root over its entries.
    pub(super) root: [u8; 32],
    /// One more than the highest number of a person.
    pub(super) end: u32,
}

impl Head {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        number(&mut out, self.at);
        out.extend(self.root);
        number(&mut out, self.end);
        out
    }

    fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { at: input.long()?, root: input.array()?, end: input.number()? })
    }
}

/// What stands behind the [`Head`].
pub(super) fn encode(mirror: &Mirror, mark: Option<&[u8; 32]>) -> Result<Vec<u8>, StoreError> {
    let mut out = Vec::new();
    let unwritten = |source| StoreError::File { path: "mirror".into(), source };
    mirror.index.encode(&mut out).map_err(unwritten)?;
    mirror.totals.encode(&mut out);
    maybe(&mut out, mark, |out, mark| out.extend(mark));
    if mark.is_some() {
        let reached = lock(&mirror.reached);
        number(&mut out, reached.len().min(REACHED_MAX) as u64);
        reached.iter().take(REACHED_MAX).try_for_each(|one| one.encode(&mut out)).map_err(unwritten)?;
    }
    Ok(out)
}

/// Reads the head and what stands behind it; decisions only where they are those that would be made now.
pub(super) fn decode(bytes: &[u8], mark: Option<&[u8; 32]>) -> Option<(Head, Mirror)> {
    let mut input = Input(bytes);
    let head = Head::decode(&mut input)?;
    let (index, totals) = (Index::decode(&mut input)?, Totals::decode(&mut input)?);
    let made_by = input.maybe(Input::array)?;
    let reached = match (made_by, mark) {
        (Some(made_by), Some(mark)) if made_by == *mark => input.list(Reached::decode)?,
        _ => Vec::new(),
    };
    Some((head, Mirror { index, totals, reached: reached.into(), ..Mirror::default() }))
}

/// What decisions are made by: the packs, and this program's file. Nothing where the file is not known.
pub(super) fn mark(law: &Law) -> Option<[u8; 32]> {
    let file = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    let changed = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut mark = Sha256::new();
    for pack in law.digests() {
        mark.update(format!("{}\n{}\n", pack.file, pack.sha256));
    }
    mark.update(format!("{} {}", file.len(), changed.as_nanos()));
    Some(mark.finalize().into())
}
