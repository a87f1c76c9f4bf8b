//! The canonical ledger entry: who did what to whose data, when and for what purpose, without any of the data.

use jiff::Timestamp;
use zgoda_law::{Action, ActorId, Event, FactNo, PurposeId, SubjectId};

/// The first byte of every entry: the version of this encoding.
const VERSION: u8 = 1;

/// One entry as it will be hashed. Its bytes never change once written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 0.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: ActorId,
    /// What happened.
    pub event: Event,
    /// The operation of GDPR art. 4(2) it was.
    pub action: Action,
    /// For what purpose.
    pub purpose: Option<PurposeId>,
    /// Whose data: the random pseudonym.
    pub subject: Option<SubjectId>,
    /// Which facts.
    pub facts: Vec<FactNo>,
    /// A short remark of our own words and numbers, never of the person's.
    pub detail: String,
    /// SHA-256 over the facts' commitments, which are keyed by salts that die with the values.
    pub commitment: Option<[u8; 32]>,
}

/// Bytes are not an entry of this encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not a ledger entry of a known version")]
pub struct EntryError;

impl Entry {
    /// The canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(96);
        out.push(VERSION);
        put_number(&mut out, self.seq);
        out.extend(self.at.as_microsecond().to_be_bytes());
        put_number(&mut out, self.actor.0.into());
        out.extend([self.event.number(), self.action.number()]);
        put_number(&mut out, self.purpose.map_or(0, |purpose| u64::from(purpose.0) + 1));
        put_optional(&mut out, self.subject.as_ref().map(|subject| subject.as_bytes().as_slice()));
        put_number(&mut out, self.facts.len() as u64);
        self.facts.iter().for_each(|fact| put_number(&mut out, fact.0.into()));
        put_number(&mut out, self.detail.len() as u64);
        out.extend(self.detail.as_bytes());
        put_optional(&mut out, self.commitment.as_ref().map(<[u8; 32]>::as_slice));
        out
    }

    /// Reads the canonical bytes.
    ///
    /// # Errors
    /// [`EntryError`] for anything that `encode` does not write.
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        let mut input = Input(bytes);
        if input.byte()? != VERSION {
            return Err(EntryError);
        }
        let entry = Self {
            seq: input.number()?,
            at: Timestamp::from_microsecond(i64::from_be_bytes(input.array()?)).map_err(|_| EntryError)?,
            actor: ActorId(input.small()?),
            event: Event::from_number(input.byte()?).ok_or(EntryError)?,
            action: Action::from_number(input.byte()?).ok_or(EntryError)?,
            purpose: match input.number()? {
                0 => None,
                number => Some(PurposeId(u16::try_from(number - 1).map_err(|_| EntryError)?)),
            },
            subject: input.optional()?.map(SubjectId::from_bytes),
            facts: {
                let count = input.number()?;
                (0..count).map(|_| input.small().map(FactNo)).collect::<Result<_, _>>()?
            },
            detail: {
                let length = usize::try_from(input.number()?).map_err(|_| EntryError)?;
                String::from_utf8(input.take(length)?.to_vec()).map_err(|_| EntryError)?
            },
            commitment: input.optional()?,
        };
        // Only one encoding of an entry is canonical.
        if input.0.is_empty() && entry.encode() == bytes { Ok(entry) } else { Err(EntryError) }
    }
}

/// LEB128, seven bits a byte.
fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number as u8 & 0x7f) | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_optional(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    out.push(bytes.is_some().into());
    out.extend(bytes.unwrap_or_default());
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], EntryError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(EntryError)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], EntryError> {
        self.take(N)?.try_into().map_err(|_| EntryError)
    }

    fn byte(&mut self) -> Result<u8, EntryError> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Result<u64, EntryError> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift).ok_or(EntryError)?;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(EntryError)
    }

    fn small(&mut self) -> Result<u32, EntryError> {
        u32::try_from(self.number()?).map_err(|_| EntryError)
    }

    fn optional<const N: usize>(&mut self) -> Result<Option<[u8; N]>, EntryError> {
        match self.byte()? {
            0 => Ok(None),
            1 => self.array().map(Some),
            _ => Err(EntryError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries() -> impl Strategy<Value = Entry> {
        (
            (any::<u64>(), -1_000_000_000_000_000_i64..4_000_000_000_000_000, any::<u32>()),
            (0..Event::ALL.len(), 0..Action::ALL.len(), proptest::option::of(any::<u16>())),
            (proptest::option::of(any::<[u8; 16]>()), proptest::collection::vec(any::<u32>(), 0..9)),
            ("[a-z0-9 ]{0,20}", proptest::option::of(any::<[u8; 32]>())),
        )
            .prop_map(
                |((seq, at, actor), (event, action, purpose), (subject, facts), (detail, commitment))| {
                    Entry {
                        seq,
                        at: Timestamp::from_microsecond(at).unwrap(),
                        actor: ActorId(actor),
                        event: Event::ALL[event],
                        action: Action::ALL[action],
                        purpose: purpose.map(PurposeId),
                        subject: subject.map(SubjectId::from_bytes),
                        facts: facts.into_iter().map(FactNo).collect(),
                        detail,
                        commitment,
                    }
                },
            )
    }

    proptest! {
        #[test]
        fn an_entry_reads_back_as_it_was_written(entry in entries()) {
            prop_assert_eq!(Entry::decode(&entry.encode()), Ok(entry));
        }

        #[test]
        fn arbitrary_bytes_never_panic_and_only_canonical_ones_are_entries(bytes: Vec<u8>) {
            if let Ok(entry) = Entry::decode(&bytes) {
                prop_assert_eq!(entry.encode(), bytes);
            }
        }
    }
}
