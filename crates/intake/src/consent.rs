//! Recording what a person says about a purpose: a consent with its wording and evidence, or a refusal.

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_law::calendar::day_of;
use zgoda_law::{
    Action, Basis, Channel, Consent, ConsentEvidence, ConsentState, FieldDef, InformationDuty, NoticeStatus,
    PermissionKind, PurposeDef, PurposeId, SubjectId,
};
use zgoda_store::{
    Change, Collection, Fact, Link, NewConsent, NewNotice, NewPermission, NewTouchpoint, Person, Question,
    SourceId, Store,
};

use crate::error::retried;
use crate::gate::is_told;
use crate::plan::consent_end;
use crate::{By, IntakeError, notice};

/// What a person said about one purpose.
#[derive(Debug, Clone)]
pub struct ConsentStatement {
    /// What for.
    pub purpose: PurposeId,
    /// The channels it names, each separately withdrawable.
    pub channels: BTreeSet<Channel>,
    /// Given, or asked and refused.
    pub given: bool,
    /// When.
    pub given_at: Timestamp,
    /// The end of its term; after 24 months where nothing else is said.
    pub expires_at: Option<Timestamp>,
    /// The wording covers commercial information, PKE art. 398.
    pub pke398: bool,
    /// The exact wording.
    pub wording: String,
    /// Its language.
    pub lang: String,
    /// How it can be shown; without it the consent is a claim and opens nothing.
    pub evidence: Option<ConsentEvidence>,
    /// Where it was given.
    pub source: SourceId,
}

/// Records a consent or a refusal. A consent that can be shown carries the address of its channels and the names that
/// its purpose needs, and opens its channels.
///
/// # Errors
/// `consent_in_future`; where the person is erased or the store fails.
pub fn record_consent(
    store: &Store,
    by: By<'_>,
    id: SubjectId,
    statement: &ConsentStatement,
) -> Result<u32, IntakeError> {
    if statement.given_at > by.at() {
        return Err(IntakeError::refused("consent_in_future"));
    }
    let text = store.keep_wording(&statement.lang, &statement.wording)?;
    retried(|| {
        let person = store.person(id)?;
        let mut change = store.change(by.stamp());
        change.open(&person)?;
        let expires_at = statement.expires_at.unwrap_or_else(|| consent_end(statement.given_at));
        let state = if statement.given { ConsentState::Given } else { ConsentState::Refused };
        let new = NewConsent {
            purpose: statement.purpose,
            channels: statement.channels.clone(),
            state,
            given_at: statement.given_at,
            expires_at,
            pke398: statement.pke398,
            text: Some(text),
            source: statement.source,
            evidence: statement.evidence.clone(),
        };
        let no = change.add_consent(id, new)?;
        if statement.given && statement.evidence.is_some() {
            open_channels(&mut change, id, statement, expires_at)?;
            let consent = for_law(store, statement, expires_at);
            let carried = Carried { consent: Some(&consent), ..Carried::by_consent(statement) };
            carried.write(store, by, &mut change, &person)?;
        }
        let touch = NewTouchpoint {
            happened_at: statement.given_at,
            inbound: true,
            kind: if statement.given { "consent_given" } else { "consent_refused" }.into(),
            channel: None,
            source: Some(statement.source),
        };
        change.add_touchpoint(id, touch)?;
        change.commit()?;
        Ok(no)
    })
}

fn open_channels(
    change: &mut Change<'_>,
    id: SubjectId,
    statement: &ConsentStatement,
    expires_at: Timestamp,
) -> Result<(), IntakeError> {
    for channel in statement.channels.iter().filter(|_| statement.pke398) {
        let permission = NewPermission {
            channel: *channel,
            kind: PermissionKind::Consent,
            purpose: statement.purpose,
            offer: None,
            given_at: statement.given_at,
            not_before: None,
            valid_to: Some(expires_at),
            max_contacts: None,
            source: statement.source,
        };
        change.add_permission(id, permission)?;
    }
    Ok(())
}

