//! Which role opens which address: the one table by which [`crate::page::Reader`] is let in. An address that does not stand
//! here opens to nobody.

use std::collections::BTreeSet;

use axum::http::Method;
use zgoda_law::{Deed, Role};
use zgoda_rights::roles::{Area, may};

/// What it takes to get in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// Where it leads.
    pub area: Area,
    /// What is done there.
    pub deed: Deed,
}

/// Addresses by their beginnings, of which the longest decides: the area, what looking at a page takes, what sending a form
/// takes.
const DOORS: &[(&str, Area, Deed, Deed)] = {
    use Area::*;
    use Deed::*;
    &[
        ("/", Desk, Read, Write),
        ("/access", Access, Read, Write),
        ("/access/alarms", Access, Read, Decide),
        ("/access/authorisations/{id}/pdf", Access, Export, Export),
        ("/account", Own, Read, Write),
        ("/deadlines", Desk, Read, Write),
        ("/enrichment", Enrichment, Read, Write),
        ("/enrichment/new", Enrichment, Write, Write),
        ("/enrichment/ranks", Enrichment, Read, Decide),
        ("/enrichment/{id}/evidence", Evidence, Export, Export),
        ("/evidence", Evidence, Read, Export),
        ("/exports", People, Read, Export),
        ("/exports/new", People, Export, Export),
        ("/imports", Imports, Read, Write),
        ("/imports/new", Imports, Write, Write),
        ("/inventory", Registers, Read, Write),
        ("/ledger", Evidence, Read, Write),
        ("/ledger/copy", Evidence, Export, Export),
        ("/notices", Notices, Read, Write),
        ("/notices/contact", Notices, Read, Decide),
        ("/notices/letters/{id}/csv", Notices, Export, Export),
        ("/notices/letters/{id}/pdf", Notices, Export, Export),
        ("/notices/words", Notices, Read, Decide),
        ("/organisations", Firms, Read, Write),
        ("/organisations/{id}/figures.xlsx", Firms, Export, Export),
        ("/people", People, Read, Write),
        ("/people/selected", People, Read, Read),
        ("/people/{id}/certificate", Requests, Read, Read),
        ("/people/{id}/certificate.html", Requests, Read, Read),
        ("/people/{id}/certificate.json", Requests, Read, Read),
        ("/people/{id}/certificate.txt", Requests, Read, Read),
        ("/people/{id}/erase", Requests, Write, Write),
        ("/people/{id}/evidence", Evidence, Read, Export),
        ("/people/{id}/export", Requests, Export, Export),
        ("/people/{id}/facts", People, Write, Write),
        ("/people/{id}/messages", Notices, Read, Write),
        ("/people/{id}/notice", Notices, Write, Write),
        ("/people/{id}/notices", Notices, Read, Write),
        ("/people/{id}/reveal", People, Read, Read),
        ("/people/{id}/where", People, Read, Read),
        ("/registers", Registers, Read, Write),
        ("/registers/{register}/new", Registers, Write, Write),
        ("/registers/{register}/{id}/edit", Registers, Write, Write),
        ("/requests", Requests, Read, Write),
        ("/requests/new", Requests, Write, Write),
        ("/requests/{key}/letter", Requests, Export, Export),
        ("/requests/{key}/not-feasible", Requests, Export, Export),
        ("/requests/{key}/transfer", Requests, Export, Export),
        ("/retention", Retention, Read, Decide),
        ("/retention/holds", Retention, Read, Write),
        ("/retention/holds/new", Retention, Write, Write),
        ("/retention/holds/{id}/{deed}", Retention, Decide, Decide),
        ("/search", People, Read, Read),
        ("/settings", Settings, Read, Write),
        ("/settings/assessments", Settings, Read, Decide),
        ("/settings/mail", Settings, Write, Write),
        ("/settings/purposes", Settings, Decide, Decide),
        ("/settings/sms", Settings, Write, Write),
        ("/settings/sources", Settings, Write, Write),
        ("/settings/webhooks", Settings, Write, Write),
        ("/wishes", Passing, Write, Write),
    ]
};

/// Addresses that anybody may ask for: the door to the house, the page of a person about their own data, files of ours.
const OPEN: [&str; 10] = [
    "/account/totp",
    "/account/totp.svg",
    "/assets/{name}",
    "/healthz",
    "/login",
    "/login/code",
    "/logout",
    "/moje-dane",
    "/preferences",
    "/setup",
];

