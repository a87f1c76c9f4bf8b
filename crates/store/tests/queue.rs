//! The queue of the writer, in every order in which a few threads can meet (loom).

#[path = "../src/writer/queue.rs"]
mod queue;

mod sync {
    pub(super) use loom::sync::{Arc, Condvar, Mutex, MutexGuard};
    pub(super) use loom::thread::yield_now;
    pub(super) use std::sync::PoisonError;
}

use loom::thread;
use queue::Queue;
use sync::Arc;

/// How often a thread is interrupted where it need not wait: what goes wrong at all goes wrong with fewer.
const INTERRUPTIONS: usize = 3;

fn in_every_order(story: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(INTERRUPTIONS);
    model.check(story);
}

/// Counts what it did, and answers each job with its double.
fn double(done: &mut Vec<u32>, jobs: Vec<u32>) -> Vec<u32> {
    done.extend(&jobs);
    jobs.into_iter().map(|job| job * 2).collect()
}

#[test]
fn every_job_is_done_once_and_answered_whatever_the_order() {
    in_every_order(|| {
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), 1, |_| false));
        let others = [1, 2].map(|job| {
            let queue = queue.clone();
            thread::spawn(move || assert_eq!(queue.submit(job, double), Some(job * 2)))
        });
        assert_eq!(queue.submit(3, double), Some(6));
        others.into_iter().for_each(|other| other.join().unwrap());
        let mut done = queue.writer().clone();
        done.sort_unstable();
        assert_eq!(done, [1, 2, 3]);
    });
}

#[test]
fn who_comes_back_at_once_takes_nobodys_turn() {
    in_every_order(|| {
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), 1, |_| false));
        let other = {
            let queue = queue.clone();
            thread::spawn(move || assert_eq!(queue.submit(9, double), Some(18)))
        };
        for job in [1, 2] {
            assert_eq!(queue.submit(job, double), Some(job * 2));
        }
        other.join().unwrap();
        assert_eq!(queue.writer().len(), 3);
    });
}

#[test]
fn quick_jobs_and_others_are_done_once_and_answered_whatever_the_order() {
    in_every_order(|| {
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), 1, |job| job % 2 == 0));
        let others = [1, 2].map(|job| {
            let queue = queue.clone();
            thread::spawn(move || assert_eq!(queue.submit(job, double), Some(job * 2)))
        });
        assert_eq!(queue.submit(4, double), Some(8));
        others.into_iter().for_each(|other| other.join().unwrap());
        let mut done = queue.writer().clone();
        done.sort_unstable();
        assert_eq!(done, [1, 2, 4]);
    });
}

#[test]
fn whoever_takes_the_writer_alone_holds_nobody_up_for_ever() {
    in_every_order(|| {
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), 1, |_| false));
        let other = {
            let queue = queue.clone();
            thread::spawn(move || queue.writer().push(7))
        };
        assert_eq!(queue.submit(1, double), Some(2));
        other.join().unwrap();
        assert_eq!(queue.writer().len(), 2);
    });
}
