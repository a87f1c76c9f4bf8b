//! What an operation answered, in a form that both sides' answers can be compared in.

/// How many records an operation returned or touched, and a digest over what they hold. The digests of records are added
/// up, so their order does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answer {
    /// Records.
    pub records: u64,
    /// The sum of their digests.
    pub digest: u64,
}

impl Answer {
    /// So many records, without content.
    pub fn count(records: u64) -> Self {
        Self { records, digest: 0 }
    }

    /// Adds a record that holds these texts.
    pub fn add<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        let digest = texts.into_iter().fold(SEED, |digest, text| fold(digest, text.as_bytes()));
        self.records += 1;
        self.digest = self.digest.wrapping_add(digest);
    }

    /// Adds another answer.
    pub fn join(&mut self, other: Self) {
        self.records += other.records;
        self.digest = self.digest.wrapping_add(other.digest);
    }
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// A digest that costs a few nanoseconds, so that comparing answers does not become the benchmark.
fn fold(digest: u64, bytes: &[u8]) -> u64 {
    let mix = |digest: u64, word: u64| (digest ^ word).wrapping_mul(0xFF51_AFD7_ED55_8CCD).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let digest = words.iter().fold(digest, |digest, word| mix(digest, u64::from_le_bytes(*word)));
    let tail = rest.iter().fold(rest.len() as u64, |tail, byte| tail << 8 | u64::from(*byte));
    mix(digest, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_in_another_order_are_the_same_answer_and_other_content_is_not() {
        let answer = |records: &[[&str; 2]]| {
            let mut answer = Answer::default();
            records.iter().for_each(|record| answer.add(record.iter().copied()));
            answer
        };
        let both = answer(&[["a", "first value of all"], ["b", "second"]]);
        assert_eq!(both, answer(&[["b", "second"], ["a", "first value of all"]]));
        assert_ne!(both, answer(&[["a", "first value of alL"], ["b", "second"]]));
        assert_ne!(answer(&[["ab", "c"]]), answer(&[["a", "bc"]]));
    }
}
