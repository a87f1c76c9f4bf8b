//! `GET /settings`, and the same page where a form needs another try.

use axum::extract::{Query, State};
use jiff::Timestamp;
use zgoda_law::Role;
use zgoda_law::calendar::day_of;
use zgoda_rights::roles::ROLES;
use zgoda_store::Account;
use zgoda_text::Text;

use super::purposes::Rows;
use super::{is_admin, may_assess};
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice};
use crate::views::settings::{PackRow, SettingsPage, UserForm, UserRow};

/// The forms of the page as they were typed; those that were not stand as they do at first.
#[derive(Default)]
pub struct Forms {
    /// The new account.
    pub user: Option<UserForm>,
}

/// `GET /settings`
pub async fn page(State(app): State<App>, Query(done): Query<show::Done>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "");
        page_with(app, &reader, Forms::default(), notice)
    })
    .await
}

/// The page with forms as they were typed.
pub fn page_with(app: &App, reader: &Reader, forms: Forms, notice: Option<Notice>) -> Answer {
    let frame = reader.frame(app, Section::Settings, notice)?;
    let (t, today) = (frame.t, frame.today);
    let (rows, active) = (Rows::of(app, today)?, app.store.purposes()?);
    let in_use = app.store.law().catalogue().purposes().iter().filter(|purpose| active.contains(&purpose.id));
    let purposes = in_use.map(|purpose| rows.row(app, t, purpose)).collect();
    let controller = show::controller(app)?;
    let in_words: Vec<&str> = [&controller.name, &controller.address]
        .map(String::as_str)
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let next_year = today.saturating_add(jiff::Span::new().years(1)).to_string();
    let day = |value: &str| Input { value: value.to_owned(), problem: None };
    let user = forms.user.unwrap_or_else(|| UserForm {
        roles: roles(t, &[]),
        trained: day(&next_year),
        ..UserForm::default()
    });
    let versions: Vec<String> = app.store.vault().kek_versions().iter().map(u32::to_string).collect();
    Ok(html(&SettingsPage {
        controller: in_words.join(", "),
        officer: controller.officer,
        users: app
            .store
            .accounts()?
            .into_iter()
            .map(|account| user_row(t, reader, account, app.now()))
            .collect(),
        packs: packs(app),
        purposes,
        key_versions: versions.join(", "),
        ledger_key: app.store.ledger().vkey(),
        database: app.store.location(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        is_admin: is_admin(reader),
        may_assess: may_assess(reader),
        user,
        frame,
    }))
}

fn user_row(t: Text, reader: &Reader, account: Account, now: Timestamp) -> UserRow {
    let roles: Vec<&str> = account.roles(now).iter().map(|role| t.role(*role)).collect();
    UserRow {
        id: account.id.0,
        role: roles.join(", "),
        second_factor: account.totp.is_some(),
        trained_until: Some(day_of(account.trained_until)),
        disabled: account.disabled_at.map(day_of),
        can_disable: is_admin(reader) && account.id != reader.account.id && account.disabled_at.is_none(),
        name: account.name,
        email: account.login,
    }
}

/// The roles that people can have, in words, and whether each is ticked.
pub fn roles(t: Text, ticked: &[Role]) -> Vec<(&'static str, &'static str, bool)> {
    ROLES.iter().map(|role| (role.name(), t.role(role), ticked.contains(role))).collect()
}

fn packs(app: &App) -> Vec<PackRow> {
    let headers = app.store.law().packs().headers();
    headers
        .map(|header| PackRow {
            id: header.id.clone(),
            version: header.version.clone(),
            valid_from: header.valid_from,
            valid_to: header.valid_to,
        })
        .collect()
}
