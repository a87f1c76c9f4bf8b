//! Opening names for a search: of everybody at first, with several threads, and then of those who changed. Nothing is
//! opened without a permit of whoever searches.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use roaring::RoaringBitmap;
use zeroize::Zeroizing;
use zgoda_law::{Action, FieldId};
use zgoda_vault::{Boxes, WrappedKey};

use super::index::Key;
use super::load;
use super::names::Names;
use crate::decide::Question;
use crate::entry::Entry;
use crate::model::Ordinal;
use crate::reading::judge::{Asked, Judge};
use crate::sql::lock;
use crate::threads::in_parts;
use crate::{Store, StoreError};

/// How long opened names stay in memory after the last search.
const IDLE: Duration = Duration::from_secs(180);
/// How long they stay in any case: what may be opened changes with the day and with the terms of values.
const AGE: Duration = Duration::from_secs(3_600);
/// How often it is looked whether they must go.
const WATCH: Duration = Duration::from_secs(10);
/// People whose names are opened in one go by one thread.
const RANGE: u32 = 16_384;
/// Room for a folded name, so that it is seldom moved in memory before it is wiped.
const NAME_BYTES: usize = 256;

/// What is searched: names, for whom and for what purpose.
#[derive(Debug, Clone, Copy)]
pub struct NameSearch<'a> {
    /// Who reads, when and what for; the action is [`Action::Read`].
    pub question: &'a Question,
    /// The fields a name is made of.
    pub fields: &'a [FieldId],
    /// How text is folded before it is compared.
    pub fold: fn(&str) -> String,
}

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The newest of them first. Each is to be decided about again before anything is shown.
    pub people: Vec<Ordinal>,
    /// Whether there are no others.
    pub all: bool,
    /// How many people's names were looked at.
    pub among: u64,
}

/// The opened names, of one kind of search at a time.
#[derive(Default)]
pub(crate) struct Cabinet {
    open: Option<Opened>,
}

struct Opened {
    /// Who may read what: searches that are alike share it.
    terms: String,
    names: Names,
    opened: Instant,
    used: Instant,
    /// People who changed since.
    stale: RoaringBitmap,
}

pub(crate) type Shelf = Arc<Mutex<Cabinet>>;

impl Cabinet {
    /// Overwrites what was opened of a person who changed, to be opened again for the next search unless they are erased.
    pub(crate) fn note(&mut self, ordinal: u32, erased: bool) {
        let Some(open) = &mut self.open else { return };
        open.names.put(ordinal, Zeroizing::default());
        if !erased {
            open.stale.insert(ordinal);
        }
    }

    /// Overwrites everything.
    pub(crate) fn wipe(&mut self) {
        self.open = None;
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(crate) fn memory(&self) -> usize {
        self.open.as_ref().map_or(0, |open| open.names.memory())
    }
}

impl Store {
    /// The people in whose names every word occurs. The names of everybody whose names may be read are opened in memory
    /// for the first search, kept up with what changes, and overwritten some minutes after the last.
    ///
    /// # Errors
    /// Where a database fails; then nobody is found.
    pub fn named(&self, search: NameSearch<'_>, words: &[String], limit: usize) -> Result<Named, StoreError> {
        if search.question.action != Action::Read {
            return Err(StoreError::NotCovered);
        }
        let governance = self.governance_for(search.question.purpose)?;
        let terms = format!("{} {governance:?} {:?}", search.question.terms(), search.fields);
        let mirror = self.mirror()?;
        let asked = Asked::new(self, &mirror, search.question, governance, None)?;
        let opener = Opener { store: self, search, asked, lacking: Mutex::default() };
        let mut shelf = lock(&mirror.names);
        let fits = |open: &Opened| open.terms == terms && open.opened.elapsed() < AGE;
        let mut open = match shelf.open.take().filter(fits) {
            Some(open) => open,
            None => {
                watch(&mirror.names);
                let (names, opened) = (opener.everybody()?, Instant::now());
                let stale = std::mem::take(&mut *lock(&opener.lacking));
                Opened { terms, names, opened, used: opened, stale }
            }
        };
        for ordinal in std::mem::take(&mut open.stale) {
            let (name, whole) = opener.one(ordinal)?;
            open.names.put(ordinal, name);
            // The working zone may be a moment ahead of the vault.
            if !whole {
                open.stale.insert(ordinal);
            }
        }
        let (people, all) = open.names.search(words, limit);
        open.used = Instant::now();
        let among = mirror.index.count(Key::Live);
        shelf.open = Some(open);
        Ok(Named { people: people.into_iter().map(Ordinal).collect(), all, among })
    }

