//! The queue of the writer and the syncs of the journal, in every order in which a few threads can meet (loom).

#[path = "../src/writer/queue.rs"]
mod queue;
#[path = "../src/journal/syncs.rs"]
mod syncs;

mod sync {
    pub(super) use loom::sync::{Arc, Condvar, Mutex, MutexGuard};
    pub(super) use loom::thread::yield_now;
    pub(super) use std::sync::{PoisonError, TryLockError};

    pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

use loom::sync::atomic::{AtomicU64, Ordering};
use loom::thread;
use queue::{Patience, Queue};
use sync::Arc;
use syncs::Syncs;

/// Everybody looks once, however long that takes.
const ONCE: Patience = Patience { times: 1, limit: std::time::Duration::MAX };
/// How often a thread is interrupted where it need not wait: what goes wrong at all goes wrong with fewer.
const INTERRUPTIONS: usize = 3;

fn in_every_order(story: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(INTERRUPTIONS);
    model.check(story);
}

/// Counts what it did, and answers each job with its double.
fn double(done: &mut Vec<u32>, jobs: Vec<u32>) -> impl FnOnce() -> Vec<u32> + use<> {
    done.extend(&jobs);
    || jobs.into_iter().map(|job| job * 2).collect()
}

#[test]
fn every_job_is_done_once_and_answered_whatever_the_order() {
    in_every_order(|| {
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), ONCE));
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
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), ONCE));
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
fn whoever_takes_the_writer_alone_holds_nobody_up_for_ever() {
    in_every_order(|| {
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), ONCE));
        let other = {
            let queue = queue.clone();
            thread::spawn(move || queue.writer().push(7))
        };
        assert_eq!(queue.submit(1, double), Some(2));
        other.join().unwrap();
        assert_eq!(queue.writer().len(), 2);
    });
}

#[test]
fn whoever_borrows_the_writer_has_it_alone_and_loses_nobodys_job() {
    in_every_order(|| {
        let queue = Arc::new(Queue::<u32, u32, Vec<u32>>::new(Vec::new(), ONCE));
        let borrower = {
            let queue = queue.clone();
            thread::spawn(move || queue.free_writer().map(|mut writer| writer.push(7)).is_some())
        };
        let other = {
            let queue = queue.clone();
            thread::spawn(move || assert_eq!(queue.submit(2, double), Some(4)))
        };
        assert_eq!(queue.submit(1, double), Some(2));
        other.join().unwrap();
        let borrowed = usize::from(borrower.join().unwrap());
        assert_eq!(queue.writer().len(), 2 + borrowed);
        assert!(queue.free_writer().is_some(), "nobody is about to write any more");
    });
}

#[test]
fn who_waits_for_the_disk_goes_on_only_when_it_has_what_they_wrote() {
    in_every_order(|| {
        let (syncs, written, kept) = (Syncs::new(), AtomicU64::new(0), AtomicU64::new(0));
        let desk = Arc::new((syncs, written, kept));
        let write = |desk: &(Syncs, AtomicU64, AtomicU64)| {
            let (syncs, written, kept) = desk;
            let own = written.fetch_add(1, Ordering::SeqCst) + 1;
            let sync = || {
                let sure = written.load(Ordering::SeqCst);
                kept.fetch_max(sure, Ordering::SeqCst);
                Ok::<_, ()>(sure)
            };
            assert_eq!(syncs.reach(own, sync), Ok(()));
            assert!(kept.load(Ordering::SeqCst) >= own);
        };
        let others = [(), ()].map(|()| {
            let desk = desk.clone();
            thread::spawn(move || write(&desk))
        });
        write(&desk);
        others.into_iter().for_each(|other| other.join().unwrap());
    });
}

#[test]
fn nobody_is_promised_anything_once_a_sync_has_failed() {
    in_every_order(|| {
        let syncs = Arc::new(Syncs::new());
        let other = {
            let syncs = syncs.clone();
            thread::spawn(move || syncs.reach(2, || Err("full")).is_err())
        };
        let own = syncs.reach(1, || Ok::<_, &str>(1));
        assert!(other.join().unwrap() && syncs.failed());
        assert_eq!(syncs.reach(1, || Ok::<_, &str>(1)).is_ok(), own.is_ok());
        assert_eq!(syncs.reach(3, || Ok::<_, &str>(3)), Err(None));
        syncs.give_up();
    });
}
