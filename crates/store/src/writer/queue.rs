//! Group commit: whoever comes while the writer is busy waits in a queue, and the next one to get the writer takes the
//! whole queue along. One sync serves them all.

use std::sync::{Arc, Mutex};

use crate::sql::lock;

type Slot<R> = Arc<Mutex<Option<R>>>;

/// Jobs waiting for a writer, and the writer.
pub(super) struct Queue<J, R, W> {
    waiting: Mutex<Vec<(J, Slot<R>)>>,
    writer: Mutex<W>,
}

impl<J, R, W> Queue<J, R, W> {
    pub(super) fn new(writer: W) -> Self {
        Self { waiting: Mutex::default(), writer: Mutex::new(writer) }
    }

    /// Does the job together with those that wait, or lets another do it; `None` where that other one panicked.
    /// `work` gets jobs in the order in which they came and answers in the same order.
    pub(super) fn submit(&self, job: J, work: impl FnOnce(&mut W, Vec<J>) -> Vec<R>) -> Option<R> {
        let own: Slot<R> = Arc::default();
        lock(&self.waiting).push((job, own.clone()));
        let mut writer = lock(&self.writer);
        if let Some(answer) = lock(&own).take() {
            return Some(answer);
        }
        let (jobs, slots): (Vec<J>, Vec<Slot<R>>) =
            std::mem::take(&mut *lock(&self.waiting)).into_iter().unzip();
        for (slot, answer) in slots.iter().zip(work(&mut writer, jobs)) {
            *lock(slot) = Some(answer);
        }
        lock(&own).take()
    }

    /// The writer, once nobody else has it.
    pub(super) fn writer(&self) -> std::sync::MutexGuard<'_, W> {
        lock(&self.writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_gets_its_own_answer_and_jobs_that_wait_go_together() {
        let queue = Queue::<u32, u32, (u32, u32)>::new((0, 0));
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let queue = &queue;
                scope.spawn(move || {
                    for number in 0..200 {
                        let job = thread * 1_000 + number;
                        let answer = queue.submit(job, |writer, jobs| {
                            writer.0 += 1;
                            writer.1 += jobs.len() as u32;
                            std::thread::sleep(std::time::Duration::from_micros(50));
                            jobs.into_iter().map(|job| job * 2).collect()
                        });
                        assert_eq!(answer, Some(job * 2));
                    }
                });
            }
        });
        let (groups, jobs) = *queue.writer();
        assert_eq!(jobs, 1_600);
        assert!(groups < jobs, "{groups} groups");
    }

    #[test]
    fn a_panic_of_the_one_who_writes_leaves_the_others_an_answer_or_none() {
        let queue = Queue::<bool, u32, ()>::new(());
        let panics = |(): &mut (), jobs: Vec<bool>| {
            assert!(!jobs.contains(&true));
            vec![1; jobs.len()]
        };
        std::thread::scope(|scope| {
            let first = scope.spawn(|| queue.submit(true, panics));
            assert!(first.join().is_err());
            assert_eq!(queue.submit(false, panics), Some(1));
        });
    }
}
