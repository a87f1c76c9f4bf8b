//! Random cases built from the catalogue and the packs: first one in which all is well, then a few things that are not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::*;

/// Dice that fall the same way for the same seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }

    pub fn percent(&mut self, chance: usize) -> bool {
        self.roll(100) < chance
    }

    pub fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.roll(items.len())].clone()
    }

    fn some<T>(&mut self, chance: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(chance).then(|| make(self))
    }

    /// A moment around another, often on the very boundary: seconds, changes of the hour, days, months, years.
    pub fn near(&mut self, at: Timestamp) -> Timestamp {
        let millis = [0, 0, 1, 500, 1000, 3_600_000, 86_400_000, 30 * 86_400_000, 400 * 86_400_000];
        let shift = self.pick(&millis) * self.pick(&[-1, 1]) + self.pick(&[0, 0, 0, 1, -1]);
        let moved = at.saturating_add(SignedDuration::from_millis(shift)).unwrap();
        if self.percent(10) { start_of_day(day_of(moved)) } else { moved }
    }

    /// A moment before another.
    pub fn before(&mut self, at: Timestamp) -> Timestamp {
        at - SignedDuration::from_secs(1 + self.roll(20_000_000) as i64)
    }

    /// A moment after another.
    pub fn after(&mut self, at: Timestamp) -> Timestamp {
        at + SignedDuration::from_secs(1 + self.roll(40_000_000) as i64)
    }
}

const COUNTRIES: [&str; 9] = ["PL", "PL", "PL", "PL", "DE", "FR", "GB", "IT", "US"];

/// The case of a seed.
pub fn case(law: &Law, seed: u64) -> Case {
    let mut dice = Dice(seed);
    let mut case = good(law, &mut dice);
    for _ in 0..dice.pick(&[0, 0, 1, 1, 2, 3]) {
        spoil(law, &mut dice, &mut case);
    }
    case
}

/// A moment of the years in which the packs change, often one on which the hours or the days do.
fn now(dice: &mut Dice) -> Timestamp {
    let turns = [
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-08-11T00:00:00+02:00",
        "2024-11-10T00:00:00+01:00",
    ];
    match dice.roll(10) {
        0 => dice.near(turns[dice.0 as usize % turns.len()].parse().unwrap()),
        1 => Timestamp::from_second(1_420_000_000 + dice.roll(400_000_000) as i64).unwrap(),
        _ => Timestamp::from_millisecond(1_786_500_000_000 + dice.roll(50_000_000_000) as i64).unwrap(),
    }
}

/// Somebody who may be sent the newsletter by e-mail at that time, or may not: one of an audience.
pub fn reader(law: &Law, seed: u64, at: Timestamp) -> Case {
    let mut dice = Dice(seed);
    let purpose = law.catalogue().purpose("newsletter").unwrap();
    let mut case = good_for(law, &mut dice, purpose, Action::Send, at);
    (case.subject.country, case.sender_country) = (Some(Country::PL), Country::PL);
    case.field = Some("email".to_owned());
    case.contact.iter_mut().for_each(|contact| {
        contact.channel = Channel::Email;
        contact.message.tracking = false;
        contact.message.offer = None;
    });
    case.consents.iter_mut().for_each(|consent| consent.channels.extend([Channel::Email]));
    case.permissions.iter_mut().for_each(|permission| permission.channel = Channel::Email);
    for _ in 0..dice.pick(&[0, 0, 0, 1, 2]) {
        spoil(law, &mut dice, &mut case);
    }
    case
}

fn good(law: &Law, dice: &mut Dice) -> Case {
    let at = now(dice);
    let purpose = &law.catalogue().purposes()[dice.roll(law.catalogue().purposes().len())];
    let any = dice.pick(Action::ALL);
    let action = dice.pick(&[Action::Send, Action::Send, Action::Read, Action::Use, any]);
    good_for(law, dice, purpose, action, at)
}

