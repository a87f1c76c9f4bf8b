//! One question, asked properly.

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use ureq::http::{HeaderMap, Response, Uri, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use super::guard::{self, Guard};
use super::retry::retry_after;
use super::{BaseUrl, HttpSettings, Names, Pace, Question, Reach};
use crate::gate::{Gate, Manners};
use crate::{Clock, ConnectorError};

/// How many redirects are followed.
const REDIRECTS_MAX: u32 = 5;

/// A client for one register or one website.
pub struct HttpClient {
    agent: Agent,
    base: BaseUrl,
    settings: HttpSettings,
    manners: Manners,
    gate: Gate,
    clock: Arc<dyn Clock>,
}

/// An answer that is not a failure of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status, below 500.
    pub status: u16,
    /// The body without a byte-order mark.
    pub body: Vec<u8>,
    /// The address that was read.
    pub url: String,
    headers: HeaderMap,
}

impl Answer {
    /// A header, where it is there and readable.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The tag by which the register knows this version of the answer.
    pub fn tag(&self) -> Option<String> {
        let tag = self.header("etag").filter(|tag| tag.len() <= 200)?;
        Some(tag.to_owned())
    }
}

/// Why one try failed, and whether another one makes sense.
struct Failure {
    error: ConnectorError,
    again: bool,
    asked: Option<Duration>,
}

/// At which point of the exchange something broke.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Head,
    Body,
}

impl HttpClient {
    /// Prepares a client for an address that the operator chose. Nothing is sent yet.
    pub fn new(base: BaseUrl, settings: HttpSettings, manners: Manners, clock: Arc<dyn Clock>) -> Self {
        Self::reaching(base, settings, manners, clock, Reach::Chosen, None)
    }

