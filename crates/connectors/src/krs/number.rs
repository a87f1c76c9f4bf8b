//! The KRS number.

use std::fmt;
use std::str::FromStr;

use crate::ConnectorError;

/// A number in the National Court Register: 10 digits with leading zeros, without a checksum.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KrsNumber(String);

impl KrsNumber {
    /// The 10 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KrsNumber {
    type Err = ConnectorError;

    /// Reads a number as people write it: with spaces, with or without leading zeros, with `KRS` before it.
    fn from_str(text: &str) -> Result<Self, ConnectorError> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '.').collect();
        let digits = bare.strip_prefix("KRS").or_else(|| bare.strip_prefix("krs")).unwrap_or(&bare);
        let well_formed =
            (1..=10).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !well_formed || digits.bytes().all(|byte| byte == b'0') {
            return Err(ConnectorError::Number);
        }
        Ok(Self(format!("{digits:0>10}")))
    }
}

impl fmt::Display for KrsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for text in ["0000028860", "28860", " 0000 028 860 ", "KRS 0000028860", "28\u{a0}860"] {
            assert_eq!(text.parse::<KrsNumber>().unwrap().as_str(), "0000028860", "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "KRS", "0", "0000000000", "00000288601", "2886O", "../28860", "28860?x", "٢٨٨٦٠"]
        {
            assert!(text.parse::<KrsNumber>().is_err(), "{text}");
        }
    }
}