fn good_for(law: &Law, dice: &mut Dice, purpose: &PurposeDef, action: Action, at: Timestamp) -> Case {
    let fields = law.catalogue().fields();
    let needed: Vec<_> = fields.iter().filter(|field| purpose.fields().contains(field.id)).collect();
    let named = !matches!(action, Action::Decide | Action::DeviceAccess | Action::Notify) || dice.percent(50);
    let field = named.then(|| dice.pick(&needed).name.clone());
    let country = dice.some(90, |dice| dice.pick(&COUNTRIES).parse().unwrap());
    let year = at + SignedDuration::from_hours(24 * 365);
    let contact = matches!(action, Action::Send | Action::Notify).then(|| contact(dice, action, purpose));
    let mut case = Case {
        at,
        action,
        purpose: purpose.name.clone(),
        field,
        sender_country: dice.pick(&["PL", "PL", "PL", "DE"]).parse().unwrap(),
        stores_ready: true,
        subject: Subject {
            id: SubjectId::from_bytes([dice.roll(256) as u8; 16]),
            kind: dice.pick(SubjectKind::ALL),
            country,
            other_countries: Vec::new(),
            states: Vec::new(),
            age: dice.some(10, |dice| 18 + dice.roll(60) as u8),
            parental_consent: dice.percent(20),
            lifecycle: None,
            is_client: dice.percent(40),
            on_optout_register: dice.some(60, |dice| dice.percent(30)),
        },
        actor: actor(law, dice, purpose, action, at),
        governance: Governance {
            active: true,
            ropa: true,
            dpia_valid_to: Some(day_of(year)),
            lia_valid_to: Some(day_of(year)),
            compatible_from: BTreeSet::new(),
            stopped_fields: BTreeSet::new(),
        },
        grounds: grounds(dice, purpose, at),
        consents: Vec::new(),
        permissions: Vec::new(),
        objections: Vec::new(),
        suppression: None,
        notices: Vec::new(),
        contact,
        device: (action == Action::DeviceAccess || dice.percent(1)).then(|| device(dice, at)),
        automated: (action == Action::Decide || dice.percent(3)).then(|| AutomatedDecision {
            solely_automated: dice.percent(50),
            significant_effect: dice.percent(80),
        }),
        recipient: None,
    };
    if matches!(action, Action::Disclose | Action::Export) || dice.percent(2) {
        case.recipient = Some(recipient(dice, at));
    }
    add_words(dice, &mut case);
    case.notices.push(notice(dice, &case, NoticeStatus::Delivered));
    case
}

/// What the person said: the consent behind the basis, and what opens the channel.
fn add_words(dice: &mut Dice, case: &mut Case) {
    let on_consent = case.grounds.bases.iter().any(|base| base.basis == Basis::Consent);
    let needs_word = case.contact.is_some() || case.action == Action::DeviceAccess;
    if on_consent || needs_word || dice.percent(10) {
        let consent = consent(dice, case, case.purpose.clone());
        let channels: Vec<Channel> = consent.channels.iter().copied().collect();
        case.consents.push(consent);
        for channel in channels {
            let permission = permission(dice, case, PermissionKind::Consent, channel);
            case.permissions.push(permission);
        }
    }
    if case.contact.as_ref().is_some_and(|contact| contact.message.tracking) || dice.percent(5) {
        let consent = consent(dice, case, "device_tracking".to_owned());
        case.consents.push(consent);
    }
    if let Some(channel) = case.contact.as_ref().map(|contact| contact.channel).filter(|_| dice.percent(20)) {
        let kind = dice.pick(&[PermissionKind::Requested, PermissionKind::SoftOptin]);
        let permission = permission(dice, case, kind, channel);
        case.permissions.push(permission);
    }
}

/// Purposes that an authorisation is narrowed to, the one asked about more often than not among them.
fn narrowed(law: &Law, dice: &mut Dice, purpose: &PurposeDef) -> Vec<String> {
    let other = dice.pick(law.catalogue().purposes()).name;
    if dice.percent(80) { vec![other, purpose.name.clone()] } else { vec![other] }
}

