//! `/organisations`: the list, and a firm added by name or number.

use axum::extract::{Query, State};
use serde::Deserialize;
use zgoda_enrich::{Options, SourceSettings, Target};
use zgoda_law::calendar::day_of;
use zgoda_store::{OrgId, Organisation};

use super::enrich;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::organisations::{OrganisationRow, OrganisationsPage};
use crate::views::parts::{Input, Pager};

/// Firms on a page.
const ON_PAGE: u32 = 50;
/// Digits of a KRS number.
const KRS_DIGITS: usize = 10;

/// Behind which firm the page begins.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    after: Option<u32>,
    before: u64,
    done: Option<String>,
}

/// `GET /organisations`
pub async fn page(State(app): State<App>, Query(wish): Query<Wish>, reader: Reader) -> Answer {
    app.blocking(move |app| list(app, &reader, &wish, Input::default(), Input::default())).await
}

fn list(app: &App, reader: &Reader, wish: &Wish, name: Input, krs: Input) -> Answer {
    // The address carries a number, not a name: names of firms can be names of people.
    let after = match wish.after {
        Some(id) => app.store.organisation(OrgId(id))?.name,
        None => String::new(),
    };
    let said = wish.done.as_deref().filter(|code| code.starts_with("org-"));
    let notice = show::done(reader.t(), said);
    let mut found = app.store.organisations(&after, ON_PAGE + 1)?;
    let more = found.len() > ON_PAGE as usize;
    found.truncate(ON_PAGE as usize);
    let skipped = if wish.after.is_some() { wish.before } else { 0 };
    let last = skipped + found.len() as u64;
    let pager = Pager {
        first: skipped + u64::from(!found.is_empty()),
        last,
        total: app.store.organisation_count()?,
        previous: wish.after.map(|_| "/organisations".to_owned()),
        next: found
            .last()
            .filter(|_| more)
            .map(|org| format!("/organisations?after={}&before={last}", org.id)),
    };
    Ok(html(&OrganisationsPage {
        frame: reader.frame(app, Section::Organisations, notice)?,
        rows: found.into_iter().map(|org| row(app, org)).collect::<Result<_, _>>()?,
        pager,
        register_on: SourceSettings::load(&app.store, "krs").is_ok_and(|settings| settings.on),
        name,
        krs,
    }))
}

fn row(app: &App, org: Organisation) -> Result<OrganisationRow, Trouble> {
    let facts = app.store.organisation_facts(org.id)?;
    let standing: Vec<_> = facts.iter().filter(|fact| fact.ended_at.is_none()).collect();
    let value = |field: &str| standing.iter().find(|fact| fact.field == field).map(|fact| fact.value.clone());
    let latest = standing.iter().max_by_key(|fact| fact.confirmed_at);
    let source = latest.map(|fact| app.store.source(fact.source)).transpose()?;
    Ok(OrganisationRow {
        id: org.id.to_string(),
        city: value("seat_city"),
        number: org.krs.map(|krs| format!("KRS {krs}")).or(org.nip.map(|nip| format!("NIP {nip}"))),
        people: app.store.people_of(org.id)?.len() as u64,
        source: source.map(|source| source.kind),
        confirmed: latest.map(|fact| day_of(fact.confirmed_at)),
        name: org.name,
    })
}

/// `POST /organisations`
pub async fn add(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let digits: String = form.get("krs").chars().filter(|letter| !letter.is_whitespace()).collect();
        let typed = |field: &str, problem: Option<&str>| Input {
            value: form.get(field).to_owned(),
            problem: problem.map(str::to_owned),
        };
        let again = |name: Option<&str>, krs: Option<&str>| {
            list(app, &reader, &Wish::default(), typed("name", name), typed("krs", krs))
        };
        let name = form.get("name");
        if digits.is_empty() && name.is_empty() {
            return again(Some(t.orgs_needed()), None);
        }
        if digits.is_empty() {
            let id = app.store.add_organisation(reader.stamp(app), name, None, None)?;
            return Ok(go(&format!("/organisations/{id}?done=org-added")));
        }
        let Ok(number) = digits.parse() else { return again(None, Some(t.orgs_krs_wrong())) };
        let krs = format!("{digits:0>KRS_DIGITS$}");
        if let Some(known) = app.store.organisation_by_krs(&krs)? {
            return Ok(go(&format!("/organisations/{}", known.id)));
        }
        if SourceSettings::load(&app.store, "krs").is_ok_and(|settings| settings.on) {
            return enrich::run(app, &reader, &Target::Krs(number), Options::default());
        }
        if name.is_empty() {
            return again(Some(t.orgs_name_needed()), None);
        }
        let id = app.store.add_organisation(reader.stamp(app), name, Some(&krs), None)?;
        Ok(go(&format!("/organisations/{id}?done=org-added")))
    })
    .await
}
