//! Articles of law. The law and its packs cite them in one form, as Polish lawyers write them, `art. 6 ust. 1 lit. f RODO`;
//! here that form is read and written in the language of the reader: `Art. 6(1)(f) GDPR`.

use crate::{Lang, Text};

/// The no-break space: a number stays with its word.
const HARD: char = '\u{a0}';

/// What acts are called in English. Those of the Union come first; a Polish act keeps its Polish name where people who
/// work in Poland know it by that.
const ACTS: [(&str, &str); 12] = [
    ("RODO", "GDPR"),
    ("rozporządzenia (UE)", "of Regulation (EU)"),
    ("(UE)", "of Regulation (EU)"),
    ("PKE", "PKE (Electronic Communications Law)"),
    ("u.o.d.o.", "of the Polish Data Protection Act"),
    ("uśude", "of the Polish Act on Electronic Services"),
    ("Pt", "of the former Polish Telecommunications Law"),
    ("Ordynacji podatkowej", "of the Polish Tax Ordinance"),
    ("ustawy o rachunkowości", "of the Polish Accounting Act"),
    ("KC", "of the Polish Civil Code"),
    ("KPA", "of the Polish Code of Administrative Procedure"),
    ("TSUE", "CJEU"),
];

/// How deep in an article the next number stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// In no article.
    Outside,
    /// Behind *art.* or *motyw*.
    Article,
    /// Behind *ust.*, *pkt* or *lit.*, right before a number: `marked`.
    Inside { marked: bool },
}

impl Text {
    /// A citation in the reader's language. What it does not know it leaves as it is.
    pub fn article(self, cited: &str) -> String {
        match self.lang() {
            Lang::Pl => polish(cited),
            Lang::En => english(cited),
        }
    }
}

fn polish(cited: &str) -> String {
    let mut out = String::with_capacity(cited.len() + 8);
    let mut clings = false;
    for word in cited.split_whitespace() {
        let is_act = matches!(word.trim_end_matches([',', ';']), "RODO" | "PKE" | "KC" | "KPA" | "u.o.d.o.");
        if !out.is_empty() {
            out.push(if clings || is_act { HARD } else { ' ' });
        }
        out.push_str(word);
        clings = matches!(word, "art." | "ust." | "lit." | "pkt" | "motyw" | "§" | "i");
    }
    out
}

fn english(cited: &str) -> String {
    let mut out = String::with_capacity(cited.len() + 8);
    let mut depth = Depth::Outside;
    let mut after_article = false;
    for word in cited.split_whitespace() {
        let core = word.trim_end_matches([',', ';']);
        let marked = depth == Depth::Inside { marked: true };
        let said = match core {
            "art." => "Art.".to_owned(),
            "motyw" if out.is_empty() => "Recital".to_owned(),
            "motyw" => "recital".to_owned(),
            "ust." | "pkt" | "lit." => {
                depth = Depth::Inside { marked: true };
                continue;
            }
            "i" if !marked && depth != Depth::Outside => "and".to_owned(),
            unit if matches!(depth, Depth::Inside { .. }) && is_unit(unit) => bracketed(unit),
            other => other.to_owned(),
        };
        if !marked && !out.is_empty() {
            out.push(if after_article || core == "RODO" { HARD } else { ' ' });
        }
        out.push_str(&said);
        out.push_str(word.get(core.len()..).unwrap_or_default());
        after_article = matches!(core, "art." | "motyw" | "§");
        depth = match depth {
            _ if after_article => Depth::Article,
            Depth::Inside { .. } if is_unit(core) || core == "i" => Depth::Inside { marked: false },
            Depth::Article if is_unit(core) || core == "i" => Depth::Article,
            _ => Depth::Outside,
        };
    }
    ACTS.iter().fold(out, |text, (polish, english)| named(&text, polish, english))
}

/// A number, a letter, or a range of them.
fn is_unit(word: &str) -> bool {
    let is_one = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_digit())
            || part.len() == 1 && part.chars().all(|letter| letter.is_ascii_lowercase())
    };
    !word.is_empty() && word.split(['–', '-']).all(is_one)
}

fn bracketed(unit: &str) -> String {
    unit.split(['–', '-']).map(|part| format!("({part})")).collect::<Vec<_>>().join("–")
}

