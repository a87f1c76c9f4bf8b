//! A small register on this machine, for tests and the demo: it answers like the real one, and, for chosen numbers,
//! misbehaves like a real one on a bad day. It listens on the loopback interface only and stops when it is dropped.

mod answers;
mod fixtures;

use std::io::{self, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::ConnectorError;
use crate::http::BaseUrl;

pub use answers::bad_day;
pub use fixtures::{COMPANIES, Company};

/// The longest request head that is read.
const HEAD_MAX: usize = 8_192;

/// The running server.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    listener: Option<JoinHandle<()>>,
}

struct State {
    stopping: AtomicBool,
    requests: Mutex<Vec<Request>>,
}

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Path and query.
    pub target: String,
    /// The `User-Agent` header.
    pub user_agent: String,
}

impl Server {
    /// Starts on a free port of the loopback interface.
    pub fn start() -> io::Result<Self> {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = socket.local_addr()?;
        let state = Arc::new(State { stopping: AtomicBool::new(false), requests: Mutex::new(Vec::new()) });
        let shared = Arc::clone(&state);
        let listener =
            thread::Builder::new().name("register-replay".into()).spawn(move || listen(&socket, &shared))?;
        Ok(Self { address, state, listener: Some(listener) })
    }

    /// The address to give to a connector.
    pub fn base_url(&self) -> Result<BaseUrl, ConnectorError> {
        format!("http://{}", self.address).parse()
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

    /// Notes a request and tells how often the same one came before.
    fn note(&self, request: Request) -> usize {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let before = requests.iter().filter(|earlier| earlier.target == request.target).count();
        requests.push(request);
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
    let answer = answers::answer(&request.target, before);
    // The client may hang up at any moment; that is what some answers are for.
    let _ = answer.send(&mut stream, &|| state.is_stopping());
}

fn read_request(stream: &mut TcpStream) -> Option<Request> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut head = Vec::new();
    let mut chunk = [0; 1_024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut chunk).ok().filter(|&count| count > 0 && head.len() < HEAD_MAX)?;
        head.extend(chunk.iter().take(count));
    }
    let text = String::from_utf8_lossy(&head);
    let mut lines = text.lines();
    let target = lines.next()?.strip_prefix("GET ")?.split(' ').next()?.to_owned();
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("user-agent").then(|| value.trim().to_owned())
    };
    Some(Request { target, user_agent: lines.find_map(header).unwrap_or_default() })
}
