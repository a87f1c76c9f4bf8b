//! Data to take along, GDPR art. 20: the standing values of a copy as a table and as a contact card.

use zgoda_formats::csv_safe::write_record;

use crate::{AccessExport, AccessValue};

impl AccessExport {
    fn standing(&self) -> impl Iterator<Item = &AccessValue> {
        self.values.iter().filter(|value| value.ended_at.is_none())
    }

    fn all(&self, field: &'static str) -> impl Iterator<Item = &str> {
        self.standing().filter(move |value| value.field == field).map(|value| value.value.as_str())
    }

    /// The standing values as CSV (RFC 4180): stable name of the field, value, source, day it was obtained.
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        write_record(["field", "value", "source", "obtained"], ',', &mut text);
        for value in self.standing() {
            let day = zgoda_law::calendar::day_of(value.tag.obtained_at).to_string();
            write_record(
                [&value.field, &value.value, &value.tag.source, &day].map(String::as_str),
                ',',
                &mut text,
            );
        }
        text
    }

    /// The standing values that a contact card has a place for (vCard 4.0, RFC 6350).
    pub fn to_vcard(&self) -> String {
        let first = |field| self.all(field).next().unwrap_or_default();
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
            self.all(field).for_each(|value| line(&mut text, &format!("{property}:{}", escaped(value))));
        }
        line(&mut text, "END:VCARD");
        text
    }
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
