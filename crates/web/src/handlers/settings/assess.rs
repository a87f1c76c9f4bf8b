//! `POST /settings/assessments`: approves a balancing test or an impact assessment, in the approver's own words.

use axum::extract::State;
use jiff::civil::Date;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_store::AssessmentKind;

use super::may_assess;
use super::page::{Forms, page_with};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;
use crate::views::parts::Input;

/// Letters that an assessment has at least.
const BODY_MIN: usize = 80;
/// The longest time until it is looked at again, in years.
const YEARS_MAX: i32 = 2;

/// `POST /settings/assessments`
pub async fn approve(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    if !may_assess(&reader) {
        return Err(Trouble::Forbidden);
    }
    app.blocking(move |app| {
        let t = reader.t();
        let (kind, purpose) = form.get("assess").split_once(':').ok_or(Trouble::NotFound)?;
        let kind = AssessmentKind::from_name(kind).ok_or(Trouble::NotFound)?;
        let purpose = app.store.law().catalogue().purpose(purpose).ok_or(Trouble::NotFound)?;
        let today = day_of(app.now());
        let latest = today.saturating_add(jiff::Span::new().years(YEARS_MAX));
        let until = form.get("until").parse::<Date>().ok().filter(|day| *day > today && *day <= latest);
        let short = form.get("body").chars().count() < BODY_MIN;
        let Some(until) = until.filter(|_| !short) else {
            let body = Input {
                value: form.get("body").to_owned(),
                problem: short.then(|| t.settings_assess_short().to_owned()),
            };
            let day = Input {
                value: form.get("until").to_owned(),
                problem: until.is_none().then(|| t.settings_assess_day().to_owned()),
            };
            let assess = Some((form.get("assess").to_owned(), body, day));
            return page_with(app, &reader, Forms { assess, ..Forms::default() }, None);
        };
        app.store.approve(reader.stamp(app), kind, purpose.id, start_of_day(until), form.get("body"))?;
        Ok(go("/settings?done=assessed"))
    })
    .await
}
