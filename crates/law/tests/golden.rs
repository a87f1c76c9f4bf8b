//! The golden cases: every row of law E.3 and the extra pack tests, read from `golden/cases.json`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use zgoda_law::compiled::Held;
use zgoda_law::{
    BreachFacts, Case, Country, ErasureExtent, ErasureRequest, Law, Outcome, ReasonCode, SeverityLevel,
    severity, terms,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    #[serde(rename = "about")]
    _about: String,
    templates: BTreeMap<String, Value>,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    title: String,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    #[serde(default)]
    part: Option<String>,
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    patch: Value,
    #[serde(default)]
    erasure: Option<ErasureRequest>,
    #[serde(default)]
    term: Option<TermQuestion>,
    #[serde(default)]
    breach: Option<BreachFacts>,
    expect: Value,
    #[serde(default, rename = "why")]
    _why: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum TermQuestion {
    Request { start: Date },
    Breach { start: Timestamp },
    Retention { start: Date, rule: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedVerdict {
    outcome: String,
    reasons: BTreeSet<String>,
    obligations: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedErasure {
    extent: ErasureExtent,
    erase: Vec<String>,
    keep: BTreeMap<String, (String, String)>,
    obligations: BTreeSet<String>,
    suppress: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedSeverity {
    score_quarters: u8,
    level: SeverityLevel,
    notify_authority: bool,
    human_review: bool,
}

#[test]
fn every_golden_case_is_decided_as_the_law_says() {
    let law = Law::builtin().unwrap();
    let golden: Golden = serde_json::from_str(include_str!("golden/cases.json")).unwrap();
    let ids: BTreeSet<&str> = golden.rows.iter().map(|row| row.id.as_str()).collect();
    let wanted: Vec<String> =
        (1..=40).map(|n| format!("G{n:02}")).chain((1..=16).map(|n| format!("X{n:02}"))).collect();
    assert!(wanted.iter().all(|id| ids.contains(id.as_str())), "a row is missing");

    let mut failures = Vec::new();
    let mut passed = 0;
    for row in &golden.rows {
        let faults: Vec<String> = row
            .parts
            .iter()
            .filter_map(|part| {
                let fault = check(&law, &golden.templates, part).err()?;
                Some(format!("{} {} {}: {fault}", row.id, row.title, part.part.as_deref().unwrap_or("")))
            })
            .collect();
        passed += usize::from(faults.is_empty());
        failures.extend(faults);
    }
    println!("golden cases: {passed} passed of {}", golden.rows.len());
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Borders {
    #[serde(rename = "about")]
    _about: String,
    cases: Vec<Border>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Border {
    title: String,
    template: String,
    patch: Value,
    expect: Value,
}

#[test]
fn every_reason_has_a_case_that_raises_it() {
    let law = Law::builtin().unwrap();
    let golden: Golden = serde_json::from_str(include_str!("golden/cases.json")).unwrap();
    let borders: Borders = serde_json::from_str(include_str!("golden/reasons.json")).unwrap();

    let check = |case: &Border| {
        verdict(&law, &golden.templates[&case.template], &case.patch, &case.expect)
            .err()
            .map(|fault| format!("{}: {fault}", case.title))
    };
    let failures: Vec<String> = borders.cases.iter().filter_map(check).collect();
    println!("border cases: {} passed of {}", borders.cases.len() - failures.len(), borders.cases.len());
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));

    let parts = golden.rows.iter().flat_map(|row| &row.parts).map(|part| &part.expect);
    let raised: BTreeSet<String> = parts
        .chain(borders.cases.iter().map(|case| &case.expect))
        .filter_map(|expect| expect["reasons"].as_array())
        .flatten()
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    let silent: Vec<_> = ReasonCode::ALL.iter().filter(|code| !raised.contains(code.name())).collect();
    assert!(silent.is_empty(), "no case raises {silent:?}");
}

fn check(law: &Law, templates: &BTreeMap<String, Value>, part: &Part) -> Result<(), String> {
    match (&part.template, &part.erasure, &part.term, &part.breach) {
        (Some(template), None, None, None) => verdict(law, &templates[template], &part.patch, &part.expect),
        (None, Some(request), None, None) => erasure(law, request, &part.expect),
        (None, None, Some(term), None) => term_end(law, term, &part.expect),
        (None, None, None, Some(breach)) => breach_severity(breach, &part.expect),
        _ => Err("a part asks exactly one question".to_owned()),
    }
}

fn verdict(law: &Law, template: &Value, patch: &Value, expect: &Value) -> Result<(), String> {
    let mut case = template.clone();
    merge_patch(&mut case, patch);
    let case: Case = serde_json::from_value(case).map_err(|error| error.to_string())?;
    let expected: ExpectedVerdict = parse(expect)?;
    let verdict = law.may(&case);
    let compiled = decide_compiled(law, &case);
    if compiled.is_some_and(|outcome| outcome != verdict.outcome()) {
        return Err(format!("compiled {compiled:?}"));
    }
    let outcome = match verdict.outcome() {
        Outcome::Allow => "allow",
        Outcome::Deny => "deny",
        Outcome::Pending => "pending",
    };
    same("outcome", outcome, expected.outcome.as_str())
        .map_err(|e| format!("{e}: {:?}", verdict.reasons()))?;
    let reasons: BTreeSet<String> =
        verdict.reasons().iter().map(|reason| reason.code.name().to_owned()).collect();
    same("reasons", &reasons, &expected.reasons)?;
    let obligations = codes(&serde_json::to_value(verdict.obligations()).unwrap());
    let missing: Vec<_> = expected.obligations.difference(&obligations).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("obligations lack {missing:?}: {obligations:?}")) }
}

/// The same by the compiled form, where it can decide.
fn decide_compiled(law: &Law, case: &Case) -> Option<Outcome> {
    let field = case.field.as_ref().map(|name| law.catalogue().field(name).map(|field| field.id));
    let field = match field {
        Some(known) => Some(known?),
        None => None,
    };
    let question = law.compile(case)?;
    let ground = law.ground(&case.grounds, case.at);
    question.sieve(&ground, field).decide(&law.standing(case), Held::of(case))
}

#[test]
fn most_golden_cases_are_decided_by_the_compiled_form() {
    let law = Law::builtin().unwrap();
    let golden: Golden = serde_json::from_str(include_str!("golden/cases.json")).unwrap();
    let parts = golden.rows.iter().flat_map(|row| &row.parts);
    let cases = parts.filter_map(|part| {
        let mut case = golden.templates[part.template.as_ref()?].clone();
        merge_patch(&mut case, &part.patch);
        serde_json::from_value(case).ok()
    });
    let decided: Vec<bool> = cases.map(|case| decide_compiled(&law, &case).is_some()).collect();
    let count = decided.iter().filter(|decided| **decided).count();
    println!("golden cases in compiled form: {count} of {}", decided.len());
    assert!(count * 3 >= decided.len() * 2, "{count} of {}", decided.len());
}

fn erasure(law: &Law, request: &ErasureRequest, expect: &Value) -> Result<(), String> {
    let expected: ExpectedErasure = parse(expect)?;
    let plan = law.erasure_plan(request);
    let name = |index: &usize| request.facts[*index].field.clone();
    same("extent", &plan.extent, &expected.extent)?;
    same("erase", &plan.erase.iter().map(name).collect::<Vec<_>>(), &expected.erase)?;
    let keep: BTreeMap<String, (String, String)> = plan
        .keep
        .iter()
        .map(|kept| (name(&kept.fact), (kept.purposes.join(", "), kept.articles.join(", "))))
        .collect();
    same("keep", &keep, &expected.keep)?;
    let obligations = codes(&serde_json::to_value(&plan.obligations).unwrap());
    same("obligations", &expected.obligations.is_subset(&obligations), &true)?;
    same("suppress", &plan.suppress, &expected.suppress)
}

fn term_end(law: &Law, term: &TermQuestion, expect: &Value) -> Result<(), String> {
    let at = "2026-11-21T10:00:00+01:00".parse().unwrap();
    let expected = expect["end"].as_str().ok_or("no end")?;
    match term {
        TermQuestion::Request { start } => {
            same("end", &terms::request_due(*start), &expected.parse().unwrap())
        }
        TermQuestion::Breach { start } => same("end", &terms::breach_due(*start), &expected.parse().unwrap()),
        TermQuestion::Retention { start, rule } => {
            let pack = law.packs().retention(Country::PL, at).ok_or("no retention pack")?;
            let rule = pack.rule(rule).ok_or("no such rule")?;
            same("end", &rule.end(*start), &expected.parse().unwrap())
        }
    }
}

fn breach_severity(breach: &BreachFacts, expect: &Value) -> Result<(), String> {
    let expected: ExpectedSeverity = parse(expect)?;
    let found = severity(breach);
    same("score", &found.score_quarters, &expected.score_quarters)?;
    same("level", &found.level, &expected.level)?;
    same("authority", &found.notify_authority, &expected.notify_authority)?;
    same("human", &found.human_review, &expected.human_review)
}

fn parse<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, String> {
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

fn codes(obligations: &Value) -> BTreeSet<String> {
    let list = obligations.as_array().unwrap();
    list.iter().map(|obligation| obligation["code"].as_str().unwrap().to_owned()).collect()
}

fn same<T: PartialEq + std::fmt::Debug + ?Sized>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} {found:?}, expected {expected:?}")) }
}

/// RFC 7396.
fn merge_patch(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else { return };
    for (key, value) in patch {
        let object = target.as_object_mut().unwrap();
        if value.is_null() {
            object.remove(key);
        } else if value.is_object() && object.get(key).is_some_and(Value::is_object) {
            merge_patch(object.get_mut(key).unwrap(), value);
        } else {
            object.insert(key.clone(), value.clone());
        }
    }
}