fn actor(law: &Law, dice: &mut Dice, purpose: &PurposeDef, action: Action, at: Timestamp) -> Actor {
    let serving: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| law.catalogue().role(*role).is_some_and(|def| def.serves(purpose) && def.does(action)))
        .collect();
    let role = if dice.percent(80) { Role::System } else { dice.pick(&serving) };
    Actor {
        id: ActorId(dice.roll(9) as u32),
        kind: dice.pick(&[ActorKind::Service, ActorKind::Human, ActorKind::AiAgent]),
        grants: vec![RoleGrant {
            role,
            from: dice.before(at),
            to: dice.some(20, |dice| dice.after(at)),
            purposes: dice.some(10, |dice| narrowed(law, dice, purpose)).unwrap_or_default(),
        }],
        mfa: true,
        training_valid_to: Some(day_of(at + SignedDuration::from_hours(48))),
        session_purpose: Some(purpose.name.clone()),
    }
}

fn grounds(dice: &mut Dice, purpose: &PurposeDef, at: Timestamp) -> Grounds {
    let obtained_at = dice.before(at);
    let base = |dice: &mut Dice, basis| BasisInstance {
        purpose: purpose.name.clone(),
        basis,
        from: obtained_at,
        to: None,
        reference: matches!(basis, Basis::Contract | Basis::LegalObligation)
            .then(|| "umowa".to_owned())
            .filter(|_| dice.percent(95)),
    };
    let bases: Vec<Basis> = purpose.bases.iter().map(|(basis, _)| *basis).collect();
    let chosen = if bases.is_empty() { None } else { Some(dice.pick(&bases)) };
    Grounds {
        source: Some(Source {
            kind: dice.pick(SourceType::ALL),
            obtained_at,
            approved: true,
            visibility: Some(Visibility::Open),
            evidence: true,
        }),
        purposes: BTreeSet::from([purpose.name.clone()]),
        bases: chosen.into_iter().map(|basis| base(dice, basis)).collect(),
        keep_until: BTreeMap::from([(purpose.name.clone(), day_of(dice.after(at)))]),
        ..Grounds::default()
    }
}

fn contact(dice: &mut Dice, action: Action, purpose: &PurposeDef) -> Contact {
    let content = match action {
        Action::Notify => ContentClass::LegalNotice,
        _ if purpose.category == PurposeCategory::Marketing => ContentClass::Commercial,
        _ => dice.pick(ContentClass::ALL),
    };
    let machine = dice.percent(20);
    let any = dice.pick(Channel::ALL);
    Contact {
        channel: dice.pick(&[Channel::Email, Channel::Post, any]),
        message: Message {
            content,
            promo: matches!(content, ContentClass::Commercial),
            tracking: dice.percent(15),
            ai_generated: machine,
            ai_disclosed: dice.percent(90),
            sender_block: true,
            optout_block: true,
            commercial_label: true,
            offer: dice.some(40, |dice| dice.pick(&["computer", "desk"]).to_owned()),
        },
    }
}

fn device(dice: &mut Dice, at: Timestamp) -> Device {
    let signal = dice.some(15, |dice| dice.pick(Signal::ALL));
    Device { used_for: dice.pick(DeviceUse::ALL), signal, signal_since: dice.some(50, |dice| dice.near(at)) }
}

fn recipient(dice: &mut Dice, at: Timestamp) -> Recipient {
    Recipient {
        role: dice.pick(RecipientRole::ALL),
        country: dice.pick(&COUNTRIES).parse().unwrap(),
        contract: dice.percent(95),
        basis: dice.some(95, |dice| dice.pick(Basis::ALL)),
        mechanism: dice.some(30, |dice| dice.pick(TransferMechanism::ALL)),
        dpf_listed: dice.percent(80),
        scc_signed: dice.percent(80),
        tia_valid_to: dice.some(80, |dice| day_of(dice.near(at))),
        derogation_approved: dice.percent(50),
    }
}

