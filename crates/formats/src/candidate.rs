//! Candidates: what each row of a table offers, normalised, with everything that is wrong with it.

use crate::FormatError;
use crate::csv_safe::unguard;
use crate::dates::{DateError, normal_moment};
use crate::detect::{self, Alarm};
use crate::fold::header_key;
use crate::identifiers::{Email, EuVat, Krs, Nip, Phone, PostalCode, Regon};
use crate::mapping::{Column, Mapping, OptOut, OptOutRule, Standing, is_no, is_yes};
use crate::names::split_full_name;
use crate::shapes::Shape;
use crate::table::{Progress, Row, TableReader};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is wrong with a row or one of its cells; the row is still given. Texts for people live elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// No e-mail address that can be written to.
    EmailInvalid,
    /// No telephone number that can be called.
    PhoneInvalid,
    /// An inside number of a telephone exchange: it is nobody's outside.
    PhoneIsExtension,
    /// A number that a spreadsheet cut to a few digits (`4,86E+10`): it is lost.
    NumberDamaged,
    /// No NIP or EU VAT number.
    TaxIdInvalid,
    /// No KRS number.
    KrsInvalid,
    /// No REGON number.
    RegonInvalid,
    /// No date.
    DateUnreadable,
    /// A date in which day and month cannot be told apart.
    DateAmbiguous,
    /// Neither a yes nor a no in a column of consents.
    ConsentUnclear,
    /// Neither a yes nor a no in a column of opt-outs; taken as an opt-out.
    OptOutUnclear,
    /// A full name that could not be split in two.
    NameNotSplit,
    /// Fewer cells than the header has.
    TooFewCells,
    /// More cells than the header has.
    TooManyCells,
    /// Characters that could not be read in the file's encoding.
    UnreadableCharacters,
    /// Neither a name nor a way of contact.
    NothingUsable,
}

impl Problem {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EmailInvalid => "email_invalid",
            Self::PhoneInvalid => "phone_invalid",
            Self::PhoneIsExtension => "phone_is_extension",
            Self::NumberDamaged => "number_damaged",
            Self::TaxIdInvalid => "tax_id_invalid",
            Self::KrsInvalid => "krs_invalid",
            Self::RegonInvalid => "regon_invalid",
            Self::DateUnreadable => "date_unreadable",
            Self::DateAmbiguous => "date_ambiguous",
            Self::ConsentUnclear => "consent_unclear",
            Self::OptOutUnclear => "opt_out_unclear",
            Self::NameNotSplit => "name_not_split",
            Self::TooFewCells => "too_few_cells",
            Self::TooManyCells => "too_many_cells",
            Self::UnreadableCharacters => "unreadable_characters",
            Self::NothingUsable => "nothing_usable",
        }
    }
}

/// A problem and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowProblem {
    /// The column, counted from 0; `None` where the whole row is meant.
    pub column: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What the file says about a consent. A claim is not yet a proof.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
pub struct ConsentClaim {
    /// Whether it was given; `None` where the file does not say.
    pub given: Option<bool>,
    /// The words consented to.
    pub text: Option<String>,
    /// When, with the date in ISO form and the time as the file writes it.
    pub at: Option<String>,
}

/// What one row offers.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
pub struct Candidate {
    /// The row's number, counted from 1 as a spreadsheet shows it.
    pub row: u64,
    /// Normalised values with their fields; a field can have several.
    pub values: Vec<(Column, String)>,
    /// Ways of contact that the person closed. They are kept even where the row is refused.
    pub opt_outs: Vec<OptOut>,
    /// What the file says about a consent.
    pub consent: Option<ConsentClaim>,
    /// What is wrong with the row.
    pub problems: Vec<RowProblem>,
    /// Cells that were put aside and are not among the values.
    pub alarms: Vec<Alarm>,
}

impl Candidate {
    /// The first value of a field.
    pub fn value(&self, column: Column) -> Option<&str> {
        self.values.iter().find(|(found, _)| *found == column).map(|(_, value)| value.as_str())
    }

    fn add(&mut self, column: Column, value: impl Into<String>) {
        let value = value.into();
        if !self.values.iter().any(|(field, known)| *field == column && *known == value) {
            self.values.push((column, value));
        }
    }

