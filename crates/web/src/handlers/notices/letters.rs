//! Letters that were made together: handing them out for a stated time, and recording that they were posted.

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use jiff::civil::Date;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_rights::RightsError;
use zgoda_rights::inform::{self, Window};
use zgoda_store::{BatchId, LetterBatch};

use super::{PURPOSE, informs};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::notices::{BatchPage, BatchRow, LettersPage};
use crate::views::parts::{Input, Notice};

/// `GET /notices/letters`
pub async fn list(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let batches = app.store.letter_batches()?;
        Ok(html(&LettersPage {
            frame: reader.frame(app, Section::Notices, None)?,
            rows: batches.into_iter().map(|batch| row(app, batch)).collect::<Result<_, _>>()?,
        }))
    })
    .await
}

fn row(app: &App, batch: LetterBatch) -> Result<BatchRow, Trouble> {
    let staff = app.store.accounts()?;
    let by = staff.into_iter().find(|account| account.id == batch.made_by);
    Ok(BatchRow {
        id: batch.id.to_string(),
        recipient: batch.recipient,
        letters: u64::try_from(app.store.deliveries_of(batch.id)?.len()).unwrap_or_default(),
        by: by.map(|account| account.name).unwrap_or_default(),
        made: day_of(batch.made_at),
        ends: day_of(batch.ends_at),
        over: batch.ends_at <= app.now(),
        posted: batch.posted_at.map(day_of),
        posting: batch.posting.unwrap_or_default(),
    })
}

/// `GET /notices/letters/{id}`
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<u32>,
    Query(done): Query<show::Done>,
) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "");
        Ok(html(&build(app, &reader, BatchId(id), notice)?))
    })
    .await
}

fn build(app: &App, reader: &Reader, id: BatchId, notice: Option<Notice>) -> Result<BatchPage, Trouble> {
    let batch = row(app, inform::batch(&app.store, id)?)?;
    let frame = reader.frame(app, Section::Notices, notice)?;
    Ok(BatchPage {
        day: Input { value: frame.today.to_string(), problem: None },
        posting: Input::default(),
        may: informs(reader),
        batch,
        frame,
    })
}

/// `POST /notices/letters/{id}/csv`
pub async fn csv(State(app): State<App>, reader: Reader, Path(id): Path<u32>, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let who = reader.acting_for(app, PURPOSE)?;
        let letters = inform::open_letters(&app.store, &who, BatchId(id))?;
        let text = inform::letters_csv(BatchId(id), &letters);
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"zgoda-letters-{id}.csv\"")),
        ];
        Ok((headers, text).into_response())
    })
    .await
}

/// `POST /notices/letters/{id}/pdf`
pub async fn pdf(State(app): State<App>, reader: Reader, Path(id): Path<u32>, form: Posted) -> Answer {
    app.blocking(move |app| {
        let window = if form.get("window") == "left" { Window::Left } else { Window::Right };
        let who = reader.acting_for(app, PURPOSE)?;
        let letters = inform::open_letters(&app.store, &who, BatchId(id))?;
        let t = reader.t();
        let pdf = match inform::letters_pdf(&app.store, BatchId(id), &letters, window, who.at) {
            Err(RightsError::Unfit) => {
                let [happened, safe, next] =
                    [t.letters_unfit(), t.letters_unfit_safe(), t.letters_unfit_next()].map(str::to_owned);
                return Err(Trouble::Refused { happened, safe, next });
            }
            other => other?,
        };
        let headers = [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"zgoda-letters-{id}.pdf\"")),
        ];
        Ok((headers, pdf).into_response())
    })
    .await
}

/// `POST /notices/letters/{id}/posted`
pub async fn posted(State(app): State<App>, reader: Reader, Path(id): Path<u32>, form: Posted) -> Answer {
    app.blocking(move |app| {
        let (t, id) = (reader.t(), BatchId(id));
        let day: Option<Date> = form.get("day").parse().ok();
        let who = reader.acting_for(app, PURPOSE)?;
        let made_at = inform::batch(&app.store, id)?.made_at;
        // Letters of today are posted now; those of an earlier day at its beginning, but not before they were made.
        let at = day.map(|day| if day == day_of(who.at) { who.at } else { start_of_day(day).max(made_at) });
        let wrong = |day_wrong: bool| -> Answer {
            let mut page = build(app, &reader, id, None)?;
            let problem = |wrong: bool, sentence: &str| wrong.then(|| sentence.to_owned());
            page.day = Input {
                value: form.get("day").to_owned(),
                problem: problem(day_wrong, t.letters_day_wrong()),
            };
            page.posting = Input {
                value: form.get("posting").to_owned(),
                problem: problem(!day_wrong, t.informed_proof_wrong_next()),
            };
            page.frame.here = format!("/notices/letters/{id}");
            Ok(html(&page))
        };
        let Some(at) = at.filter(|_| day.is_some_and(|day| day >= day_of(made_at))) else {
            return wrong(true);
        };
        match inform::post_letters(&app.store, &who, id, at, form.get("posting")) {
            Ok(_) => Ok(go(&format!("/notices/letters/{id}?done=letters-posted"))),
            Err(RightsError::Incomplete("day of posting")) => wrong(true),
            Err(RightsError::Incomplete(_)) => wrong(false),
            Err(other) => Err(other.into()),
        }
    })
    .await
}
