//! The duty to inform, GDPR art. 13 and 14: what became of each notice, with its proof.

use serde::Serialize;
use zgoda_law::{Channel, InformationDuty, NoticeStatus, SubjectId};
use zgoda_store::{Notice, Person, Stamp, Store};

use crate::RightsError;
use crate::contact::is_point;
use crate::error::retried;

/// The longest reference to a proof, in characters.
const REFERENCE: usize = 40;
/// The shortest written assessment, in characters: a sentence.
const ASSESSMENT: usize = 40;

/// Why the person need not be informed, GDPR art. 13(4) and 14(5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exemption {
    /// They have the information, art. 13(4), 14(5)(a).
    Informed,
    /// It is impossible or needs a disproportionate effort, art. 14(5)(b); only where no address is held (Bisnode).
    Disproportionate,
    /// Obtaining is laid down by law, art. 14(5)(c).
    LaidDownByLaw,
    /// Professional secrecy, art. 14(5)(d).
    Secrecy,
}

impl Exemption {
    /// The article.
    pub const fn article(self) -> &'static str {
        match self {
            Self::Informed => "art. 13(4), 14(5)(a)",
            Self::Disproportionate => "art. 14(5)(b)",
            Self::LaidDownByLaw => "art. 14(5)(c)",
            Self::Secrecy => "art. 14(5)(d)",
        }
    }
}

/// Records that the person was informed by a channel. The proof is a reference of the controller's own, such as the
/// number of the file that holds the receipt: the ledger never forgets, so no address and no name.
///
/// # Errors
/// [`RightsError::Incomplete`] for a proof that is none or looks like an address; [`RightsError::NotFound`] where no such
/// notice waits.
pub fn delivered(
    store: &Store,
    stamp: Stamp,
    id: SubjectId,
    no: u32,
    channel: Channel,
    proof: &str,
) -> Result<(), RightsError> {
    let proof = reference(proof)?;
    settle(store, stamp, id, no, NoticeStatus::Delivered, Some(channel), |_, _| Ok(format!("proof {proof}")))
}

/// Records that the person need not be informed, by a written assessment, which is kept.
///
/// # Errors
/// [`RightsError::Incomplete`] for an assessment that says nothing; [`RightsError::Reachable`] where art. 14(5)(b) is
/// claimed although an address is held; [`RightsError::NotFound`] where no such notice waits or the ground is not one of
/// its article.
pub fn exempt(
    store: &Store,
    stamp: Stamp,
    id: SubjectId,
    no: u32,
    ground: Exemption,
    assessment: &str,
) -> Result<(), RightsError> {
    if assessment.trim().chars().count() < ASSESSMENT {
        return Err(RightsError::Incomplete("written assessment"));
    }
    settle(store, stamp, id, no, NoticeStatus::Exempt, None, |person, notice| {
        if notice.duty == InformationDuty::Article13 && ground != Exemption::Informed {
            return Err(RightsError::NotFound("exemption from art. 13"));
        }
        let mut held = person.facts.iter().filter(|fact| person.holds(fact.no));
        if ground == Exemption::Disproportionate && held.any(|fact| is_point(store, fact.field)) {
            return Err(RightsError::Reachable);
        }
        let text = store.keep_wording("pl", assessment.trim())?;
        Ok(format!("{}, text {text}", ground.article()))
    })
}

fn settle(
    store: &Store,
    stamp: Stamp,
    id: SubjectId,
    no: u32,
    status: NoticeStatus,
    channel: Option<Channel>,
    note: impl Fn(&Person, &Notice) -> Result<String, RightsError>,
) -> Result<(), RightsError> {
    retried(|| {
        let person = store.person(id)?;
        if person.flags.erased {
            return Err(RightsError::Erased);
        }
        let waits = |notice: &&Notice| {
            notice.no == no && !matches!(notice.status, NoticeStatus::Delivered | NoticeStatus::Exempt)
        };
        let notice = person.notices.iter().find(waits).ok_or(RightsError::NotFound("notice"))?;
        let note = note(&person, notice)?;
        let mut change = store.change(stamp);
        change.settle_notice(&person, no, status, channel, &note)?;
        change.commit()?;
        Ok(())
    })
}

/// A reference that leads to a file of the controller's and to no person: letters, digits, `.`, `/` and `-`, not all
/// digits as a telephone number or a PESEL would be.
fn reference(proof: &str) -> Result<&str, RightsError> {
    let proof = proof.trim();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "./-".contains(letter);
    let fits = (1..=REFERENCE).contains(&proof.len()) && proof.chars().all(plain);
    let names_a_file = proof.chars().any(|letter| letter.is_ascii_alphabetic());
    if fits && names_a_file { Ok(proof) } else { Err(RightsError::Incomplete("reference to the proof")) }
}
