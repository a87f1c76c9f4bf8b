//! Traffic lights: may this person be reached on this channel for this purpose, decided as a message would be.

use std::collections::BTreeMap;

use zgoda_law::{
    Action, Channel, Contact, ContentClass, Event, FactNo, Governance, Message, Outcome, PermissionKind,
    PurposeDef, PurposeId, ReasonCode, Suppression, Verdict,
};
use zgoda_store::{Asking, Change, Condition, Draft, Fact, People, Person, Reach, Store};

use crate::acting::purpose;
use crate::contact::normalised;
use crate::{Acting, RightsError};

/// What is asked: a purpose, what its messages are, and the channels they can go by.
const ROWS: [(&str, ContentClass, &[Channel]); 4] = [
    ("newsletter", ContentClass::Commercial, &[Channel::Email, Channel::Sms]),
    (
        "direct_marketing_own",
        ContentClass::Commercial,
        &[Channel::Email, Channel::Sms, Channel::MessengerDm, Channel::CallLive, Channel::Post],
    ),
    (
        "send_requested_offer",
        ContentClass::Requested,
        &[Channel::Email, Channel::Sms, Channel::MessengerDm, Channel::CallLive],
    ),
    (
        "perform_contract",
        ContentClass::Transactional,
        &[Channel::Email, Channel::Sms, Channel::CallLive, Channel::Post],
    ),
];

/// The purpose under which the suppression list is consulted.
const SUPPRESSION: &str = "suppression";

/// One light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Light {
    /// The channel.
    pub channel: Channel,
    /// The stable name of the purpose.
    pub purpose: String,
    /// What the message would be about.
    pub content: ContentClass,
    /// What it shows.
    pub state: LightState,
}

/// What a light shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LightState {
    /// No address for this channel is held.
    NoAddress,
    /// The law has decided, about this fact.
    Decided(FactNo, Verdict),
}

impl Light {
    /// How the decision came out; `None` where there is no address.
    pub fn outcome(&self) -> Option<Outcome> {
        self.verdict().map(Verdict::outcome)
    }

    /// The decision, if there was one.
    pub fn verdict(&self) -> Option<&Verdict> {
        match &self.state {
            LightState::NoAddress => None,
            LightState::Decided(_, verdict) => Some(verdict),
        }
    }
}

/// All lights of a person. Each is decided for the purpose it stands for, by the actor as they are but working for that
/// purpose: whether *one may*, not whether this session may.
///
/// # Errors
/// Where the store fails; an error is never a green light.
pub fn lights(store: &Store, who: &Acting, person: &Person) -> Result<Vec<Light>, RightsError> {
    let mut lamp = Lamp::new(store, who, person);
    let lights = lamp.row(None)?;
    lamp.log()?;
    Ok(lights)
}

/// The lights of each of many people, of one purpose or of all, noted in one commit.
///
/// # Errors
/// As [`lights`].
pub fn lights_of(
    store: &Store,
    who: &Acting,
    people: &[Person],
    purpose: Option<&str>,
) -> Result<Vec<Vec<Light>>, RightsError> {
    let mut log = store.change(who.stamp());
    let mut all = Vec::with_capacity(people.len());
    for person in people {
        let mut lamp = Lamp::new(store, who, person);
        all.push(lamp.row(purpose)?);
        lamp.note(&mut log)?;
    }
    if !log.is_empty() {
        log.commit()?;
    }
    Ok(all)
}

/// Whether a purpose has lights.
pub fn has_lights(purpose: &str) -> bool {
    ROWS.iter().any(|(name, ..)| *name == purpose)
}

/// The light of a channel that says most for it: a green one, one that waits, or else the first that says why not.
pub fn best(lights: &[Light], channel: Channel) -> Option<&Light> {
    let decided = || lights.iter().filter(|light| light.channel == channel && light.verdict().is_some());
    let shows = |outcome| decided().find(|light| light.outcome() == Some(outcome));
    let none = || lights.iter().find(|light| light.channel == channel);
    shows(Outcome::Allow).or_else(|| shows(Outcome::Pending)).or_else(|| decided().next()).or_else(none)
}