fn for_law(store: &Store, statement: &ConsentStatement, expires_at: Timestamp) -> Consent {
    let purpose = store.law().catalogue().purpose_by_id(statement.purpose);
    Consent {
        purpose: purpose.map(|purpose| purpose.name.clone()).unwrap_or_default(),
        state: ConsentState::Given,
        given_at: statement.given_at,
        withdrawn_at: None,
        expires_at: Some(expires_at),
        channels: statement.channels.clone(),
        pke398: statement.pke398,
        pke399: false,
        explicit: false,
        evidence: statement.evidence.clone(),
    }
}

/// A new purpose for values that are held already, because the person wants it: by consent or by request.
pub(crate) struct Carried<'a> {
    pub link: Link,
    pub channels: &'a BTreeSet<Channel>,
    /// The moment its term is counted from.
    pub anchor: Timestamp,
    pub source: SourceId,
    /// The person was told of the purpose when they spoke.
    pub informed: bool,
    pub spoken_at: Timestamp,
    pub consent: Option<&'a Consent>,
}

impl<'a> Carried<'a> {
    fn by_consent(statement: &'a ConsentStatement) -> Self {
        Self {
            link: Link { purpose: statement.purpose, basis: Basis::Consent, reference: None },
            channels: &statement.channels,
            anchor: statement.given_at,
            source: statement.source,
            informed: statement.evidence.as_ref().is_some_and(|evidence| evidence.informed),
            spoken_at: statement.given_at,
            consent: None,
        }
    }

    /// Gives the purpose to every value it needs that the law allows it: the addresses of the channels and the names.
    /// Returns how many addresses it reached.
    pub fn write(
        &self,
        store: &Store,
        by: By<'_>,
        change: &mut Change<'_>,
        person: &Person,
    ) -> Result<usize, IntakeError> {
        let catalogue = store.law().catalogue();
        let Some(purpose) = catalogue.purpose_by_id(self.link.purpose) else { return Ok(0) };
        let notice = NewNotice {
            duty: InformationDuty::Article13,
            source: self.source,
            obtained_at: self.spoken_at,
            purposes: BTreeSet::from([self.link.purpose]),
            due_at: notice::at_once(by.at()),
            status: if self.informed { NoticeStatus::Delivered } else { NoticeStatus::Due },
        };
        let mut told = person.clone();
        if !is_told(person, &notice) {
            told.notices.push(notice.expected());
            change.add_notice(person.id, notice)?;
        }
        let mut addresses = 0;
        for fact in person.current().filter(|fact| person.holds(fact.no)) {
            let Some(field) = catalogue.field_by_id(fact.field) else { continue };
            let address = field.channels.iter().any(|channel| self.channels.contains(channel));
            if (address || is_name(field)) && purpose.fields().contains(field.id) {
                let carried = self.carry(store, by, change, &told, (fact, field, purpose))?;
                addresses += usize::from(carried && address);
            }
        }
        Ok(addresses)
    }

    /// Gives the purpose to one value; `false` where the law does not allow it.
    fn carry(
        &self,
        store: &Store,
        by: By<'_>,
        change: &mut Change<'_>,
        person: &Person,
        (fact, field, purpose): (&Fact, &FieldDef, &PurposeDef),
    ) -> Result<bool, IntakeError> {
        let mut links = fact.grounds.links.clone();
        links.push(self.link.clone());
        links.sort();
        links.dedup();
        let mut until = fact.until.clone();
        for (purpose, day) in store.terms(std::slice::from_ref(&self.link), day_of(self.anchor), by.at())? {
            match until.iter_mut().find(|(known, _)| *known == purpose) {
                Some((_, known)) => *known = (*known).max(day),
                None => until.push((purpose, day)),
            }
        }
        let actor = by.actor(store, purpose.id);
        let question = Question { actor, action: Action::Collect, purpose: purpose.id, at: by.at() };
        let source = &fact.grounds.source;
        let obtained_at = fact.obtained_at;
        let collection = Collection { source, links: &links, until: &until, obtained_at };
        let mut case = store.case_of_collection(&question, person, collection)?;
        case.field = Some(field.name.clone());
        case.consents.extend(self.consent.cloned());
        if store.law().may(&case).permit().is_none() {
            return Ok(false);
        }
        let grounds = store.intern_grounds(source.id, &links)?;
        change.relink(person, fact.no, grounds, &until)?;
        Ok(true)
    }
}

fn is_name(field: &FieldDef) -> bool {
    matches!(field.name.as_str(), "first_name" | "last_name" | "language")
}
