//! People at their own page: codes on their way to an address, and the visits they opened. Both are kept in memory only,
//! as hashes, and end by themselves: after a restart one asks for another code.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use zgoda_law::SubjectId;

use crate::page::{digest, new_token};
use crate::trouble::Trouble;

/// How long a code may be used.
pub const CODE_MINUTES: u32 = 30;
/// How long a visit lasts.
const VISIT: SignedDuration = SignedDuration::from_mins(30);
/// Codes or visits kept at most; whoever comes on top of that waits until others have ended.
const CAPACITY: usize = 10_000;
/// Letters of a code: none that looks like another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Letters in a code: 60 bits.
const LENGTH: usize = 12;
/// Letters that stand together.
const GROUP: usize = 4;

/// Who something is for, and until when.
#[derive(Debug, Clone, Copy)]
struct Pass {
    subject: SubjectId,
    ends: Timestamp,
}

type Passes = Mutex<HashMap<[u8; 32], Pass>>;

/// Codes and visits.
#[derive(Debug, Default)]
pub struct Visits {
    codes: Passes,
    open: Passes,
}

impl Visits {
    /// A code for a person, which opens one visit.
    ///
    /// # Errors
    /// [`Trouble::TooMany`] where too many wait; where there are no random numbers.
    pub fn code(&self, subject: SubjectId, now: Timestamp) -> Result<String, Trouble> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|_| Trouble::Unexpected)?;
        let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
        let code: String = bytes.iter().map(letter).collect();
        let lasts = SignedDuration::from_mins(CODE_MINUTES.into());
        keep(&self.codes, code_digest(&code), subject, now, lasts)?;
        let groups: Vec<&[u8]> = code.as_bytes().chunks(GROUP).collect();
        Ok(groups.iter().map(|group| String::from_utf8_lossy(group)).collect::<Vec<_>>().join("-"))
    }

    /// Opens a visit with a code, however its letters are grouped. The code is used up. Returns the visit's token.
    ///
    /// # Errors
    /// As [`code`](Self::code).
    pub fn begin(&self, code: &str, now: Timestamp) -> Result<Option<String>, Trouble> {
        let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let used = hold(&self.codes).remove(&code_digest(&letters.to_ascii_uppercase()));
        let Some(pass) = used.filter(|pass| now < pass.ends) else { return Ok(None) };
        let token = new_token()?;
        keep(&self.open, digest(&token), pass.subject, now, VISIT)?;
        Ok(Some(token))
    }

    /// Whose visit it is.
    pub fn who(&self, token: &str, now: Timestamp) -> Option<SubjectId> {
        let pass = hold(&self.open).get(&digest(token)).copied()?;
        (now < pass.ends).then_some(pass.subject)
    }

    /// Ends a visit.
    pub fn end(&self, token: &str) {
        hold(&self.open).remove(&digest(token));
    }
}

fn keep(
    passes: &Passes,
    digest: [u8; 32],
    subject: SubjectId,
    now: Timestamp,
    lasts: SignedDuration,
) -> Result<(), Trouble> {
    let mut passes = hold(passes);
    if passes.len() >= CAPACITY {
        passes.retain(|_, pass| now < pass.ends);
    }
    if passes.len() >= CAPACITY {
        return Err(Trouble::TooMany);
    }
    let ends = now.checked_add(lasts).map_err(|_| Trouble::Unexpected)?;
    passes.insert(digest, Pass { subject, ends });
    Ok(())
}

/// The digest of a code; no token of a visit has it.
fn code_digest(code: &str) -> [u8; 32] {
    Sha256::new_with_prefix(b"code ").chain_update(code).finalize().into()
}

fn hold(passes: &Passes) -> MutexGuard<'_, HashMap<[u8; 32], Pass>> {
    passes.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject() -> SubjectId {
        SubjectId::from_bytes([7; 16])
    }

    fn minutes(count: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(count)
    }

    #[test]
    fn a_code_opens_one_visit_however_it_is_typed_and_none_after_its_time() {
        let visits = Visits::default();
        let code = visits.code(subject(), minutes(0)).unwrap();
        assert_eq!(code.len(), LENGTH + 2);
        assert_eq!(visits.begin("AAAA-AAAA-AAAA", minutes(1)).unwrap(), None);
        let typed = code.to_lowercase().replace('-', " ");
        let token = visits.begin(&typed, minutes(1)).unwrap().unwrap();
        assert_eq!(visits.begin(&code, minutes(1)).unwrap(), None);
        assert_eq!(visits.who(&token, minutes(2)), Some(subject()));
        assert_eq!(visits.who(&token, minutes(31)), None);
        let late = visits.code(subject(), minutes(0)).unwrap();
        assert_eq!(visits.begin(&late, minutes(30)).unwrap(), None);
    }

    #[test]
    fn an_ended_visit_is_nobodys() {
        let visits = Visits::default();
        let code = visits.code(subject(), minutes(0)).unwrap();
        let token = visits.begin(&code, minutes(0)).unwrap().unwrap();
        visits.end(&token);
        assert_eq!(visits.who(&token, minutes(0)), None);
    }

    #[test]
    fn more_than_fit_are_refused_until_others_have_ended() {
        let visits = Visits::default();
        for _ in 0..CAPACITY {
            visits.code(subject(), minutes(0)).unwrap();
        }
        assert_eq!(visits.code(subject(), minutes(1)), Err(Trouble::TooMany));
        assert!(visits.code(subject(), minutes(31)).is_ok());
    }
}
