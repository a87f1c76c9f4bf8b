//! The table of BENCHMARKS.md, written from the results, so that no figure is typed by hand.

use std::path::Path;

use crate::error::{Result, io, wrong};
use crate::harness::{Line, Report, number, verdict};

const BEGIN: &str = "<!-- table: begin -->";
const END: &str = "<!-- table: end -->";

/// Writes the table between its marks.
///
/// # Errors
/// Where the document has no marks, or a result cannot be read.
pub fn rewrite(results: &Path, document: &Path) -> Result<()> {
    let text = std::fs::read_to_string(document).map_err(io(document.display().to_string()))?;
    let Some((before, rest)) = text.split_once(BEGIN) else { return wrong("the document has no table") };
    let Some((_, after)) = rest.split_once(END) else { return wrong("the table has no end") };
    let table = table(&read(results)?);
    let text = format!("{before}{BEGIN}\n{table}{END}{after}");
    std::fs::write(document, text).map_err(io(document.display().to_string()))
}

fn read(results: &Path) -> Result<Vec<Report>> {
    let mut reports = Vec::new();
    for entry in std::fs::read_dir(results).map_err(io(results.display().to_string()))? {
        let path = entry.map_err(io(results.display().to_string()))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = std::fs::read_to_string(&path).map_err(io(path.display().to_string()))?;
            reports.push(serde_json::from_str::<Report>(&text)?);
        }
    }
    reports.sort_by_key(|report| report.number);
    Ok(reports)
}

fn table(reports: &[Report]) -> String {
    let mut text = String::new();
    if let Some(report) = reports.first() {
        text += &format!("Measured on {}.\n\n", report.machine);
    }
    text += "| # | what | ours | peer | ratio | CPU s, ours / peer | goal | when, at what scale |\n";
    text += "|---|---|---|---|---|---|---|---|\n";
    for report in reports {
        for line in &report.lines {
            text += &row(report, line);
        }
    }
    text
}

fn row(report: &Report, line: &Line) -> String {
    let peer = line.peer.as_ref();
    let spread = |series: &crate::harness::Series| {
        let Series { median, min, max, .. } = series;
        format!("{} {} ({}–{})", number(*median), line.unit, number(*min), number(*max))
    };
    use crate::harness::Series;
    let cpu = |series: Option<&Series>| series.and_then(|series| series.cpu_s).map_or("–".into(), number);
    format!(
        "| {} | {}: {} | {} | {} | {} {} | {} / {} | {} | {}, {} |\n",
        report.number,
        report.title,
        line.what,
        spread(&line.ours),
        peer.map_or("–".into(), |peer| format!("{}: {}", peer.label, spread(peer))),
        number(line.figure),
        line.figure_is,
        cpu(Some(&line.ours)),
        cpu(peer),
        verdict(line, report.full_scale),
        report.ran_at,
        report.scale,
    )
}
