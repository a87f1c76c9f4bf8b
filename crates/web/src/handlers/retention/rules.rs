//! `/retention/rules/{rule}`: a rule of keeping, and making its term shorter.

use axum::extract::{Path, Query, State};
use jiff::{Span, ToSpan};
use serde::Deserialize;
use zgoda_law::RetentionAction;
use zgoda_law::calendar::day_of;
use zgoda_rights::shorten::{self, UnfitTerm};
use zgoda_rights::{RightsError, terms};
use zgoda_store::{DecidedTerm, TermOrigin};
use zgoda_text::Text;

use super::may_run;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::Input;
use crate::views::rules::{OwnTerm, RulePage, Shorter, Under};

/// The largest number that may be typed.
const NUMBER_MAX: i64 = 999;

/// What stands in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    number: String,
    unit: String,
    done: Option<String>,
}

impl Wish {
    fn term(&self) -> Option<Span> {
        let number = self.number.trim().parse().ok().filter(|number| (0..=NUMBER_MAX).contains(number))?;
        Some(if self.unit == "months" { number.months() } else { number.days() })
    }
}

/// `GET /retention/rules/{rule}`
pub async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: Reader,
    Query(wish): Query<Wish>,
) -> Answer {
    app.blocking(move |app| {
        let (t, now) = (reader.t(), app.now());
        let rule = terms::rule(&app.store, &id, now)?;
        let done = wish.done.as_deref().filter(|code| code.starts_with("term-"));
        let mut frame = reader.frame(app, Section::Retention, show::done(t, done))?;
        frame.here = format!("/retention/rules/{id}");
        let held = app.store.values_by_purpose()?;
        let under = app.store.law().catalogue().purposes().iter().filter(|purpose| purpose.retention == id);
        let mut purposes: Vec<Under> = under
            .map(|purpose| Under {
                purpose: purpose.name.clone(),
                held: held.get(&purpose.id).copied().unwrap_or(0),
            })
            .collect();
        purposes.sort_by_key(|under| std::cmp::Reverse(under.held));
        let own = app.store.decided_terms()?;
        let own = own.iter().rfind(|own| own.rule == id && own.is_in_force(now));
        let (preview, problem) = match wish.term() {
            Some(term) => match shorten::preview(&app.store, &id, term, now) {
                Ok(reached) => {
                    let (values, people, due) = (reached.values, reached.people, reached.due);
                    (Some(Shorter { term: t.span(term), values, people, due }), None)
                }
                Err(RightsError::Term(unfit)) => (None, Some(told(t, unfit).to_owned())),
                Err(other) => return Err(other.into()),
            },
            None if wish.number.is_empty() => (None, None),
            None => (None, Some(t.term_empty().to_owned())),
        };
        Ok(html(&RulePage {
            purposes,
            begins: t.start_event(rule.start).to_owned(),
            term: t.term(rule),
            cap: rule.cap.map(|cap| t.span(cap)),
            article: t.article(&rule.legal_ref),
            ends: ends(t, rule.action),
            own: own.map(|own| own_term(app, t, own)).transpose()?,
            is_own: shorten::is_own(rule),
            may_shorten: may_run(&reader),
            number: Input { value: wish.number, problem },
            months: wish.unit == "months",
            preview,
            id,
            frame,
        }))
    })
    .await
}

/// `POST /retention/rules/{rule}`
pub async fn shorten(State(app): State<App>, Path(id): Path<String>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let wish = Wish { number: form.get("number").into(), unit: form.get("unit").into(), done: None };
        let term = wish.term().ok_or(Trouble::StaleForm)?;
        match shorten::shorten(&app.store, reader.stamp(app), &id, term) {
            Err(RightsError::Term(unfit)) => Err(Trouble::Refused {
                happened: told(t, unfit).to_owned(),
                safe: t.term_refused_safe().to_owned(),
                next: t.term_refused_next().to_owned(),
            }),
            other => {
                other?;
                Ok(go(&format!("/retention/rules/{id}?done=term-shortened")))
            }
        }
    })
    .await
}

/// `POST /retention/rules/{rule}/end`
pub async fn end(State(app): State<App>, Path(id): Path<String>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        terms::rule(&app.store, &id, app.now())?;
        terms::end(&app.store, reader.stamp(app), &id)?;
        Ok(go(&format!("/retention/rules/{id}?done=term-ended")))
    })
    .await
}

fn own_term(app: &App, t: Text, own: &DecidedTerm) -> Result<OwnTerm, Trouble> {
    Ok(OwnTerm {
        term: t.span(own.term),
        proved: own.origin == TermOrigin::Evidence,
        by: show::name_of(app, own.approved_by)?,
        at: day_of(own.approved_at),
    })
}

fn told(t: Text, unfit: UnfitTerm) -> &'static str {
    match unfit {
        UnfitTerm::Empty => t.term_empty(),
        UnfitTerm::NotShorter => t.term_not_shorter(),
        UnfitTerm::Contradicts => t.term_contradicts(),
        UnfitTerm::Statutory => t.term_statutory(),
    }
}

fn ends(t: Text, action: RetentionAction) -> &'static str {
    match action {
        RetentionAction::Erase => t.rule_ends_erase(),
        RetentionAction::Aggregate => t.rule_ends_aggregate(),
        RetentionAction::ArchiveRestricted => t.rule_ends_archive(),
    }
}