    /// Prepares a client for an address that a stranger chose: it reaches no further than it is allowed to.
    pub(crate) fn reaching(
        base: BaseUrl,
        settings: HttpSettings,
        mut manners: Manners,
        clock: Arc<dyn Clock>,
        reach: Reach,
        names: Option<Arc<dyn Names>>,
    ) -> Self {
        let config = Agent::config_builder()
            .user_agent(settings.user_agent.to_string())
            .http_status_as_error(false)
            .https_only(!base.allows_plain())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(settings.connect_timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .timeout_recv_response(Some(settings.read_timeout))
            .timeout_recv_body(Some(settings.read_timeout));
        // Behind a proxy it is the proxy that resolves names, and the guard would see nothing.
        let config = if base.allows_plain() { config.proxy(None) } else { config };
        let agent = Agent::with_parts(config.build(), DefaultConnector::default(), Guard::new(reach, names));
        if settings.pace == Pace::Unlimited && base.is_loopback() {
            manners.limits = &[];
        }
        let gate = Gate::new(base.host().to_owned(), manners, settings.retries.longest_wait);
        Self { agent, base, settings, manners, gate, clock }
    }

    /// Where the register stands.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The gate that every question passes.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// The clock the client lives by.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Asks for a path, and asks again where the rules allow it.
    pub fn get(&self, path_and_query: &str) -> Result<Answer, ConnectorError> {
        self.ask(&Question::get(path_and_query))
    }

    /// Asks, and asks again where the rules allow it.
    pub fn ask(&self, question: &Question) -> Result<Answer, ConnectorError> {
        let uri = self.base.join(&question.path_and_query)?;
        self.gate.pass(question.kind, self.clock())?;
        let answered = self.try_until_answered(&uri, question);
        self.gate.ended(answered.as_ref().err(), self.clock());
        answered
    }

    fn try_until_answered(&self, uri: &Uri, question: &Question) -> Result<Answer, ConnectorError> {
        let mut retries = self.settings.retries;
        retries.after_rate_limit = retries.after_rate_limit.min(self.manners.retries_after_block);
        let mut tries = 0;
        loop {
            tries += 1;
            let failure = match self.follow(uri.clone(), question) {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let limited = matches!(failure.error, ConnectorError::RateLimited { .. });
            match retries.wait(tries, failure.asked, limited, self.clock.random()) {
                Some(wait) if failure.again => self.clock.sleep(wait),
                _ => return Err(failure.error),
            }
            // Others may have been refused meanwhile; then the first error says more than that we held back.
            if self.gate.pass_again(question.kind, self.clock()).is_err() {
                return Err(failure.error);
            }
        }
    }

    /// One try: follows redirects on the same host.
    fn follow(&self, first: Uri, question: &Question) -> Result<Answer, Failure> {
        let mut uri = first;
        for _ in 0..=REDIRECTS_MAX {
            let sent = match &question.posted {
                None => {
                    let mut request = self.agent.get(uri.clone()).header(header::ACCEPT, question.accept);
                    for (name, value) in &question.headers {
                        request = request.header(name, value);
                    }
                    request.call()
                }
                Some(posted) => {
                    let mut request = self.agent.post(uri.clone()).header(header::ACCEPT, question.accept);
                    for (name, value) in &question.headers {
                        request = request.header(name, value);
                    }
                    request.header(header::CONTENT_TYPE, &posted.content_type).send(&posted.body)
                }
            };
            let mut response = sent.map_err(|error| self.explain(&error, Phase::Head))?;
            match (response.status().as_u16(), text(response.headers(), header::LOCATION)) {
                (301 | 302 | 303 | 307 | 308, Some(location)) if question.posted.is_none() => {
                    uri = self.base.follow(&uri, location)?;
                }
                _ => return self.read(&uri, &mut response, question),
            }
        }
        Err(ConnectorError::TooManyRedirects { host: self.host() }.into())
    }

    /// Reads an answer and tells data from failures.
    fn read(&self, uri: &Uri, response: &mut Response<Body>, question: &Question) -> Result<Answer, Failure> {
        let body = response.body_mut().with_config().limit(self.settings.body_limit_bytes).read_to_vec();
        let mut body = body.map_err(|error| self.explain(&error, Phase::Body))?;
        if body.starts_with(b"\xef\xbb\xbf") {
            body.drain(..3);
        }
        let headers = response.headers();
        let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
        let is_page = kind.starts_with("text/html") && body.trim_ascii_start().starts_with(b"<");
        let is_page = is_page && !question.wants_page;
        let asked = text(headers, header::RETRY_AFTER).and_then(|value| retry_after(value, self.clock.now()));
        let is_get = question.posted.is_none();
        let host = self.host();
        match response.status().as_u16() {
            status if status == 429 || self.manners.block_statuses.contains(&status) => {
                let now = self.clock.now();
                let until = self.gate.blocked(asked, now);
                let asked = Duration::try_from(until.duration_since(now)).ok();
                let error = ConnectorError::RateLimited { host, retry_after: asked };
                Err(Failure { error, again: is_get, asked })
            }
            408 | 500.. if is_page => {
                Err(Failure { error: ConnectorError::Maintenance { host }, again: is_get, asked })
            }
            status @ (408 | 500..) => {
                Err(Failure { error: ConnectorError::Unavailable { host, status }, again: is_get, asked })
            }
            401 => Err(ConnectorError::CredentialRefused { host }.into()),
            _ if is_page => Err(ConnectorError::Maintenance { host }.into()),
            _ if is_packed(headers) => Err(ConnectorError::Unreadable("it is compressed").into()),
            status => Ok(Answer { status, body, url: uri.to_string(), headers: headers.clone() }),
        }
    }

    fn explain(&self, error: &ureq::Error, phase: Phase) -> ConnectorError {
        explain(error, phase, self.host(), self.settings.body_limit_bytes)
    }

    fn host(&self) -> String {
        self.base.host().to_owned()
    }
}

/// Why no head of an answer came.
pub(crate) fn explain_head(error: &ureq::Error, host: String, limit_bytes: u64) -> ConnectorError {
    explain(error, Phase::Head, host, limit_bytes)
}

fn explain(error: &ureq::Error, phase: Phase, host: String, limit_bytes: u64) -> ConnectorError {
    match error {
        refused if guard::is_refusal(refused) => ConnectorError::ForbiddenAddress { host },
        ureq::Error::Timeout(_) => ConnectorError::TimedOut { host },
        ureq::Error::BodyExceedsLimit(_) | ureq::Error::LargeResponseHeader(..) => {
            ConnectorError::TooLarge { host, limit_bytes }
        }
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => {
            ConnectorError::Certificate { host }
        }
        // A refused certificate arrives as invalid data from the transport.
        ureq::Error::Io(io) if io.kind() == ErrorKind::InvalidData => ConnectorError::Certificate { host },
        ureq::Error::Io(io) if io.kind() == ErrorKind::TimedOut => ConnectorError::TimedOut { host },
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => ConnectorError::Unreachable { host },
        ureq::Error::Io(io) if phase == Phase::Head && is_refusal(io.kind()) => {
            ConnectorError::Unreachable { host }
        }
        _ => ConnectorError::BrokenOff { host },
    }
}

impl From<ConnectorError> for Failure {
    fn from(error: ConnectorError) -> Self {
        let again = matches!(error, ConnectorError::Unreachable { .. });
        Self { error, again, asked: None }
    }
}

fn is_refusal(kind: ErrorKind) -> bool {
    use ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkDown, NetworkUnreachable};
    matches!(kind, ConnectionRefused | HostUnreachable | NetworkUnreachable | NetworkDown | AddrNotAvailable)
}

/// We never ask for compression, so nothing has to be inflated: what comes compressed anyway is not read.
fn is_packed(headers: &HeaderMap) -> bool {
    text(headers, header::CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity"))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
