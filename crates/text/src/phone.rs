//! Telephone numbers as people read them.

use crate::Text;

const HARD: &str = "\u{a0}";

/// Country codes of one and two digits; all others have three.
const SHORT_CODES: &[&str] = &[
    "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
    "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

impl Text {
    /// An E.164 number in groups: `+48 600 100 200`. What is not E.164 is given back as it is.
    pub fn phone(self, number: &str) -> String {
        let Some(digits) =
            number.strip_prefix('+').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        else {
            return number.to_owned();
        };
        let code = SHORT_CODES
            .iter()
            .map(|code| code.len())
            .find(|length| digits.get(..*length).is_some_and(|start| SHORT_CODES.contains(&start)));
        let Some((code, rest)) = digits.split_at_checked(code.unwrap_or(3)) else {
            return number.to_owned();
        };
        let mut out = format!("+{code}");
        let mut left = rest;
        while !left.is_empty() {
            let size = if left.len() == 4 { 2 } else { left.len().min(3) };
            let (head, tail) = left.split_at(size);
            out.push_str(HARD);
            out.push_str(head);
            left = tail;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::Lang;

    #[test]
    fn numbers_are_grouped_after_the_country_code() {
        let text = Lang::Pl.text();
        for (number, shown) in [
            ("+48600100200", "+48 600 100 200"),
            ("+4930123456", "+49 301 234 56"),
            ("+353861234567", "+353 861 234 567"),
            ("600100200", "600100200"),
            ("+", "+"),
            ("+48 600", "+48 600"),
        ] {
            assert_eq!(text.phone(number).replace('\u{a0}', " "), shown);
        }
    }
}
