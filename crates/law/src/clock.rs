//! The clock of keeping: what starts a term anew, and what never does (law B7.2).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something that happened between the controller and the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockEvent {
    /// The person wrote, called, bought.
    Inbound(Date),
    /// The person asked for something and with it allowed contacts up to this day. The day is fixed by the request,
    /// not by what is later sent.
    Request {
        /// When they asked.
        on: Date,
        /// The last day on which the request allows a contact.
        last_contact: Date,
    },
    /// The controller wrote or called.
    Outbound(Date),
    /// A register or an interface confirmed or changed a value.
    Refresh(Date),
}

/// The day a term of keeping is counted from: the person's last sign of life, or the last contact they allowed.
/// Outbound contact and refresh never move it (KASPR).
pub fn retention_anchor(obtained: Date, events: &[ClockEvent]) -> Date {
    let anchor = |event: &ClockEvent| match *event {
        ClockEvent::Inbound(day) => Some(day),
        ClockEvent::Request { on, last_contact } => Some(on.max(last_contact)),
        ClockEvent::Outbound(_) | ClockEvent::Refresh(_) => None,
    };
    events.iter().filter_map(anchor).fold(obtained, Date::max)
}
