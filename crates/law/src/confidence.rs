//! Which of several standing values is better founded: by the source's rank for the field, then by the newer
//! confirmation. All of them stay; this only says which one is shown first, and why.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::SourceType;

closed_set! {
    /// Sources that are equally near to a value.
    SourceClass {
        /// A public register.
        Register = 1 "register",
        /// The firm's own website.
        Site = 2 "site",
        /// The person's own word: a form, a call, a card.
        Person = 3 "person",
        /// Own records without a nearer source: an older file, typed in by staff.
        Records = 4 "records",
        /// Somebody else's word: a broker, a social network, a recommendation.
        Broker = 5 "broker",
    }
}

closed_set! {
    /// Fields whose sources rank alike.
    FieldGroup {
        /// What the law has a register for: names, numbers, seat, form, offices.
        Legal = 1 "legal",
        /// By what somebody is reached.
        Contact = 2 "contact",
    }
}

impl SourceType {
    /// How near the source is.
    pub const fn class(self) -> SourceClass {
        match self {
            Self::RegistryKrs | Self::RegistryCeidg | Self::RegistryOther | Self::Regon => {
                SourceClass::Register
            }
            Self::Website => SourceClass::Site,
            Self::Form
            | Self::Call
            | Self::Chat
            | Self::Messenger
            | Self::Event
            | Self::Card
            | Self::Webinar => SourceClass::Person,
            Self::Import | Self::Manual => SourceClass::Records,
            Self::Social | Self::Broker | Self::Referral | Self::ApiEnrich | Self::Cookie => {
                SourceClass::Broker
            }
        }
    }
}

impl FieldGroup {
    /// The group of a field, by its stable name.
    pub fn of(field: &str) -> Self {
        match field {
            "email" | "phone" | "website" => Self::Contact,
            _ => Self::Legal,
        }
    }

    /// The order of the classes as it is delivered, best first.
    pub const fn usual(self) -> [SourceClass; 5] {
        use SourceClass::{Broker, Person, Records, Register, Site};
        match self {
            Self::Legal => [Register, Site, Person, Records, Broker],
            Self::Contact => [Person, Site, Register, Records, Broker],
        }
    }
}

/// The order of sources for each field, as the controller has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ranks {
    /// Groups whose order was changed.
    pub groups: BTreeMap<FieldGroup, Vec<SourceClass>>,
    /// Single fields whose order differs from that of their group.
    pub fields: BTreeMap<String, Vec<SourceClass>>,
}

/// A value that stands, without the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Founded {
    /// What kind of source said it.
    pub source: SourceType,
    /// When it was last seen to be still so.
    pub confirmed_at: Timestamp,
}

/// Why the first of two values is shown before the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Its source ranks higher for this field.
    Source,
    /// The sources rank alike, and it was confirmed later.
    Newer,
    /// Nothing tells them apart but the order in which they came.
    First,
}

impl Ranks {
    /// The classes for a field, best first. Classes that the controller's order leaves out follow as usual.
    pub fn order(&self, field: &str) -> Vec<SourceClass> {
        let group = FieldGroup::of(field);
        let own = self.fields.get(field).or_else(|| self.groups.get(&group));
        let mut order = Vec::new();
        for class in own.into_iter().flatten().copied().chain(group.usual()) {
            if !order.contains(&class) {
                order.push(class);
            }
        }
        order
    }

    /// The place of a source for a field; 1 is the best.
    pub fn rank(&self, field: &str, source: SourceType) -> u8 {
        let place = self.order(field).iter().position(|class| *class == source.class());
        place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or(u8::MAX)
    }

    /// The values of one field, best founded first, as places in `values`; equals keep their order.
    pub fn sort(&self, field: &str, values: &[Founded]) -> Vec<usize> {
        let order = self.order(field);
        let place = |value: &Founded| order.iter().position(|class| *class == value.source.class());
        let mut places: Vec<usize> = (0..values.len()).collect();
        places.sort_by_key(|at| values.get(*at).map(|value| (place(value), Reverse(value.confirmed_at))));
        places
    }

    /// Why `first` is shown before `second`.
    pub fn why(&self, field: &str, first: &Founded, second: &Founded) -> Better {
        let (one, other) = (self.rank(field, first.source), self.rank(field, second.source));
        if one != other {
            Better::Source
        } else if first.confirmed_at > second.confirmed_at {
            Better::Newer
        } else {
            Better::First
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn founded(source: SourceType, day: i64) -> Founded {
        Founded { source, confirmed_at: Timestamp::from_second(day * 86_400).unwrap() }
    }

    #[test]
    fn a_register_is_believed_about_names_and_a_person_about_their_address() {
        use SourceType::{Broker, Form, Manual, RegistryKrs, Website};
        type Row = (&'static str, &'static [(SourceType, i64)], &'static [usize]);
        let table: &[Row] = &[
            ("name", &[(Form, 9), (Website, 9), (RegistryKrs, 1)], &[2, 1, 0]),
            ("legal_form", &[(Broker, 9), (Manual, 8), (Form, 1)], &[2, 1, 0]),
            ("email", &[(Broker, 9), (Website, 9), (Form, 1)], &[2, 1, 0]),
            ("phone", &[(RegistryKrs, 9), (Website, 1)], &[1, 0]),
            ("email", &[(Form, 1), (Form, 3), (Form, 2)], &[1, 2, 0]),
            ("name", &[(RegistryKrs, 1), (RegistryKrs, 1)], &[0, 1]),
            ("name", &[], &[]),
        ];
        for (field, values, expected) in table {
            let values: Vec<Founded> = values.iter().map(|(source, day)| founded(*source, *day)).collect();
            assert_eq!(Ranks::default().sort(field, &values), *expected, "{field}");
        }
    }

    #[test]
    fn the_controllers_order_wins_for_a_group_and_for_a_field_over_its_group() {
        let mut ranks = Ranks::default();
        ranks.groups.insert(FieldGroup::Contact, vec![SourceClass::Site]);
        ranks.fields.insert("phone".into(), vec![SourceClass::Broker, SourceClass::Broker]);
        assert_eq!(ranks.rank("email", SourceType::Website), 1);
        assert_eq!(ranks.rank("email", SourceType::Form), 2, "what is left out follows as usual");
        assert_eq!((ranks.rank("phone", SourceType::Broker), ranks.rank("phone", SourceType::Form)), (1, 2));
        assert_eq!(ranks.rank("name", SourceType::RegistryKrs), 1);
        for field in ["email", "phone", "name"] {
            assert_eq!(ranks.order(field).len(), SourceClass::ALL.len());
        }
        let text = serde_json::to_string(&ranks).unwrap();
        assert_eq!(serde_json::from_str::<Ranks>(&text).unwrap(), ranks);
    }

    #[test]
    fn it_is_said_why_a_value_comes_first() {
        let ranks = Ranks::default();
        let (register, form, later) =
            (founded(SourceType::RegistryKrs, 1), founded(SourceType::Form, 1), founded(SourceType::Form, 2));
        assert_eq!(ranks.why("name", &register, &later), Better::Source);
        assert_eq!(ranks.why("name", &later, &form), Better::Newer);
        assert_eq!(ranks.why("name", &form, &form), Better::First);
    }
}
