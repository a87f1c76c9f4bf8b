//! A random question that both sides can be asked: what matters to twelve rules, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use zgoda_law::{
    Action, Actor, ActorId, ActorKind, Basis, BasisInstance, Case, Channel, Consent, ConsentAct,
    ConsentEvidence, ConsentState, Country, Governance, Grounds, InformationDuty, Notice, NoticeStatus,
    Objection, ObjectionKind, Role, RoleGrant, Source, SourceType, Subject, SubjectId, SubjectKind,
    SubjectState, Visibility,
};

use crate::gdpr::Random;

/// The purposes asked about.
pub const PURPOSES: [&str; 3] = ["respond_inquiry", "direct_marketing_own", "newsletter"];
/// The fields asked about.
pub const FIELDS: [&str; 5] = ["email", "first_name", "product_interest", "nip", "bank_account"];
/// The roles that ask.
pub const ROLES: [Role; 3] = [Role::Sales, Role::Marketing, Role::Accounting];
/// What a value may rest on.
pub const BASES: [Basis; 3] = [Basis::Consent, Basis::Contract, Basis::LegitimateInterest];
/// States that close a person's data.
pub const STATES: [SubjectState; 3] =
    [SubjectState::Restricted, SubjectState::Erased, SubjectState::Quarantined];

/// When all questions are asked.
pub fn at() -> Timestamp {
    Timestamp::constant(1_795_338_000, 0)
}

fn today() -> Date {
    Date::constant(2026, 11, 22)
}

/// What became of a duty to inform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// There is none.
    Nothing,
    /// The person was informed.
    Delivered,
    /// It is due later.
    Due,
    /// It is overdue.
    Overdue,
}

/// Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// There is none.
    Nothing,
    /// It stands.
    Yes,
    /// It was withdrawn.
    Withdrawn,
    /// It has run out.
    RanOut,
    /// Nothing shows it.
    Unproven,
}

/// An objection to marketing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objected {
    /// There is none.
    Never,
    /// Before the consent, which overcomes it if it stands.
    BeforeConsent,
    /// After it.
    AfterConsent,
}

/// One question.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The purpose.
    pub purpose: &'static str,
    /// The field.
    pub field: &'static str,
    /// Who asks.
    pub role: Role,
    /// With a second factor.
    pub mfa: bool,
    /// In a session for this purpose.
    pub in_session: bool,
    /// With training that counts.
    pub trained: bool,
    /// The purpose is in use.
    pub active: bool,
    /// The balancing test stands.
    pub balanced: bool,
    /// What the value rests on.
    pub basis: Basis,
    /// The contract is named.
    pub referred: bool,
    /// The source was approved.
    pub approved: bool,
    /// The source is proven.
    pub proven: bool,
    /// The term has not ended.
    pub in_term: bool,
    /// The duty to inform.
    pub told: Told,
    /// The consent.
    pub said: Said,
    /// The objection.
    pub objected: Objected,
    /// A closing state.
    pub state: Option<SubjectState>,
}

impl Scenario {
    /// Draws one. Each condition holds most of the time, so that a fair share of all cases is allowed.
    pub fn draw(random: &mut Random) -> Self {
        let mut mostly = || random.below(10) != 0;
        let [mfa, in_session, trained, active, balanced, referred, approved, proven, in_term, open] =
            std::array::from_fn(|_| mostly());
        let told = [Told::Nothing, Told::Due, Told::Overdue];
        let told = *told.get(random.below(15) as usize).unwrap_or(&Told::Delivered);
        let said = [Said::Nothing, Said::Withdrawn, Said::RanOut, Said::Unproven];
        let said = *said.get(random.below(12) as usize).unwrap_or(&Said::Yes);
        let objected = [Objected::BeforeConsent, Objected::AfterConsent];
        let objected = *objected.get(random.below(10) as usize).unwrap_or(&Objected::Never);
        let state = if open { None } else { Some(pick(&STATES, random)) };
        Self {
            purpose: pick(&PURPOSES, random),
            field: pick(&FIELDS, random),
            role: pick(&ROLES, random),
            basis: pick(&BASES, random),
            mfa,
            in_session,
            trained,
            active,
            balanced,
            referred,
            approved,
            proven,
            in_term,
            told,
            said,
            objected,
            state,
        }
    }

