//! An entry of a register as a type: its boxes stand in one place, and the form, the check, the screen, the print and
//! the JSON are all made from them.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zgoda_law::Law;
use zgoda_store::Register;

use super::cell::Control;
use super::finding::{Due, Finding};

/// One box of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its stable name.
    pub key: &'static str,
    /// The part of the form it stands in.
    pub section: &'static str,
    /// How it is asked for.
    pub control: Control,
    /// Whether the entry cannot do without it.
    pub needed: bool,
}

/// What keeps an entry from being kept: at which box, and why, as a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The box.
    pub key: &'static str,
    /// Of a single box as [`Cell::read`](super::cell::Cell::read) tells; of several `before`, `future`, `why`, `late`,
    /// `first`, `missing`.
    pub code: &'static str,
}

/// The boxes of an entry that cannot be kept as they are, as they are found.
#[derive(Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a box where it is wrong.
    pub(super) fn add(&mut self, wrong: bool, key: &'static str, code: &'static str) {
        self.0.extend(wrong.then_some(Problem { key, code }));
    }

    /// What was found.
    pub(super) fn found(self) -> Vec<Problem> {
        self.0
    }
}

/// The boxes of an entry.
pub trait Boxes: Sized + Serialize + DeserializeOwned {
    /// All boxes, in the order of the form.
    fn fields() -> Vec<Field>;

    /// Reads a form, `typed` by the names of the boxes.
    ///
    /// # Errors
    /// Every box that cannot be read.
    fn read(typed: &dyn Fn(&str) -> String) -> Result<Self, Vec<Problem>>;

    /// What would have to be typed into each box.
    fn typed(&self) -> Vec<(&'static str, String)>;
}

/// What an entry means.
pub trait Record: Boxes {
    /// In which register it stands.
    const REGISTER: Register;

    /// What it is called in lists.
    fn title(&self) -> String;

    /// Whether it is over: a contract that ended, a case that was closed.
    fn is_over(&self, now: Timestamp) -> bool;

    /// What boxes say against each other.
    fn check(&self, _now: Timestamp) -> Vec<Problem> {
        Vec::new()
    }

    /// What the law makes of it.
    fn findings(&self, law: &Law, now: Timestamp) -> Vec<Finding>;

    /// What is to be done about it, and until when.
    fn dues(&self, law: &Law, entered: Timestamp, now: Timestamp) -> Vec<Due>;
}

/// Declares the boxes of an entry, part by part.
macro_rules! boxes {
    ($(#[$meta:meta])* $name:ident { $($section:ident { $($field:ident: $cell:ty,)+ })+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[doc = concat!("The box `", stringify!($field), "`.")] pub $field: $cell,)+)+ }

        impl $crate::registers::record::Boxes for $name {
            fn fields() -> Vec<$crate::registers::record::Field> {
                use $crate::registers::cell::Cell;
                vec![$($($crate::registers::record::Field {
                    key: stringify!($field),
                    section: stringify!($section),
                    control: <$cell>::control(),
                    needed: <$cell>::NEEDED,
                },)+)+]
            }

            fn read(typed: &dyn Fn(&str) -> String) -> Result<Self, Vec<$crate::registers::record::Problem>> {
                use $crate::registers::cell::Cell;
                let mut problems = Vec::new();
                $($(let $field = <$cell>::read(&typed(stringify!($field)))
                    .map_err(|code| problems.push($crate::registers::record::Problem { key: stringify!($field), code }))
                    .ok();)+)+
                match ($($($field,)+)+) {
                    ($($(Some($field),)+)+) if problems.is_empty() => Ok(Self { $($($field,)+)+ }),
                    _ => Err(problems),
                }
            }

            fn typed(&self) -> Vec<(&'static str, String)> {
                use $crate::registers::cell::Cell;
                vec![$($((stringify!($field), self.$field.typed()),)+)+]
            }
        }
    };
}
pub(crate) use boxes;
