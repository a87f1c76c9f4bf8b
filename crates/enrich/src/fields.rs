//! Which field of the catalogue a fact of a source is, so that a purpose can say whether it needs it.

use zgoda_connectors::{Fact, FactValue, Field};
use zgoda_store::IncomingFact;

/// The fields of the catalogue a fact falls under; a purpose must need all of them. None: no purpose can need it.
pub(crate) fn catalogue_fields(field: Field) -> &'static [&'static str] {
    match field {
        Field::KrsNumber => &["krs"],
        Field::Register
        | Field::RegistrationDate
        | Field::LastEntryNumber
        | Field::LastEntryDate
        | Field::StruckOffDate
        | Field::ActivityStatus
        | Field::StartDate
        | Field::SuspensionDate
        | Field::ResumptionDate
        | Field::EndDate
        | Field::VatStatus
        | Field::VatRegistrationDate
        | Field::VatDenialDate
        | Field::VatRestorationDate
        | Field::VatRemovalDate
        | Field::VatValid
        | Field::LeiStatus => &["registry_status"],
        Field::Name | Field::TradeName => &["company_name"],
        Field::LegalForm | Field::PublicBenefit => &["legal_form"],
        Field::Nip | Field::VatNumber => &["nip"],
        Field::Regon => &["regon"],
        Field::SeatVoivodeship | Field::SeatCounty | Field::SeatCommune | Field::SeatCity => &["city"],
        Field::Address | Field::Headquarters => &["street", "postal_code", "city"],
        Field::Jurisdiction => &["country"],
        Field::Website | Field::ContactPage => &["website"],
        Field::Email => &["email"],
        Field::Shareholder | Field::OrganMember | Field::DirectParent | Field::UltimateParent => {
            &["ownership"]
        }
        Field::Phone => &["phone"],
        Field::Employees => &["company_size"],
        Field::ShareCapital => &["share_capital"],
        Field::MainActivity | Field::OtherActivity => &["pkd"],
        _ => &[],
    }
}

/// The name under which an organisation keeps the fact. Number, tax number and name are also what it is found by.
pub(crate) fn stored_name(field: Field) -> &'static str {
    match field {
        Field::KrsNumber => "krs",
        other => other.name(),
    }
}

/// The fact as the organisation keeps it.
pub(crate) fn incoming(fact: &Fact) -> IncomingFact {
    let (field, value) = (stored_name(fact.field).to_owned(), fact.value.to_string());
    IncomingFact { field, value, path: fact.path.clone() }
}

/// By which a sole trader is found again.
pub(crate) const NIP: &str = "nip";

/// The fields of the catalogue that a fact about a sole trader's business falls under. Days, further activities, numbers
/// of entries and the state in tax registers are more than any purpose about people needs.
pub(crate) fn fields_of_trader(field: Field) -> &'static [&'static str] {
    match field {
        Field::ActivityStatus => &["registry_status"],
        Field::Name | Field::Nip | Field::Regon | Field::LegalForm | Field::MainActivity | Field::Address => {
            catalogue_fields(field)
        }
        _ => &[],
    }
}

/// What a fact about a sole trader's business says of the trader: fields of the catalogue with their values.
pub(crate) fn values_of_trader(fact: &Fact) -> Vec<(&'static str, String)> {
    let parts = match &fact.value {
        FactValue::Address(address) => {
            vec![address.street_line(), address.postal_code.clone(), address.city.clone()]
        }
        value => vec![value.to_string()],
    };
    let values = fields_of_trader(fact.field).iter().copied().zip(parts);
    values.filter(|(_, part)| !part.is_empty()).collect()
}
