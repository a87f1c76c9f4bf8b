//! Random codes for people to type.

use crate::failure::{Failure, Kind};

/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A code of so many letters, in groups of four.
pub fn code(letters: usize) -> Result<String, Failure> {
    let mut bytes = vec![0; letters];
    getrandom::fill(&mut bytes).map_err(|error| Failure::because(Kind::Store, error))?;
    let chars: Vec<char> = bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 31)))
        .map(|byte| char::from(*byte))
        .collect();
    Ok(chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}
