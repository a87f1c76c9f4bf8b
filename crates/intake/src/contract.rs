//! A contract was concluded: the lead is closed as one who bought, and the person stands among the clients (*umowy*).

use std::collections::BTreeSet;

use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::{Basis, Channel, LifecycleGroup, SubjectId};
use zgoda_store::{LeadOutcome, Link, NewTouchpoint, Store};

use crate::consent::Carried;
use crate::error::retried;
use crate::offer::PURPOSE as OFFER;
use crate::{By, IntakeError};

/// The purpose that a contract serves.
const PURPOSE: &str = "perform_contract";

/// Records that a contract was concluded with a person. Their name and addresses serve the contract from now on, on basis
/// 6(1)(b), and with `number` as its reference; that gives no permission to advertise. Offers they had asked for are
/// answered with it. Returns how many addresses serve the contract.
///
/// # Errors
/// `contract_unnumbered`; `contract_closed` where no value of the person may serve a contract, for instance because the
/// controller does not use that purpose.
pub fn contract_concluded(
    store: &Store,
    by: By<'_>,
    id: SubjectId,
    number: &str,
    informed: bool,
) -> Result<usize, IntakeError> {
    let number = number.trim();
    if number.is_empty() {
        return Err(IntakeError::refused("contract_unnumbered"));
    }
    let known = |name| store.law().catalogue().purpose(name).map(|purpose| purpose.id);
    let (Some(purpose), Some(offer)) = (known(PURPOSE), known(OFFER)) else {
        return Err(IntakeError::refused("purpose_unknown"));
    };
    retried(|| {
        let person = store.person(id)?;
        let last = person.current().last().ok_or(IntakeError::refused("contract_closed"))?;
        let source = last.grounds.source.id;
        let mut change = store.change(by.stamp());
        change.open(&person)?;
        change.close_leads(&person, offer, LeadOutcome::Bought)?;
        change.move_to(id, LifecycleGroup::Contracts)?;
        change.add_touchpoint(
            id,
            NewTouchpoint {
                happened_at: by.at(),
                inbound: true,
                kind: "contract".into(),
                channel: None,
                source: Some(source),
            },
        )?;
        let channels: BTreeSet<Channel> = Channel::ALL.iter().copied().collect();
        let carried = Carried {
            link: Link { purpose, basis: Basis::Contract, reference: Some(number.to_owned()) },
            channels: &channels,
            anchor: start_of_day(day_of(by.at())),
            source,
            informed,
            spoken_at: by.at(),
            consent: None,
        };
        match carried.write(store, by, &mut change, &person)? {
            0 => Err(IntakeError::refused("contract_closed")),
            addresses => change.commit().map(|_| addresses).map_err(IntakeError::from),
        }
    })
}
