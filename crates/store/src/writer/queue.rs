//! Group commit: one caller writes at a time, and takes along whatever came while the one before wrote. One sync serves
//! them all. The others sleep each at a place of their own, so nobody whose answer is there waits for the next group.

use super::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, yield_now};

/// Jobs waiting for a writer, and the writer.
pub(super) struct Queue<J, R, W> {
    line: Mutex<Line<J, R>>,
    writer: Mutex<W>,
    /// How often whoever writes next lets others run first, while fewer wait than were written for last: those who were
    /// just answered often come again at once.
    patience: u32,
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
    told: Mutex<Option<Told<R>>>,
    changed: Condvar,
}

/// What wakes a caller.
enum Told<R> {
    /// To write for all who wait.
    Lead,
    /// What came of the job; nothing where its writer panicked.
    Done(Option<R>),
}

impl<J, R, W> Queue<J, R, W> {
    pub(super) fn new(writer: W, patience: u32) -> Self {
        let line = Line { waiting: Vec::new(), led: false, together: 0 };
        Self { line: Mutex::new(line), writer: Mutex::new(writer), patience }
    }

    /// Does the job together with those that wait, or lets another do it; `None` where that other one panicked.
    /// `work` gets jobs in the order in which they came and answers in the same order.
    pub(super) fn submit(&self, job: J, work: impl FnOnce(&mut W, Vec<J>) -> Vec<R>) -> Option<R> {
        let own = Arc::new(Place { told: Mutex::new(None), changed: Condvar::new() });
        let leads = {
            let mut line = hold(&self.line);
            line.waiting.push((job, own.clone()));
            !std::mem::replace(&mut line.led, true)
        };
        if !leads && let Told::Done(answer) = own.wait() {
            return answer;
        }
        self.lead(work);
        match own.wait() {
            Told::Done(answer) => answer,
            Told::Lead => None,
        }
    }

    fn lead(&self, work: impl FnOnce(&mut W, Vec<J>) -> Vec<R>) {
        let mut group = Group { queue: self, places: Vec::new(), answers: Vec::new() };
        let mut writer = hold(&self.writer);
        let jobs;
        (jobs, group.places) = self.gather().into_iter().unzip();
        group.answers = work(&mut writer, jobs);
    }

    /// Takes all who wait.
    fn gather(&self) -> Vec<(J, Arc<Place<R>>)> {
        let mut line = hold(&self.line);
        for _ in 0..self.patience {
            if line.waiting.len() >= line.together {
                break;
            }
            drop(line);
            yield_now();
            line = hold(&self.line);
        }
        line.together = line.waiting.len();
        std::mem::take(&mut line.waiting)
    }

    /// Lets the one who waits longest write next.
    fn hand_on(&self) {
        let mut line = hold(&self.line);
        match line.waiting.first() {
            Some((_, next)) => next.tell(Told::Lead),
            None => line.led = false,
        }
    }

    /// The writer, once nobody else has it.
    pub(super) fn writer(&self) -> MutexGuard<'_, W> {
        hold(&self.writer)
    }
}

/// Those whose jobs are done together. However that ends, each of them is told, and somebody else leads.
struct Group<'q, J, R, W> {
    queue: &'q Queue<J, R, W>,
    places: Vec<Arc<Place<R>>>,
    answers: Vec<R>,
}

impl<J, R, W> Drop for Group<'_, J, R, W> {
    fn drop(&mut self) {
        self.queue.hand_on();
        let mut answers = self.answers.drain(..);
        self.places.iter().for_each(|place| place.tell(Told::Done(answers.next())));
    }
}

impl<R> Place<R> {
    fn tell(&self, told: Told<R>) {
        *hold(&self.told) = Some(told);
        self.changed.notify_one();
    }

    fn wait(&self) -> Told<R> {
        let mut told = hold(&self.told);
        loop {
            match told.take() {
                Some(told) => return told,
                None => told = self.changed.wait(told).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

/// A lock whose holder panicked still guards what it did before that.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
