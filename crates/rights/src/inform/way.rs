//! The ways to a person: every address is decided about and opened under the duty to inform itself. Suppression and
//! objections close no way to a notice, which promotes nothing; erasure closes all.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{
    Action, Channel, Contact, ContentClass, Event, FactNo, InformationDuty, Message, Outcome, PurposeId,
    Verdict,
};
use zgoda_store::{Change, Draft, Fact, Person, Question, Store};
use zgoda_text::Lang;

use super::DELIVER_NOTICE;
use super::compose::language_of;
use crate::acting::purpose;
use crate::{Acting, RightsError};

/// How a notice can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayKind {
    /// To an address for e-mail.
    Email,
    /// In an envelope.
    Letter,
}

impl WayKind {
    /// The channel.
    pub const fn channel(self) -> Channel {
        match self {
            Self::Email => Channel::Email,
            Self::Letter => Channel::Post,
        }
    }
}

/// One way to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// How.
    pub kind: WayKind,
    /// The value it goes to; a letter goes to several.
    pub fact: Option<FactNo>,
    /// The law's answer.
    pub verdict: Verdict,
}

impl Way {
    /// Whether a notice may go there now.
    pub fn is_open(&self) -> bool {
        self.verdict.outcome() == Outcome::Allow
    }
}

/// The fields of a postal address, and those of an addressee.
const ADDRESS: [&str; 3] = ["street", "postal_code", "city"];
const ADDRESSEE: [&str; 3] = ["first_name", "last_name", "company_name"];

/// The ways to a person for which addresses are held, the latest e-mail first. Nothing is opened for that.
///
/// # Errors
/// Where the store fails.
pub fn ways(store: &Store, who: &Acting, person: &Person) -> Result<Vec<Way>, RightsError> {
    let mut ways = Vec::new();
    for fact in latest(store, person, "email").into_iter() {
        let verdict = decide(store, who, person, fact, Channel::Email)?;
        ways.push(Way { kind: WayKind::Email, fact: Some(fact.no), verdict });
    }
    if let Some(parts) = letter_facts(store, person)
        && let Some(street) = parts.first()
    {
        let mut verdict = decide(store, who, person, street, Channel::Post)?;
        for fact in parts.iter().skip(1).filter(|fact| is_address(store, fact)) {
            let other = decide(store, who, person, fact, Channel::Post)?;
            verdict = if verdict.outcome() == Outcome::Allow { other } else { verdict };
        }
        ways.push(Way { kind: WayKind::Letter, fact: None, verdict });
    }
    Ok(ways)
}

/// The open way of a kind.
///
/// # Errors
/// [`RightsError::NoWay`] where no address is held; [`RightsError::Denied`] where the law closes it.
pub(crate) fn open_way(
    store: &Store,
    who: &Acting,
    person: &Person,
    kind: WayKind,
) -> Result<Way, RightsError> {
    let mut of_kind: Vec<Way> =
        ways(store, who, person)?.into_iter().filter(|way| way.kind == kind).collect();
    match of_kind.iter().position(Way::is_open) {
        Some(open) => Ok(of_kind.swap_remove(open)),
        None => Err(match of_kind.pop() {
            Some(way) => RightsError::Denied(way.verdict.reasons().to_vec()),
            None => RightsError::NoWay,
        }),
    }
}

/// The language a person is told in: the one they are known to speak, else that of their country.
///
/// # Errors
/// Where the store fails.
pub(crate) fn language(
    store: &Store,
    who: &Acting,
    person: &Person,
    log: &mut Change<'_>,
) -> Result<Lang, RightsError> {
    let known = latest(store, person, "language").into_iter().next();
    let spoken = match known {
        Some(fact) => {
            open_value(store, who, person, fact, None, log)?.and_then(|value| Lang::from_tag(&value))
        }
        None => None,
    };
    Ok(spoken.unwrap_or_else(|| language_of(&person.country)))
}

/// The lines of an envelope: who, street, postal code and city. `None` where one of them is not held or stays shut.
///
/// # Errors
/// Where the store fails.
pub fn letter_address(
    store: &Store,
    who: &Acting,
    person: &Person,
    log: &mut Change<'_>,
) -> Result<Option<Vec<String>>, RightsError> {
    let mut opened = |field: &str| -> Result<String, RightsError> {
        let Some(fact) = latest(store, person, field).into_iter().next() else { return Ok(String::new()) };
        let channel = ADDRESS.contains(&field).then_some(Channel::Post);
        Ok(open_value(store, who, person, fact, channel, log)?.unwrap_or_default())
    };
    let [first, last, company] = ADDRESSEE.map(&mut opened);
    let [street, code, city] = ADDRESS.map(opened);
    let (own, company) = (format!("{} {}", first?, last?), company?);
    let own = own.trim().to_owned();
    let (street, place) = (street?, format!("{} {}", code?, city?));
    let place = place.trim().to_owned();
    if street.is_empty() || place.is_empty() || own.is_empty() && company.is_empty() {
        return Ok(None);
    }
    Ok(Some([own, company, street, place].into_iter().filter(|line| !line.is_empty()).collect()))
}

