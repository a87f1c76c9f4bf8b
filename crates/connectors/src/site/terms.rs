//! Whether a site lets itself be read: robots.txt, TDMRep, ai.txt, headers and meta elements (directive 2019/790,
//! art. 4(3)). A reservation in any of them counts.

use serde_json::Value;

use super::page::Page;
use super::robots::{Robots, matches};
use crate::ConnectorError;
use crate::http::{Answer, HttpClient, Question};
use crate::table::text_at;

const ROBOTS: &str = "robots.txt";
const AI: &str = "ai.txt";
const TDMREP: &str = "tdmrep.json";
const HEADER: &str = "tdm-reservation";
const ROBOTS_TAG: &str = "X-Robots-Tag";
const META: &str = "meta";

/// What a site says before its first page.
#[derive(Debug)]
pub(super) struct Terms {
    robots: Robots,
    ai: Robots,
    /// Locations with whether they are reserved, in the order of the file.
    reservations: Vec<(String, bool)>,
    had_robots: bool,
}

impl Terms {
    /// Asks a site. A site that fails here is not read: its silence is no permission.
    pub(super) fn ask(http: &HttpClient) -> Result<Self, ConnectorError> {
        let robots = text(http, "/robots.txt")?;
        let had_robots = robots.is_some();
        let robots = Robots::parse(&robots.unwrap_or_default());
        let reservations = match text(http, "/.well-known/tdmrep.json")? {
            Some(file) => reservations(&file),
            None => Vec::new(),
        };
        let ai = text(http, "/ai.txt")?.map(|file| Robots::parse(&file)).unwrap_or_default();
        Ok(Self { robots, ai, reservations, had_robots })
    }

    /// Whether a page may be asked for; else what forbids it.
    pub(super) fn allow(&self, path: &str) -> Result<(), &'static str> {
        if !self.robots.allows(path) || self.robots.reserves_use() {
            return Err(ROBOTS);
        }
        if !self.ai.allows(path) || self.ai.reserves_use() {
            return Err(AI);
        }
        let own = self.reservations.iter().find(|(location, _)| matches(location, path));
        if own.is_some_and(|(_, reserved)| *reserved) { Err(TDMREP) } else { Ok(()) }
    }

    /// What is kept beside every value, as the state of the terms when it was read.
    pub(super) fn summary(&self) -> &'static str {
        match (self.had_robots, self.reservations.is_empty()) {
            (true, true) => "robots: allowed; tdm: silent",
            (true, false) => "robots: allowed; tdm: not reserved",
            (false, true) => "robots: none; tdm: silent",
            (false, false) => "robots: none; tdm: not reserved",
        }
    }
}

/// Whether the headers of a page let it be mined and kept.
pub(super) fn allowed_by_headers(answer: &Answer) -> Result<(), &'static str> {
    if answer.header("tdm-reservation").is_some_and(|value| value.trim() == "1") {
        return Err(HEADER);
    }
    if answer.header("x-robots-tag").is_some_and(refuses) { Err(ROBOTS_TAG) } else { Ok(()) }
}

/// Whether the meta elements of a page do.
pub(super) fn allowed_by_page(page: &Page) -> Result<(), &'static str> {
    let reserved = page.metas("tdm-reservation").any(|value| value.trim() == "1");
    let refused = page.metas("robots").any(refuses) || page.metas("zgoda").any(refuses);
    if reserved || refused { Err(META) } else { Ok(()) }
}

fn refuses(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let words = value.split([',', ' ', ':', ';']);
    words.map(str::trim).any(|word| matches!(word, "noai" | "noimageai" | "noindex" | "none"))
}

/// A text file of a site. Nothing where there is none (4xx); a page in its place is none either.
fn text(http: &HttpClient, path: &str) -> Result<Option<String>, ConnectorError> {
    let answer = match http.ask(&Question::get(path).for_page()) {
        Ok(answer) => answer,
        // 401 is a 4xx like others: the file is not for us, and so says nothing.
        Err(ConnectorError::CredentialRefused { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_page = answer.body.trim_ascii_start().starts_with(b"<");
    let found = (200..300).contains(&answer.status) && !is_page;
    Ok(found.then(|| String::from_utf8_lossy(&answer.body).into_owned()))
}

/// The locations of a TDMRep file. What cannot be read reserves everything: somebody wanted to say something.
fn reservations(file: &str) -> Vec<(String, bool)> {
    let root: Value = serde_json::from_str(file).unwrap_or_default();
    let Some(list) = root.as_array() else { return vec![("/".to_owned(), true)] };
    let reserved = |node: &Value| match node.get("tdm-reservation") {
        Some(Value::Number(number)) => number.as_i64() != Some(0),
        Some(Value::String(text)) => text.trim() != "0",
        _ => true,
    };
    list.iter().map(|node| (text_at(node, "location").to_owned(), reserved(node))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_location_that_matches_decides() {
        let terms = Terms {
            robots: Robots::default(),
            ai: Robots::default(),
            reservations: reservations(include_str!("../../fixtures/www/tdmrep.json")),
            had_robots: false,
        };
        assert_eq!(terms.allow("/"), Ok(()));
        assert_eq!(terms.allow("/blog/1"), Err("tdmrep.json"));
        assert_eq!(terms.summary(), "robots: none; tdm: not reserved");
    }

    #[test]
    fn a_file_that_cannot_be_read_reserves_everything() {
        assert_eq!(reservations("{}"), [("/".to_owned(), true)]);
        assert_eq!(reservations("[{\"location\":\"/\"}]"), [("/".to_owned(), true)]);
        assert_eq!(
            reservations("[{\"location\":\"/\",\"tdm-reservation\":\"0\"}]"),
            [("/".to_owned(), false)]
        );
    }

    #[test]
    fn the_words_that_refuse_are_known() {
        for value in ["noai", "index, NOAI", "noindex,follow", "otherbot: noindex", "none"] {
            assert!(refuses(value), "{value}");
        }
        assert!(!refuses("index, follow") && !refuses("max-snippet:-1"));
    }
}
