//! The desk at which the company works: each deed through the use case that a user would take.

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_formats::{Input, Mapping, recognise};
use zgoda_intake::{
    By, ConsentStatement, Entry, ImportPlan, PlannedSource, add_person, add_value, import, record_consent,
};
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::{
    Action, ActorId, Basis, Channel, ConsentAct, ConsentEvidence, Ending, Event, FactNo, FieldId,
    InformationDuty, NoticeStatus, PurposeId, SourceType, SubjectId,
};
use zgoda_rights::erasure::{self, ErasureOptions};
use zgoda_rights::{Acting, look, notice, object, rectify, withdraw};
use zgoda_store::{
    AssessmentKind, IncomingFact, Link, NewSource, Person, Question, SourceId, Stamp, Store, StoreError,
};

use super::world::values_of;
use super::{BEGIN, Deed, Handle, Step, address_of};
use crate::SimError;

/// What everything is collected for.
const INQUIRY: &str = "respond_inquiry";
const NEWSLETTER: &str = "newsletter";
/// The one source of everything.
const SOURCE: &str = "Formularz kontaktowy";
const WORDING: &str = "Chcę dostawać newsletter na podany adres. Mogę zrezygnować w każdej chwili.";

/// A signed state of the ledger: its size and its root in base64.
type Signed = Option<(u64, String)>;

/// An open installation in which the purposes are in use.
pub struct Desk {
    /// The store.
    pub store: Store,
    source: SourceId,
}

impl Desk {
    /// Sets up what is not there yet; a set-up that was cut off is gone on with.
    ///
    /// # Errors
    /// What the store says.
    pub fn open(store: Store) -> Result<Self, SimError> {
        let purposes = [INQUIRY, NEWSLETTER].map(|name| purpose(&store, name));
        let purposes: BTreeSet<PurposeId> = purposes.into_iter().collect::<Result<_, _>>()?;
        if store.purposes()? != purposes {
            store.set_purposes(&purposes)?;
        }
        if store.assessments()?.is_empty() {
            let until = "2035-01-01T00:00:00Z".parse().unwrap_or(Timestamp::MAX);
            let kind = AssessmentKind::Balancing;
            store.approve(stamp(BEGIN), kind, purpose(&store, INQUIRY)?, until, "test równowagi")?;
        }
        let source = match store.sources()?.iter().find(|source| source.name == SOURCE) {
            Some(source) => source.id,
            None => store.add_source(stamp(BEGIN), form())?,
        };
        Ok(Self { store, source })
    }

    /// Does it. Where the step hands out a signed state of the ledger, that is returned.
    ///
    /// # Errors
    /// What the product says.
    pub fn carry_out(&self, step: &Step) -> Result<Signed, SimError> {
        let (store, at) = (&self.store, step.at);
        let by = By::system(at);
        match &step.deed {
            Deed::Collect { who, informed } => {
                let values = values_of(*who).into_iter();
                let values = values.map(|(field, value)| Ok((self.field(&field)?, value)));
                let entry = Entry { values: values.collect::<Result<_, SimError>>()? };
                add_person(store, by, &self.plan(*informed, at)?, &entry)?;
            }
            Deed::Import { new, known } => self.import(by, new, *known)?,
            Deed::Note { who, value } => self.add(by, *who, "note", value)?,
            Deed::Confirm { who } => self.add(by, *who, "email", &address_of(*who))?,
            Deed::Rectify { who, field, from, to } => {
                let person = self.person(*who)?;
                let no = self.standing(&person, field, from)?;
                rectify(store, &self.acting(INQUIRY, at)?, person.id, no, to)?;
            }
            Deed::Forget { who, field, value } => {
                let person = self.person(*who)?;
                let no = self.standing(&person, field, value)?;
                let mut change = store.change(stamp(at));
                change.forget(&person, &[no], Ending::Erased, Event::PartlyErased)?;
                change.commit()?;
            }
            Deed::Consent { who } => {
                record_consent(store, by, self.person(*who)?.id, &self.statement(at)?)?;
            }
            Deed::Withdraw { who } => {
                let person = self.person(*who)?;
                let stands = person.consents.iter().rev().find(|consent| consent.ended_at.is_none());
                let no = stands.ok_or(StoreError::NotFound("consent"))?.no;
                withdraw(store, stamp(at), person.id, no)?;
            }
            Deed::Object { who } => drop(object(store, stamp(at), self.person(*who)?.id, "email")?),
            Deed::Restrict { who, on } => {
                let person = self.person(*who)?;
                let mut change = store.change(stamp(at));
                change.open(&person)?;
                change.restrict(person.id, *on)?;
                change.commit()?;
            }
            Deed::Settle { who } => self.settle(*who, at)?,
            Deed::Erase { subject, .. } => {
                let who = self.acting("subject_rights", at)?;
                let certificate = erasure::carry_out(store, &who, *subject, &ErasureOptions::default())?;
                return Ok(Some((certificate.proof.size, certificate.proof.root)));
            }
            Deed::Read { who } => {
                let person = self.person(*who)?;
                look(store, &self.acting(INQUIRY, at)?, self.purpose(INQUIRY)?, &person)?;
            }
            Deed::Found { name } => drop(store.add_organisation(stamp(at), name, None, None)?),
            Deed::Enrich { name } => self.enrich(name, at)?,
            Deed::Sign => return self.sign(at),
        }
        Ok(None)
    }