    fn report(&mut self, column: usize, problem: Problem) {
        self.problems.push(RowProblem { column: Some(column), problem });
    }

    fn report_row(&mut self, problem: Problem) {
        self.problems.push(RowProblem { column: None, problem });
    }

    fn consent(&mut self) -> &mut ConsentClaim {
        self.consent.get_or_insert_default()
    }
}

/// Counts of what was given so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows under the header that are not blank, each of which is a candidate.
    pub rows: u64,
    /// Candidates with a name or a way of contact.
    pub usable: u64,
    /// Candidates with at least one opt-out.
    pub opted_out: u64,
    /// Candidates with at least one problem.
    pub with_problems: u64,
    /// Cells put aside.
    pub alarms: u64,
}

/// How one column is read, worked out once for the file.
struct Plan {
    index: usize,
    column: Column,
    opt_out: Option<OptOutRule>,
    context: detect::Context,
}

/// The candidates of a table, one a row, in the order of the file.
pub struct Candidates {
    table: TableReader,
    mapping: Mapping,
    plans: Vec<Plan>,
    row: Row,
    /// Whether a character somewhere in the row could not be read.
    row_is_damaged: bool,
    tally: Tally,
    failed: bool,
}

impl Candidates {
    /// Reads the table by the mapping.
    pub fn new(table: TableReader, mapping: Mapping) -> Self {
        let plan = |mapped: &crate::mapping::ColumnMapping| Plan {
            index: mapped.index,
            column: mapped.column,
            opt_out: (mapped.column == Column::OptOut).then(|| mapped.opt_out.unwrap_or_default()),
            context: detect::Context::new(&mapped.header, mapped.column),
        };
        let plans = mapping.columns.iter().map(plan).collect();
        Self {
            table,
            mapping,
            plans,
            row: Row::default(),
            row_is_damaged: false,
            tally: Tally::default(),
            failed: false,
        }
    }

    /// How far the reading has come.
    pub fn progress(&self) -> Progress {
        self.table.progress()
    }

