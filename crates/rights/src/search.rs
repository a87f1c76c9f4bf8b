//! Finding people: by a whole address through the blind index, by a part of a name by opening names under permits.

use zeroize::Zeroizing;
use zgoda_formats::fold;
use zgoda_law::{Action, Event, FieldId, PurposeId};
use zgoda_store::{Draft, Fact, NameSearch, Ordinal, Person, Store};

use crate::contact::read_point;
use crate::{Acting, RightsError};

/// The fields a name is searched in.
const NAMES: [&str; 3] = ["first_name", "last_name", "company_name"];
/// The fields people are found by as a whole.
const POINTS: [&str; 2] = ["email", "phone"];
/// Room for a folded name, so that it is seldom moved in memory before it is wiped.
const NAME_BYTES: usize = 256;
/// A shorter part of a name finds everybody and is not looked for.
const LETTERS: usize = 2;

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Who, the newest first.
    pub people: Vec<Person>,
    /// Whether nobody else was; otherwise only the newest are there.
    pub complete: bool,
}

/// Finds people by what was typed: a whole e-mail address or telephone number, or a part of a name.
///
/// Names are compared in memory and never written down. The values of those who were found stand in the ledger one by
/// one; of the others, one entry says for what purpose and among how many people was searched.
///
/// # Errors
/// Where the store fails; then nobody is found.
pub fn find_people(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    typed: &str,
    limit: usize,
) -> Result<Found, RightsError> {
    for field in POINTS {
        if let Some(Some(address)) = read_point(field, typed) {
            return by_address(store, who, purpose, field, &address);
        }
    }
    by_name(store, who, purpose, typed, limit)
}

fn by_address(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    field: &str,
    address: &str,
) -> Result<Found, RightsError> {
    let field = store.law().catalogue().field(field).ok_or(RightsError::Catalogue("field"))?;
    let mut log = store.change(who.stamp());
    let mut people = Vec::new();
    let mut known: Vec<Ordinal> = store.find(field.id, address)?;
    known.dedup();
    for ordinal in known.into_iter().rev() {
        let person = store.person_by_ordinal(ordinal)?;
        let draft = Draft::new(Event::Read, Action::Use).subject(person.id).purpose(purpose);
        log.record(draft.detail("found by address"));
        people.push(person);
    }
    if !log.is_empty() {
        log.commit()?;
    }
    Ok(Found { people, complete: true })
}

fn by_name(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    typed: &str,
    limit: usize,
) -> Result<Found, RightsError> {
    let catalogue = store.law().catalogue();
    let words: Vec<String> = typed.split_whitespace().map(fold).collect();
    let needs = catalogue.purpose_by_id(purpose).ok_or(RightsError::Catalogue("purpose"))?.fields();
    let fields: Vec<FieldId> = NAMES.iter().filter_map(|name| catalogue.field(name)).map(|f| f.id).collect();
    let fields: Vec<FieldId> = fields.into_iter().filter(|field| needs.contains(*field)).collect();
    if fields.is_empty() || words.iter().map(|word| word.chars().count()).sum::<usize>() < LETTERS {
        return Ok(Found { people: Vec::new(), complete: true });
    }
    let question = who.asks(Action::Read, purpose);
    let search = NameSearch { question: &question, fields: &fields, fold };
    let candidates = store.named(search, &words, limit)?;
    let mut log = store.change(who.stamp());
    let mut found = Found { people: Vec::new(), complete: candidates.all };
    // What was opened for searching decides nothing: each of those who may fit is decided about again, and opened anew.
    for ordinal in candidates.people {
        let person = store.person_by_ordinal(ordinal)?;
        if let Some(draft) = named(store, who, purpose, &person, &fields, &words)? {
            log.record(draft);
            found.people.push(person);
        }
    }
    let detail = format!("name search among {} people", candidates.among);
    log.record(Draft::new(Event::Read, Action::Use).purpose(purpose).detail(detail));
    log.commit()?;
    Ok(found)
}

/// The entry of a person in whose name every word occurs.
fn named(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    person: &Person,
    fields: &[FieldId],
    words: &[String],
) -> Result<Option<Draft>, RightsError> {
    let facts: Vec<&Fact> = person.current().filter(|fact| fields.contains(&fact.field)).collect();
    let verdicts = store.decide_all(&who.asks(Action::Read, purpose), person, &facts)?;
    let (mut name, mut opened) = (Zeroizing::new(String::with_capacity(NAME_BYTES)), Vec::new());
    for (fact, verdict) in facts.iter().zip(verdicts) {
        let Some(permit) = verdict.permit().filter(|_| person.holds(fact.no)) else { continue };
        name.push_str(&Zeroizing::new(fold(store.open_value(&permit, person, fact.no)?.as_str())));
        name.push(' ');
        opened.push(fact.no);
    }
    let fits = !opened.is_empty() && words.iter().all(|word| name.contains(word));
    let draft = Draft::new(Event::Read, Action::Read).subject(person.id).purpose(purpose);
    Ok(fits.then(|| draft.facts(opened)))
}
