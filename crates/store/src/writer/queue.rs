//! Group commit: one caller writes at a time, and takes along whatever came while the one before wrote. One sync serves
//! them all. The others sleep each at a place of their own, so nobody whose answer is there waits for the next group.

use std::time::{Duration, Instant};

use super::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError, lock, yield_now};

/// Jobs waiting for a writer, and the writer.
pub(super) struct Queue<J, R, W> {
    line: Mutex<Line<J, R>>,
    writer: Mutex<W>,
    /// How often whoever writes next lets others run first, while fewer wait than were written for last: those who were
    /// just answered often come again at once. As often do those who wait, before they sleep.
    patience: Patience,
}

/// How long to look for what is nearly there: so often, each time letting others run, and no longer than this, lest it
/// becomes a long wait where the machine is busy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    pub(super) times: u32,
    pub(super) limit: Duration,
}

impl Patience {
    fn looks(self) -> impl Iterator<Item = ()> {
        let began = Instant::now();
        (0..self.times).take_while(move |_| began.elapsed() < self.limit).map(drop)
    }
}

/// Those who wait, in the order in which they came.
struct Line<J, R> {
    waiting: Vec<(J, Arc<Place<R>>)>,
    /// Whether somebody writes, or was told to.
    led: bool,
    /// For how many was written together last.
    together: usize,
}

/// Where one caller sleeps.
struct Place<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

/// What one caller was told, and whether they have to be woken for it.
struct State<R> {
    told: Option<Told<R>>,
    sleeps: bool,
}

/// What wakes a caller.
enum Told<R> {
    /// To write for all who wait.
    Lead,
    /// What came of the job; nothing where its writer panicked.
    Done(Option<R>),
}

impl<J, R, W> Queue<J, R, W> {
    pub(super) fn new(writer: W, patience: Patience) -> Self {
        let line = Line { waiting: Vec::new(), led: false, together: 0 };
        Self { line: Mutex::new(line), writer: Mutex::new(writer), patience }
    }

    /// Does the job together with those that wait, or lets another do it; `None` where that other one panicked.
    /// `work` gets jobs in the order in which they came, and returns what answers in the same order: that is called when the
    /// next may write already.
    pub(super) fn submit<F>(&self, job: J, work: impl FnOnce(&mut W, Vec<J>) -> F) -> Option<R>
    where
        F: FnOnce() -> Vec<R>,
    {
        let own = Arc::new(Place {
            state: Mutex::new(State { told: None, sleeps: false }),
            changed: Condvar::new(),
        });
        let leads = {
            let mut line = lock(&self.line);
            line.waiting.push((job, own.clone()));
            !std::mem::replace(&mut line.led, true)
        };
        if !leads && let Told::Done(answer) = own.wait(self.patience) {
            return answer;
        }
        self.lead(work);
        match own.wait(self.patience) {
            Told::Done(answer) => answer,
            Told::Lead => None,
        }
    }

    fn lead<F: FnOnce() -> Vec<R>>(&self, work: impl FnOnce(&mut W, Vec<J>) -> F) {
        let mut group = Group { places: Vec::new(), answers: Vec::new() };
        let answer = {
            let _turn = Turn(self);
            let mut writer = lock(&self.writer);
            let jobs;
            (jobs, group.places) = self.gather().into_iter().unzip();
            work(&mut writer, jobs)
        };
        group.answers = answer();
    }

    /// Takes all who wait.
    fn gather(&self) -> Vec<(J, Arc<Place<R>>)> {
        let mut line = lock(&self.line);
        for () in self.patience.looks() {
            if line.waiting.len() >= line.together {
                break;
            }
            drop(line);
            yield_now();
            line = lock(&self.line);
        }
        line.together = line.waiting.len();
        std::mem::take(&mut line.waiting)
    }

    /// The writer, if nobody writes or is about to.
    pub(super) fn free_writer(&self) -> Option<MutexGuard<'_, W>> {
        if lock(&self.line).led {
            return None;
        }
        match self.writer.try_lock() {
            Ok(writer) => Some(writer),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// The writer, once nobody else has it.
    pub(super) fn writer(&self) -> MutexGuard<'_, W> {
        lock(&self.writer)
    }
}

/// The turn to write. However it ends, the one who waits longest writes next.
struct Turn<'q, J, R, W>(&'q Queue<J, R, W>);

impl<J, R, W> Drop for Turn<'_, J, R, W> {
    fn drop(&mut self) {
        let mut line = lock(&self.0.line);
        match line.waiting.first() {
            Some((_, next)) => next.tell(Told::Lead),
            None => line.led = false,
        }
    }
}

/// Those whose jobs are done together. However that ends, each of them is told.
struct Group<R> {
    places: Vec<Arc<Place<R>>>,
    answers: Vec<R>,
}

impl<R> Drop for Group<R> {
    fn drop(&mut self) {
        let mut answers = self.answers.drain(..);
        self.places.iter().for_each(|place| place.tell(Told::Done(answers.next())));
    }
}

impl<R> Place<R> {
    fn tell(&self, told: Told<R>) {
        let sleeps = {
            let mut state = lock(&self.state);
            state.told = Some(told);
            state.sleeps
        };
        if sleeps {
            self.changed.notify_one();
        }
    }

    /// Looks some times before it sleeps: being woken takes longer than an answer that is nearly there.
    fn wait(&self, patience: Patience) -> Told<R> {
        for () in patience.looks() {
            if let Some(told) = lock(&self.state).told.take() {
                return told;
            }
            yield_now();
        }
        let mut state = lock(&self.state);
        loop {
            if let Some(told) = state.told.take() {
                return told;
            }
            state.sleeps = true;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.sleeps = false;
        }
    }
}
