//! [`CompiledQuestion`]: everything about a question that is the same for all people, worked out once.

use jiff::Timestamp;

use super::channel::Gates;
use super::ground::class_bit;
use super::moment::{day, second};
use super::standing::Word;
use super::{Ground, Standing, bit, bits};
use crate::calendar::day_of;
use crate::catalogue::{FieldDef, PurposeDef, RoleDef};
use crate::may::{Applicable, Ask};
use crate::steps::automated::by_machine_alone;
use crate::steps::channel::mixes_content;
use crate::steps::device::TRACKING;
use crate::steps::objection::is_marketing;
use crate::steps::obligations::promotes;
use crate::steps::{Findings, actor, disclosure, inputs, purpose};
use crate::{Action, Case, FieldClass, FieldId, FieldSet, Law, Personal, PurposeCategory, PurposeId};

/// A question compiled for deciding about many people: [`Law::compile`].
#[derive(Debug, Clone)]
pub struct CompiledQuestion {
    pub(super) purpose: PurposeId,
    pub(super) action: Action,
    pub(super) at: Timestamp,
    pub(super) second: u32,
    pub(super) today: i32,
    /// The purpose as a bit, and as the number of what people say about it.
    pub(super) bit: u64,
    pub(super) number: u8,
    /// Purposes that lead to this one.
    pub(super) origins: u64,
    /// Flags of a person that deny, and that only `may` can judge.
    pub(super) deny: u32,
    pub(super) unfit: u32,
    /// Objections, and suppression, that reach the question unless the person spoke since.
    pub(super) objections: u32,
    /// The flag of having asked for an offer, where the message names one.
    pub(super) asked: u8,
    /// Flags of grounds that deny.
    pub(super) deny_ground: u16,
    pub(super) classes: Classes,
    pub(super) rules: Rules,
    pub(super) contact: ContactRules,
    /// The number of the purpose whose consent covers tracking, for a message that tracks.
    pub(super) tracking: Option<u8>,
    /// Where the country of the person matters.
    pub(super) gates: Option<Gates>,
    fields: [FieldGate; FieldSet::CAPACITY as usize + 1],
}

/// What a value of a class meets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Classes {
    pub forbidden: u16,
    pub unless_act: u16,
    pub special: u16,
    /// Flags of grounds that clear special data, each with a condition of its own.
    pub clears: u16,
}

/// Which steps apply.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Personal data may not be used at all: an assessment or something about the recipient is missing.
    pub impersonal: bool,
    /// Personal data need a source, a basis, a notice and a term.
    pub grounds: bool,
    /// An overdue notice closes the person's data.
    pub quarantine: bool,
    /// A child's data may not rest on its own consent.
    pub child: bool,
    /// The balancing test does not stand.
    pub unbalanced: bool,
    /// An objection on grounds reaches what rests on interest.
    pub weighed: bool,
    /// The person must have been told before.
    pub told_first: bool,
    /// Suppression stops it unless the value comes from the person.
    pub collects: bool,
    /// Only a human may decide.
    pub human: bool,
}

/// What the message of the question is; nothing where there is none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ContactRules {
    /// The channel as a bit.
    pub channel: u16,
    /// It is sent and promotes, so that suppression stops it.
    pub suppressible: bool,
}

/// What is known of a field before anybody's value is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FieldGate {
    flags: u8,
    /// Its class as a bit; none for a question about no field.
    pub class: u16,
}

impl FieldGate {
    /// The field may be asked about: the question is complete, the actor cleared, the purpose needs it.
    const OPEN: u8 = 1;
    const ALWAYS_PERSONAL: u8 = 1 << 1;
    const PERSONAL_OF_NATURAL: u8 = 1 << 2;
    /// Its source is looked at.
    const SOURCE: u8 = 1 << 3;

    pub const fn open(self) -> bool {
        self.flags & Self::OPEN != 0
    }

    pub const fn sourced(self) -> bool {
        self.flags & Self::SOURCE != 0
    }

    pub const fn personal(self, natural: bool) -> bool {
        (self.flags & Self::ALWAYS_PERSONAL != 0) | natural & (self.flags & Self::PERSONAL_OF_NATURAL != 0)
    }
}

impl CompiledQuestion {
    /// The gate of a field; that of a question about none where there is none. An unknown field is closed.
    pub(super) fn field(&self, field: Option<FieldId>) -> FieldGate {
        let gate = match field {
            None => self.fields.last(),
            Some(field) if field.0 < FieldSet::CAPACITY => self.fields.get(usize::from(field.0)),
            Some(_) => None,
        };
        gate.copied().unwrap_or_default()
    }
}

