//! Closed sets of the store itself, stored by number and named in exports.

/// Declares an enum with stable numbers and names, readable from a row.
macro_rules! closed_numbers {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $number:literal $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[doc = $text] #[serde(rename = $text)] $variant = $number,)+ }

        impl $name {
            /// Every member, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The member with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl From<$name> for crate::sql::Value {
            fn from(member: $name) -> Self {
                Self::Int(member as i64)
            }
        }

        impl crate::sql::FromValue for $name {
            const EXPECTED: &'static str = stringify!($name);

            fn from_value(value: &crate::sql::Value) -> Option<Self> {
                match i64::from_value(value)? { $($number => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

pub(crate) use closed_numbers;
