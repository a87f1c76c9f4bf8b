//! What a role opens: for each purpose those classes of fields that the purpose needs and the role is cleared for.

use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Catalogue, FieldClass, PurposeDef, Role};
use zgoda_store::{Authorisation, Store};

/// What an authorisation reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Purposes by their stable names.
    pub purposes: Vec<String>,
    /// Classes of fields, each once.
    pub classes: Vec<FieldClass>,
}

/// The classes of fields that a role opens for a purpose; none where it does not serve it.
pub fn opens(catalogue: &Catalogue, role: Role, purpose: &PurposeDef) -> Vec<FieldClass> {
    let Some(role) = catalogue.role(role).filter(|role| role.serves(purpose)) else { return Vec::new() };
    let needed = |class: &FieldClass| {
        let mut fields = catalogue.fields().iter().filter(|field| field.class == *class);
        fields.any(|field| purpose.fields().contains(field.id))
    };
    role.classes.iter().copied().filter(needed).collect()
}

/// What an authorisation reaches.
pub fn scope(store: &Store, one: &Authorisation) -> Scope {
    let catalogue = store.law().catalogue();
    let own = |purpose: &&PurposeDef| one.purposes.is_empty() || one.purposes.contains(&purpose.id);
    let serves = |purpose: &&PurposeDef| catalogue.role(one.role).is_some_and(|role| role.serves(purpose));
    let purposes: Vec<&PurposeDef> = catalogue.purposes().iter().filter(serves).filter(own).collect();
    let open = |class: &FieldClass| {
        purposes.iter().any(|purpose| opens(catalogue, one.role, purpose).contains(class))
    };
    Scope {
        classes: FieldClass::ALL.iter().copied().filter(open).collect(),
        purposes: purposes.iter().map(|purpose| purpose.name.clone()).collect(),
    }
}

/// The last day on which an authorisation stands as it was given; none while it is open.
pub fn last_day(one: &Authorisation) -> Option<Date> {
    let end = one.to?;
    let day = day_of(end);
    // A term ends with the midnight that follows its last day.
    Some(if zgoda_law::calendar::start_of_day(day) == end { day.yesterday().unwrap_or(day) } else { day })
}

#[cfg(test)]
mod tests {
    use zgoda_law::Law;

    use super::*;

    #[test]
    fn a_role_opens_what_the_purpose_needs_and_it_is_cleared_for() {
        let law = Law::builtin().unwrap();
        let catalogue = law.catalogue();
        let open = |role: Role, purpose: &str| -> Vec<&str> {
            let purpose = catalogue.purpose(purpose).unwrap();
            opens(catalogue, role, purpose).into_iter().map(FieldClass::name).collect()
        };
        for (role, purpose, expected) in [
            (Role::Sales, "respond_inquiry", vec!["public_org", "basic", "contact", "behavioural"]),
            (Role::Sales, "newsletter", vec![]),
            (Role::Marketing, "respond_inquiry", vec![]),
            (Role::Accounting, "accounting_tax", vec!["public_org", "financial"]),
            (Role::Accounting, "respond_inquiry", vec![]),
            (Role::Admin, "subject_rights", vec![]),
            (Role::Inspector, "respond_inquiry", vec![]),
        ] {
            assert_eq!(open(role, purpose), expected, "{role} {purpose}");
        }
        assert!(!open(Role::Inspector, "inspection").contains(&"secret"));
        assert!(open(Role::Inspector, "inspection").contains(&"special"));
    }

    #[test]
    fn no_role_of_people_serves_a_purpose_it_may_do_nothing_for() {
        let law = Law::builtin().unwrap();
        for role in super::super::ROLES {
            let def = law.catalogue().role(role).unwrap();
            assert!(!def.deeds.is_empty() && !def.purposes.is_empty(), "{role}");
            assert!(!def.purposes.iter().any(|name| name == "*"), "{role} serves purposes by name");
        }
    }
}