/// Everybody who meets a condition, by what the best of their lights of a channel shows, of one purpose or of all. No
/// value is opened for it, so the suppression list is not consulted: it is before a light is shown or a message is sent.
///
/// # Errors
/// As [`lights`].
pub fn reach(
    store: &Store,
    who: &Acting,
    condition: &Condition,
    channel: Channel,
    purpose: Option<&str>,
) -> Result<BTreeMap<Reach, People>, RightsError> {
    let any = store.law().catalogue().purpose(ROWS[0].0).ok_or(RightsError::Catalogue("purpose"))?;
    let terms = format!("lights {purpose:?} {}", who.asks(Action::Send, any.id).terms());
    store.reachable(condition, &Asking { channel, at: who.at, terms }, |person| {
        let mut lamp = Lamp { consults: false, only: Some(channel), ..Lamp::new(store, who, person) };
        let lights = lamp.row(purpose)?;
        Ok(best(&lights, channel).map_or(Reach::NoAddress, reached))
    })
}

fn reached(light: &Light) -> Reach {
    let Some(verdict) = light.verdict() else { return Reach::NoAddress };
    match verdict.outcome() {
        Outcome::Allow => Reach::Allowed,
        Outcome::Pending => Reach::Pending,
        Outcome::Deny => Reach::Denied(first_reason(verdict)),
    }
}

/// The reason under which a denial is counted.
pub(crate) fn first_reason(verdict: &Verdict) -> ReasonCode {
    verdict.reasons().first().map_or(ReasonCode::UnknownInput, |reason| reason.code)
}

/// One light alone, as for *Dlaczego?*.
///
/// # Errors
/// As [`lights`]; [`RightsError::NotFound`] for a pair that has no light.
pub fn light(
    store: &Store,
    who: &Acting,
    person: &Person,
    purpose: &str,
    channel: Channel,
) -> Result<Light, RightsError> {
    let row = ROWS.iter().find(|(name, _, channels)| *name == purpose && channels.contains(&channel));
    let (name, content, _) = row.ok_or(RightsError::NotFound("light"))?;
    let def = store.law().catalogue().purpose(name).ok_or(RightsError::Catalogue("purpose"))?;
    let mut lamp = Lamp::new(store, who, person);
    let state = lamp.state(def, *content, channel)?;
    lamp.log()?;
    Ok(Light { channel, purpose: purpose.to_owned(), content: *content, state })
}

struct Lamp<'a> {
    store: &'a Store,
    who: &'a Acting,
    person: &'a Person,
    /// Values that were opened to consult the suppression list.
    looked_up: Vec<FactNo>,
    /// Whether the suppression list is consulted, for which values are opened.
    consults: bool,
    /// The only channel that is asked about.
    only: Option<Channel>,
    /// What the controller had decided about a purpose, where it is not what stands now.
    decided: Option<Decided<'a>>,
}

/// What the controller had decided about a purpose by another moment.
type Decided<'a> = &'a dyn Fn(PurposeId) -> Result<Governance, RightsError>;

/// The lights of a person at another moment, with what the controller had decided then. No value is opened for it, so the
/// suppression list is not consulted.
pub(crate) fn lights_then(
    store: &Store,
    who: &Acting,
    person: &Person,
    decided: Decided<'_>,
) -> Result<Vec<Light>, RightsError> {
    Lamp { consults: false, decided: Some(decided), ..Lamp::new(store, who, person) }.row(None)
}

impl<'a> Lamp<'a> {
    fn new(store: &'a Store, who: &'a Acting, person: &'a Person) -> Self {
        Self { store, who, person, looked_up: Vec::new(), consults: true, only: None, decided: None }
    }

    /// The lights of one purpose, or of all.
    fn row(&mut self, only: Option<&str>) -> Result<Vec<Light>, RightsError> {
        let mut lights = Vec::new();
        for (name, content, channels) in ROWS.iter().filter(|(name, ..)| only.is_none_or(|own| own == *name))
        {
            let def = self.store.law().catalogue().purpose(name).ok_or(RightsError::Catalogue("purpose"))?;
            let wanted = self.only;
            for channel in channels.iter().filter(|channel| wanted.is_none_or(|only| only == **channel)) {
                let state = self.state(def, *content, *channel)?;
                lights.push(Light {
                    channel: *channel,
                    purpose: (*name).to_owned(),
                    content: *content,
                    state,
                });
            }
        }
        Ok(lights)
    }

