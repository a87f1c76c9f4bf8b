//! Financial statements of firms: read from an uploaded file, kept as figures with the hash of the document, taken back.
//!
//! Of a period that was stated several times the statement made last stands; the others stay as history. Nothing of the
//! document is kept but its figures, its hash and what it is; who signed it is not read.

mod years;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_formats::firmographics::legal_form;
use zgoda_formats::statement::{Figure, Scale, Statement, StatementFile, StatementKind, statements};
use zgoda_formats::{FormatError, Input};
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::{Actor, SourceType};
use zgoda_store::{
    Layout, NewSource, NewStatement, OrgId, Organisation, SourceId, StatedFigure, Statement as Kept, Store,
};

use crate::EnrichError;
use crate::desk::Desk;
use crate::run::with_retries;

pub use years::{Figured, Year, size, standing};

/// What came of one document.
#[derive(Debug)]
pub struct Taken {
    /// Its name in the archive. `None` if it was uploaded as it is.
    pub file: Option<String>,
    /// The firm and the number of the statement, or why it was not taken.
    pub outcome: Result<Added, NotTaken>,
}

/// A statement that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Whose.
    pub org: OrgId,
    /// Its number within the firm.
    pub no: u32,
    /// The last day of its period.
    pub period_to: Date,
    /// How it stands to what was held of the same period.
    pub place: Place,
}

/// How a new statement stands to those held of the same period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is the first of its period.
    First,
    /// It was made later than the one that stood, and stands in its place.
    Correction,
    /// One that was made later stands; this one is kept as history.
    Older,
}

/// Why a document was not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// It cannot be read.
    Unreadable(FormatError),
    /// The very same document is held.
    Held,
    /// It names neither a tax number nor a number in the court register.
    Nameless,
    /// Of the firm no number is known to compare with.
    NumberUnknown,
    /// It is another firm's.
    OtherFirm,
    /// No firm with its numbers is held.
    NoFirm,
    /// The firm is a natural person, or several, whose figures are their own data.
    NaturalPerson,
    /// Its period is not over.
    Future,
}

/// Takes the statements of an XML file or a ZIP: those of `firm`, or, where none is meant, those of any firm that is
/// held. Each document is taken or not by itself; one that cannot be read stops no other.
///
/// # Errors
/// [`EnrichError::Refused`] where the law allows no figures to be held; else where the store fails.
pub fn take(
    store: &Store,
    firm: Option<OrgId>,
    input: &Input,
    actor: &Actor,
    at: Timestamp,
) -> Result<Vec<Taken>, EnrichError> {
    let desk = Desk::new(store, actor, at);
    desk.need_company_field("financials")?;
    match statements(input) {
        Ok(files) => files.into_iter().map(|file| document(&desk, firm, file)).collect(),
        Err(error) => Ok(vec![Taken { file: None, outcome: Err(NotTaken::Unreadable(error)) }]),
    }
}

/// Takes a statement back: its figures count no more, and what it replaced stands again. It stays as history.
///
/// # Errors
/// Where there is no such statement, it was taken back before, or the store fails.
pub fn undo(store: &Store, org: OrgId, no: u32, actor: &Actor, at: Timestamp) -> Result<(), EnrichError> {
    let desk = Desk::new(store, actor, at);
    with_retries(|| {
        let held = store.statements(org)?;
        let there = held.iter().any(|statement| statement.no == no && statement.undone.is_none());
        if !there {
            return Err(zgoda_store::StoreError::NotFound("statement").into());
        }
        let mut change = store.change(desk.stamp());
        change.undo_statement(&store.organisation(org)?, no);
        change.commit()?;
        Ok(())
    })
}

fn document(desk: &Desk, firm: Option<OrgId>, file: StatementFile) -> Result<Taken, EnrichError> {
    let StatementFile { name, digest, read } = file;
    let outcome = match read {
        Ok(read) => with_retries(|| add(desk, firm, &read, digest))?,
        Err(error) => Err(NotTaken::Unreadable(error)),
    };
    Ok(Taken { file: name, outcome })
}

type Outcome = Result<Added, NotTaken>;

fn add(desk: &Desk, firm: Option<OrgId>, read: &Statement, digest: [u8; 32]) -> Result<Outcome, EnrichError> {
    let org = match whose(desk.store, firm, read)? {
        Ok(org) => org,
        Err(why) => return Ok(Err(why)),
    };
    if is_natural_person(desk.store, &org)? {
        return Ok(Err(NotTaken::NaturalPerson));
    }
    let Some(new) = described(read, digest) else { return Ok(Err(NotTaken::Future)) };
    if new.period.1 >= day_of(desk.at) {
        return Ok(Err(NotTaken::Future));
    }
    let held = desk.store.statements(org.id)?;
    if held.iter().any(|held| held.digest == digest && held.undone.is_none()) {
        return Ok(Err(NotTaken::Held));
    }
    let (place, period_to) = (place(&held, &new), new.period.1);
    let source = SourceId(desk.store.reserve_sources(1)?.start);
    let mut change = desk.store.change(desk.stamp());
    change.add_source(source, &source_of(read, &new))?;
    let no = change.add_statement(&org, &NewStatement { source, ..new });
    change.commit()?;
    Ok(Ok(Added { org: org.id, no, period_to, place }))
}

