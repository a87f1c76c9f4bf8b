//! Writing cells that a spreadsheet will not run as formulas.

use std::borrow::Cow;

/// The cell as it may stand in an exported file: one that a spreadsheet would take for a formula (it begins with `=`,
/// `+`, `-` or `@`, also after blanks or in the full-width form, or with a tab or a line break) gets a `'` before it.
pub fn guard(cell: &str) -> Cow<'_, str> {
    let unseen =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let formula = cell.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}").into() } else { cell.into() }
}

/// The cell without the one leading `'` that [`guard`], or a spreadsheet, put before it.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// Appends one record of delimited text (RFC 4180), every cell guarded and quoted where it must be.
pub fn write_record<'a>(record: impl IntoIterator<Item = &'a str>, delimiter: char, text: &mut String) {
    for (index, cell) in record.into_iter().enumerate() {
        if index > 0 {
            text.push(delimiter);
        }
        let cell = guard(cell);
        if cell.contains([delimiter, '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for cell in ["=1+1", "+48 600", "-1", "@SUM(A1)", "\tx", "\r=1", "  =cmd", "＝1"] {
            assert_eq!(guard(cell), format!("'{cell}"));
            assert_eq!(unguard(&guard(cell)), cell);
        }
        assert_eq!(guard("Kraków"), "Kraków");
        assert_eq!(guard(""), "");
    }

    #[test]
    fn records_are_quoted_where_they_must_be() {
        let mut text = String::new();
        write_record(["a;b", "he said \"no\"", "=1;2", "plain", ""], ';', &mut text);
        assert_eq!(text, "\"a;b\";\"he said \"\"no\"\"\";\"'=1;2\";plain;\r\n");
    }
}
