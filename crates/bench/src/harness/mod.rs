//! What every benchmark stands on: blocks of work that are measured, sides that take turns, figures that are judged.

mod block;
mod cpu;
mod folder;
mod machine;
mod options;
mod postgres;
mod probe;
mod report;
mod series;
mod turns;

pub use block::{Block, measure};
pub use cpu::{cpu_of_children, own_cpu};
pub use folder::{WorkFolder, bytes_below, copy_folder, private_folder};
pub use machine::Machine;
pub use options::Options;
pub use postgres::Server;
pub use probe::Probe;
pub use report::{Goal, Line, Report, number, verdict};
pub use series::{Series, median, percentile};
pub use turns::{Side, take_turns};