/// The firm a statement is of: at least one number is the same, and none is another.
fn whose(
    store: &Store,
    firm: Option<OrgId>,
    read: &Statement,
) -> Result<Result<Organisation, NotTaken>, EnrichError> {
    let krs = read.krs.as_ref().map(|krs| krs.as_str());
    let nip = read.nip.as_ref().map(|nip| nip.as_str());
    if krs.is_none() && nip.is_none() {
        return Ok(Err(NotTaken::Nameless));
    }
    let org = match firm {
        Some(id) => store.organisation(id)?,
        None => {
            let by_krs = krs.map(|krs| store.organisation_by_krs(krs)).transpose()?.flatten();
            let by_nip = || nip.map(|nip| store.organisation_by_nip(nip)).transpose();
            let found = match by_krs {
                Some(org) => Some(org),
                None => by_nip()?.flatten(),
            };
            let Some(org) = found else { return Ok(Err(NotTaken::NoFirm)) };
            org
        }
    };
    let pairs = [(org.krs.as_deref(), krs), (org.nip.as_deref(), nip)];
    let known = || pairs.iter().filter_map(|(held, said)| held.zip(*said));
    if known().any(|(held, said)| held != said) {
        return Ok(Err(NotTaken::OtherFirm));
    }
    Ok(match known().next() {
        Some(_) => Ok(org),
        None if org.krs.is_none() && org.nip.is_none() => Err(NotTaken::NumberUnknown),
        None => Err(NotTaken::OtherFirm),
    })
}

fn is_natural_person(store: &Store, org: &Organisation) -> Result<bool, EnrichError> {
    let facts = store.organisation_facts(org.id)?;
    let told = facts.iter().filter(|fact| fact.ended_at.is_none() && fact.field == "legal_form");
    let mut forms = told.map(|fact| fact.value.as_str()).chain([org.name.as_str()]);
    Ok(forms.any(|text| legal_form(text).is_some_and(|named| named.form.is_natural_person())))
}

/// A statement as it is kept; its source is not described yet. `None` where its period has no place in the calendar.
fn described(read: &Statement, digest: [u8; 32]) -> Option<NewStatement> {
    let layout = match read.kind {
        StatementKind::Other => Layout::Other,
        StatementKind::Small => Layout::Small,
        StatementKind::Micro => Layout::Micro,
        StatementKind::NonProfit => Layout::NonProfit,
    };
    let figure = |figure: &Figure| {
        let amount = read.figures.get(*figure)?;
        let (this_year, year_before) = (amount.current, amount.previous);
        Some(StatedFigure { figure: figure.name().to_owned(), this_year, year_before })
    };
    Some(NewStatement {
        source: SourceId(0),
        digest,
        layout,
        period: period(read)?,
        prepared: read.prepared.and_then(civil),
        in_thousands: read.scale == Scale::Thousands,
        figures: Figure::ALL.iter().filter_map(figure).collect(),
    })
}

fn source_of(read: &Statement, new: &NewStatement) -> NewSource {
    let hash: String = new.digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let (code, version) = &read.schema;
    NewSource {
        kind: SourceType::Import,
        name: format!("e-sprawozdanie {}", period_name(new.period)),
        duty: SourceType::Import.duty(),
        is_public: true,
        occurred_at: start_of_day(new.prepared.unwrap_or(new.period.1)),
        // Whoever uploads it approves it.
        approved: true,
        evidence: format!("sha256:{hash} {code} {version}").trim_end().to_owned(),
    }
}

/// A period by its year where it is one, else by its days.
pub fn period_name((from, to): (Date, Date)) -> String {
    let is_year = from == to.first_of_year() && to == to.last_of_year();
    if is_year { to.year().to_string() } else { format!("{from}–{to}") }
}

fn place(held: &[Kept], new: &NewStatement) -> Place {
    let same = standing(held).into_iter().find(|held| held.period.1 == new.period.1);
    match same {
        None => Place::First,
        Some(held) if held.prepared > new.prepared => Place::Older,
        Some(_) => Place::Correction,
    }
}

fn period(read: &Statement) -> Option<(Date, Date)> {
    civil(read.period.0).zip(civil(read.period.1))
}

fn civil(day: zgoda_formats::Date) -> Option<Date> {
    let (year, month, day) = day.parts();
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
