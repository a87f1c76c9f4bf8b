//! What each role may do in each area of the product: the one table that every door is opened by.

use std::collections::BTreeSet;

use zgoda_law::{Deed, Role};

/// An area of the product, as the rail names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// What is due, and where one begins.
    Desk,
    /// People: leads and clients.
    People,
    /// Firms and their public figures.
    Firms,
    /// Where data came from.
    Imports,
    /// Asking registers.
    Enrichment,
    /// Requests of persons, copies, erasures.
    Requests,
    /// Passing on to the officer what a person asked for.
    Passing,
    /// Informing people.
    Notices,
    /// Terms, runs, holds.
    Retention,
    /// Registers kept by hand.
    Registers,
    /// The ledger and the pack of evidence.
    Evidence,
    /// Who may do what, who read what.
    Access,
    /// Settings of the installation, assessments of purposes.
    Settings,
    /// One's own account.
    Own,
}

/// The roles that people hold, in the order of the table's columns.
pub const ROLES: [Role; 8] = [
    Role::Sales,
    Role::Marketing,
    Role::Service,
    Role::Accounting,
    Role::Legal,
    Role::Dpo,
    Role::Admin,
    Role::Inspector,
];

/// `r` reads, `w` writes, `e` takes out, `d` decides; the columns are those of [`ROLES`].
#[rustfmt::skip]
const TABLE: [(Area, [&str; ROLES.len()]); 14] = [
    //                  sales  market serv.  acc.   legal  dpo     admin   inspector
    (Area::Desk,       ["r",   "r",   "r",   "",    "r",   "r",    "r",    "r"]),
    (Area::People,     ["rwe", "rwe", "rw",  "",    "rw",  "rwe",  "",     "r"]),
    (Area::Firms,      ["rwe", "rwe", "rw",  "rwe", "r",   "re",   "rw",   "r"]),
    (Area::Imports,    ["rw",  "rw",  "rw",  "",    "",    "rw",   "",     "r"]),
    (Area::Enrichment, ["rw",  "rw",  "",    "",    "",    "r",    "rwd",  "r"]),
    (Area::Requests,   ["",    "",    "",    "",    "",    "rwed", "",     "r"]),
    (Area::Passing,    ["rw",  "rw",  "rw",  "",    "rw",  "rw",   "",     "r"]),
    (Area::Notices,    ["rwe", "rwe", "rw",  "",    "",    "rwed", "rd",   "r"]),
    (Area::Retention,  ["",    "",    "",    "",    "rw",  "rwd",  "rwd",  "r"]),
    (Area::Registers,  ["",    "",    "",    "",    "",    "rw",   "rw",   "r"]),
    (Area::Evidence,   ["",    "",    "",    "",    "",    "rwe",  "rwe",  "r"]),
    (Area::Access,     ["",    "",    "",    "",    "",    "red",  "rwed", "r"]),
    (Area::Settings,   ["",    "",    "",    "",    "",    "rd",   "rwd",  "r"]),
    (Area::Own,        ["rw",  "rw",  "rw",  "rw",  "rw",  "rw",   "rw",   "rw"]),
];

impl Area {
    /// Every area, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(area, _)| *area)
    }

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::People => "people",
            Self::Firms => "firms",
            Self::Imports => "imports",
            Self::Enrichment => "enrichment",
            Self::Requests => "requests",
            Self::Passing => "passing",
            Self::Notices => "notices",
            Self::Retention => "retention",
            Self::Registers => "registers",
            Self::Evidence => "evidence",
            Self::Access => "access",
            Self::Settings => "settings",
            Self::Own => "own",
        }
    }
}

/// What a role may do in an area.
pub fn deeds(role: Role, area: Area) -> impl Iterator<Item = Deed> {
    let column = ROLES.iter().position(|known| *known == role);
    let row = TABLE.iter().find(|(known, _)| *known == area);
    let letters = column.zip(row).and_then(|(column, (_, row))| row.get(column)).copied().unwrap_or_default();
    letters.chars().filter_map(|letter| match letter {
        'r' => Some(Deed::Read),
        'w' => Some(Deed::Write),
        'e' => Some(Deed::Export),
        'd' => Some(Deed::Decide),
        _ => None,
    })
}

/// Whether one of these roles may do this in an area. What no role is listed for, nobody may.
pub fn may(roles: &BTreeSet<Role>, area: Area, deed: Deed) -> bool {
    roles.iter().any(|role| deeds(*role, area).any(|known| known == deed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(role: Role) -> BTreeSet<Role> {
        BTreeSet::from([role])
    }

    #[test]
    fn the_inspector_reads_everything_and_changes_nothing_but_their_own_account() {
        for area in Area::all() {
            assert!(may(&one(Role::Inspector), area, Deed::Read), "{area:?}");
            for deed in [Deed::Write, Deed::Export, Deed::Decide] {
                let own = area == Area::Own && deed == Deed::Write;
                assert_eq!(may(&one(Role::Inspector), area, deed), own, "{area:?} {deed}");
            }
        }
    }

    #[test]
    fn sellers_see_no_registers_no_requests_no_evidence_and_nobodys_rights() {
        for role in [Role::Sales, Role::Marketing, Role::Service] {
            for area in [Area::Registers, Area::Requests, Area::Evidence, Area::Access, Area::Settings] {
                assert!(deeds(role, area).next().is_none(), "{role} {area:?}");
            }
        }
    }

    #[test]
    fn accountants_see_firms_and_no_leads() {
        let open: Vec<Area> =
            Area::all().filter(|area| may(&one(Role::Accounting), *area, Deed::Read)).collect();
        assert_eq!(open, [Area::Firms, Area::Own]);
    }

    #[test]
    fn only_administrators_authorise_others_and_whoever_decides_may_look() {
        let granting: Vec<Role> =
            ROLES.into_iter().filter(|role| may(&one(*role), Area::Access, Deed::Write)).collect();
        assert_eq!(granting, [Role::Admin]);
        for (role, area) in ROLES.into_iter().flat_map(|role| Area::all().map(move |area| (role, area))) {
            assert!(deeds(role, area).next().is_none_or(|first| first == Deed::Read), "{role} {area:?}");
        }
    }

    #[test]
    fn nobody_and_the_program_itself_have_no_door() {
        for area in Area::all() {
            assert!(!may(&BTreeSet::new(), area, Deed::Read) && !may(&one(Role::System), area, Deed::Read));
        }
    }
}
