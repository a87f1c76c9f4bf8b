//! An answer as it goes over the wire.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

pub(super) const JSON: &str = "application/json; charset=utf-8";
pub(super) const PROBLEM: &str = "application/problem+json; charset=utf-8";
pub(super) const HTML: &str = "text/html; charset=utf-8";
pub(super) const PAGE: &str =
    "\n<!DOCTYPE html><html lang=\"pl\"><title>Przerwa techniczna</title><p>Przerwa techniczna.</p></html>";
/// An answer of the server.
pub(super) enum Answer {
    /// A whole answer; `announced` is the length its head promises.
    Whole { status: u16, kind: &'static str, headers: String, body: Vec<u8>, announced: usize },
    /// A body that never ends.
    Endless,
    /// Silence.
    Silence,
}

pub(super) fn json(status: u16, kind: &'static str, body: &str) -> Answer {
    let body = body.as_bytes().to_vec();
    let announced = body.len();
    Answer::Whole { status, kind, headers: String::new(), body, announced }
}

pub(super) fn broken_off(part: &str) -> Answer {
    let body = part.as_bytes().to_vec();
    let announced = body.len() * 2;
    Answer::Whole { status: 200, kind: JSON, headers: String::new(), body, announced }
}

pub(super) fn half(document: &str) -> &str {
    document.split_at_checked(document.floor_char_boundary(document.len() / 2)).unwrap_or_default().0
}

impl Answer {
    /// The same with a header.
    pub(super) fn with(mut self, header: &str) -> Self {
        if let Self::Whole { headers, .. } = &mut self {
            headers.push_str(header);
            headers.push_str("\r\n");
        }
        self
    }

    /// The same with other words in its body.
    pub(super) fn amended(mut self, from: &str, to: &str) -> Self {
        if let Self::Whole { body, announced, .. } = &mut self
            && let Ok(text) = std::str::from_utf8(body)
            && text.contains(from)
        {
            *body = text.replace(from, to).into_bytes();
            *announced = body.len();
        }
        self
    }

    /// Sends the answer; the long ones end when the server stops.
    pub(super) fn send(&self, stream: &mut impl Write, is_stopping: &dyn Fn() -> bool) -> io::Result<()> {
        match self {
            Self::Whole { status, kind, headers, body, announced } => {
                let length =
                    if *status == 204 { String::new() } else { format!("Content-Length: {announced}\r\n") };
                write!(stream, "HTTP/1.1 {status} Replay\r\nContent-Type: {kind}\r\n{length}{headers}")?;
                stream.write_all(b"Connection: close\r\n\r\n")?;
                stream.write_all(body)
            }
            Self::Endless => {
                write!(stream, "HTTP/1.1 200 Replay\r\nContent-Type: {JSON}\r\nConnection: close\r\n\r\n[")?;
                while !is_stopping() {
                    stream.write_all(&[b' '; 65_536])?;
                }
                Ok(())
            }
            Self::Silence => {
                for _ in 0..600 {
                    if is_stopping() {
                        break;
                    }
                    thread::sleep(Duration::from_millis(100));
                }
                Ok(())
            }
        }
    }
}
