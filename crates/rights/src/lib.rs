//! The rights of persons: what may be shown and done, access, erasure, objection, withdrawal, retention, notices and
//! the board of deadlines. Use cases only: no SQL, no HTTP, no clock but the one that is handed in.

mod access;
mod access_pdf;
mod acting;
pub mod assess;
mod certificate;
mod contact;
mod controller;
pub mod deadlines;
pub mod erasure;
mod error;
pub mod evidence;
pub mod exports;
pub mod hold;
pub mod inform;
pub mod inspection;
pub mod inventory;
mod lights;
pub mod minimise;
mod name;
pub mod notice;
mod objection;
pub mod own_page;
pub mod past;
mod portable;
mod rectification;
pub mod registers;
pub mod requests;
pub mod retention;
pub mod roles;
mod search;
pub mod shorten;
mod suppression;
mod tag;
mod tally;
pub mod terms;
pub mod terms_work;
pub mod texting;
mod trim;
mod value;
mod view;
pub mod watch;
mod why;
mod withdrawal;

pub use access::{
    AccessConsent, AccessContact, AccessEvent, AccessExport, AccessNotice, AccessObjection, AccessPurpose,
    AccessSource, AccessValue, export,
};
pub use acting::Acting;
pub use certificate::{Certificate, Destroyed, EntryProof};
pub use controller::Controller;
pub use erasure::{ErasureOptions, ErasurePlan, Going, Staying};
pub use error::RightsError;
pub use lights::{Light, LightState, best, has_lights, light, lights, lights_of, reach};
pub use name::{Name, name_of, names_of};
pub use objection::{object, object_on_grounds, object_to, objected_to, open_to_objection};
pub use portable::{PortableCopy, portable};
pub use rectification::rectify;
pub use search::{Found, find_people};
pub use tag::{Tag, TagPurpose};
pub use tally::Tally;
pub use value::erase_value;
pub use view::{Content, FieldView, PersonView, Shown, ValueView, look, look_many};
pub use why::{Step, Why};
pub use withdrawal::{Heeded, withdraw, withdraw_channel};
