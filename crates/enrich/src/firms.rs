//! Firms by what their public facts mean: voivodeship, activity, age, size. Kept in memory, and brought up to date by
//! the marks of the store, so that a list of many firms is filtered and sorted at once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_formats::firmographics::pkd::{self, Belongs, Vintage};
use zgoda_formats::firmographics::{SizeClass, Voivodeship, age_in_years, established_since};
use zgoda_formats::fold;
use zgoda_law::calendar::day_of;
use zgoda_law::{Founded, Ranks, SourceType};
use zgoda_store::{OrgId, Organisation, Statement, Store, StoreError, Trait};

use crate::statements::{size, standing};

/// Firms read at a time.
const PAGE: u32 = 1_000;

/// A firm as lists show and compare it. What is not known is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Its number.
    pub id: OrgId,
    /// Its name.
    pub name: String,
    /// Its KRS number.
    pub krs: Option<String>,
    /// Its tax number.
    pub nip: Option<String>,
    /// The city of its seat.
    pub city: Option<String>,
    /// The voivodeship of its seat.
    pub voivodeship: Option<Voivodeship>,
    /// The code of its main activity, as its source has it.
    pub activity: Option<String>,
    /// The same in PKD 2025, by the official key where the source has it in PKD 2007.
    pub activity_2025: Option<String>,
    /// Since when it has been there.
    pub since: Option<zgoda_formats::Date>,
    /// Its size class: no smaller than the first and no bigger than the second.
    pub size: Option<(SizeClass, SizeClass)>,
    /// What kind of source confirmed a fact last, and when.
    pub confirmed: Option<(SourceType, Timestamp)>,
    folded: String,
}

impl Firm {
    /// How many full years the firm has been there.
    pub fn age(&self, today: Date) -> Option<u16> {
        age_in_years(self.since?, formats_day(today)?)
    }
}

/// Which firms are asked for. Several conditions must all hold; a firm of which one is not known is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FirmFilter {
    /// The voivodeship of the seat.
    pub voivodeship: Option<Voivodeship>,
    /// The beginning of the code of the main activity, as its source has it or in PKD 2025: `62`, `62.10`, `62.10.B`.
    pub activity: Option<String>,
    /// A size class that it may be of.
    pub size: Option<SizeClass>,
    /// The least and the most full years that it has been there.
    pub age: Option<(u16, u16)>,
}

/// By what firms are sorted; what is not known comes last, and equals go by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FirmOrder {
    /// By name.
    #[default]
    Name,
    /// By voivodeship.
    Voivodeship,
    /// By the code of the main activity in PKD 2025.
    Activity,
    /// By age, the youngest first.
    Age,
    /// By size, the smallest first.
    Size,
    /// By the day of the last confirmation, the oldest first.
    Confirmed,
}

impl FirmFilter {
    /// Whether every firm is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn takes(&self, firm: &Firm, today: Date) -> bool {
        let begins =
            |code: &Option<String>, start: &str| code.as_deref().is_some_and(|code| code.starts_with(start));
        let activity = self.activity.as_deref();
        self.voivodeship.is_none_or(|wanted| firm.voivodeship == Some(wanted))
            && activity
                .is_none_or(|start| begins(&firm.activity, start) || begins(&firm.activity_2025, start))
            && self
                .size
                .is_none_or(|class| firm.size.is_some_and(|(low, high)| (low..=high).contains(&class)))
            && self
                .age
                .is_none_or(|(least, most)| firm.age(today).is_some_and(|age| (least..=most).contains(&age)))
    }
}

/// A page of the firms that a filter takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// Those of the page, in order.
    pub firms: Vec<Firm>,
    /// How many the filter takes.
    pub total: usize,
}

/// All firms, in memory.
#[derive(Debug, Default)]
pub struct Firms(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    firms: BTreeMap<OrgId, (u32, Firm)>,
    ranks: Ranks,
}

impl Firms {
    /// One page of the firms that a filter takes, sorted; `down` turns the order around, with what is not known still
    /// last.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn select(
        &self,
        store: &Store,
        filter: &FirmFilter,
        (order, down): (FirmOrder, bool),
        today: Date,
        page: Range<usize>,
    ) -> Result<Selected, StoreError> {
        let known = self.caught_up(store)?;
        let taken = known.firms.values().map(|(_, firm)| firm).filter(|firm| filter.takes(firm, today));
        let mut taken: Vec<&Firm> = taken.collect();
        let total = taken.len();
        let sorted = |one: &&Firm, other: &&Firm| compare(order, down, one, other);
        if page.end < total {
            // What comes after the page needs no order.
            taken.select_nth_unstable_by(page.end, sorted);
            taken.truncate(page.end);
        }
        taken.sort_unstable_by(sorted);
        let firms = taken.into_iter().skip(page.start).cloned().collect();
        Ok(Selected { firms, total })
    }

    /// The divisions of PKD 2025 that firms have their main activity in, with how many firms each.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn divisions(&self, store: &Store) -> Result<BTreeMap<String, u64>, StoreError> {
        let known = self.caught_up(store)?;
        let mut divisions = BTreeMap::new();
        for (_, firm) in known.firms.values() {
            let division = firm.activity_2025.as_deref().and_then(|code| code.get(..2));
            if let Some(division) = division {
                *divisions.entry(division.to_owned()).or_default() += 1;
            }
        }
        Ok(divisions)
    }

    /// Reads anew whatever has changed since the last time, here or in another process.
    fn caught_up(&self, store: &Store) -> Result<MutexGuard<'_, Known>, StoreError> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ranks = store.ranks()?;
        if known.ranks != ranks {
            *known = Known { ranks, ..Known::default() };
        }
        let marks = store.organisation_marks()?;
        let moved = |(id, mark): &&(OrgId, u32)| known.firms.get(id).is_none_or(|(held, _)| held != mark);
        let moved: Vec<OrgId> = marks.iter().filter(moved).map(|(id, _)| *id).collect();
        let mut left = &moved[..];
        while let [first, ..] = left {
            // Neighbours are read together.
            let near = left.partition_point(|id| id.0 < first.0.saturating_add(PAGE));
            let (page, rest) = left.split_at(near);
            let (after, up_to) = (OrgId(first.0.saturating_sub(1)), page.last().copied().unwrap_or(*first));
            known.read(store, after, up_to)?;
            left = rest;
        }
        if known.firms.len() > marks.len() {
            let marks: HashMap<OrgId, u32> = marks.into_iter().collect();
            known.firms.retain(|id, _| marks.contains_key(id));
        }
        Ok(known)
    }
}

