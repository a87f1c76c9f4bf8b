//! `/account`: one's own account, and the change of one's password.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use zeroize::Zeroizing;
use zgoda_law::calendar::day_of;
use zgoda_rights::roles;
use zgoda_store::AuthorisationId;

use super::access::row;
use super::account::{hash_password, verify_password};
use super::setup::PASSWORD_MIN;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, SECURE, go, html, with_cookie};
use crate::security::cookie::Cookie;
use crate::show;
use crate::trouble::Trouble;
use crate::views::account::OwnAccountPage;
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice};

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(page))
        .route("/account/password", post(change))
        .route("/account/authorisations/{id}/accept", post(accept))
}

/// What is wrong with the present password, the new one and its repetition.
type Problems = [Option<&'static str>; 3];

/// `GET /account`
async fn page(State(app): State<App>, Query(done): Query<show::Done>, reader: Reader) -> Answer {
    app.blocking(move |app| show_with(app, &reader, [None; 3], done.notice(reader.t(), "access-"))).await
}

/// `POST /account/authorisations/{id}/accept`
async fn accept(State(app): State<App>, Path(id): Path<u32>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        roles::accept(&app.store, reader.stamp(app), AuthorisationId(id))?;
        Ok(go("/account?done=access-accepted"))
    })
    .await
}

fn again(app: &App, reader: &Reader, problems: Problems) -> Answer {
    show_with(app, reader, problems, None)
}

fn show_with(app: &App, reader: &Reader, problems: Problems, notice: Option<Notice>) -> Answer {
    let frame = reader.frame(app, Section::Settings, notice)?;
    let (t, now_at, names) = (frame.t, app.now(), show::names(app)?);
    let own = reader.account.authorisations.iter().filter(|one| one.ends().is_none_or(|end| end > now_at));
    let own = own.map(|one| row(app, t, one, &names, now_at)).collect();
    let input = |problem: Option<&str>| Input { value: String::new(), problem: problem.map(str::to_owned) };
    let [now, new, again] = problems.map(input);
    Ok(html(&OwnAccountPage {
        frame,
        email: reader.account.login.clone(),
        own,
        trained_until: day_of(reader.account.trained_until),
        now,
        new,
        again,
    }))
}

/// `POST /account/password`: ends every session of the account.
async fn change(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    let t = reader.t();
    let secret = |field: &str| Zeroizing::new(form.get(field).to_owned());
    let (now, new) = (secret("now"), secret("new"));
    let short = new.chars().count() < PASSWORD_MIN;
    let problems: Problems = [
        None,
        if short {
            Some(t.setup_password_hint())
        } else if *new == *now {
            Some(t.account_password_same())
        } else {
            None
        },
        (*new != *secret("again")).then(|| t.account_password_differs()),
    ];
    if problems.iter().any(Option::is_some) {
        return app.blocking(move |app| again(app, &reader, problems)).await;
    }
    let login = reader.account.login.clone();
    if app.accounts.check(&login, app.now()).is_err() {
        return Err(Trouble::TooMany);
    }
    app.hashing(move |app| {
        if !verify_password(&now, &reader.account.password) {
            app.accounts.failed(&login, app.now());
            return again(app, &reader, [Some(t.account_password_wrong()), None, None]);
        }
        let digest = hash_password(&new).ok_or(Trouble::Unexpected)?;
        app.store.set_password(reader.stamp(app), reader.account.id, &digest)?;
        Ok(with_cookie(go("/login"), &Cookie::Session.clear(SECURE)))
    })
    .await
}
