//! Permits for tests, got as everybody gets them: by asking the law about a case that it allows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use zgoda_law::{
    Action, Actor, ActorId, ActorKind, AutomatedDecision, Basis, BasisInstance, Case, Channel, Contact,
    ContentClass, Country, Device, DeviceUse, FieldId, Governance, Grounds, InformationDuty, Law,
    LifecycleGroup, Message, Notice, NoticeStatus, Permission, PermissionKind, Permit, Recipient,
    RecipientRole, Role, RoleGrant, Source, SourceType, Subject, SubjectId, SubjectKind,
};

static LAW: LazyLock<Law> = LazyLock::new(|| Law::builtin().unwrap());

/// A permit for an action on a field of a person who asked for an offer this morning.
pub fn permit(action: Action, subject: SubjectId, field: FieldId) -> Permit {
    ask(&case(action, subject, &LAW.catalogue().field_by_id(field).unwrap().name))
}

/// A permit for an action that touches no value.
pub fn permit_without_field(action: Action, subject: SubjectId) -> Permit {
    ask(&Case { field: None, ..case(action, subject, "email") })
}

/// Panics with the reasons if the law denies it.
fn ask(case: &Case) -> Permit {
    let verdict = LAW.may(case);
    verdict.permit().unwrap_or_else(|| panic!("{}: {:?}", case.action, verdict.reasons()))
}

const PURPOSE: &str = "send_requested_offer";

fn case(action: Action, subject: SubjectId, field: &str) -> Case {
    let notice = action == Action::Notify;
    let morning = "2026-11-21T08:00:00+01:00".parse().unwrap();
    let now = "2026-11-21T10:00:00+01:00".parse().unwrap();
    Case {
        at: now,
        action,
        purpose: PURPOSE.to_owned(),
        field: Some(field.to_owned()),
        sender_country: Country::PL,
        stores_ready: true,
        subject: Subject {
            id: subject,
            kind: SubjectKind::Natural,
            country: Some(Country::PL),
            other_countries: Vec::new(),
            states: Vec::new(),
            age: Some(40),
            parental_consent: false,
            lifecycle: Some(LifecycleGroup::Leads),
            is_client: false,
            on_optout_register: None,
        },
        actor: Actor {
            id: ActorId::SYSTEM,
            kind: ActorKind::Service,
            grants: vec![RoleGrant {
                role: Role::System,
                from: "2026-01-01T00:00:00Z".parse().unwrap(),
                to: None,
                purposes: Vec::new(),
            }],
            mfa: true,
            training_valid_to: Some("2027-01-01".parse().unwrap()),
            session_purpose: None,
        },
        governance: Governance {
            active: true,
            ropa: true,
            dpia_valid_to: Some("2027-01-01".parse().unwrap()),
            lia_valid_to: Some("2027-01-01".parse().unwrap()),
            compatible_from: BTreeSet::new(),
            stopped_fields: BTreeSet::new(),
        },
        grounds: Grounds {
            source: Some(Source {
                kind: SourceType::Form,
                obtained_at: morning,
                approved: true,
                visibility: None,
                evidence: true,
            }),
            purposes: BTreeSet::from([PURPOSE.to_owned()]),
            bases: vec![BasisInstance {
                purpose: PURPOSE.to_owned(),
                basis: Basis::Contract,
                from: morning,
                to: None,
                reference: Some("request 1".to_owned()),
            }],
            keep_until: BTreeMap::from([(PURPOSE.to_owned(), "2027-01-01".parse().unwrap())]),
            ..Grounds::default()
        },
        consents: Vec::new(),
        permissions: vec![Permission {
            channel: Channel::Email,
            kind: PermissionKind::Requested,
            purpose: PURPOSE.to_owned(),
            offer: Some("offer 1".to_owned()),
            given_at: morning,
            not_before: None,
            valid_to: None,
            max_contacts: None,
            contacts_used: 0,
            soft_optin: None,
        }],
        objections: Vec::new(),
        suppression: None,
        notices: vec![Notice {
            duty: InformationDuty::Article13,
            obtained_at: morning,
            due_at: None,
            status: NoticeStatus::Delivered,
            channel: Some(Channel::Email),
            purposes: BTreeSet::from([PURPOSE.to_owned()]),
        }],
        contact: Some(Contact {
            channel: Channel::Email,
            message: Message {
                content: if notice { ContentClass::LegalNotice } else { ContentClass::Requested },
                promo: false,
                tracking: false,
                ai_generated: false,
                ai_disclosed: false,
                sender_block: true,
                optout_block: true,
                commercial_label: !notice,
                offer: (!notice).then(|| "offer 1".to_owned()),
            },
        }),
        device: Some(Device { used_for: DeviceUse::Session, signal: None, signal_since: None }),
        automated: Some(AutomatedDecision { solely_automated: false, significant_effect: false }),
        recipient: Some(Recipient {
            role: RecipientRole::Processor,
            country: Country::PL,
            contract: true,
            basis: None,
            mechanism: None,
            dpf_listed: false,
            scc_signed: false,
            tia_valid_to: None,
            derogation_approved: false,
        }),
    }
}