    /// The pseudonym of somebody who is there.
    pub fn subject(&self, who: Handle) -> Option<SubjectId> {
        self.person(who).ok().map(|person| person.id)
    }

    /// Somebody who is there, found by their address.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is nobody, or somebody twice.
    pub fn person(&self, who: Handle) -> Result<Person, SimError> {
        match self.store.find(self.field("email")?, &address_of(who))?.as_slice() {
            [ordinal] => Ok(self.store.person_by_ordinal(*ordinal)?),
            _ => Err(StoreError::NotFound("person").into()),
        }
    }

    /// The number of a field.
    ///
    /// # Errors
    /// Where the catalogue has none of this name.
    pub fn field(&self, name: &str) -> Result<FieldId, SimError> {
        let field = self.store.law().catalogue().field(name);
        Ok(field.ok_or(StoreError::NotFound("field"))?.id)
    }

    /// The number of a purpose.
    ///
    /// # Errors
    /// Where the catalogue has none of this name.
    pub fn purpose(&self, name: &str) -> Result<PurposeId, SimError> {
        purpose(&self.store, name)
    }

    /// The value of a fact, opened as an answer to the person would open it.
    ///
    /// # Errors
    /// Where the law or the vault refuses.
    pub fn value(&self, person: &Person, no: FactNo) -> Result<String, SimError> {
        let purpose = self.purpose("subject_rights")?;
        let actor = self.store.system_actor(purpose);
        let fact = person.fact(no).ok_or(StoreError::Gone)?;
        // Under a clock that was wrong, now may be after the term of the value; then it was not.
        let at = fact.confirmed_at;
        let question = Question { actor, action: Action::Read, purpose, at };
        let permit = self.store.decide(&question, person, fact)?.permit().ok_or(StoreError::NotCovered)?;
        Ok(self.store.open_value(&permit, person, no)?.as_str().to_owned())
    }

    fn standing(&self, person: &Person, field: &str, value: &str) -> Result<FactNo, SimError> {
        let field = self.field(field)?;
        for fact in person.current().filter(|fact| fact.field == field) {
            if self.value(person, fact.no)? == value {
                return Ok(fact.no);
            }
        }
        Err(StoreError::NotFound("value").into())
    }

    fn acting(&self, name: &str, at: Timestamp) -> Result<Acting, SimError> {
        Ok(Acting::system(&self.store, self.purpose(name)?, at))
    }

    fn plan(&self, informed: bool, at: Timestamp) -> Result<ImportPlan, SimError> {
        let reference = Some("zapytanie".to_owned());
        let links = vec![Link { purpose: self.purpose(INQUIRY)?, basis: Basis::Contract, reference }];
        let plan = ImportPlan::new(PlannedSource::Known(self.source), Some(day_of(at)), links);
        Ok(ImportPlan { informed, ..plan })
    }

    fn add(&self, by: By<'_>, who: Handle, field: &str, value: &str) -> Result<(), SimError> {
        let person = self.person(who)?;
        add_value(&self.store, by, &self.plan(true, by.at())?, person.id, self.field(field)?, value)?;
        Ok(())
    }