    /// The question as our law is asked.
    pub fn case(&self) -> Case {
        let purpose = self.purpose.to_owned();
        let before = at() - days(30);
        let ended = |stands: bool| Some(if stands { Date::constant(2027, 6, 1) } else { today() });
        let actor = Actor {
            id: ActorId(7),
            kind: ActorKind::Human,
            grants: vec![RoleGrant { role: self.role, from: before, to: None, purposes: Vec::new() }],
            mfa: self.mfa,
            training_valid_to: ended(self.trained),
            session_purpose: Some(if self.in_session { purpose.clone() } else { "accounting_tax".into() }),
        };
        let subject = Subject {
            id: SubjectId::from_bytes([7; 16]),
            kind: SubjectKind::Natural,
            country: Some(Country::PL),
            other_countries: Vec::new(),
            states: self.state.into_iter().collect(),
            age: None,
            parental_consent: false,
            lifecycle: None,
            is_client: false,
            on_optout_register: None,
        };
        Case {
            at: at(),
            action: Action::Read,
            purpose,
            field: Some(self.field.to_owned()),
            sender_country: Country::PL,
            stores_ready: true,
            subject,
            actor,
            governance: Governance {
                active: self.active,
                ropa: self.active,
                lia_valid_to: ended(self.balanced),
                ..Governance::default()
            },
            grounds: self.grounds(),
            consents: self.consent().into_iter().collect(),
            permissions: Vec::new(),
            objections: self.objection().into_iter().collect(),
            suppression: None,
            notices: self.notice().into_iter().collect(),
            contact: None,
            device: None,
            automated: None,
            recipient: None,
        }
    }

    fn grounds(&self) -> Grounds {
        let name = self.purpose.to_owned();
        let from = at() - days(30);
        let last = if self.in_term { Date::constant(2027, 6, 1) } else { today() };
        Grounds {
            source: Some(Source {
                kind: SourceType::Form,
                obtained_at: from,
                approved: self.approved,
                visibility: Some(Visibility::Open),
                evidence: self.proven,
            }),
            purposes: BTreeSet::from([name.clone()]),
            bases: vec![BasisInstance {
                purpose: name.clone(),
                basis: self.basis,
                from,
                to: None,
                reference: self.referred.then(|| "inquiry 7".to_owned()),
            }],
            keep_until: BTreeMap::from([(name, last)]),
            ..Grounds::default()
        }
    }

    fn consent(&self) -> Option<Consent> {
        let evidence = ConsentEvidence {
            act: ConsentAct::Tick,
            pre_ticked: false,
            bundled: false,
            proof: true,
            informed: true,
            separate: true,
            double_optin: false,
        };
        (self.said != Said::Nothing).then(|| Consent {
            purpose: self.purpose.to_owned(),
            state: if self.said == Said::Withdrawn { ConsentState::Withdrawn } else { ConsentState::Given },
            given_at: at() - days(10),
            withdrawn_at: (self.said == Said::Withdrawn).then(|| at() - days(1)),
            expires_at: Some(if self.said == Said::RanOut { at() - days(1) } else { at() + days(300) }),
            channels: BTreeSet::from([Channel::Email]),
            pke398: true,
            pke399: false,
            explicit: false,
            evidence: (self.said != Said::Unproven).then_some(evidence),
        })
    }

    fn objection(&self) -> Option<Objection> {
        let ago = match self.objected {
            Objected::Never => return None,
            Objected::BeforeConsent => 20,
            Objected::AfterConsent => 5,
        };
        Some(Objection { kind: ObjectionKind::Marketing, at: at() - days(ago), rejected_at: None })
    }

    fn notice(&self) -> Option<Notice> {
        let (status, due) = match self.told {
            Told::Nothing => return None,
            Told::Delivered => (NoticeStatus::Delivered, at() - days(20)),
            Told::Due => (NoticeStatus::Due, at() + days(2)),
            Told::Overdue => (NoticeStatus::Due, at() - days(2)),
        };
        Some(Notice {
            duty: InformationDuty::Article13,
            obtained_at: at() - days(30),
            due_at: Some(due),
            status,
            channel: None,
            purposes: BTreeSet::from([self.purpose.to_owned()]),
        })
    }
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

fn pick<T: Copy, const N: usize>(list: &[T; N], random: &mut Random) -> T {
    list[random.below(N as u64) as usize]
}
