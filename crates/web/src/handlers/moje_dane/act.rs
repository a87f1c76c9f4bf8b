//! What a person does at their own page: objects, withdraws, corrects, leaves. Each at once, and said back.

use axum::extract::{Path, State};
use zgoda_law::FactNo;
use zgoda_rights::requests::identify;
use zgoda_rights::{
    Content, RightsError, look, object as heed_objection, rectify, withdraw as heed_withdrawal,
};

use zgoda_store::Identity;

use super::Own;
use crate::app::App;
use crate::page::{Answer, Posted, SECURE, go, with_cookie};
use crate::security::cookie::Cookie;
use crate::trouble::Trouble;
use crate::views::moje_dane::OwnCorrectPage;
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
        let heeded = heed_objection(&app.store, Own::stamp(app)?, own.id, VIA)?;
        on(app, &own, heeded.erased, "own-objected")
    })
    .await
}

/// `POST /moje-dane/consents/{no}/withdraw`
pub async fn withdraw(State(app): State<App>, own: Own, Path(no): Path<u32>, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let heeded = heed_withdrawal(&app.store, Own::stamp(app)?, own.id, no)?;
        on(app, &own, heeded.erased, "own-withdrawn")
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
                Ok(_) => return on(app, &own, false, "own-corrected"),
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
