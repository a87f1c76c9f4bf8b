//! A file that goes to the browser while it is written: a few pieces wait, no more, and nothing touches a disk.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http_body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use zgoda_rights::RightsError;

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// Pieces that wait for the browser at most.
const WAITING: usize = 4;

type Piece = Result<Bytes, io::Error>;

/// Answers with what `work` writes. Where it fails the answer breaks off, so that nobody takes a part for the whole.
pub fn stream(
    name: &str,
    work: impl FnOnce(&mut Pieces) -> Result<(), RightsError> + Send + 'static,
) -> Response {
    let (sender, receiver) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut pieces = Pieces { sender, gathered: Vec::with_capacity(PIECE) };
        if let Err(error) = work(&mut pieces).and_then(|()| pieces.send().map_err(RightsError::File)) {
            eprintln!("zgoda: {error}");
            let _ = pieces.sender.blocking_send(Err(io::Error::other("broken off")));
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, Body::new(Coming(receiver))).into_response()
}

/// What is written, in pieces on their way.
pub struct Pieces {
    sender: Sender<Piece>,
    gathered: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::replace(&mut self.gathered, Vec::with_capacity(PIECE)));
        let gone = |_| io::Error::new(io::ErrorKind::BrokenPipe, "the browser went away");
        self.sender.blocking_send(Ok(piece)).map_err(gone)
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

/// The body of the answer.
struct Coming(Receiver<Piece>);

impl http_body::Body for Coming {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
