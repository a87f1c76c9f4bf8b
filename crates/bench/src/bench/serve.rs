//! Benchmarks 16 and 18: pages over HTTP at a steady rate, and starting with many people or none.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use zgoda_law::{ActorId, Role};
use zgoda_store::{NewAccount, PeopleFilter, Session, Stamp, Store};

use crate::bench::memory::resident_mib;
use crate::bench::program::{Program, get};
use crate::context::Context;
use crate::error::{BenchError, Result, wrong};
use crate::gdpr::Random;
use crate::harness::{Goal, Line, Report, Series, percentile};
use crate::ours::Installation;
use crate::people::{now, purpose};

const PEOPLE: u64 = 1_000_000;
const QUICK_PEOPLE: u64 = 10_000;
const RATE: f64 = 50.0;
const REQUESTS: u64 = 1_500;
const QUICK_REQUESTS: u64 = 200;
const WORKERS: usize = 16;
/// Two filters and the count of everybody who passes them.
const LIST: &str = "/people?group=leads&source=event";
const TOKEN: &str = "a-session-of-the-benchmark";

/// Benchmark 16.
///
/// # Errors
/// Where the server fails, or a page is not shown.
pub fn pages(context: &Context) -> Result<Report> {
    let people = context.options.rows(QUICK_PEOPLE, PEOPLE);
    let requests = context.options.ops(QUICK_REQUESTS, REQUESTS);
    let installation = context.people(people)?.copy(&context.folder.path().join("pages"))?;
    let store = installation.open()?;
    sign_in(&store)?;
    let persons = some_pages(&store, people)?;
    drop(store);
    installation.write_settings()?;
    let mut program = Program::start(installation.folder())?;
    program.first_answer(LIST, TOKEN)?;
    let full = people >= PEOPLE && context.has_all_rounds();
    let scale = format!("{people} people, {requests} requests at {RATE:.0} a second");
    let mut report = Report::new(16, "pages", "Pages over HTTP", scale, full);
    let (mut lists, mut person_pages) = (Vec::new(), Vec::new());
    for _ in 0..context.options.rounds {
        let times = ask_steadily(program.address(), requests, &persons)?;
        let (of_lists, of_persons): (Vec<_>, Vec<_>) = times.into_iter().partition(|(is_list, _)| *is_list);
        let p99 =
            |times: Vec<(bool, f64)>| percentile(&times.iter().map(|(_, ms)| *ms).collect::<Vec<_>>(), 0.99);
        lists.push(p99(of_lists));
        person_pages.push(p99(of_persons));
    }
    for (what, peer, times) in
        [("list with two filters, p99", 948.0, lists), ("person page, p99", 34.0, person_pages)]
    {
        let peer = Series::new("Margince, its published budget", vec![peer]);
        report.line(Line::alone(what, "ms", Series::new("Zgoda", times.clone()), Goal::AtMost(100.0)));
        report.line(Line::times_as_fast(
            &format!("{what}, beside"),
            "ms",
            Series::new("Zgoda", times),
            peer,
            Goal::Shown,
        ));
    }
    report.note("times count from the moment a request was due, so one that waits behind another is not shown as quick");
    Ok(report)
}

/// Benchmark 18.
///
/// # Errors
/// Where the server does not start.
pub fn start(context: &Context) -> Result<Report> {
    let people = context.options.rows(QUICK_PEOPLE, PEOPLE);
    let installation = context.people(people)?.copy(&context.folder.path().join("start"))?;
    sign_in(&installation.open()?)?;
    installation.write_settings()?;
    let empty = Installation::new(context.folder.path().join("start-empty"))?;
    drop(empty.open()?);
    empty.write_settings()?;
    let (mut first, mut first_list, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..context.options.rounds {
        first.push(Program::start(installation.folder())?.first_answer("/login", "")?);
        first_list.push(Program::start(installation.folder())?.first_answer(LIST, TOKEN)?);
        let mut program = Program::start(empty.folder())?;
        program.first_answer("/healthz", "")?;
        std::thread::sleep(Duration::from_secs(1));
        idle.push(resident_mib(program.pid()));
    }
    let full = people >= PEOPLE && context.has_all_rounds();
    let mut report = Report::new(18, "start", "Start and idle memory", format!("{people} people"), full);
    report.line(Line::alone("start to first answer", "s", Series::new("Zgoda", first), Goal::AtMost(2.0)));
    report.line(Line::alone(
        "start to first list of people",
        "s",
        Series::new("Zgoda", first_list),
        Goal::AtMost(2.0),
    ));
    report.line(Line::alone(
        "idle and empty",
        "MiB resident",
        Series::new("Zgoda", idle),
        Goal::AtMost(60.0),
    ));
    report.note("the operating system has the files in its cache");
    Ok(report)
}

/// An account with a session, as somebody who showed a password and a second factor has one.
fn sign_in(store: &Store) -> Result<()> {
    let stamp = Stamp { actor: ActorId::SYSTEM, at: now() };
    let later = now() + SignedDuration::from_hours(12);
    let account = NewAccount {
        login: "bench",
        name: "Bench",
        roles: BTreeSet::from([Role::Sales, Role::Dpo]),
        until: None,
        password: "not a digest, so that nobody signs in by it",
        trained_until: later + SignedDuration::from_hours(24),
    };
    let account = store.add_account(stamp, &account)?;
    let session = Session {
        account,
        second_factor: true,
        purpose: purpose(store)?,
        lang: "pl".into(),
        created_at: now(),
        expires_at: later,
    };
    Ok(store.open_session(Sha256::digest(TOKEN.as_bytes()).into(), &session)?)
}

/// The pages of people spread over the store.
fn some_pages(store: &Store, people: u64) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    let mut random = Random::new(16);
    for _ in 0..200 {
        let before = u32::try_from(random.below(people) + 2).unwrap_or(u32::MAX);
        let page = store.people(&PeopleFilter::default(), Some(zgoda_store::Ordinal(before)), 1)?;
        let ordinal = page.first().ok_or_else(|| BenchError::Wrong("nobody is there".into()))?;
        pages.push(format!("/people/{}", store.person_by_ordinal(*ordinal)?.id));
    }
    Ok(pages)
}

/// Sends requests at a steady rate, every second one for the list; milliseconds from when each was due.
fn ask_steadily(address: SocketAddr, requests: u64, persons: &[String]) -> Result<Vec<(bool, f64)>> {
    let (next, times) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let began = Instant::now();
    let worker = || -> Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number as u64 >= requests {
                return Ok(());
            }
            let due = Duration::from_secs_f64(number as f64 / RATE);
            std::thread::sleep(due.saturating_sub(began.elapsed()));
            let is_list = number % 2 == 0;
            let person = persons.get(number / 2 % persons.len().max(1)).map_or(LIST, String::as_str);
            let path = if is_list { LIST } else { person };
            match get(address, path, TOKEN)? {
                200 => {}
                status => return wrong(format!("{path} answers {status}")),
            }
            let took = (began.elapsed() - due).as_secs_f64() * 1e3;
            times.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((is_list, took));
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..WORKERS).map(|_| scope.spawn(worker)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|_| Err(BenchError::Wrong("a worker panicked".into())))
        })
    })?;
    Ok(times.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}