/// Opens the e-mail address a message goes to, under the verdict of this moment.
pub(crate) fn open_email(store: &Store, person: &Person, way: &Way) -> Result<(String, Draft), RightsError> {
    let permit = way.verdict.permit().ok_or_else(|| RightsError::Denied(way.verdict.reasons().to_vec()))?;
    let no = way.fact.ok_or(RightsError::NoWay)?;
    let value = store.open_value(&permit, person, no)?;
    Ok((value.as_str().to_owned(), read(person, purpose(store, DELIVER_NOTICE)?, no)))
}

fn open_value(
    store: &Store,
    who: &Acting,
    person: &Person,
    fact: &Fact,
    channel: Option<Channel>,
    log: &mut Change<'_>,
) -> Result<Option<String>, RightsError> {
    let verdict = match channel {
        Some(channel) => decide(store, who, person, fact, channel)?,
        None => store.decide(&question(store, who, Action::Read)?, person, fact)?,
    };
    let Some(permit) = verdict.permit() else { return Ok(None) };
    let value = store.open_value(&permit, person, fact.no)?;
    log.record(read(person, purpose(store, DELIVER_NOTICE)?, fact.no));
    Ok(Some(value.as_str().to_owned()))
}

fn read(person: &Person, purpose: PurposeId, fact: FactNo) -> Draft {
    Draft::new(Event::Read, Action::Notify)
        .person(person.id, person.ordinal)
        .purpose(purpose)
        .facts(vec![fact])
}

/// Whether a notice may go to this value now.
fn decide(
    store: &Store,
    who: &Acting,
    person: &Person,
    fact: &Fact,
    channel: Channel,
) -> Result<Verdict, RightsError> {
    let mut case = store.case(&question(store, who, Action::Notify)?, person, Some(fact))?;
    case.contact = Some(Contact { channel, message: notice() });
    Ok(store.law().may(&case))
}

/// Informing is a task of its own, whatever purpose the session is for; the roles must serve it all the same.
fn question(store: &Store, who: &Acting, action: Action) -> Result<Question, RightsError> {
    let mut question = who.asks(action, purpose(store, DELIVER_NOTICE)?);
    question.actor.session_purpose = Some(DELIVER_NOTICE.to_owned());
    Ok(question)
}

/// A message that is nothing but a notice; the lint sees to it.
fn notice() -> Message {
    Message {
        content: ContentClass::LegalNotice,
        promo: false,
        tracking: false,
        ai_generated: false,
        ai_disclosed: false,
        sender_block: true,
        optout_block: false,
        commercial_label: false,
        offer: None,
    }
}

/// The values of a field that stand, the latest first.
fn latest<'p>(store: &Store, person: &'p Person, field: &str) -> Vec<&'p Fact> {
    let Some(field) = store.law().catalogue().field(field) else { return Vec::new() };
    let mut facts: Vec<&Fact> =
        person.current().filter(|fact| fact.field == field.id && person.holds(fact.no)).collect();
    facts.reverse();
    facts
}

/// The values an envelope needs, the address first; `None` where one is not held.
fn letter_facts<'p>(store: &Store, person: &'p Person) -> Option<Vec<&'p Fact>> {
    let first = |field: &&str| latest(store, person, field).into_iter().next();
    let street = first(&"street")?;
    let place: Vec<&Fact> = ["postal_code", "city"].iter().filter_map(first).collect();
    let addressee: Vec<&Fact> = ADDRESSEE.iter().filter_map(first).collect();
    let complete = !place.is_empty() && !addressee.is_empty();
    complete.then(|| std::iter::once(street).chain(place).chain(addressee).collect())
}

fn is_address(store: &Store, fact: &Fact) -> bool {
    store
        .law()
        .catalogue()
        .field_by_id(fact.field)
        .is_some_and(|field| field.channels.contains(&Channel::Post))
}

/// The day on which the retention sweep destroys what nobody told the person of; none for a duty of art. 13, which only
/// closes their data.
pub fn destroyed_on(duty: InformationDuty, due_at: Timestamp) -> Option<Date> {
    let ends = due_at.checked_add(crate::retention::GRACE).unwrap_or(due_at);
    (duty == InformationDuty::Article14).then(|| day_of(ends))
}