/// The door of an address, as the router knows it (`/people/{id}/erase`) or as it stands in a link; nothing where it
/// stands nowhere.
pub fn door(method: &Method, address: &str) -> Option<Door> {
    let fits = |(beginning, ..): &&(&str, Area, Deed, Deed)| match *beginning {
        "/" => address == "/",
        beginning => begins(address, beginning),
    };
    // Of two that fit, the longer one decides, and of two as long the one that says more.
    let weight = |(beginning, ..): &&(&str, Area, Deed, Deed)| {
        (beginning.matches('/').count(), std::cmp::Reverse(beginning.matches('{').count()))
    };
    let (_, area, looking, sending) = DOORS.iter().filter(fits).max_by_key(weight).copied()?;
    let is_looking = *method == Method::GET || *method == Method::HEAD;
    Some(Door { area, deed: if is_looking { looking } else { sending } })
}

/// Whether an address begins with these parts; one in braces stands for any.
fn begins(address: &str, parts: &str) -> bool {
    let mut own = address.split('/');
    parts
        .split('/')
        .all(|part| own.next().is_some_and(|own| own == part || part.starts_with('{') && !own.is_empty()))
}

/// Whether these roles may open what a link or a form on a page leads to. What leads out of the house is not shut here.
pub fn opens(roles: &BTreeSet<Role>, method: &Method, address: &str) -> bool {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    // The front door sends everybody to where their work is.
    if address == "/" || !address.starts_with('/') || OPEN.iter().any(|open| begins(address, open)) {
        return true;
    }
    door(method, address).is_some_and(|door| may(roles, door.area, door.deed))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Every address that is given to the router, as it is written in the sources.
    fn addresses(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                addresses(&path, found);
            } else if !path.ends_with("doors.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let after = text.split(".route(").skip(1);
                let address =
                    |rest: &str| rest.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned);
                found.extend(after.filter_map(address));
            }
        }
    }

    fn guarded() -> Vec<String> {
        let mut all = Vec::new();
        addresses(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        assert!(all.len() > 120, "the sources were read");
        all.retain(|address| !OPEN.contains(&address.as_str()) && !address.starts_with("/moje-dane"));
        all
    }

    #[test]
    fn every_address_behind_the_login_has_a_door() {
        for address in guarded() {
            for method in [Method::GET, Method::POST] {
                assert!(door(&method, &address).is_some(), "{address} has no line in the table of doors");
            }
        }
    }

    #[test]
    fn every_line_of_the_table_is_needed() {
        let known = guarded();
        for (beginning, ..) in DOORS {
            let leads =
                |address: &String| address == beginning || address.starts_with(&format!("{beginning}/"));
            assert!(known.iter().any(leads), "{beginning} leads nowhere");
        }
    }

    #[test]
    fn the_longest_beginning_decides_and_halves_of_words_do_not_count() {
        let at = |method: Method, address: &str| door(&method, address).map(|door| (door.area, door.deed));
        for (method, address, expected) in [
            (Method::GET, "/", Some((Area::Desk, Deed::Read))),
            (Method::GET, "/people", Some((Area::People, Deed::Read))),
            (Method::POST, "/people/{id}/object", Some((Area::People, Deed::Write))),
            (Method::POST, "/people/{id}/reveal", Some((Area::People, Deed::Read))),
            (Method::GET, "/people/{id}/erase", Some((Area::Requests, Deed::Write))),
            (Method::GET, "/people/{id}/notices/{no}/deliver", Some((Area::Notices, Deed::Read))),
            (Method::POST, "/retention/run", Some((Area::Retention, Deed::Decide))),
            (Method::POST, "/retention/holds", Some((Area::Retention, Deed::Write))),
            (Method::POST, "/retention/holds/{id}/{deed}", Some((Area::Retention, Deed::Decide))),
            (Method::DELETE, "/registers/{register}/{id}", Some((Area::Registers, Deed::Write))),
            (Method::GET, "/people/7f3a/erase", Some((Area::Requests, Deed::Write))),
            (Method::GET, "/people/7f3a", Some((Area::People, Deed::Read))),
            (Method::GET, "/registers/breaches/new", Some((Area::Registers, Deed::Write))),
            (Method::POST, "/people/selected", Some((Area::People, Deed::Read))),
            (Method::GET, "/peoples", None),
            (Method::GET, "/anything", None),
        ] {
            assert_eq!(at(method, address), expected, "{address}");
        }
    }
}
