//! Requests of persons and their clock: one month by Regulation 1182/71, GDPR art. 12(3).

use jiff::{SignedDuration, Timestamp};
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::terms::request_due;
use zgoda_store::{Change, Person, RequestKind};

use crate::RightsError;

/// The last moment for answering a request: the last second of the last day, in Warsaw.
pub fn answer_due(received_at: Timestamp) -> Timestamp {
    let last = request_due(day_of(received_at));
    let next = last.tomorrow().unwrap_or(last);
    start_of_day(next).checked_sub(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX)
}

/// Answers the oldest open request of this kind; where none was noted, receives one first. Returns its number.
pub(crate) fn answer(
    change: &mut Change<'_>,
    person: &Person,
    kind: RequestKind,
    received_at: Option<Timestamp>,
) -> Result<u32, RightsError> {
    change.open(person)?;
    let open = person.requests.iter().find(|request| request.kind == kind && request.answered_at.is_none());
    let received_at = received_at.unwrap_or(change.stamp().at);
    let no = match open {
        Some(request) => request.no,
        None => change.add_request(person.id, kind, received_at, answer_due(received_at))?,
    };
    change.answer_request(person, no)?;
    Ok(no)
}
