//! Erasing a person, GDPR art. 17: what goes and what stays, the deed, and the certificate.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use zgoda_law::{Action, ErasureExtent, SubjectId};
use zgoda_rights::{
    Certificate, ErasureOptions, ErasurePlan, RightsError, Staying as Kept, erasure, name_of,
};
use zgoda_store::{Person, Question};
use zgoda_text::Text;

use super::export::SUBJECT_RIGHTS;
use super::subject;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Notice, Tone};
use crate::views::rights::{CertificatePage, ErasePage, Going, Staying};

/// `GET /people/{id}/erase`
pub async fn page(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let person = app.store.person(id)?;
        if person.flags.erased {
            return Ok(go(&format!("/people/{id}/certificate")));
        }
        let t = reader.t();
        let plan = erasure::plan(&app.store, &person, app.now())?;
        let refused = plan.extent == ErasureExtent::Refused;
        let notice = refused.then(|| Notice {
            tone: Tone::Wait,
            title: t.proof_refused().to_owned(),
            text: None,
            action: None,
        });
        let name = name_of(&app.store, &reader.acting(app), reader.session.purpose, &person)?;
        Ok(html(&ErasePage {
            frame: reader.frame(app, Section::People, notice)?,
            who: show::who(id, name),
            staying: staying(t, &plan.staying, plan.addresses > 0, why(t)),
            going: going(&plan),
            told: plan.recipients,
            backup_days: ErasureOptions::default().key_archive_days.into(),
            whole: plan.extent == ErasureExtent::Full,
            obstacle: obstacle(app, &reader, &person)?,
        }))
    })
    .await
}

/// What goes, by field.
pub fn going(plan: &ErasurePlan) -> Vec<Going> {
    let going = |going: &zgoda_rights::Going| Going {
        field: going.field.clone(),
        values: going.values.into(),
        purposes: going.purposes.clone(),
    };
    plan.going.iter().map(going).collect()
}

/// What stays: values under a duty, the digest on the suppression list, the entries of the ledger; the latter two with
/// why, in words that fit the reader.
pub fn staying(t: Text, kept: &[Kept], suppressed: bool, why: [&str; 2]) -> Vec<Staying> {
    let [suppression, ledger] = why;
    let value = |kept: &Kept| {
        let purposes: Vec<&str> = kept.purposes.iter().map(|purpose| t.purpose(purpose)).collect();
        Staying {
            what: t.erase_keeps_field(t.field(&kept.field), purposes.join(", ")),
            why: t.erase_keeps_why().to_owned(),
            article: t.article(&kept.articles.join(", ")),
            until: Some(kept.until),
        }
    };
    let mut staying: Vec<Staying> = kept.iter().map(value).collect();
    if suppressed {
        staying.push(Staying {
            what: t.erase_keeps_suppression().to_owned(),
            why: suppression.to_owned(),
            article: t.erase_keeps_suppression_article().to_owned(),
            until: None,
        });
    }
    staying.push(Staying {
        what: t.erase_keeps_ledger().to_owned(),
        why: ledger.to_owned(),
        article: t.erase_keeps_ledger_article().to_owned(),
        until: None,
    });
    staying
}

/// Why the list of suppressed addresses and the ledger stay, said to staff.
fn why(t: Text) -> [&'static str; 2] {
    [t.erase_keeps_suppression_why(), t.erase_keeps_ledger_why()]
}

/// Why the reader may not erase, if they may not.
fn obstacle(app: &App, reader: &Reader, person: &Person) -> Result<Option<String>, Trouble> {
    let catalogue = app.store.law().catalogue();
    let purpose = catalogue.purpose(SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?.id;
    let actor = reader.actor_for(app, purpose);
    let question = Question { actor, action: Action::Erase, purpose, at: app.now() };
    let held: Vec<_> = person.facts.iter().filter(|fact| person.holds(fact.no)).collect();
    let verdicts = app.store.decide_all(&question, person, &held)?;
    let reason = verdicts.iter().find(|verdict| verdict.permit().is_none()).and_then(|v| v.reasons().first());
    Ok(reason.map(|reason| reader.t().reason(reason.code).to_owned()))
}

/// `POST /people/{id}/erase`
pub async fn submit(State(app): State<App>, reader: Reader, Path(id): Path<String>, form: Posted) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let acting = reader.acting_for(app, SUBJECT_RIGHTS)?;
        let suppress = !form.has("no_suppression");
        let options = ErasureOptions { suppress, reason: "request".to_owned(), ..ErasureOptions::default() };
        let certificate = erasure::carry_out(&app.store, &acting, id, &options)?;
        Ok(go(&match certificate.extent {
            ErasureExtent::Refused => format!("/people/{id}?done=erase-refused"),
            ErasureExtent::Full | ErasureExtent::Partial => format!("/people/{id}/certificate"),
        }))
    })
    .await
}

/// `GET /people/{id}/certificate`
pub async fn certificate(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let t = reader.t();
        let certificate = issued(app, id)?;
        let values = certificate.values();
        Ok(html(&CertificatePage {
            frame: reader.frame(app, Section::People, None)?,
            subject: id.to_string(),
            controller: show::controller(app)?.name,
            at: certificate.at,
            whole: certificate.extent == ErasureExtent::Full,
            values: values.into(),
            staying: staying(t, &certificate.staying, false, why(t)),
            entry: certificate.proof.entry,
            tree: certificate.proof.size,
            leaf: certificate.proof.leaf,
            root: certificate.proof.root,
            backups_end: certificate.keys_end,
        }))
    })
    .await
}

fn issued(app: &App, id: SubjectId) -> Result<Certificate, Trouble> {
    let days = ErasureOptions::default().key_archive_days;
    Certificate::again(&app.store, id, app.now(), days).map_err(|error| match error {
        RightsError::Unproved => Trouble::NotFound,
        other => other.into(),
    })
}

/// `GET /people/{id}/certificate.json`
pub async fn certificate_json(State(app): State<App>, _: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| Ok(file("application/json", "json", issued(app, id)?.to_json()?))).await
}

/// `GET /people/{id}/certificate.html`
pub async fn certificate_html(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let text = issued(app, id)?.to_html(reader.t().lang(), &show::controller(app)?)?;
        Ok(file("text/html; charset=utf-8", "html", text))
    })
    .await
}

/// `GET /people/{id}/certificate.txt`: the proof alone, as the verifier reads it.
pub async fn certificate_proof(State(app): State<App>, _: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| Ok(file("text/plain; charset=utf-8", "txt", issued(app, id)?.proof.bundle))).await
}

/// A file to be saved.
fn file(kind: &'static str, ending: &str, text: String) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = format!("attachment; filename=\"zgoda-certificate.{ending}\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