fn consent(dice: &mut Dice, case: &Case, purpose: String) -> Consent {
    let mut channels: BTreeSet<Channel> = case.contact.iter().map(|contact| contact.channel).collect();
    if dice.percent(50) {
        channels.extend([dice.pick(Channel::ALL), Channel::Email]);
    }
    Consent {
        purpose,
        state: ConsentState::Given,
        given_at: dice.before(case.at),
        withdrawn_at: None,
        expires_at: Some(dice.after(case.at)),
        channels,
        pke398: dice.percent(95),
        pke399: dice.percent(90),
        explicit: dice.percent(70),
        evidence: Some(ConsentEvidence {
            act: dice.pick(ConsentAct::ALL),
            pre_ticked: false,
            bundled: false,
            proof: true,
            informed: true,
            separate: true,
            double_optin: false,
        }),
    }
}

fn permission(dice: &mut Dice, case: &Case, kind: PermissionKind, channel: Channel) -> Permission {
    let behind = case.consents.last().and_then(|consent| consent.expires_at);
    Permission {
        channel,
        kind,
        purpose: case.purpose.clone(),
        offer: case.contact.as_ref().and_then(|contact| contact.message.offer.clone()),
        given_at: dice.before(case.at),
        not_before: dice.some(10, |dice| dice.near(case.at)),
        valid_to: if dice.percent(60) { behind } else { dice.some(50, |dice| dice.after(case.at)) },
        max_contacts: dice.some(50, |dice| 1 + dice.roll(3) as u32),
        contacts_used: dice.pick(&[0, 0, 0, 1, 2]),
        soft_optin: dice.some(80, |dice| SoftOptin {
            from_sale: true,
            similar_product: dice.percent(90),
            optout_at_collection: true,
        }),
    }
}

fn notice(dice: &mut Dice, case: &Case, status: NoticeStatus) -> Notice {
    Notice {
        duty: dice.pick(InformationDuty::ALL),
        obtained_at: dice.before(case.at),
        due_at: dice.some(30, |dice| dice.near(case.at)),
        status,
        channel: None,
        purposes: BTreeSet::from([case.purpose.clone()]),
    }
}

/// One thing that is not as it should be, or that only complicates the matter.
fn spoil(law: &Law, dice: &mut Dice, case: &mut Case) {
    let at = case.at;
    match dice.roll(36) {
        0 => case.subject.states.push(dice.pick(SubjectState::ALL)),
        1 => case.subject.age = Some(12 + dice.roll(8) as u8),
        2 => case.subject.other_countries.push(dice.pick(&COUNTRIES).parse().unwrap()),
        3 | 4 => {
            let rejected_at = dice.some(30, |dice| dice.near(at));
            let made = Objection { kind: dice.pick(ObjectionKind::ALL), at: dice.near(at), rejected_at };
            case.objections.push(made);
        }
        5 => {
            let channels =
                if dice.percent(60) { BTreeSet::new() } else { BTreeSet::from([dice.pick(Channel::ALL)]) };
            case.suppression = Some(Suppression { since: dice.near(at), channels });
        }
        6 => {
            let status = dice.pick(NoticeStatus::ALL);
            case.notices.push(notice(dice, case, status));
        }
        7 => case.notices.iter_mut().for_each(|notice| notice.status = dice.pick(NoticeStatus::ALL)),
        8 => case
            .notices
            .iter_mut()
            .for_each(|notice| notice.obtained_at = dice.near(at - SignedDuration::from_hours(24 * 30))),
        9 => case.notices.clear(),
        10..=13 => {
            let purpose = if dice.percent(50) { case.purpose.clone() } else { any_purpose(law, dice) };
            let more = consent(dice, case, purpose);
            case.consents.push(more);
            spoil_consent(dice, case);
        }
        14..=16 => spoil_consent(dice, case),
        17 => {
            let channel = dice.pick(Channel::ALL);
            let kind = dice.pick(PermissionKind::ALL);
            let more = permission(dice, case, kind, channel);
            case.permissions.insert(0, more);
        }
        18 => case.permissions.iter_mut().for_each(|permission| permission.valid_to = Some(dice.near(at))),
        19 => case.permissions.clear(),
        20 => case.grounds.source = None,
        21 => case.grounds.source.iter_mut().for_each(|source| {
            source.visibility = dice.some(50, |dice| dice.pick(Visibility::ALL));
            source.approved = dice.percent(70);
            source.evidence = dice.percent(70);
        }),
        22 => case.grounds.source.iter_mut().for_each(|source| source.obtained_at = dice.near(at)),
        23 => {
            let day = day_of(dice.near(at));
            case.grounds.keep_until.insert(case.purpose.clone(), day);
        }
        24 => case.grounds.keep_until.clear(),
        25 => case.grounds.bases.clear(),
        26 => move_grounds(law, dice, case),
        27 => case.grounds.bases.iter_mut().for_each(|base| {
            base.to = Some(dice.near(at));
            base.reference = None;
        }),
        28 => case.grounds.findings.push(dice.pick(FieldClass::ALL)),
        29 => {
            case.grounds.article9 = dice.some(70, |dice| dice.pick(Article9Condition::ALL));
            case.grounds.act = dice.some(50, |_| "ustawa".to_owned());
            case.field = Some(dice.pick(&["health", "pesel", "offence_record", "password"]).to_owned());
        }
        30 => case.grounds.unused = true,
        31 => case.grounds.copied_at = Some(dice.near(at)),
        32 => case.governance.lia_valid_to = dice.some(50, |dice| day_of(dice.near(at))),
        33 => case.governance.dpia_valid_to = dice.some(50, |dice| day_of(dice.near(at))),
        34 => spoil_question(law, dice, case),
        _ => case.at = dice.near(at),
    }
}