/// Puts the English name of an act in place of the Polish one, where that stands as a word of its own.
fn named(text: &str, polish: &str, english: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(polish) {
        let is_word = !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if is_word { english } else { polish });
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_reads_as_lawyers_of_each_language_write_it() {
        for (cited, polish, english) in [
            ("art. 16 RODO", "art.~16~RODO", "Art.~16~GDPR"),
            ("art. 6 ust. 1 lit. f RODO", "art.~6 ust.~1 lit.~f~RODO", "Art.~6(1)(f)~GDPR"),
            ("art. 12 ust. 2 i 6 RODO", "art.~12 ust.~2 i~6~RODO", "Art.~12(2) and (6)~GDPR"),
            ("art. 5 ust. 1 lit. c i e RODO", "art.~5 ust.~1 lit.~c i~e~RODO", "Art.~5(1)(c) and (e)~GDPR"),
            ("art. 28 ust. 3 lit. a–h RODO", "art.~28 ust.~3 lit.~a–h~RODO", "Art.~28(3)(a)–(h)~GDPR"),
            ("art. 28 ust. 3 lit. c, g RODO", "art.~28 ust.~3 lit.~c, g~RODO", "Art.~28(3)(c), (g)~GDPR"),
            ("art. 44, 45 RODO", "art.~44, 45~RODO", "Art.~44, 45~GDPR"),
            ("art. 44-46 RODO, C-311/18", "art.~44-46~RODO, C-311/18", "Art.~44-46~GDPR, C-311/18"),
            (
                "art. 4 pkt 11, art. 7 ust. 1 RODO",
                "art.~4 pkt~11, art.~7 ust.~1~RODO",
                "Art.~4(11), Art.~7(1)~GDPR",
            ),
            ("art. 8, motyw 38 RODO", "art.~8, motyw~38~RODO", "Art.~8, recital~38~GDPR"),
            ("art. 398 PKE", "art.~398~PKE", "Art.~398 PKE (Electronic Communications Law)"),
            (
                "art. 398 PKE, art. 4 pkt 11 RODO",
                "art.~398~PKE, art.~4 pkt~11~RODO",
                "Art.~398 PKE (Electronic Communications Law), Art.~4(11)~GDPR",
            ),
            (
                "art. 37 ust. 7 RODO, art. 10 u.o.d.o.",
                "art.~37 ust.~7~RODO, art.~10~u.o.d.o.",
                "Art.~37(7)~GDPR, Art.~10 of the Polish Data Protection Act",
            ),
            (
                "art. 74 ust. 2 pkt 1 i 8 ustawy o rachunkowości",
                "art.~74 ust.~2 pkt~1 i~8 ustawy o rachunkowości",
                "Art.~74(2)(1) and (8) of the Polish Accounting Act",
            ),
            (
                "art. 70 § 1, art. 86 § 1 Ordynacji podatkowej",
                "art.~70 §~1, art.~86 §~1 Ordynacji podatkowej",
                "Art.~70 §~1, Art.~86 §~1 of the Polish Tax Ordinance",
            ),
            ("art. 554 i 118 KC", "art.~554 i~118~KC", "Art.~554 and 118 of the Polish Civil Code"),
            (
                "art. 4, 26, 50 (UE) 2024/1689",
                "art.~4, 26, 50 (UE) 2024/1689",
                "Art.~4, 26, 50 of Regulation (EU) 2024/1689",
            ),
            ("§ 7 Abs. 2 UWG", "§~7 Abs. 2 UWG", "§~7 Abs. 2 UWG"),
            ("C-311/18", "C-311/18", "C-311/18"),
            ("", "", ""),
        ] {
            let hard = |text: &str| text.replace('~', "\u{a0}");
            assert_eq!(Lang::Pl.text().article(cited), hard(polish));
            assert_eq!(Lang::En.text().article(cited), hard(english));
        }
    }

    /// No word of a Polish citation is left in an English one.
    fn assert_english(cited: &str) {
        let said = Lang::En.text().article(cited);
        let words: Vec<&str> = said.split([' ', HARD, ',', '(', ')']).collect();
        let polish =
            ["art.", "ust.", "lit.", "pkt", "i", "motyw", "RODO", "KC", "KPA", "uśude", "u.o.d.o.", "UE"];
        assert!(!polish.iter().any(|word| words.contains(word)), "{cited}: {said}");
        assert!(!said.contains(['ą', 'ć', 'ę', 'ł', 'ń', 'ó', 'ś', 'ź', 'ż']), "{cited}: {said}");
    }

    #[test]
    fn every_article_of_the_law_and_of_its_polish_packs_reads_in_english() {
        zgoda_law::ReasonCode::ALL.iter().for_each(|code| assert_english(zgoda_law::article(*code)));
        let law = zgoda_law::Law::builtin().unwrap();
        let today = "2026-11-22T12:00:00Z".parse().unwrap();
        let pack = law.packs().retention(zgoda_law::Country::PL, today).unwrap();
        let rules: Vec<_> =
            law.catalogue().purposes().iter().filter_map(|purpose| pack.rule(&purpose.retention)).collect();
        assert!(!rules.is_empty());
        rules.iter().for_each(|rule| assert_english(&rule.legal_ref));
    }
}
