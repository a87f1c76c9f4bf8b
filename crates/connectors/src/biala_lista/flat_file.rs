//! The flat file of the list: salted hashes of (day, tax number, account). It answers whether a pair is listed, needs
//! no question to anybody and tells no name: the way to choose for many checks.

use std::fmt;
use std::io::Read;

use jiff::civil::Date;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha512};
use zgoda_formats::identifiers::{Iban, Nip};

use crate::ConnectorError;

/// More rounds than this are no published file, but a way to keep us busy.
const ROUNDS_MAX: u32 = 100_000;
/// More masks than this neither.
const MASKS_MAX: usize = 10_000;

/// An unpacked file, in memory: 64 bytes a pair.
pub struct FlatFile {
    day: Date,
    rounds: u32,
    active: Vec<[u8; 64]>,
    exempt: Vec<[u8; 64]>,
    masks: Vec<String>,
}

/// As what a pair is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Of an active VAT payer.
    Active,
    /// Of an exempt one.
    Exempt,
    /// Not at all.
    No,
}

impl FlatFile {
    /// Reads an unpacked file.
    pub fn read(file: impl Read) -> Result<Self, ConnectorError> {
        let raw: Raw = serde_json::from_reader(std::io::BufReader::with_capacity(1 << 16, file))
            .map_err(|_| ConnectorError::Unreadable("it is no flat file"))?;
        let day = Date::strptime("%Y%m%d", &raw.header.day)
            .map_err(|_| ConnectorError::Unreadable("the flat file has no day"))?;
        let rounds = raw.header.rounds.parse().ok().filter(|rounds| (1..=ROUNDS_MAX).contains(rounds));
        let rounds = rounds.ok_or(ConnectorError::Unreadable("the flat file tells no number of rounds"))?;
        if raw.masks.len() > MASKS_MAX {
            return Err(ConnectorError::Unreadable("the flat file has too many masks"));
        }
        let masks = raw.masks.into_iter().filter(|mask| mask.len() == 26 && mask.is_ascii()).collect();
        let sorted = |Hashes(mut hashes): Hashes| {
            hashes.sort_unstable();
            hashes
        };
        Ok(Self { day, rounds, active: sorted(raw.active), exempt: sorted(raw.exempt), masks })
    }

    /// The day the file is for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// How many pairs it holds.
    pub fn len(&self) -> usize {
        self.active.len() + self.exempt.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a pair is listed: the account itself, or one of the masks of virtual accounts it falls under.
    pub fn check(&self, nip: &Nip, account: &Iban) -> Result<Listed, ConnectorError> {
        let account = account.as_str().strip_prefix("PL").ok_or(ConnectorError::NotAskedBy)?;
        let bank = account.get(2..10).unwrap_or_default();
        let masked = self.masks.iter().filter(|mask| mask.get(2..10) == Some(bank)).map(|mask| {
            mask.chars().zip(account.chars()).map(|(m, own)| if m == 'Y' { own } else { m }).collect()
        });
        for account in std::iter::once(account.to_owned()).chain(masked) {
            let hash = self.hash(nip, &account);
            if self.active.binary_search(&hash).is_ok() {
                return Ok(Listed::Active);
            }
            if self.exempt.binary_search(&hash).is_ok() {
                return Ok(Listed::Exempt);
            }
        }
        Ok(Listed::No)
    }

    fn hash(&self, nip: &Nip, account: &str) -> [u8; 64] {
        let mut text = format!("{}{}{account}", self.day.strftime("%Y%m%d"), nip.as_str());
        let mut hash = [0; 64];
        for _ in 0..self.rounds {
            hash = Sha512::digest(&text).into();
            text = hex::encode(hash);
        }
        hash
    }
}

impl fmt::Debug for FlatFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FlatFile({}, {} pairs)", self.day, self.len())
    }
}

#[derive(Deserialize)]
struct Raw {
    #[serde(rename = "naglowek")]
    header: Header,
    #[serde(rename = "skrotyPodatnikowCzynnych", alias = "skroty podatnikow czynnych")]
    active: Hashes,
    #[serde(rename = "skrotyPodatnikowZwolnionych", alias = "skroty podatnikow zwolnionych")]
    exempt: Hashes,
    #[serde(rename = "maski", default)]
    masks: Vec<String>,
}

