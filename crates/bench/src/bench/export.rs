//! Benchmark 12: the access export of one person with many values and a long history, among very many people.

use postgres::{Client, Statement};
use zgoda_intake::{By, ImportPlan, PlannedSource, add_value};
use zgoda_law::{Action, Basis, Event, SubjectId};
use zgoda_rights::{Acting, Controller, export};
use zgoda_store::{Draft, Link, Stamp, Store};

use crate::context::Context;
use crate::error::{BenchError, Result, wrong};
use crate::harness::{Goal, Line, Report, Series, Side, percentile, take_turns};
use crate::people::{email, now, purpose};

const PEOPLE: u64 = 1_000_000;
const QUICK_PEOPLE: u64 = 10_000;
const VALUES: usize = 200;
const ENTRIES: usize = 500;
/// Exports in a round.
const EXPORTS: u32 = 20;
const QUICK_EXPORTS: u32 = 3;
const FACTS: &str = "SELECT p.id, f.no, f.field, f.value, f.obtained, f.expires, g.purpose, g.basis, s.name, c.purpose \
     FROM person p JOIN fact f ON f.person_id = p.id JOIN grounds g ON g.id = f.grounds_id \
     JOIN source s ON s.id = g.source_id LEFT JOIN consent c ON c.person_id = p.id WHERE p.id = $1 ORDER BY f.no";
const HISTORY: &str = "SELECT at, event, purpose FROM audit WHERE person_id = $1 ORDER BY seq DESC";

/// Runs it.
///
/// # Errors
/// Where a side fails, or an export lacks a value or an entry.
pub fn access(context: &Context) -> Result<Report> {
    let people = context.options.rows(QUICK_PEOPLE, PEOPLE);
    let exports = if context.options.quick { QUICK_EXPORTS } else { EXPORTS };
    let store = context.people(people)?.copy(&context.folder.path().join("export"))?.open()?;
    let id = someone_well_known(&store, people / 2)?;
    let server = context.server()?;
    let mut client = server.connect(&context.peer_facts(people)?)?;
    someone_well_known_to_peer(&mut client, (people / 2) as i64)?;
    let statements = [client.prepare(FACTS)?, client.prepare(HISTORY)?];
    let mut times = Vec::new();
    let ours = Side::new("Zgoda", |_| {
        let work = || (0..exports).try_for_each(|_| times.push_ok(timed(|| export_ours(&store, id))?));
        let (_, mut block) = context.measure_ours(work)?;
        block.wall_s /= f64::from(exports);
        Ok(block)
    });
    let peer = Side::new("PostgreSQL", |_| {
        let work =
            || (0..exports).try_for_each(|_| export_theirs(&mut client, &statements, (people / 2) as i64));
        let (_, mut block) = context.measure_peer(work)?;
        block.wall_s /= f64::from(exports);
        Ok(block)
    });
    let mut sides = [ours, peer];
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    drop(sides);
    let full = people >= PEOPLE && context.has_all_rounds();
    let scale = format!("{VALUES} values and {ENTRIES} entries of one among {people} people");
    let mut report = Report::new(12, "access", "Access export of one person", scale, full);
    let ms = |label: &str, side: usize| {
        Series::of(label, blocks.get(side).map_or(&[], Vec::as_slice), |block| block.wall_s * 1e3)
    };
    let (ours, peer) = (ms("Zgoda, decided and entered", 0), ms("PostgreSQL, five tables and the log", 1));
    report.line(Line::times_as_fast("one export as JSON", "ms", ours, peer, Goal::AtLeast(10.0)));
    let p99 = Series::new("Zgoda", vec![percentile(&times, 0.99) * 1e3]);
    report.line(Line::alone("one export, p99", "ms", p99, Goal::AtMost(10.0)));
    Ok(report)
}

/// Adds the time of something that went well.
trait PushOk {
    fn push_ok(&mut self, seconds: f64) -> Result<()>;
}

impl PushOk for Vec<f64> {
    fn push_ok(&mut self, seconds: f64) -> Result<()> {
        self.push(seconds);
        Ok(())
    }
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let began = std::time::Instant::now();
    work()?;
    Ok(began.elapsed().as_secs_f64())
}

