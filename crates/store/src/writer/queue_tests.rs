//! The queue with real threads; `tests/queue.rs` tries every order of a few.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::queue::Queue;

#[test]
fn every_job_gets_its_own_answer_and_jobs_that_wait_go_together() {
    let queue = Queue::<u32, u32, (u32, u32)>::new((0, 0), 32, |_| false);
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
fn a_quick_job_is_answered_before_the_rest_of_its_group_is_done() {
    for slow_first in [true, false] {
        let queue = Queue::<bool, (), ()>::new((), 0, |is_quick| *is_quick);
        let answered = AtomicBool::new(false);
        let quick = || {
            assert!(queue.submit(true, |(): &mut (), jobs| vec![(); jobs.len()]).is_some());
            answered.store(true, Ordering::SeqCst);
        };
        let work = |(): &mut (), jobs: Vec<bool>| {
            let until = Instant::now() + Duration::from_secs(20);
            while jobs.contains(&false) && !answered.load(Ordering::SeqCst) {
                assert!(Instant::now() < until, "the quick one waits for the slow one");
                std::thread::yield_now();
            }
            vec![(); jobs.len()]
        };
        let slow = || assert!(queue.submit(false, work).is_some());
        std::thread::scope(|scope| {
            // Both come while somebody else has the writer.
            let held = queue.writer();
            let wait = || std::thread::sleep(Duration::from_millis(50));
            if slow_first {
                scope.spawn(slow);
                wait();
                scope.spawn(quick);
            } else {
                scope.spawn(quick);
                wait();
                scope.spawn(slow);
            }
            wait();
            drop(held);
        });
    }
}

#[test]
fn a_panic_of_the_one_who_writes_leaves_the_others_an_answer_or_none() {
    let queue = Queue::<bool, u32, ()>::new((), 0, |_| false);
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
