//! What a person does at their own page: objects, withdraws, corrects, leaves. Each at once, and said back.

use axum::extract::{Path, State};
use zgoda_law::{Channel, FactNo, PurposeCategory};
use zgoda_rights::requests::transfer::wish_to_move;
use zgoda_rights::requests::{self, Letter, identify};
use zgoda_rights::{
    Content, RightsError, erase_value as erase_one, look, object as heed_objection,
    object_on_grounds as pause, object_to, objected_to, open_to_objection, rectify,
    withdraw as heed_withdrawal, withdraw_channel as heed_for_channel,
};
use zgoda_store::{Identity, Outcome, RequestKind};

use super::Own;
use crate::app::App;
use crate::page::{Answer, Posted, SECURE, attachment, go, with_cookie};
use crate::security::cookie::Cookie;
use crate::trouble::Trouble;
use crate::views::moje_dane::{OwnCorrectPage, RESTRICTIONS};
use crate::views::parts::Input;

/// How a word reached us that was said here.
const VIA: &str = "page";

/// Where one goes on: to the page, or out where nothing is left to see.
fn on(app: &App, own: &Own, erased: bool, done: &str) -> Answer {
    if erased {
        app.visits.end(&own.token);
        return Ok(go("/moje-dane?done=own-nothing-left"));
    }
    Ok(go(&format!("/moje-dane/mine?done={done}")))
}

/// `POST /moje-dane/object`
pub async fn object(State(app): State<App>, own: Own, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let key = own.asks(app, RequestKind::Objection)?;
        let heeded = heed_objection(&app.store, Own::stamp(app)?, own.id, VIA)?;
        own.granted(app, key)?;
        on(app, &own, heeded.erased, "own-objected")
    })
    .await
}

/// `POST /moje-dane/object/{purpose}`: to one purpose alone. Marketing ends at once; for the rest somebody decides.
pub async fn object_to_purpose(
    State(app): State<App>,
    own: Own,
    Path(purpose): Path<String>,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let def = app.store.law().catalogue().purpose(&purpose).ok_or(Trouble::NotFound)?;
        let person = own.person(app)?;
        let is_open = open_to_objection(&app.store, &person).contains(&def.id);
        if !is_open && objected_to(&person, def.id).is_none() {
            return Err(Trouble::NotFound);
        }
        let key = own.asks_with(app, RequestKind::Objection, form.get("why"))?;
        let heeded = object_to(&app.store, Own::stamp(app)?, own.id, def.id, VIA)?;
        if def.category != PurposeCategory::Marketing {
            return on(app, &own, heeded.erased, "own-paused");
        }
        own.granted(app, key)?;
        on(app, &own, heeded.erased, "own-objected-purpose")
    })
    .await
}

/// `POST /moje-dane/object-grounds`: to what rests on our interest, for a reason of their own. It stops at once; somebody
/// decides and answers.
pub async fn object_on_grounds(State(app): State<App>, own: Own, form: Posted) -> Answer {
    app.blocking(move |app| {
        own.asks_with(app, RequestKind::Objection, form.get("why"))?;
        pause(&app.store, Own::stamp(app)?, own.id, VIA)?;
        on(app, &own, false, "own-paused")
    })
    .await
}

/// `POST /moje-dane/restrict`
pub async fn restrict(State(app): State<App>, own: Own, form: Posted) -> Answer {
    app.blocking(move |app| {
        let case = RESTRICTIONS.iter().find(|case| **case == form.get("case")).ok_or(Trouble::StaleForm)?;
        let t = own.t();
        let why = t.find(&format!("own-restrict-{case}")).unwrap_or_default();
        let key = own.asks_with(app, RequestKind::Restriction, why)?;
        requests::restrict(&app.store, &Own::acting(app)?, key)?;
        on(app, &own, false, "own-restricted")
    })
    .await
}

/// `POST /moje-dane/consents/{no}/withdraw`
pub async fn withdraw(State(app): State<App>, own: Own, Path(no): Path<u32>, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let key = own.asks(app, RequestKind::Withdrawal)?;
        let heeded = heed_withdrawal(&app.store, Own::stamp(app)?, own.id, no)?;
        own.granted(app, key)?;
        on(app, &own, heeded.erased, "own-withdrawn")
    })
    .await
}

/// `POST /moje-dane/consents/{no}/withdraw/{channel}`
pub async fn withdraw_channel(
    State(app): State<App>,
    own: Own,
    Path((no, channel)): Path<(u32, String)>,
    _form: Posted,
) -> Answer {
    let channel = Channel::from_name(&channel).ok_or(Trouble::NotFound)?;
    app.blocking(move |app| {
        let key = own.asks(app, RequestKind::Withdrawal)?;
        let heeded = heed_for_channel(&app.store, Own::stamp(app)?, own.id, no, channel)?;
        own.granted(app, key)?;
        on(app, &own, heeded.erased, "own-withdrawn-channel")
    })
    .await
}

