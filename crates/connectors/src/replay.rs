//! Small registers on this machine, for tests and the demo: they answer like the real ones, and misbehave like real
//! ones on a bad day. The server listens on the loopback interface only and stops when it is dropped.

mod answer;
mod bir;
mod europe;
mod failure;
mod fixtures;
mod krs;
mod made_up;
mod site;
mod sms;
mod tax;

use std::collections::HashMap;
use std::io::{self, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::ConnectorError;
use crate::http::BaseUrl;

pub use failure::Failure;
pub use fixtures::{COMPANIES, Company};
pub use krs::bad_day;
pub use made_up::{krs_number, nip_of_trader};
pub use sms::TOKEN as SMS_TOKEN;

/// The longest request head that is read.
const HEAD_MAX: usize = 16_384;
/// The longest request body that is read.
const BODY_MAX: usize = 65_536;

/// The running server.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    listener: Option<JoinHandle<()>>,
}

struct State {
    stopping: AtomicBool,
    requests: Mutex<Vec<Request>>,
    /// How often each target was asked with each body.
    seen: Mutex<HashMap<(String, String), usize>>,
    failure: Mutex<Option<Failure>>,
    amendments: Mutex<Vec<Amendment>>,
}

/// What a register says otherwise from some moment on.
struct Amendment {
    /// A part of the address that was asked.
    of: String,
    from: String,
    to: String,
}

/// A request as it arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Path and query.
    pub target: String,
    /// The `User-Agent` header.
    pub user_agent: String,
    /// What was posted.
    pub body: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// A header; the name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

impl Server {
    /// Starts on a free port of the loopback interface.
    pub fn start() -> io::Result<Self> {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = socket.local_addr()?;
        let state = Arc::new(State {
            stopping: AtomicBool::new(false),
            requests: Mutex::default(),
            seen: Mutex::default(),
            failure: Mutex::default(),
            amendments: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        let listener =
            thread::Builder::new().name("register-replay".into()).spawn(move || listen(&socket, &shared))?;
        Ok(Self { address, state, listener: Some(listener) })
    }

    /// The address to give to a connector.
    pub fn base_url(&self) -> Result<BaseUrl, ConnectorError> {
        format!("http://{}", self.address).parse()
    }

    /// Begins a bad day, or ends it.
    pub fn misbehave(&self, failure: Option<Failure>) {
        *self.state.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }

    /// Lets an entry change: answers to addresses with `of` in them say `to` from now on, where they said `from`.
    pub fn amend(&self, of: &str, from: &str, to: &str) {
        let amendment = Amendment { of: of.into(), from: from.into(), to: to.into() };
        self.state.amendments.lock().unwrap_or_else(PoisonError::into_inner).push(amendment);
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.state.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.stopping.store(true, Ordering::SeqCst);
        // The listener waits for a connection; this one tells it to look.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

impl State {
    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// An answer with what has changed in it by now.
    fn amended(&self, request: &Request, answer: answer::Answer) -> answer::Answer {
        let amendments = self.amendments.lock().unwrap_or_else(PoisonError::into_inner);
        let of_it = amendments.iter().filter(|amendment| request.target.contains(&amendment.of));
        of_it.fold(answer, |answer, amendment| answer.amended(&amendment.from, &amendment.to))
    }

    /// Notes a request and tells how often the same one came before.
    fn note(&self, request: Request) -> usize {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let times = seen.entry((request.target.clone(), request.body.clone())).or_default();
        let before = *times;
        *times += 1;
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        before
    }
}

fn listen(socket: &TcpListener, state: &Arc<State>) {
    for stream in socket.incoming() {
        if state.is_stopping() {
            return;
        }
        let Ok(stream) = stream else { continue };
        let state = Arc::clone(state);
        // A connection that cannot have a thread is dropped: the client sees a broken answer, as it should.
        let _ = thread::Builder::new().spawn(move || serve(stream, &state));
    }
}

fn serve(mut stream: TcpStream, state: &State) {
    let Some(request) = read_request(&mut stream) else { return };
    let before = state.note(request.clone());
    let proper = state.amended(&request, answer(&request, before));
    let failure = *state.failure.lock().unwrap_or_else(PoisonError::into_inner);
    let answer = match failure {
        Some(failure) if !site::is_terms(&request.target) => failure.instead_of(proper, &request.target),
        _ => proper,
    };
    // The client may hang up at any moment; that is what some answers are for.
    let _ = answer.send(&mut stream, &|| state.is_stopping());
}

/// What the register, whichever it is, answers on a good day.
fn answer(request: &Request, before: usize) -> answer::Answer {
    let is_below = |prefix: &str| request.target.starts_with(prefix);
    if is_below("/api/search/") || is_below("/api/check/") {
        tax::biala_lista(request)
    } else if is_below("/api/ceidg/") {
        tax::ceidg(request)
    } else if is_below("/taxation_customs/") {
        europe::vies(request)
    } else if is_below("/wsBIR/") {
        bir::answer(request, before)
    } else if is_below("/api/v1/") {
        europe::gleif(request)
    } else if is_below("/sms.do") {
        sms::answer(request)
    } else if !is_below("/api/") {
        site::answer(request)
    } else {
        krs::answer(&request.target, before)
    }
}

fn read_request(stream: &mut TcpStream) -> Option<Request> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
            break end + 4;
        }
        read_more(stream, &mut bytes, HEAD_MAX)?;
    };
    let mut request = read_head(&String::from_utf8_lossy(bytes.get(..end)?))?;
    let length: usize = request.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    while bytes.len() < end + length {
        read_more(stream, &mut bytes, HEAD_MAX + BODY_MAX)?;
    }
    request.body = String::from_utf8_lossy(bytes.get(end..)?).into_owned();
    Some(request)
}

fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>, most: usize) -> Option<()> {
    let mut chunk = [0; 4_096];
    let count = stream.read(&mut chunk).ok().filter(|&count| count > 0 && bytes.len() < most)?;
    bytes.extend(chunk.iter().take(count));
    Some(())
}

fn read_head(head: &str) -> Option<Request> {
    let mut lines = head.lines();
    let target = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut request = Request { target, headers, ..Request::default() };
    request.user_agent = request.header("user-agent").unwrap_or_default().to_owned();
    Some(request)
}
