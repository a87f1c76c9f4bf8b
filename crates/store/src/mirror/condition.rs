//! Conditions on people, combined with and, or and not, and the people who meet them.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use roaring::RoaringBitmap;
use zgoda_law::{FieldId, LifecycleGroup, ObjectionKind, PurposeId, SourceType, SubjectKind};

use super::index::Key;
use super::{Mirror, Overview};
use crate::model::{ImportId, Ordinal, OrgId};
use crate::{Store, StoreError};

/// What people are chosen by. Whoever is erased meets no condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of these; everybody where there is none.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// With a standing value of this field.
    Holds(FieldId),
    /// With a standing value that is held for this purpose.
    For(PurposeId),
    /// With a standing value from such a source.
    From(SourceType),
    /// Of this kind.
    Kind(SubjectKind),
    /// In this group.
    Lifecycle(LifecycleGroup),
    /// Of this organisation.
    Org(OrgId),
    /// Brought by this import.
    Import(ImportId),
    /// Recorded from one moment on, before another.
    Created {
        /// From.
        from: Timestamp,
        /// Before.
        to: Timestamp,
    },
    /// Who gave a sign since then.
    HeardSince(Timestamp),
    /// Restricted, GDPR art. 18.
    Restricted,
    /// Under a legal hold.
    OnHold,
    /// Who made such an objection.
    Objected(ObjectionKind),
    /// With a duty to inform that is not met and was due before then.
    OwedBefore(Timestamp),
    /// With a value that loses a purpose before this day.
    EndingBefore(Date),
}

impl Condition {
    /// Whether bitmaps alone tell who meets it.
    fn is_of_bitmaps(&self) -> bool {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().all(Self::is_of_bitmaps),
            Self::Not(one) => one.is_of_bitmaps(),
            Self::Holds(_)
            | Self::For(_)
            | Self::From(_)
            | Self::Kind(_)
            | Self::Lifecycle(_)
            | Self::Restricted
            | Self::OnHold
            | Self::Objected(_) => true,
            Self::Org(_)
            | Self::Import(_)
            | Self::Created { .. }
            | Self::HeardSince(_)
            | Self::OwedBefore(_)
            | Self::EndingBefore(_) => false,
        }
    }
}

impl Overview<'_> {
    /// Everybody who meets a condition; nothing where people must be looked at for it.
    pub(super) fn meeting(&self, condition: &Condition) -> Option<RoaringBitmap> {
        condition.is_of_bitmaps().then(|| self.0.meeting(condition))
    }
}

impl Mirror {
    /// Everybody who meets a condition.
    pub(crate) fn meeting(&self, condition: &Condition) -> RoaringBitmap {
        let mut people = self.under(Key::Live).into_owned();
        match condition {
            Condition::All(all) => all.iter().for_each(|one| people &= self.set(one).as_ref()),
            one => people &= self.set(one).as_ref(),
        }
        people
    }

    /// The people of a condition; erased ones may be among them.
    fn set(&self, condition: &Condition) -> Cow<'_, RoaringBitmap> {
        let columns = &self.columns;
        match condition {
            Condition::All(_) => Cow::Owned(self.meeting(condition)),
            Condition::Any(any) => {
                let mut people = RoaringBitmap::new();
                any.iter().for_each(|one| people |= self.set(one).as_ref());
                Cow::Owned(people)
            }
            Condition::Not(one) => {
                let mut people = self.under(Key::Live).into_owned();
                people -= self.set(one).as_ref();
                Cow::Owned(people)
            }
            Condition::Holds(field) => self.under(Key::Field(*field)),
            Condition::For(purpose) => self.under(Key::Purpose(*purpose)),
            Condition::From(kind) => self.under(Key::From(*kind)),
            Condition::Kind(kind) => self.under(Key::Kind(*kind)),
            Condition::Lifecycle(group) => self.under(Key::Lifecycle(*group)),
            Condition::Restricted => self.under(Key::Restricted),
            Condition::OnHold => self.under(Key::Hold),
            Condition::Objected(kind) => self.under(Key::Objected(*kind)),
            Condition::Org(org) => Cow::Owned(columns.of_org(*org)),
            Condition::Import(import) => Cow::Owned(columns.of_import(*import)),
            Condition::Created { from, to } => Cow::Owned(columns.created(*from, *to)),
            Condition::HeardSince(since) => Cow::Owned(columns.heard_since(*since)),
            Condition::OwedBefore(then) => Cow::Owned(columns.owed_before(*then)),
            Condition::EndingBefore(day) => Cow::Owned(columns.ending_before(*day)),
        }
    }

    fn under(&self, key: Key) -> Cow<'_, RoaringBitmap> {
        self.index.get(key).map_or_else(|| Cow::Owned(RoaringBitmap::new()), Cow::Borrowed)
    }
}

/// People by their numbers, as they were when they were asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People(pub(crate) RoaringBitmap);

impl People {
    /// How many there are.
    pub fn len(&self) -> u64 {
        self.0.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether somebody is among them.
    pub fn contains(&self, person: Ordinal) -> bool {
        self.0.contains(person.0)
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = Ordinal> {
        self.0.iter().map(Ordinal)
    }

    /// One page of them: newest first, without the first `skip`.
    pub fn page(&self, skip: u64, limit: usize) -> Vec<Ordinal> {
        let last = self.len().checked_sub(skip.saturating_add(1)).and_then(|last| u32::try_from(last).ok());
        let Some(first) = last.and_then(|rank| self.0.select(rank)) else { return Vec::new() };
        self.0.range(..=first).rev().take(limit).map(Ordinal).collect()
    }
}

impl Store {
    /// Everybody who meets a condition, all that was acknowledged before included.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_who(&self, condition: &Condition) -> Result<People, StoreError> {
        if let Some(people) = self.overview()?.meeting(condition) {
            return Ok(People(people));
        }
        Ok(People(self.mirror()?.meeting(condition)))
    }
}
