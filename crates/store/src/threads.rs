//! Work in parts on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

use crate::StoreError;
use crate::sql::lock;

/// Threads that work at a time. Asked for once: the answer takes several files, and longer than reading a value.
static THREADS: LazyLock<usize> =
    LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from).min(4));

/// Does all parts with several threads and returns what came of them, in their order. This thread does its `own` work
/// before it joins the others. After a failure no further part is begun.
pub(crate) fn in_parts<T: Send>(
    parts: usize,
    own: impl FnOnce() -> Result<(), StoreError>,
    each: impl Fn(usize) -> Result<T, StoreError> + Sync,
) -> Result<Vec<T>, StoreError> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(parts)));
    let run = || -> Result<(), StoreError> {
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return Ok(());
            }
            match each(part) {
                Ok(answer) => lock(&done).push((part, answer)),
                Err(error) => {
                    next.store(parts, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..parts.min(*THREADS)).map(|_| scope.spawn(run)).collect();
        let mut answers = vec![own().and_then(|()| run())];
        let lost = || Err(StoreError::Incomplete("answer of every thread"));
        answers.extend(helpers.into_iter().map(|helper| helper.join().unwrap_or_else(|_| lost())));
        answers.into_iter().collect::<Result<(), _>>()
    })?;
    let mut done = lock(&done).split_off(0);
    done.sort_unstable_by_key(|(part, _)| *part);
    Ok(done.into_iter().map(|(_, answer)| answer).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_done_once_and_answers_come_in_order() {
        for parts in [0, 1, 2, 3, 100] {
            let done = in_parts(parts, || Ok(()), |part| Ok(part * 2)).unwrap();
            assert_eq!(done, (0..parts).map(|part| part * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn one_part_that_fails_fails_all() {
        let each = |part| if part == 7 { Err(StoreError::Gone) } else { Ok(part) };
        assert!(in_parts(20, || Ok(()), each).is_err());
        assert!(in_parts(7, || Ok(()), each).is_ok());
        assert!(in_parts(2, || Err(StoreError::Gone), each).is_err());
    }
}
