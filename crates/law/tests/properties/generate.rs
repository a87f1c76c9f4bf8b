//! Cases to try the invariants on: a golden case, then changed at random.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp, civil::Date};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use zgoda_law::*;

pub static LAW: LazyLock<Law> = LazyLock::new(|| Law::builtin().unwrap());

/// Every template of the golden cases, with every patch that decides a case.
static SEEDS: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let golden: Value = serde_json::from_str(include_str!("../golden/cases.json")).unwrap();
    let parts = golden["rows"].as_array().unwrap().iter().flat_map(|row| row["parts"].as_array().unwrap());
    parts
        .filter(|part| part["template"].is_string())
        .map(|part| {
            let mut case = golden["templates"][part["template"].as_str().unwrap()].clone();
            merge_patch(&mut case, &part["patch"]);
            serde_json::from_value(case).unwrap()
        })
        .collect()
});

fn merge_patch(target: &mut Value, patch: &Value) {
    for (key, value) in patch.as_object().unwrap() {
        let object = target.as_object_mut().unwrap();
        match object.get_mut(key) {
            _ if value.is_null() => drop(object.remove(key)),
            Some(old) if value.is_object() && old.is_object() => merge_patch(old, value),
            _ => drop(object.insert(key.clone(), value.clone())),
        }
    }
}

pub fn seed() -> impl Strategy<Value = Case> {
    select(SEEDS.clone())
}

/// A golden case of a kind.
pub fn seed_where(fits: fn(&Case) -> bool) -> impl Strategy<Value = Case> {
    select(SEEDS.iter().filter(|case| fits(case)).cloned().collect::<Vec<_>>())
}

/// A seed with a few random changes, sensible or not.
pub fn case() -> impl Strategy<Value = Case> {
    (seed(), vec(change(), 0..4)).prop_map(|(mut case, changes)| {
        changes.into_iter().for_each(|change| change.apply(&mut case));
        case
    })
}

#[derive(Debug, Clone)]
enum Change {
    Days(i64),
    Purpose(String),
    Field(String),
    Action(Action),
    Kind(SubjectKind),
    Consent(Consent),
    Permission(Permission),
    NoSource,
    NoTerm,
    NoBasis,
    NoNotice,
    NoPermission,
    NoGovernance,
}

