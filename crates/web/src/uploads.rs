//! Files that wait for their import: each in a private folder while it is needed, known by a random id, and gone with
//! its import, after half a day, and at every start. Nothing here outlives the process.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tempfile::{NamedTempFile, TempDir, TempPath};
use zgoda_formats::{Input, Mapping, Recognised};
use zgoda_intake::ImportPlan;
use zgoda_intake::import::{Progress, Report};
use zgoda_law::{ActorId, SubjectId};
use zgoda_store::{ImportId, Store};

use crate::page::new_token;
use crate::trouble::Trouble;

/// The largest file that is taken, in bytes: a million rows of leads.
pub const FILE_BYTES_MAX: u64 = 200_000_000;
/// The largest form with a file: the parts around it take some bytes as well.
pub const FORM_BYTES_MAX: usize = FILE_BYTES_MAX as usize + 64 * 1024;
/// Files of one account.
const OF_ONE_MAX: usize = 5;
/// Files of all.
const OF_ALL_MAX: usize = 30;
/// How long a file waits for its user.
const AGE_MAX: SignedDuration = SignedDuration::from_hours(12);
/// The folder beside the databases.
const FOLDER: &str = "uploads";

/// All files that wait, and the undoing of imports that goes on.
pub struct Uploads {
    place: Place,
    all: Mutex<HashMap<String, Arc<Upload>>>,
    undoing: Mutex<HashMap<ImportId, Progress>>,
}

enum Place {
    /// Beside the databases.
    Beside(PathBuf),
    /// In the system's temporary folder, where the databases are elsewhere.
    Temporary(Option<TempDir>),
}

/// One file and the work on it.
pub struct Upload {
    /// Its random id.
    pub id: String,
    /// Whose it is; nobody else sees it.
    pub owner: ActorId,
    /// When it came.
    pub came_at: Timestamp,
    /// The name it had.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it is.
    pub kind: Recognised,
    state: Mutex<State>,
}

/// How far an import has come.
pub struct State {
    file: Option<TempPath>,
    /// What was said of source, purposes and consents.
    pub plan: Option<ImportPlan>,
    /// Which column is what.
    pub mapping: Option<Mapping>,
    /// What is being done or has come of it.
    pub work: Work,
    attempt: u64,
}

/// What is being done with a file, or has come of it.
#[derive(Clone)]
pub enum Work {
    /// It waits for its user.
    Draft,
    /// It is read on trial.
    Trying(Progress),
    /// The trial's figures.
    Tried(Box<Report>),
    /// It comes in.
    Running {
        /// Since when; the import in the store begins at the same moment.
        since: Timestamp,
        /// How far it is.
        at: Progress,
    },
    /// It came in.
    Done(ImportId),
    /// It came in as a chat.
    DoneThread {
        /// The import.
        import: ImportId,
        /// Of whom the chat is.
        person: SubjectId,
        /// Messages that came in.
        messages: u64,
        /// Whether an offer that was asked for was recorded, or the codes of why not.
        offer: Option<Result<(), Vec<&'static str>>>,
    },
    /// It did not come in, or only a part of it, and why, for people.
    Failed {
        /// The import, if it began.
        import: Option<ImportId>,
        /// Why; `None` for a failure on our side.
        why: Option<String>,
    },
}

