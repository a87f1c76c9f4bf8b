//! `/account`: one's own account, and the change of one's password.

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use zeroize::Zeroizing;
use zgoda_law::calendar::day_of;

use super::account::{hash_password, verify_password};
use super::setup::PASSWORD_MIN;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, SECURE, go, html, with_cookie};
use crate::security::cookie::Cookie;
use crate::trouble::Trouble;
use crate::views::account::OwnAccountPage;
use crate::views::frame::Section;
use crate::views::parts::Input;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new().route("/account", get(page)).route("/account/password", post(change))
}

/// What is wrong with the present password, the new one and its repetition.
type Problems = [Option<&'static str>; 3];

/// `GET /account`
async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| show(app, &reader, [None; 3])).await
}

fn show(app: &App, reader: &Reader, problems: Problems) -> Answer {
    let frame = reader.frame(app, Section::Settings, None)?;
    let t = frame.t;
    let input = |problem: Option<&str>| Input { value: String::new(), problem: problem.map(str::to_owned) };
    let [now, new, again] = problems.map(input);
    let roles: Vec<&str> = reader.account.roles.iter().map(|role| t.role(role)).collect();
    Ok(html(&OwnAccountPage {
        frame,
        email: reader.account.login.clone(),
        roles: roles.join(", "),
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
        return app.blocking(move |app| show(app, &reader, problems)).await;
    }
    let login = reader.account.login.clone();
    if app.accounts.check(&login, app.now()).is_err() {
        return Err(Trouble::TooMany);
    }
    app.hashing(move |app| {
        if !verify_password(&now, &reader.account.password) {
            app.accounts.failed(&login, app.now());
            return show(app, &reader, [Some(t.account_password_wrong()), None, None]);
        }
        let digest = hash_password(&new).ok_or(Trouble::Unexpected)?;
        app.store.set_password(reader.stamp(app), reader.account.id, &digest)?;
        Ok(with_cookie(go("/login"), &Cookie::Session.clear(SECURE)))
    })
    .await
}
