//! An entry of any register.

use jiff::Timestamp;
use zgoda_law::Law;
use zgoda_store::Register;

use super::finding::{Due, Finding};
use super::kinds::{
    Audit, Breach, Letter, Mandate, Measure, Model, Officer, Policy, Processor, Stray, Training, Transfer,
};
use super::record::{Boxes, Field, Problem, Record};

macro_rules! entries {
    ($($kind:ident)+) => {
        /// An entry of any register.
        #[expect(clippy::large_enum_variant, reason = "entries are few and are handled one at a time")]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Entry { $(#[doc = concat!("Of the kind `", stringify!($kind), "`.")] $kind($kind),)+ }

        impl Entry {
            /// Reads what is kept.
            pub(super) fn parse(register: Register, kept: serde_json::Value) -> Result<Self, serde_json::Error> {
                $(if register == $kind::REGISTER {
                    return serde_json::from_value(kept).map(Self::$kind);
                })+
                Err(serde::de::Error::custom("no register of this kind"))
            }

            /// Reads a form, box by box.
            pub(super) fn read(
                register: Register,
                typed: &dyn Fn(&str) -> String,
            ) -> Result<Self, Vec<Problem>> {
                $(if register == $kind::REGISTER {
                    return $kind::read(typed).map(Self::$kind);
                })+
                Err(Vec::new())
            }

            /// The boxes of an entry of a register.
            pub fn fields(register: Register) -> Vec<Field> {
                $(if register == $kind::REGISTER {
                    return $kind::fields();
                })+
                Vec::new()
            }

            /// In which register it stands.
            pub fn register(&self) -> Register {
                match self { $(Self::$kind(_) => $kind::REGISTER,)+ }
            }

            /// What is kept of it.
            ///
            /// # Errors
            /// Where it cannot be written as JSON.
            pub fn to_json(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $(Self::$kind(record) => serde_json::to_value(record),)+ }
            }

            /// What would have to be typed into each box.
            pub fn typed(&self) -> Vec<(&'static str, String)> {
                match self { $(Self::$kind(record) => record.typed(),)+ }
            }

            /// What it is called in lists.
            pub fn title(&self) -> String {
                match self { $(Self::$kind(record) => record.title(),)+ }
            }

            /// Whether it is over.
            pub fn is_over(&self, now: Timestamp) -> bool {
                match self { $(Self::$kind(record) => record.is_over(now),)+ }
            }

            /// What boxes say against each other.
            pub(super) fn check(&self, now: Timestamp) -> Vec<Problem> {
                match self { $(Self::$kind(record) => record.check(now),)+ }
            }

            /// What the law makes of it.
            pub(super) fn findings(&self, law: &Law, now: Timestamp) -> Vec<Finding> {
                match self { $(Self::$kind(record) => record.findings(law, now),)+ }
            }

            /// What is due about it.
            pub(super) fn dues(&self, law: &Law, entered: Timestamp, now: Timestamp) -> Vec<Due> {
                match self { $(Self::$kind(record) => record.dues(law, entered, now),)+ }
            }
        }
    };
}
entries! { Processor Transfer Breach Mandate Officer Letter Training Policy Measure Audit Model Stray }

impl Entry {
    /// The purposes it names.
    pub fn purposes(&self) -> &[String] {
        match self {
            Self::Processor(processor) => &processor.purposes.0,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use zgoda_text::Lang;

    use super::super::cell::Control;
    use super::super::{ALL, print, text_key};
    use super::*;

    #[test]
    fn every_box_part_and_choice_has_its_words_in_both_languages() {
        let mut wanted = Vec::new();
        for register in ALL {
            wanted.push((register, format!("reg-{}", register.name())));
            wanted.extend(["lead", "empty", "new"].map(|name| (register, text_key(register, name))));
            for field in Entry::fields(register) {
                wanted.push((register, format!("reg-part-{}", field.section)));
                wanted.push((register, text_key(register, field.key)));
                if let Control::Choice(codes) = &field.control {
                    let key = |code: &&str| (register, text_key(register, &format!("{}-{code}", field.key)));
                    wanted.extend(codes.iter().map(key));
                }
            }
        }
        let lacks = |(lang, (register, key)): &(Lang, &(Register, String))| {
            let common = key.strip_prefix(&format!("reg-{}-", register.name())).unwrap_or_default();
            lang.text().find(key).is_none() && print::word(lang.text(), *register, common).is_none()
        };
        let missing = wanted.iter().flat_map(|one| Lang::ALL.map(|lang| (lang, one))).filter(lacks);
        let missing: Vec<String> = missing.map(|(lang, (_, key))| format!("{} {key}", lang.tag())).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