impl Work {
    /// Whether somebody works on the file now.
    pub const fn goes_on(&self) -> bool {
        matches!(self, Self::Trying(_) | Self::Running { .. })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Uploads {
    /// The files of this process. What an earlier one left behind is deleted.
    pub fn beside(store: &Store) -> Self {
        let place = match store.folder() {
            Some(folder) => {
                let folder = folder.join(FOLDER);
                // What cannot be deleted now cannot be written to later either; that is told when a file comes.
                let _ = std::fs::remove_dir_all(&folder);
                Place::Beside(folder)
            }
            None => Place::Temporary(tempfile::Builder::new().prefix("zgoda-uploads-").tempdir().ok()),
        };
        Self { place, all: Mutex::default(), undoing: Mutex::default() }
    }

    /// A new file that only its owner may read, under a random name. It is deleted when dropped.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn new_file(&self) -> std::io::Result<NamedTempFile> {
        let folder: &Path = match &self.place {
            Place::Beside(folder) => {
                make_private(folder)?;
                folder
            }
            Place::Temporary(folder) => folder.as_ref().ok_or(std::io::ErrorKind::NotFound)?.path(),
        };
        NamedTempFile::new_in(folder)
    }

    /// Takes a file in; the oldest ones that nobody works on make room for it.
    ///
    /// # Errors
    /// [`Trouble::TooMany`] where every place is taken by work that goes on.
    pub fn add(
        &self,
        owner: ActorId,
        now: Timestamp,
        (name, bytes): (String, u64),
        (file, kind, mapping): (TempPath, Recognised, Option<Mapping>),
    ) -> Result<Arc<Upload>, Trouble> {
        self.sweep(now);
        let id: String = new_token()?.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
        let state = State { file: Some(file), plan: None, mapping, work: Work::Draft, attempt: 0 };
        let came_at = now;
        let upload =
            Arc::new(Upload { id: id.clone(), owner, came_at, name, bytes, kind, state: Mutex::new(state) });
        let mut all = lock(&self.all);
        make_room(&mut all, OF_ONE_MAX, |upload| upload.owner == owner)?;
        make_room(&mut all, OF_ALL_MAX, |_| true)?;
        all.insert(id, Arc::clone(&upload));
        Ok(upload)
    }

    /// The file with this id, if it is this account's.
    pub fn get(&self, id: &str, owner: ActorId) -> Option<Arc<Upload>> {
        lock(&self.all).get(id).filter(|upload| upload.owner == owner).cloned()
    }

    /// The files of an account, newest first.
    pub fn of(&self, owner: ActorId, now: Timestamp) -> Vec<Arc<Upload>> {
        self.sweep(now);
        let mut own: Vec<_> =
            lock(&self.all).values().filter(|upload| upload.owner == owner).cloned().collect();
        own.sort_by_key(|upload| std::cmp::Reverse(upload.came_at));
        own
    }

    /// The file whose import this is, whoever brought it.
    pub fn behind(&self, import: ImportId) -> Option<Arc<Upload>> {
        let is = |upload: &&Arc<Upload>| match &upload.look().work {
            Work::Done(id) | Work::DoneThread { import: id, .. } => *id == import,
            Work::Failed { import: id, .. } => *id == Some(import),
            _ => false,
        };
        lock(&self.all).values().find(is).cloned()
    }

    /// Whether an import that began at this moment is being read in now.
    pub fn is_running(&self, owner: ActorId, began: Timestamp) -> bool {
        let is = |upload: &Arc<Upload>| {
            upload.owner == owner
                && matches!(upload.look().work, Work::Running { since, .. } if same_moment(since, began))
        };
        lock(&self.all).values().any(is)
    }

    /// Forgets a file and deletes it. One that is being worked on stays until the work is done.
    pub fn discard(&self, upload: &Upload) {
        if !upload.look().work.goes_on() {
            lock(&self.all).remove(&upload.id);
        }
    }

    /// Forgets what has waited for too long.
    pub fn sweep(&self, now: Timestamp) {
        let stays = |upload: &Arc<Upload>| {
            now.duration_since(upload.came_at) < AGE_MAX || upload.look().work.goes_on()
        };
        lock(&self.all).retain(|_, upload| stays(upload));
    }

    /// Begins to undo an import; `false` where that goes on already.
    pub fn begin_undo(&self, import: ImportId, at: Progress) -> bool {
        let mut undoing = lock(&self.undoing);
        let fresh = !undoing.contains_key(&import);
        undoing.entry(import).or_insert(at);
        fresh
    }

    /// Notes how far an undoing is; `None` once it is over.
    pub fn undo_is(&self, import: ImportId, at: Option<Progress>) {
        let mut undoing = lock(&self.undoing);
        match at {
            Some(at) => drop(undoing.insert(import, at)),
            None => drop(undoing.remove(&import)),
        }
    }

    /// How far the undoing of an import is, if it goes on.
    pub fn undo_of(&self, import: ImportId) -> Option<Progress> {
        lock(&self.undoing).get(&import).copied()
    }
}

impl Upload {
    /// Its state.
    pub fn look(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// The file for reading; `None` once it is gone.
    pub fn input(&self) -> Option<Input> {
        self.look().file.as_ref().map(|path| Input::Path(path.to_path_buf()))
    }

    /// Begins a trial with the mapping and gives its number, by which later changes make its outcome stale.
    pub fn begin_trial(&self, mapping: Mapping) -> Option<u64> {
        let mut state = self.look();
        if matches!(state.work, Work::Running { .. }) || state.file.is_none() {
            return None;
        }
        state.mapping = Some(mapping);
        state.attempt += 1;
        state.work = Work::Trying(Progress { done: 0, total: self.bytes, counts: Default::default() });
        Some(state.attempt)
    }

    /// Notes how a trial stands, unless another one was begun since.
    pub fn trial_is(&self, attempt: u64, work: Work) {
        let mut state = self.look();
        if state.attempt == attempt && matches!(state.work, Work::Trying(_)) {
            state.work = work;
        }
    }

    /// Changes the plan; a trial made with another one counts no more.
    pub fn plan_is(&self, plan: ImportPlan) {
        let mut state = self.look();
        if state.file.is_some() && !matches!(state.work, Work::Running { .. }) {
            state.attempt += 1;
            state.work = Work::Draft;
            state.plan = Some(plan);
        }
    }

    /// Begins the run; `None` where there was no trial, or it runs already.
    pub fn begin_run(&self, since: Timestamp) -> Option<(ImportPlan, Mapping)> {
        let mut state = self.look();
        if !matches!(state.work, Work::Tried(_)) || state.file.is_none() {
            return None;
        }
        let work = (state.plan.clone()?, state.mapping.clone()?);
        state.begin(since, self.bytes);
        Some(work)
    }

    /// Begins to read a chat in; `false` where that goes on already.
    pub fn begin_thread(&self, since: Timestamp) -> bool {
        let mut state = self.look();
        let free = matches!(state.work, Work::Draft) && state.file.is_some();
        if free {
            state.begin(since, self.bytes);
        }
        free
    }

    /// Notes how far the run is.
    pub fn run_is(&self, now: Progress) {
        if let Work::Running { at, .. } = &mut self.look().work {
            *at = now;
        }
    }

    /// Ends the run. The file is deleted, whatever came of it.
    pub fn end(&self, work: Work) {
        let mut state = self.look();
        state.work = work;
        state.file = None;
    }

    /// Gives a chat that could not be read in back to its user.
    pub fn again(&self) {
        self.look().work = Work::Draft;
    }
}

impl State {
    fn begin(&mut self, since: Timestamp, total: u64) {
        self.work = Work::Running { since, at: Progress { done: 0, total, counts: Default::default() } };
    }
}

/// The store keeps microseconds.
fn same_moment(one: Timestamp, other: Timestamp) -> bool {
    one.as_microsecond() == other.as_microsecond()
}

fn make_room(
    all: &mut HashMap<String, Arc<Upload>>,
    most: usize,
    counts: impl Fn(&Upload) -> bool,
) -> Result<(), Trouble> {
    while all.values().filter(|upload| counts(upload)).count() >= most {
        let idle = all.values().filter(|upload| counts(upload) && !upload.look().work.goes_on());
        let oldest = idle.min_by_key(|upload| upload.came_at).map(|upload| upload.id.clone());
        let Some(oldest) = oldest else { return Err(Trouble::TooMany) };
        all.remove(&oldest);
    }
    Ok(())
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
