//! `GET /settings`, and the same page where a form needs another try.

use std::collections::HashMap;

use axum::extract::{Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, Country, PurposeDef, PurposeId, Role};
use zgoda_store::{Account, AssessmentKind};
use zgoda_text::Text;

use super::is_admin;
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice};
use crate::views::settings::{Assessed, PackRow, PurposeRow, SettingsPage, UserForm, UserRow};

/// What was done just now.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    done: Option<String>,
}

/// The forms of the page as they were typed; those that were not stand as they do at first.
#[derive(Default)]
pub struct Forms {
    /// The new account.
    pub user: Option<UserForm>,
}

/// `GET /settings`
pub async fn page(State(app): State<App>, Query(wish): Query<Wish>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let notice = show::done(reader.t(), wish.done.as_deref());
        page_with(app, &reader, Forms::default(), notice)
    })
    .await
}

/// The page with forms as they were typed.
pub fn page_with(app: &App, reader: &Reader, forms: Forms, notice: Option<Notice>) -> Answer {
    let frame = reader.frame(app, Section::Settings, notice)?;
    let (t, today) = (frame.t, frame.today);
    let purposes = purposes(app, t, today)?;
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
        users: app.store.accounts()?.into_iter().map(|account| user_row(t, reader, account)).collect(),
        packs: packs(app),
        purposes,
        key_versions: versions.join(", "),
        ledger_key: app.store.ledger().vkey(),
        database: app.store.location(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        is_admin: is_admin(reader),
        user,
        frame,
    }))
}

fn user_row(t: Text, reader: &Reader, account: Account) -> UserRow {
    let roles: Vec<&str> = account.roles.iter().map(|role| t.role(role)).collect();
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
    let people = Role::ALL.iter().filter(|role| **role != Role::System);
    people.map(|role| (role.name(), t.role(role), ticked.contains(role))).collect()
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

/// The purposes in use, each with its bases, term and assessments.
fn purposes(app: &App, t: Text, today: Date) -> Result<Vec<PurposeRow>, Trouble> {
    let catalogue = app.store.law().catalogue();
    let active = app.store.purposes()?;
    let pack = app.store.law().packs().retention(Country::PL, app.now());
    let mut until: HashMap<(AssessmentKind, PurposeId), Date> = HashMap::new();
    for found in app.store.assessments()? {
        let day = day_of(found.valid_to);
        let last = until.entry((found.kind, found.purpose)).or_insert(day);
        *last = day.max(*last);
    }
    let stands =
        |needed: bool, kind: AssessmentKind, purpose: &PurposeDef| match until.get(&(kind, purpose.id)) {
            _ if !needed => Assessed::NotNeeded,
            None if kind == AssessmentKind::Balancing && purpose.bases.len() > 1 => Assessed::Open,
            None => Assessed::Missing,
            Some(day) if *day < today => Assessed::Over(*day),
            Some(day) => Assessed::Until(*day),
        };
    let row = |purpose: &PurposeDef| PurposeRow {
        name: purpose.name.clone(),
        bases: purpose.bases.iter().map(|(basis, _)| *basis).collect(),
        term: pack
            .and_then(|pack| pack.rule(&purpose.retention))
            .map(|rule| format!("{}, {}", t.term(rule), t.start_event(rule.start)))
            .unwrap_or_default(),
        balancing: stands(purpose.allows(Basis::LegitimateInterest), AssessmentKind::Balancing, purpose),
        impact: stands(purpose.dpia_required, AssessmentKind::Impact, purpose),
    };
    Ok(catalogue.purposes().iter().filter(|purpose| active.contains(&purpose.id)).map(row).collect())
}
