//! The plan of an import: where the rows come from and why they may be held. Checked before the first row is read.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use zgoda_law::calendar::{day_of, start_of_day, warsaw};
use zgoda_law::{
    Basis, Catalogue, Channel, ConsentAct, ConsentEvidence, Obligation, ReasonCode, SourceType, SubjectKind,
};
use zgoda_store::{Link, NewSource, NewSubject, Source, SourceId, Store};

use crate::gate::{Gate, Terms};
use crate::{By, IntakeError, Refusal, SourceCard, SourceKind, notice};

/// How long a consent holds where its record says nothing else: 24 months (law B3.4).
pub(crate) const CONSENT_MONTHS: i32 = 24;

/// Where the rows come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlannedSource {
    /// A source to be described.
    New {
        /// Which kind.
        kind: SourceKind,
        /// What people call it.
        name: String,
        /// What proves it. Where it is empty, the file itself is the proof; never so for a purchased list.
        evidence: String,
    },
    /// A source that is described already.
    Known(SourceId),
}

/// How the consents that a file carries were given. What is not stated is not assumed: without act, proof, information
/// and separateness a consent is stored as a claim, and a claim counts for nothing (law G21).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentTerms {
    /// What the consent was for, by name.
    pub purpose: String,
    /// The channels it names.
    pub channels: BTreeSet<Channel>,
    /// The act by which each was given.
    pub act: Option<ConsentAct>,
    /// The complete record of each exists and can be shown.
    pub proof: bool,
    /// Who gave it was told who, what for, and that they may withdraw.
    pub informed: bool,
    /// It stood apart from other statements.
    pub separate: bool,
    /// The address was confirmed by a second step.
    pub double_optin: bool,
    /// The wording covers commercial information, PKE art. 398.
    pub pke398: bool,
    /// The wording, where the rows do not carry it.
    pub wording: Option<String>,
    /// The language of the wording.
    pub lang: String,
}

impl Default for ConsentTerms {
    /// A bare claim for the newsletter by e-mail.
    fn default() -> Self {
        Self {
            purpose: "newsletter".into(),
            channels: BTreeSet::from([Channel::Email]),
            act: None,
            proof: false,
            informed: false,
            separate: false,
            double_optin: false,
            pke398: false,
            wording: None,
            lang: "pl".into(),
        }
    }
}

impl ConsentTerms {
    /// The evidence of each consent, if it is complete.
    pub(crate) fn evidence(&self) -> Option<ConsentEvidence> {
        let act = self.act.filter(|_| self.proof && self.informed && self.separate)?;
        Some(ConsentEvidence {
            act,
            pre_ticked: false,
            bundled: false,
            proof: true,
            informed: true,
            separate: true,
            double_optin: self.double_optin,
        })
    }
}

/// Everything an import must say before a row is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPlan {
    /// Where the rows come from.
    pub source: PlannedSource,
    /// The day of the fair, of the chat, of the extract; for own records the day of the last sign from the people.
    pub occurred_on: Option<Date>,
    /// Purposes and bases, at least one.
    pub links: Vec<Link>,
    /// Who the people are. Rows with a firm make a [`SubjectKind::Natural`] person a contact of that organisation, or a
    /// sole trader where the firm bears their own name.
    pub kind: SubjectKind,
    /// Their country, two letters.
    pub country: String,
    /// The people were informed when the data were collected, so the duty of art. 13 or 14 is met.
    pub informed: bool,
    /// How the consents in the file were given.
    pub consent: ConsentTerms,
}

impl ImportPlan {
    /// A plan of the usual kind: natural persons in Poland, not yet informed.
    pub fn new(source: PlannedSource, occurred_on: Option<Date>, links: Vec<Link>) -> Self {
        let consent = ConsentTerms::default();
        let (kind, country) = (SubjectKind::Natural, "PL".into());
        Self { source, occurred_on, links, kind, country, informed: false, consent }
    }

    pub(crate) fn subject(&self, kind: SubjectKind) -> NewSubject {
        NewSubject { kind, country: self.country.clone(), ..NewSubject::default() }
    }

    /// The purpose that provable consents of the file carry beside the others. Rows without one do not get it, because
    /// the law denies it to them.
    fn consent_link(&self, catalogue: &Catalogue) -> Option<Link> {
        let purpose =
            catalogue.purpose(&self.consent.purpose).filter(|_| self.consent.evidence().is_some())?;
        let stated = |link: &Link| link.purpose == purpose.id && link.basis == Basis::Consent;
        let link = Link { purpose: purpose.id, basis: Basis::Consent, reference: None };
        (!self.links.iter().any(stated)).then_some(link)
    }

    /// Checks the plan as a whole, against the law and the settings of the controller, before a row is read.
    ///
    /// # Errors
    /// [`Refusal`] with all codes where it may not be carried out.
    pub fn check(&self, store: &Store, by: By) -> Result<(), IntakeError> {
        Checked::new(store, by, self, "file").map(drop)
    }
}

/// One purpose and its basis as a link, from names as a user says them. Where no basis is said, it is the one that the
/// source usually has, else the first that the catalogue allows. A contract or request must be referred to, so the name
/// of the source stands in where nothing else is said.
///
/// # Errors
/// `purpose_unknown` or `BASIS_MISSING`.
pub fn link(
    catalogue: &Catalogue,
    card: Option<&SourceCard>,
    purpose: &str,
    basis: Option<Basis>,
    reference: &str,
) -> Result<Link, Refusal> {
    let purpose = catalogue.purpose(purpose).ok_or(Refusal::of("purpose_unknown"))?;
    let usual = card.and_then(|card| card.purposes.iter().find(|(name, _)| *name == purpose.name));
    let first = purpose.bases.iter().map(|(basis, _)| *basis);
    let basis = basis
        .or(usual.map(|(_, basis)| *basis))
        .or_else(|| first.clone().find(|basis| *basis == Basis::Contract))
        .or_else(|| first.clone().next());
    let basis = basis.ok_or(Refusal::of(ReasonCode::BasisMissing.name()))?;
    let needs_reference = matches!(basis, Basis::Contract | Basis::LegalObligation);
    let reference = (needs_reference && !reference.trim().is_empty()).then(|| reference.trim().to_owned());
    Ok(Link { purpose: purpose.id, basis, reference })
}

