//! Group commit: one caller writes at a time, and takes along whatever came while the one before wrote. One sync serves
//! them all. The others sleep each at a place of their own, so nobody whose answer is there waits for the next group.
//! Quick jobs are done and answered before the rest of their group.

use super::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, yield_now};

/// Jobs waiting for a writer, and the writer.
pub(super) struct Queue<J, R, W> {
    line: Mutex<Line<J, R>>,
    writer: Mutex<W>,
    /// How often whoever writes next lets others run first, while fewer wait than were written for last: those who were
    /// just answered often come again at once.
    patience: u32,
    /// Whether a job takes so little that it shall not wait for others.
    is_quick: fn(&J) -> bool,
}

/// Jobs, each with the place where its caller sleeps.
type Waiting<J, R> = Vec<(J, Arc<Place<R>>)>;

/// Those who wait, in the order in which they came.
struct Line<J, R> {
    waiting: Waiting<J, R>,
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
    pub(super) fn new(writer: W, patience: u32, is_quick: fn(&J) -> bool) -> Self {
        let line = Line { waiting: Vec::new(), led: false, together: 0 };
        Self { line: Mutex::new(line), writer: Mutex::new(writer), patience, is_quick }
    }

    /// Does the job together with those that wait, or lets another do it; `None` where that other one panicked.
    /// `work` gets jobs in the order in which they came, quick ones apart, and answers in the same order.
    pub(super) fn submit(&self, job: J, work: impl FnMut(&mut W, Vec<J>) -> Vec<R>) -> Option<R> {
        let own = Arc::new(Place { told: Mutex::new(None), changed: Condvar::new() });
        let leads = {
            let mut line = hold(&self.line);
            line.waiting.push((job, own.clone()));
            !std::mem::replace(&mut line.led, true)
        };
        if !leads && let Told::Done(answer) = own.wait() {
            return answer;
        }
        self.lead(&own, work);
        match own.wait() {
            Told::Done(answer) => answer,
            Told::Lead => None,
        }
    }

    fn lead(&self, own: &Arc<Place<R>>, mut work: impl FnMut(&mut W, Vec<J>) -> Vec<R>) {
        let mut turn = Turn { queue: self, left: Vec::new() };
        let answered = {
            let mut writer = hold(&self.writer);
            let (quick, rest): (Waiting<J, R>, _) =
                self.gather().into_iter().partition(|(job, _)| (self.is_quick)(job));
            turn.left = rest;
            let is_done = quick.iter().any(|(_, place)| Arc::ptr_eq(place, own));
            if !quick.is_empty() {
                drop(Group::done(&mut *writer, quick, &mut work));
            }
            // Whoever has an answer leaves the rest to one who waits.
            (!is_done).then(|| Group::done(&mut *writer, std::mem::take(&mut turn.left), &mut work))
        };
        drop(turn);
        drop(answered);
    }

    /// Takes all who wait.
    fn gather(&self) -> Waiting<J, R> {
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

    /// The writer, once nobody else has it.
    pub(super) fn writer(&self) -> MutexGuard<'_, W> {
        hold(&self.writer)
    }
}

/// The turn to write. However it ends, those who were gathered and not written for go first in the line, and the one who
/// waits longest writes next.
struct Turn<'q, J, R, W> {
    queue: &'q Queue<J, R, W>,
    left: Waiting<J, R>,
}

impl<J, R, W> Drop for Turn<'_, J, R, W> {
    fn drop(&mut self) {
        let mut line = hold(&self.queue.line);
        line.waiting.splice(0..0, self.left.drain(..));
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

impl<R> Group<R> {
    /// Does the jobs; who waits for them is told when the group is let go.
    fn done<J, W>(
        writer: &mut W,
        jobs: Waiting<J, R>,
        work: &mut impl FnMut(&mut W, Vec<J>) -> Vec<R>,
    ) -> Self {
        let (jobs, places) = jobs.into_iter().unzip();
        let mut group = Self { places, answers: Vec::new() };
        group.answers = work(writer, jobs);
        group
    }
}

impl<R> Drop for Group<R> {
    fn drop(&mut self) {
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
