//! The queue with real threads; `tests/queue.rs` tries every order of a few.

use std::time::Duration;

use super::queue::{Patience, Queue};

#[test]
fn every_job_gets_its_own_answer_and_jobs_that_wait_go_together() {
    let queue =
        Queue::<u32, u32, (u32, u32)>::new((0, 0), Patience { times: 32, limit: Duration::from_millis(1) });
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
                        let answers = jobs.into_iter().map(|job| job * 2).collect();
                        || answers
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
    let queue = Queue::<bool, u32, ()>::new((), Patience { times: 0, limit: Duration::ZERO });
    let panics = |(): &mut (), jobs: Vec<bool>| {
        assert!(!jobs.contains(&true));
        move || vec![1; jobs.len()]
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(|| queue.submit(true, panics));
        assert!(first.join().is_err());
        assert_eq!(queue.submit(false, panics), Some(1));
    });
}
