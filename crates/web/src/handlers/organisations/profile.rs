//! What public facts of a firm mean, in plain words: legal form, voivodeship, age, size, activities.

use jiff::civil::Date;
use zgoda_enrich::statements::{Figured, size, standing as counting};
use zgoda_formats::firmographics::pkd::{self, Belongs, Vintage};
use zgoda_formats::firmographics::{
    Measures, SizeClass, Voivodeship, age_in_years, established_since, legal_form,
};
use zgoda_law::SourceType;
use zgoda_law::calendar::day_of;
use zgoda_store::{Organisation, OrganisationFact as StoredFact, Statement};
use zgoda_text::Text;

use super::facts::{best, of_fact};
use super::figures::{year_name, zloty};
use crate::app::App;
use crate::trouble::Trouble;
use crate::views::firm::{Activity, OtherVintage, Profile, Said, Size};

/// Until this year the court register copied firms that were older than itself.
const COPIED_UNTIL: i16 = 2004;

/// What is said of a firm.
pub fn of(
    app: &App,
    t: Text,
    org: &Organisation,
    standing: &[&StoredFact],
    statements: &[Statement],
) -> Result<Profile, Trouble> {
    let size = size(&counting(statements)).map(|found| of_size(app, t, statements, &found)).transpose()?;
    Ok(Profile {
        form: form(app, t, org, standing)?,
        voivodeship: voivodeship(app, t, standing)?,
        age: age(app, t, standing)?,
        size,
    })
}

/// The legal form in words, from the register or, where that is not known, from the end of the name.
fn form(app: &App, t: Text, org: &Organisation, standing: &[&StoredFact]) -> Result<Option<Said>, Trouble> {
    let fact = best(app, standing, "legal_form")?;
    let named = legal_form(fact.map_or(&org.name, |fact| &fact.value));
    let known = named.map(|named| t.legal_form(named.form.name()));
    let written = fact.map(|fact| fact.value.as_str());
    let Some(text) = known.or(written) else { return Ok(None) };
    let state = legal_form(&org.name).and_then(|named| named.state);
    let state = state.map(|state| t.firm_state(state.name()));
    let by_name = fact.is_none().then(|| t.org_form_by_name());
    Ok(Some(Said {
        text: text.to_owned(),
        note: state.or(by_name).map(str::to_owned),
        of: fact.map(|fact| of_fact(app, t, fact)).transpose()?,
    }))
}

fn voivodeship(app: &App, t: Text, standing: &[&StoredFact]) -> Result<Option<Said>, Trouble> {
    let Some(fact) = best(app, standing, "seat_voivodeship")? else { return Ok(None) };
    let known = Voivodeship::of_name(&fact.value).map(|known| known.name().to_owned());
    let text = known.unwrap_or_else(|| fact.value.clone());
    Ok(Some(Said { text, note: None, of: Some(of_fact(app, t, fact)?) }))
}

/// How long the firm has been there, by the earlier of the days it began and was entered.
fn age(app: &App, t: Text, standing: &[&StoredFact]) -> Result<Option<Said>, Trouble> {
    let facts = [best(app, standing, "start_date")?, best(app, standing, "registration_date")?];
    let [began, entered] = facts.map(|fact| fact.and_then(|fact| day(&fact.value)));
    let Some(since) = established_since(began, entered) else { return Ok(None) };
    let Some(years) = formats_day(day_of(app.now())).and_then(|today| age_in_years(since, today)) else {
        return Ok(None);
    };
    let [began_fact, entered_fact] = facts;
    let fact = if Some(since) == began { began_fact } else { entered_fact };
    let Some(fact) = fact else { return Ok(None) };
    let shown = of_fact(app, t, fact)?;
    let is_copied = shown.source == SourceType::RegistryKrs && since.parts().0 <= COPIED_UNTIL as u16;
    Ok(Some(Said {
        text: if years == 0 { t.org_age_new().to_owned() } else { t.org_age(years) },
        note: is_copied.then(|| t.org_age_copied().to_owned()),
        of: Some(shown),
    }))
}

