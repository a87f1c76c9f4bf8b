//! How fast a run goes: `run_rate [FIRMS] [--postgres URL]`. A server on this machine answers for the court register, one
//! made-up company for each number, and every fact is accepted by rule.
#![expect(clippy::unwrap_used, reason = "a tool for developers stops where it fails")]

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Instant;

use jiff::Timestamp;
use zgoda_connectors::http::{HttpSettings, Pace, UserAgent};
use zgoda_connectors::krs::Krs;
use zgoda_connectors::replay::COMPANIES;
use zgoda_enrich::runs::{Choice, Rules, RunOptions, Runner, approve, plan_run};
use zgoda_enrich::{Registers, SourceSettings};
use zgoda_law::{ActorId, Law};
use zgoda_store::{Config, Engine, Stamp, Store, TargetState};
use zgoda_vault::Keyring;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let firms: u32 = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let url = arguments.iter().position(|argument| argument == "--postgres");
    let url = url.and_then(|at| arguments.get(at + 1));
    let folder = tempfile::tempdir().unwrap();
    let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
    let config = Config {
        engine: url.map_or(Engine::Sqlite(folder.path().to_owned()), |url| Engine::Postgres(url.clone())),
        keyring: Keyring::generate().unwrap(),
        law: Law::builtin().unwrap(),
        origin: "zgoda.example.test".into(),
    };
    let store = Store::open(config).unwrap();
    let purpose = store.law().catalogue().purpose("enrich_company").unwrap().id;
    store.set_purposes(&BTreeSet::from([purpose])).unwrap();
    let stamp = Stamp { actor: ActorId::SYSTEM, at: now };
    let ids = store.reserve_organisations(firms).unwrap();
    let mut change = store.change(stamp);
    for (n, id) in ids.enumerate() {
        let (name, krs) = (format!("Firma {n}"), format!("{:010}", 8_000_000 + n));
        change.add_organisation(zgoda_store::OrgId(id), &name, Some(&krs), None).unwrap();
    }
    change.commit().unwrap();

    let address = serve();
    SourceSettings::save(&store, "krs", true, Some(&address)).unwrap();
    let mut http = HttpSettings::new(UserAgent::new("https://operator.example/contact").unwrap());
    http.pace = Pace::Unlimited;
    let krs = Krs::at(address.parse().unwrap(), http);
    let mut runner = Runner::with_registers(1, Registers::of(krs));
    let rules = Rules { new: true, changed: true, contradicting: true, gone: true };
    let options = RunOptions { choice: Choice::All, sources: vec!["krs".into()], persons: false, rules };
    let actor = store.system_actor(purpose);
    for what in ["new", "again"] {
        let begun = Instant::now();
        let id = plan_run(&store, &options, None, &actor, now).unwrap();
        approve(&store, id, rules, &actor, now).unwrap();
        while runner.tick(&store, now).unwrap() {}
        let seconds = begun.elapsed().as_secs_f64();
        let counts = store.target_counts(id).unwrap();
        let (found, confirmed) = counts.get(&TargetState::Found).copied().unwrap_or_default();
        let rate = f64::from(firms) / seconds;
        println!("{what}: {found} firms in {seconds:.1} s, {rate:.0} a second; {confirmed} facts confirmed");
    }
}

/// A register on this machine. Each connection gets one answer.
fn serve() -> String {
    let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = socket.local_addr().unwrap();
    let document = COMPANIES.iter().find_map(|company| company.current).unwrap();
    std::thread::spawn(move || {
        for stream in socket.incoming().flatten() {
            std::thread::spawn(move || answer(stream, document));
        }
    });
    format!("http://{address}")
}

fn answer(mut stream: TcpStream, document: &str) -> Option<()> {
    let mut head = [0; 4_096];
    let length = stream.read(&mut head).ok()?;
    let head = String::from_utf8_lossy(head.get(..length)?).into_owned();
    let number = head.split("OdpisAktualny/").nth(1)?.get(..10)?;
    // Without a tax number, of which each company would need one of its own.
    let body = document.replace("0009000019", number).replace("\"nip\"", "\"other\"");
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .ok()
}
