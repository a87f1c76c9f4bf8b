//! The website of a firm: first whether it wants to be read by machines at all, then at most five pages of it.
//!
//! It is asked in the order robots.txt (RFC 9309), TDMRep, ai.txt, and on every page its headers and meta elements. A
//! "no" ends the reading. What is carried are facts of the organisation and addresses of roles; people named on a page
//! are never read. A stranger chose the address, so it reaches public addresses only (see [`crate::http::Reach`]).

mod facts;
mod footer;
mod organisation;
mod page;
mod robots;
mod terms;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use ureq::http::Uri;
use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{BlockEnd, Limit, Manners};
use crate::http::{Answer, BaseUrl, HttpClient, HttpSettings, Names, Question, Reach};
use crate::{
    Access, Clock, ConnectorError, Extract, Fact, Identifier, IdentifierKind, Outcome, Persons, Profile,
    ReadDocument, Register, SystemClock,
};

use facts::Gathered;
use terms::Terms;

pub use page::Page;
pub use robots::Robots;

/// What a website is as a source.
pub const PROFILE: Profile = Profile {
    id: "website",
    name: "www",
    source: SourceType::Website,
    licence: "LicenseRef-own-publication",
    duty: InformationDuty::Article14,
    access: Access::OwnPublication,
    persons: Persons::SomeTraders,
    asked_by: &[IdentifierKind::Website],
    holds: facts::HELD,
    batch: 1,
    calls: 3 + PAGES_MAX as u32,
    price: 0,
    credential: None,
    // For every site of its own.
    manners: Manners {
        limits: &[Limit::steady(5_000, 3)],
        block: BlockEnd::Seconds(3_600),
        block_statuses: &[],
        retries_after_block: 0,
    },
};

/// Pages of one site.
const PAGES_MAX: usize = 5;
/// Bytes of one page.
const PAGE_BYTES_MAX: u64 = 2_000_000;
/// How long a page may take.
const PAGE_TIME_MAX: Duration = Duration::from_secs(30);

/// The connector.
pub struct Sites {
    settings: HttpSettings,
    reach: Reach,
    names: Option<Arc<dyn Names>>,
    clock: Arc<dyn Clock>,
}

impl Sites {
    /// A connector to the public web.
    pub fn public(settings: HttpSettings) -> Self {
        Self::reaching(Reach::Public, None, settings, Arc::new(SystemClock))
    }

    /// A connector with another reach, other names and another clock: for tests and the demo.
    pub fn reaching(
        reach: Reach,
        names: Option<Arc<dyn Names>>,
        mut settings: HttpSettings,
        clock: Arc<dyn Clock>,
    ) -> Self {
        settings.body_limit_bytes = settings.body_limit_bytes.min(PAGE_BYTES_MAX);
        settings.read_timeout = settings.read_timeout.min(PAGE_TIME_MAX);
        // The address is a stranger's: "wherever the operator chose" does not exist here.
        let reach = if reach == Reach::Chosen { Reach::Public } else { reach };
        Self { settings, reach, names, clock }
    }

    fn read(&self, site: &BaseUrl) -> Result<Outcome, ConnectorError> {
        let site = BaseUrl::site(&site.to_string())?;
        let (names, clock) = (self.names.clone(), Arc::clone(&self.clock));
        let http =
            HttpClient::reaching(site, self.settings.clone(), PROFILE.manners, clock, self.reach, names);
        let visit = Visit { terms: Terms::ask(&http)?, http };
        visit.read(self.clock.now())
    }
}

/// What one page alone says, `url` being its address.
pub fn facts_of(page: &Page, url: &str) -> Vec<Fact> {
    let mut gathered = Gathered::default();
    gathered.add(page, url);
    gathered.into_facts()
}

/// One visit of one site.
struct Visit {
    http: HttpClient,
    terms: Terms,
}

impl Visit {
    fn read(&self, now: Timestamp) -> Result<Outcome, ConnectorError> {
        let Some((page, answer)) = self.page("/")? else { return Ok(Outcome::NotFound) };
        let mut gathered = Gathered::default();
        let mut documents = vec![self.document(&answer)];
        gathered.add(&page, &answer.url);
        for link in self.further(&page, &answer) {
            // A further page that fails or is reserved costs itself only.
            let Ok(Some((page, answer))) = self.page(&link) else { continue };
            documents.push(self.document(&answer));
            gathered.add(&page, &answer.url);
        }
        let extract: Extract = gathered.extract(self.http.base().to_string(), documents, now);
        Ok(Outcome::Found(Box::new(extract)))
    }

    /// Reads a page, if the site lets us. Nothing where there is none.
    fn page(&self, path: &str) -> Result<Option<(Page, Answer)>, ConnectorError> {
        let reserved = |by| ConnectorError::OptedOut { host: self.http.base().host().to_owned(), by };
        self.terms.allow(path).map_err(reserved)?;
        let answer = self.http.ask(&Question::get(path).for_page())?;
        match answer.status {
            200 => {}
            404 | 410 => return Ok(None),
            status => {
                return Err(ConnectorError::Rejected { host: self.http.base().host().to_owned(), status });
            }
        }
        terms::allowed_by_headers(&answer).map_err(reserved)?;
        let page = Page::read(&answer.body, answer.header("content-type").unwrap_or_default())?;
        terms::allowed_by_page(&page).map_err(reserved)?;
        Ok(Some((page, answer)))
    }

    /// The pages that may hold more: contact, imprint, who we are, terms; in this order, each once.
    fn further(&self, page: &Page, answer: &Answer) -> Vec<String> {
        const WORDS: &[&str] = &[
            "kontakt",
            "contact",
            "impressum",
            "o-nas",
            "o-firmie",
            "about",
            "polityka-prywatnosci",
            "regulamin",
        ];
        let Ok(from) = answer.url.parse::<Uri>() else { return Vec::new() };
        let mut found: Vec<String> = Vec::new();
        for word in WORDS {
            let named = page.links.iter().filter(|link| link.to_lowercase().contains(word));
            let targets = named.filter_map(|link| self.http.base().follow(&from, link).ok());
            for path in targets.map(|target| target.path().to_owned()) {
                if path != "/" && !found.contains(&path) {
                    found.push(path);
                }
            }
        }
        found.retain(|path| self.terms.allow(path).is_ok());
        found.truncate(PAGES_MAX - 1);
        found
    }

    fn document(&self, answer: &Answer) -> ReadDocument {
        ReadDocument { terms: Some(self.terms.summary()), ..ReadDocument::of(answer) }
    }
}

impl Register for Sites {
    fn profile(&self) -> &'static Profile {
        &PROFILE
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        match identifier {
            Identifier::Website(site) => self.read(site),
            _ => Err(ConnectorError::NotAskedBy),
        }
    }
}