fn day(text: &str) -> Option<zgoda_formats::Date> {
    formats_day(text.parse().ok()?)
}

fn formats_day(day: Date) -> Option<zgoda_formats::Date> {
    let (year, month, day) = (day.year(), day.month(), day.day());
    zgoda_formats::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

fn of_size(app: &App, t: Text, statements: &[Statement], found: &Figured) -> Result<Size, Trouble> {
    let class = |class: SizeClass| t.size_class(class.name());
    let (low, high) = (found.size.at_least, found.size.at_most);
    let between = SizeClass::ALL.into_iter().filter(|size| (low..=high).contains(size)).map(class);
    let rule = found.size.rule;
    let amount = |grosz: Option<i64>| grosz.map_or_else(|| "–".to_owned(), |grosz| zloty(t, grosz));
    let measured =
        |(name, measures): (String, &Measures)| (name, amount(measures.assets), amount(measures.revenue));
    let before = found.ends.checked_sub(jiff::Span::new().years(1)).map(year_name).unwrap_or_default();
    let ceilings = SizeClass::ALL.into_iter().zip(rule.ceilings).map(|(size, most)| {
        let name = class(size).to_owned();
        (name, t.count(most.assets), t.count(most.revenue), t.count(most.employees))
    });
    let origin = statements.iter().find(|statement| statement.no == found.statement);
    let origin = origin.map(|statement| app.store.source(statement.source)).transpose()?;
    Ok(Size {
        text: between.collect::<Vec<_>>().join(t.word_or_between()),
        is_range: low != high,
        ends: found.ends,
        origin: origin.map(|source| source.name).unwrap_or_default(),
        since: rule.since,
        measured: [year_name(found.ends), before].into_iter().zip(&found.measures).map(measured).collect(),
        ceilings: ceilings.collect(),
    })
}

/// The activities with their official names and what they are in the other vintage, the main one first.
pub fn activities(app: &App, t: Text, standing: &[&StoredFact]) -> Result<Vec<Activity>, Trouble> {
    let of = |field: &'static str| standing.iter().filter(move |fact| fact.field == field);
    let main = of("main_activity").map(|fact| activity(app, t, fact, true));
    main.chain(of("other_activity").map(|fact| activity(app, t, fact, false))).collect()
}

fn activity(app: &App, t: Text, fact: &StoredFact, main: bool) -> Result<Activity, Trouble> {
    let code = pkd::canonical(&fact.value).unwrap_or_else(|| fact.value.clone());
    let belongs = pkd::vintage(&code, formats_day(day_of(fact.obtained_at)));
    let (vintage, word) = match belongs {
        Some(Belongs::Only(vintage) | Belongs::Likely(vintage)) => (Some(vintage), name(vintage)),
        Some(Belongs::Both) => (Some(Vintage::Pkd2025), "PKD 2007, 2025"),
        None => (None, ""),
    };
    let other = vintage.filter(|_| belongs != Some(Belongs::Both));
    Ok(Activity {
        name: vintage.and_then(|vintage| pkd::entry(vintage, &code)).map(|entry| entry.name),
        vintage: word,
        is_uncertain: matches!(belongs, Some(Belongs::Likely(_))),
        other: other.and_then(|vintage| converted(vintage, &code)),
        of: of_fact(app, t, fact)?,
        code,
        main,
    })
}

fn name(vintage: Vintage) -> &'static str {
    match vintage {
        Vintage::Pkd2007 => "PKD 2007",
        Vintage::Pkd2025 => "PKD 2025",
    }
}

fn converted(from: Vintage, code: &str) -> Option<OtherVintage> {
    let other = match from {
        Vintage::Pkd2007 => Vintage::Pkd2025,
        Vintage::Pkd2025 => Vintage::Pkd2007,
    };
    let mut codes = pkd::converted(from, code)?;
    codes.candidates.sort_by_key(|code| Some(*code) != codes.suggested);
    let named = |code: &'static str| Some((code, pkd::entry(other, code)?.name));
    Some(OtherVintage {
        vintage: name(other),
        codes: codes.candidates.into_iter().filter_map(named).collect(),
    })
}
