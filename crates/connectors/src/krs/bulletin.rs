//! The bulletin: which numbers changed on a day. A refresh asks it first and then only for those it holds, so that its
//! cost follows the changes and not the records.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::{Krs, KrsNumber};
use crate::ConnectorError;

/// The first day that has a bulletin.
pub const FIRST_DAY: Date = date(2021, 12, 8);

impl Krs {
    /// The numbers whose entries changed on a day. A number does not tell in which part of the register it stands.
    pub fn changed(&self, day: Date) -> Result<BTreeSet<KrsNumber>, ConnectorError> {
        self.bulletin(day, &format!("/api/krs/Biuletyn/{day}"))
    }

    /// The same for some hours of a day, the last one not included.
    pub fn changed_in_hours(
        &self,
        day: Date,
        from: u8,
        to: u8,
    ) -> Result<BTreeSet<KrsNumber>, ConnectorError> {
        if from >= to || to > 24 {
            return Err(ConnectorError::Period);
        }
        self.bulletin(day, &format!("/api/krs/BiuletynGodzinowy/{day}?godzinaOd={from}&godzinaDo={to}"))
    }

    fn bulletin(&self, day: Date, path: &str) -> Result<BTreeSet<KrsNumber>, ConnectorError> {
        if day < FIRST_DAY {
            return Err(ConnectorError::Period);
        }
        let answer = self.http.get(path)?;
        if answer.status != 200 {
            let host = self.http.base().host().to_owned();
            return Err(ConnectorError::Rejected { host, status: answer.status });
        }
        read_bulletin(&answer.body)
    }
}

/// Reads a bulletin. One number that is none spoils all of it: a change that is missed is not noticed later.
pub fn read_bulletin(body: &[u8]) -> Result<BTreeSet<KrsNumber>, ConnectorError> {
    let numbers: Vec<String> =
        serde_json::from_slice(body).map_err(|_| ConnectorError::Unreadable("it is no list of numbers"))?;
    let number =
        |text: &String| text.parse().map_err(|_| ConnectorError::Unreadable("it holds what is no number"));
    numbers.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulletin_is_a_set_of_numbers_or_nothing() {
        let sample = include_bytes!("../../fixtures/krs/biuletyn_dzienny.json");
        let numbers = read_bulletin(sample).unwrap();
        assert_eq!(numbers.len(), 4);
        assert!(numbers.contains(&"28860".parse().unwrap()));
        assert_eq!(read_bulletin(br#"["0000028860","0000028860"]"#).unwrap().len(), 1);
        assert!(read_bulletin(b"[]").unwrap().is_empty());
        for bad in ["{}", "[1]", r#"["x"]"#, r#"["0000028860","#, "<html>"] {
            assert!(read_bulletin(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
