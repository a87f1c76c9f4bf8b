//! Benchmarks beside peers. Each runs both sides in one process, in turns, with the same durability, and judges the
//! medians against a stated goal. A side that answers wrongly stops the benchmark.

pub mod bench;
pub mod context;
pub mod error;
pub mod gdpr;
pub mod harness;
pub mod ours;
pub mod people;
