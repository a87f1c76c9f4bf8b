//! A receiver of webhooks on this machine, which answers as a test tells it and keeps what it got.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How a call is answered.
#[derive(Clone)]
pub enum Reply {
    /// With this status.
    Status(u16),
    /// With this status and a line of the head.
    With(u16, &'static str),
    /// With a body that never ends.
    Endless,
    /// Not at all, for a second.
    Silence,
    /// The connection is closed.
    Closed,
}

/// What came.
#[derive(Debug, Clone)]
pub struct Call {
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Call {
    pub fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Whether a receiver with this secret takes the message for ours, by the library of the specification's authors.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let receiver = standardwebhooks::Webhook::new(secret).unwrap();
        let at = self.headers["webhook-timestamp"].parse().unwrap();
        let expected = receiver.sign(self.id(), at, self.body.as_bytes()).unwrap();
        self.headers["webhook-signature"].split(' ').any(|signature| signature == expected)
    }
}

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    calls: Vec<Call>,
}

pub struct Receiver {
    pub url: String,
    state: Arc<Mutex<State>>,
}

impl Receiver {
    /// Answers 204 unless it is told otherwise. Its thread ends with the test.
    pub fn start() -> Self {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let url = format!("http://{}/hooks?from=zgoda", socket.local_addr().unwrap());
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || while answer(&stream, &shared).is_some() {});
            }
        });
        Self { url, state }
    }

    /// The next answers, in order.
    pub fn will(&self, replies: &[Reply]) {
        self.state.lock().unwrap().replies.extend(replies.iter().cloned());
    }

    pub fn calls(&self) -> Vec<Call> {
        self.state.lock().unwrap().calls.clone()
    }
}

/// Answers one call; `None` where there is none any more.
fn answer(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let fields = lines.iter().filter_map(|line| line.split_once(": "));
    let headers: HashMap<String, String> =
        fields.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    let mut body = vec![0; headers.get("content-length")?.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    let reply = {
        let mut state = state.lock().unwrap();
        state.calls.push(Call { headers, body: String::from_utf8(body).unwrap() });
        state.replies.pop_front().unwrap_or(Reply::Status(204))
    };
    let mut stream = stream;
    match reply {
        Reply::Status(status) => write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n").ok(),
        Reply::With(status, line) => {
            write!(stream, "HTTP/1.1 {status} X\r\n{line}\r\nContent-Length: 0\r\n\r\n").ok()
        }
        Reply::Endless => {
            write!(stream, "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n").ok()?;
            while stream.write_all(b"400\r\n").is_ok() && stream.write_all(&[b'x'; 0x402]).is_ok() {}
            None
        }
        Reply::Silence => {
            std::thread::sleep(Duration::from_secs(1));
            None
        }
        Reply::Closed => None,
    }
}
