//! What a file would be: checked as a whole, and weighed by the law person by person, before anything is opened.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use zgoda_law::calendar::day_of;
use zgoda_law::{Action, FieldDef, FieldId, PurposeId, Recipient};
use zgoda_store::{ExportFormat, NewExport, Ordinal, Reading, RecipientKind, Store, Weighed};

use super::lock::Lock;
use super::to::{To, chosen};
use crate::{Acting, RightsError};

/// Days a file lives where nobody chooses otherwise.
pub const DAYS_USUAL: i32 = 7;
/// Days a file may live at most.
pub const DAYS_MAX: i32 = 90;
/// People in a spreadsheet at most: unlike the other formats it is put together in memory.
const SHEET_MAX: u64 = 20_000;

/// Why a file cannot be written as it is wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The purpose is not known, not in use, or a duty that has ways of its own.
    #[error("the purpose is not in use")]
    Purpose,
    /// No field was chosen.
    #[error("no field was chosen")]
    Fields,
    /// A field was chosen that the purpose does not need, GDPR art. 5(1)(c).
    #[error("the purpose does not need a field that was chosen")]
    NotNeeded,
    /// There is no such recipient, or they have no usable name.
    #[error("there is no such recipient")]
    Recipient,
    /// Another controller needs a basis of their own.
    #[error("another controller needs a basis of their own")]
    Basis,
    /// The processor was not entrusted with this purpose, GDPR art. 28(3)(a).
    #[error("the processor was not entrusted with this purpose")]
    NotEntrusted,
    /// The last day has passed.
    #[error("the last day of the file has passed")]
    Past,
    /// The last day is too far away.
    #[error("the last day of the file is too far away")]
    TooLong,
    /// The public key is none.
    #[error("this is no public key of age")]
    Key,
    /// A secret key was given instead of the public one.
    #[error("this is a secret key, which must be given to nobody")]
    SecretKey,
    /// The passphrase is none that was made here.
    #[error("the passphrase was not made here")]
    Passphrase,
    /// Too many people for a spreadsheet.
    #[error("a spreadsheet cannot hold so many people")]
    TooMany,
    /// Nobody was chosen, or nothing of anybody may leave.
    #[error("nothing of anybody may leave for this")]
    Nobody,
}

/// What somebody wishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What for.
    pub purpose: PurposeId,
    /// Which fields.
    pub fields: Vec<FieldId>,
    /// To whom.
    pub to: To,
    /// How it is laid out.
    pub format: ExportFormat,
    /// The recipient's public key; `None` for a passphrase.
    pub public_key: Option<String>,
    /// The last day of the file.
    pub expires_on: Date,
}

/// A file that could be written.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What will be recorded of it.
    pub new: NewExport,
    recipient: Recipient,
}

/// The fields that a purpose needs.
pub fn fields_of(store: &Store, purpose: PurposeId) -> Vec<&FieldDef> {
    let catalogue = store.law().catalogue();
    let Some(purpose) = catalogue.purpose_by_id(purpose) else { return Vec::new() };
    catalogue.fields().iter().filter(|field| purpose.fields().contains(field.id)).collect()
}

/// Looks whether a file can be written as it is wished, for so many people.
///
/// # Errors
/// [`RightsError::Export`] with the first thing that is wrong with the wish; where the store fails.
pub fn plan(store: &Store, wish: &Wish, people: u64, now: Timestamp) -> Result<Plan, RightsError> {
    let purpose = store.law().catalogue().purpose_by_id(wish.purpose).ok_or(Unfit::Purpose)?;
    // What is owed to people reaches every value, and has ways of its own.
    if purpose.duty.is_some() || !store.purposes()?.contains(&purpose.id) {
        return Err(Unfit::Purpose.into());
    }
    if people == 0 {
        return Err(Unfit::Nobody.into());
    }
    if wish.fields.is_empty() {
        return Err(Unfit::Fields.into());
    }
    if !wish.fields.iter().all(|field| purpose.fields().contains(*field)) {
        return Err(Unfit::NotNeeded.into());
    }
    let today = day_of(now);
    if wish.expires_on < today {
        return Err(Unfit::Past.into());
    }
    if wish.expires_on > today.saturating_add(DAYS_MAX.days()) {
        return Err(Unfit::TooLong.into());
    }
    if wish.format == ExportFormat::Xlsx && people > SHEET_MAX {
        return Err(Unfit::TooMany.into());
    }
    let public_key = wish.public_key.as_deref().map(Lock::public_key).transpose()?;
    let to = chosen(store, &wish.to, now)?;
    if to.purposes.is_some_and(|entrusted| !entrusted.contains(&purpose.name)) {
        return Err(Unfit::NotEntrusted.into());
    }
    let new = NewExport {
        purpose: purpose.id,
        fields: wish.fields.clone(),
        kind: to.kind,
        recipient: to.name,
        country: to.recipient.country,
        format: wish.format,
        public_key,
        chosen: people,
        expires_on: wish.expires_on,
    };
    Ok(Plan { new, recipient: to.recipient })
}

impl Plan {
    /// The reading that fills the file.
    pub(super) fn reading<'s>(&self, store: &'s Store, who: &Acting) -> Reading<'s> {
        let action = match self.new.kind {
            RecipientKind::Own => Action::Export,
            RecipientKind::Processor | RecipientKind::Controller => Action::Disclose,
        };
        let question = who.asks(action, self.new.purpose);
        store.reading(question).fields(&self.new.fields).disclosed_to(self.recipient.clone())
    }
}

/// Counts what the law allows to leave, and what it refuses for which reason. Nothing is opened.
///
/// # Errors
/// Where the store fails.
pub fn weigh(store: &Store, who: &Acting, plan: &Plan, people: &[Ordinal]) -> Result<Weighed, RightsError> {
    Ok(plan.reading(store, who).weigh(people.iter().copied())?)
}
