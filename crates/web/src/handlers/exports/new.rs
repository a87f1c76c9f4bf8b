//! `GET /exports/new`: the form, and what was typed into it.

use axum::extract::{RawQuery, State};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, Country, FieldId, PurposeDef};
use zgoda_rights::RightsError;
use zgoda_rights::exports::{DAYS_MAX, DAYS_USUAL, To, Unfit, Wish, fields_of, receivers};
use zgoda_store::{EntryId, ExportFormat};
use zgoda_text::Text;

use super::chosen::Chosen;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, html};
use crate::trouble::Trouble;
use crate::views::exports::{ExportNewPage, Receiving};
use crate::views::frame::Section;
use crate::views::parts::{Chip, Notice, Tone};

/// The purpose that was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    purpose: Option<String>,
}

/// The form as it was typed.
pub struct Typed {
    pub chosen: Chosen,
    pub purpose: String,
    pub fields: Vec<String>,
    pub to: String,
    pub name: String,
    pub country: String,
    pub basis: String,
    pub format: String,
    pub lock: String,
    pub key: String,
    pub expires: String,
}

impl Typed {
    /// As a form sends it.
    pub fn of(form: &Posted) -> Self {
        let get = |name: &str| form.get(name).to_owned();
        Self {
            chosen: Chosen::parse(form.get("who")),
            purpose: get("purpose"),
            fields: form.all("field").map(str::to_owned).collect(),
            to: get("to"),
            name: get("name"),
            country: get("country"),
            basis: get("basis"),
            format: get("format"),
            lock: get("lock"),
            key: get("key"),
            expires: get("expires"),
        }
    }

    /// What it wishes.
    ///
    /// # Errors
    /// What cannot be read, in words for whoever typed it.
    pub fn wish(&self, app: &App, reader: &Reader) -> Result<Wish, &'static str> {
        let (t, catalogue) = (reader.t(), app.store.law().catalogue());
        let purpose = catalogue.purpose(&self.purpose).ok_or_else(|| words(t, Unfit::Purpose))?;
        let fields: Option<Vec<FieldId>> =
            self.fields.iter().map(|name| catalogue.field(name).map(|field| field.id)).collect();
        let to = match self.to.as_str() {
            "own" => To::Own(reader.account.name.clone()),
            "other" => To::Controller {
                name: self.name.clone(),
                country: self
                    .country
                    .to_uppercase()
                    .parse::<Country>()
                    .map_err(|_| t.export_unfit_country())?,
                basis: Basis::from_name(&self.basis),
            },
            entry => match entry.strip_prefix("entry-").and_then(|id| id.parse().ok()) {
                Some(id) => To::Entered(EntryId(id)),
                None => return Err(words(t, Unfit::Recipient)),
            },
        };
        Ok(Wish {
            purpose: purpose.id,
            fields: fields.ok_or_else(|| words(t, Unfit::NotNeeded))?,
            to,
            format: ExportFormat::from_name(&self.format).ok_or_else(|| words(t, Unfit::Recipient))?,
            public_key: (self.lock == "key").then(|| self.key.clone()),
            expires_on: self.expires.parse::<Date>().map_err(|_| t.export_unfit_day())?,
        })
    }
}

/// `GET /exports/new`
pub async fn page(State(app): State<App>, reader: Reader, RawQuery(query): RawQuery) -> Answer {
    app.blocking(move |app| {
        let query = query.unwrap_or_default();
        let asked: Asked = serde_urlencoded::from_str(&query).unwrap_or_default();
        let catalogue = app.store.law().catalogue();
        let own = catalogue.purpose_by_id(reader.session.purpose).map(|purpose| purpose.name.clone());
        let purpose = asked.purpose.filter(|name| catalogue.purpose(name).is_some()).or(own);
        let typed = Typed {
            chosen: Chosen::parse(&query),
            purpose: purpose.unwrap_or_default(),
            fields: Vec::new(),
            to: "own".to_owned(),
            name: String::new(),
            country: Country::PL.to_string(),
            basis: String::new(),
            format: ExportFormat::Csv.name().to_owned(),
            lock: "passphrase".to_owned(),
            key: String::new(),
            expires: day_of(app.now()).saturating_add(DAYS_USUAL.days()).to_string(),
        };
        show(app, &reader, &typed, None)
    })
    .await
}

