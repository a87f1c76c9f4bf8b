//! People as rows of a list: named where the working purpose allows it, with their lights.

use std::collections::BTreeMap;

use zgoda_law::calendar::day_of;
use zgoda_law::{Channel, SourceType};
use zgoda_rights::{Light, best, has_lights, lights_of, names_of};
use zgoda_store::{OrgId, Person};
use zgoda_text::Text;

use crate::app::App;
use crate::page::Reader;
use crate::show;
use crate::trouble::Trouble;
use crate::views::people::PersonRow;

/// The channels whose lights stand in a row.
const CHANNELS: [Channel; 3] = [Channel::Email, Channel::CallLive, Channel::Post];

/// The purpose whose lights a reader is shown: their own, if messages are sent for it; otherwise the best of all.
pub fn lit_purpose(app: &App, reader: &Reader) -> Option<String> {
    let own = app.store.law().catalogue().purpose_by_id(reader.session.purpose)?;
    Some(own.name.clone()).filter(|name| has_lights(name))
}

/// Whether the working purpose needs to know what people are called.
pub fn needs_names(app: &App, reader: &Reader) -> bool {
    let catalogue = app.store.law().catalogue();
    let purpose = catalogue.purpose_by_id(reader.session.purpose);
    let needs = |name: &str| {
        let field = catalogue.field(name);
        purpose.zip(field).is_some_and(|(purpose, field)| purpose.fields().contains(field.id))
    };
    needs("first_name") || needs("last_name") || needs("company_name")
}

/// The rows of these people, in their order.
///
/// # Errors
/// Where the store fails; then nobody is shown.
pub fn rows(app: &App, reader: &Reader, people: &[Person]) -> Result<Vec<PersonRow>, Trouble> {
    let lights = lights_of(&app.store, &reader.acting(app), people, lit_purpose(app, reader).as_deref())?;
    rows_with(app, reader, people, &lights)
}

/// The same with lights that were asked for already.
///
/// # Errors
/// As [`rows`].
pub fn rows_with(
    app: &App,
    reader: &Reader,
    people: &[Person],
    lights: &[Vec<Light>],
) -> Result<Vec<PersonRow>, Trouble> {
    let t = reader.t();
    let names = names_of(&app.store, &reader.acting(app), reader.session.purpose, people)?;
    let mut firms = BTreeMap::new();
    let mut rows = Vec::with_capacity(people.len());
    for ((person, name), lights) in people.iter().zip(names).zip(lights) {
        let firm = person.org.map(|org| firm(app, &mut firms, org)).transpose()?;
        rows.push(PersonRow { firm, ..row(t, person, name, lights) });
    }
    Ok(rows)
}

fn row(t: Text, person: &Person, name: zgoda_rights::Name, lights: &[Light]) -> PersonRow {
    let first = person.current().next().or(person.facts.first());
    let days = person.current().flat_map(|fact| fact.until.iter().map(|(_, day)| *day));
    let shown = CHANNELS.iter().filter_map(|channel| best(lights, *channel));
    PersonRow {
        who: show::who(person.id, name),
        firm: None,
        group: t.group(person.lifecycle).to_owned(),
        last_inbound: person.last_inbound_at.map(day_of),
        lights: shown.filter_map(|light| show::light(person.id, light)).collect(),
        until: days.min(),
        source: first.map_or(SourceType::Manual, |fact| fact.grounds.source.kind),
        origin: first.map(|fact| fact.grounds.source.name.clone()),
    }
}

/// The name of an organisation, looked up once for a list.
pub fn firm(app: &App, known: &mut BTreeMap<OrgId, String>, id: OrgId) -> Result<String, Trouble> {
    if let Some(name) = known.get(&id) {
        return Ok(name.clone());
    }
    let name = app.store.organisation(id)?.name;
    known.insert(id, name.clone());
    Ok(name)
}
