//! Data to take along, GDPR art. 20: as JSON, as a table and as a contact card.

use jiff::Timestamp;
use serde::Serialize;
use zgoda_formats::csv_safe::write_record;
use zgoda_law::{Basis, FactNo, InformationDuty, SubjectId};
use zgoda_store::{Fact, Person, RequestKind, Store};

use crate::access::{given_out, values};
use crate::{AccessExport, AccessValue, Acting, Controller, RightsError};

/// The name and version of the JSON form.
const FORMAT: &str = "zgoda-portable/1";

/// What a person gave us on consent or a contract, to take along. Its JSON form is this structure, field by field;
/// members are only ever added.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PortableCopy {
    /// `zgoda-portable/1`.
    pub format: &'static str,
    /// Who held the data.
    pub controller: Controller,
    /// The person's pseudonym with us.
    pub subject: SubjectId,
    /// When the copy was made.
    pub at: Timestamp,
    /// The values.
    pub values: Vec<AccessValue>,
}

/// Answers a request for portability: the standing values that came from the person, observed ones too, and are held on
/// consent or a contract; never what was found elsewhere or inferred. That it was given out is recorded first.
///
/// # Errors
/// As [`export`](crate::export).
pub fn portable(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    controller: &Controller,
) -> Result<PortableCopy, RightsError> {
    let (_, values) = given_out(store, who, id, RequestKind::Portability, is_portable)?;
    Ok(PortableCopy { format: FORMAT, controller: controller.clone(), subject: id, at: who.at, values })
}

/// The same without answering or recording anything, for whoever does that together with something else; and which
/// values are in it.
pub(crate) fn collected(
    store: &Store,
    who: &Acting,
    person: &Person,
    controller: &Controller,
) -> Result<(PortableCopy, Vec<FactNo>), RightsError> {
    let passing = |fact: &&Fact| person.holds(fact.no) && is_portable(fact);
    let held: Vec<&Fact> = person.facts.iter().filter(passing).collect();
    let values = values(store, who, person, &held)?;
    let facts = held.iter().map(|fact| fact.no).collect();
    let controller = controller.clone();
    Ok((PortableCopy { format: FORMAT, controller, subject: person.id, at: who.at, values }, facts))
}

/// Whether a value came from the person, stands, and is held on a consent or a contract (art. 20(1)).
fn is_portable(fact: &Fact) -> bool {
    let from_person = fact.grounds.source.duty == InformationDuty::Article13;
    let bases = [Basis::Consent, Basis::Contract];
    from_person && fact.is_current() && fact.grounds.links.iter().any(|link| bases.contains(&link.basis))
}

impl PortableCopy {
    /// As JSON.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn to_json(&self) -> Result<String, RightsError> {
        Ok(serde_json::to_string_pretty(self)?)
    }

    /// As CSV (RFC 4180).
    pub fn to_csv(&self) -> String {
        csv(&self.values)
    }

    /// As a contact card (vCard 4.0, RFC 6350).
    pub fn to_vcard(&self) -> String {
        vcard(&self.values)
    }
}

impl AccessExport {
    /// The standing values as CSV (RFC 4180).
    pub fn to_csv(&self) -> String {
        csv(&self.values)
    }

    /// The standing values that a contact card has a place for (vCard 4.0, RFC 6350).
    pub fn to_vcard(&self) -> String {
        vcard(&self.values)
    }
}

fn standing(values: &[AccessValue]) -> impl Iterator<Item = &AccessValue> {
    values.iter().filter(|value| value.ended_at.is_none())
}

/// Stable name of the field, value, source, day it was obtained.
fn csv(values: &[AccessValue]) -> String {
    let mut text = String::new();
    write_record(["field", "value", "source", "obtained"], ',', &mut text);
    for value in standing(values) {
        let day = zgoda_law::calendar::day_of(value.tag.obtained_at).to_string();
        let cells = [&value.field, &value.value, &value.tag.source, &day].map(String::as_str);
        write_record(cells, ',', &mut text);
    }
    text
}

fn vcard(values: &[AccessValue]) -> String {
    let all = |field: &'static str| {
        standing(values).filter(move |value| value.field == field).map(|value| value.value.as_str())
    };
    let first = |field| all(field).next().unwrap_or_default();
    let (given, family) = (first("first_name"), first("last_name"));
    let full = [given, family].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let full = if full.is_empty() { first("company_name").to_owned() } else { full };
    let mut text = String::new();
    line(&mut text, "BEGIN:VCARD");
    line(&mut text, "VERSION:4.0");
    line(&mut text, &format!("FN:{}", escaped(if full.is_empty() { "?" } else { &full })));
    if !(given.is_empty() && family.is_empty()) {
        line(&mut text, &format!("N:{};{};;;", escaped(family), escaped(given)));
    }
    for (field, property) in
        [("email", "EMAIL"), ("phone", "TEL;VALUE=text"), ("company_name", "ORG"), ("position", "TITLE")]
    {
        all(field).for_each(|value| line(&mut text, &format!("{property}:{}", escaped(value))));
    }
    line(&mut text, "END:VCARD");
    text
}

/// A text of a card: what would end it is written with a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Octets of a line, without its end.
const WIDTH: usize = 75;

/// Appends a line, folded where it is too long.
fn line(text: &mut String, content: &str) {
    let mut width = 0;
    for letter in content.chars() {
        if width + letter.len_utf8() > WIDTH {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(letter);
        width += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_text_of_a_card_is_escaped() {
        assert_eq!(escaped("A, B; C\\D\nE\r\u{7}"), "A\\, B\\; C\\\\D\\nE");
    }

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let mut text = String::new();
        line(&mut text, &"ż".repeat(100));
        assert!(text.split("\r\n").all(|line| line.len() <= WIDTH));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "ż".repeat(100));
    }
}
