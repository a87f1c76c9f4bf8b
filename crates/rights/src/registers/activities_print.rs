//! The record of processing activities in words, on the screen and as a document.

use jiff::Timestamp;
use zgoda_law::calendar::day_of;
use zgoda_report::{Block, Document};
use zgoda_store::{Register, Store};
use zgoda_text::{Lang, Text};

use super::activities::Activity;
use super::print::word;
use super::{Entry, list};
use crate::{Controller, RightsError};

/// An activity as names and what they stand for.
pub fn pairs_of(store: &Store, t: Text, activity: &Activity, now: Timestamp) -> Vec<(&'static str, String)> {
    let counted = |names: Vec<(String, u64)>| {
        let each = names.into_iter().map(|(name, people)| format!("{name} ({})", t.count(people)));
        let each: Vec<String> = each.collect();
        if each.is_empty() { t.reg_act_nobody().to_owned() } else { each.join(", ") }
    };
    let kinds = activity.kinds.iter().map(|(kind, people)| (t.subject_kind(*kind).to_owned(), *people));
    let fields = activity.fields.iter().map(|(name, people)| (t.field(name).to_owned(), *people));
    let sources = activity.sources.iter().map(|(kind, people)| (t.source(*kind).to_owned(), *people));
    let recipients: Vec<String> = activity
        .recipients
        .iter()
        .map(|(name, country, service)| format!("{name} ({country}): {service}"))
        .collect();
    let transfers: Vec<String> = activity
        .transfers
        .iter()
        .map(|(name, mechanism)| {
            let said = word(t, Register::Transfers, &format!("mechanism-{mechanism}"));
            format!("{name}: {}", said.unwrap_or(mechanism))
        })
        .collect();
    let or =
        |list: Vec<String>, empty: &str| if list.is_empty() { empty.to_owned() } else { list.join("; ") };
    let allowed: Vec<&str> = activity.fields_allowed.iter().map(|name| t.field(name)).collect();
    let state = if activity.in_use { t.reg_act_on() } else { t.reg_act_off() };
    let stands = |found: Option<(u32, jiff::civil::Date)>, lacking: &str| {
        found.map_or_else(|| lacking.to_owned(), |(id, day)| t.reg_act_until(id, t.date(day)))
    };
    let unassessed =
        if activity.impact_missing { t.reg_act_impact_missing() } else { t.reg_act_not_needed() };
    let weighed = if activity.bases.contains(&zgoda_law::Basis::LegitimateInterest) {
        t.reg_act_none()
    } else {
        t.reg_act_not_needed()
    };
    vec![
        (t.reg_act_purpose(), format!("{} ({state})", t.purpose(&activity.purpose))),
        (t.reg_act_bases(), activity.said_bases(t).join("; ")),
        (t.reg_act_people(), t.count(activity.people)),
        (t.reg_act_kinds(), counted(kinds.collect())),
        (t.reg_act_fields(), counted(fields.collect())),
        (t.reg_act_fields_allowed(), allowed.join(", ")),
        (t.reg_act_sources(), counted(sources.collect())),
        (t.reg_act_recipients(), or(recipients, t.reg_act_no_recipient())),
        (t.reg_act_transfers(), or(transfers, t.reg_act_no_transfer())),
        (t.reg_act_term(), activity.said_term(store, t, now).unwrap_or_else(|| t.reg_act_none().to_owned())),
        (t.reg_act_balancing(), stands(activity.balancing, weighed)),
        (t.reg_act_impact(), stands(activity.impact, unassessed)),
        (t.reg_act_profiling(), if activity.profiling { t.assess_yes() } else { t.assess_no() }.to_owned()),
    ]
}

/// The record as parts of a document.
///
/// # Errors
/// Where the store fails.
pub fn blocks(
    store: &Store,
    t: Text,
    activities: &[Activity],
    controller: &Controller,
    now: Timestamp,
) -> Result<Vec<Block>, RightsError> {
    let mut head = vec![
        (t.assess_controller().to_owned(), controller.name.clone()),
        (t.reg_form_contact().to_owned(), format!("{} {}", controller.address, controller.contact)),
    ];
    head.extend(controller.officer.iter().map(|officer| (t.assess_officer().to_owned(), officer.clone())));
    head.push((t.reg_as_of().to_owned(), t.moment(now)));
    let mut blocks = vec![Block::paragraph(t.reg_activities_lead()), Block::pairs(head)];
    for activity in activities {
        blocks.push(Block::heading(2, capital(t.purpose(&activity.purpose))));
        let pairs = pairs_of(store, t, activity, now).into_iter().map(|(name, said)| (name.to_owned(), said));
        blocks.push(Block::pairs(pairs));
    }
    blocks.push(Block::heading(2, t.reg_act_security()));
    blocks.push(Block::paragraph(t.reg_act_security_text()));
    let mut measures = Vec::new();
    for entered in list(store, Register::Measures, now)?.into_iter().filter(|entered| entered.is_open(now)) {
        if let Entry::Measure(measure) = entered.entry {
            measures.push(format!("{}: {}", measure.name.0, measure.description.0));
        }
    }
    if !measures.is_empty() {
        blocks.push(Block::heading(3, t.reg_act_security_own()));
        blocks.push(Block::bullets(measures));
    }
    Ok(blocks)
}

/// The record as a document.
///
/// # Errors
/// Where the store fails or it cannot be typeset.
pub fn of_activities(
    store: &Store,
    activities: &[Activity],
    controller: &Controller,
    lang: Lang,
    now: Timestamp,
) -> Result<Vec<u8>, RightsError> {
    let t = lang.text();
    let title = t.reg_activities().to_owned();
    let foot = format!("{} · {title} · {}", controller.name, t.date(day_of(now)));
    let blocks = blocks(store, t, activities, controller, now)?;
    Ok(Document { lang, title, foot, blocks }.typeset()?.pdf)
}

/// A text that begins with a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
