//! Which field of the catalogue a fact of a register is, so that a purpose can say whether it needs it.

use zgoda_connectors::{Fact, Field};
use zgoda_store::IncomingFact;

/// The fields of the catalogue a fact falls under; a purpose must need all of them. None: no purpose can need it.
pub(crate) fn catalogue_fields(field: Field) -> &'static [&'static str] {
    match field {
        Field::KrsNumber => &["krs"],
        Field::Register
        | Field::RegistrationDate
        | Field::LastEntryNumber
        | Field::LastEntryDate
        | Field::StruckOffDate => &["registry_status"],
        Field::Name => &["company_name"],
        Field::LegalForm | Field::PublicBenefit => &["legal_form"],
        Field::Nip => &["nip"],
        Field::Regon => &["regon"],
        Field::SeatVoivodeship | Field::SeatCounty | Field::SeatCommune | Field::SeatCity => &["city"],
        Field::Address => &["street", "postal_code", "city"],
        Field::Website => &["website"],
        Field::Email => &["email"],
        Field::Shareholder | Field::OrganMember => &["ownership"],
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