    /// The best that any address of the channel gives; the latest address if none is allowed.
    fn state(
        &mut self,
        purpose: &PurposeDef,
        content: ContentClass,
        channel: Channel,
    ) -> Result<LightState, RightsError> {
        let mut last = LightState::NoAddress;
        for fact in addresses(self.store, self.person, channel) {
            for offer in self.offers(purpose, content, channel) {
                let contact = Contact { channel, message: well_formed(content, offer) };
                let verdict = self.decide(purpose, fact, contact)?;
                let allowed = verdict.outcome() == Outcome::Allow;
                last = LightState::Decided(fact.no, verdict);
                if allowed {
                    return Ok(last);
                }
            }
        }
        Ok(last)
    }

    /// The offers that were asked for on this channel; none where the message is not one.
    fn offers(&self, purpose: &PurposeDef, content: ContentClass, channel: Channel) -> Vec<Option<String>> {
        if content != ContentClass::Requested {
            return vec![None];
        }
        let asked = self.person.permissions.iter().filter(|permission| {
            permission.kind == PermissionKind::Requested
                && permission.purpose == purpose.id
                && permission.channel == channel
        });
        let mut offers: Vec<_> = asked.map(|permission| permission.offer.clone()).collect();
        if offers.is_empty() {
            offers.push(None);
        }
        offers
    }

    fn decide(
        &mut self,
        purpose: &PurposeDef,
        fact: &Fact,
        contact: Contact,
    ) -> Result<Verdict, RightsError> {
        let mut question = self.who.asks(Action::Send, purpose.id);
        question.actor.session_purpose = Some(purpose.name.clone());
        let mut case = self.store.case(&question, self.person, Some(fact))?;
        case.contact = Some(contact);
        if let Some(decided) = self.decided {
            case.governance = decided(purpose.id)?;
        }
        let verdict = self.store.law().may(&case);
        // The address is looked up on the suppression list only where it may be opened; else it is denied anyway.
        let Some(permit) = verdict.permit().filter(|_| self.consults) else { return Ok(verdict) };
        let value = self.store.open_value(&permit, self.person, fact.no)?;
        if !self.looked_up.contains(&fact.no) {
            self.looked_up.push(fact.no);
        }
        let field = case.field.as_deref().unwrap_or_default();
        let Some(since) = self.store.suppressed_since(fact.field, &normalised(field, value.as_str()))? else {
            return Ok(verdict);
        };
        case.suppression = Some(Suppression { since, channels: Default::default() });
        Ok(self.store.law().may(&case))
    }

    /// Notes which values were opened for the look-up, in a change of their own.
    fn log(self) -> Result<(), RightsError> {
        let mut log = self.store.change(self.who.stamp());
        self.note(&mut log)?;
        if !log.is_empty() {
            log.commit()?;
        }
        Ok(())
    }

    /// Notes which values were opened for the look-up.
    fn note(self, log: &mut Change<'_>) -> Result<(), RightsError> {
        if self.looked_up.is_empty() {
            return Ok(());
        }
        let suppression = purpose(self.store, SUPPRESSION)?;
        let draft = Draft::new(Event::Read, Action::Use).subject(self.person.id).purpose(suppression);
        log.record(draft.facts(self.looked_up).detail("suppression look-up"));
        Ok(())
    }
}

/// The values that open a channel.
fn addresses<'p>(store: &Store, person: &'p Person, channel: Channel) -> Vec<&'p Fact> {
    let catalogue = store.law().catalogue();
    let opens = |fact: &&Fact| {
        catalogue.field_by_id(fact.field).is_some_and(|field| field.channels.contains(&channel))
    };
    person.current().filter(opens).collect()
}

/// A message in which nothing is missing and nothing is too much.
fn well_formed(content: ContentClass, offer: Option<String>) -> Message {
    Message {
        content,
        promo: content == ContentClass::Commercial,
        tracking: false,
        ai_generated: false,
        ai_disclosed: false,
        sender_block: true,
        optout_block: true,
        commercial_label: true,
        offer,
    }
}
