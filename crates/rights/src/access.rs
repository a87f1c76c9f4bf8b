//! Access, GDPR art. 15: everything that is held about a person, as JSON and as a page they can read.

use std::collections::BTreeMap;

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::{
    Action, Basis, Channel, ConsentEvidence, ConsentState, Ending, Event, InformationDuty, NoticeStatus,
    ObjectionKind, SourceType, SubjectId, SubjectKind,
};
use zgoda_store::{Draft, Entry, Fact, Outcome, Person, RequestKind, Store};
use zgoda_text::{Lang, Text};

use crate::acting::{SUBJECT_RIGHTS, purpose};
use crate::error::retried;
use crate::exports;
use crate::requests::answered_by_deed;
use crate::tag::{name_of_field, name_of_purpose};
use crate::{Acting, Controller, RightsError, Tag};

/// The name and version of the JSON form.
const FORMAT: &str = "zgoda-access/1";

/// The rights a person has, as the articles of GDPR.
const RIGHTS: [u8; 8] = [15, 16, 17, 18, 20, 21, 22, 77];

/// A copy of everything that is held. Its JSON form is this structure, field by field: names of closed sets and of the
/// catalogue are the stable ones, moments are in UTC, days are those of Warsaw. Members are only ever added.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessExport {
    /// `zgoda-access/1`.
    pub format: &'static str,
    /// Who holds the data.
    pub controller: Controller,
    /// The person's pseudonym with us.
    pub subject: SubjectId,
    /// What kind of subject.
    pub kind: SubjectKind,
    /// When the copy was made.
    pub at: Timestamp,
    /// The values, ended ones that are still held too.
    pub values: Vec<AccessValue>,
    /// Where they came from.
    pub sources: Vec<AccessSource>,
    /// What they are held for.
    pub purposes: Vec<AccessPurpose>,
    /// Who received any of them, as far as recorded: those who print and post letters.
    pub recipients: Vec<String>,
    /// Decisions made by a machine alone, art. 22; there are none.
    pub automated_decisions: Vec<String>,
    /// Consents, given, refused and withdrawn.
    pub consents: Vec<AccessConsent>,
    /// Objections.
    pub objections: Vec<AccessObjection>,
    /// How the person was informed.
    pub notices: Vec<AccessNotice>,
    /// Contacts in both directions, the latest first.
    pub contacts: Vec<AccessContact>,
    /// What was done with the data, the latest first.
    pub history: Vec<AccessEvent>,
    /// The articles of GDPR that give the person rights.
    pub rights: [u8; 8],
}

/// One value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessValue {
    /// The stable name of the field.
    pub field: String,
    /// The value.
    pub value: String,
    /// Its metryczka.
    pub tag: Tag,
    /// When it ended, if it did and is still held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_how: Option<Ending>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessSource {
    /// What people call it.
    pub name: String,
    /// What kind.
    pub kind: SourceType,
    /// Whether it is publicly accessible, art. 14(2)(f).
    pub public: bool,
    /// When the data were given there.
    pub occurred_at: Timestamp,
}

/// One purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessPurpose {
    /// The stable name.
    pub purpose: String,
    /// Its bases.
    pub bases: Vec<Basis>,
    /// The day on which the last value loses it.
    pub until: Option<Date>,
    /// The provision its term rests on.
    pub term: Option<String>,
}

/// One consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessConsent {
    /// What for.
    pub purpose: String,
    /// The channels it names.
    pub channels: Vec<Channel>,
    /// Whether it stands.
    pub state: ConsentState,
    /// When it was given or refused.
    pub given_at: Timestamp,
    /// When it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// The end of its term.
    pub expires_at: Timestamp,
    /// The wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// How it can be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ConsentEvidence>,
}