impl Law {
    /// Compiles the question of a case: everything but its person, its field and its grounds, which are not looked at.
    /// None where only [`may`](Law::may) can decide it: an unknown purpose, a time the compiled form does not
    /// reach, a signal of a single browser, fields that take no new values.
    pub fn compile(&self, case: &Case) -> Option<CompiledQuestion> {
        let purpose = self.catalogue().purpose(&case.purpose)?;
        let number = u8::try_from(purpose.id.0).ok()?;
        let second = second(case.at);
        let reached = case.at >= Timestamp::UNIX_EPOCH && second < u32::MAX;
        let stops = case.action == Action::Collect && !case.governance.stopped_fields.is_empty();
        if !reached || stops || case.device.as_ref().is_some_and(|device| device.signal.is_some()) {
            return None;
        }
        let today = day_of(case.at);
        let ask = Ask {
            law: self,
            case,
            purpose,
            field: None,
            grounds: &case.grounds,
            packs: &Applicable { transfer: self.packs().transfer_on(today), ..Applicable::default() },
            today,
        };
        let tracks = case.contact.as_ref().is_some_and(|contact| contact.message.tracking);
        let tracking = tracks.then(|| self.catalogue().purpose(TRACKING));
        let local = case.contact.is_some() || case.device.is_some();
        Some(CompiledQuestion {
            purpose: purpose.id,
            action: case.action,
            at: case.at,
            second,
            today: day(today),
            bit: bit(purpose.id)?,
            number,
            origins: origins(&ask),
            deny: deny(&ask),
            unfit: Standing::ODD | if local { Standing::ABROAD } else { 0 },
            objections: objections(&ask),
            asked: match &case.contact {
                Some(contact) if contact.message.offer.is_some() => Word::ASKED,
                _ => 0,
            },
            deny_ground: if ask.does(&[Action::Collect]) { Ground::UNUSED } else { 0 },
            classes: classes(&ask),
            rules: rules(&ask),
            contact: contact(case),
            tracking: match tracking {
                Some(purpose) => Some(u8::try_from(purpose?.id.0).ok().filter(|number| *number < 64)?),
                None => None,
            },
            gates: if local { Some(Gates::compile(self, case, today)?) } else { None },
            fields: fields(&ask, possible(&ask)),
        })
    }
}

/// Whether the question itself leaves anything to ask.
fn possible(ask: &Ask) -> bool {
    let case = ask.case;
    let sends = ask.does(&[Action::Send, Action::Notify]);
    let tracks = case.contact.as_ref().is_some_and(|contact| contact.message.tracking);
    let device_law = ask.law.packs().device_on(case.sender_country, ask.today).is_some();
    let mixed = case.contact.as_ref().is_some_and(|contact| mixes_content(case.action, &contact.message));
    let mut findings = Findings::default();
    actor::check_person(ask, &mut findings);
    purpose::check_register(ask, &mut findings);
    findings.clean()
        && case.stores_ready
        && inputs::complete(case, Some(ask.purpose))
        && ask.today >= ask.law.catalogue().valid_from()
        && (device_law || case.device.is_none() && !tracks)
        && (ask.packs.transfer.is_some() || case.recipient.is_none())
        && !(sends && mixed)
}

fn fields(ask: &Ask, possible: bool) -> [FieldGate; FieldSet::CAPACITY as usize + 1] {
    let mut gates = [FieldGate::default(); FieldSet::CAPACITY as usize + 1];
    if !possible {
        return gates;
    }
    let cleared = cleared(ask);
    for field in ask.law.catalogue().fields() {
        let necessary = ask.does(&[Action::Erase]) || ask.purpose.fields().contains(field.id);
        let open = necessary && cleared.is_some_and(|classes| classes & class_bit(field.class) != 0);
        if let Some(gate) = gates.get_mut(usize::from(field.id.0)) {
            *gate = field_gate(field, open);
        }
    }
    if let Some(none) = gates.last_mut() {
        let open = cleared.is_some() && !ask.does(&[Action::Collect, Action::Read]);
        let source = if ask.does(&[Action::Decide]) { 0 } else { FieldGate::SOURCE };
        let flags = if open { FieldGate::OPEN } else { 0 } | FieldGate::PERSONAL_OF_NATURAL | source;
        *none = FieldGate { flags, class: 0 };
    }
    gates
}

/// The classes of fields the actor is cleared for; none if no role of theirs serves the purpose.
fn cleared(ask: &Ask) -> Option<u16> {
    let classes = |role: &RoleDef| role.classes.iter().fold(0, |all, class| all | class_bit(*class));
    actor::serving(ask, &ask.case.actor).map(classes).reduce(|all, more| all | more)
}

