//! The rights of persons: what may be shown and done, access, erasure, objection, withdrawal, retention, notices and
//! the board of deadlines. Use cases only: no SQL, no HTTP, no clock but the one that is handed in.

mod acting;
mod contact;
mod error;
mod lights;
mod name;
mod tag;
mod tally;
mod view;
mod why;

pub use acting::Acting;
pub use error::RightsError;
pub use lights::{Light, LightState, light, lights};
pub use name::{Name, name_of, names_of};
pub use tag::{Tag, TagPurpose};
pub use tally::Tally;
pub use view::{Content, FieldView, PersonView, Shown, ValueView, look, look_many};
pub use why::{Step, Why};
