//! People whom others named. Two of them have a postal address only, so they are owed a letter.

use jiff::civil::Date;
use zgoda_intake::{By, ImportPlan, IntakeError, PlannedSource, SourceKind, add_person, link};
use zgoda_law::{Basis, InformationDuty, SourceType};
use zgoda_store::{NewSource, Store};

use super::{ago, entry, stamp};
use crate::failure::Failure;

const GUILD: &str = "Polecenie Cechu Rzemiosł w Kaliszu";
/// What is known of each, by field.
const PEOPLE: [&[(&str, &str)]; 3] = [
    &[
        ("first_name", "Jadwiga"),
        ("last_name", "Kołodziej"),
        ("company_name", "Pracownia Kaflarska Kołodziej"),
        ("street", "ul. Garncarska 8"),
        ("postal_code", "62-800"),
        ("city", "Kalisz"),
    ],
    &[
        ("first_name", "Stanisław"),
        ("last_name", "Dąb"),
        ("company_name", "Stolarnia Dąb i Syn"),
        ("street", "ul. Tartaczna 21A"),
        ("postal_code", "63-400"),
        ("city", "Ostrów Wielkopolski"),
    ],
    &[
        ("first_name", "Żaneta"),
        ("last_name", "Młynarz"),
        ("company_name", "Piekarnia Młynarz"),
        ("email", "zaneta.mlynarz@piekarnia.example.test"),
    ],
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
    for values in PEOPLE {
        add_person(store, By::system(ago(8, 22)), &plan, &entry(store, values)?)?;
    }
    Ok(())
}