    /// What was opened of a value ends with the value, and not only with the next search.
    pub(crate) fn end_names(&self, entries: &[Entry]) {
        let erases = entries.iter().any(|entry| entry.action == Action::Erase);
        let is_open = || lock(&self.mirror.read().unwrap_or_else(PoisonError::into_inner).names).is_open();
        if erases && is_open() && self.mirror().is_err() {
            self.forget_names();
        }
    }

    /// Overwrites the names that were opened for searches.
    pub fn forget_names(&self) {
        let mirror = self.mirror.read().unwrap_or_else(PoisonError::into_inner);
        lock(&mirror.names).wipe();
    }
}

/// Ends the names when nobody searches any more.
fn watch(shelf: &Shelf) {
    let shelf: Weak<Mutex<Cabinet>> = Arc::downgrade(shelf);
    // Where no thread can be had the names still end with their age, at the next search.
    let _ = std::thread::Builder::new().name("names".into()).spawn(move || {
        loop {
            std::thread::sleep(WATCH);
            let Some(shelf) = shelf.upgrade() else { return };
            let mut shelf = lock(&shelf);
            let idle = |open: &Opened| open.used.elapsed() >= IDLE || open.opened.elapsed() >= AGE;
            if shelf.open.as_ref().is_none_or(idle) {
                return shelf.wipe();
            }
        }
    });
}

struct Opener<'a> {
    store: &'a Store,
    search: NameSearch<'a>,
    asked: Asked<'a>,
    /// People of whom the vault did not have everything yet.
    lacking: Mutex<RoaringBitmap>,
}

impl Opener<'_> {
    /// Opens everybody's names, ranges of people at a time.
    fn everybody(&self) -> Result<Names, StoreError> {
        let end = self.asked.mirror().columns.len();
        let range = |number: usize| {
            let from = (number as u32).saturating_mul(RANGE);
            self.range(from, end.min(from.saturating_add(RANGE)))
        };
        let mut parts = in_parts(end.div_ceil(RANGE) as usize, || Ok(()), range)?;
        parts.reverse();
        Ok(Names::from_parts(parts))
    }

    fn range(&self, from: u32, to: u32) -> Result<Names, StoreError> {
        let mut names = Names::with_room((to - from) as usize * 24);
        let (mut judge, mut name) = (self.asked.judge(), Zeroizing::new(Vec::with_capacity(NAME_BYTES)));
        load::sealed_down(&self.store.vault_db, from, to, &mut |row| {
            name.clear();
            if !self.open(&mut judge, row.ordinal, row.wrapped, row.boxes, &mut name)? {
                lock(&self.lacking).insert(row.ordinal);
            }
            if !name.is_empty() {
                names.push(row.ordinal, &name);
            }
            Ok(())
        })?;
        Ok(names)
    }

    /// Opens the name of one person, empty where there is none or it may not be read, and tells whether the vault has all
    /// of it.
    fn one(&self, ordinal: u32) -> Result<(Zeroizing<Vec<u8>>, bool), StoreError> {
        let mut name = Zeroizing::new(Vec::with_capacity(NAME_BYTES));
        let whole = match load::raw_of(&self.store.vault_db, &[ordinal])?.pop() {
            Some((_, raw)) => {
                self.open(&mut self.asked.judge(), ordinal, &raw.wrapped, &raw.boxes, &mut name)?
            }
            None => true,
        };
        Ok((name, whole))
    }

    fn open(
        &self,
        judge: &mut Judge<'_>,
        ordinal: u32,
        wrapped: &WrappedKey,
        boxes: &[u8],
        name: &mut Vec<u8>,
    ) -> Result<bool, StoreError> {
        let Some(person) = self.asked.mirror().glimpse(ordinal) else { return Ok(true) };
        let (mut key, mut whole, mut look) = (None, true, Boxes::look_into(boxes)?);
        for (fact, permit) in judge.permits(&person, |fact| self.search.fields.contains(&fact.field))? {
            let Some(sealed_box) = look.find(fact.no)? else {
                whole = false;
                continue;
            };
            let key = match &mut key {
                Some(key) => key,
                None => key.insert(self.store.vault.unwrap_key(person.id, wrapped)?),
            };
            let value = self.store.vault.open(&permit, key, &sealed_box)?;
            let folded = Zeroizing::new((self.search.fold)(value.as_str()));
            name.extend_from_slice(folded.as_bytes());
            name.push(b' ');
        }
        Ok(whole)
    }
}
