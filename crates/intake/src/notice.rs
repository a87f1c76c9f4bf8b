//! The duty to inform that a collection arms, GDPR art. 13 and 14.

use jiff::Timestamp;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::terms::article14_due;
use zgoda_law::{InformationDuty, NoticeStatus};
use zgoda_store::{Link, NewNotice, Source, purposes_of};

/// The duty that data from a source arm.
///
/// What comes from the person must be told at collection: where it was, the duty is met; where it was not, it ends with
/// the day of entry, and from then on the person's data are closed until they are told. What comes from elsewhere
/// must be told within a month of obtaining it.
pub(crate) fn arm(
    source: &Source,
    links: &[Link],
    obtained_at: Timestamp,
    informed: bool,
    at: Timestamp,
) -> NewNotice {
    let due_at = match source.duty {
        InformationDuty::Article13 => at_once(at),
        InformationDuty::Article14 => article14_due(obtained_at),
    };
    let status = if informed { NoticeStatus::Delivered } else { NoticeStatus::Due };
    NewNotice {
        duty: source.duty,
        source: source.id,
        obtained_at,
        purposes: purposes_of(links),
        due_at,
        status,
    }
}

/// The end of the day of entry: the last moment of a duty that is to be met at once.
pub(crate) fn at_once(at: Timestamp) -> Timestamp {
    day_of(at).tomorrow().map_or(at, start_of_day)
}
