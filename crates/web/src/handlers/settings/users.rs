//! `POST /settings/users` and `/settings/users/{id}/disable`: who may sign in.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use jiff::civil::Date;
use zeroize::Zeroizing;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::{ActorId, Role};
use zgoda_store::{NewAccount, StoreError};

use super::page::{Forms, page_with, roles};
use crate::app::App;
use crate::handlers::account::hash_password;
use crate::handlers::setup::{PASSWORD_MIN, is_email};
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;
use crate::views::parts::Input;
use crate::views::settings::UserForm;

/// `POST /settings/users`
pub async fn add(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.hashing(move |app| {
        let chosen: Vec<Role> =
            form.all("role").filter_map(Role::from_name).filter(|role| *role != Role::System).collect();
        let until: Option<Date> = form.get("until").parse().ok();
        let trained: Option<Date> = form.get("trained").parse().ok();
        let mut typed = typed(&reader, &form, &chosen, trained);
        let needs_end = chosen.contains(&Role::Inspector) || !form.get("until").is_empty();
        if needs_end && until.is_none_or(|last| last < day_of(app.now())) {
            typed.until.problem = Some(reader.t().access_to_wrong().to_owned());
        }
        let fine = typed.roles_problem.is_none()
            && [&typed.name, &typed.email, &typed.password, &typed.trained, &typed.until]
                .iter()
                .all(|input| input.problem.is_none());
        let Some(trained) = trained.filter(|_| fine) else {
            return page_with(app, &reader, Forms { user: Some(typed) }, None);
        };
        let password = Zeroizing::new(form.get("password").to_owned());
        let digest = hash_password(&password).ok_or(Trouble::Unexpected)?;
        let new = NewAccount {
            login: &form.get("email").to_lowercase(),
            name: form.get("name"),
            roles: BTreeSet::from_iter(chosen),
            until: until.map(|last| start_of_day(last.tomorrow().unwrap_or(last))),
            password: &digest,
            trained_until: start_of_day(trained),
        };
        match app.store.add_account(reader.stamp(app), &new) {
            Ok(_) => Ok(go("/settings?done=user-added")),
            Err(StoreError::Exists(_)) => {
                typed.email.problem = Some(reader.t().settings_user_taken().to_owned());
                page_with(app, &reader, Forms { user: Some(typed) }, None)
            }
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// The form as it was typed, with what is wrong with it.
fn typed(reader: &Reader, form: &Posted, chosen: &[Role], trained: Option<Date>) -> UserForm {
    let t = reader.t();
    let input = |field: &str, wrong: bool, why: &str| Input {
        value: form.get(field).to_owned(),
        problem: wrong.then(|| why.to_owned()),
    };
    let short = form.get("password").chars().count() < PASSWORD_MIN;
    UserForm {
        name: input("name", form.get("name").is_empty(), t.field_needed()),
        email: input("email", !is_email(form.get("email")), t.setup_email_wrong()),
        roles: roles(t, chosen),
        roles_problem: chosen.is_empty().then(|| t.settings_user_role_needed().to_owned()),
        password: Input { value: String::new(), problem: short.then(|| t.setup_password_hint().to_owned()) },
        trained: input("trained", trained.is_none(), t.field_needed()),
        until: input("until", false, ""),
    }
}

/// `POST /settings/users/{id}/disable`: the account and its sessions end; nobody can end their own.
pub async fn disable(State(app): State<App>, Path(id): Path<u32>, reader: Reader, _form: Posted) -> Answer {
    if reader.account.id == ActorId(id) {
        return Err(Trouble::Forbidden);
    }
    app.blocking(move |app| match app.store.disable_account(reader.stamp(app), ActorId(id)) {
        Err(refused) if refused.is_conflict() => {
            let t = reader.t();
            let words = [t.access_last_admin(), t.access_refused_safe(), t.access_last_admin_next()];
            let [happened, safe, next] = words.map(str::to_owned);
            Err(Trouble::Refused { happened, safe, next })
        }
        other => {
            other?;
            Ok(go("/settings?done=user-disabled"))
        }
    })
    .await
}
