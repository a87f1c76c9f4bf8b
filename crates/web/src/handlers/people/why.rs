//! *Dlaczego?* about a message that would be sent, or a value that stays shut.

use axum::extract::{Path, Query, State};
use serde::Deserialize;
use zgoda_law::{Action, Channel, FactNo, Remedy, Verdict};
use zgoda_rights::{Acting, LightState, light, name_of};
use zgoda_store::{AssessmentKind, Person, Question};

use super::person::purpose_name;
use super::subject;
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::Link;
use crate::views::why::{Answer as Decision, WhyPage};

/// What is asked: a channel for a purpose, or a fact.
#[derive(Deserialize)]
pub struct Asked {
    purpose: Option<String>,
    channel: Option<String>,
    fact: Option<u32>,
}

/// `GET /people/{id}/why`
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let (t, acting) = (reader.t(), reader.acting(app));
        let person = app.store.person(id)?;
        let purpose = asked.purpose.clone().unwrap_or_else(|| purpose_name(app, reader.session.purpose));
        let (question, verdict) = match (asked.fact, asked.purpose, asked.channel) {
            (Some(fact), ..) => of_value(app, &reader, &acting, &person, FactNo(fact))?,
            (None, Some(purpose), Some(channel)) => {
                let channel = Channel::from_name(&channel).ok_or(Trouble::NotFound)?;
                let verdict = of_message(app, &acting, &person, &purpose, channel)?;
                (
                    t.why_question_send(t.channel(channel), t.purpose(&purpose)),
                    verdict.ok_or(Trouble::NotFound)?,
                )
            }
            _ => return Err(Trouble::NotFound),
        };
        let name = name_of(&app.store, &acting, reader.session.purpose, &person)?;
        Ok(html(&WhyPage {
            frame: reader.frame(app, Section::People, None)?,
            who: Some(show::who(id, name)),
            question,
            answer: Decision::new(t, &verdict),
            ways: ways(app, &reader, &acting, &person, &purpose, &verdict)?,
            at: acting.at,
        }))
    })
    .await
}

fn of_value(
    app: &App,
    reader: &Reader,
    acting: &Acting,
    person: &Person,
    fact: FactNo,
) -> Result<(String, Verdict), Trouble> {
    let t = reader.t();
    let fact = person.fact(fact).ok_or(Trouble::NotFound)?;
    let (actor, purpose) = (acting.actor.clone(), reader.session.purpose);
    let question = Question { actor, action: Action::Read, purpose, at: acting.at };
    let verdict = app.store.decide(&question, person, fact)?;
    let field = app.store.law().catalogue().field_by_id(fact.field).ok_or(Trouble::Unexpected)?;
    Ok((t.why_question_read(t.field(&field.name), t.purpose(&purpose_name(app, purpose))), verdict))
}

/// The decision about a message; `None` where no address for the channel is held.
fn of_message(
    app: &App,
    acting: &Acting,
    person: &Person,
    purpose: &str,
    channel: Channel,
) -> Result<Option<Verdict>, Trouble> {
    Ok(match light(&app.store, acting, person, purpose, channel)?.state {
        LightState::NoAddress => None,
        LightState::Decided(_, verdict) => Some(verdict),
    })
}

/// What one can press: only what this product does.
fn ways(
    app: &App,
    reader: &Reader,
    acting: &Acting,
    person: &Person,
    purpose: &str,
    verdict: &Verdict,
) -> Result<Vec<Link>, Trouble> {
    let (t, id) = (reader.t(), person.id);
    let helps = |remedy: Remedy| verdict.reasons().iter().any(|reason| reason.remedy == remedy);
    let mut ways = Vec::new();
    let untold = person.notices.iter().any(|notice| !notice.status.is_met());
    if helps(Remedy::DeliverNotice) && untold {
        ways.push(Link::new(t.why_way_notice(), format!("/people/{id}#notices")));
    }
    if helps(Remedy::WriteLetter)
        && of_message(app, acting, person, "direct_marketing_own", Channel::Post)?.is_some()
    {
        let why = format!("/people/{id}/why?purpose=direct_marketing_own&channel=post");
        ways.push(Link::new(t.why_way_letter(), why));
    }
    let assessments = [
        (Remedy::ApproveLia, AssessmentKind::Balancing, t.why_way_balancing()),
        (Remedy::ApproveDpia, AssessmentKind::Impact, t.why_way_impact()),
    ];
    for (_, kind, name) in assessments.into_iter().filter(|(remedy, ..)| helps(*remedy)) {
        ways.push(Link::new(name, format!("/settings/assessments/{}/{purpose}", kind.name())));
    }
    let first = verdict.reasons().first().map(|reason| reason.remedy);
    if first == Some(Remedy::EraseValue) {
        ways.push(Link::new(t.why_way_erase(), format!("/people/{id}/erase")));
    }
    Ok(ways)
}
