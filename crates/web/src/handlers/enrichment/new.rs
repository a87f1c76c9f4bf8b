//! `/enrichment/new`: which firms, which sources, what is accepted without asking. It ends in a plan.

use axum::extract::State;
use zgoda_connectors::krs::KrsNumber;
use zgoda_connectors::{Persons, Profile};
use zgoda_enrich::runs::{Choice, Rules, RunOptions, plan_run_about};
use zgoda_enrich::{EnrichError, REGISTERS, SourceSettings};
use zgoda_law::SubjectId;
use zgoda_law::calendar::day_of;
use zgoda_store::{OrgId, RunId};

use super::{actor, coded, run_page, source_name};
use crate::app::App;
use crate::handlers::organisations::{Wish, trouble};
use crate::page::{Answer, Posted, Reader, go, html};
use crate::trouble::Trouble;
use crate::views::enrichment::{NewRunPage, SourceChoice};
use crate::views::frame::Section;
use crate::views::parts::Input;

/// Days after which a firm counts as not checked for long, unless it is said otherwise.
const STALE_DAYS: &str = "180";
/// Numbers in a list, at most.
const NUMBERS_MAX: usize = 10_000;

/// `GET /enrichment/new`
pub async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let blank = Typed { by: "with_people".to_owned(), days: STALE_DAYS.to_owned(), ..Typed::default() };
        show(app, &reader, blank, None)
    })
    .await
}

/// `POST /enrichment/choose`: firms or people that were ticked in a list.
pub async fn choose(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let people: Vec<SubjectId> = form.all("id").filter_map(|id| id.parse().ok()).collect();
        let mut orgs: Vec<OrgId> = form.all("org").filter_map(|id| id.parse().ok()).collect();
        let (theirs, traders) =
            Choice::of_people(&app.store, &people).map_err(|error| trouble(reader.t(), error))?;
        orgs.extend(theirs);
        // Whoever ticks sole traders wishes people to be asked about; the plan still says what that takes.
        let (by, days, persons) = ("firms".to_owned(), STALE_DAYS.to_owned(), !traders.is_empty());
        let chosen = Typed { by, days, orgs, traders, persons, ..Typed::default() };
        show(app, &reader, chosen, None)
    })
    .await
}

/// `POST /enrichment/found`: all firms that the filters of their list take.
pub async fn choose_found(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let found = Wish::of(&form).select(app, day_of(app.now()), 0..NUMBERS_MAX)?;
        let orgs = found.firms.into_iter().map(|firm| firm.id).collect();
        let chosen = Typed { by: "firms".to_owned(), days: STALE_DAYS.to_owned(), orgs, ..Typed::default() };
        show(app, &reader, chosen, None)
    })
    .await
}

/// The form as it was typed.
#[derive(Default)]
struct Typed {
    by: String,
    days: String,
    numbers: String,
    orgs: Vec<OrgId>,
    traders: Vec<SubjectId>,
    sources: Vec<String>,
    persons: bool,
    rules: Rules,
}

/// What is wrong with the form.
enum Wrong {
    Days(String),
    Numbers(String),
    All(String),
}

impl Typed {
    fn of(form: &Posted) -> Self {
        Self {
            by: form.get("by").to_owned(),
            days: form.get("days").to_owned(),
            numbers: form.get("numbers").to_owned(),
            orgs: form.all("org").filter_map(|id| id.parse().ok()).collect(),
            traders: form.all("trader").filter_map(|id| id.parse().ok()).collect(),
            sources: form.all("source").map(str::to_owned).collect(),
            persons: form.has("persons"),
            rules: rules(form),
        }
    }