/// One objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessObjection {
    /// Which.
    pub kind: ObjectionKind,
    /// The stable name of the purpose, where it is to one alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// How it reached us.
    pub via: String,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessNotice {
    /// Which article.
    pub duty: InformationDuty,
    /// How far it is.
    pub status: NoticeStatus,
    /// The last moment.
    pub due_at: Timestamp,
    /// When it was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Timestamp>,
}

/// One contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessContact {
    /// When.
    pub at: Timestamp,
    /// From the person to us.
    pub inbound: bool,
    /// What, as a code.
    pub kind: String,
    /// On which channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
}

/// One entry of the ledger about the person, without who acted (C-579/21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessEvent {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
    /// For what purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// Answers a request for access: opens it with its clock where it was not noted, writes the copy, and records that it
/// was given out before it is handed over.
///
/// # Errors
/// [`RightsError::Denied`] where the actor may not; [`RightsError::Erased`] where nothing is held any more;
/// [`RightsError::Busy`] where others keep changing the person.
pub fn export(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    controller: &Controller,
) -> Result<AccessExport, RightsError> {
    let history = store.ledger().about(id)?;
    let (person, values) = given_out(store, who, id, RequestKind::Access, |_| true)?;
    let held: Vec<&Fact> = person.facts.iter().filter(|fact| person.holds(fact.no)).collect();
    let recipients = exports::recipients(store, &person, who.at)?;
    let copy = assemble(store, who.at, &person, &held, values, &history, controller);
    Ok(AccessExport { recipients, ..copy })
}

/// Opens the values that are held and pass, and answers the request for them, all before they are handed over.
pub(crate) fn given_out(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    kind: RequestKind,
    passes: impl Fn(&Fact) -> bool,
) -> Result<(Person, Vec<AccessValue>), RightsError> {
    retried(|| {
        let person = store.person(id)?;
        if person.flags.erased {
            return Err(RightsError::Erased);
        }
        let passing = |fact: &&Fact| person.holds(fact.no) && passes(fact);
        let held: Vec<&Fact> = person.facts.iter().filter(passing).collect();
        let values = values(store, who, &person, &held)?;
        let mut change = store.change(who.stamp());
        answered_by_deed(&mut change, store, who, &person, (kind, None), (Outcome::Granted, None))?;
        let purpose = purpose(store, SUBJECT_RIGHTS)?;
        let draft = Draft::new(Event::Exported, Action::Export).subject(id).purpose(purpose);
        change.record(draft.facts(held.iter().map(|fact| fact.no).collect()));
        change.commit()?;
        Ok((person, values))
    })
}

impl AccessExport {
    /// As JSON.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn to_json(&self) -> Result<String, RightsError> {
        Ok(serde_json::to_string_pretty(self)?)
    }

    /// As a page that stands alone, without anything from elsewhere, and prints well.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn to_html(&self, lang: Lang) -> Result<String, RightsError> {
        Ok(Page { t: lang.text(), own: self }.render()?)
    }
}

#[derive(Template)]
#[template(path = "access.html")]
struct Page<'a> {
    t: Text,
    own: &'a AccessExport,
}

impl Page<'_> {
    fn happened(&self, event: &Event) -> &'static str {
        let key = event.name().replace('_', "-");
        self.t.find(&format!("happened-{key}")).unwrap_or(event.name())
    }

    fn right(&self, article: &u8) -> &'static str {
        self.t.find(&format!("access-right-{article}")).unwrap_or_default()
    }
}

pub(crate) fn values(
    store: &Store,
    who: &Acting,
    person: &Person,
    held: &[&Fact],
) -> Result<Vec<AccessValue>, RightsError> {
    let question = who.asks(Action::Export, purpose(store, SUBJECT_RIGHTS)?);
    let verdicts = store.decide_all(&question, person, held)?;
    let value = |(fact, verdict): (&&Fact, zgoda_law::Verdict)| {
        let permit = verdict.permit().ok_or_else(|| RightsError::Denied(verdict.reasons().to_vec()))?;
        Ok(AccessValue {
            field: name_of_field(store, fact.field),
            value: store.open_value(&permit, person, fact.no)?.as_str().to_owned(),
            tag: Tag::of(store, fact),
            ended_at: fact.ended.map(|(at, _)| at),
            ended_how: fact.ended.map(|(_, how)| how),
        })
    };
    held.iter().zip(verdicts).map(value).collect()
}

