//! Informing people, GDPR art. 13 and 14: putting together what they must be told, from what is held; finding the way to
//! them; and keeping what they were told, with its proof.

mod compose;
mod letter_pdf;
mod letters;
mod lint;
mod mail;
mod parts;
mod queue;
mod server;
mod telling;
mod way;

pub use compose::{Composed, Problem, compose, missing_of_controller};
pub use letter_pdf::letters_pdf;
pub use letters::{DAYS_MAX, OpenLetter, batch, letters_csv, make_letters, open_letters, post_letters};
pub use lint::{Finding, Rule, lint};
pub use mail::{Sent, send_now, send_waiting};
pub use parts::{Parts, judge, keep_parts, parts};
pub use queue::{
    Bulk, Preview, Reported, Skipped, came_back, check_again, preview, queue_email, queue_emails, take_report,
};
pub use server::MailServer;
pub use telling::Block;
pub use way::{Way, WayKind, destroyed_on, ways};

pub use zgoda_connectors::smtp::{Encryption, Handed, Password, Why};
pub use zgoda_report::Window;
use zgoda_store::{Delivery, Notice, Person, Store};

use crate::{Acting, RightsError};

/// The purpose under which people are informed.
pub(crate) const DELIVER_NOTICE: &str = "deliver_notice";

/// The program itself, informing people.
///
/// # Errors
/// Where the catalogue lacks the purpose.
pub fn system_informs(store: &Store, at: jiff::Timestamp) -> Result<Acting, RightsError> {
    Ok(Acting::system(store, crate::acting::purpose(store, DELIVER_NOTICE)?, at))
}

/// The duties that wait for a message: not met, and none under way for them.
///
/// # Errors
/// Where the store fails.
pub fn waiting<'p>(store: &Store, person: &'p Person) -> Result<Vec<&'p Notice>, RightsError> {
    let deliveries = store.deliveries(person)?;
    Ok(open_duties(person).filter(|notice| !under_way(&deliveries, notice.no)).collect())
}

/// The duties that are not met.
pub(crate) fn open_duties(person: &Person) -> impl Iterator<Item = &Notice> {
    person.notices.iter().filter(|notice| !notice.status.is_met())
}

fn under_way(deliveries: &[Delivery], notice: u32) -> bool {
    deliveries.iter().any(|delivery| delivery.state.is_under_way() && delivery.notices.contains(&notice))
}
