//! Rows as people: what a row offers, with our fields, and rows of one person put together.

use std::collections::HashMap;

use zgoda_formats::{Candidate, Column, ConsentClaim, OptOut, Problem, fold};
use zgoda_law::{Catalogue, FieldId, SubjectKind};

use crate::fields::Fields;

/// What one person's rows offer. It holds values, so it is never printed.
#[derive(Clone, Default)]
pub(crate) struct Incoming {
    /// The rows, as a spreadsheet numbers them.
    pub rows: Vec<u64>,
    /// Values with their fields; a field can have several.
    pub values: Vec<(FieldId, String)>,
    pub firm: Option<Firm>,
    /// By what the messenger account is found again, if there is one.
    pub account: Option<String>,
    pub opt_outs: Vec<OptOut>,
    pub consent: Option<ConsentClaim>,
    pub problems: Vec<Problem>,
    /// Cells that were put aside because they hold what must not be held.
    pub alarms: u64,
}

/// The organisation that a row names. Numbers and name are public facts, unless a sole trader's.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Firm {
    pub name: Option<String>,
    pub nip: Option<String>,
    pub krs: Option<String>,
}

impl Incoming {
    /// What a row offers.
    pub fn from_row(candidate: Candidate, fields: &Fields, catalogue: &Catalogue) -> Self {
        let mut incoming = Self {
            rows: vec![candidate.row],
            values: Vec::with_capacity(candidate.values.len()),
            opt_outs: candidate.opt_outs,
            consent: candidate.consent,
            problems: candidate.problems.iter().map(|problem| problem.problem).collect(),
            alarms: candidate.alarms.len() as u64,
            firm: None,
            account: None,
        };
        let mut firm = Firm::default();
        for (column, value) in candidate.values {
            match column {
                Column::Company => firm.name = Some(value.clone()),
                Column::TaxId => firm.nip = Some(value.clone()),
                Column::Krs => firm.krs = Some(value.clone()),
                _ => {}
            }
            if let Some(field) = fields.of_column(column, catalogue) {
                incoming.add(field, value);
            }
        }
        incoming.firm = (firm != Firm::default()).then_some(firm);
        incoming
    }

    /// Adds a value unless it is there.
    pub fn add(&mut self, field: FieldId, value: String) {
        if !self.values.iter().any(|(known, other)| *known == field && *other == value) {
            self.values.push((field, value));
        }
    }

    /// The values of a field.
    pub fn all(&self, field: FieldId) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(known, _)| *known == field).map(|(_, value)| value.as_str())
    }

    /// First names and surnames.
    pub fn names(&self, fields: &Fields) -> Names {
        let list = |field| self.all(field).map(str::to_owned).collect();
        (list(fields.first_name), list(fields.last_name))
    }

    /// Whether there is anything that says who it is or where they are reached.
    pub fn is_somebody(&self, fields: &Fields) -> bool {
        self.values.iter().any(|(field, _)| fields.identifies(*field))
    }

    /// Who they are in law: a firm that bears its owner's name is a sole trader's (KC art. 43⁴), any other one is an
    /// organisation they stand for.
    pub fn kind(&self, planned: SubjectKind, fields: &Fields) -> SubjectKind {
        match (planned, &self.firm) {
            (SubjectKind::Natural, Some(firm)) if self.bears_own_name(firm, fields) => {
                SubjectKind::SoleTrader
            }
            (SubjectKind::Natural, Some(_)) => SubjectKind::OrgContact,
            _ => planned,
        }
    }

    fn bears_own_name(&self, firm: &Firm, fields: &Fields) -> bool {
        let Some(firm) = firm.name.as_deref().filter(|_| firm.krs.is_none()).map(fold) else { return false };
        let named = |field| self.all(field).next().is_some_and(|name| has_words(&firm, &fold(name)));
        named(fields.first_name) && named(fields.last_name)
    }

    /// The numbers of an organisation are not values of the person who stands for it.
    pub fn leave_firm_numbers(&mut self, fields: &Fields, catalogue: &Catalogue) {
        let numbers = [Column::TaxId, Column::Krs, Column::Regon];
        let numbers = numbers.map(|column| fields.of_column(column, catalogue));
        self.values.retain(|(field, _)| !numbers.contains(&Some(*field)));
    }

    fn absorb(&mut self, other: Self) {
        self.rows.extend(other.rows);
        for (field, value) in other.values {
            self.add(field, value);
        }
        self.firm = self.firm.take().or(other.firm);
        self.opt_outs.extend(other.opt_outs);
        self.consent = stricter(self.consent.take(), other.consent);
        self.problems.extend(other.problems);
        self.alarms += other.alarms;
    }
}