    /// Counts of what was given so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    fn candidate(&self) -> Candidate {
        let mut candidate = Candidate { row: self.row.number(), ..Candidate::default() };
        candidate.values.reserve(self.plans.len().min(12));
        candidate.opt_outs.extend(self.mapping.all_opted_out);
        self.check_width(&mut candidate);
        for plan in &self.plans {
            let Some(cell) = self.row.cell(plan.index).map(clean) else { continue };
            if !cell.is_empty() {
                self.read_cell(plan, cell, &mut candidate);
            }
        }
        split_name(&mut candidate);
        use Column::{Company, Email, FirstName, FullName, LastName, Phone};
        if ![Email, Phone, LastName, FirstName, FullName, Company]
            .iter()
            .any(|field| candidate.value(*field).is_some())
        {
            candidate.report_row(Problem::NothingUsable);
        }
        candidate
    }

    /// Missing cells matter only in columns that are read, cells beyond the header only if something is in them.
    fn check_width(&self, candidate: &mut Candidate) {
        let width = self.plans.len();
        if self.plans.iter().skip(self.row.len()).any(|plan| plan.column != Column::Skip) {
            candidate.report_row(Problem::TooFewCells);
        }
        if (width..self.row.len())
            .any(|index| self.row.cell(index).is_some_and(|cell| !cell.trim().is_empty()))
        {
            candidate.report_row(Problem::TooManyCells);
        }
    }

    fn read_cell(&self, plan: &Plan, cell: &str, candidate: &mut Candidate) {
        // An opt-out is read first: no alarm and no broken character may lose it.
        if let Some(rule) = plan.opt_out {
            read_opt_out(rule, plan.index, cell, candidate);
        }
        if let Some(kind) = detect::alarm(cell, plan.context) {
            candidate.alarms.push(Alarm { column: plan.index, kind });
            return;
        }
        if self.row_is_damaged && plan.column != Column::Skip && cell.contains('\u{fffd}') {
            candidate.report(plan.index, Problem::UnreadableCharacters);
        }
        let index = plan.index;
        match plan.column {
            Column::Skip | Column::OptOut => {}
            Column::Email => read_emails(index, cell, candidate),
            Column::Phone => self.read_phones(index, cell, candidate),
            Column::TaxId => read_number(index, cell, candidate, plan.column, Problem::TaxIdInvalid, tax_id),
            Column::Krs => read_number(index, cell, candidate, plan.column, Problem::KrsInvalid, |cell| {
                Krs::parse(cell).ok().map(Krs::into_string)
            }),
            Column::Regon => {
                read_number(index, cell, candidate, plan.column, Problem::RegonInvalid, |cell| {
                    Regon::parse_damaged(cell).ok().map(Regon::into_string)
                })
            }
            Column::PostalCode => candidate.add(Column::PostalCode, postal_code(cell)),
            Column::Consent => read_consent(index, cell, candidate),
            Column::ConsentText => candidate.consent().text = Some(cell.to_owned()),
            Column::ConsentAt => self.read_consent_time(index, cell, candidate),
            Column::Note => candidate.add(Column::Note, cell),
            Column::FirstName | Column::LastName | Column::FullName | Column::Company | Column::Position => {
                candidate.add(plan.column, single_line(cell));
            }
            Column::Street | Column::City | Column::Source => candidate.add(plan.column, single_line(cell)),
        }
    }

    fn read_phones(&self, index: usize, cell: &str, candidate: &mut Candidate) {
        let cell = cell.strip_prefix("p:").or_else(|| cell.strip_prefix("tel:")).unwrap_or(cell);
        if is_scientific(cell) {
            return candidate.report(index, Problem::NumberDamaged);
        }
        let before = candidate.values.len();
        if let Ok(phone) = Phone::parse(cell) {
            return candidate.add(Column::Phone, phone);
        }
        let pieces = cell.split([';', ',', '\n', '|']).flat_map(|part| part.split(":::"));
        for phone in pieces.filter_map(|piece| Phone::parse(piece).ok()) {
            candidate.add(Column::Phone, phone);
        }
        if candidate.values.len() == before {
            let inside = self.mapping.shape == Shape::AsteriskCalls && cell.len() <= 5;
            candidate.report(index, if inside { Problem::PhoneIsExtension } else { Problem::PhoneInvalid });
        }
    }

    fn read_consent_time(&self, index: usize, cell: &str, candidate: &mut Candidate) {
        match normal_moment(cell, self.mapping.date_order) {
            Ok(at) => {
                candidate.consent().at.get_or_insert(at);
            }
            Err(DateError::Ambiguous) => candidate.report(index, Problem::DateAmbiguous),
            Err(DateError::Unreadable) => candidate.report(index, Problem::DateUnreadable),
        }
    }

    fn count(&mut self, candidate: &Candidate) {
        let usable = !candidate.problems.iter().any(|problem| problem.problem == Problem::NothingUsable);
        self.tally.rows += 1;
        self.tally.usable += u64::from(usable);
        self.tally.opted_out += u64::from(!candidate.opt_outs.is_empty());
        self.tally.with_problems += u64::from(!candidate.problems.is_empty());
        self.tally.alarms += candidate.alarms.len() as u64;
    }
}

impl Iterator for Candidates {
    type Item = Result<Candidate, FormatError>;

