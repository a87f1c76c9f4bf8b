//! Counting what is made durable: `strace` attached to this process for the length of some work.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::error::{Result, io};

/// How many times the work asks the disk to make something durable; none where `strace` is not there.
///
/// # Errors
/// Whatever the work fails with.
pub fn count_syncs(work: impl FnOnce() -> Result<()>) -> Result<Option<u64>> {
    let own = std::process::id().to_string();
    let tracer = Command::new("strace")
        .args(["-f", "-q", "-e", "trace=fsync,fdatasync", "-p", &own])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut tracer) = tracer else { return Ok(None) };
    wait_until_traced();
    let done = work();
    let pid = tracer.id().to_string();
    let stopped = Command::new("kill").args(["-INT", &pid]).status().map_err(io("strace"));
    let mut text = String::new();
    if let Some(mut said) = tracer.stderr.take() {
        said.read_to_string(&mut text).map_err(io("strace"))?;
    }
    tracer.wait().map_err(io("strace"))?;
    stopped?;
    done?;
    // A call that another thread interrupts is shown twice; only its beginning counts.
    let began =
        |line: &&str| (line.contains("fsync(") || line.contains("fdatasync(")) && !line.contains("resumed");
    Ok(Some(text.lines().filter(began).count() as u64))
}

/// Until the tracer has attached, for at most three seconds.
fn wait_until_traced() {
    for _ in 0..300 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        if status.lines().any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0")) {
            // The other threads follow the first within milliseconds.
            std::thread::sleep(Duration::from_millis(200));
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
