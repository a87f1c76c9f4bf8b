//! [`Law::may`]: one decision, by the fifteen steps of law E.2. Everything that speaks against it is collected; what is
//! not known denies.

use jiff::civil::Date;

use crate::calendar::day_of;
use crate::catalogue::{FieldDef, PurposeDef};
use crate::pack::{ChannelPack, DevicePack, RetentionPack, TransferPack};
use crate::steps::{self, Findings, inputs};
use crate::{
    Action, Case, FieldId, Grant, Grounds, Law, Obligation, Outcome, PackRef, Personal, PurposeId,
    ReasonCode, SubjectKind, Verdict,
};

impl Law {
    /// Decides a case. Deny overrides; the default is to deny.
    pub fn may(&self, case: &Case) -> Verdict {
        let field = match &case.field {
            None => Ok(None),
            Some(name) => self.catalogue().field(name).map(Some).ok_or(ReasonCode::UnknownInput),
        };
        match (self.prepare(case), field) {
            (Ok(prepared), Ok(field)) => prepared.decide(field, &case.grounds),
            (Err(findings), field) => self.refuse(case, findings, field.ok().flatten().map(|field| field.id)),
            (Ok(_), Err(code)) => self.refuse(case, Findings::of(code), None),
        }
    }

    /// Decides the same case for many fields that share the grounds of the case, which is cheaper than deciding each.
    /// Verdicts come in the order of the fields; the case's own field is not looked at.
    pub fn may_fields(&self, case: &Case, fields: &[FieldId]) -> Vec<Verdict> {
        let facts: Vec<(FieldId, &Grounds)> = fields.iter().map(|field| (*field, &case.grounds)).collect();
        self.may_facts(case, &facts)
    }

    /// Decides the same case for many values of one person, each with its own grounds.
    pub fn may_facts(&self, case: &Case, facts: &[(FieldId, &Grounds)]) -> Vec<Verdict> {
        let prepared = self.prepare(case);
        let decide =
            |(id, grounds): &(FieldId, &Grounds)| match (&prepared, self.catalogue().field_by_id(*id)) {
                (Ok(prepared), Some(field)) => prepared.decide(Some(field), grounds),
                (Ok(_), None) => self.refuse(case, Findings::of(ReasonCode::UnknownInput), Some(*id)),
                (Err(findings), _) => self.refuse(case, findings.clone(), Some(*id)),
            };
        facts.iter().map(decide).collect()
    }

    /// Step 0, and everything that is the same for all fields.
    fn prepare<'a>(&'a self, case: &'a Case) -> Result<Prepared<'a>, Findings> {
        let today = day_of(case.at);
        let (purpose, packs) = inputs::check(self, case, today)?;
        Ok(Prepared { law: self, case, purpose, packs, today })
    }

    fn refuse(&self, case: &Case, findings: Findings, field: Option<FieldId>) -> Verdict {
        let purpose = self.catalogue().purpose(&case.purpose).map_or(PurposeId(0), |purpose| purpose.id);
        let grant = Grant { subject: case.subject.id, purpose, action: case.action, field, at: case.at };
        let (reasons, _) = findings.into_parts();
        Verdict::new(Outcome::Deny, reasons, Vec::new(), vec![self.catalogue().pack_ref()], grant)
    }
}

/// The packs that take part in a decision.
#[derive(Debug, Default)]
pub(crate) struct Applicable<'a> {
    pub channel: Vec<&'a ChannelPack>,
    pub device: Vec<&'a DevicePack>,
    pub transfer: Option<&'a TransferPack>,
    pub retention: Option<&'a RetentionPack>,
}

impl Applicable<'_> {
    fn refs(&self) -> impl Iterator<Item = PackRef> {
        let channel = self.channel.iter().map(|pack| pack.pack.pack_ref());
        let device = self.device.iter().map(|pack| pack.pack.pack_ref());
        let transfer = self.transfer.iter().map(|pack| pack.pack.pack_ref());
        let retention = self.retention.iter().map(|pack| pack.pack.pack_ref());
        channel.chain(device).chain(transfer).chain(retention)
    }
}

/// A case that passed step 0.
struct Prepared<'a> {
    law: &'a Law,
    case: &'a Case,
    purpose: &'a PurposeDef,
    packs: Applicable<'a>,
    today: Date,
}

impl Prepared<'_> {
    fn decide(&self, field: Option<&FieldDef>, grounds: &Grounds) -> Verdict {
        let &Self { law, case, purpose, ref packs, today } = self;
        let ask = Ask { law, case, purpose, field, grounds, packs, today };
        let mut findings = Findings::default();
        if field.is_none() && matches!(case.action, Action::Collect | Action::Read) {
            findings.deny(ReasonCode::UnknownInput);
        } else {
            steps::run(&ask, &mut findings);
        }
        let (reasons, obligations) = findings.into_parts();
        let outcome = match reasons.as_slice() {
            [] => Outcome::Allow,
            [only] if only.code == ReasonCode::Art22HumanRequired => Outcome::Pending,
            _ => Outcome::Deny,
        };
        let obligations = match outcome {
            Outcome::Deny => obligations.into_iter().filter(survives_denial).collect(),
            Outcome::Allow | Outcome::Pending => obligations,
        };
        let packs = std::iter::once(law.catalogue().pack_ref()).chain(packs.refs()).collect();
        let grant = Grant {
            subject: case.subject.id,
            purpose: purpose.id,
            action: case.action,
            field: field.map(|field| field.id),
            at: case.at,
        };
        Verdict::new(outcome, reasons, obligations, packs, grant)
    }
}

/// Some duties arise from the denial itself.
fn survives_denial(obligation: &Obligation) -> bool {
    matches!(
        obligation,
        Obligation::Erase
            | Obligation::PurgeCopy
            | Obligation::Quarantine
            | Obligation::StripTracking
            | Obligation::DestructionProtocol
    )
}

/// What every step sees.
pub(crate) struct Ask<'a> {
    pub law: &'a Law,
    pub case: &'a Case,
    pub purpose: &'a PurposeDef,
    pub field: Option<&'a FieldDef>,
    pub grounds: &'a Grounds,
    pub packs: &'a Applicable<'a>,
    /// The day it is in Warsaw: a term that ends on a day ends as that day begins.
    pub today: Date,
}

impl Ask<'_> {
    /// Whether GDPR applies: data about an organisation are outside it (recital 14), inside PKE.
    pub fn personal(&self) -> bool {
        let natural = self.case.subject.kind != SubjectKind::LegalPerson;
        match self.field.map(|field| field.personal) {
            Some(Personal::Always) => true,
            Some(Personal::Never) => false,
            Some(Personal::IfNaturalPerson) | None => natural,
        }
    }

    /// Whether the purpose is a duty of the controller, which carries its own basis.
    pub fn duty(&self) -> bool {
        self.purpose.duty.is_some()
    }

    /// Whether the action is one of these.
    pub fn does(&self, actions: &[Action]) -> bool {
        actions.contains(&self.case.action)
    }

    /// Whether the case needs a basis, a source, a notice and a term: personal data are processed for a purpose that
    /// is not itself a duty.
    pub fn needs_grounds(&self) -> bool {
        let exempt = [Action::Erase, Action::Notify, Action::DeviceAccess];
        self.personal() && !self.duty() && !self.does(&exempt)
    }
}
