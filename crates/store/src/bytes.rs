//! Numbers, times and lists as compact bytes, and back. Reading never trusts what it reads: each value has one form only,
//! and whatever is not that form is nothing.
//!
//! Numbers are LEB128 in their shortest form, signed ones folded over zero first; times are eight bytes.

use std::io;

use jiff::Timestamp;
use roaring::RoaringBitmap;

/// Appends a number.
pub(crate) fn number(out: &mut Vec<u8>, number: impl Into<u64>) {
    let mut number = number.into();
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a signed number: the nearer to zero, the shorter.
pub(crate) fn signed(out: &mut Vec<u8>, signed: i64) {
    number(out, (signed << 1 ^ signed >> 63) as u64);
}

/// Appends a moment.
pub(crate) fn time(out: &mut Vec<u8>, time: Timestamp) {
    out.extend(time.as_microsecond().to_le_bytes());
}

/// Appends what may be missing.
pub(crate) fn maybe<T>(out: &mut Vec<u8>, value: Option<T>, put: impl Fn(&mut Vec<u8>, T)) {
    out.push(value.is_some().into());
    if let Some(value) = value {
        put(out, value);
    }
}

/// Appends how many there are, and each of them.
pub(crate) fn list<T>(out: &mut Vec<u8>, items: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
    number(out, items.len() as u64);
    items.iter().for_each(|item| put(out, item));
}

/// Appends a text.
pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len() as u64);
    out.extend(text.as_bytes());
}

/// Appends a set of people by their numbers.
pub(crate) fn people(out: &mut Vec<u8>, people: &RoaringBitmap) -> io::Result<()> {
    number(out, people.serialized_size() as u64);
    people.serialize_into(out)
}

/// Bytes still to be read.
pub(crate) struct Input<'a>(pub(crate) &'a [u8]);

impl<'a> Input<'a> {
    /// Whether all was read.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        let length = self.number()? as usize;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    pub(crate) fn people(&mut self) -> Option<RoaringBitmap> {
        let length = self.number()? as usize;
        RoaringBitmap::deserialize_from(self.take(length)?).ok()
    }

    /// A yes or no.
    pub(crate) fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// A number of up to 64 bits.
    pub(crate) fn long(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                return None;
            }
            number |= part << shift;
            if byte < 0x80 {
                // A last byte of nothing would be a second form of the same number.
                return (byte > 0 || shift == 0).then_some(number);
            }
        }
        None
    }

    pub(crate) fn number(&mut self) -> Option<u32> {
        self.long()?.try_into().ok()
    }

    pub(crate) fn small(&mut self) -> Option<u16> {
        self.long()?.try_into().ok()
    }

    pub(crate) fn signed(&mut self) -> Option<i64> {
        let folded = self.long()?;
        Some((folded >> 1) as i64 ^ -((folded & 1) as i64))
    }

    pub(crate) fn time(&mut self) -> Option<Timestamp> {
        Timestamp::from_microsecond(i64::from_le_bytes(self.array()?)).ok()
    }

    pub(crate) fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Some(None) }
    }

    pub(crate) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()? as usize;
        // A count is never trusted with memory.
        let mut items = Vec::with_capacity(count.min(self.0.len()).min(64));
        for _ in 0..count {
            items.push(read(self)?);
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_comes_back_and_has_one_form(long: u64, small: i64, bytes: [u8; 11]) {
            let mut out = Vec::new();
            number(&mut out, long);
            signed(&mut out, small);
            let mut input = Input(&out);
            prop_assert_eq!((input.long(), input.signed()), (Some(long), Some(small)));
            prop_assert!(input.is_empty());
            let mut input = Input(&bytes);
            if let Some(read) = input.long() {
                let mut again = Vec::new();
                number(&mut again, read);
                prop_assert_eq!(&again, &bytes[..bytes.len() - input.0.len()]);
            }
        }
    }
}
