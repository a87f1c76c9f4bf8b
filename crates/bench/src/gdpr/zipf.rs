//! The distributions of YCSB: a scrambled zipfian as `ScrambledZipfianGenerator` draws it, and a uniform one.

/// Items the zipfian is drawn over before it is scrambled.
const ITEMS: f64 = 1e10;
/// Skew.
const THETA: f64 = 0.99;
/// The zeta of those items, as YCSB states it.
const ZETA: f64 = 26.469_028_201_783_02;
const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 1_099_511_628_211;

/// A seeded source of numbers (SplitMix64), so that both sides do exactly the same.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        // The bias of the remainder is 2^-40 at these sizes.
        self.draw() % end.max(1)
    }

    /// A number from 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// How keys are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distribution {
    /// All keys alike.
    Uniform,
    /// A few keys often.
    Zipfian,
}

impl Distribution {
    /// A key below `keys`.
    pub fn draw(self, random: &mut Random, keys: u64) -> u64 {
        match self {
            Self::Uniform => random.below(keys),
            Self::Zipfian => scrambled(zipfian(random)) % keys.max(1),
        }
    }
}

/// Gray's method, SIGMOD 1994, as YCSB has it.
fn zipfian(random: &mut Random) -> u64 {
    let zeta_two = 1.0 + 0.5_f64.powf(THETA);
    let alpha = 1.0 / (1.0 - THETA);
    let eta = (1.0 - (2.0 / ITEMS).powf(1.0 - THETA)) / (1.0 - zeta_two / ZETA);
    let unit = random.unit();
    let scaled = unit * ZETA;
    if scaled < 1.0 {
        0
    } else if scaled < zeta_two {
        1
    } else {
        (ITEMS * (eta * unit - eta + 1.0).powf(alpha)) as u64
    }
}

/// FNV-1 over the bytes, lowest first, as YCSB's `fnvhash64`; Java's `abs` takes the sign away.
fn scrambled(value: u64) -> u64 {
    let hash = value
        .to_le_bytes()
        .iter()
        .fold(FNV_OFFSET, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME));
    (hash as i64).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_item_is_drawn_as_often_as_the_law_says() {
        let mut random = Random::new(1);
        let draws = 200_000;
        let first = (0..draws).filter(|_| zipfian(&mut random) == 0).count() as f64 / f64::from(draws);
        assert!((first - 1.0 / ZETA).abs() < 0.002, "{first}");
    }

    #[test]
    fn scrambling_spreads_the_frequent_items_and_stays_in_range() {
        let mut random = Random::new(2);
        let keys = 100_000;
        let mut counts = std::collections::HashMap::new();
        for _ in 0..50_000 {
            let key = Distribution::Zipfian.draw(&mut random, keys);
            assert!(key < keys);
            *counts.entry(key).or_insert(0_u32) += 1;
        }
        let hottest = counts.iter().max_by_key(|(_, count)| **count).map(|(key, _)| *key);
        assert_eq!(hottest, Some(scrambled(0) % keys));
    }

    #[test]
    fn a_seed_decides_everything() {
        let draw = |seed| (0..9).map(|_| Random::new(seed).draw()).collect::<Vec<_>>();
        assert_eq!(draw(5), draw(5));
        assert_ne!(draw(5), draw(6));
    }
}
