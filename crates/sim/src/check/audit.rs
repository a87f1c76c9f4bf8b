//! One person beside what the ledger tells of them: no change without an entry, no entry without a change.

use std::collections::BTreeSet;

use zgoda_law::{ConsentState, Event, FactNo};
use zgoda_store::{Entry, Person, commit_to};

/// The events that end facts.
const ENDINGS: [Event; 5] =
    [Event::Superseded, Event::Rectified, Event::PartlyErased, Event::Erased, Event::Expired];
/// How the entry of a settled notice begins; that of a new one holds the article alone.
const SETTLED: &str = "notice ";

/// What does not fit.
pub(super) fn audit(person: &Person, entries: &[Entry]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, held: usize, told: usize| {
        if held != told {
            wrong.push(format!("{what}: {held} held, {told} in the ledger"));
        }
    };
    let of = |events: &[Event]| entries.iter().filter(|entry| events.contains(&entry.event)).count();
    same("consents", person.consents.len(), of(&[Event::ConsentGiven, Event::ConsentRefused]));
    let withdrawn = person.consents.iter().filter(|consent| consent.state == ConsentState::Withdrawn);
    same("withdrawals", withdrawn.count(), of(&[Event::ConsentWithdrawn]));
    same("objections", person.objections.len(), of(&[Event::Objected]));
    same("permissions", person.permissions.len(), of(&[Event::PermissionGiven]));
    same("requests", person.requests.len() + of(&[Event::RequestEnded]), of(&[Event::RequestReceived]));
    let notices = [Event::NoticeArmed, Event::NoticeDelivered, Event::NoticeExempted];
    let settled = entries.iter().filter(|entry| entry.detail.starts_with(SETTLED)).count();
    same("notices", person.notices.len() + settled, of(&notices));
    let restrictions = of(&[Event::Restricted]).saturating_sub(of(&[Event::RestrictionLifted]));
    same("restrictions", person.flags.restricted.into(), restrictions);
    same("erasures", person.flags.erased.into(), of(&[Event::Erased]));
    wrong.extend(facts(person, entries));
    wrong
}

/// Every fact came in with one entry, whose commitment covers it; every ended fact has an entry that ended it.
fn facts(person: &Person, entries: &[Entry]) -> Vec<String> {
    let mut wrong = Vec::new();
    let held: BTreeSet<FactNo> = person.facts.iter().map(|fact| fact.no).collect();
    let (mut collected, mut ended) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        if entry.event == Event::Collected {
            if !entry.facts.iter().all(|no| collected.insert(*no)) {
                wrong.push(format!("entry {} collects a fact a second time", entry.seq));
            }
            let commitments = entry.facts.iter().filter_map(|no| Some(person.fact(*no)?.commitment));
            let commitment = commit_to(&commitments.collect::<Vec<_>>());
            if !person.flags.erased && entry.commitment != Some(commitment) {
                wrong.push(format!("entry {} commits to other facts", entry.seq));
            }
        } else if ENDINGS.contains(&entry.event) {
            ended.extend(entry.facts.iter().copied());
        }
    }
    if person.flags.erased {
        return wrong;
    }
    if collected != held {
        wrong.push(format!("facts {held:?} are held, the ledger collected {collected:?}"));
    }
    for fact in &person.facts {
        if fact.is_current() == ended.contains(&fact.no) {
            wrong.push(format!("fact {:?} is ended in one place and stands in the other", fact.no));
        }
        if fact.is_current() != person.holds(fact.no) && fact.is_current() {
            wrong.push(format!("fact {:?} stands without a box", fact.no));
        }
    }
    wrong
}
