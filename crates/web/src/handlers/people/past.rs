//! `/people/{id}/past`: a person as of a past day.

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::Ending;
use zgoda_law::calendar::{day_of, end_of_day};
use zgoda_rights::past::{PastContent, PastValue, past};
use zgoda_rights::{Content, Light};
use zgoda_store::{Consent, Entry, Person};
use zgoda_text::Text;

use super::subject;
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Tone, Who};
use crate::views::past::{PastPage, Said, SaidThen, Then, Verdict};

/// Entries of the ledger shown.
const SHOWN: usize = 50;

/// The day that is wanted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    day: Option<String>,
}

/// `GET /people/{id}/past`
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let person = app.store.person(id)?;
        let frame = reader.frame(app, Section::People, None)?;
        let (t, today) = (frame.t, frame.today);
        let typed = wish.day.unwrap_or_default();
        let day = typed.parse::<Date>().ok().filter(|day| *day <= today);
        let problem = (day.is_none() && !typed.is_empty()).then(|| t.past_wrong_day().to_owned());
        let then = day.map(|day| look_back(app, &reader, &person, day)).transpose()?;
        let first = day_of(person.created_at);
        let who = Who { id: id.to_string(), name: None };
        Ok(html(&PastPage { frame, who, day: typed, problem, first, erased: person.flags.erased, then }))
    })
    .await
}

fn look_back(app: &App, reader: &Reader, person: &Person, day: Date) -> Result<Then, Trouble> {
    let (t, now) = (reader.t(), app.now());
    // The whole day counts; of today, what is gone by of it.
    let at = end_of_day(day).min(now);
    let found = past(&app.store, &reader.acting(app), reader.session.purpose, person, at)?;
    let mut history = Vec::new();
    for entry in found.history.iter().take(SHOWN) {
        history.push((entry.at, what(t, entry), show::name_of(app, entry.actor)?));
    }
    Ok(Then {
        day,
        known: found.known,
        owed: found.owed,
        values: found.values.iter().map(|value| said(t, value)).collect(),
        consents: found.consents.iter().map(|consent| consented(app, t, consent)).collect(),
        objections: found.objections.iter().map(|one| show::objection(app, t, one)).collect(),
        verdicts: found.lights.iter().filter_map(|light| verdict(t, light)).collect(),
        history,
    })
}

fn what(t: Text, entry: &Entry) -> &'static str {
    let key = format!("happened-{}", entry.event.name().replace('_', "-"));
    t.find(&key).unwrap_or(entry.event.name())
}

fn said(t: Text, value: &PastValue) -> SaidThen {
    let said = match (&value.content, value.ended) {
        (PastContent::Held(Content::Open(shown)), _) => {
            Said::Open(show::value(t, &value.field, &shown.text()))
        }
        (PastContent::Held(Content::Sealed(verdict)), _) => {
            let reason = verdict.reasons().first().map(|reason| t.reason(reason.code));
            Said::Sealed(reason.unwrap_or_default())
        }
        (PastContent::Gone, ended) => {
            let (at, how) = ended.map_or((None, Ending::Erased), |(at, how)| (Some(day_of(at)), how));
            Said::Gone(how, at)
        }
    };
    SaidThen {
        field: value.field.clone(),
        said,
        ended: value.ended.map(|(at, how)| (how, day_of(at))),
        tag: show::tag(value.tag.clone()),
    }
}

fn consented(app: &App, t: Text, consent: &Consent) -> String {
    let purpose = app.store.law().catalogue().purpose_by_id(consent.purpose);
    let purpose = purpose.map(|purpose| t.purpose(&purpose.name).to_owned()).unwrap_or_default();
    let channels: Vec<&str> = consent.channels.iter().map(|channel| t.channel(*channel)).collect();
    let given = t.date_short(day_of(consent.given_at));
    format!("{purpose}: {}. {} {given}", channels.join(", "), t.consent_state(consent.state))
}

fn verdict(t: Text, light: &Light) -> Option<Verdict> {
    let decided = light.verdict()?;
    let reasons = decided.reasons().iter();
    Some(Verdict {
        purpose: light.purpose.clone(),
        channel: light.channel,
        tone: Tone::from(&decided.outcome()),
        outcome: t.outcome(decided.outcome()),
        reasons: reasons.map(|reason| (t.reason(reason.code), t.article(&reason.article))).collect(),
        packs: decided.packs().iter().map(|pack| format!("{}@{}", pack.id, pack.version)).collect(),
    })
}
