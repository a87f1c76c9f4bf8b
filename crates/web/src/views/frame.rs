//! What stands around every screen: rail, top bar, and what the door pages have instead.

use std::collections::BTreeSet;

use jiff::civil::Date;
use zgoda_law::{Deed, Role};
use zgoda_rights::roles::{Area, may};
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
    /// *Uprawnienia*.
    Access,
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
    /// The roles the reader holds.
    pub roles: BTreeSet<Role>,
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

/// What the rail leads to: the section, its address, its icon; a thin line stands before each group.
const GROUPS: [&[(Section, &str, &str)]; 3] = [
    &[
        (Section::Dashboard, "/", "home"),
        (Section::People, "/people", "people"),
        (Section::Organisations, "/organisations", "building"),
        (Section::Imports, "/imports", "inbox"),
        (Section::Enrichment, "/enrichment", "spark"),
    ],
    &[
        (Section::Deadlines, "/deadlines", "clock"),
        (Section::Requests, "/requests", "chat"),
        (Section::Notices, "/notices", "letter"),
        (Section::Retention, "/retention", "hourglass"),
        (Section::Registers, "/registers", "shield"),
        (Section::Ledger, "/ledger", "seal"),
    ],
    &[(Section::Access, "/access", "key"), (Section::Settings, "/settings", "gear")],
];

/// The places that somebody may look at, in the order of the rail.
pub fn places(roles: &BTreeSet<Role>) -> impl Iterator<Item = (Section, &'static str, &'static str)> {
    let open = move |(section, ..): &(Section, &str, &str)| may(roles, section.area(), Deed::Read);
    GROUPS.iter().flat_map(|group| group.iter().copied()).filter(open)
}

impl Section {
    /// The area it belongs to.
    const fn area(self) -> Area {
        match self {
            Self::Dashboard | Self::Deadlines => Area::Desk,
            Self::People => Area::People,
            Self::Organisations => Area::Firms,
            Self::Imports => Area::Imports,
            Self::Enrichment => Area::Enrichment,
            Self::Requests => Area::Requests,
            Self::Notices => Area::Notices,
            Self::Retention => Area::Retention,
            Self::Registers => Area::Registers,
            Self::Ledger => Area::Evidence,
            Self::Access => Area::Access,
            Self::Settings => Area::Settings,
        }
    }

    fn label(self, t: Text) -> &'static str {
        match self {
            Self::Dashboard => t.nav_dashboard(),
            Self::People => t.nav_people(),
            Self::Organisations => t.nav_organisations(),
            Self::Imports => t.nav_imports(),
            Self::Enrichment => t.nav_enrichment(),
            Self::Deadlines => t.nav_deadlines(),
            Self::Requests => t.nav_requests(),
            Self::Notices => t.nav_notices(),
            Self::Retention => t.nav_retention(),
            Self::Registers => t.nav_registers(),
            Self::Ledger => t.nav_ledger(),
            Self::Access => t.nav_access(),
            Self::Settings => t.nav_settings(),
        }
    }
}

impl Frame {
    /// The entries of the rail that the reader may look at, from top to bottom.
    pub fn places(&self) -> Vec<Place> {
        let group_of =
            |section| GROUPS.iter().position(|group| group.iter().any(|(own, ..)| *own == section));
        let mut last = None;
        let place = |(section, href, icon): (Section, &'static str, &'static str)| {
            let begins_group = last.is_some_and(|last| last != group_of(section));
            last = Some(group_of(section));
            Place { section, name: section.label(self.t), href, icon, begins_group }
        };
        places(&self.roles).map(place).collect()
    }

    /// Whether the reader may look at a place.
    pub fn opens(&self, section: Section) -> bool {
        may(&self.roles, section.area(), Deed::Read)
    }

    /// Whether the reader may do this in an area.
    pub fn may(&self, area: Area, deed: Deed) -> bool {
        may(&self.roles, area, deed)
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