impl Change {
    fn apply(self, case: &mut Case) {
        match self {
            Self::Days(days) => case.at += SignedDuration::from_hours(24 * days),
            Self::Purpose(name) => case.purpose = name,
            Self::Field(name) => case.field = Some(name),
            Self::Action(action) => case.action = action,
            Self::Kind(kind) => case.subject.kind = kind,
            Self::Consent(consent) => case.consents.push(consent),
            Self::Permission(permission) => case.permissions.push(permission),
            Self::NoSource => case.grounds.source = None,
            Self::NoTerm => case.grounds.keep_until.clear(),
            Self::NoBasis => case.grounds.bases.clear(),
            Self::NoNotice => case.notices.clear(),
            Self::NoPermission => case.permissions.clear(),
            Self::NoGovernance => case.governance = Governance::default(),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let without = [
        Change::NoSource,
        Change::NoTerm,
        Change::NoBasis,
        Change::NoNotice,
        Change::NoPermission,
        Change::NoGovernance,
    ];
    prop_oneof![
        (-900_i64..900).prop_map(Change::Days),
        purpose().prop_map(Change::Purpose),
        field().prop_map(Change::Field),
        select(Action::ALL).prop_map(Change::Action),
        select(SubjectKind::ALL).prop_map(Change::Kind),
        consent().prop_map(Change::Consent),
        permission().prop_map(Change::Permission),
        select(without.to_vec()),
    ]
}

/// Something about the person that is not an act of theirs, nor an approval, nor a delivered notice.
#[derive(Debug, Clone)]
pub enum Addition {
    State(SubjectState),
    Objection(Objection),
    Suppression(Suppression),
    EndedConsent(Consent),
    Permission(Permission),
    BasisElsewhere(BasisInstance),
    Purpose(String),
    TermElsewhere(String, Date),
    OverdueNotice(Timestamp),
    Finding(FieldClass),
    Country(Country),
    Copied(Timestamp),
    Unused,
}

impl Addition {
    pub fn add_to(&self, case: &mut Case) {
        match self.clone() {
            Self::State(state) => case.subject.states.push(state),
            Self::Objection(objection) => case.objections.push(objection),
            Self::Suppression(entry) => case.suppression = case.suppression.take().or(Some(entry)),
            Self::EndedConsent(consent) => case.consents.push(consent),
            Self::Permission(permission) => case.permissions.push(permission),
            Self::BasisElsewhere(base) if base.purpose != case.purpose => case.grounds.bases.push(base),
            Self::Purpose(name) => drop(case.grounds.purposes.insert(name)),
            Self::TermElsewhere(purpose, day) if purpose != case.purpose => {
                case.grounds.keep_until.insert(purpose, day);
            }
            Self::BasisElsewhere(_) | Self::TermElsewhere(..) => {}
            Self::OverdueNotice(obtained_at) => case.notices.push(Notice {
                duty: InformationDuty::Article14,
                obtained_at,
                due_at: None,
                status: NoticeStatus::Due,
                channel: None,
                purposes: BTreeSet::new(),
            }),
            Self::Finding(class) => case.grounds.findings.push(class),
            Self::Country(country) => case.subject.other_countries.push(country),
            Self::Copied(at) => case.grounds.copied_at = case.grounds.copied_at.or(Some(at)),
            Self::Unused => case.grounds.unused = true,
        }
    }
}

pub fn addition() -> impl Strategy<Value = Addition> {
    prop_oneof![
        select(SubjectState::ALL).prop_map(Addition::State),
        objection().prop_map(Addition::Objection),
        suppression().prop_map(Addition::Suppression),
        ended_consent().prop_map(Addition::EndedConsent),
        // A permission that no law asks for opens nothing.
        permission()
            .prop_map(|p| Addition::Permission(Permission { kind: PermissionKind::NoneRequired, ..p })),
        // Nothing follows from these purposes.
        (select(&["newsletter", "aggregate_stats", "share_partner"][..]), select(Basis::ALL), timestamp())
            .prop_map(|(purpose, basis, from)| Addition::BasisElsewhere(BasisInstance {
                purpose: purpose.to_owned(),
                basis,
                from,
                to: None,
                reference: Some("reference".to_owned()),
            })),
        purpose().prop_map(Addition::Purpose),
        (purpose(), day()).prop_map(|(purpose, day)| Addition::TermElsewhere(purpose, day)),
        timestamp().prop_map(Addition::OverdueNotice),
        select(FieldClass::ALL).prop_map(Addition::Finding),
        select(&["PL", "DE", "FR", "GB", "IT"][..]).prop_map(|code| Addition::Country(code.parse().unwrap())),
        timestamp().prop_map(Addition::Copied),
        Just(Addition::Unused),
    ]
}

pub fn timestamp() -> impl Strategy<Value = Timestamp> {
    (1_546_300_800_i64..1_830_297_600).prop_map(|second| Timestamp::from_second(second).unwrap())
}

pub fn day() -> impl Strategy<Value = Date> {
    timestamp().prop_map(calendar::day_of)
}

fn purpose() -> impl Strategy<Value = String> {
    select(LAW.catalogue().purposes().iter().map(|purpose| purpose.name.clone()).collect::<Vec<_>>())
}

fn field() -> impl Strategy<Value = String> {
    select(LAW.catalogue().fields().iter().map(|field| field.name.clone()).collect::<Vec<_>>())
}

fn channels() -> impl Strategy<Value = BTreeSet<Channel>> {
    btree_set(select(Channel::ALL), 0..3)
}

/// A consent of any kind, good ones included.
pub fn consent() -> impl Strategy<Value = Consent> {
    (
        select(&["newsletter", "direct_marketing_own", "device_tracking"][..]),
        timestamp(),
        channels(),
        any::<[bool; 5]>(),
    )
        .prop_map(|(purpose, given_at, channels, [pke, pre_ticked, proof, separate, term])| Consent {
            purpose: purpose.to_owned(),
            state: ConsentState::Given,
            given_at,
            withdrawn_at: None,
            expires_at: term.then(|| "2030-01-01T00:00:00Z".parse().unwrap()),
            channels,
            pke398: pke,
            pke399: pke,
            explicit: false,
            evidence: Some(ConsentEvidence {
                act: ConsentAct::Tick,
                pre_ticked,
                bundled: false,
                proof,
                informed: true,
                separate,
                double_optin: false,
            }),
        })
}

fn ended_consent() -> impl Strategy<Value = Consent> {
    let end = select(&[ConsentState::Refused, ConsentState::Withdrawn, ConsentState::Invalidated][..]);
    (consent(), end, proptest::option::of(0_i64..1000)).prop_map(|(consent, state, days)| Consent {
        state,
        // A record that someone typed: withdrawn, but with full proof.
        withdrawn_at: (state == ConsentState::Withdrawn).then(|| {
            days.map_or(consent.given_at, |days| consent.given_at + SignedDuration::from_hours(24 * days))
        }),
        evidence: if state == ConsentState::Withdrawn && days.is_some() { None } else { consent.evidence },
        ..consent
    })
}

pub fn permission() -> impl Strategy<Value = Permission> {
    (select(Channel::ALL), select(PermissionKind::ALL), purpose(), timestamp(), 0_u32..4).prop_map(
        |(channel, kind, purpose, given_at, contacts_used)| Permission {
            channel,
            kind,
            purpose,
            offer: Some("computer".to_owned()),
            given_at,
            not_before: None,
            valid_to: None,
            max_contacts: Some(3),
            contacts_used,
            soft_optin: None,
        },
    )
}

pub fn objection() -> impl Strategy<Value = Objection> {
    (select(ObjectionKind::ALL), timestamp()).prop_map(|(kind, at)| Objection { kind, at, rejected_at: None })
}

fn suppression() -> impl Strategy<Value = Suppression> {
    (timestamp(), channels()).prop_map(|(since, channels)| Suppression { since, channels })
}

/// What one of two records of a person may have that the other lacks: strictness, never a later act of the person.
#[derive(Debug, Clone)]
pub struct Strictness {
    states: Vec<SubjectState>,
    objections: Vec<Objection>,
    suppression: Option<Suppression>,
    ended: Vec<Consent>,
    contacts_used: u32,
    not_before: Option<Timestamp>,
    valid_to: Option<Timestamp>,
    days: i64,
    age: Option<u8>,
}

pub fn strictness() -> impl Strategy<Value = Strictness> {
    let option = proptest::option::weighted::<BoxedStrategy<Timestamp>>;
    (
        vec(select(SubjectState::ALL), 0..2),
        vec(objection(), 0..2),
        proptest::option::weighted(0.2, suppression()),
        vec(ended_consent(), 0..2),
        0_u32..4,
        option(0.2, timestamp().boxed()),
        option(0.2, timestamp().boxed()),
        -400_i64..400,
        proptest::option::weighted(0.2, 10_u8..30),
    )
        .prop_map(
            |(states, objections, suppression, ended, contacts_used, not_before, valid_to, days, age)| {
                Strictness {
                    states,
                    objections,
                    suppression,
                    ended,
                    contacts_used,
                    not_before,
                    valid_to,
                    days,
                    age,
                }
            },
        )
}

impl Strictness {
    pub fn of(&self, case: &Case) -> LegalState {
        let mut state = LegalState::of(case);
        state.states.extend(&self.states);
        state.objections.extend(self.objections.iter().cloned());
        state.suppression = state.suppression.or(self.suppression.clone());
        state.consents.extend(self.ended.iter().cloned());
        state.age = state.age.or(self.age);
        for permission in &mut state.permissions {
            permission.contacts_used += self.contacts_used;
            permission.not_before = permission.not_before.max(self.not_before);
            permission.valid_to = permission.valid_to.or(self.valid_to);
        }
        let shift = SignedDuration::from_hours(24 * self.days);
        state.keep_until = state
            .keep_until
            .into_iter()
            .map(|(purpose, day)| (purpose, day.saturating_add(shift)))
            .collect::<BTreeMap<_, _>>();
        state
    }
}