/// The form, with what is wrong with it.
pub fn show(app: &App, reader: &Reader, typed: &Typed, told: Option<&str>) -> Answer {
    let told =
        told.map(|title| Notice { tone: Tone::Wait, title: title.to_owned(), text: None, action: None });
    let mut frame = reader.frame(app, Section::People, told)?;
    let query = typed.chosen.query();
    frame.here = format!("/exports/new?{query}");
    let (t, today) = (frame.t, frame.today);
    let catalogue = app.store.law().catalogue();
    let purpose = catalogue.purpose(&typed.purpose);
    // What is owed to people has ways of its own: copies, letters, the suppression list.
    let is_open = |name: &str| catalogue.purpose(name).is_some_and(|purpose| purpose.duty.is_none());
    let chip = |name: String| Chip {
        label: t.purpose(&name).to_owned(),
        on: name == typed.purpose,
        href: format!("/exports/new?{query}{}purpose={name}", if query.is_empty() { "" } else { "&" }),
    };
    Ok(html(&ExportNewPage {
        people: typed.chosen.people(app, reader)?.len() as u64,
        who: query.clone(),
        purposes: reader.purposes(app)?.into_iter().filter(|name| is_open(name)).map(chip).collect(),
        purpose: typed.purpose.clone(),
        fields: purpose.map(|purpose| fields(app, purpose, typed)).unwrap_or_default(),
        receivers: receiving(app, t)?,
        to: typed.to.clone(),
        name: typed.name.clone(),
        country: typed.country.clone(),
        bases: Basis::ALL.iter().map(|basis| (basis.name(), t.basis(*basis).to_owned())).collect(),
        basis: typed.basis.clone(),
        formats: ExportFormat::ALL.iter().map(|format| (format.name(), format_words(t, *format))).collect(),
        format: typed.format.clone(),
        by_key: typed.lock == "key",
        key: typed.key.clone(),
        expires: typed.expires.clone(),
        earliest: today,
        latest: today.saturating_add(DAYS_MAX.days()),
        frame,
    }))
}

/// The fields that the purpose needs, of which anything is held.
fn fields(app: &App, purpose: &PurposeDef, typed: &Typed) -> Vec<(String, bool)> {
    let needed = fields_of(&app.store, purpose.id).into_iter();
    let held = needed.filter(|field| {
        let people = app.store.people_who(&zgoda_store::Condition::Holds(field.id));
        people.is_ok_and(|people| !people.is_empty())
    });
    held.map(|field| (field.name.clone(), typed.fields.contains(&field.name))).collect()
}

fn receiving(app: &App, t: Text) -> Result<Vec<Receiving>, Trouble> {
    let role = |role| match role {
        zgoda_law::RecipientRole::Processor => t.export_to_processor(),
        _ => t.export_to_controller(),
    };
    let one = |receiver: zgoda_rights::exports::Receiver| Receiving {
        value: format!("entry-{}", receiver.entry),
        name: receiver.name,
        what: format!("{}, {}", role(receiver.role), receiver.country),
    };
    Ok(receivers(&app.store, app.now())?.into_iter().map(one).collect())
}

/// A form of a file in words.
pub fn format_words(t: Text, format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => t.export_format_csv(),
        ExportFormat::Json => t.export_format_json(),
        ExportFormat::Xlsx => t.export_format_xlsx(),
    }
}

/// What is wrong with a wish, in words.
pub fn words(t: Text, unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::Purpose => t.export_unfit_purpose(),
        Unfit::Fields => t.export_unfit_fields(),
        Unfit::NotNeeded => t.export_unfit_not_needed(),
        Unfit::Recipient => t.export_unfit_recipient(),
        Unfit::Basis => t.export_unfit_basis(),
        Unfit::NotEntrusted => t.export_unfit_not_entrusted(),
        Unfit::Past => t.export_unfit_past(),
        Unfit::TooLong => t.export_unfit_too_long(),
        Unfit::Key => t.export_unfit_key(),
        Unfit::SecretKey => t.export_unfit_secret_key(),
        Unfit::Passphrase => t.export_unfit_passphrase(),
        Unfit::TooMany => t.export_unfit_too_many(),
        Unfit::Nobody => t.export_unfit_nobody(),
    }
}

/// What is wrong with a wish, or the failure that it is not about the wish.
pub fn told(t: Text, error: RightsError) -> Result<&'static str, Trouble> {
    match error {
        RightsError::Export(unfit) => Ok(words(t, unfit)),
        other => Err(other.into()),
    }
}
