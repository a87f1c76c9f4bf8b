//! Resident memory, as the kernel counts it.

use std::fs::read_to_string;

/// Forgets the peak so far.
pub fn reset_peak() {
    // Where the kernel does not allow it, the peak of the whole process stands: too high, never too low.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that was resident since, in MiB.
pub fn peak_mib() -> f64 {
    of("self", "VmHWM:")
}

/// What is resident of another process, in MiB.
pub fn resident_mib(process: u32) -> f64 {
    of(&process.to_string(), "VmRSS:")
}

fn of(process: &str, name: &str) -> f64 {
    let status = read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib / 1024.0)
}