    fn import(&self, by: By<'_>, new: &[Handle], known: Option<Handle>) -> Result<(), SimError> {
        let mut file = String::from("Imię;Nazwisko;E-mail;Telefon\n");
        for who in new {
            let values = values_of(*who);
            let value = |field: &str| {
                values
                    .iter()
                    .find(|(name, _)| name == field)
                    .map(|(_, value)| value.as_str())
                    .unwrap_or_default()
            };
            let [first, last, email, phone] = ["first_name", "last_name", "email", "phone"].map(value);
            file += &format!("{first};{last};{email};{phone}\n");
        }
        file.extend(known.map(|who| format!(";;{};\n", address_of(who))));
        let input = Input::from(file.into_bytes());
        let unread = |error: zgoda_formats::FormatError| SimError::Setup(error.to_string());
        let table = recognise(&input).and_then(|format| format.open_table(&input)).map_err(unread)?;
        let table = table.ok_or(SimError::Setup("the file is no table".into()))?;
        let mapping = Mapping::propose(&table);
        import::run(&self.store, by, &input, &self.plan(true, by.at())?, &mapping, &mut |_| {})?;
        Ok(())
    }

    fn statement(&self, at: Timestamp) -> Result<ConsentStatement, SimError> {
        Ok(ConsentStatement {
            purpose: self.purpose(NEWSLETTER)?,
            channels: BTreeSet::from([Channel::Email]),
            given: true,
            given_at: at,
            expires_at: None,
            pke398: true,
            wording: WORDING.into(),
            lang: "pl".into(),
            evidence: Some(ConsentEvidence {
                act: ConsentAct::DoubleOptin,
                pre_ticked: false,
                bundled: false,
                proof: true,
                informed: true,
                separate: true,
                double_optin: true,
            }),
            source: self.source,
        })
    }

    fn settle(&self, who: Handle, at: Timestamp) -> Result<(), SimError> {
        let person = self.person(who)?;
        let open = |status| !matches!(status, NoticeStatus::Delivered | NoticeStatus::Exempt);
        for waiting in person.notices.iter().filter(|notice| open(notice.status)) {
            notice::delivered(&self.store, stamp(at), person.id, waiting.no, Channel::Email, "akta/1")?;
        }
        Ok(())
    }

    fn enrich(&self, name: &str, at: Timestamp) -> Result<(), SimError> {
        let organisation =
            self.store.organisation_by_name(name)?.ok_or(StoreError::NotFound("organisation"))?;
        let fact = |field: &str, value: &str| IncomingFact {
            field: field.into(),
            value: value.into(),
            path: "/dane".into(),
        };
        let facts = [fact("legal_form", "SPÓŁKA Z O.O."), fact("city", "POZNAŃ")];
        let mut change = self.store.change(stamp(at));
        change.merge_organisation(&organisation, self.source, &[], &facts)?;
        change.commit()?;
        Ok(())
    }

    /// Signs the ledger, and keeps the mirror, as a server does from time to time.
    fn sign(&self, at: Timestamp) -> Result<Signed, SimError> {
        self.store.keep_mirror()?;
        let ledger = self.store.ledger();
        let note = ledger.checkpoint(at)?;
        let verifier = zgoda_ledger::Verifier::from_vkey(&ledger.vkey()).ok();
        let checkpoint = verifier.and_then(|verifier| verifier.verify(&note).ok());
        let checkpoint = checkpoint.ok_or(SimError::Setup("the checkpoint does not verify".into()))?;
        Ok(Some((checkpoint.size, checkpoint.root.to_base64())))
    }
}

fn purpose(store: &Store, name: &str) -> Result<PurposeId, SimError> {
    let purpose = store.law().catalogue().purpose(name);
    Ok(purpose.ok_or(StoreError::NotFound("purpose"))?.id)
}

fn stamp(at: Timestamp) -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at }
}

fn form() -> NewSource {
    NewSource {
        kind: SourceType::Form,
        name: SOURCE.into(),
        duty: InformationDuty::Article13,
        is_public: false,
        occurred_at: start_of_day(day_of(BEGIN)),
        approved: true,
        evidence: "form contact v1".into(),
    }
}
