//! The registers, one file each: which boxes an entry has, and what it means.

mod audit;
mod breach;
mod letter;
mod mandate;
mod measure;
mod model;
mod officer;
mod policy;
mod processor;
mod stray;
mod training;
mod transfer;

pub use audit::Audit;
pub use breach::{Breach, Clock, ToAuthority, ToPersons};
pub use letter::Letter;
pub use mandate::Mandate;
pub use measure::Measure;
pub use model::Model;
pub use officer::Officer;
pub use policy::Policy;
pub use processor::Processor;
pub use stray::Stray;
pub use training::Training;
pub use transfer::Transfer;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use zgoda_law::calendar::day_of;

/// Whether a day is given and has come.
fn has_come(day: Option<Date>, now: Timestamp) -> bool {
    day.is_some_and(|day| day <= day_of(now))
}

/// The day so many days later.
fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}
