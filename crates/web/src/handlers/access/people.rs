//! `/access/people`: who is authorised to what; authorising somebody, taking it back, and the printed form.

use std::collections::BTreeSet;

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{ActorId, Deed, Role};
use zgoda_rights::RightsError;
use zgoda_rights::roles::{self, Area, ROLES, Wish as Given, term};
use zgoda_store::{Account, AuthorisationId};

use super::row;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, attachment, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::access::{AuthorisationRow, GiveForm, StaffMemberPage, StaffPage, StaffRow, Stands};
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice};

/// `GET /access/people`
pub async fn list(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Access, None)?;
        let (t, now) = (frame.t, app.now());
        let row = |account: Account| StaffRow {
            id: account.id.0,
            disabled: account.disabled_at.is_some(),
            roles: account
                .authorisations
                .iter()
                .filter(|one| account.disabled_at.is_none() && one.stands(now))
                .map(|one| (t.role(one.role), term(t, one)))
                .collect(),
            name: account.name,
            login: account.login,
        };
        let mut rows: Vec<StaffRow> = app.store.accounts()?.into_iter().map(row).collect();
        rows.sort_by_key(|row| row.disabled);
        Ok(html(&StaffPage { rows, may_give: reader.may(Area::Access, Deed::Write), frame }))
    })
    .await
}

/// `GET /access/people/{id}`
pub async fn one(
    State(app): State<App>,
    Path(id): Path<u32>,
    reader: Reader,
    Query(done): Query<show::Done>,
) -> Answer {
    app.blocking(move |app| {
        let today = Input { value: day_of(app.now()).to_string(), problem: None };
        let form = GiveForm {
            role: Role::Sales.name().to_owned(),
            from: today,
            purposes: purposes(app, &BTreeSet::new())?,
            ..GiveForm::default()
        };
        let notice = done.notice(reader.t(), "access-");
        show_one(app, &reader, ActorId(id), form, notice)
    })
    .await
}

/// The purposes that an authorisation can be narrowed to, and whether each is ticked.
fn purposes(app: &App, ticked: &BTreeSet<&str>) -> Result<Vec<(String, bool)>, Trouble> {
    let in_use = app.store.purposes()?;
    let all = app.store.law().catalogue().purposes().iter();
    let all = all.filter(|purpose| in_use.contains(&purpose.id) || purpose.duty.is_some());
    Ok(all.map(|purpose| (purpose.name.clone(), ticked.contains(purpose.name.as_str()))).collect())
}

fn show_one(app: &App, reader: &Reader, id: ActorId, form: GiveForm, notice: Option<Notice>) -> Answer {
    let mut frame = reader.frame(app, Section::Access, notice)?;
    frame.here = format!("/access/people/{}", id.0);
    let (t, now) = (frame.t, app.now());
    let (account, names) = (app.store.account(id)?, show::names(app)?);
    let rows = account.authorisations.iter().rev().map(|one| row(app, t, one, &names, now));
    let (over, standing): (Vec<AuthorisationRow>, Vec<_>) = rows.partition(|row| row.stands == Stands::Over);
    let own = id == reader.account.id;
    let may_write = reader.may(Area::Access, Deed::Write) && account.disabled_at.is_none();
    Ok(html(&StaffMemberPage {
        id: id.0,
        name: account.name,
        login: account.login,
        standing,
        over,
        roles: ROLES.iter().map(|role| (role.name(), t.role(*role))).collect(),
        may_give: may_write && !own,
        may_end: may_write,
        own,
        may_print: reader.may(Area::Access, Deed::Export),
        form,
        frame,
    }))
}

/// `POST /access/people/{id}`
pub async fn give(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let (t, catalogue) = (reader.t(), app.store.law().catalogue());
        let input = |name: &str| Input { value: form.get(name).to_owned(), problem: None };
        let ticked: BTreeSet<&str> = form.all("purpose").collect();
        let mut typed = GiveForm {
            role: form.get("role").to_owned(),
            from: input("from"),
            to: input("to"),
            word: input("word"),
            purposes: purposes(app, &ticked)?,
            purposes_problem: None,
        };
        let day = |text: &str| text.parse::<Date>().ok();
        let from = day(form.get("from"));
        let to = Some(form.get("to")).filter(|text| !text.is_empty()).map(day);
        let given = match (from, to) {
            (None, _) => Err(RightsError::Incomplete("first day")),
            (_, Some(None)) => Err(RightsError::Incomplete("last day")),
            (Some(from), to) => {
                let wish = Given {
                    account: ActorId(id),
                    role: Role::from_name(form.get("role")).ok_or(Trouble::StaleForm)?,
                    purposes: ticked
                        .iter()
                        .filter_map(|name| catalogue.purpose(name))
                        .map(|p| p.id)
                        .collect(),
                    from,
                    to: to.flatten(),
                    word: form.get("word").to_owned(),
                };
                roles::give(&app.store, reader.stamp(app), &wish)
            }
        };
        match given {
            Ok(_) => return Ok(go(&format!("/access/people/{id}?done=access-given"))),
            Err(RightsError::Incomplete("first day")) => {
                typed.from.problem = Some(t.access_from_wrong().to_owned());
            }
            Err(RightsError::Incomplete("last day")) => {
                typed.to.problem = Some(t.access_to_wrong().to_owned())
            }
            Err(RightsError::Incomplete("word")) => {
                typed.word.problem = Some(t.access_word_wrong().to_owned())
            }
            Err(RightsError::Incomplete("purpose")) => {
                typed.purposes_problem = Some(t.access_purpose_wrong().to_owned());
            }
            Err(RightsError::SamePerson) => return Err(Trouble::Forbidden),
            Err(other) => return Err(other.into()),
        }
        show_one(app, &reader, ActorId(id), typed, None)
    })
    .await
}

/// `POST /access/authorisations/{id}/end`
pub async fn end(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let (t, id) = (reader.t(), AuthorisationId(id));
        let refused = |happened: &str, next: &str| Trouble::Refused {
            happened: happened.to_owned(),
            safe: t.access_refused_safe().to_owned(),
            next: next.to_owned(),
        };
        match roles::end(&app.store, reader.stamp(app), id, form.get("word")) {
            Err(RightsError::LastAdministrator) => {
                return Err(refused(t.access_last_admin(), t.access_last_admin_next()));
            }
            Err(RightsError::Incomplete(_)) => return Err(refused(t.field_needed(), t.access_word_wrong())),
            other => other?,
        }
        let whose = app.store.authorisations()?.into_iter().find(|one| one.id == id);
        let whose = whose.ok_or(Trouble::NotFound)?.account.0;
        Ok(go(&format!("/access/people/{whose}?done=access-ended")))
    })
    .await
}

/// `GET /access/authorisations/{id}/pdf`
pub async fn pdf(State(app): State<App>, Path(id): Path<u32>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let one = app.store.authorisations()?.into_iter().find(|one| one.id.0 == id);
        let pdf = roles::print(&app.store, &one.ok_or(Trouble::NotFound)?, reader.t().lang())?;
        Ok(attachment("application/pdf", &format!("authorisation-{id}.pdf"), pdf))
    })
    .await
}
