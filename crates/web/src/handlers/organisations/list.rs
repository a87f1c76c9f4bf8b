//! `/organisations`: firms, filtered and sorted by what their public facts mean; one more is added by name or number.

use axum::extract::{Query, State};
use zgoda_enrich::firms::Firm;
use zgoda_enrich::{Options, SourceSettings, Target};
use zgoda_law::calendar::day_of;

use super::enrich;
use super::filter::Wish;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::organisations::{OrganisationRow, OrganisationsPage};
use crate::views::parts::{Input, Pager};

/// Firms on a page.
const ON_PAGE: usize = 50;
/// Digits of a KRS number.
const KRS_DIGITS: usize = 10;
/// Firms that one run can be planned for from a list, at most.
const RUN_MAX: usize = 10_000;

/// `GET /organisations`
pub async fn page(State(app): State<App>, Query(wish): Query<Wish>, reader: Reader) -> Answer {
    app.blocking(move |app| list(app, &reader, &wish, Input::default(), Input::default())).await
}

fn list(app: &App, reader: &Reader, wish: &Wish, name: Input, krs: Input) -> Answer {
    let t = reader.t();
    let said = wish.done.as_deref().filter(|code| code.starts_with("org-"));
    let frame = reader.frame(app, Section::Organisations, show::done(t, said))?;
    let page = |from: usize| wish.select(app, frame.today, from..from.saturating_add(ON_PAGE));
    let (mut from, mut found) = (wish.from, page(wish.from)?);
    if from >= found.total {
        (from, found) = (0, page(0)?);
    }
    let total = found.total;
    let rows: Vec<OrganisationRow> =
        found.firms.into_iter().map(|firm| row(app, reader, firm)).collect::<Result<_, _>>()?;
    let last = from + rows.len();
    let pager = Pager {
        first: (from + usize::from(!rows.is_empty())) as u64,
        last: last as u64,
        total: total as u64,
        previous: (from > 0).then(|| wish.address(from.saturating_sub(ON_PAGE))),
        next: (last < total).then(|| wish.address(last)),
    };
    Ok(html(&OrganisationsPage {
        headings: wish.headings(t),
        filters: wish.filters(app, t)?,
        may_run: total <= RUN_MAX,
        held: app.store.organisation_count()?,
        frame,
        rows,
        pager,
        register_on: SourceSettings::load(&app.store, "krs").is_ok_and(|settings| settings.on),
        name,
        krs,
    }))
}

fn row(app: &App, reader: &Reader, firm: Firm) -> Result<OrganisationRow, Trouble> {
    let t = reader.t();
    let age = firm.age(day_of(app.now()));
    let size = firm.size.map(|(low, high)| match low == high {
        true => t.size_class(low.name()).to_owned(),
        false => format!("{}–{}", t.size_class(low.name()), t.size_class(high.name())),
    });
    Ok(OrganisationRow {
        id: firm.id.to_string(),
        people: app.store.people_of(firm.id)?.len() as u64,
        name: firm.name,
        number: firm.krs.map(|krs| format!("KRS {krs}")).or(firm.nip.map(|nip| format!("NIP {nip}"))),
        city: firm.city,
        region: firm.voivodeship.map(|known| known.name()),
        activity: firm.activity_2025.or(firm.activity),
        age: age.map(|years| if years == 0 { t.org_age_new().to_owned() } else { t.org_age(years) }),
        size,
        source: firm.confirmed.map(|(source, _)| source),
        confirmed: firm.confirmed.map(|(_, at)| day_of(at)),
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