#[derive(Deserialize)]
struct Header {
    #[serde(rename = "dataGenerowaniaDanych")]
    day: String,
    #[serde(rename = "liczbaTransformacji")]
    rounds: String,
}

/// Hashes, taken in one by one: as text they would need three times the room.
struct Hashes(Vec<[u8; 64]>);

impl<'de> Deserialize<'de> for Hashes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Hashes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of hashes")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Hashes, A::Error> {
                let mut hashes = Vec::new();
                while let Some(Hash(hash)) = list.next_element()? {
                    hashes.push(hash);
                }
                Ok(Hashes(hashes))
            }
        }

        deserializer.deserialize_seq(Each)
    }
}

struct Hash([u8; 64]);

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Hex;

        impl Visitor<'_> for Hex {
            type Value = Hash;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("128 hexadecimal digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Hash, E> {
                let mut hash = [0; 64];
                hex::decode_to_slice(text, &mut hash).map_err(|_| E::custom("no hash"))?;
                Ok(Hash(hash))
            }
        }

        deserializer.deserialize_str(Hex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: &str = include_str!("../../fixtures/biala_lista/plik_plaski_20260920_skrocony.json");
    /// Computed by hand from the published rule: 20260920 + 7740001454 + the account, 5000 rounds.
    const LISTED: &str = "4b6aaf711acb16270abcc2ce870caec0063f423de0aff4f5593488c1b81ebf9a07f92fdfe9c0276cf3dc0a9e4e9a62a6c26ce058576ea6032e348ee4c9103b3d";

    fn with(active: &str, exempt: &str, masks: &[&str]) -> FlatFile {
        let mut file: serde_json::Value = serde_json::from_str(PUBLISHED).unwrap();
        for (key, hash) in [("skrotyPodatnikowCzynnych", active), ("skrotyPodatnikowZwolnionych", exempt)] {
            file[key].as_array_mut().unwrap().extend((!hash.is_empty()).then(|| hash.into()));
        }
        file["maski"] = masks.iter().copied().collect();
        FlatFile::read(file.to_string().as_bytes()).unwrap()
    }

    fn nip() -> Nip {
        Nip::parse("7740001454").unwrap()
    }

    fn account() -> Iban {
        Iban::parse("PL06160011271843983820000034").unwrap()
    }

    #[test]
    fn a_listed_pair_is_found_by_its_hash() {
        assert_eq!(with(LISTED, "", &[]).check(&nip(), &account()), Ok(Listed::Active));
        assert_eq!(with("", LISTED, &[]).check(&nip(), &account()), Ok(Listed::Exempt));
        let published = FlatFile::read(PUBLISHED.as_bytes()).unwrap();
        assert_eq!((published.day().to_string(), published.len()), ("2026-09-20".into(), 2));
        assert_eq!(published.check(&nip(), &account()), Ok(Listed::No));
        assert_eq!(
            with(LISTED, "", &[]).check(&Nip::parse("5260251049").unwrap(), &account()),
            Ok(Listed::No)
        );
    }

    #[test]
    fn a_virtual_account_is_found_by_its_mask() {
        let mask = "XX16001127YYYXXXXXXXXXXXXX";
        let masked = with("", "", &[]).hash(&nip(), "XX16001127184XXXXXXXXXXXXX");
        let found = |masks: &[&str]| with(&hex::encode(masked), "", masks).check(&nip(), &account());
        assert_eq!(found(&[mask]), Ok(Listed::Active));
        assert_eq!(found(&[]), Ok(Listed::No));
        assert_eq!(found(&["XX10100055YYYXXXXXXXXXXXXX"]), Ok(Listed::No), "the mask of another bank");
    }

    #[test]
    fn a_file_that_would_keep_us_busy_is_refused() {
        for (from, to) in [
            ("\"5000\"", "\"4000000000\""),
            ("\"5000\"", "\"0\""),
            ("20260920", "20261320"),
            ("000000cb", "000000zz"),
        ] {
            let damaged = PUBLISHED.replacen(from, to, 1);
            assert!(matches!(FlatFile::read(damaged.as_bytes()), Err(ConnectorError::Unreadable(_))), "{to}");
        }
        let old = PUBLISHED.replace("skrotyPodatnikowCzynnych", "skroty podatnikow czynnych");
        assert!(FlatFile::read(old.as_bytes()).is_ok());
    }
}
