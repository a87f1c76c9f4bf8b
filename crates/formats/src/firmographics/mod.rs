//! What can be said of a firm from public facts: line of business, legal form, size, voivodeship, age. Pure functions;
//! each answer carries what it rests on, and says where it does not know.

mod age;
mod legal_form;
pub mod pkd;
mod size;
mod voivodeship;

pub use age::{age_in_years, established_since};
pub use legal_form::{FirmState, LegalForm, NamedForm, legal_form, register_name};
pub use size::{ACCOUNTING_ACT_2025, Ceilings, Keeps, Measures, SME_DEFINITION, Size, SizeClass, SizeRule};
pub use voivodeship::{Voivodeship, postal_district};
