//! The run: the law is asked first, then the register, and only then anything is written. Running the plan again later
//! is the refresh: it confirms, adds and ends facts, and never prolongs a term (law R-000-09).

use jiff::Timestamp;
use zgoda_connectors::{Identifier, Outcome, Register};
use zgoda_law::Actor;
use zgoda_store::Store;

use crate::desk::Desk;
use crate::{EnrichError, Found, Plan, Report, company};

/// Carries out a plan. Everything is decided again: a plan is a description, not a permission.
///
/// # Errors
/// [`EnrichError::Refused`] where the law allows no fact at all; then the register is not asked. Where the register or
/// the store fails, the facts are as they were.
pub fn run(
    store: &Store,
    register: &dyn Register,
    plan: &Plan,
    actor: &Actor,
    at: Timestamp,
) -> Result<Report, EnrichError> {
    let desk = Desk::new(store, actor, at);
    let fields = desk.need_company_fields()?;
    match register.look_up(&Identifier::Krs(plan.number.clone()))? {
        Outcome::NotFound => Ok(Report::new(Found::NotFound, plan.org)),
        Outcome::StruckOff(struck_off) => company::record_strike_off(&desk, plan, &struck_off, &fields),
        Outcome::Found(extract) => company::record(&desk, plan, &extract, &fields),
    }
}

/// Puts a change together and commits it; when somebody else was faster, loads everything again and tries anew.
pub(crate) fn with_retries<T>(attempt: impl FnMut() -> Result<T, EnrichError>) -> Result<T, EnrichError> {
    let conflict = |error: &EnrichError| matches!(error, EnrichError::Store(error) if error.is_conflict());
    zgoda_store::retried(conflict, attempt)
}
