//! One GET, done properly.

use std::io::ErrorKind;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use ureq::http::{HeaderMap, Response, Uri, header};
use ureq::{Agent, Body};

use super::retry::retry_after;
use super::{BaseUrl, HttpSettings};
use crate::{Clock, ConnectorError};

/// How many redirects are followed.
const REDIRECTS_MAX: u32 = 5;

/// A client for one register.
pub struct HttpClient {
    agent: Agent,
    base: BaseUrl,
    settings: HttpSettings,
    clock: Arc<dyn Clock>,
    last_call: Mutex<Option<Timestamp>>,
}

/// An answer that is data, not a web page and not a failure of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status, below 500.
    pub status: u16,
    /// The body without a byte-order mark.
    pub body: Vec<u8>,
    /// The address that was read.
    pub url: String,
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
    /// Prepares a client. Nothing is sent yet.
    pub fn new(base: BaseUrl, settings: HttpSettings, clock: Arc<dyn Clock>) -> Self {
        let config = Agent::config_builder()
            .user_agent(settings.user_agent.to_string())
            .accept("application/json")
            .http_status_as_error(false)
            .https_only(!base.is_loopback())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(settings.connect_timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .timeout_recv_response(Some(settings.read_timeout))
            .timeout_recv_body(Some(settings.read_timeout));
        let config = if base.is_loopback() { config.proxy(None) } else { config };
        Self { agent: config.build().new_agent(), base, settings, clock, last_call: Mutex::new(None) }
    }

    /// Where the register stands.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The clock the client lives by.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Asks, and asks again where the rules allow it.
    pub fn get(&self, path_and_query: &str) -> Result<Answer, ConnectorError> {
        let uri = self.base.join(path_and_query)?;
        let mut tries = 0;
        loop {
            tries += 1;
            self.keep_pace();
            let failure = match self.follow(uri.clone()) {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let limited = matches!(failure.error, ConnectorError::RateLimited { .. });
            match self.settings.retries.wait(tries, failure.asked, limited, self.clock.random()) {
                Some(wait) if failure.again => self.clock.sleep(wait),
                _ => return Err(failure.error),
            }
        }
    }

    /// One try: follows redirects on the same host.
    fn follow(&self, first: Uri) -> Result<Answer, Failure> {
        let mut uri = first;
        for _ in 0..=REDIRECTS_MAX {
            let mut response =
                self.agent.get(uri.clone()).call().map_err(|error| self.explain(&error, Phase::Head))?;
            match (response.status().as_u16(), text(response.headers(), header::LOCATION)) {
                (301 | 302 | 303 | 307 | 308, Some(location)) => uri = self.base.follow(location)?,
                _ => return self.read(&uri, &mut response),
            }
        }
        Err(ConnectorError::TooManyRedirects { host: self.host() }.into())
    }

    /// Reads an answer and tells data from failures.
    fn read(&self, uri: &Uri, response: &mut Response<Body>) -> Result<Answer, Failure> {
        let body = response.body_mut().with_config().limit(self.settings.body_limit_bytes).read_to_vec();
        let mut body = body.map_err(|error| self.explain(&error, Phase::Body))?;
        if body.starts_with(b"\xef\xbb\xbf") {
            body.drain(..3);
        }
        let headers = response.headers();
        let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
        let is_page = kind.starts_with("text/html") && body.trim_ascii_start().starts_with(b"<");
        let asked = text(headers, header::RETRY_AFTER).and_then(|value| retry_after(value, self.clock.now()));
        let host = self.host();
        match response.status().as_u16() {
            429 => Err(Failure {
                error: ConnectorError::RateLimited { host, retry_after: asked },
                again: true,
                asked,
            }),
            408 | 500.. if is_page => {
                Err(Failure { error: ConnectorError::Maintenance { host }, again: true, asked })
            }
            status @ (408 | 500..) => {
                Err(Failure { error: ConnectorError::Unavailable { host, status }, again: true, asked })
            }
            _ if is_page => Err(ConnectorError::Maintenance { host }.into()),
            status => Ok(Answer { status, body, url: uri.to_string() }),
        }
    }

    /// Keeps the least pause between two calls.
    fn keep_pace(&self) {
        let mut last = self.last_call.lock().unwrap_or_else(PoisonError::into_inner);
        let pause = self.settings.pause_between_calls;
        if let Some(before) = *last {
            let passed = Duration::try_from(self.clock.now().duration_since(before)).unwrap_or_default();
            if passed < pause {
                self.clock.sleep(pause - passed);
            }
        }
        *last = Some(self.clock.now());
    }

    fn explain(&self, error: &ureq::Error, phase: Phase) -> ConnectorError {
        let host = self.host();
        match error {
            ureq::Error::Timeout(_) => ConnectorError::TimedOut { host },
            ureq::Error::BodyExceedsLimit(_) | ureq::Error::LargeResponseHeader(..) => {
                ConnectorError::TooLarge { host, limit_bytes: self.settings.body_limit_bytes }
            }
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => {
                ConnectorError::Certificate { host }
            }
            // A refused certificate arrives as invalid data from the transport.
            ureq::Error::Io(io) if io.kind() == ErrorKind::InvalidData => {
                ConnectorError::Certificate { host }
            }
            ureq::Error::Io(io) if io.kind() == ErrorKind::TimedOut => ConnectorError::TimedOut { host },
            ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => ConnectorError::Unreachable { host },
            ureq::Error::Io(io) if phase == Phase::Head && is_refusal(io.kind()) => {
                ConnectorError::Unreachable { host }
            }
            _ => ConnectorError::BrokenOff { host },
        }
    }

    fn host(&self) -> String {
        self.base.host().to_owned()
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

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
