//! To whom a file may go: ourselves, a processor of the register, a recipient of the register of transfers, or another
//! controller who is named with a basis of their own.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, Country, Recipient, RecipientRole};
use zgoda_store::{EntryId, RecipientKind, Register, Store};

use super::Unfit;
use crate::RightsError;
use crate::registers::{self, Entered, Entry, Processor, Transfer};

/// Letters of a name at most.
const NAME_MAX: usize = 120;

/// To whom a file shall go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// Nobody else: a file of the controller's own, held by this member of staff.
    Own(String),
    /// Somebody whose entry stands in the register of processors or of transfers.
    Entered(EntryId),
    /// Another controller.
    Controller {
        /// Their name.
        name: String,
        /// Where they are.
        country: Country,
        /// On what basis they may have the data.
        basis: Option<Basis>,
    },
}

/// A recipient as the registers have them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// The entry.
    pub entry: EntryId,
    /// Their name.
    pub name: String,
    /// Where they are.
    pub country: Country,
    /// What they are in data protection law.
    pub role: RecipientRole,
}

/// Who has been chosen, as the law judges them.
pub(super) struct Chosen {
    pub kind: RecipientKind,
    pub name: String,
    pub recipient: Recipient,
    /// What they may process for us, by stable name; no limit where `None`.
    pub purposes: Option<Vec<String>>,
}

/// The recipients that the registers offer: processors, and those of transfers who are none.
///
/// # Errors
/// Where the store fails.
pub fn receivers(store: &Store, now: Timestamp) -> Result<Vec<Receiver>, RightsError> {
    let mut all = Vec::new();
    for entered in open(store, Register::Processors, now)? {
        if let Entry::Processor(one) = entered.entry {
            let role = RecipientRole::Processor;
            all.push(Receiver { entry: entered.id, name: one.name.0, country: one.country, role });
        }
    }
    for entered in open(store, Register::Transfers, now)? {
        if let Entry::Transfer(one) = entered.entry
            && one.role != RecipientRole::Processor
        {
            let (country, role) = (one.country, one.role);
            all.push(Receiver { entry: entered.id, name: one.recipient.0, country, role });
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

fn open(store: &Store, register: Register, now: Timestamp) -> Result<Vec<Entered>, RightsError> {
    let all = registers::list(store, register, now)?;
    Ok(all.into_iter().filter(|entered| entered.is_open(now)).collect())
}

/// The recipient as the law judges them on this day.
pub(super) fn chosen(store: &Store, to: &To, now: Timestamp) -> Result<Chosen, RightsError> {
    match to {
        To::Own(name) => Ok(own(name)),
        To::Entered(id) => entered(store, *id, now),
        To::Controller { name, country, basis } => {
            let name = name.trim();
            if name.is_empty() || name.chars().count() > NAME_MAX {
                return Err(Unfit::Recipient.into());
            }
            if basis.is_none() {
                return Err(Unfit::Basis.into());
            }
            let recipient = Recipient { basis: *basis, ..within(RecipientRole::Controller, *country) };
            Ok(Chosen { kind: RecipientKind::Controller, name: name.to_owned(), recipient, purposes: None })
        }
    }
}

/// Our own staff are no recipients (art. 4(9), (10)); the law is asked as if we were told of our own basis, which every
/// value has to have anyway.
fn own(name: &str) -> Chosen {
    let recipient = Recipient {
        basis: Some(Basis::LegitimateInterest),
        ..within(RecipientRole::Controller, Country::PL)
    };
    Chosen { kind: RecipientKind::Own, name: name.to_owned(), recipient, purposes: None }
}

fn entered(store: &Store, id: EntryId, now: Timestamp) -> Result<Chosen, RightsError> {
    let transfers = open(store, Register::Transfers, now)?;
    if let Some(Entry::Processor(one)) = find(open(store, Register::Processors, now)?, id) {
        return Ok(processor(store, one, &transfers, day_of(now)));
    }
    let Some(Entry::Transfer(one)) = find(transfers, id) else { return Err(Unfit::Recipient.into()) };
    Ok(transferred(one))
}

fn find(all: Vec<Entered>, id: EntryId) -> Option<Entry> {
    all.into_iter().find(|entered| entered.id == id).map(|entered| entered.entry)
}

/// A processor; abroad with what the register of transfers says carries the data there.
fn processor(store: &Store, one: Processor, transfers: &[Entered], today: Date) -> Chosen {
    let contract = one.has_whole_contract();
    let carried = transfers.iter().find_map(|entered| match &entered.entry {
        Entry::Transfer(transfer) if transfer.recipient == one.name => Some(transfer.recipient()),
        _ => None,
    });
    let near = store.law().is_within_area(one.country, today);
    let recipient = match carried.filter(|_| !near) {
        Some(carried) => {
            Recipient { contract, role: RecipientRole::Processor, country: one.country, ..carried }
        }
        None => Recipient { contract, ..within(RecipientRole::Processor, one.country) },
    };
    Chosen { kind: RecipientKind::Processor, name: one.name.0, recipient, purposes: Some(one.purposes.0) }
}

fn transferred(one: Transfer) -> Chosen {
    let recipient = one.recipient();
    Chosen { kind: RecipientKind::Controller, name: one.recipient.0, recipient, purposes: None }
}

fn within(role: RecipientRole, country: Country) -> Recipient {
    Recipient {
        role,
        country,
        contract: false,
        basis: None,
        mechanism: None,
        dpf_listed: false,
        scc_signed: false,
        tia_valid_to: None,
        derogation_approved: false,
    }
}
