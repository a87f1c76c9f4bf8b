//! `GET /moje-dane/mine`: all that is held, where it is from, what for and until when.

use axum::extract::{Query, State};
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, ConsentState, ObjectionKind, PurposeCategory, PurposeDef};
use zgoda_rights::exports::recipients;
use zgoda_rights::requests::needs_identity;
use zgoda_rights::{Content, look, objected_to, open_to_objection};
use zgoda_store::{Consent, Person};

use super::ask::Wish;
use super::{Own, holder};
use crate::app::App;
use crate::page::Answer;
use crate::show;
use crate::trouble::Trouble;
use crate::views::moje_dane::{MinePage, OwnConsent, OwnPurpose, OwnRequest, OwnValue};

/// `GET /moje-dane/mine`
pub async fn page(State(app): State<App>, own: Own, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let person = own.person(app)?;
        let (values, recipients) = (values(app, &own, &person)?, recipients(&app.store, &person, app.now())?);
        let consents = person.consents.iter().filter(|consent| stands(consent));
        let consents = consents.map(|consent| own_consent(app, consent)).collect();
        let whole = || person.objections.iter().filter(|o| o.purpose.is_none());
        let marketing = whole().filter(|o| o.kind == ObjectionKind::Marketing);
        let objected = marketing.map(|objection| day_of(objection.made_at)).max();
        let paused = whole().filter(|o| o.kind == ObjectionKind::Grounds && o.rejected_at.is_none());
        let paused = paused.map(|objection| day_of(objection.made_at)).max();
        let (on_interest, restricted) = (rests_on_interest(app, &person), person.flags.restricted);
        let (purposes, requests) = (objectionable(app, &person), requests(&person));
        let (holder, today) = (holder(app)?, day_of(app.now()));
        own.visitor.door_page(app, |mut door| {
            door.notice = show::done(door.t, wish.own());
            door.here = "/moje-dane/mine".to_owned();
            MinePage {
                door,
                holder,
                values,
                consents,
                objected,
                purposes,
                on_interest,
                paused,
                restricted,
                recipients,
                requests,
                today,
            }
        })
    })
    .await
}

fn stands(consent: &Consent) -> bool {
    consent.state == ConsentState::Given && consent.ended_at.is_none()
}

fn values(app: &App, own: &Own, person: &Person) -> Result<Vec<OwnValue>, Trouble> {
    let acting = Own::acting(app)?;
    let purpose = acting.actor.session_purpose.as_deref();
    let purpose = purpose.and_then(|name| app.store.law().catalogue().purpose(name));
    let seen = look(&app.store, &acting, purpose.ok_or(Trouble::Unexpected)?.id, person)?;
    let t = own.t();
    let rows = seen.fields.into_iter().flat_map(|field| {
        field.values.into_iter().map(move |value| OwnValue {
            fact: value.fact.0,
            value: match &value.content {
                Content::Open(shown) => Some(show::value(t, &field.name, &shown.text())),
                Content::Sealed(_) => None,
            },
            field: field.name.clone(),
            tag: show::tag(value.tag),
        })
    });
    Ok(rows.collect())
}

/// Whether something is held on a legitimate interest other than marketing, so that one may object for reasons of one's
/// own (art. 21(1)).
fn rests_on_interest(app: &App, person: &Person) -> bool {
    let catalogue = app.store.law().catalogue();
    let links = person.current().flat_map(|fact| &fact.grounds.links);
    links.filter(|link| link.basis == Basis::LegitimateInterest).any(|link| {
        let purpose = catalogue.purpose_by_id(link.purpose);
        purpose.is_some_and(|purpose| purpose.category != PurposeCategory::Marketing)
    })
}

/// The purposes one may object to one by one, and those one did object to.
fn objectionable(app: &App, person: &Person) -> Vec<OwnPurpose> {
    let catalogue = app.store.law().catalogue();
    let open = open_to_objection(&app.store, person);
    let one = |purpose: &PurposeDef| {
        let objected = objected_to(person, purpose.id);
        (objected.is_some() || open.contains(&purpose.id))
            .then(|| OwnPurpose { purpose: purpose.name.clone(), objected: objected.map(day_of) })
    };
    catalogue.purposes().iter().filter_map(one).collect()
}

fn own_consent(app: &App, consent: &Consent) -> OwnConsent {
    let purpose = app.store.law().catalogue().purpose_by_id(consent.purpose);
    OwnConsent {
        no: consent.no,
        purpose: purpose.map(|purpose| purpose.name.clone()).unwrap_or_default(),
        channels: consent.channels.iter().copied().collect(),
        given: day_of(consent.given_at),
        wording: consent.wording.clone(),
    }
}

/// What the person asked for, the latest first.
fn requests(person: &Person) -> Vec<OwnRequest> {
    let row = |request: &zgoda_store::Request| OwnRequest {
        no: request.no,
        kind: request.kind,
        unconfirmed: request.identity.is_none()
            && request.answered_at.is_none()
            && needs_identity(request.kind),
        outcome: request.outcome,
        received: day_of(request.received_at),
        due: day_of(request.due_at),
        answered: request.answered_at.map(day_of),
    };
    person.requests.iter().rev().map(row).collect()
}
