//! Financial statements of organisations: figures by year with the hash of the document they were read from.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{Action, ActorId, Event};

use crate::change::{Change, Draft};
use crate::model::{OrgId, SourceId};
use crate::numbers::closed_numbers;
use crate::organisation::Organisation;
use crate::person::{date, epoch_day};
use crate::sql::{Row, Value, statements, table};
use crate::webhook::MessageKind;
use crate::{Store, StoreError};

statements! {
    BETWEEN = "SELECT org_id, statement_no, source_id, digest, layout, period_from, period_to, prepared, in_thousands,
        added_by, added_at, undone_by, undone_at FROM organisation_statement WHERE org_id > $1 AND org_id <= $2
        ORDER BY org_id, period_to DESC, statement_no DESC";
    FIGURES = "SELECT org_id, statement_no, figure, this_year, year_before FROM organisation_figure
        WHERE org_id > $1 AND org_id <= $2";
    UNDO = "UPDATE organisation_statement SET undone_by = $1, undone_at = $2
        WHERE org_id = $3 AND statement_no = $4 AND undone_at IS NULL";
}

table! { STATEMENT = "organisation_statement" {
    org_id: Int, statement_no: Int, source_id: Int, digest: Bytes, layout: Int, period_from: Int, period_to: Int,
    prepared: Int, in_thousands: Int, added_by: Int, added_at: Int,
} }
table! { FIGURE = "organisation_figure" {
    org_id: Int, statement_no: Int, figure: Text, this_year: Int, year_before: Int,
} }

closed_numbers! {
    /// The layout of a statement, which follows the kind of entity.
    Layout { Other = 1 "other", Small = 2 "small", Micro = 3 "micro", NonProfit = 4 "non_profit" }
}

/// A figure of a statement, in grosz.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFigure {
    /// Its stable name, such as `revenue`.
    pub figure: String,
    /// At the end of the period, or over it.
    pub this_year: i64,
    /// The same of the period before.
    pub year_before: Option<i64>,
}

/// A statement to be kept.
#[derive(Debug, Clone)]
pub struct NewStatement {
    /// Which document it was.
    pub source: SourceId,
    /// The SHA-256 of the document.
    pub digest: [u8; 32],
    /// The layout.
    pub layout: Layout,
    /// The first and the last day of the period.
    pub period: (Date, Date),
    /// The day it was made.
    pub prepared: Option<Date>,
    /// Whether its amounts were written in thousands of złoty: the figures are that coarse.
    pub in_thousands: bool,
    /// The figures.
    pub figures: Vec<StatedFigure>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its number within the organisation.
    pub no: u32,
    /// Which document it was.
    pub source: SourceId,
    /// The SHA-256 of the document.
    pub digest: [u8; 32],
    /// The layout.
    pub layout: Layout,
    /// The first and the last day of the period.
    pub period: (Date, Date),
    /// The day it was made.
    pub prepared: Option<Date>,
    /// Whether its amounts were written in thousands of złoty.
    pub in_thousands: bool,
    /// Who added it, and when.
    pub added: (ActorId, Timestamp),
    /// Who took it back, and when.
    pub undone: Option<(ActorId, Timestamp)>,
    /// The figures.
    pub figures: Vec<StatedFigure>,
}

fn statement(row: &Row) -> Result<(OrgId, Statement), StoreError> {
    let day = |place| date(row.get(place)?).ok_or(StoreError::Incomplete("readable day"));
    let (undone_by, undone_at): (Option<u32>, Option<Timestamp>) = (row.get(11)?, row.get(12)?);
    let statement = Statement {
        no: row.get(1)?,
        source: row.get(2)?,
        digest: row.get(3)?,
        layout: row.get(4)?,
        period: (day(5)?, day(6)?),
        prepared: row.get::<Option<i64>>(7)?.and_then(date),
        in_thousands: row.get(8)?,
        added: (ActorId(row.get(9)?), row.get(10)?),
        undone: undone_by.map(ActorId).zip(undone_at),
        figures: Vec::new(),
    };
    Ok((row.get(0)?, statement))
}

impl Store {
    /// The statements of an organisation, the newest period and the last added first; also those taken back.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn statements(&self, org: OrgId) -> Result<Vec<Statement>, StoreError> {
        let found = self.statements_between(OrgId(org.0.saturating_sub(1)), org)?;
        Ok(found.into_iter().map(|(_, statement)| statement).collect())
    }

    /// The same of the organisations after one number and up to another, each organisation's together.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn statements_between(
        &self,
        after: OrgId,
        up_to: OrgId,
    ) -> Result<Vec<(OrgId, Statement)>, StoreError> {
        let asked = [after.into(), up_to.into()];
        let mut figures: HashMap<(OrgId, u32), Vec<StatedFigure>> = HashMap::new();
        for row in self.work.read(&FIGURES, &asked)? {
            let figure =
                StatedFigure { figure: row.get(2)?, this_year: row.get(3)?, year_before: row.get(4)? };
            figures.entry((row.get(0)?, row.get(1)?)).or_default().push(figure);
        }
        let rows = self.work.read(&BETWEEN, &asked)?;
        let whole = |row: &Row| -> Result<_, StoreError> {
            let (org, statement) = statement(row)?;
            let figures = figures.remove(&(org, statement.no)).unwrap_or_default();
            Ok((org, Statement { figures, ..statement }))
        };
        rows.iter().map(whole).collect()
    }
}

impl Change<'_> {
    /// Keeps a statement of an organisation and returns its number; the change fails where somebody else changed the
    /// organisation meanwhile.
    pub fn add_statement(&mut self, org: &Organisation, new: &NewStatement) -> u32 {
        let (stamp, no) = (self.stamp(), org.mark());
        let row: Vec<Value> = vec![
            org.id.into(),
            no.into(),
            new.source.into(),
            new.digest.into(),
            new.layout.into(),
            epoch_day(new.period.0).into(),
            epoch_day(new.period.1).into(),
            new.prepared.map(epoch_day).into(),
            new.in_thousands.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
        ];
        self.batch().insert(&STATEMENT, row);
        for figure in &new.figures {
            let name = figure.figure.as_str();
            let row: Vec<Value> = vec![
                org.id.into(),
                no.into(),
                name.into(),
                figure.this_year.into(),
                figure.year_before.into(),
            ];
            self.batch().insert(&FIGURE, row);
        }
        self.take_next_no(org);
        self.tell_webhooks_of_statement(MessageKind::Statement, org, no);
        let detail = format!("organisation {} statement {no} source {}", org.id, new.source);
        self.record(Draft::new(Event::OrganisationEnriched, Action::Collect).detail(detail));
        no
    }

    /// Takes a statement back; the change fails where it is not there or was taken back before.
    pub fn undo_statement(&mut self, org: &Organisation, no: u32) {
        let stamp = self.stamp();
        self.guard(&UNDO, vec![stamp.actor.0.into(), stamp.at.into(), org.id.into(), no.into()]);
        self.take_next_no(org);
        self.tell_webhooks_of_statement(MessageKind::StatementUndone, org, no);
        let detail = format!("organisation {} statement {no} taken back", org.id);
        self.record(Draft::new(Event::EnrichmentDecided, Action::Collect).detail(detail));
    }
}
