//! Reading the catalogue from TOML, with every name in it resolved.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::Deserialize;

use super::{Catalogue, FieldDef, FieldSet, Necessity, PurposeDef, RoleDef};
use crate::pack::{PackError, read};
use crate::{Basis, Channel, Deed, FieldClass, FieldId, Personal, PurposeCategory, PurposeId, Role};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    version: String,
    valid_from: Date,
    sources: Vec<String>,
    fields: BTreeMap<String, FieldFile>,
    purposes: BTreeMap<String, PurposeFile>,
    roles: BTreeMap<Role, RoleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    number: u16,
    pl: String,
    en: String,
    class: FieldClass,
    personal: Personal,
    on: bool,
    #[serde(default)]
    channels: Vec<Channel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PurposeFile {
    number: u16,
    pl: String,
    en: String,
    category: PurposeCategory,
    bases: BTreeMap<Basis, String>,
    needs: Vec<NeedFile>,
    #[serde(default)]
    dpia: bool,
    #[serde(default)]
    profiling: bool,
    #[serde(default = "yes")]
    minors: bool,
    #[serde(default)]
    all_fields: bool,
    next: Vec<String>,
    retention: String,
    #[serde(default)]
    duty: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedFile {
    fields: Vec<String>,
    pl: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    purposes: Vec<String>,
    classes: Vec<FieldClass>,
    deeds: Vec<Deed>,
}

impl Catalogue {
    /// Reads a catalogue. Every name it uses must be one it declares.
    pub fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let raw: CatalogueFile = read(file, text)?;
        let fields = fields(file, raw.fields)?;
        let field_by_name = index(fields.iter().map(|field| field.name.clone()));
        let purposes = raw
            .purposes
            .into_iter()
            .map(|(name, purpose)| resolve(file, name, purpose, &fields, &field_by_name))
            .collect::<Result<Vec<_>, _>>()?;
        let purposes = unique(file, purposes, |purpose| purpose.id.0, |purpose| &purpose.name)?;
        let purpose_by_name = index(purposes.iter().map(|purpose| purpose.name.clone()));
        let roles: Vec<RoleDef> = raw
            .roles
            .into_iter()
            .map(|(role, def)| RoleDef {
                role,
                purposes: def.purposes,
                classes: def.classes,
                deeds: def.deeds,
            })
            .collect();
        check_names(file, &purposes, &roles, &purpose_by_name)?;
        Ok(Self {
            version: raw.version,
            valid_from: raw.valid_from,
            sources: raw.sources,
            field_by_id: index(fields.iter().map(|field| field.id)),
            purpose_by_id: index(purposes.iter().map(|purpose| purpose.id)),
            field_by_name,
            purpose_by_name,
            fields,
            purposes,
            roles,
        })
    }
}

fn fields(file: &str, raw: BTreeMap<String, FieldFile>) -> Result<Vec<FieldDef>, PackError> {
    let fields = raw
        .into_iter()
        .map(|(name, field)| FieldDef {
            id: FieldId(field.number),
            name,
            name_pl: field.pl,
            name_en: field.en,
            class: field.class,
            personal: field.personal,
            on_by_default: field.on,
            channels: field.channels,
        })
        .collect();
    let fields = unique(file, fields, |field: &FieldDef| field.id.0, |field| &field.name)?;
    match fields.iter().find(|field| field.id.0 >= FieldSet::CAPACITY) {
        Some(field) => Err(PackError::at_key(file, &field.name, "number must be below 128")),
        None => Ok(fields),
    }
}

fn resolve(
    file: &str,
    name: String,
    raw: PurposeFile,
    fields: &[FieldDef],
    field_by_name: &HashMap<String, usize>,
) -> Result<PurposeDef, PackError> {
    let mut set = FieldSet::default();
    let mut needs = Vec::with_capacity(raw.needs.len());
    for need in raw.needs {
        let mut ids = Vec::with_capacity(need.fields.len());
        for field in &need.fields {
            let known = field_by_name.get(field).and_then(|index| fields.get(*index));
            let Some(def) = known else {
                return Err(PackError::at_key(file, &name, format!("unknown field `{field}`")));
            };
            set.insert(def.id);
            ids.push(def.id);
        }
        needs.push(Necessity { fields: ids, why_pl: need.pl, why_en: need.en });
    }
    if raw.all_fields {
        fields.iter().for_each(|field| set.insert(field.id));
    }
    Ok(PurposeDef {
        id: PurposeId(raw.number),
        name,
        name_pl: raw.pl,
        name_en: raw.en,
        category: raw.category,
        bases: raw.bases.into_iter().collect(),
        needs,
        dpia_required: raw.dpia,
        profiling: raw.profiling,
        minors: raw.minors,
        next: raw.next,
        retention: raw.retention,
        duty: raw.duty,
        fields: set,
    })
}

fn check_names(
    file: &str,
    purposes: &[PurposeDef],
    roles: &[RoleDef],
    known: &HashMap<String, usize>,
) -> Result<(), PackError> {
    let of_purposes =
        purposes.iter().flat_map(|def| def.next.iter().map(move |next| (def.name.as_str(), next)));
    let of_roles = roles.iter().flat_map(|def| def.purposes.iter().map(move |name| (def.role.name(), name)));
    match of_purposes.chain(of_roles).find(|(_, name)| *name != "*" && !known.contains_key(*name)) {
        Some((key, name)) => Err(PackError::at_key(file, key, format!("unknown purpose `{name}`"))),
        None => Ok(()),
    }
}

/// Sorts by number and refuses zero and doubles.
fn unique<T>(
    file: &str,
    mut items: Vec<T>,
    number: impl Fn(&T) -> u16,
    name: impl Fn(&T) -> &String,
) -> Result<Vec<T>, PackError> {
    items.sort_by_key(&number);
    let double = items.windows(2).find_map(|pair| match pair {
        [a, b] if number(a) == number(b) => Some(b),
        _ => None,
    });
    match double.or_else(|| items.iter().find(|item| number(item) == 0)) {
        Some(item) => {
            Err(PackError::at_key(file, name(item), format!("number {} is taken or zero", number(item))))
        }
        None => Ok(items),
    }
}

fn index<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    keys.enumerate().map(|(index, key)| (key, index)).collect()
}

fn yes() -> bool {
    true
}
