//! What the row of a wrapped key says of its mask: which side it is on, and how it looks.

use zgoda_vault::MASK_BYTES;

use crate::sql::{FromValue, Value};

/// Of the two masks of a person, the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Where the first key of everybody is.
    First,
    /// Where the key is that takes its place.
    Second,
}

impl Side {
    pub(crate) const BOTH: [Self; 2] = [Self::First, Self::Second];

    pub(crate) fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    pub(super) fn place(self) -> u64 {
        u64::from(self == Self::Second)
    }
}

/// The column `mask` of a wrapped key: zero where it wears none, else the side, and 24 bits by which a mask is known that
/// is not the one it was combined with. 232 bits of the mask are left, which nothing tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Worn(i64);

/// Stands in every column that says something, so that none is zero.
const MARK: i64 = 1 << 25;
const LOOKS: i64 = (1 << 24) - 1;

impl Worn {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn new(side: Side, mask: &[u8; MASK_BYTES]) -> Self {
        Self(MARK | looks(mask) << 1 | i64::from(side == Side::Second))
    }

    pub(crate) fn side(self) -> Option<Side> {
        match (self.0, self.0 & 1) {
            (0, _) => None,
            (_, 0) => Some(Side::First),
            _ => Some(Side::Second),
        }
    }

    /// Whether it may be this mask that the key wears.
    pub(crate) fn fits(self, mask: &[u8; MASK_BYTES]) -> bool {
        self.0 >> 1 & LOOKS == looks(mask)
    }
}

/// Masks are random, so mixing their words tells them apart well enough.
fn looks(mask: &[u8; MASK_BYTES]) -> i64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, _) = mask.as_chunks();
    let mix =
        |mixed: u64, word: &[u8; 8]| (mixed ^ u64::from_be_bytes(*word)).wrapping_mul(ODD).rotate_left(29);
    (words.iter().fold(0, mix).wrapping_mul(ODD) >> 40) as i64
}

impl FromValue for Worn {
    const EXPECTED: &'static str = "mask";

    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self)
    }
}

impl From<Worn> for Value {
    fn from(worn: Worn) -> Self {
        worn.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_its_side_and_its_mask_from_all_others() {
        let mask = |seed: u8| -> [u8; MASK_BYTES] {
            zgoda_vault::random()
                .map(|mut mask: [u8; MASK_BYTES]| {
                    mask[0] = seed;
                    mask
                })
                .unwrap()
        };
        for side in Side::BOTH {
            let own = mask(1);
            let worn = Worn::new(side, &own);
            assert!(worn.fits(&own) && worn != Worn::NONE && worn.side() == Some(side));
            assert!((0..1_000).all(|_| !worn.fits(&mask(2))));
            for bit in 0..8 * MASK_BYTES {
                let mut flipped = own;
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert!(!worn.fits(&flipped), "bit {bit}");
            }
        }
        assert_eq!(Worn::NONE.side(), None);
        assert_eq!(Worn::new(Side::First, &[0; MASK_BYTES]).side(), Some(Side::First));
    }
}
