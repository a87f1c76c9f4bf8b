//! Chance from a seed: the same seed throws the same numbers everywhere.

/// A generator of the SplitMix64 family: small, fast, and good enough to choose what happens next.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Dice of their own for one of several, so that they can be thrown side by side.
    #[must_use]
    pub fn apart(&self, which: u64) -> Self {
        let mut own = Self(self.0 ^ which.wrapping_add(1).wrapping_mul(0xd6e8_feb8_6659_fd93));
        own.number();
        own
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: u64) -> u64 {
        self.number().checked_rem(end).unwrap_or_default()
    }

    /// Whether one of `of` equal cases came up.
    pub fn one_in(&mut self, of: u64) -> bool {
        self.below(of) == 0
    }

    /// One of several.
    pub fn choose<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len() as u64) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_another_seed_something_else() {
        let throw = |mut dice: Dice| -> Vec<u64> { (0..100).map(|_| dice.below(6)).collect() };
        assert_eq!(throw(Dice::new(7)), throw(Dice::new(7)));
        assert_ne!(throw(Dice::new(7)), throw(Dice::new(8)));
        assert_ne!(throw(Dice::new(7).apart(0)), throw(Dice::new(7).apart(1)));
        assert_eq!((Dice::new(1).below(0), Dice::new(1).choose::<u8>(&[])), (0, None));
    }
}
