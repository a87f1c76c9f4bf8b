//! Every word the product says, in Polish and English, and how it writes dates, numbers and telephone numbers.
//!
//! The texts stand in `ftl/pl/*.ftl` and `ftl/en/*.ftl`, one file per area. The build turns each message into a method
//! of [`Text`], `people-count` into [`Text::people_count`], so a missing key does not compile. Names of the law's
//! closed sets are looked up by the member: [`Text::reason`], [`Text::channel`] and their like.

mod article;
mod dates;
mod firm;
mod given;
mod lang;
mod law;
mod numbers;
mod phone;
mod request;

use std::fmt::{Display, Write as _};

pub use given::Given;
pub use lang::Lang;
pub use numbers::{Count, Plural};

/// All texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    lang: Lang,
}

impl Text {
    /// The texts of a language.
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// The text with this key, for keys made at run time. `None` if there is none or it has variables.
    pub fn find(self, key: &str) -> Option<&'static str> {
        let place = PLAIN.binary_search_by(|(known, _, _)| (*known).cmp(key)).ok()?;
        PLAIN.get(place).map(|(_, pl, en)| match self.lang {
            Lang::Pl => *pl,
            Lang::En => *en,
        })
    }
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