/// A plan that passed, with what follows from it. The source may not stand in the store yet.
pub(crate) struct Checked {
    pub terms: Terms,
    pub card: Option<&'static SourceCard>,
    pub new_source: Option<NewSource>,
}

impl Checked {
    /// `proof` is what proves a new source where the plan says nothing: the file itself.
    pub fn new(store: &Store, by: By, plan: &ImportPlan, proof: &str) -> Result<Self, IntakeError> {
        let (source, card, new_source) = source(store, by.at(), plan, proof)?;
        if plan.links.is_empty() {
            return Err(IntakeError::refused(ReasonCode::BasisMissing.name()));
        }
        if !matches!(plan.kind, SubjectKind::Natural | SubjectKind::SoleTrader | SubjectKind::OrgContact) {
            return Err(IntakeError::refused("subjects_are_no_people"));
        }
        if store.law().catalogue().purpose(&plan.consent.purpose).is_none() {
            return Err(IntakeError::refused("purpose_unknown"));
        }
        let occurred_on = match plan.occurred_on {
            Some(day) => day,
            None if new_source.is_none() => day_of(source.occurred_at),
            None if card.is_some_and(|card| card.day_required) => {
                return Err(IntakeError::refused("day_missing"));
            }
            None => day_of(by.at()),
        };
        let mut links = plan.links.clone();
        links.extend(plan.consent_link(store.law().catalogue()));
        let terms = terms(store, by, source, &links, occurred_on, plan.informed)?;
        let checked = Self { terms, card, new_source };
        checked.ask_the_law(store, by, plan)?;
        Ok(checked)
    }

    /// Asks `may` about somebody of whom nothing is known, with a consent where one is needed: what is denied then is
    /// denied to every row.
    fn ask_the_law(&self, store: &Store, by: By, plan: &ImportPlan) -> Result<(), IntakeError> {
        let mut gate = Gate::new(store, by, self.terms.clone(), plan.subject(plan.kind))?;
        let mut codes: Vec<&'static str> = Vec::new();
        let mut destroy = false;
        for verdict in gate.best_case() {
            match verdict {
                Ok(()) => return Ok(()),
                Err(denied) => {
                    destroy |= denied.obligations.contains(&Obligation::DestructionProtocol);
                    codes.extend(denied.codes.iter().map(|code| code.name()));
                }
            }
        }
        codes.sort_unstable();
        codes.dedup();
        Err(Refusal { codes, destroy }.into())
    }
}

/// What follows from a source, purposes and a day.
pub(crate) fn terms(
    store: &Store,
    by: By,
    source: Source,
    links: &[Link],
    occurred_on: Date,
    informed: bool,
) -> Result<Terms, IntakeError> {
    let mut links = links.to_vec();
    links.sort();
    links.dedup();
    let obtained_at = start_of_day(occurred_on);
    let until = store.terms(&links, occurred_on, by.at())?;
    let notice = notice::arm(&source, &links, obtained_at, informed, by.at());
    Ok(Terms { source, links, until, obtained_at, notice })
}

type Planned = (Source, Option<&'static SourceCard>, Option<NewSource>);

fn source(store: &Store, at: Timestamp, plan: &ImportPlan, proof: &str) -> Result<Planned, IntakeError> {
    match &plan.source {
        PlannedSource::Known(id) => {
            let source = store.source(*id)?;
            let card = SourceCard::of(source.kind);
            Ok((source, card, None))
        }
        PlannedSource::New { name, .. } if name.trim().is_empty() => {
            Err(IntakeError::refused("source_unnamed"))
        }
        PlannedSource::New { kind, name, evidence } => {
            let card = kind.card();
            let new =
                described(card, name, evidence, proof, start_of_day(plan.occurred_on.unwrap_or(day_of(at))));
            let source = Source {
                id: SourceId(0),
                kind: new.kind,
                name: new.name.clone(),
                duty: new.duty,
                is_public: new.is_public,
                occurred_at: new.occurred_at,
                approved_at: new.approved.then_some(at),
                evidence: new.evidence.clone(),
            };
            Ok((source, Some(card), Some(new)))
        }
    }
}

/// A source of this card. What is refused by default is neither approved nor proven by the file that claims it.
pub(crate) fn described(
    card: &SourceCard,
    name: &str,
    evidence: &str,
    proof: &str,
    occurred_at: Timestamp,
) -> NewSource {
    let proof = if card.refused { "" } else { proof };
    let evidence = if evidence.trim().is_empty() { proof } else { evidence.trim() };
    NewSource {
        kind: card.source,
        name: name.trim().to_owned(),
        duty: card.duty,
        is_public: card.is_public,
        occurred_at,
        approved: !card.refused,
        evidence: evidence.to_owned(),
    }
}

/// The end of a consent's term that nobody has stated.
pub(crate) fn consent_end(given_at: Timestamp) -> Timestamp {
    given_at.to_zoned(warsaw().clone()).saturating_add(CONSENT_MONTHS.months()).timestamp()
}

/// Whether each row from such a source must bring the proof of its own consent (law G29).
pub(crate) fn needs_proof_of_each(source: &Source) -> bool {
    source.kind == SourceType::Broker
}
