//! A record: ten fields, each a pure function of its key's number.

/// How many purposes there are.
pub const PURPOSES: u64 = 25;
/// Bytes of the data field.
const DATA_BYTES: usize = 100;
/// How many records a user has in the paper's set of 100,000 records and 10,000 users.
const RECORDS_PER_USER: u64 = 10;
/// Users come in multiples of this, so that all records of a user share their metadata, as in the paper's set.
const USERS_STEP: u64 = 100;
/// The terms, in seconds. A tenth of the records has the first and is gone before the first operation.
const TERMS: [u64; 10] = [30, 10_000, 12_000, 14_000, 16_000, 18_000, 20_000, 22_000, 24_000, 1_000_000];

/// A record as GDPRbench makes it. Fields are numbers here; on PostgreSQL they are texts as `pur7`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The number of its key.
    pub key: u64,
    /// Purpose, 0 to 24.
    pub purpose: u64,
    /// The term in seconds.
    pub term: u64,
    /// The user, 0 to 9,999 in the paper's set.
    pub user: u64,
    /// Objection.
    pub objection: u64,
    /// Automated decision.
    pub decision: u64,
    /// Access control list.
    pub acl: u64,
    /// Whom it is shared with.
    pub shared: u64,
    /// Where it came from.
    pub source: u64,
    /// Its category.
    pub category: u64,
    /// 100 bytes.
    pub data: String,
}

/// How many users a set of so many records has: ten records each, as in the paper's. A larger set has more users, not
/// users with more records, so that reading a user's records asks for the same at every size.
pub fn users_of(records: u64) -> u64 {
    (records / RECORDS_PER_USER / USERS_STEP * USERS_STEP).max(USERS_STEP)
}

/// The record of a key in a set with so many users.
pub fn record(key: u64, users: u64) -> Record {
    let digit = key % 10;
    Record {
        key,
        purpose: key % PURPOSES,
        term: TERMS[digit as usize],
        user: key % users,
        objection: key % 100,
        decision: key % 2,
        acl: digit,
        shared: digit,
        source: digit,
        category: digit,
        data: data(key),
    }
}

impl Record {
    /// Whether its term ends before the first operation.
    pub fn is_short_lived(&self) -> bool {
        self.term == TERMS[0]
    }

    /// The term in days: Zgoda's terms end with days, so thirty seconds become one day and each hundred seconds one day.
    pub fn term_days(&self) -> i64 {
        term_days(self.term)
    }
}

/// The terms a record may be given later: all but the one that ends at once.
pub fn lasting_term(index: u64) -> u64 {
    let lasting = &TERMS[1..];
    lasting[(index % lasting.len() as u64) as usize]
}

/// A term in days.
pub fn term_days(seconds: u64) -> i64 {
    (seconds / 100).max(1) as i64
}

/// The value: the key's number again and again, each time followed by the hash of what stands there so far.
fn data(key: u64) -> String {
    let number = key.to_string();
    let mut text = String::with_capacity(DATA_BYTES + 24);
    while text.len() < DATA_BYTES {
        text += &number;
        text += &java_hash(&text).to_string();
    }
    text.truncate(DATA_BYTES);
    text
}

/// A value that differs from every earlier one of the key: an update that writes what is there already would make an
/// engine that leaves such writes out look free.
pub fn updated_data(key: u64, version: u64) -> String {
    let mut text = format!("u{version}:");
    text += &data(key);
    text.truncate(DATA_BYTES);
    text
}

/// Java's `String.hashCode` of an ASCII text.
fn java_hash(text: &str) -> i32 {
    text.bytes().fold(0_i32, |hash, byte| hash.wrapping_mul(31).wrapping_add(i32::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_a_hundred_bytes_that_only_the_key_decides() {
        // "7" hashes to 55, and "7557" to 1691136.
        assert!(record(7, 100).data.starts_with("75571691136"));
        for key in [0, 7, 99_999, 123_456_789] {
            assert_eq!(record(key, 100).data.len(), DATA_BYTES);
            assert_eq!(record(key, 100), record(key, 100));
            assert_ne!(updated_data(key, 1), record(key, 100).data);
            assert_ne!(updated_data(key, 1), updated_data(key, 2));
        }
    }

    #[test]
    fn a_purpose_has_four_percent_and_a_user_ten_records() {
        let records: Vec<Record> = (0..100_000).map(|key| record(key, users_of(100_000))).collect();
        assert_eq!(records.iter().filter(|record| record.purpose == 3).count(), 4_000);
        assert_eq!(records.iter().filter(|record| record.user == 77).count(), 10);
        assert_eq!(records.iter().filter(|record| record.is_short_lived()).count(), 10_000);
    }

    #[test]
    fn a_user_has_ten_records_at_every_size() {
        assert_eq!(users_of(100_000), 10_000);
        assert_eq!(users_of(1_000_000), 100_000);
        assert_eq!(users_of(500), 100);
    }

    #[test]
    fn all_records_of_a_user_share_their_metadata() {
        for user in [0, 1, 77, 9_999] {
            let first = record(user, 10_000);
            for key in (user..100_000).step_by(10_000) {
                let same = Record { key: user, data: first.data.clone(), ..record(key, 10_000) };
                assert_eq!(same, first);
            }
        }
    }
}