fn assemble(
    store: &Store,
    at: Timestamp,
    person: &Person,
    held: &[&Fact],
    values: Vec<AccessValue>,
    history: &[Entry],
    controller: &Controller,
) -> AccessExport {
    AccessExport {
        format: FORMAT,
        controller: controller.clone(),
        subject: person.id,
        kind: person.kind,
        at,
        values,
        sources: sources(held),
        purposes: purposes(store, held, at),
        recipients: Vec::new(),
        automated_decisions: Vec::new(),
        consents: consents(store, person),
        objections: person
            .objections
            .iter()
            .map(|o| AccessObjection {
                kind: o.kind,
                purpose: o.purpose.map(|purpose| name_of_purpose(store, purpose)),
                made_at: o.made_at,
                via: o.via.clone(),
            })
            .collect(),
        notices: person
            .notices
            .iter()
            .map(|n| AccessNotice { duty: n.duty, status: n.status, due_at: n.due_at, done_at: n.done_at })
            .collect(),
        contacts: person
            .touchpoints
            .iter()
            .map(|touch| AccessContact {
                at: touch.happened_at,
                inbound: touch.inbound,
                kind: touch.kind.clone(),
                channel: touch.channel,
            })
            .collect(),
        history: history
            .iter()
            .rev()
            .map(|entry| AccessEvent {
                at: entry.at,
                event: entry.event,
                purpose: entry.purpose.map(|purpose| name_of_purpose(store, purpose)),
            })
            .collect(),
        rights: RIGHTS,
    }
}

fn sources(held: &[&Fact]) -> Vec<AccessSource> {
    let by_id: BTreeMap<u32, _> =
        held.iter().map(|fact| (fact.grounds.source.id.0, &fact.grounds.source)).collect();
    let source = |source: &zgoda_store::Source| AccessSource {
        name: source.name.clone(),
        kind: source.kind,
        public: source.is_public,
        occurred_at: source.occurred_at,
    };
    by_id.into_values().map(source).collect()
}

fn purposes(store: &Store, held: &[&Fact], at: Timestamp) -> Vec<AccessPurpose> {
    let mut found: BTreeMap<u16, AccessPurpose> = BTreeMap::new();
    for fact in held {
        for link in &fact.grounds.links {
            let own = found.entry(link.purpose.0).or_insert_with(|| AccessPurpose {
                purpose: name_of_purpose(store, link.purpose),
                bases: Vec::new(),
                until: None,
                term: term(store, link.purpose, at),
            });
            if !own.bases.contains(&link.basis) {
                own.bases.push(link.basis);
            }
            own.until = own.until.max(crate::trim::last_day(fact, link.purpose));
        }
    }
    found.into_values().collect()
}

/// The provision that the term of a purpose rests on.
fn term(store: &Store, id: zgoda_law::PurposeId, at: Timestamp) -> Option<String> {
    let purpose = store.law().catalogue().purpose_by_id(id)?;
    let pack = store.law().packs().retention(zgoda_law::Country::PL, at)?;
    Some(pack.rule(&purpose.retention)?.legal_ref.clone())
}

fn consents(store: &Store, person: &Person) -> Vec<AccessConsent> {
    let consent = |consent: &zgoda_store::Consent| AccessConsent {
        purpose: name_of_purpose(store, consent.purpose),
        channels: consent.channels.iter().copied().collect(),
        state: consent.state,
        given_at: consent.given_at,
        ended_at: consent.ended_at,
        expires_at: consent.expires_at,
        wording: consent.wording.clone(),
        proof: consent.evidence.clone(),
    };
    person.consents.iter().map(consent).collect()
}
