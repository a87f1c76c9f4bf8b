//! `/settings/purposes`: which purposes are in use.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, Country, PurposeDef, PurposeId};
use zgoda_store::AssessmentKind;
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::settings::{Assessed, PurposeCard, PurposeRow, PurposesPage};

/// `GET /settings/purposes`
pub async fn page(State(app): State<App>, reader: Reader, Query(done): Query<show::Done>) -> Answer {
    app.blocking(move |app| {
        let mut frame = reader.frame(app, Section::Settings, done.notice(reader.t(), "purpose-"))?;
        frame.here = "/settings/purposes".to_owned();
        let (t, catalogue, active) = (frame.t, app.store.law().catalogue(), app.store.purposes()?);
        let values = app.store.values_by_purpose()?;
        let rows = Rows::of(app, frame.today)?;
        let free = catalogue.purposes().iter().filter(|purpose| purpose.duty.is_none());
        let mut cards: Vec<PurposeCard> = free
            .map(|purpose| PurposeCard {
                row: rows.row(app, t, purpose),
                in_use: active.contains(&purpose.id),
                fields: fields(app, t, purpose),
                values: values.get(&purpose.id).copied().unwrap_or_default(),
            })
            .collect();
        cards.sort_by_key(|card| !card.in_use);
        let duties = catalogue.purposes().iter().filter(|purpose| purpose.duty.is_some());
        Ok(html(&PurposesPage { duties: duties.map(|purpose| purpose.name.clone()).collect(), cards, frame }))
    })
    .await
}

/// `POST /settings/purposes/{purpose}/{deed}`
pub async fn switch(
    State(app): State<App>,
    Path((purpose, deed)): Path<(String, String)>,
    reader: Reader,
    _form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let found = app.store.law().catalogue().purpose(&purpose).filter(|found| found.duty.is_none());
        let purpose = found.ok_or(Trouble::NotFound)?.id;
        let (in_use, done) = match deed.as_str() {
            "use" => (true, "purpose-on"),
            "stop" => (false, "purpose-off"),
            _ => return Err(Trouble::NotFound),
        };
        app.store.switch_purpose(reader.stamp(app), purpose, in_use)?;
        Ok(go(&format!("/settings/purposes?done={done}")))
    })
    .await
}

/// The names of the fields a purpose needs, each once.
fn fields(app: &App, t: Text, purpose: &PurposeDef) -> String {
    let catalogue = app.store.law().catalogue();
    let mut names: Vec<&str> = Vec::new();
    for field in purpose.needs.iter().flat_map(|need| &need.fields) {
        let name = catalogue.field_by_id(*field).map_or("", |field| t.field(&field.name));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// What is needed to say of purposes how they stand.
pub(super) struct Rows {
    until: HashMap<(AssessmentKind, PurposeId), Date>,
    today: Date,
}

impl Rows {
    pub fn of(app: &App, today: Date) -> Result<Self, Trouble> {
        let mut until: HashMap<(AssessmentKind, PurposeId), Date> = HashMap::new();
        for found in app.store.assessments()? {
            let day = day_of(found.valid_to);
            let last = until.entry((found.kind, found.purpose)).or_insert(day);
            *last = day.max(*last);
        }
        Ok(Self { until, today })
    }

    /// A purpose with its bases, term and assessments.
    pub fn row(&self, app: &App, t: Text, purpose: &PurposeDef) -> PurposeRow {
        let pack = app.store.law().packs().retention(Country::PL, app.now());
        PurposeRow {
            name: purpose.name.clone(),
            bases: purpose.bases.iter().map(|(basis, _)| *basis).collect(),
            term: pack
                .and_then(|pack| pack.rule(&purpose.retention))
                .map(|rule| format!("{}, {}", t.term(rule), t.start_event(rule.start)))
                .unwrap_or_default(),
            balancing: self.stands(
                purpose.allows(Basis::LegitimateInterest),
                AssessmentKind::Balancing,
                purpose,
            ),
            impact: self.stands(purpose.dpia_required, AssessmentKind::Impact, purpose),
        }
    }

    fn stands(&self, needed: bool, kind: AssessmentKind, purpose: &PurposeDef) -> Assessed {
        match self.until.get(&(kind, purpose.id)) {
            _ if !needed => Assessed::NotNeeded,
            None if kind == AssessmentKind::Balancing && purpose.bases.len() > 1 => Assessed::Open,
            None => Assessed::Missing,
            Some(day) if *day < self.today => Assessed::Over(*day),
            Some(day) => Assessed::Until(*day),
        }
    }
}
