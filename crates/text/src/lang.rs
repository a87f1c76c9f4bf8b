//! The two languages, and which of them a browser asks for.

use crate::Text;

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Polish, the one it was thought in.
    #[default]
    Pl,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Pl, Self::En];

    /// The tag of BCP 47, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Pl => "pl",
            Self::En => "en",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Pl => "Polski",
            Self::En => "English",
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Pl => Self::En,
            Self::En => Self::Pl,
        }
    }

    /// The language of a tag such as `pl`, `en-GB` or `pl_PL.UTF-8`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.']).next()?;
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }

    /// The first language of an `Accept-Language` header that the product speaks, by its weights; Polish if none.
    pub fn negotiate(accept: &str) -> Self {
        let wish = |part: &str| {
            let mut pieces = part.split(';');
            let lang = Self::from_tag(pieces.next()?)?;
            let weight =
                pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            (weight > 0.0).then_some((lang, weight))
        };
        accept
            .split(',')
            .filter_map(wish)
            .fold(None, |best: Option<(Self, f32)>, next| match best {
                Some((_, weight)) if weight >= next.1 => best,
                _ => Some(next),
            })
            .map(|(lang, _)| lang)
            .unwrap_or_default()
    }

    /// Its texts.
    pub const fn text(self) -> Text {
        Text::new(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_weighs_highest() {
        for (accept, expected) in [
            ("pl", Lang::Pl),
            ("en-GB,en;q=0.9", Lang::En),
            ("de,en;q=0.5,pl;q=0.8", Lang::Pl),
            ("en;q=0,pl;q=0.1", Lang::Pl),
            ("fr,de", Lang::Pl),
            ("", Lang::Pl),
        ] {
            assert_eq!(Lang::negotiate(accept), expected, "{accept}");
        }
    }

    #[test]
    fn a_locale_of_the_shell_names_a_language() {
        assert_eq!(Lang::from_tag("pl_PL.UTF-8"), Some(Lang::Pl));
        assert_eq!(Lang::from_tag("C.UTF-8"), None);
    }
}
