//! `GET /requests/{key}`: one request, how far it is, and the next step.

use axum::extract::{Path, Query, State};
use zgoda_law::ConsentState;
use zgoda_law::calendar::day_of;
use zgoda_rights::inform::MailServer;
use zgoda_rights::name_of;
use zgoda_rights::requests::{
    Ground, Letter, answer_due, article_of, has_email, needs_identity, tellings_of,
};
use zgoda_store::{Outcome, Person, RequestFile, RequestKind, WordsKind};
use zgoda_text::Text;

use super::key;
use super::list::asker;
use crate::app::App;
use crate::handlers::people::export::SUBJECT_RIGHTS;
use crate::handlers::people::person::purpose_name;
use crate::handlers::people::timeline::happened;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::requests::{ConsentChoice, Deed, FilePage, HistoryRow, TellingRow, Writing};

/// `GET /requests/{key}`
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    Query(done): Query<show::Done>,
) -> Answer {
    let key = key(&file)?;
    app.blocking(move |app| {
        let file = app.store.request_file(key)?;
        let notice = done.notice(reader.t(), "");
        let person = match file.subject.filter(|_| !file.erased) {
            Some(id) => Some(app.store.person(id)?),
            None => None,
        };
        let rights = app.store.law().catalogue().purpose(SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?.id;
        let name = match &person {
            Some(person) => {
                Some(name_of(&app.store, &reader.acting_for(app, SUBJECT_RIGHTS)?, rights, person)?)
            }
            None => None,
        };
        let asker = asker(&file, |id| name.map(|name| show::who(id, name)));
        let frame = reader.frame(app, Section::Requests, notice)?;
        Ok(html(&FilePage {
            asker,
            restricted: person.as_ref().is_some_and(|person| person.flags.restricted),
            can_send: match &person {
                Some(person) => has_email(&app.store, person) && MailServer::load(&app.store)?.is_some(),
                None => false,
            },
            ..build(app, &reader, &file, person.as_ref(), frame)?
        }))
    })
    .await
}

fn build(
    app: &App,
    reader: &Reader,
    file: &RequestFile,
    person: Option<&Person>,
    frame: crate::views::frame::Frame,
) -> Result<FilePage, Trouble> {
    let (t, request) = (reader.t(), &file.request);
    let words = |kind| app.store.request_words(file.key, kind);
    let identified = request.identity.is_some() || !needs_identity(request.kind);
    let open = request.answered_at.is_none();
    let ground = request.ground.as_deref().and_then(Ground::from_name);
    Ok(FilePage {
        frame,
        file: file.key.to_string(),
        kind: request.kind,
        article: t.article(article_of(request.kind)),
        asker: asker(file, |_| None),
        door: request.door,
        received: day_of(request.received_at),
        due: day_of(request.due_at),
        is_late: open && request.due_at < app.now(),
        extended: request.extended_at.map(day_of),
        may_extend: open && request.extended_at.is_none() && app.now() <= answer_due(request.received_at),
        identity: request.identity.map(|(identity, at)| (identity, day_of(at))),
        identified,
        can_send: false,
        answered: request.answered_at.map(day_of),
        outcome: request.outcome,
        ground: ground.map(|ground| {
            (t.request_ground(ground.name()).to_owned(), t.article(ground.article(request.kind)))
        }),
        grounds: Ground::of(request.kind)
            .map(|ground| {
                let article = t.article(ground.article(request.kind));
                (ground.name(), t.request_ground(ground.name()).to_owned(), article)
            })
            .collect(),
        outcomes: outcomes(request.kind, person),
        deed: if open && identified { deed(app, request.kind, person) } else { Deed::None },
        writings: writings(t, &words)?,
        letters: Letter::ALL.into_iter().filter(|letter| letter.fits(file)).collect(),
        restricted: false,
        lifting_told: request.lifting_told_at.map(day_of),
        transfers: super::transfer::shown(app, reader, file, identified)?,
        tellings: tellings_of(&app.store, file.key)?
            .into_iter()
            .map(|telling| TellingRow {
                no: telling.no,
                recipient: telling.recipient,
                state: telling.state,
                due: day_of(telling.due_at),
                settled: telling.settled_at.map(day_of),
                note: telling.note,
            })
            .collect(),
        ends_on: request.ends_on,
        history: history(app, t, file)?,
    })
}

/// What the request asks for, as a button or a way to where it is done.
fn deed(app: &App, kind: RequestKind, person: Option<&Person>) -> Deed {
    let Some(person) = person else { return Deed::None };
    match kind {
        RequestKind::Access | RequestKind::Portability => Deed::Copy,
        RequestKind::Restriction => Deed::Restrict,
        RequestKind::Objection => Deed::Object,
        RequestKind::Erasure => Deed::Erase,
        RequestKind::Rectification => Deed::Correct,
        RequestKind::HumanReview => Deed::None,
        RequestKind::Withdrawal => {
            let stands = |consent: &&zgoda_store::Consent| {
                consent.state == ConsentState::Given && consent.ended_at.is_none()
            };
            let choice = |consent: &zgoda_store::Consent| ConsentChoice {
                no: consent.no,
                purpose: purpose_name(app, consent.purpose),
                channels: consent.channels.iter().copied().collect(),
                given: day_of(consent.given_at),
            };
            Deed::Withdraw(person.consents.iter().filter(stands).map(choice).collect())
        }
    }
}

/// The answers that can be given by hand. What a deed answers is not claimed without it.
fn outcomes(kind: RequestKind, person: Option<&Person>) -> Vec<Outcome> {
    let by_deed = matches!(
        kind,
        RequestKind::Access | RequestKind::Portability | RequestKind::Erasure | RequestKind::Restriction
    );
    let is_held = person.is_some_and(|person| person.facts.iter().any(|fact| person.holds(fact.no)));
    let fits = |outcome: &Outcome| match outcome {
        Outcome::Granted => !by_deed && person.is_some(),
        Outcome::Partly => person.is_some(),
        Outcome::NothingHeld => !is_held,
        Outcome::TakenBack => true,
        Outcome::Refused => false,
    };
    Outcome::ALL.iter().copied().filter(fits).collect()
}

/// What was written in the file, in the order of its steps.
fn writings(
    t: Text,
    words: &impl Fn(WordsKind) -> Result<Option<String>, zgoda_store::StoreError>,
) -> Result<Vec<Writing>, Trouble> {
    let mut writings = Vec::new();
    for kind in WordsKind::ALL {
        let title = match kind {
            WordsKind::Receipt => t.requests_words_receipt(),
            WordsKind::Identity => t.requests_words_identity(),
            WordsKind::Extension => t.requests_words_extension(),
            WordsKind::Answer => t.requests_words_answer(),
            WordsKind::Wish => t.requests_words_wish(),
        };
        writings.extend(words(*kind)?.map(|text| Writing { title, text }));
    }
    Ok(writings)
}

/// What the ledger says about this file, the latest first.
fn history(app: &App, t: Text, file: &RequestFile) -> Result<Vec<HistoryRow>, Trouble> {
    let Some(id) = file.subject else { return Ok(Vec::new()) };
    let (begins, staff) = (format!("request {}", file.key), app.store.accounts()?);
    let entries = app.store.ledger().about(id)?;
    let own = entries.iter().rev().filter(|entry| {
        let rest = entry.detail.strip_prefix(&begins);
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
    });
    let row = |entry: &zgoda_store::Entry| HistoryRow {
        at: entry.at,
        what: happened(t, entry.event),
        by: staff.iter().find(|account| account.id == entry.actor).map(|account| account.name.clone()),
        entry: entry.seq,
    };
    Ok(own.map(row).collect())
}
