//! The program itself, started for a benchmark, and asked over HTTP.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::{BenchError, Result, io, wrong};

/// How long a start may take at all.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running `zgoda serve`.
pub struct Program {
    child: Child,
    address: SocketAddr,
    began: Instant,
}

impl Program {
    /// Starts it on the data of a folder.
    ///
    /// # Errors
    /// Where the program is not built, or cannot be started.
    pub fn start(data: &Path) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(io("a free port"))?;
        let address = listener.local_addr().map_err(io("a free port"))?;
        drop(listener);
        let began = Instant::now();
        let child = Command::new(binary()?)
            .args(["--quiet", "serve", "--listen", &address.to_string(), "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(io("zgoda serve"))?;
        Ok(Self { child, address, began })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks until it answers, and tells how long that took from its start, in seconds.
    ///
    /// # Errors
    /// Where it ends instead, or never answers.
    pub fn first_answer(&mut self, path: &str, cookie: &str) -> Result<f64> {
        loop {
            if let Ok(status) = get(self.address, path, cookie) {
                let took = self.began.elapsed().as_secs_f64();
                return if status == 200 { Ok(took) } else { wrong(format!("{path} answers {status}")) };
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return wrong(format!("zgoda serve ended: {status}"));
            }
            if self.began.elapsed() > PATIENCE {
                return wrong("zgoda serve does not answer");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        if asked.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// The program built beside this one.
fn binary() -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(io("this program"))?;
    let beside = own.ancestors().skip(1).take(2).map(|folder| folder.join("zgoda"));
    beside
        .into_iter()
        .find(|path| path.is_file())
        .ok_or_else(|| BenchError::Wrong("the program is not built: cargo build --release -p zgoda".into()))
}

/// Asks for a page and reads it whole; returns the status.
///
/// # Errors
/// Where nobody answers.
pub fn get(address: SocketAddr, path: &str, cookie: &str) -> Result<u16> {
    let fail = || io(format!("GET {path}"));
    let mut stream = TcpStream::connect(address).map_err(fail())?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: __Host-zgoda={cookie}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).map_err(fail())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(fail())?;
    let line = answer.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let status = std::str::from_utf8(line).ok().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    status.ok_or_else(|| BenchError::Wrong(format!("{path} answers with no status")))
}
