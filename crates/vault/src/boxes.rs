//! The sealed values of one person, as one blob.
//!
//! Layout: the number of the form, then the boxes, ascending by fact, each behind a head of LEB128 numbers in their
//! shortest form. There is one encoding of a set of boxes, and nothing else decodes.
//!
//! | form | head |
//! |---|---|
//! | 2 | field, doubled, and one more where numbers are left out; how many, if any; bytes of the value |
//! | 1 | fact, field, bytes |

use zgoda_law::{FactNo, FieldId, SubjectId};

use crate::VaultError;
use crate::commitment::Place;
use crate::value::{Form, OVERHEAD};

/// One sealed value, bound to its person, field and fact; its bytes may stand in a blob of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBox<B = Vec<u8>> {
    /// How it is laid out.
    pub form: Form,
    /// The fact whose value it holds.
    pub fact: FactNo,
    /// The field of the fact.
    pub field: FieldId,
    /// Masked salt ‖ encrypted value ‖ tag.
    pub bytes: B,
}

impl<B> SealedBox<B> {
    pub(crate) fn place(&self, subject: SubjectId) -> Place {
        Place { subject, field: self.field, fact: self.fact }
    }
}

/// The sealed boxes of one person, one for each fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Boxes {
    form: Form,
    boxes: Vec<SealedBox>,
}

impl Boxes {
    /// No boxes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a box in. A fact has one box for good: [`VaultError::FactSealedAlready`]. What is no box, or of another form
    /// than the others, is refused: [`VaultError::BoxCorrupted`].
    pub fn push(&mut self, sealed: SealedBox) -> Result<(), VaultError> {
        if sealed.form != self.form || (self.form == Form::SaltInFront && sealed.bytes.len() < OVERHEAD) {
            return Err(VaultError::BoxCorrupted);
        }
        match self.find(sealed.fact) {
            Ok(_) => Err(VaultError::FactSealedAlready),
            Err(at) => {
                self.boxes.insert(at, sealed);
                Ok(())
            }
        }
    }

    /// How they are laid out.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The box of a fact.
    pub fn get(&self, fact: FactNo) -> Option<&SealedBox> {
        self.find(fact).ok().and_then(|at| self.boxes.get(at))
    }

    /// Takes the box of a fact out.
    pub fn remove(&mut self, fact: FactNo) -> Option<SealedBox> {
        self.find(fact).ok().map(|at| self.boxes.remove(at))
    }

    /// All boxes, ascending by fact.
    pub fn iter(&self) -> std::slice::Iter<'_, SealedBox> {
        self.boxes.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.boxes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    /// The blob.
    pub fn encode(&self) -> Vec<u8> {
        let room = self.boxes.iter().map(|sealed| sealed.bytes.len() + 4).sum::<usize>();
        let mut blob = Vec::with_capacity(1 + room);
        blob.push(self.form as u8);
        let mut next = 0;
        for sealed in &self.boxes {
            let (fact, field) = (u64::from(sealed.fact.0), u64::from(sealed.field.0));
            let length = sealed.bytes.len() as u64;
            match (self.form, fact - next) {
                (Form::SaltInside, _) => put(&mut blob, [fact, field, length]),
                (Form::SaltInFront, 0) => put(&mut blob, [field << 1, length - OVERHEAD as u64]),
                (Form::SaltInFront, gap) => put(&mut blob, [field << 1 | 1, gap, length - OVERHEAD as u64]),
            }
            next = fact + 1;
            blob.extend_from_slice(&sealed.bytes);
        }
        blob
    }

    /// Reads a blob, and refuses whatever [`Boxes::encode`] would not have written.
    pub fn decode(blob: &[u8]) -> Result<Self, VaultError> {
        let mut look = Self::look_into(blob)?;
        let mut boxes = Vec::new();
        while let Some(SealedBox { form, fact, field, bytes }) = look.next()? {
            boxes.push(SealedBox { form, fact, field, bytes: bytes.to_vec() });
        }
        Ok(Self { form: look.form, boxes })
    }

    /// Looks for boxes in a blob, of which none is taken out.
    ///
    /// # Errors
    /// [`VaultError::BoxesCorrupted`] for what is no blob of boxes.
    pub fn look_into(blob: &[u8]) -> Result<Look<'_>, VaultError> {
        let (&format, rest) = blob.split_first().ok_or(VaultError::BoxesCorrupted)?;
        let of_number = |form: &Form| *form as u8 == format;
        let form = [Form::SaltInFront, Form::SaltInside].into_iter().find(of_number);
        Ok(Look { form: form.ok_or(VaultError::BoxesCorrupted)?, next: 0, rest })
    }

    fn find(&self, fact: FactNo) -> Result<usize, usize> {
        self.boxes.binary_search_by_key(&fact, |sealed| sealed.fact)
    }
}

impl<'a> IntoIterator for &'a Boxes {
    type Item = &'a SealedBox;
    type IntoIter = std::slice::Iter<'a, SealedBox>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A blob of boxes that is being looked through.
#[derive(Clone, Copy)]
pub struct Look<'b> {
    form: Form,
    /// The lowest number that the next fact can have.
    next: u64,
    rest: &'b [u8],
}

impl<'b> Look<'b> {
    /// The box of a fact. Facts are looked for in ascending order.
    ///
    /// # Errors
    /// [`VaultError::BoxesCorrupted`] for a blob that cannot be read as far as that.
    pub fn find(&mut self, fact: FactNo) -> Result<Option<SealedBox<&'b [u8]>>, VaultError> {
        let mut ahead = *self;
        while let Some(sealed) = ahead.next()? {
            if sealed.fact > fact {
                return Ok(None);
            }
            *self = ahead;
            if sealed.fact == fact {
                return Ok(Some(sealed));
            }
        }
        Ok(None)
    }

    /// Takes the next box.
    fn next(&mut self) -> Result<Option<SealedBox<&'b [u8]>>, VaultError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.take_box().map(Some).ok_or(VaultError::BoxesCorrupted)
    }

    fn take_box(&mut self) -> Option<SealedBox<&'b [u8]>> {
        let (fact, field, length) = match self.form {
            Form::SaltInside => (self.take()?, self.take()?, self.take()?),
            Form::SaltInFront => {
                let head = self.take()?;
                // That none are left out is said by the head alone.
                let gap = if head & 1 == 0 { 0 } else { self.take().filter(|gap| *gap > 0)? };
                (self.next + gap, head >> 1, self.take()? + OVERHEAD as u64)
            }
        };
        if fact < self.next {
            return None;
        }
        self.next = fact + 1;
        let (bytes, rest) = self.rest.split_at_checked(length.try_into().ok()?)?;
        self.rest = rest;
        let (fact, field) = (FactNo(fact.try_into().ok()?), FieldId(field.try_into().ok()?));
        Some(SealedBox { form: self.form, fact, field, bytes })
    }

    /// Takes a number of at most 35 bits in its shortest form.
    fn take(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return (byte != 0 || shift == 0).then_some(number);
            }
        }
        None
    }
}

/// Appends numbers as LEB128.
fn put<const NUMBERS: usize>(blob: &mut Vec<u8>, numbers: [u64; NUMBERS]) {
    for mut number in numbers {
        while number >= 0x80 {
            blob.push(number as u8 | 0x80);
            number >>= 7;
        }
        blob.push(number as u8);
    }
}
