//! A person as far as it takes to see which of their values may be read, without taking apart all that is known of them.

use zgoda_law::SubjectId;

use super::Mirror;
use super::pack;
use super::record::HeldFact;
use crate::model::SubjectFlags;

/// A person's values, and what decisions rest on beside them.
pub(crate) struct Glimpse<'m> {
    pub(crate) ordinal: u32,
    pub(crate) id: SubjectId,
    pub(crate) facts: Vec<HeldFact>,
    flags: SubjectFlags,
    /// Kind, lifecycle group and flags, and the country.
    card: [u8; 3],
    /// Consents, permissions, objections and duties to inform, as they are kept.
    stances: &'m [u8],
}

impl Mirror {
    /// What is seen of a person at once; `None` for a number given to nobody.
    pub(crate) fn glimpse(&self, ordinal: u32) -> Option<Glimpse<'_>> {
        let (id, state, [one, two]) = self.columns.glimpse(ordinal)?;
        let (facts, stances) = pack::unpack_facts_before(self.lists.get(ordinal))?;
        let flags = SubjectFlags::from_bits(i64::from(state >> 5));
        Some(Glimpse { ordinal, id, facts, flags, card: [state, one, two], stances })
    }
}

impl Glimpse<'_> {
    /// Whether the person's key is destroyed.
    pub(crate) fn erased(&self) -> bool {
        self.flags.erased
    }

    /// The values that stand.
    pub(crate) fn current(&self) -> impl Iterator<Item = &HeldFact> {
        self.facts.iter().filter(|fact| !fact.ended)
    }

    /// All that decisions rest on beside the values, in the place of what `bytes` held: people of whom it is the same
    /// stand alike.
    pub(crate) fn put_stance(&self, bytes: &mut Vec<u8>) {
        bytes.clear();
        bytes.extend(self.card);
        bytes.extend(self.stances);
    }
}