    fn choice(&self, reader: &Reader) -> Result<Choice, Wrong> {
        let t = reader.t();
        match self.by.as_str() {
            "all" => Ok(Choice::All),
            "stale" => match self.days.parse() {
                Ok(days @ 1..=3650) => Ok(Choice::Stale { days }),
                _ => Err(Wrong::Days(t.field_needed().to_owned())),
            },
            "numbers" => {
                let mut krs = Vec::new();
                for line in self.numbers.split_whitespace().take(NUMBERS_MAX) {
                    let number: KrsNumber = line.trim_matches([',', ';']).parse().map_err(|_| {
                        Wrong::Numbers(t.enrich_numbers_wrong(line.chars().take(20).collect::<String>()))
                    })?;
                    krs.push(number.to_string());
                }
                Ok(Choice::Numbers { krs })
            }
            "firms" => Ok(Choice::Firms { orgs: self.orgs.clone() }),
            _ => Ok(Choice::WithPeople),
        }
    }
}

/// The rules as they are ticked in a form.
pub fn rules(form: &Posted) -> Rules {
    Rules {
        new: form.has("rule-new"),
        changed: form.has("rule-changed"),
        contradicting: form.has("rule-contradicting"),
        gone: form.has("rule-gone"),
    }
}

/// `POST /enrichment/new`
pub async fn submit(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let typed = Typed::of(&form);
        match plan(app, &reader, &typed)? {
            Ok(id) => Ok(go(&run_page(id, "enrich-planned"))),
            Err(wrong) => show(app, &reader, typed, Some(wrong)),
        }
    })
    .await
}

fn plan(app: &App, reader: &Reader, typed: &Typed) -> Result<Result<RunId, Wrong>, Trouble> {
    let t = reader.t();
    if typed.sources.is_empty() {
        return Ok(Err(Wrong::All(t.enrich_source_needed().to_owned())));
    }
    let choice = match typed.choice(reader) {
        Ok(choice) => choice,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let (sources, persons, rules) = (typed.sources.clone(), typed.persons, typed.rules);
    let options = RunOptions { choice, sources, persons, rules };
    let about = if typed.by == "firms" { typed.traders.as_slice() } else { &[] };
    match plan_run_about(&app.store, &options, about, None, &actor(app, reader)?, app.now()) {
        Ok(id) => Ok(Ok(id)),
        Err(EnrichError::Nobody { .. }) => Ok(Err(Wrong::All(t.enrich_nobody().to_owned()))),
        Err(error) => Err(trouble(t, error)),
    }
}

fn show(app: &App, reader: &Reader, typed: Typed, wrong: Option<Wrong>) -> Answer {
    let on = |id: &str| SourceSettings::load(&app.store, id).is_ok_and(|settings| settings.on);
    // A register of people is asked only by those who say so.
    let ticked = |profile: &Profile| {
        let chosen = typed.sources.iter().any(|source| source == profile.id);
        let usual = on(profile.id) && (profile.persons != Persons::Traders || typed.persons);
        chosen || (typed.sources.is_empty() && usual)
    };
    let (mut days, mut numbers, mut problem) = (None, None, None);
    match wrong {
        Some(Wrong::Days(why)) => days = Some(why),
        Some(Wrong::Numbers(why)) => numbers = Some(why),
        Some(Wrong::All(why)) => problem = Some(why),
        None => {}
    }
    let t = reader.t();
    let sources = REGISTERS.iter().map(|profile| SourceChoice {
        id: profile.id.to_owned(),
        name: source_name(t, profile.id, profile.name),
        about: coded(t, "sources-about", profile.id),
        on: on(profile.id),
        ticked: ticked(profile),
    });
    Ok(html(&NewRunPage {
        frame: reader.frame(app, Section::Enrichment, None)?,
        sources: sources.collect(),
        by: typed.by,
        orgs: typed.orgs.iter().map(ToString::to_string).collect(),
        traders: typed.traders.iter().map(ToString::to_string).collect(),
        days: Input { value: typed.days, problem: days },
        numbers: Input { value: typed.numbers, problem: numbers },
        persons: typed.persons,
        rules: typed.rules,
        problem,
    }))
}