/// Of two claims about a consent a refusal counts.
fn stricter(a: Option<ConsentClaim>, b: Option<ConsentClaim>) -> Option<ConsentClaim> {
    match (a, b) {
        (Some(a), Some(b)) if b.given == Some(false) && a.given != Some(false) => Some(b),
        (a, b) => a.or(b),
    }
}

/// Whether every word of `name` stands in `text` as a word.
fn has_words(text: &str, name: &str) -> bool {
    let is_part = |c: char| !c.is_alphanumeric();
    let mut words = name.split(is_part).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| text.split(is_part).any(|other| other == word))
}

/// First names and surnames.
pub(crate) type Names = (Vec<String>, Vec<String>);

/// Whether two names cannot be one person's. What one side does not say contradicts nothing.
fn differ(a: &[String], b: &[String]) -> bool {
    let folded: Vec<String> = b.iter().map(|name| fold(name)).collect();
    !a.is_empty() && !b.is_empty() && !a.iter().any(|name| folded.contains(&fold(name)))
}

/// Puts rows of one person together: by e-mail, then by telephone where the names allow it, because firms share
/// telephones.
pub(crate) fn put_together(rows: Vec<Incoming>, fields: &Fields) -> Vec<Incoming> {
    let mut people: Vec<Incoming> = Vec::with_capacity(rows.len());
    let mut by_point: HashMap<(FieldId, String), usize> = HashMap::with_capacity(rows.len());
    for row in rows {
        let same = find_same(&row, &people, &by_point, fields);
        let at = same.unwrap_or(people.len());
        for (field, value) in row.values.iter().filter(|(field, _)| fields.is_indexed(*field)) {
            by_point.entry((*field, value.clone())).or_insert(at);
        }
        match people.get_mut(at) {
            Some(person) => person.absorb(row),
            None => people.push(row),
        }
    }
    people
}

fn find_same(
    row: &Incoming,
    people: &[Incoming],
    by_point: &HashMap<(FieldId, String), usize>,
    fields: &Fields,
) -> Option<usize> {
    let at = |field: FieldId, value: &str| by_point.get(&(field, value.to_owned())).copied();
    if let Some(found) = row.all(fields.email).find_map(|value| at(fields.email, value)) {
        return Some(found);
    }
    row.all(fields.phone).filter_map(|value| at(fields.phone, value)).find(|found| {
        people.get(*found).is_some_and(|other| {
            let has_email = |of: &Incoming| of.all(fields.email).next().is_some();
            let two_addresses = has_email(row) && has_email(other);
            may_share_phone(&row.names(fields), &other.names(fields), two_addresses)
        })
    })
}

/// Whether two records with one telephone are one person: their names agree or, where one has none, so do not speak
/// against it two different addresses.
pub(crate) fn may_share_phone(a: &Names, b: &Names, two_addresses: bool) -> bool {
    let both_named = !a.1.is_empty() && !b.1.is_empty();
    !differ(&a.0, &b.0) && !differ(&a.1, &b.1) && (both_named || !two_addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_that_bears_its_owners_name_is_told_by_whole_words() {
        assert!(has_words("jan kowalski uslugi remontowe", "kowalski"));
        assert!(has_words("firma nowak-zielinska", "nowak-zielinska"));
        assert!(!has_words("kowalskich browar", "kowalski"));
        assert!(!has_words("browar", ""));
    }

    #[test]
    fn two_people_may_share_a_telephone_but_not_a_name_that_differs() {
        let names = |first: &str, last: &str| (vec![first.to_owned()], vec![last.to_owned()]);
        let (jan, ewa) = (names("Jan", "Kowalski"), names("Ewa", "Kowalska"));
        let jan_again = names("JAN", "KOWALSKI");
        assert!(!may_share_phone(&jan, &ewa, false));
        assert!(may_share_phone(&jan, &jan_again, true));
        assert!(may_share_phone(&jan, &Names::default(), false));
        assert!(!may_share_phone(&jan, &Names::default(), true));
    }
}