/// `POST /moje-dane/move`: the person names the firm their data shall go to; the officer sends them there.
pub async fn carry_over(State(app): State<App>, own: Own, form: Posted) -> Answer {
    app.blocking(move |app| {
        let named = [form.get("receiver"), form.get("address")];
        let named: Vec<&str> = named.into_iter().filter(|part| !part.is_empty()).collect();
        match wish_to_move(&app.store, &Own::acting(app)?, own.id, &named.join(", ")) {
            Ok((_, true)) => on(app, &own, false, "own-moving"),
            Ok((_, false)) => on(app, &own, false, "own-moving-before"),
            Err(RightsError::Incomplete(_)) => Err(Trouble::StaleForm),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// `POST /moje-dane/facts/{no}/erase`
pub async fn erase_value(State(app): State<App>, own: Own, Path(no): Path<u32>, _form: Posted) -> Answer {
    app.blocking(move |app| {
        own.asks(app, RequestKind::Erasure)?;
        let done = match erase_one(&app.store, &Own::acting(app)?, own.id, FactNo(no))? {
            Outcome::Refused => "own-value-kept",
            Outcome::Partly => "own-value-partly",
            _ => "own-value-erased",
        };
        on(app, &own, app.store.person(own.id)?.flags.erased, done)
    })
    .await
}

/// `POST /moje-dane/requests/{no}/letter`: the receipt of a request, or the answer to it.
pub async fn letter(State(app): State<App>, own: Own, Path(no): Path<u32>, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let file = own.person(app)?.request_file(no).ok_or(Trouble::NotFound)?;
        let letter = if file.request.answered_at.is_some() { Letter::Answer } else { Letter::Receipt };
        let pdf = requests::letter(&app.store, &Own::acting(app)?, file.key, letter, own.lang())?;
        Ok(attachment("application/pdf", &format!("zgoda-{}.pdf", file.key), pdf))
    })
    .await
}

/// `GET /moje-dane/facts/{no}/correct`
pub async fn correct_page(State(app): State<App>, own: Own, Path(no): Path<u32>) -> Answer {
    app.blocking(move |app| {
        let (field, now) = held(app, &own, FactNo(no))?;
        let value = Input { value: now.clone(), problem: None };
        show_form(app, own, no, field, now, value)
    })
    .await
}

/// `POST /moje-dane/facts/{no}/correct`
pub async fn correct(State(app): State<App>, own: Own, Path(no): Path<u32>, form: Posted) -> Answer {
    app.blocking(move |app| {
        let (field, now) = held(app, &own, FactNo(no))?;
        let typed = form.get("value");
        let problem = match now == typed {
            true => own.t().correct_same(),
            false => match rectify(&app.store, &Own::acting(app)?, own.id, FactNo(no), typed) {
                Ok(_) => {
                    own.granted(app, own.asks(app, RequestKind::Rectification)?)?;
                    return on(app, &own, false, "own-corrected");
                }
                Err(RightsError::Incomplete(_)) => own.t().correct_wrong(),
                Err(other) => return Err(other.into()),
            },
        };
        let value = Input { value: typed.to_owned(), problem: Some(problem.to_owned()) };
        show_form(app, own, no, field, now, value)
    })
    .await
}

fn show_form(app: &App, own: Own, fact: u32, field: String, now: String, value: Input) -> Answer {
    own.visitor.door_page(app, |mut door| {
        door.here = format!("/moje-dane/facts/{fact}/correct");
        OwnCorrectPage { door, fact, field, now, value }
    })
}

/// The field and the value of a fact that stands and may be shown.
fn held(app: &App, own: &Own, no: FactNo) -> Result<(String, String), Trouble> {
    let (person, acting) = (own.person(app)?, Own::acting(app)?);
    let purpose = app.store.law().catalogue().purpose(super::SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?;
    let seen = look(&app.store, &acting, purpose.id, &person)?;
    for field in seen.fields {
        if let Some(value) = field.values.into_iter().find(|value| value.fact == no) {
            return match value.content {
                Content::Open(shown) => Ok((field.name, shown.text().into_owned())),
                Content::Sealed(verdict) => Err(Trouble::Denied(verdict.reasons().to_vec())),
            };
        }
    }
    Err(Trouble::NotFound)
}

/// `POST /moje-dane/requests/{no}/confirm`: whoever came here with a code sent to an address that was held says that a
/// request which reached us in another way is theirs.
pub async fn confirm(State(app): State<App>, own: Own, Path(no): Path<u32>, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let file = own.person(app)?.request_file(no).ok_or(Trouble::NotFound)?;
        match identify(&app.store, &Own::acting(app)?, file.key, Identity::Code, "") {
            Ok(()) | Err(RightsError::Answered) => on(app, &own, false, "own-confirmed"),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// `POST /moje-dane/leave`: ends the visit.
pub async fn leave(State(app): State<App>, own: Own, _form: Posted) -> Answer {
    app.visits.end(&own.token);
    Ok(with_cookie(go("/moje-dane?done=own-left"), &Cookie::Own.clear(SECURE)))
}