impl Known {
    fn read(&mut self, store: &Store, after: OrgId, up_to: OrgId) -> Result<(), StoreError> {
        // The marks come first: whoever changes the rest meanwhile moves them, and it is read again.
        let orgs = store.organisations_between(after, up_to)?;
        let mut traits: HashMap<OrgId, Vec<Trait>> = HashMap::new();
        for told in store.traits_between(after, up_to)? {
            traits.entry(told.org).or_default().push(told);
        }
        let mut statements: HashMap<OrgId, Vec<Statement>> = HashMap::new();
        for (org, statement) in store.statements_between(after, up_to)? {
            statements.entry(org).or_default().push(statement);
        }
        for org in orgs {
            let traits = traits.remove(&org.id).unwrap_or_default();
            let statements = statements.remove(&org.id).unwrap_or_default();
            let (id, mark) = (org.id, org.mark());
            self.firms.insert(id, (mark, firm(&self.ranks, org, &traits, &statements)));
        }
        Ok(())
    }
}

fn firm(ranks: &Ranks, org: Organisation, traits: &[Trait], statements: &[Statement]) -> Firm {
    let best = |field: &str| best(ranks, traits, field);
    let text = |field: &str| best(field).map(|told| told.value.clone());
    let day = |field: &str| best(field).and_then(|told| formats_day(told.value.parse().ok()?));
    let activity = best("main_activity");
    let code = activity.and_then(|told| pkd::canonical(&told.value));
    let latest = traits.iter().max_by_key(|told| told.confirmed_at);
    Firm {
        id: org.id,
        folded: fold(&org.name),
        name: org.name,
        krs: org.krs,
        nip: org.nip,
        city: text("seat_city"),
        voivodeship: text("seat_voivodeship").and_then(|name| Voivodeship::of_name(&name)),
        activity_2025: code.as_deref().zip(activity).and_then(|(code, told)| in_2025(code, told.obtained_at)),
        activity: code,
        since: established_since(day("start_date"), day("registration_date")),
        size: size(&standing(statements)).map(|found| (found.size.at_least, found.size.at_most)),
        confirmed: latest.map(|told| (told.source, told.confirmed_at)),
    }
}

/// The best founded of the facts of a field.
fn best<'t>(ranks: &Ranks, traits: &'t [Trait], field: &str) -> Option<&'t Trait> {
    let told: Vec<&Trait> = traits.iter().filter(|told| told.field == field).collect();
    let founded = |told: &&Trait| Founded { source: told.source, confirmed_at: told.confirmed_at };
    let founded: Vec<Founded> = told.iter().map(founded).collect();
    ranks.sort(field, &founded).first().and_then(|place| told.get(*place)).copied()
}

/// A code in PKD 2025: itself, or what the official key names first for it.
fn in_2025(code: &str, recorded: Timestamp) -> Option<String> {
    match pkd::vintage(code, formats_day(day_of(recorded)))? {
        Belongs::Only(Vintage::Pkd2007) | Belongs::Likely(Vintage::Pkd2007) => {
            pkd::converted(Vintage::Pkd2007, code)?.suggested.map(str::to_owned)
        }
        _ => Some(code.to_owned()),
    }
}

fn formats_day(day: Date) -> Option<zgoda_formats::Date> {
    let (year, month, day) = (day.year(), day.month(), day.day());
    zgoda_formats::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

fn compare(order: FirmOrder, down: bool, one: &Firm, other: &Firm) -> Ordering {
    fn known<T: Ord>(down: bool, one: Option<T>, other: Option<T>) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) if down => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        }
    }
    let by = match order {
        FirmOrder::Name => known(down, Some(&one.folded), Some(&other.folded)),
        FirmOrder::Voivodeship => {
            // The official numbers follow the alphabet.
            let number = |firm: &Firm| firm.voivodeship.map(Voivodeship::teryt);
            known(down, number(one), number(other))
        }
        FirmOrder::Activity => known(down, one.activity_2025.as_ref(), other.activity_2025.as_ref()),
        FirmOrder::Age => known(!down, one.since, other.since),
        FirmOrder::Size => known(down, one.size, other.size),
        FirmOrder::Confirmed => {
            let at = |firm: &Firm| firm.confirmed.map(|(_, at)| at);
            known(down, at(one), at(other))
        }
    };
    by.then_with(|| one.folded.cmp(&other.folded)).then_with(|| one.id.cmp(&other.id))
}