    /// The next candidate. After an error nothing more comes: the file cannot be read further.
    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match self.table.next_row(&mut self.row) {
            Ok(false) => None,
            Ok(true) => {
                self.row_is_damaged = self.row.has_unreadable();
                let candidate = self.candidate();
                self.count(&candidate);
                Some(Ok(candidate))
            }
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}

/// The cell without the guard of an earlier export, blanks around it, and signs that only say "nothing".
fn clean(cell: &str) -> &str {
    let cell = unguard(cell.trim()).trim();
    if cell.len() <= 4 && matches!(cell, "-" | "--" | "---" | "—" | "n/a" | "N/A" | "NULL" | "null") {
        ""
    } else {
        cell
    }
}

/// The text on one line, with single spaces and without control characters.
fn single_line(cell: &str) -> Cow<'_, str> {
    if is_single_line(cell) {
        return cell.into();
    }
    let spaced: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// Whether nothing needs mending. The lead bytes of blanks and controls beyond ASCII count as something.
fn is_single_line(cell: &str) -> bool {
    let mut before = 0;
    cell.bytes().all(|byte| {
        let doubled = before == b' ' && byte == b' ';
        before = byte;
        !doubled && !matches!(byte, 0..0x20 | 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xe3)
    })
}

/// `4,86E+10`: what a spreadsheet writes when it takes an identifier for a large number.
fn is_scientific(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number =
        number.split_once([',', '.']).map_or(digits(number), |(whole, part)| digits(whole) && digits(part));
    number && digits(power.trim_start_matches('+'))
}

fn read_opt_out(rule: OptOutRule, index: usize, cell: &str, candidate: &mut Candidate) {
    let out = match rule.read(cell) {
        Standing::Open => return,
        Standing::Out(out) => out,
        Standing::Unclear(out) => {
            candidate.report(index, Problem::OptOutUnclear);
            out
        }
    };
    if !candidate.opt_outs.contains(&out) {
        candidate.opt_outs.push(out);
    }
}

fn read_emails(index: usize, cell: &str, candidate: &mut Candidate) {
    if let Ok(email) = Email::parse(cell) {
        return candidate.add(Column::Email, email);
    }
    let before = candidate.values.len();
    let pieces =
        cell.split(|c: char| c.is_whitespace() || ",;|".contains(c)).filter(|piece| piece.contains('@'));
    for piece in pieces {
        let piece = piece.trim_matches(['<', '>', '"', '\'', '(', ')']);
        match Email::parse(piece.strip_prefix("mailto:").unwrap_or(piece)) {
            Ok(email) => candidate.add(Column::Email, email),
            Err(_) => candidate.report(index, Problem::EmailInvalid),
        }
    }
    if candidate.values.len() == before
        && !candidate.problems.iter().any(|problem| problem.column == Some(index))
    {
        candidate.report(index, Problem::EmailInvalid);
    }
}

fn read_number(
    index: usize,
    cell: &str,
    candidate: &mut Candidate,
    column: Column,
    problem: Problem,
    normal: impl Fn(&str) -> Option<String>,
) {
    match normal(cell) {
        Some(value) => candidate.add(column, value),
        None if is_scientific(cell) => candidate.report(index, Problem::NumberDamaged),
        None => candidate.report(index, problem),
    }
}

fn tax_id(cell: &str) -> Option<String> {
    let nip = Nip::parse(cell).ok().map(Nip::into_string);
    nip.or_else(|| EuVat::parse(cell).ok().map(EuVat::into_string))
}

/// A Polish code in its normal form; other countries' codes as they are.
fn postal_code(cell: &str) -> String {
    let cell = cell.strip_prefix("z:").unwrap_or(cell);
    PostalCode::parse(cell).map_or_else(|_| single_line(cell).into_owned(), PostalCode::into_string)
}

fn read_consent(index: usize, cell: &str, candidate: &mut Candidate) {
    let key = header_key(cell);
    let given = if is_yes(&key) {
        Some(true)
    } else if is_no(&key) {
        Some(false)
    } else {
        None
    };
    if given.is_none() {
        candidate.report(index, Problem::ConsentUnclear);
    }
    // Of several columns the stricter one counts.
    let claim = candidate.consent();
    claim.given = if claim.given == Some(false) { claim.given } else { given.or(claim.given) };
}

/// Puts first name and surname in the place of a full name; where the row has them already, they win.
fn split_name(candidate: &mut Candidate) {
    let Some(place) = candidate.values.iter().position(|(column, _)| *column == Column::FullName) else {
        return;
    };
    let (_, full) = candidate.values.remove(place);
    candidate.values.retain(|(column, _)| *column != Column::FullName);
    if candidate.value(Column::FirstName).is_some() || candidate.value(Column::LastName).is_some() {
        return;
    }
    match split_full_name(&full) {
        Some(name) => {
            candidate.add(Column::FirstName, name.first);
            candidate.add(Column::LastName, name.last);
        }
        None => {
            candidate.add(Column::FullName, full);
            candidate.report_row(Problem::NameNotSplit);
        }
    }
}
