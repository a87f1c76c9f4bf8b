//! Use cases of enriching: a plan that says beforehand what will be asked and who will owe what to whom, a run that asks
//! a public register and merges its answer, and the same run again as a refresh.
//!
//! Facts about companies go to the organisation. People in its organs are data subjects of their own: they are left
//! alone unless it is asked for *and* the law allows it, and each of them arms a duty to inform (GDPR art. 14).

mod company;
mod desk;
mod error;
mod fields;
pub mod firms;
mod people;
mod plan;
mod registers;
mod report;
mod run;
pub mod runs;
mod sources;
pub mod statements;
pub mod sync;
pub mod ties;
mod traders;

pub use error::EnrichError;
pub use plan::{CompanyPlan, Cost, Options, PeoplePlan, Plan, PlannedField, PlannedRegister, Target, plan};
pub use registers::{Registers, try_source};
pub use report::{Discarded, FactCounts, Found, PeopleReport, Report};
pub use run::run;
pub use runs::failure;
pub use sources::{CONTACT, SourceSettings, official, source};
pub use zgoda_connectors::ConnectorError;
pub use zgoda_connectors::catalogue::REGISTERS;