fn field_gate(field: &FieldDef, open: bool) -> FieldGate {
    let personal = match field.personal {
        Personal::Always => FieldGate::ALWAYS_PERSONAL,
        Personal::Never => 0,
        Personal::IfNaturalPerson => FieldGate::PERSONAL_OF_NATURAL,
    };
    let open = if open { FieldGate::OPEN } else { 0 };
    FieldGate { flags: open | personal | FieldGate::SOURCE, class: class_bit(field.class) }
}

/// Purposes that lead to the one asked about, by the catalogue or by an assessment.
fn origins(ask: &Ask) -> u64 {
    if ask.purpose.consent_only() {
        return 0;
    }
    let leads_here = |from: &&PurposeDef| from.next.contains(&ask.purpose.name);
    let named = ask.law.catalogue().purposes().iter().filter(leads_here).filter_map(|from| bit(from.id));
    named.fold(bits(ask.law, &ask.case.governance.compatible_from), |all, one| all | one)
}

/// Whether it is owed to the person, so that what closes their data does not reach it.
fn owed(ask: &Ask) -> bool {
    ask.duty() || ask.does(&[Action::Notify])
}

fn deny(ask: &Ask) -> u32 {
    let (erasing, owed, claims) = (ask.does(&[Action::Erase]), owed(ask), ask.purpose.name == "claims");
    let flags = [
        (!erasing, Standing::ERASED),
        (!owed && !erasing, Standing::QUARANTINED),
        (!owed && !erasing && !claims, Standing::RESTRICTED),
        (!owed && !claims, Standing::HOLD),
        (!owed && !erasing && !ask.purpose.minors, Standing::MINOR),
        (!owed && !erasing && ask.purpose.consent_only(), Standing::CHILD),
    ];
    flags.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, flag)| all | flag)
}

fn beyond_objection(ask: &Ask) -> bool {
    ask.duty() || ask.does(&[Action::Erase, Action::Notify, Action::DeviceAccess])
}

fn objections(ask: &Ask) -> u32 {
    let reached = !beyond_objection(ask);
    let marketing = is_marketing(ask.purpose, ask.case.contact.as_ref());
    let flags = [
        (reached && marketing, Standing::OBJECTED_MARKETING),
        (reached && ask.purpose.profiling, Standing::OBJECTED_SIGNAL),
        (contact(ask.case).suppressible, Standing::SUPPRESSED),
    ];
    flags.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, flag)| all | flag)
}

fn classes(ask: &Ask) -> Classes {
    let collects = ask.does(&[Action::Collect]);
    if ask.does(&[Action::Erase]) || ask.duty() && !collects {
        return Classes::default();
    }
    let restricted = if collects { class_bit(FieldClass::Restricted) } else { 0 };
    let claims = if ask.purpose.name == "claims" { Ground::CLEARED_CLAIMS } else { 0 };
    let marketing = ask.purpose.category == PurposeCategory::Marketing;
    let consent = if marketing { 0 } else { Ground::CLEARED_CONSENT };
    Classes {
        forbidden: class_bit(FieldClass::Secret),
        unless_act: class_bit(FieldClass::Offence) | restricted,
        special: class_bit(FieldClass::Special),
        clears: if ask.does(&[Action::Profile, Action::Decide]) { 0 } else { claims | consent },
    }
}

fn rules(ask: &Ask) -> Rules {
    let erasing = ask.does(&[Action::Erase]);
    let exempt = purpose::exempt(ask);
    let governance = &ask.case.governance;
    let mut recipient = Findings::default();
    if let Some(named) = &ask.case.recipient {
        disclosure::check_recipient(ask.packs.transfer, ask.today, named, &mut recipient);
    }
    let unassessed = ask.purpose.dpia_required && !purpose::stands(ask, governance.dpia_valid_to);
    let automated = ask.case.automated.as_ref().is_some_and(by_machine_alone);
    Rules {
        impersonal: !exempt && unassessed || !recipient.clean(),
        grounds: !ask.duty() && !ask.does(&[Action::Erase, Action::Notify, Action::DeviceAccess]),
        quarantine: !owed(ask) && !erasing,
        child: !owed(ask) && !erasing,
        unbalanced: !exempt && !purpose::stands(ask, governance.lia_valid_to),
        weighed: !beyond_objection(ask) && ask.purpose.name != "claims",
        told_first: ask.does(&[Action::Disclose, Action::Export]),
        collects: ask.does(&[Action::Collect]) && !ask.duty(),
        human: automated && ask.does(&[Action::Decide, Action::Profile]),
    }
}

fn contact(case: &Case) -> ContactRules {
    let Some(contact) = &case.contact else { return ContactRules::default() };
    ContactRules {
        channel: 1 << contact.channel.number(),
        suppressible: case.action == Action::Send && promotes(contact.message.content),
    }
}
