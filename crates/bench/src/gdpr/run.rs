//! Running operations on a side, with one client or many, and what they answered and took.

use std::time::Instant;

use super::{Answer, Op, Ops};
use crate::error::{BenchError, Result};

/// A client of a side.
pub trait Answering {
    /// Carries out one operation.
    ///
    /// # Errors
    /// Whatever the side fails with.
    fn answer(&mut self, op: &Op) -> Result<Answer>;
}

/// What a run of many operations answered and took.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Run {
    /// The answers in the order of the operations, client after client.
    pub answers: Vec<Answer>,
    /// Seconds for each kind of operation.
    pub seconds: [f64; Op::KINDS.len()],
    /// How many of each kind.
    pub counts: [u64; Op::KINDS.len()],
}

impl Run {
    fn of(client: &mut dyn Answering, ops: &[Op]) -> Result<Self> {
        let mut run = Self { answers: Vec::with_capacity(ops.len()), ..Self::default() };
        for op in ops {
            let began = Instant::now();
            run.answers.push(client.answer(op)?);
            run.seconds[op.kind()] += began.elapsed().as_secs_f64();
            run.counts[op.kind()] += 1;
        }
        Ok(run)
    }

    fn join(mut self, other: Self) -> Self {
        self.answers.extend(other.answers);
        self.seconds.iter_mut().zip(other.seconds).for_each(|(sum, more)| *sum += more);
        self.counts.iter_mut().zip(other.counts).for_each(|(sum, more)| *sum += more);
        self
    }

    /// The mean time of each kind of operation that occurred, in milliseconds.
    pub fn means_ms(&self) -> Vec<(&'static str, f64)> {
        let mean = |kind: usize| self.seconds[kind] * 1e3 / self.counts[kind] as f64;
        let occurred = (0..Op::KINDS.len()).filter(|kind| self.counts[*kind] > 0);
        occurred.map(|kind| (Op::KINDS[kind], mean(kind))).collect()
    }

    /// Seconds of all operations but the reads by purpose, whose answers grow with the set.
    pub fn seconds_without_purposes(&self) -> f64 {
        let by_purpose = [Op::ReadPurpose(0).kind(), Op::SetPurpose(0, super::Field::Acl, 0).kind()];
        (0..Op::KINDS.len()).filter(|kind| !by_purpose.contains(kind)).map(|kind| self.seconds[kind]).sum()
    }
}

/// Runs every client's share, at once.
///
/// # Errors
/// Whatever a client fails with.
pub fn run_clients<C: Answering + Send>(clients: Vec<C>, shares: &[Ops]) -> Result<Run> {
    let work = |(mut client, ops): (C, &Ops)| Run::of(&mut client, ops);
    if shares.len() == 1 {
        return clients.into_iter().zip(shares).map(work).next().unwrap_or_else(|| Ok(Run::default()));
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            clients.into_iter().zip(shares).map(|pair| scope.spawn(move || work(pair))).collect();
        threads.into_iter().try_fold(Run::default(), |whole, thread| {
            let run = thread.join().map_err(|_| BenchError::Wrong("a client panicked".into()))??;
            Ok(whole.join(run))
        })
    })
}
