//! The catalogue: which fields, purposes and roles exist, and which purpose may rest on what and needs which field.

mod parse;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::{
    Action, Basis, Channel, Deed, FieldClass, FieldId, PackRef, Personal, PurposeCategory, PurposeId, Role,
};

/// A set of fields, as a bit mask over their numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldSet(u128);

impl FieldSet {
    /// One more than the highest field number a set can hold.
    pub const CAPACITY: u16 = 128;

    /// Whether the field is in it.
    pub fn contains(self, field: FieldId) -> bool {
        field.0 < Self::CAPACITY && self.0 >> field.0 & 1 == 1
    }

    fn insert(&mut self, field: FieldId) {
        if field.0 < Self::CAPACITY {
            self.0 |= 1 << field.0;
        }
    }
}

/// A field the product knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDef {
    /// Its stable number.
    pub id: FieldId,
    /// Its stable name.
    pub name: String,
    /// Its Polish name.
    pub name_pl: String,
    /// Its English name.
    pub name_en: String,
    /// Its class.
    pub class: FieldClass,
    /// When it is personal data.
    pub personal: Personal,
    /// Whether a new installation collects it (privacy by default, GDPR art. 25(2)).
    pub on_by_default: bool,
    /// The channels it opens.
    pub channels: Vec<Channel>,
}

/// A purpose of processing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeDef {
    /// Its stable number.
    pub id: PurposeId,
    /// Its stable name.
    pub name: String,
    /// Its Polish name.
    pub name_pl: String,
    /// Its English name.
    pub name_en: String,
    /// What it is for.
    pub category: PurposeCategory,
    /// The bases it may rest on, each with its condition in words.
    pub bases: Vec<(Basis, String)>,
    /// Which fields it needs, and why.
    pub needs: Vec<Necessity>,
    /// Whether an impact assessment must be approved first (GDPR art. 35).
    pub dpia_required: bool,
    /// Whether it evaluates traits (GDPR art. 4(4)).
    pub profiling: bool,
    /// Whether people known to be under 18 may be its subject.
    pub minors: bool,
    /// Further purposes that follow from it without a new basis.
    pub next: Vec<String>,
    /// The retention rule its data follow.
    pub retention: String,
    /// The provision that makes it a duty of the controller towards the person or the law. A duty carries its own
    /// basis (`c`) and needs neither notice nor a term beyond that of the data.
    pub duty: Option<String>,
    fields: FieldSet,
}

/// Fields that a purpose needs for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Necessity {
    /// The fields.
    pub fields: Vec<FieldId>,
    /// Why, in Polish.
    pub why_pl: String,
    /// Why, in English.
    pub why_en: String,
}

impl PurposeDef {
    /// Whether it may rest on this basis.
    pub fn allows(&self, basis: Basis) -> bool {
        self.bases.iter().any(|(allowed, _)| *allowed == basis)
    }

    /// Whether only consent can carry it, so that no other purpose can lead to it (GDPR art. 6(4)).
    pub fn consent_only(&self) -> bool {
        self.bases.iter().all(|(basis, _)| *basis == Basis::Consent)
    }

    /// Whether a balancing test is needed for this basis.
    pub fn requires_lia(&self, basis: Basis) -> bool {
        basis == Basis::LegitimateInterest
    }

    /// The fields it needs.
    pub fn fields(&self) -> FieldSet {
        self.fields
    }

    /// Why it needs the field, if it does.
    pub fn necessity(&self, field: FieldId) -> Option<&Necessity> {
        self.needs.iter().find(|need| need.fields.contains(&field))
    }
}

/// What a role may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDef {
    /// Which role.
    pub role: Role,
    /// The purposes it serves, by name; `*` serves all.
    pub purposes: Vec<String>,
    /// The classes of fields it is cleared for.
    pub classes: Vec<FieldClass>,
    /// What it may do with them.
    pub deeds: Vec<Deed>,
}

impl RoleDef {
    /// Whether the role serves the purpose.
    pub fn serves(&self, purpose: &PurposeDef) -> bool {
        self.purposes.iter().any(|name| name == "*" || *name == purpose.name)
    }

    /// Whether the role may do this with what it is cleared for.
    pub fn does(&self, action: Action) -> bool {
        self.deeds.contains(&action.deed())
    }
}

/// Every field, purpose and role.
#[derive(Debug, Clone)]
pub struct Catalogue {
    version: String,
    valid_from: Date,
    sources: Vec<String>,
    fields: Vec<FieldDef>,
    purposes: Vec<PurposeDef>,
    roles: Vec<RoleDef>,
    field_by_name: HashMap<String, usize>,
    purpose_by_name: HashMap<String, usize>,
    field_by_id: HashMap<FieldId, usize>,
    purpose_by_id: HashMap<PurposeId, usize>,
}

impl Catalogue {
    /// Its name and version, as decisions cite it.
    pub fn pack_ref(&self) -> PackRef {
        PackRef { id: "catalogue".to_owned(), version: self.version.clone() }
    }

    /// The first day on which it holds.
    pub fn valid_from(&self) -> Date {
        self.valid_from
    }

    /// What it rests on.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// Every field, by number.
    pub fn fields(&self) -> &[FieldDef] {
        &self.fields
    }

    /// Every purpose, by number.
    pub fn purposes(&self) -> &[PurposeDef] {
        &self.purposes
    }

    /// What a role may do.
    pub fn role(&self, role: Role) -> Option<&RoleDef> {
        self.roles.iter().find(|def| def.role == role)
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&FieldDef> {
        self.field_by_name.get(name).and_then(|index| self.fields.get(*index))
    }

    /// The field of this number.
    pub fn field_by_id(&self, id: FieldId) -> Option<&FieldDef> {
        self.field_by_id.get(&id).and_then(|index| self.fields.get(*index))
    }

    /// The purpose of this name.
    pub fn purpose(&self, name: &str) -> Option<&PurposeDef> {
        self.purpose_by_name.get(name).and_then(|index| self.purposes.get(*index))
    }

    /// The purpose of this number.
    pub fn purpose_by_id(&self, id: PurposeId) -> Option<&PurposeDef> {
        self.purpose_by_id.get(&id).and_then(|index| self.purposes.get(*index))
    }
}
