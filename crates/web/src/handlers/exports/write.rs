//! `POST /exports/weigh` and `/exports/write`: first what the law lets out, then the file itself, straight to the browser.

use axum::extract::State;
use zgoda_law::ReasonCode;
use zgoda_law::calendar::day_of;
use zgoda_rights::Acting;
use zgoda_rights::exports::{self, Lock, Plan, Wish, new_passphrase};
use zgoda_store::{ExportFormat, Ordinal, Weighed};

use super::new::{Typed, format_words, show, told};
use super::stream::stream;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, html};
use crate::trouble::Trouble;
use crate::views::exports::{ExportWeighedPage, Refusal};
use crate::views::frame::Section;

/// Everything that is settled before anything is opened.
struct Ready {
    typed: Typed,
    plan: Plan,
    who: Acting,
    people: Vec<Ordinal>,
    weighed: Weighed,
}

/// Reads the form and weighs it; the page to show instead where it cannot be.
fn ready(
    app: &App,
    reader: &Reader,
    form: &Posted,
) -> Result<Result<Ready, axum::response::Response>, Trouble> {
    let (t, typed) = (reader.t(), Typed::of(form));
    let wish: Wish = match typed.wish(app, reader) {
        Ok(wish) => wish,
        Err(words) => return show(app, reader, &typed, Some(words)).map(Err),
    };
    let people = typed.chosen.people(app, reader)?;
    let who = Acting { actor: reader.actor_for(app, wish.purpose), at: app.now() };
    let plan = match exports::plan(&app.store, &wish, people.len() as u64, who.at) {
        Ok(plan) => plan,
        Err(error) => return show(app, reader, &typed, Some(told(t, error)?)).map(Err),
    };
    let weighed = exports::weigh(&app.store, &who, &plan, &people)?;
    Ok(Ok(Ready { typed, plan, who, people, weighed }))
}

/// `POST /exports/weigh`: whose what may leave, and why the rest may not.
pub async fn weigh(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| match ready(app, &reader, &form)? {
        Ok(ready) => page(app, &reader, ready),
        Err(instead) => Ok(instead),
    })
    .await
}

fn page(app: &App, reader: &Reader, ready: Ready) -> Answer {
    let mut frame = reader.frame(app, Section::People, None)?;
    let t = frame.t;
    let Ready { typed, plan, weighed, .. } = ready;
    let who = typed.chosen.query();
    frame.here = format!("/exports/new?{who}");
    let by_key = typed.lock == "key";
    let mut passphrase = None;
    if !by_key && weighed.people > 0 {
        passphrase = Some(new_passphrase()?.to_string());
    }
    let refusal = |(code, count): (&ReasonCode, &u64)| Refusal { code: *code, count: *count };
    let mut closed: Vec<Refusal> = weighed.closed.iter().map(refusal).collect();
    let mut refused: Vec<Refusal> = weighed.refused.iter().map(refusal).collect();
    closed.sort_by_key(|one| std::cmp::Reverse(one.count));
    refused.sort_by_key(|one| std::cmp::Reverse(one.count));
    let untold = [ReasonCode::NoticeRequiredFirst, ReasonCode::NoticeOverdue]
        .iter()
        .any(|code| weighed.refused.contains_key(code));
    Ok(html(&ExportWeighedPage {
        who,
        recipient: plan.new.recipient.clone(),
        kind: plan.new.kind,
        purpose: typed.purpose.clone(),
        fields: typed.fields.clone(),
        format: format_words(t, plan.new.format),
        expires_on: plan.new.expires_on,
        chosen: plan.new.chosen,
        people: weighed.people,
        partly: weighed.partly,
        values: weighed.values,
        without: weighed.without,
        closed,
        refused,
        untold,
        passphrase,
        key: plan.new.public_key.clone(),
        again: again(&typed),
        frame,
    }))
}

/// The form once more, as hidden boxes.
fn again(typed: &Typed) -> Vec<(&'static str, String)> {
    let mut boxes = vec![
        ("who", typed.chosen.query()),
        ("purpose", typed.purpose.clone()),
        ("to", typed.to.clone()),
        ("name", typed.name.clone()),
        ("country", typed.country.clone()),
        ("basis", typed.basis.clone()),
        ("format", typed.format.clone()),
        ("lock", typed.lock.clone()),
        ("key", typed.key.clone()),
        ("expires", typed.expires.clone()),
    ];
    boxes.extend(typed.fields.iter().map(|field| ("field", field.clone())));
    boxes
}

/// `POST /exports/write`: decides again and writes the file into the answer. The server keeps nothing of it.
pub async fn write(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    let worker = app.clone();
    app.blocking(move |app| {
        let ready = match ready(app, &reader, &form)? {
            Ok(ready) => ready,
            Err(instead) => return Ok(instead),
        };
        if ready.weighed.people == 0 {
            return page(app, &reader, ready);
        }
        let lock = match &ready.plan.new.public_key {
            Some(key) => Lock::key(key),
            None => Lock::passphrase(form.get("passphrase")),
        };
        let lock = match lock {
            Ok(lock) => lock,
            Err(unfit) => {
                return show(app, &reader, &ready.typed, Some(super::new::words(reader.t(), unfit)));
            }
        };
        let ending = match ready.plan.new.format {
            ExportFormat::Csv => "csv",
            ExportFormat::Json => "json",
            ExportFormat::Xlsx => "xlsx",
        };
        let name = format!("export-{}.{ending}.age", day_of(ready.who.at));
        let t = reader.t();
        let Ready { plan, who, people, weighed, .. } = ready;
        Ok(stream(&name, move |out| {
            exports::write(&worker.store, &who, &plan, (&people, &weighed), &lock, (t, out)).map(drop)
        }))
    })
    .await
}
