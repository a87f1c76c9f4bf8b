//! The sealed values of one person, as one blob.
//!
//! Layout: format byte, then for each box, ascending by fact: number of the fact, field, length, bytes; the numbers as
//! LEB128 in their shortest form. There is one encoding of a set of boxes, and nothing else decodes.

use zgoda_law::{FactNo, FieldId};

use crate::VaultError;

const FORMAT: u8 = 1;

/// One sealed value, bound to its person, field and fact; its bytes may stand in a blob of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBox<B = Vec<u8>> {
    /// The fact whose value it holds.
    pub fact: FactNo,
    /// The field of the fact.
    pub field: FieldId,
    /// Format byte ‖ nonce ‖ encrypted (value ‖ salt) ‖ tag.
    pub bytes: B,
}

/// The sealed boxes of one person, one for each fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Boxes(Vec<SealedBox>);

impl Boxes {
    /// No boxes.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Puts a box in. A fact has one box for good: [`VaultError::FactSealedAlready`].
    pub fn push(&mut self, sealed: SealedBox) -> Result<(), VaultError> {
        match self.find(sealed.fact) {
            Ok(_) => Err(VaultError::FactSealedAlready),
            Err(at) => {
                self.0.insert(at, sealed);
                Ok(())
            }
        }
    }

    /// The box of a fact.
    pub fn get(&self, fact: FactNo) -> Option<&SealedBox> {
        self.find(fact).ok().and_then(|at| self.0.get(at))
    }

    /// Takes the box of a fact out.
    pub fn remove(&mut self, fact: FactNo) -> Option<SealedBox> {
        self.find(fact).ok().map(|at| self.0.remove(at))
    }

    /// All boxes, ascending by fact.
    pub fn iter(&self) -> std::slice::Iter<'_, SealedBox> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The blob.
    pub fn encode(&self) -> Vec<u8> {
        let mut blob = vec![FORMAT];
        for sealed in &self.0 {
            put(&mut blob, u64::from(sealed.fact.0));
            put(&mut blob, u64::from(sealed.field.0));
            put(&mut blob, sealed.bytes.len() as u64);
            blob.extend_from_slice(&sealed.bytes);
        }
        blob
    }

    /// Reads a blob, and refuses whatever [`Boxes::encode`] would not have written.
    pub fn decode(blob: &[u8]) -> Result<Self, VaultError> {
        Self::read(blob).ok_or(VaultError::BoxesCorrupted)
    }

    /// Looks for boxes in a blob, of which none is taken out.
    ///
    /// # Errors
    /// [`VaultError::BoxesCorrupted`] for what is no blob of boxes.
    pub fn look_into(blob: &[u8]) -> Result<Look<'_>, VaultError> {
        match blob.split_first() {
            Some((&FORMAT, rest)) => Ok(Look { rest }),
            _ => Err(VaultError::BoxesCorrupted),
        }
    }

    fn read(blob: &[u8]) -> Option<Self> {
        let (&format, mut rest) = blob.split_first()?;
        let mut boxes: Vec<SealedBox> = Vec::new();
        while !rest.is_empty() {
            let (fact, field, bytes) = next(&mut rest)?;
            if boxes.last().is_some_and(|last| last.fact >= fact) {
                return None;
            }
            boxes.push(SealedBox { fact, field, bytes: bytes.to_vec() });
        }
        (format == FORMAT).then_some(Self(boxes))
    }

    fn find(&self, fact: FactNo) -> Result<usize, usize> {
        self.0.binary_search_by_key(&fact, |sealed| sealed.fact)
    }
}

/// A blob of boxes that is being looked through.
pub struct Look<'b> {
    rest: &'b [u8],
}

impl<'b> Look<'b> {
    /// The box of a fact. Facts are looked for in ascending order.
    ///
    /// # Errors
    /// [`VaultError::BoxesCorrupted`] for a blob that cannot be read as far as that.
    pub fn find(&mut self, fact: FactNo) -> Result<Option<SealedBox<&'b [u8]>>, VaultError> {
        while !self.rest.is_empty() {
            let mut after = self.rest;
            let (found, field, bytes) = next(&mut after).ok_or(VaultError::BoxesCorrupted)?;
            if found > fact {
                return Ok(None);
            }
            self.rest = after;
            if found == fact {
                return Ok(Some(SealedBox { fact, field, bytes }));
            }
        }
        Ok(None)
    }
}

impl<'a> IntoIterator for &'a Boxes {
    type Item = &'a SealedBox;
    type IntoIter = std::slice::Iter<'a, SealedBox>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Takes the next box.
fn next<'b>(rest: &mut &'b [u8]) -> Option<(FactNo, FieldId, &'b [u8])> {
    let fact = FactNo(take(rest)?.try_into().ok()?);
    let field = FieldId(take(rest)?.try_into().ok()?);
    let length = take(rest)?.try_into().ok()?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some((fact, field, bytes))
}

/// Appends a number as LEB128.
fn put(blob: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        blob.push(number as u8 | 0x80);
        number >>= 7;
    }
    blob.push(number as u8);
}

/// Takes a number of at most 35 bits in its shortest form.
fn take(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return (byte != 0 || shift == 0).then_some(number);
        }
    }
    None
}