/// Gives a person so many values and entries.
fn someone_well_known(store: &Store, number: u64) -> Result<SubjectId> {
    let field = |name: &str| store.law().catalogue().field(name).map(|field| field.id);
    let (Some(by_email), Some(note)) = (field("email"), field("note")) else {
        return wrong("the catalogue has no e-mail or note");
    };
    let found = store.find(by_email, &email(number))?;
    let ordinal = found.first().ok_or_else(|| BenchError::Wrong("the person is not there".into()))?;
    let person = store.person_by_ordinal(*ordinal)?;
    let source = person.current().next().map(|fact| fact.grounds.source.id);
    let source = source.ok_or_else(|| BenchError::Wrong("the person has no values".into()))?;
    let purpose = purpose(store)?;
    let links = vec![Link { purpose, basis: Basis::Contract, reference: Some("targi".into()) }];
    let plan = ImportPlan { informed: true, ..ImportPlan::new(PlannedSource::Known(source), None, links) };
    for number in person.facts.len()..VALUES {
        let text = format!("rozmowa numer {number} o ofercie");
        add_value(store, By::system(now()), &plan, person.id, note, &text)?;
    }
    let known = store.ledger().about(person.id)?.len();
    let mut change = store.change(Stamp { actor: zgoda_law::ActorId::SYSTEM, at: now() });
    for _ in known..ENTRIES {
        change
            .record(Draft::new(Event::Read, Action::Read).person(person.id, person.ordinal).purpose(purpose));
    }
    change.commit()?;
    Ok(person.id)
}

fn someone_well_known_to_peer(client: &mut Client, id: i64) -> Result<()> {
    let last = VALUES as i32;
    client.execute(
        "INSERT INTO fact SELECT $1, n, 'note', 'rozmowa numer ' || n || ' o ofercie', 1, 0, 1000 \
         FROM generate_series(8, $2) AS n",
        &[&id, &last],
    )?;
    let more = ENTRIES as i32 - 2;
    client.execute(
        "INSERT INTO audit (person_id, at, event, purpose) SELECT $1, n, 'read', 'respond_inquiry' \
         FROM generate_series(1, $2) AS n",
        &[&id, &more],
    )?;
    Ok(client.batch_execute("VACUUM ANALYZE")?)
}

fn export_ours(store: &Store, id: SubjectId) -> Result<()> {
    let rights = store.law().catalogue().purpose("subject_rights").map(|purpose| purpose.id);
    let rights = rights.ok_or_else(|| BenchError::Wrong("the catalogue has no rights".into()))?;
    let who = Acting::system(store, rights, now());
    let copy = export(store, &who, id, &Controller::of(store)?)?;
    let json = copy.to_json()?;
    if copy.values.len() < VALUES || copy.history.len() < ENTRIES || !json.contains("rozmowa numer 199") {
        return wrong(format!(
            "the export has {} values and {} entries",
            copy.values.len(),
            copy.history.len()
        ));
    }
    Ok(())
}

fn export_theirs(client: &mut Client, [facts, history]: &[Statement; 2], id: i64) -> Result<()> {
    let mut transaction = client.transaction()?;
    let facts = transaction.query(facts, &[&id])?;
    let history = transaction.query(history, &[&id])?;
    transaction.commit()?;
    if facts.len() != VALUES || history.len() != ENTRIES {
        return wrong(format!(
            "PostgreSQL's export has {} values and {} entries",
            facts.len(),
            history.len()
        ));
    }
    let value = |row: &postgres::Row| {
        serde_json::json!({
            "no": row.get::<_, i32>(1), "field": row.get::<_, &str>(2), "value": row.get::<_, &str>(3),
            "obtained": row.get::<_, i64>(4), "expires": row.get::<_, i32>(5), "purpose": row.get::<_, &str>(6),
            "basis": row.get::<_, &str>(7), "source": row.get::<_, &str>(8), "consent": row.get::<_, Option<&str>>(9),
        })
    };
    let event = |row: &postgres::Row| {
        serde_json::json!({
            "at": row.get::<_, i64>(0), "event": row.get::<_, &str>(1), "purpose": row.get::<_, &str>(2),
        })
    };
    let values: Vec<_> = facts.iter().map(value).collect();
    let events: Vec<_> = history.iter().map(event).collect();
    let text = serde_json::to_string_pretty(&serde_json::json!({ "values": values, "history": events }))?;
    if text.contains("rozmowa numer 199") { Ok(()) } else { wrong("PostgreSQL's export lacks a value") }
}
