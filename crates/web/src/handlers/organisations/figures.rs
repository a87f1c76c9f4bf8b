//! The figures of a firm for its page and as a spreadsheet.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use jiff::civil::Date;
use zgoda_enrich::statements::{Year, period_name, standing};
use zgoda_formats::statement::Figure;
use zgoda_law::calendar::day_of;
use zgoda_report::{Chart, ChartKind, Series, Sheet, Value, workbook};
use zgoda_store::{OrgId, Statement};
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Reader};
use crate::trouble::Trouble;
use crate::views::figures::{Figures, PastStatement, StatementTag, YearRow};

/// The columns of the table on the page; the spreadsheet has all figures.
const COLUMNS: [Figure; 4] = [Figure::Revenue, Figure::NetResult, Figure::Assets, Figure::Equity];
/// The charts: an id and its two rows.
const CHARTS: [(&str, [Figure; 2]); 2] =
    [("results", [Figure::Revenue, Figure::NetResult]), ("assets", [Figure::Assets, Figure::Equity])];
/// Years in a chart, at most: the last ones.
const YEARS_MAX: usize = 12;

/// What the page shows of statements.
pub fn of(app: &App, t: Text, all: &[Statement]) -> Result<Figures, Trouble> {
    let standing = standing(all);
    let years = Year::all(&standing);
    let tag = |statement: &Statement| tag(app, statement);
    let mut rows = Vec::new();
    for year in years.iter().rev() {
        let Some(of) = all.iter().find(|statement| statement.no == year.statement) else { continue };
        rows.push(YearRow {
            name: year_name(year.ends),
            values: COLUMNS.map(|figure| year.figures.get(&figure).map(|grosz| zloty(t, *grosz))).to_vec(),
            is_comparison: year.is_comparison,
            of: tag(of)?,
        });
    }
    let mut past = Vec::new();
    for statement in all.iter().filter(|one| !standing.iter().any(|other| other.no == one.no)) {
        past.push(PastStatement { of: tag(statement)?, undone: statement.undone.map(|(_, at)| day_of(at)) });
    }
    let charts = CHARTS.iter().filter_map(|(id, figures)| chart(t, id, figures, &years)).collect();
    Ok(Figures { charts, columns: COLUMNS.to_vec(), years: rows, past, offered: Vec::new() })
}

fn tag(app: &App, statement: &Statement) -> Result<StatementTag, Trouble> {
    let source = app.store.source(statement.source)?;
    Ok(StatementTag {
        no: statement.no,
        origin: source.name,
        period: statement.period,
        layout: statement.layout,
        in_thousands: statement.in_thousands,
        prepared: statement.prepared,
        added: day_of(statement.added.1),
        evidence: source.evidence,
    })
}

/// A year that ends with the calendar's by its number, another by its last month.
pub fn year_name(ends: Date) -> String {
    if ends == ends.last_of_year() {
        ends.year().to_string()
    } else {
        format!("{:02}.{}", ends.month(), ends.year())
    }
}

/// Whole złoty, in groups of three digits.
pub fn zloty(t: Text, grosz: i64) -> String {
    let sign = if grosz <= -50 { "−" } else { "" };
    format!("{sign}{}", t.count((grosz.unsigned_abs() + 50) / 100))
}

/// A chart of two figures over the years; `None` where neither is known.
fn chart(t: Text, id: &str, figures: &[Figure; 2], years: &[Year]) -> Option<String> {
    let years = years.get(years.len().saturating_sub(YEARS_MAX)..)?;
    let values = |figure: Figure| years.iter().map(move |year| year.figures.get(&figure).copied());
    let known = || figures.iter().flat_map(|figure| values(*figure).flatten());
    let largest = known().map(i64::unsigned_abs).max()?;
    let (unit, grosz) = match largest {
        0..10_000_000 => (t.unit_zloty(), 100),
        10_000_000..1_000_000_000_000 => (t.unit_thousands(), 100_000),
        _ => (t.unit_millions(), 100_000_000),
    };
    let rounded = |value: i64| (value + grosz / 2 * value.signum()) / grosz;
    let series = figures.map(|figure| Series {
        name: t.figure(figure.name()).to_owned(),
        values: values(figure).map(|value| value.map(rounded)).collect(),
    });
    let told = |figure: &Figure| {
        let of_year = |year: &Year| {
            let grosz = year.figures.get(figure)?;
            Some(t.figures_told(t.figure(figure.name()), year_name(year.ends), zloty(t, *grosz)))
        };
        years.iter().filter_map(of_year).collect::<Vec<_>>()
    };
    let chart = Chart {
        lang: t.lang(),
        kind: ChartKind::Bars,
        title: capital(&figures.map(|figure| t.figure(figure.name())).join(", ")),
        description: figures.iter().flat_map(told).collect::<Vec<_>>().join(" "),
        unit: unit.to_owned(),
        labels: years.iter().map(|year| year_name(year.ends)).collect(),
        series: series.to_vec(),
    };
    Some(chart.svg(&format!("chart-{id}")))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// `GET /organisations/{id}/figures.xlsx`: every figure of every year, and where it comes from.
pub async fn spreadsheet(State(app): State<App>, Path(id): Path<u32>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let org = app.store.organisation(OrgId(id))?;
        let sheet = sheet(app, reader.t(), &app.store.statements(org.id)?)?;
        let bytes = workbook(&[sheet]).map_err(|_| Trouble::Unexpected)?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let name = format!("attachment; filename=\"figures-{id}.xlsx\"");
        Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
            .into_response())
    })
    .await
}

fn sheet(app: &App, t: Text, all: &[Statement]) -> Result<Sheet, Trouble> {
    let mut columns = vec![(t.figures_year().to_owned(), 10)];
    columns.extend(Figure::ALL.iter().map(|figure| (format!("{} (PLN)", t.figure(figure.name())), 18)));
    columns.extend(
        [t.tag_source(), t.figures_period(), t.figures_prepared(), t.figures_document()]
            .map(|title| (title.to_owned(), 24)),
    );
    let mut rows = Vec::new();
    for year in Year::all(&standing(all)) {
        let Some(of) = all.iter().find(|statement| statement.no == year.statement) else { continue };
        let source = app.store.source(of.source)?;
        let amount = |figure| year.figures.get(figure).map_or(Value::Empty, |grosz| Value::Amount(*grosz));
        let mut row = vec![Value::Text(year_name(year.ends))];
        row.extend(Figure::ALL.iter().map(amount));
        row.push(Value::Text(source.name));
        row.push(Value::Text(period_name(of.period)));
        row.push(of.prepared.map_or(Value::Empty, |day| Value::Text(day.to_string())));
        row.push(Value::Text(source.evidence));
        rows.push(row);
    }
    Ok(Sheet { name: t.figures_title().to_owned(), columns, rows })
}
