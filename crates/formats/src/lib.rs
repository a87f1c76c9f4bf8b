//! Readers of foreign formats: every file becomes [`Candidate`]s, rows of cleaned values with their problems.
//!
//! The way of a file: [`recognise`] says what it is, [`TableReader`] gives its header and rows, [`Mapping::propose`]
//! names our field for each column, [`Candidates`] gives one [`Candidate`] a row. Memory is flat: files are read in
//! chunks and no file is held whole. Financial statements have a way of their own: [`statement`]. This room knows
//! nothing of where candidates go. [`firmographics`] says what public facts mean: activity, form, size, place.

mod candidate;
mod contact_points;
pub mod csv_safe;
mod dates;
mod detect;
mod dsn;
mod error;
pub mod firmographics;
mod fold;
pub mod identifiers;
pub mod limits;
mod mapping;
pub mod messenger;
mod names;
mod recognise;
mod shapes;
pub mod sniff;
pub mod statement;
mod table;

pub use candidate::{Candidate, Candidates, ConsentClaim, Problem, RowProblem, Tally};
pub use contact_points::{ContactKind, ContactPoint, contact_points};
pub use dates::{Date, DateOrder};
pub use detect::{Alarm, AlarmKind, alarm_in_text};
pub use dsn::{DeliveryAction, DeliveryOutcome, DeliveryReport};
pub use error::FormatError;
pub use fold::{fold, header_key};
pub use mapping::{
    Column, ColumnMapping, Mapping, OptOut, OptOutChannel, OptOutReason, OptOutRule, OptOutTest,
};
pub use names::{PersonName, split_full_name};
pub use recognise::{Input, Recognised, Seen, recognise, recognise_with};
pub use shapes::Shape;
pub use table::{Header, Progress, Row, TableKind, TableReader};
