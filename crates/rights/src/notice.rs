//! The duty to inform, GDPR art. 13 and 14: what became of each notice, with its proof.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{Channel, InformationDuty, NoticeStatus, SubjectId};
use zgoda_store::{Change, Notice, Person, Stamp, Store};

use crate::contact::is_point;
use crate::error::retried;
use crate::{Controller, RightsError};

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
    /// All, in the order of the article.
    pub const ALL: [Self; 4] = [Self::Informed, Self::Disproportionate, Self::LaidDownByLaw, Self::Secrecy];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Informed => "informed",
            Self::Disproportionate => "disproportionate",
            Self::LaidDownByLaw => "laid_down_by_law",
            Self::Secrecy => "secrecy",
        }
    }

    /// The ground with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.name() == name)
    }

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
    settle(store, stamp, id, no, NoticeStatus::Delivered, Some(channel), |_, _, _| {
        Ok(format!("proof {proof}"))
    })
}

/// Records that the person need not be informed, by a written assessment, which is kept with its author and the day on
/// which it is to be looked at again. Under art. 14(5)(b) the information must be public instead, so its page must be
/// known.
///
/// # Errors
/// [`RightsError::Incomplete`] for an assessment that says nothing, a day of review that is past or more than a year away,
/// or information that is not public where it must be; [`RightsError::Reachable`] where art. 14(5)(b) is
/// claimed although an address is held; [`RightsError::NotFound`] where no such notice waits or the ground is not one of
/// its article.
pub fn exempt(
    store: &Store,
    stamp: Stamp,
    id: SubjectId,
    no: u32,
    ground: Exemption,
    assessment: &str,
    review_on: Date,
) -> Result<(), RightsError> {
    let today = day_of(stamp.at);
    if review_on <= today || review_on > today.saturating_add(1.year()) {
        return Err(RightsError::Incomplete("day of review"));
    }
    if assessment.trim().chars().count() < ASSESSMENT {
        return Err(RightsError::Incomplete("written assessment"));
    }
    let is_public = !Controller::of(store)?.privacy_url.is_empty();
    settle(store, stamp, id, no, NoticeStatus::Exempt, None, |change, person, notice| {
        if notice.duty == InformationDuty::Article13 && ground != Exemption::Informed {
            return Err(RightsError::NotFound("exemption from art. 13"));
        }
        let mut held = person.facts.iter().filter(|fact| person.holds(fact.no));
        if ground == Exemption::Disproportionate && held.any(|fact| is_point(store, fact.field)) {
            return Err(RightsError::Reachable);
        }
        if ground == Exemption::Disproportionate && !is_public {
            return Err(RightsError::Incomplete("public information"));
        }
        let text = store.keep_wording("pl", assessment.trim())?;
        change.add_exemption(person, no, ground.name(), text, review_on)?;
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
    note: impl Fn(&mut Change<'_>, &Person, &Notice) -> Result<String, RightsError>,
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
        let mut change = store.change(stamp);
        let note = note(&mut change, &person, notice)?;
        change.settle_notice(&person, no, status, channel, &note)?;
        change.commit()?;
        Ok(())
    })
}

/// A reference that leads to a file of the controller's and to no person: letters, digits, `.`, `/` and `-`, not all
/// digits as a telephone number or a PESEL would be.
pub(crate) fn reference(proof: &str) -> Result<&str, RightsError> {
    let proof = proof.trim();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "./-".contains(letter);
    let fits = (1..=REFERENCE).contains(&proof.len()) && proof.chars().all(plain);
    let names_a_file = proof.chars().any(|letter| letter.is_ascii_alphabetic());
    if fits && names_a_file { Ok(proof) } else { Err(RightsError::Incomplete("reference to the proof")) }
}
