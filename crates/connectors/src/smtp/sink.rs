//! A small mail server on this machine, for tests and the demonstration: it takes everything and delivers nothing, or
//! misbehaves as it is told. It stops when it is dropped.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Messages that are kept; older ones go.
const KEPT: usize = 200;
/// The longest message.
const LONGEST: usize = 1 << 20;

/// The commands at which a server can misbehave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The greeting.
    Greeting,
    /// `AUTH`.
    Login,
    /// `MAIL FROM`.
    From,
    /// `RCPT TO`.
    To,
    /// `DATA`.
    Data,
    /// The dot behind the message.
    End,
}

/// What a server does at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Answers with this code.
    Code(u16),
    /// Hangs up without a word.
    HangUp,
    /// Keeps the message, then hangs up without a word.
    KeepAndHangUp,
}

/// A message as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// To whom.
    pub to: String,
    /// Headers and text.
    pub message: String,
}

#[derive(Default)]
struct State {
    stopping: AtomicBool,
    mood: Mutex<Option<(Stage, Mood)>>,
    received: Mutex<Vec<Received>>,
}

/// The running server.
pub struct Sink {
    address: SocketAddr,
    state: Arc<State>,
    listener: Option<JoinHandle<()>>,
}

impl Sink {
    /// Starts on a free port.
    ///
    /// # Errors
    /// Where this machine gives none.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::default());
        let shared = state.clone();
        let work = move || {
            for stream in listener.incoming() {
                if shared.stopping.load(Ordering::SeqCst) {
                    return;
                }
                let shared = shared.clone();
                if let Ok(stream) = stream {
                    thread::spawn(move || drop(talk(&stream, &shared)));
                }
            }
        };
        Ok(Self { address, state, listener: Some(thread::spawn(work)) })
    }

    /// Its port on this machine.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Misbehaves at a stage from now on; `None` behaves again.
    pub fn behave(&self, mood: Option<(Stage, Mood)>) {
        *self.state.mood.lock().unwrap_or_else(PoisonError::into_inner) = mood;
    }

    /// What arrived, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.state.stopping.store(true, Ordering::SeqCst);
        // Whoever waits for the next connection is woken by it.
        drop(TcpStream::connect(self.address));
        drop(self.listener.take().map(JoinHandle::join));
    }
}

impl State {
    fn keep(&self, received: Received) {
        let mut all = self.received.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(received);
        let surplus = all.len().saturating_sub(KEPT);
        all.drain(..surplus);
    }

    /// What to do at a stage, if not the usual.
    fn mood(&self, stage: Stage) -> Option<Mood> {
        let mood = *self.mood.lock().unwrap_or_else(PoisonError::into_inner);
        mood.filter(|(at, _)| *at == stage).map(|(_, mood)| mood)
    }
}

/// One conversation.
fn talk(stream: &TcpStream, state: &State) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream).lines();
    let mut out = stream;
    let mut say = |stage: Option<Stage>, usual: &str| -> io::Result<bool> {
        match stage.and_then(|stage| state.mood(stage)) {
            None => writeln!(out, "{usual}\r").map(|()| true),
            Some(Mood::Code(code)) => writeln!(out, "{code} as you wish\r").map(|()| code < 400),
            Some(Mood::HangUp | Mood::KeepAndHangUp) => Err(io::ErrorKind::ConnectionAborted.into()),
        }
    };
    if !say(Some(Stage::Greeting), "220 sink")? {
        return Ok(());
    }
    let mut to = String::new();
    while let Some(line) = lines.next().transpose()? {
        let command = line.to_ascii_uppercase();
        match command.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => {
                say(None, "250-sink\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME")?;
            }
            "AUTH" => drop(say(Some(Stage::Login), "235 welcome")?),
            "MAIL" => drop(say(Some(Stage::From), "250 go on")?),
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                say(Some(Stage::To), "250 go on")?;
            }
            "DATA" => {
                if say(Some(Stage::Data), "354 go on")? {
                    let message = read_message(&mut lines)?;
                    let keeps = !matches!(state.mood(Stage::End), Some(Mood::Code(400..) | Mood::HangUp));
                    if keeps {
                        state.keep(Received { to: std::mem::take(&mut to), message });
                    }
                    say(Some(Stage::End), "250 kept")?;
                }
            }
            "QUIT" => {
                say(None, "221 bye")?;
                return Ok(());
            }
            _ => drop(say(None, "250 very well")?),
        }
    }
    Ok(())
}

fn read_message(lines: &mut impl Iterator<Item = io::Result<String>>) -> io::Result<String> {
    let mut message = String::new();
    for line in lines {
        let line = line?;
        if line == "." {
            return Ok(message);
        }
        if message.len() + line.len() > LONGEST {
            break;
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
        message.push('\n');
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}
