//! What stands around every screen: rail, top bar, and what the door pages have instead.

use jiff::civil::Date;
use zgoda_text::Text;

use super::parts::{Notice, initials};

/// The place in the rail that is marked as the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// *Pulpit*.
    Dashboard,
    /// *Osoby*.
    People,
    /// *Firmy*.
    Organisations,
    /// *Źródła*.
    Imports,
    /// *Wzbogacanie*.
    Enrichment,
    /// *Terminy*.
    Deadlines,
    /// *Żądania*.
    Requests,
    /// *Obowiązek informacyjny*.
    Notices,
    /// *Retencja*.
    Retention,
    /// *Rejestry*.
    Registers,
    /// *Dowody*.
    Ledger,
    /// *Ustawienia*.
    Settings,
}

/// One entry of the rail.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Which section it leads to.
    pub section: Section,
    /// Its name.
    pub name: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Whether a thin line stands above it in the rail.
    pub begins_group: bool,
}

/// Light, dark, or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its stable name, as in the cookie and in `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// Its icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Auto => "gear",
            Self::Light => "sun",
            Self::Dark => "moon",
        }
    }

    /// Its name for people.
    pub fn label(self, t: &Text) -> &'static str {
        match self {
            Self::Auto => t.theme_auto(),
            Self::Light => t.theme_light(),
            Self::Dark => t.theme_dark(),
        }
    }
}

/// What every screen behind the login needs besides its own data.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The texts of the reader's language.
    pub t: Text,
    /// The current place in the rail.
    pub section: Section,
    /// The reader's name.
    pub user: String,
    /// The stable name of the purpose the reader works for.
    pub purpose: String,
    /// The purposes the reader may choose, by stable name.
    pub purposes: Vec<String>,
    /// Light or dark.
    pub theme: Theme,
    /// The token of every form.
    pub csrf: String,
    /// The address of this page, to come back to after a change of language, theme or purpose.
    pub here: String,
    /// Today in Warsaw.
    pub today: Date,
    /// Duties past their term, shown beside *Terminy*.
    pub overdue: u64,
    /// What happened just now.
    pub notice: Option<Notice>,
}

impl Frame {
    /// The entries of the rail, from top to bottom.
    pub fn places(&self) -> [Place; 12] {
        let t = self.t;
        let place =
            |section, name, href, icon, begins_group| Place { section, name, href, icon, begins_group };
        [
            place(Section::Dashboard, t.nav_dashboard(), "/", "home", false),
            place(Section::People, t.nav_people(), "/people", "people", false),
            place(Section::Organisations, t.nav_organisations(), "/organisations", "building", false),
            place(Section::Imports, t.nav_imports(), "/imports", "inbox", false),
            place(Section::Enrichment, t.nav_enrichment(), "/enrichment", "spark", false),
            place(Section::Deadlines, t.nav_deadlines(), "/deadlines", "clock", true),
            place(Section::Requests, t.nav_requests(), "/requests", "chat", false),
            place(Section::Notices, t.nav_notices(), "/notices", "letter", false),
            place(Section::Retention, t.nav_retention(), "/retention", "hourglass", false),
            place(Section::Registers, t.nav_registers(), "/registers", "shield", false),
            place(Section::Ledger, t.nav_ledger(), "/ledger", "seal", false),
            place(Section::Settings, t.nav_settings(), "/settings", "gear", true),
        ]
    }

    /// The reader's first name.
    pub fn first_name(&self) -> &str {
        self.user.split_whitespace().next().unwrap_or_default()
    }

    /// The first letters of the reader's name.
    pub fn initials(&self) -> String {
        initials(&self.user)
    }
}

/// What a page before the login needs besides its own data.
#[derive(Debug, Clone)]
pub struct Door {
    /// The texts of the reader's language.
    pub t: Text,
    /// Light or dark.
    pub theme: Theme,
    /// The token of every form.
    pub csrf: String,
    /// The address of this page, to come back to after a change of language.
    pub here: String,
    /// What happened just now.
    pub notice: Option<Notice>,
}
