//! People whom others named. Two of them have a postal address only, so they are owed a letter.

use jiff::civil::Date;
use zgoda_intake::{By, Entry, ImportPlan, IntakeError, PlannedSource, SourceKind, add_person, link};
use zgoda_law::{Basis, InformationDuty, SourceType};
use zgoda_store::{NewSource, Store, StoreError};

use super::{ago, stamp};
use crate::failure::Failure;

const GUILD: &str = "Polecenie Cechu Rzemiosł w Kaliszu";
/// Name, surname, firm, what else is known.
const PEOPLE: [(&str, &str, &str, &[(&str, &str)]); 3] = [
    (
        "Jadwiga",
        "Kołodziej",
        "Pracownia Kaflarska Kołodziej",
        &[("street", "ul. Garncarska 8"), ("postal_code", "62-800"), ("city", "Kalisz")],
    ),
    (
        "Stanisław",
        "Dąb",
        "Stolarnia Dąb i Syn",
        &[("street", "ul. Tartaczna 21A"), ("postal_code", "63-400"), ("city", "Ostrów Wielkopolski")],
    ),
    ("Żaneta", "Młynarz", "Piekarnia Młynarz", &[("email", "zaneta.mlynarz@piekarnia.example.test")]),
];

pub fn record(store: &Store) -> Result<(), Failure> {
    let new = NewSource {
        kind: SourceType::Referral,
        name: GUILD.into(),
        duty: InformationDuty::Article14,
        is_public: false,
        occurred_at: ago(9, 0),
        approved: true,
        evidence: "pismo cechu z 12 listopada 2026".into(),
    };
    let source = store.add_source(stamp(ago(8, 23)), new)?;
    let (card, interest) = (SourceKind::Referral.card(), Some(Basis::LegitimateInterest));
    let link = link(store.law().catalogue(), Some(card), "direct_marketing_own", interest, GUILD);
    let links = vec![link.map_err(IntakeError::Refused)?];
    let plan = ImportPlan::new(PlannedSource::Known(source), Some(Date::constant(2026, 11, 12)), links);
    for (first_name, last_name, firm, more) in PEOPLE {
        let named = [("first_name", first_name), ("last_name", last_name), ("company_name", firm)];
        let mut entry = Entry { values: Vec::new() };
        for (name, value) in named.iter().chain(more) {
            let field = store.law().catalogue().field(name).ok_or(StoreError::NotFound("field"))?;
            entry.values.push((field.id, (*value).to_owned()));
        }
        add_person(store, By::system(ago(8, 22)), &plan, &entry)?;
    }
    Ok(())
}
