//! Public facts of a firm as its page shows them.

use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Founded, Ranks};
use zgoda_store::{OrganisationFact as StoredFact, Source};
use zgoda_text::Text;

use crate::app::App;
use crate::handlers::enrichment::better;
use crate::trouble::Trouble;
use crate::views::organisations::{FieldValues, OrganisationFact};

/// Facts that are shown elsewhere on the page.
const ELSEWHERE: [&str; 9] = [
    "name",
    "legal_form",
    "main_activity",
    "other_activity",
    "seat_voivodeship",
    "shareholder",
    "organ_member",
    "direct_parent",
    "ultimate_parent",
];

/// The facts that people look for, in that order; the others follow.
const FIRST: [&str; 9] =
    ["krs", "nip", "regon", "address", "website", "email", "share_capital", "standing", "registration_date"];

/// The facts by field, those that people look for first.
pub fn by_field(app: &App, t: Text, standing: &[&StoredFact]) -> Result<Vec<FieldValues>, Trouble> {
    let mut shown: Vec<&StoredFact> =
        standing.iter().copied().filter(|fact| !ELSEWHERE.contains(&fact.field.as_str())).collect();
    let place = |fact: &StoredFact| FIRST.iter().position(|field| *field == fact.field);
    shown.sort_by_key(|fact| place(fact).unwrap_or(FIRST.len()));
    let ranks = app.store.ranks()?;
    let fields = shown.chunk_by(|one, other| one.field == other.field);
    fields.map(|facts| of_field(app, t, &ranks, facts)).collect()
}

/// The best founded of the facts of one field.
pub fn best<'f>(
    app: &App,
    standing: &[&'f StoredFact],
    field: &str,
) -> Result<Option<&'f StoredFact>, Trouble> {
    let facts: Vec<&StoredFact> = standing.iter().copied().filter(|fact| fact.field == field).collect();
    let sources: Vec<Source> =
        facts.iter().map(|fact| app.store.source(fact.source)).collect::<Result<_, _>>()?;
    let order = app.store.ranks()?.sort(field, &founded(&facts, &sources));
    Ok(order.first().and_then(|place| facts.get(*place)).copied())
}

fn founded(facts: &[&StoredFact], sources: &[Source]) -> Vec<Founded> {
    let founded = |(fact, source): (&&StoredFact, &Source)| Founded {
        source: source.kind,
        confirmed_at: fact.confirmed_at,
    };
    facts.iter().zip(sources).map(founded).collect()
}

/// The values of one field that stand, the best founded first, and why it comes first.
fn of_field(app: &App, t: Text, ranks: &Ranks, facts: &[&StoredFact]) -> Result<FieldValues, Trouble> {
    let sources: Vec<Source> =
        facts.iter().map(|fact| app.store.source(fact.source)).collect::<Result<_, _>>()?;
    let founded = founded(facts, &sources);
    let field = facts.first().map(|fact| fact.field.clone()).unwrap_or_default();
    let order = ranks.sort(&field, &founded);
    let at = |place: usize| order.get(place).and_then(|place| founded.get(*place));
    let why = at(0).zip(at(1)).map(|(first, second)| better(t, ranks.why(&field, first, second)));
    let values: Vec<OrganisationFact> = order
        .iter()
        .filter_map(|place| facts.get(*place))
        .map(|fact| of_fact(app, t, fact))
        .collect::<Result<_, _>>()?;
    Ok(FieldValues { field, values, contradiction: why.map(|why| t.org_contradiction(why)) })
}

/// A fact with where it comes from.
pub fn of_fact(app: &App, t: Text, fact: &StoredFact) -> Result<OrganisationFact, Trouble> {
    let source = app.store.source(fact.source)?;
    Ok(OrganisationFact {
        field: fact.field.clone(),
        value: written(t, &fact.field, &fact.value),
        source: source.kind,
        origin: source.name,
        path: fact.path.clone(),
        obtained: day_of(fact.obtained_at),
        confirmed: day_of(fact.confirmed_at),
    })
}

/// The day a register says that the firm was struck off; where it tells no day, the day we heard of it.
pub fn struck_off(standing: &[&StoredFact]) -> Option<Date> {
    let gone = standing.iter().find(|fact| fact.field == "standing" && fact.value == "struck_off")?;
    let told = standing.iter().find(|fact| fact.field == "struck_off_date");
    told.and_then(|fact| fact.value.parse().ok()).or(Some(day_of(gone.obtained_at)))
}

/// A fact as people write it: codes in words, days and amounts as the language has them.
pub fn written(t: Text, field: &str, value: &str) -> String {
    let word = |prefix: &str| {
        t.find(&format!("{prefix}-{}", value.to_lowercase().replace('_', "-"))).map(str::to_owned)
    };
    let said = match field {
        "register" => word("org-register"),
        "standing" => word("org-standing"),
        "public_benefit" => Some(if value == "true" { t.word_yes() } else { t.word_no() }.to_owned()),
        "share_capital" => amount(t, value),
        _ if field.ends_with("_date") => value.parse::<Date>().ok().map(|day| t.date(day)),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// `150000.00 PLN` in grosze, written out.
fn amount(t: Text, value: &str) -> Option<String> {
    let (number, currency) = value.split_once(' ')?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "00"));
    let grosze = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part.parse().ok()?)?;
    (currency == "PLN" && part.len() == 2).then(|| t.amount(grosze))
}
