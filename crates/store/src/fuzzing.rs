//! Doors for fuzz targets; no other build has them.

use crate::facts::Facts;

/// Reads any bytes as a person's facts. False where facts were read that are written otherwise than they stood, which
/// must never be.
pub fn facts(bytes: &[u8]) -> bool {
    Facts::decode(bytes).is_none_or(|facts| facts.encode() == bytes)
}
