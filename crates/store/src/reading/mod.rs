//! Reading values: whose and which is chosen in memory, each value is decided by the law, the ledger is told, and only
//! then is anything handed out.

mod chunk;
pub(crate) mod judge;
mod weigh;

use zgoda_law::{FactNo, FieldId, PurposeId, Recipient, SubjectId};
use zgoda_vault::Plaintext;

use crate::decide::Question;
use crate::export::{Export, RecipientKind};
use crate::mirror::Mirror;
use crate::mirror::condition::Condition;
use crate::mirror::record::HeldFact;
use crate::model::{ExportId, GroundsId, Ordinal};
use crate::{Store, StoreError};

pub use weigh::Weighed;

/// People decided about, told of and opened in one go: so much is in memory in the clear at a time.
const CHUNK: usize = 4_096;
/// The remark in the ledger where somebody saw a person among others.
pub const LISTED: &str = "list";

/// A value that was read.
pub struct Opened {
    /// Whose.
    pub subject: SubjectId,
    /// Its number within the person.
    pub fact: FactNo,
    /// Which field.
    pub field: FieldId,
    /// Why it is held: [`Store::grounds`].
    pub grounds: GroundsId,
    /// The value itself, overwritten when dropped.
    pub value: Plaintext,
}

/// What may be read on a question, of those that are asked for: [`Store::reading`].
#[derive(Clone)]
pub struct Reading<'s> {
    store: &'s Store,
    question: Question,
    wanted: Wanted,
    recipient: Option<Recipient>,
    export: Option<(ExportId, RecipientKind)>,
}

/// Which of a person's standing values.
#[derive(Clone, Default)]
struct Wanted {
    fact: Option<FactNo>,
    fields: Option<Vec<FieldId>>,
    held_for: Option<PurposeId>,
}

impl Wanted {
    fn takes(&self, mirror: &Mirror, fact: &HeldFact) -> bool {
        let links = || mirror.grounds.links(fact.terms.grounds).iter();
        self.fact.is_none_or(|no| no == fact.no)
            && self.fields.as_ref().is_none_or(|fields| fields.contains(&fact.field))
            && self.held_for.is_none_or(|purpose| links().any(|link| link.purpose == purpose))
    }
}

impl Store {
    /// Begins to read for a question, whose action says what the values are opened for. Of what is then asked for, those
    /// values are read that stand and that the law allows; the others are passed over, and `decide` says why. The ledger
    /// tells of every person of whom something is read, before it is handed out.
    pub fn reading(&self, question: Question) -> Reading<'_> {
        Reading { store: self, question, wanted: Wanted::default(), recipient: None, export: None }
    }
}

impl<'s> Reading<'s> {
    /// Only values of these fields.
    #[must_use]
    pub fn fields(self, fields: &[FieldId]) -> Self {
        let wanted = Wanted { fields: Some(fields.to_vec()), ..self.wanted };
        Self { wanted, ..self }
    }

    /// Values that leave for somebody, who has to be allowed to have them too.
    #[must_use]
    pub fn disclosed_to(self, recipient: Recipient) -> Self {
        Self { recipient: Some(recipient), ..self }
    }

    /// Values that go into a file: whoever is in it stands beside it, from the same moment as in the ledger.
    #[must_use]
    pub fn into_export(self, export: &Export) -> Self {
        Self { export: Some((export.id, export.kind)), ..self }
    }

    /// One value of a person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such person; where a database or the vault fails.
    pub fn of_fact(self, subject: SubjectId, fact: FactNo) -> Result<Option<Opened>, StoreError> {
        let wanted = Wanted { fact: Some(fact), ..self.wanted };
        Ok(Self { wanted, ..self }.of_person(subject)?.pop())
    }

    /// All values of a person.
    ///
    /// # Errors
    /// As [`of_fact`](Self::of_fact).
    pub fn of_person(self, subject: SubjectId) -> Result<Vec<Opened>, StoreError> {
        let ordinal = self.store.ordinal(subject)?;
        self.read(&[ordinal.0])
    }

    /// The values of these people.
    pub fn of_people(self, people: impl IntoIterator<Item = Ordinal>) -> Values<'s> {
        let mut people: Vec<u32> = people.into_iter().map(|ordinal| ordinal.0).collect();
        people.sort_unstable();
        people.dedup();
        Values { reading: self, people: people.into_iter(), ready: Vec::new().into_iter() }
    }

    /// The values that are held for a purpose, of everybody.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn by_purpose(self, purpose: PurposeId) -> Result<Values<'s>, StoreError> {
        let people = self.store.mirror()?.meeting(&Condition::For(purpose));
        let wanted = Wanted { held_for: Some(purpose), ..self.wanted.clone() };
        Ok(Self { wanted, ..self }.of_people(people.into_iter().map(Ordinal)))
    }
}

/// Values, read some thousand people at a time, those of one person together: whoever stops early has not read the rest,
/// and the ledger does not say so. A failure ends it.
pub struct Values<'s> {
    reading: Reading<'s>,
    people: std::vec::IntoIter<u32>,
    ready: std::vec::IntoIter<Opened>,
}

impl Iterator for Values<'_> {
    type Item = Result<Opened, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(opened) = self.ready.next() {
                return Some(Ok(opened));
            }
            let chunk: Vec<u32> = self.people.by_ref().take(CHUNK).collect();
            if chunk.is_empty() {
                return None;
            }
            match self.reading.read(&chunk) {
                Ok(read) => self.ready = read.into_iter(),
                Err(error) => {
                    self.people = Vec::new().into_iter();
                    return Some(Err(error));
                }
            }
        }
    }
}
