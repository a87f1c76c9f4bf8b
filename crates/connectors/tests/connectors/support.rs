//! A clock that only writes down how long it would have slept, and a connector to the replay server.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use zgoda_connectors::http::{HttpSettings, UserAgent};
use zgoda_connectors::krs::Krs;
use zgoda_connectors::replay::Server;
use zgoda_connectors::{Clock, ConnectorError, Extract, Identifier, Outcome, Secret};

/// Sleeping moves this clock on; nothing else does.
pub struct FakeClock {
    now: Mutex<Timestamp>,
    pub slept: Mutex<Vec<Duration>>,
}

impl FakeClock {
    pub fn new() -> Arc<Self> {
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        Arc::new(Self { now: Mutex::new(now), slept: Mutex::new(Vec::new()) })
    }

    /// The sleeps in milliseconds.
    pub fn slept_ms(&self) -> Vec<u128> {
        self.slept.lock().unwrap().iter().map(Duration::as_millis).collect()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) {
        *self.now.lock().unwrap() += duration;
        self.slept.lock().unwrap().push(duration);
    }

    fn random(&self) -> u64 {
        0
    }
}

/// The rules of every connector, with short real timeouts.
pub fn settings() -> HttpSettings {
    let mut settings = HttpSettings::new(UserAgent::new("https://operator.example/contact").unwrap());
    settings.connect_timeout = Duration::from_secs(2);
    settings.read_timeout = Duration::from_secs(2);
    settings
}

/// The facts of an extract, one a line, the way a person would check them.
pub fn listing(extract: &Extract) -> String {
    extract.facts.iter().map(|fact| format!("{}: {}\n", fact.field.name(), fact.value)).collect()
}

pub fn found(outcome: Result<Outcome, ConnectorError>) -> Extract {
    match outcome {
        Ok(Outcome::Found(extract)) => *extract,
        other => panic!("{other:?}"),
    }
}

pub fn krs(text: &str) -> Identifier {
    Identifier::Krs(text.parse().unwrap())
}

pub fn nip(text: &str) -> Identifier {
    Identifier::Nip(text.parse().unwrap())
}

pub fn regon(text: &str) -> Identifier {
    Identifier::Regon(text.parse().unwrap())
}

pub fn vat(text: &str) -> Identifier {
    Identifier::EuVat(text.parse().unwrap())
}

pub fn lei(text: &str) -> Identifier {
    Identifier::Lei(text.parse().unwrap())
}

/// The public key of the service's test environment.
pub fn bir_key() -> Secret {
    Secret::new("abcde12345abcde12345").unwrap()
}

pub fn token() -> Secret {
    Secret::new("test-token").unwrap()
}

/// A replay server with a connector to it.
pub struct Setup {
    pub server: Server,
    pub clock: Arc<FakeClock>,
    pub krs: Krs,
}

impl Setup {
    pub fn new() -> Self {
        Self::with(settings())
    }

    pub fn with(settings: HttpSettings) -> Self {
        let server = Server::start().unwrap();
        let clock = FakeClock::new();
        let krs = Krs::with_clock(server.base_url().unwrap(), settings, clock.clone());
        Self { server, clock, krs }
    }

    pub fn current(&self, number: &str) -> Result<Outcome, ConnectorError> {
        self.krs.current(&number.parse().unwrap())
    }

    pub fn found(&self, number: &str) -> Extract {
        match self.current(number) {
            Ok(Outcome::Found(extract)) => *extract,
            other => panic!("{number}: {other:?}"),
        }
    }

    /// The paths and queries the server saw, without the common beginning.
    pub fn asked(&self) -> Vec<String> {
        let targets = self.server.requests().into_iter().map(|request| request.target);
        targets.map(|target| target.trim_start_matches("/api/krs/").replace("&format=json", "")).collect()
    }
}
