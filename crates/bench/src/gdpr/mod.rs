//! GDPRbench (Shastri et al., PVLDB 13(7), 2020) written anew: its records, its distributions, its four mixes, with two
//! defects of its workload mended (BENCHMARKS.md says which), run on Zgoda and on PostgreSQL.

mod answer;
mod mix;
mod ours;
mod peer;
mod plain;
mod purposes;
mod record;
mod run;
mod zipf;

pub use answer::Answer;
pub use mix::{Field, Mix, Op, Ops, Plan, share_out};
pub use ours::{Office, Pristine};
pub use peer::{LoadedBytes, Peer, PeerClient, Variant};
pub use plain::{Plain, PlainClient};
pub use record::{Record, record, users_of};
pub use run::{Answering, Run, run_clients};
pub use zipf::Random;
