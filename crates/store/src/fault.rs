//! Fault points: places after each write where a test lets the process die as by a power cut.

/// Dies here, by SIGKILL, if the environment names this point in `ZGODA_FAULT_AT`, counted from 1. Only in builds with
/// debug assertions; elsewhere it is nothing.
#[cfg(debug_assertions)]
pub(crate) fn point() {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static PASSED: AtomicU64 = AtomicU64::new(0);
    static FATAL: LazyLock<Option<u64>> =
        LazyLock::new(|| std::env::var("ZGODA_FAULT_AT").ok().and_then(|text| text.parse().ok()));

    if FATAL.is_some_and(|fatal| PASSED.fetch_add(1, Ordering::SeqCst) + 1 == fatal) {
        // The signal comes from outside because this workspace has no unsafe code, and `abort` would still unwind logs.
        let pid = std::process::id().to_string();
        let _ = std::process::Command::new("kill").args(["-KILL", &pid]).status();
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
pub(crate) fn point() {}
