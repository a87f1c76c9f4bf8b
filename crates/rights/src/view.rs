//! What may be shown of a person: every value opened against a permit, or the verdict that keeps it shut.

use std::borrow::Cow;
use std::cmp::Reverse;

use zgoda_law::{
    Action, Event, FactNo, FieldId, LifecycleGroup, Obligation, PurposeId, Ranks, SubjectId, SubjectKind,
    Verdict,
};
use zgoda_store::{Change, Draft, Fact, LISTED, Ordinal, Person, Store, SubjectFlags};
use zgoda_vault::Plaintext;

use crate::tag::name_of_field;
use crate::{Acting, RightsError, Tag};

/// How much of a masked value is shown, in characters from its end.
const UNMASKED: usize = 3;

/// A person as one reader may see them for one purpose.
pub struct PersonView {
    /// The public pseudonym.
    pub id: SubjectId,
    /// The dense integer.
    pub ordinal: Ordinal,
    /// What kind of subject.
    pub kind: SubjectKind,
    /// Lead, contract or archive.
    pub lifecycle: LifecycleGroup,
    /// Erased, restricted, held.
    pub flags: SubjectFlags,
    /// The fields that are known, in the order of the catalogue.
    pub fields: Vec<FieldView>,
}

/// The values of one field that stand; several contradict each other.
pub struct FieldView {
    /// The field.
    pub field: FieldId,
    /// Its stable name.
    pub name: String,
    /// The values, the latest first.
    pub values: Vec<ValueView>,
}

impl FieldView {
    /// Whether sources say different things, as far as the values may be seen.
    pub fn contradicts(&self) -> bool {
        let mut seen = self.values.iter().filter_map(|value| match &value.content {
            Content::Open(shown) => Some(shown.text()),
            Content::Sealed(_) => None,
        });
        seen.next().is_some_and(|first| seen.any(|other| other != first))
    }
}

/// One value.
pub struct ValueView {
    /// Its number within the person.
    pub fact: FactNo,
    /// The value, or why it stays shut.
    pub content: Content,
    /// Its metryczka.
    pub tag: Tag,
}

/// A value as the reader may see it.
pub enum Content {
    /// Opened against a permit.
    Open(Shown),
    /// Shut; the verdict says why.
    Sealed(Verdict),
}

/// An opened value, wiped from memory when dropped.
pub struct Shown {
    value: Plaintext,
    masked: bool,
}

impl Shown {
    /// The value as it may be shown: masked where the law says so.
    pub fn text(&self) -> Cow<'_, str> {
        let value = self.value.as_str();
        if !self.masked {
            return value.into();
        }
        let hidden = value.chars().count().saturating_sub(UNMASKED);
        value.chars().enumerate().map(|(place, letter)| if place < hidden { '•' } else { letter }).collect()
    }
}

/// Shows one person. What is opened stands in the ledger before it is handed out.
///
/// # Errors
/// Where the store fails; then nothing is shown.
pub fn look(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    person: &Person,
) -> Result<PersonView, RightsError> {
    let mut views = look_many(store, who, purpose, std::slice::from_ref(person))?;
    views.pop().ok_or(RightsError::NotFound("person"))
}

/// Shows many people, with one entry of the ledger each, all in one commit.
///
/// # Errors
/// As [`look`].
pub fn look_many(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    people: &[Person],
) -> Result<Vec<PersonView>, RightsError> {
    let mut log = store.change(who.stamp());
    let ranks = store.ranks()?;
    let mut views = Vec::with_capacity(people.len());
    for person in people {
        let facts: Vec<&Fact> = person.current().collect();
        let values = open(store, who, purpose, person, &facts, remark(people.len()), &mut log)?;
        views.push(arrange(store, &ranks, person, values));
    }
    if !log.is_empty() {
        log.commit()?;
    }
    Ok(views)
}

/// The remark in the ledger about each of so many people.
pub(crate) fn remark(people: usize) -> &'static str {
    if people > 1 { LISTED } else { "" }
}

/// Opens what may be read, and notes it with a remark.
pub(crate) fn open<'p>(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    person: &Person,
    facts: &[&'p Fact],
    remark: &str,
    log: &mut Change<'_>,
) -> Result<Vec<(&'p Fact, Content)>, RightsError> {
    let verdicts = store.decide_all(&who.asks(Action::Read, purpose), person, facts)?;
    let mut opened = Vec::new();
    let mut values = Vec::with_capacity(facts.len());
    for (fact, verdict) in facts.iter().zip(verdicts) {
        let content = match verdict.permit() {
            Some(permit) if person.holds(fact.no) => {
                opened.push(fact.no);
                let masked = verdict.obligations().contains(&Obligation::Mask);
                Content::Open(Shown { value: store.open_value(&permit, person, fact.no)?, masked })
            }
            _ => Content::Sealed(verdict),
        };
        values.push((*fact, content));
    }
    if !opened.is_empty() {
        let draft = Draft::new(Event::Read, Action::Read).subject(person.id).purpose(purpose);
        log.record(draft.facts(opened).detail(remark));
    }
    Ok(values)
}

/// Puts the values of one field side by side, the best founded first; of equals, the newest.
fn arrange(store: &Store, ranks: &Ranks, person: &Person, values: Vec<(&Fact, Content)>) -> PersonView {
    let mut fields: Vec<FieldView> = Vec::new();
    for (fact, content) in values.into_iter().rev() {
        let value = ValueView { fact: fact.no, content, tag: Tag::of(store, fact) };
        match fields.iter_mut().find(|known| known.field == fact.field) {
            Some(known) => known.values.push(value),
            None => {
                let name = name_of_field(store, fact.field);
                fields.push(FieldView { field: fact.field, name, values: vec![value] });
            }
        }
    }
    fields.sort_by_key(|known| known.field);
    for FieldView { name, values, .. } in &mut fields {
        values.sort_by_key(|value| {
            let fact = person.fact(value.fact)?;
            Some((ranks.rank(name, fact.grounds.source.kind), Reverse(fact.confirmed_at)))
        });
    }
    let Person { id, ordinal, kind, lifecycle, flags, .. } = *person;
    PersonView { id, ordinal, kind, lifecycle, flags, fields }
}
