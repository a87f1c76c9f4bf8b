//! CPU seconds from `/proc`: of this process, and of a server with all its children.

use std::path::Path;

/// Ticks a second in `/proc`; Linux has shown 100 to programs on every architecture for twenty years.
const TICKS: f64 = 100.0;

/// CPU seconds of this process with all its threads, ended ones too.
pub fn own_cpu() -> f64 {
    times(Path::new("/proc/self/stat")).map_or(0.0, |stat| stat.own)
}

/// CPU seconds of a process, its living children, and its children that have ended and were waited for.
pub fn cpu_of_children(parent: u32) -> f64 {
    let Some(server) = times(Path::new(&format!("/proc/{parent}/stat"))) else { return 0.0 };
    let mut total = server.own + server.ended_children;
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().parse::<u32>().is_ok()) {
        if let Some(child) = times(&entry.path().join("stat")).filter(|stat| stat.parent == parent) {
            total += child.own + child.ended_children;
        }
    }
    total
}

struct Stat {
    parent: u32,
    own: f64,
    ended_children: f64,
}

fn times(path: &Path) -> Option<Stat> {
    let text = std::fs::read_to_string(path).ok()?;
    // The name of the program stands in brackets and may hold anything, so the fields are counted from its end.
    let fields: Vec<&str> = text.get(text.rfind(')')? + 1..)?.split_whitespace().collect();
    let ticks = |at: usize| -> Option<f64> { fields.get(at)?.parse::<f64>().ok() };
    Some(Stat {
        parent: fields.get(1)?.parse().ok()?,
        own: (ticks(11)? + ticks(12)?) / TICKS,
        ended_children: (ticks(13)? + ticks(14)?) / TICKS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_costs_cpu_and_a_waited_child_is_counted_with_its_parent() {
        let before = own_cpu();
        let mut sum = 0_u64;
        while own_cpu() - before < 0.05 {
            sum = sum.wrapping_mul(31).wrapping_add(std::hint::black_box(1));
        }
        assert!(own_cpu() > before);
        assert!(cpu_of_children(std::process::id()) >= own_cpu() - 0.05);
    }

    #[test]
    fn a_process_that_is_gone_has_cost_nothing() {
        assert_eq!(cpu_of_children(u32::MAX), 0.0);
    }
}
