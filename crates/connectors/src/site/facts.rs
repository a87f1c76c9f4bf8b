//! What the pages of a site say together, each fact with the page and the place it stands in.

use jiff::Timestamp;
use serde_json::Value;

use super::page::Page;
use super::{PROFILE, footer, organisation};
use crate::read::role_email;
use crate::table;
use crate::{
    Extract, Fact, FactValue, Field, Holder, Provenance, ReadDocument, RecordHash, Standing, Withheld,
    WithheldReason,
};

/// What a website can give.
pub(super) const HELD: &[Field] = &[
    Field::Name,
    Field::TradeName,
    Field::Nip,
    Field::Regon,
    Field::KrsNumber,
    Field::Lei,
    Field::StartDate,
    Field::Employees,
    Field::Address,
    Field::Phone,
    Field::Email,
    Field::SocialProfile,
    Field::ShareCapital,
    Field::ContactPage,
];

/// Fields of which a site has one; the first that is found counts.
const SINGLE: &[Field] = &[
    Field::Name,
    Field::TradeName,
    Field::StartDate,
    Field::Employees,
    Field::ShareCapital,
    Field::ContactPage,
];

/// Addresses of roles that are for rights and for trouble, never for sales.
const NOT_FOR_SALES: &[&str] = &["iod", "rodo", "abuse", "postmaster", "security", "webmaster"];

/// What was found so far.
#[derive(Default)]
pub(super) struct Gathered {
    facts: Vec<Fact>,
    withheld: Vec<Withheld>,
}

impl Gathered {
    /// Takes a page in.
    pub(super) fn add(&mut self, page: &Page, url: &str) {
        for (index, block) in page.blocks.iter().enumerate() {
            for (place, node) in organisation::all(block) {
                let root = format!("{url}#jsonld[{index}]{place}.");
                let mut found = Vec::new();
                table::collect(&root, &node, organisation::ALLOWED, &mut found, &mut self.withheld);
                found.into_iter().for_each(|fact| self.note(fact));
            }
        }
        self.add_text(page, url);
        self.add_links(page, url);
        for name in page.metas("og:site_name") {
            if let Ok(Some(value)) = crate::read::text(&Value::from(name)) {
                self.note(Fact {
                    field: Field::TradeName,
                    value,
                    path: format!("{url}#og:site_name"),
                    entry: None,
                });
            }
        }
    }

    /// The facts so far.
    pub(super) fn into_facts(self) -> Vec<Fact> {
        self.facts
    }

    fn add_text(&mut self, page: &Page, url: &str) {
        let text = &page.text;
        let mut note = |field, value: FactValue| {
            self.note(Fact { field, value, path: format!("{url}#text.{}", field.name()), entry: None });
        };
        footer::nips(text).into_iter().for_each(|nip| note(Field::Nip, FactValue::Text(nip.into_string())));
        footer::regons(text)
            .into_iter()
            .for_each(|regon| note(Field::Regon, FactValue::Text(regon.into_string())));
        footer::krs_numbers(text)
            .into_iter()
            .for_each(|number| note(Field::KrsNumber, FactValue::Text(number.to_string())));
        if let Some((amount, currency)) = footer::capital(text) {
            note(Field::ShareCapital, FactValue::Money { amount, currency: currency.to_owned() });
        }
    }

    fn add_links(&mut self, page: &Page, url: &str) {
        for link in &page.links {
            let lower = link.to_lowercase();
            if let Some(address) = lower.strip_prefix("mailto:") {
                let address = address.split('?').next().unwrap_or_default();
                match role_email(&Value::from(address)) {
                    Ok(Some(value)) => {
                        let path = format!("{url}#mailto");
                        self.note(Fact { field: Field::Email, value, path, entry: None });
                    }
                    Ok(None) => {}
                    Err(reason) => self.withhold(format!("{url}#mailto"), reason),
                }
            } else if lower.starts_with("tel:") {
                // Whose number it is, a link does not tell.
                self.withhold(format!("{url}#tel"), WithheldReason::MayBePersonal);
            }
        }
        let is_contact = ["/kontakt", "/contact"].iter().any(|word| url.to_lowercase().contains(word));
        if is_contact {
            let value = FactValue::Text(url.to_owned());
            self.note(Fact { field: Field::ContactPage, value, path: url.to_owned(), entry: None });
        }
    }

    fn withhold(&mut self, path: String, reason: WithheldReason) {
        let withheld = Withheld { path, reason };
        if !self.withheld.contains(&withheld) {
            self.withheld.push(withheld);
        }
    }

    /// Notes a fact once, wherever it stands.
    fn note(&mut self, fact: Fact) {
        let is_known =
            |own: &Fact| own.field == fact.field && (own.value == fact.value || SINGLE.contains(&fact.field));
        let local = match &fact.value {
            FactValue::Text(address) if fact.field == Field::Email => {
                address.split('@').next().unwrap_or_default()
            }
            _ => "",
        };
        if NOT_FOR_SALES.contains(&local) || self.facts.iter().any(is_known) {
            return;
        }
        self.facts.push(fact);
    }

    pub(super) fn extract(self, url: String, documents: Vec<ReadDocument>, fetched_at: Timestamp) -> Extract {
        let Self { facts, withheld } = self;
        let has = |field| facts.iter().any(|fact| fact.field == field);
        // Only an organisation is in the court register or has a share capital; whose other sites are, they don't tell.
        let is_organisation = has(Field::KrsNumber) || has(Field::ShareCapital);
        let provenance = Provenance {
            register: PROFILE.id,
            source: PROFILE.source,
            url,
            fetched_at,
            as_of: None,
            licence: PROFILE.licence,
            record_hash: RecordHash::of(&facts),
            documents,
        };
        Extract {
            provenance,
            standing: Standing::Standing,
            holder: if is_organisation { Holder::Organisation } else { Holder::Unclear },
            facts,
            members: Vec::new(),
            attention: Vec::new(),
            withheld,
        }
    }
}
