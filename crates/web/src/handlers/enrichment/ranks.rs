//! `/enrichment/ranks`: which source is believed first, for groups of fields and for single ones.

use axum::extract::{Query, State};
use zgoda_law::{Deed, FieldGroup, Ranks, SourceClass};
use zgoda_rights::roles::Area;
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::enrichment::{RankForm, RanksPage};
use crate::views::frame::Section;
use crate::views::parts::Notice;

/// Fields that can get an order of their own.
const FIELDS: [&str; 12] = [
    "name",
    "legal_form",
    "nip",
    "regon",
    "address",
    "seat_city",
    "share_capital",
    "start_date",
    "employees",
    "website",
    "email",
    "phone",
];

/// `GET /enrichment/ranks`
pub async fn page(State(app): State<App>, Query(done): Query<show::Done>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "enrich-");
        show_page(app, &reader, notice)
    })
    .await
}

fn show_page(app: &App, reader: &Reader, notice: Option<Notice>) -> Answer {
    let t = reader.t();
    let ranks = app.store.ranks()?;
    let free = FIELDS.iter().filter(|field| !ranks.fields.contains_key(**field));
    Ok(html(&RanksPage {
        frame: reader.frame(app, Section::Enrichment, notice)?,
        forms: forms(t, &ranks),
        fields: free.map(|field| ((*field).to_owned(), FieldGroup::of(field))).collect(),
        may_change: reader.may(Area::Enrichment, Deed::Decide),
    }))
}

fn forms(t: Text, ranks: &Ranks) -> Vec<RankForm> {
    let group = |group: &FieldGroup| {
        let (title, hint) = match group {
            FieldGroup::Legal => (t.enrich_ranks_legal(), t.enrich_ranks_legal_hint()),
            FieldGroup::Contact => (t.enrich_ranks_contact(), t.enrich_ranks_contact_hint()),
        };
        let usual = ranks.groups.get(group).cloned().unwrap_or_else(|| group.usual().to_vec());
        let (title, hint) = (title.to_owned(), hint.to_owned());
        RankForm { key: group.name().to_owned(), title, hint, order: complete(*group, &usual), own: false }
    };
    let field = |(field, order): (&String, &Vec<SourceClass>)| RankForm {
        key: field.clone(),
        title: t.field(field).to_owned(),
        hint: String::new(),
        order: complete(FieldGroup::of(field), order),
        own: true,
    };
    FieldGroup::ALL.iter().map(group).chain(ranks.fields.iter().map(field)).collect()
}

/// An order with the classes it leaves out behind it.
fn complete(group: FieldGroup, order: &[SourceClass]) -> Vec<SourceClass> {
    let mut all = order.to_vec();
    all.extend(group.usual().into_iter().filter(|class| !order.contains(class)));
    all
}

/// `POST /enrichment/ranks`: an order as places, 1 for the best; a field with an order of its own added or dropped.
pub async fn save(State(app): State<App>, _reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let mut ranks = app.store.ranks()?;
        let key = form.get("key");
        let group = FieldGroup::from_name(key);
        let field = FIELDS.contains(&key).then(|| key.to_owned());
        match (form.get("do"), group, field) {
            ("add", _, Some(field)) => {
                let order = ranks.order(&field);
                ranks.fields.insert(field, order);
            }
            ("drop", _, Some(field)) => {
                ranks.fields.remove(&field);
            }
            ("save", Some(group), _) => {
                ranks.groups.insert(group, placed(&form, group));
            }
            ("save", None, Some(field)) => {
                let order = placed(&form, FieldGroup::of(&field));
                ranks.fields.insert(field, order);
            }
            _ => return Err(Trouble::NotFound),
        }
        app.store.set_ranks(&ranks)?;
        Ok(go("/enrichment/ranks?done=enrich-ranks"))
    })
    .await
}

/// The classes by the places typed; what has the same place, or none, keeps the usual order.
fn placed(form: &Posted, group: FieldGroup) -> Vec<SourceClass> {
    let mut order = group.usual().to_vec();
    order.sort_by_key(|class| form.get(class.name()).parse::<u8>().unwrap_or(u8::MAX));
    order
}
