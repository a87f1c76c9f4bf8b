//! Whether a notice is nothing but a notice. A duty to inform is met by e-mail without consent because it promotes
//! nothing; one word of promotion makes it commercial information (PKE art. 398).

use serde::Serialize;

const PHRASES: &str = include_str!("../../data/promo.txt");
/// Signs and words of money, without diacritics.
const MONEY: [&str; 9] = ["zl", "pln", "eur", "euro", "usd", "gbp", "zlotych", "zlote", "zloty"];
/// Endings of file names that are pictures.
const PICTURES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"];

/// What a notice must not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Words that promote goods, services or image.
    Promotion,
    /// A wish that the reader do something for us.
    Call,
    /// A price or a percentage off.
    Price,
    /// A link to anything but the pages on rights and on privacy.
    Link,
    /// A picture, or code that could load one.
    Image,
}

impl Rule {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Promotion => "promotion",
            Self::Call => "call",
            Self::Price => "price",
            Self::Link => "link",
            Self::Image => "image",
        }
    }
}

/// Something that a notice must not hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// The words that break it.
    pub words: String,
}

/// Judges a text. `known` are the words that a notice must contain whatever they say: the name and address of the
/// controller, and the addresses of the pages it may link to.
pub fn lint(text: &str, known: &[&str]) -> Vec<Finding> {
    let mut judged = visible(text);
    let mut known: Vec<String> = known.iter().map(|part| visible(part)).filter(|p| !p.is_empty()).collect();
    known.sort_by_key(|part| std::cmp::Reverse(part.len()));
    for part in &known {
        judged = judged.replace(part.as_str(), " ");
    }
    let words = words(&judged);
    let mut found = phrases(&words);
    found.extend(prices(&judged, &words));
    found.extend(links(&judged));
    found.sort();
    found.dedup();
    found
}

/// The text as a reader sees it, without what hides in it: lower case, plain Latin letters.
fn visible(text: &str) -> String {
    let hidden =
        |letter: &char| matches!(*letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|letter| !hidden(letter)).flat_map(char::to_lowercase).map(plain).collect()
}

/// Without diacritics, and with the look-alikes of other alphabets in their Latin form.
fn plain(letter: char) -> char {
    match letter {
        'ą' | 'а' | 'á' | 'à' | 'ä' => 'a',
        'ć' | 'с' | 'ç' => 'c',
        'ę' | 'е' | 'é' | 'è' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' | 'о' | 'ö' | 'ο' => 'o',
        'ś' | 'ѕ' => 's',
        'ź' | 'ż' => 'z',
        'р' => 'p',
        'к' => 'k',
        'і' | 'ι' => 'i',
        'х' => 'x',
        'у' => 'y',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        other => other,
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn phrases(words: &[&str]) -> Vec<Finding> {
    let lines = PHRASES.lines().filter(|line| !line.starts_with('#'));
    let mut found = Vec::new();
    for (rule, phrase) in lines.filter_map(|line| line.split_once(' ')) {
        let rule = match rule {
            "call" => Rule::Call,
            "price" => Rule::Price,
            _ => Rule::Promotion,
        };
        let parts: Vec<&str> = phrase.split(' ').collect();
        let met = words.windows(parts.len()).filter(|run| run.iter().zip(&parts).all(|(w, p)| fits(w, p)));
        found.extend(met.map(|run| Finding { rule, words: run.join(" ") }));
    }
    found
}

fn fits(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == pattern,
    }
}

fn prices(text: &str, words: &[&str]) -> Vec<Finding> {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let amounts = words.windows(2).filter(|pair| {
        let [first, second] = pair else { return false };
        let money = |word: &str| MONEY.contains(&word);
        is_number(first) && money(second) || money(first) && is_number(second)
    });
    let joined = words.iter().filter(|word| {
        let digits = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        digits.len() < word.len() && MONEY.contains(&digits)
    });
    let signs = text.chars().filter(|letter| "€$£%".contains(*letter)).map(String::from);
    let all = amounts.map(|pair| pair.join(" ")).chain(joined.map(|word| (*word).to_owned())).chain(signs);
    all.map(|words| Finding { rule: Rule::Price, words }).collect()
}

/// Links and pictures that are still there after the known ones were taken out.
fn links(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for token in text.split_whitespace() {
        let token = token.trim_matches(|letter: char| ".,;:()[]\"„”'".contains(letter));
        let rule = if PICTURES.iter().any(|ending| token.ends_with(ending))
            || token.starts_with("data:")
            || token.contains('<')
            || token.contains("![")
        {
            Rule::Image
        } else if token.contains("://") || token.starts_with("www.") || token.contains("](") || is_host(token)
        {
            Rule::Link
        } else {
            continue;
        };
        found.push(Finding { rule, words: token.to_owned() });
    }
    found
}

/// Whether a mail program would make a link of it: `example.pl/page`, `someone@example.com`.
fn is_host(token: &str) -> bool {
    let token = token.split_once('@').map_or(token, |(_, host)| host);
    let host = token.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let [.., before, last] = labels.as_slice() else { return false };
    let label = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let top = last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    top && before.len() >= 2 && labels.iter().all(|part| label(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_promotes_calls_prices_links_or_shows_is_found_and_what_informs_is_not() {
        let table = include_str!("../../tests/rights/data/promo_cases.txt");
        let mut tried = 0;
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (expected, text) = line.split_once('|').unwrap();
            let mut rules: Vec<&str> =
                lint(text, &["https://acme.example/prawa", "iod@acme.example", "Super Rabaty sp. z o.o."])
                    .iter()
                    .map(|finding| finding.rule.name())
                    .collect();
            rules.dedup();
            let wanted: Vec<&str> = expected.split_whitespace().collect();
            assert_eq!(rules, wanted, "{text}");
            tried += 1;
        }
        assert!(tried > 50);
    }

    #[test]
    fn every_phrase_of_the_list_is_found_by_itself() {
        for line in PHRASES.lines().filter(|line| !line.starts_with('#')) {
            let (rule, phrase) = line.split_once(' ').unwrap();
            let found = lint(&phrase.replace(" *", " x").replace('*', ""), &[]);
            assert!(found.iter().any(|finding| finding.rule.name() == rule), "{line}");
        }
    }
}