fn any_purpose(law: &Law, dice: &mut Dice) -> String {
    dice.pick(law.catalogue().purposes()).name
}

/// The latest consent ends, ended, or never held.
fn spoil_consent(dice: &mut Dice, case: &mut Case) {
    let at = case.at;
    let Some(consent) = case.consents.last_mut() else { return };
    match dice.roll(6) {
        0 => consent.state = dice.pick(ConsentState::ALL),
        1 => consent.expires_at = dice.some(80, |dice| dice.near(at)),
        2 => consent.given_at = dice.near(at),
        3 => consent.evidence = None,
        4 => consent.channels.clear(),
        _ => {
            consent.state = ConsentState::Withdrawn;
            consent.withdrawn_at = dice.some(80, |dice| dice.near(at));
        }
    }
}

/// The value is held for another purpose, which may lead to this one.
fn move_grounds(law: &Law, dice: &mut Dice, case: &mut Case) {
    let leading: Vec<_> = law
        .catalogue()
        .purposes()
        .iter()
        .filter(|from| from.next.contains(&case.purpose))
        .map(|from| from.name.clone())
        .collect();
    let from =
        if leading.is_empty() || dice.percent(30) { any_purpose(law, dice) } else { dice.pick(&leading) };
    if dice.percent(20) {
        case.governance.compatible_from.insert(from.clone());
    }
    case.grounds.bases.iter_mut().for_each(|base| base.purpose = from.clone());
    case.grounds.purposes = BTreeSet::from([from]);
}

fn spoil_question(law: &Law, dice: &mut Dice, case: &mut Case) {
    match dice.roll(9) {
        0 => case.stores_ready = false,
        1 => case.purpose = any_purpose(law, dice),
        2 => case.field = dice.some(90, |dice| dice.pick(law.catalogue().fields()).name),
        3 => case.action = dice.pick(Action::ALL),
        4 => case.actor.grants[0].role = dice.pick(Role::ALL),
        5 => case.actor.grants[0].to = Some(dice.near(case.at)),
        6 => case.actor.training_valid_to = dice.some(80, |dice| day_of(dice.near(case.at))),
        7 => case.contact.iter_mut().for_each(|contact| {
            contact.message.promo ^= dice.percent(50);
            contact.message.optout_block = dice.percent(50);
        }),
        _ => case.governance.active = false,
    }
}
