//! `/moje-dane`: the page of the person whose data are held. No password, no account: a code sent to an address that is
//! known as theirs opens it for half an hour.

mod act;
mod ask;
mod copy;
mod erase;
mod mine;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use zgoda_law::SubjectId;
use zgoda_rights::Acting;
use zgoda_rights::requests::{Answer, Incoming, WORDS_MAX, answer, receive};
use zgoda_store::{Door as AtDoor, Person, RequestKey, RequestKind, Stamp};
use zgoda_text::{Lang, Text};

use crate::app::App;
use crate::handlers::people::export::SUBJECT_RIGHTS;
use crate::page::{SECURE, Visitor, go};
use crate::security::cookie::Cookie;
use crate::show;
use crate::trouble::Trouble;
use crate::views::moje_dane::Holder;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/moje-dane", get(ask::page).post(ask::submit))
        .route("/moje-dane/kod", get(ask::code_page).post(ask::enter))
        .route("/moje-dane/mine", get(mine::page))
        .route("/moje-dane/object", post(act::object))
        .route("/moje-dane/object/{purpose}", post(act::object_to_purpose))
        .route("/moje-dane/object-grounds", post(act::object_on_grounds))
        .route("/moje-dane/restrict", post(act::restrict))
        .route("/moje-dane/consents/{no}/withdraw", post(act::withdraw))
        .route("/moje-dane/consents/{no}/withdraw/{channel}", post(act::withdraw_channel))
        .route("/moje-dane/facts/{no}/erase", post(act::erase_value))
        .route("/moje-dane/facts/{no}/correct", get(act::correct_page).post(act::correct))
        .route("/moje-dane/copy", post(copy::give))
        .route("/moje-dane/move", post(act::carry_over))
        .route("/moje-dane/erase", get(erase::page).post(erase::submit))
        .route("/moje-dane/requests/{no}/confirm", post(act::confirm))
        .route("/moje-dane/requests/{no}/letter", post(act::letter))
        .route("/moje-dane/leave", post(act::leave))
}

/// Somebody at their own page.
pub struct Own {
    visitor: Visitor,
    /// Whose page it is.
    id: SubjectId,
    token: String,
}

impl Own {
    fn t(&self) -> Text {
        Text::new(self.visitor.lang)
    }

    fn lang(&self) -> Lang {
        self.visitor.lang
    }

    /// The program at work for the person, answering them.
    fn acting(app: &App) -> Result<Acting, Trouble> {
        let purpose = app.store.law().catalogue().purpose(SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?;
        Ok(Acting::system(&app.store, purpose.id, app.now()))
    }

    fn stamp(app: &App) -> Result<Stamp, Trouble> {
        Ok(Self::acting(app)?.stamp())
    }

    /// The person asks for something here; an open request of the same kind is theirs.
    fn asks(&self, app: &App, kind: RequestKind) -> Result<RequestKey, Trouble> {
        self.asks_with(app, kind, "")
    }

    /// The same with a word about it.
    fn asks_with(&self, app: &App, kind: RequestKind, said: &str) -> Result<RequestKey, Trouble> {
        let (said, received_at) = (said.chars().take(WORDS_MAX).collect(), app.now());
        let incoming = Incoming { kind, door: AtDoor::Page, received_at, whose: Some(self.id), said };
        Ok(receive(&app.store, &Self::acting(app)?, &incoming)?)
    }

    /// What the person asked for was done at once.
    fn granted(&self, app: &App, key: RequestKey) -> Result<(), Trouble> {
        Ok(answer(&app.store, &Self::acting(app)?, key, &Answer::Granted(String::new()))?)
    }

    /// The person, unless nothing is held of them any more.
    fn person(&self, app: &App) -> Result<Person, Trouble> {
        let person = app.store.person(self.id)?;
        if person.flags.erased { Err(Trouble::NotFound) } else { Ok(person) }
    }
}

impl FromRequestParts<App> for Own {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let token = Cookie::Own.get(&parts.headers, SECURE).map(str::to_owned);
        let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
        let found = token.and_then(|token| Some((app.visits.who(&token, app.now())?, token)));
        match found {
            Some((id, token)) => Ok(Self { visitor, id, token }),
            None => Err(go("/moje-dane?done=own-over").into_response()),
        }
    }
}

/// Who holds the data, as the pages say it.
fn holder(app: &App) -> Result<Holder, Trouble> {
    let controller = show::controller(app)?;
    let joined = [controller.name, controller.address];
    let controller_line: Vec<String> = joined.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(Holder { controller: controller_line.join(", "), officer: controller.officer })
}
