//! What a form says of source, purposes and consents, as a plan and back.

use std::collections::BTreeSet;

use jiff::civil::Date;
use zgoda_intake::{
    ConsentTerms, ImportPlan, PlannedSource, Refusal, SOURCE_CARDS, SourceCard, SourceKind, link,
};
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, Channel, ConsentAct, PurposeId};
use zgoda_store::{AssessmentKind, Link};

use crate::app::App;
use crate::page::{Posted, Reader};
use crate::trouble::Trouble;
use crate::views::imports::{ConsentForm, PurposeChoice};

/// Channels that a consent can name.
const CHANNELS: [Channel; 5] =
    [Channel::Email, Channel::Sms, Channel::CallLive, Channel::MessengerDm, Channel::Post];

/// The cards that fit a table.
pub fn cards() -> impl Iterator<Item = &'static SourceCard> {
    SOURCE_CARDS.iter().filter(|card| card.kind != SourceKind::Manual)
}

/// The plan that a form describes.
pub fn plan(app: &App, form: &Posted, card: &SourceCard, day: Option<Date>) -> Result<ImportPlan, Refusal> {
    let name = form.get("origin");
    let links = links(app, form, card, name)?;
    let mut plan = ImportPlan::new(source(app, form, card, day), day, links);
    plan.informed = form.has("informed");
    plan.consent = consent(form);
    Ok(plan)
}

/// The source: one that was described before with the same name and day, else a new one.
fn source(app: &App, form: &Posted, card: &SourceCard, day: Option<Date>) -> PlannedSource {
    let name = form.get("origin");
    let same = |known: &&zgoda_store::Source| {
        known.kind == card.source && known.name == name && Some(day_of(known.occurred_at)) == day
    };
    let evidence = form.get("evidence").to_owned();
    let known = app.store.sources().unwrap_or_default();
    match known.iter().find(same).filter(|_| evidence.is_empty() && !card.refused) {
        Some(known) => PlannedSource::Known(known.id),
        None => PlannedSource::New { kind: card.kind, name: name.to_owned(), evidence },
    }
}

fn links(app: &App, form: &Posted, card: &SourceCard, name: &str) -> Result<Vec<Link>, Refusal> {
    let catalogue = app.store.law().catalogue();
    let of = |purpose: &str| {
        let basis = Basis::from_name(form.get(&format!("basis-{purpose}")));
        link(catalogue, Some(card), purpose, basis, name)
    };
    form.all("purpose").map(of).collect()
}

fn consent(form: &Posted) -> ConsentTerms {
    let blank = ConsentTerms::default();
    let named: BTreeSet<Channel> = form.all("consent_channel").filter_map(Channel::from_name).collect();
    let purpose = form.get("consent_purpose");
    ConsentTerms {
        purpose: if purpose.is_empty() { blank.purpose } else { purpose.to_owned() },
        channels: if named.is_empty() { blank.channels } else { named },
        act: ConsentAct::from_name(form.get("consent_act")),
        proof: form.has("consent_proof"),
        informed: form.has("consent_told"),
        separate: form.has("consent_separate"),
        double_optin: form.get("consent_act") == ConsentAct::DoubleOptin.name(),
        pke398: form.has("consent_pke"),
        wording: Some(form.get("wording").to_owned()).filter(|text| !text.is_empty()),
        lang: blank.lang,
    }
}

/// The purposes that the reader may choose. `links` are those chosen; before anything was, the usual ones of `card`.
pub fn purposes(
    app: &App,
    reader: &Reader,
    links: &[Link],
    card: Option<&SourceCard>,
) -> Result<Vec<PurposeChoice>, Trouble> {
    let catalogue = app.store.law().catalogue();
    let balanced: BTreeSet<PurposeId> = app
        .store
        .assessments()?
        .into_iter()
        .filter(|found| found.kind == AssessmentKind::Balancing && found.valid_to > app.now())
        .map(|found| found.purpose)
        .collect();
    let choice = |name: String| {
        let purpose = catalogue.purpose(&name)?;
        let link = links.iter().find(|link| link.purpose == purpose.id);
        let usual = || card.is_some_and(|card| card.purposes.iter().any(|(of, _)| *of == name));
        let bases: Vec<Basis> = purpose.bases.iter().map(|(basis, _)| *basis).collect();
        let basis =
            link.map(|link| link.basis).or_else(|| first_choice(&bases, balanced.contains(&purpose.id)));
        let on = link.is_some() || links.is_empty() && usual();
        // What a legal duty brings is not collected by choice, and facts of firms need no basis.
        let asked = purpose.duty.is_none() && !bases.is_empty();
        asked.then_some(PurposeChoice { name, on, bases, basis })
    };
    Ok(reader.purposes(app)?.into_iter().filter_map(choice).collect())
}

/// The basis that is offered first: what the person asked for, else a balanced interest, else what the catalogue has.
fn first_choice(bases: &[Basis], balanced: bool) -> Option<Basis> {
    let has = |basis: Basis| bases.contains(&basis).then_some(basis);
    has(Basis::Contract)
        .or(has(Basis::LegitimateInterest).filter(|_| balanced))
        .or_else(|| bases.first().copied())
}

/// What the form says of consents.
pub fn consent_form(app: &App, reader: &Reader, terms: &ConsentTerms) -> Result<ConsentForm, Trouble> {
    let catalogue = app.store.law().catalogue();
    let allows = |name: &String| catalogue.purpose(name).is_some_and(|found| found.allows(Basis::Consent));
    Ok(ConsentForm {
        purposes: reader.purposes(app)?.into_iter().filter(allows).collect(),
        purpose: terms.purpose.clone(),
        channels: CHANNELS.map(|channel| (channel, terms.channels.contains(&channel))).to_vec(),
        act: terms.act,
        proof: terms.proof,
        told: terms.informed,
        separate: terms.separate,
        pke398: terms.pke398,
        wording: terms.wording.clone().unwrap_or_default(),
    })
}
