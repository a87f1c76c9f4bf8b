//! What the benchmarks of one run share: the folder, the probe, the server, and sets of data that are made once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Instant;

use crate::error::Result;
use crate::gdpr::{LoadedBytes, Peer, Plan, Pristine, users_of};
use crate::harness::{Block, Options, Probe, Server, WorkFolder, measure};
use crate::people::People;

/// One run.
pub struct Context {
    /// What was asked for.
    pub options: Options,
    probe: RefCell<Probe>,
    records: RefCell<BTreeMap<u64, Rc<Pristine>>>,
    peer_records: RefCell<Option<(u64, LoadedBytes)>>,
    people: RefCell<BTreeMap<u64, Rc<People>>>,
    // In this order: the server stops before its folder goes.
    server: OnceCell<Server>,
    /// Where everything is kept.
    pub folder: WorkFolder,
}

impl Context {
    /// A run in a new folder.
    ///
    /// # Errors
    /// Where the folder cannot be used.
    pub fn new(options: Options) -> Result<Self> {
        let folder = WorkFolder::new(&options)?;
        let probe = RefCell::new(Probe::new(folder.path())?);
        let (records, peer_records, people, server) = Default::default();
        Ok(Self { options, probe, records, peer_records, people, server, folder })
    }

    /// PostgreSQL, started when first asked for.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn server(&self) -> Result<&Server> {
        if self.server.get().is_none() {
            let server = Server::start(&self.folder.make("postgres")?)?;
            return Ok(self.server.get_or_init(|| server));
        }
        self.server.get().ok_or_else(|| crate::error::BenchError::Wrong("no server runs".into()))
    }

    /// Measures work of ours.
    ///
    /// # Errors
    /// Whatever the work fails with.
    pub fn measure_ours<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<(T, Block)> {
        measure(&mut self.probe.borrow_mut(), None, work)
    }

    /// Measures work that the server takes part in.
    ///
    /// # Errors
    /// Whatever the work fails with.
    pub fn measure_peer<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<(T, Block)> {
        measure(&mut self.probe.borrow_mut(), Some(self.server()?), work)
    }

    /// GDPRbench's records in our store, loaded when first asked for.
    ///
    /// # Errors
    /// Where they cannot be loaded.
    pub fn records(&self, plan: Plan) -> Result<Rc<Pristine>> {
        if let Some(known) = self.records.borrow().get(&plan.records) {
            return Ok(known.clone());
        }
        let began = Instant::now();
        let name = format!("records-{}", plan.records);
        let loaded = Rc::new(Pristine::load(self.folder.path().join(name), plan)?);
        println!(
            "loaded {} records of {} users in {:.1} s; ended the short-lived tenth in {:.1} s",
            plan.records,
            users_of(plan.records),
            began.elapsed().as_secs_f64() - loaded.retention_s,
            loaded.retention_s,
        );
        self.records.borrow_mut().insert(plan.records, loaded.clone());
        Ok(loaded)
    }

    /// The same records in PostgreSQL, with metadata indexes and without; how many bytes they took when loaded.
    ///
    /// # Errors
    /// Where they cannot be loaded.
    pub fn peer_records(&self, plan: Plan) -> Result<LoadedBytes> {
        let loaded = *self.peer_records.borrow();
        if let Some((_, bytes)) = loaded.filter(|(records, _)| *records == plan.records) {
            return Ok(bytes);
        }
        let bytes = Peer::load(self.server()?, plan)?;
        *self.peer_records.borrow_mut() = Some((plan.records, bytes));
        Ok(bytes)
    }

    /// So many people in our store, imported when first asked for.
    ///
    /// # Errors
    /// Where they cannot be imported.
    pub fn people(&self, count: u64) -> Result<Rc<People>> {
        if let Some(known) = self.people.borrow().get(&count) {
            return Ok(known.clone());
        }
        let people = Rc::new(People::load(&self.folder, count)?);
        println!("imported {count} people in {:.1} s", people.import_s);
        self.people.borrow_mut().insert(count, people.clone());
        Ok(people)
    }

    /// The same people in PostgreSQL: the name of their database.
    ///
    /// # Errors
    /// Where they cannot be loaded.
    pub fn peer_people(&self, count: u64) -> Result<String> {
        let name = format!("people_{count}");
        let mut client = self.server()?.connect("postgres")?;
        if client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])?.is_none() {
            self.server()?.recreate(&name)?;
            let mut client = self.server()?.connect(&name)?;
            client.batch_execute(crate::people::PEER_TABLE)?;
            self.people(count)?.copy_into(&mut client)?;
            client.batch_execute("VACUUM ANALYZE person")?;
        }
        Ok(name)
    }

    /// The same people in PostgreSQL as facts, each with its grounds and its term, with an audit log: the name of their
    /// database.
    ///
    /// # Errors
    /// Where they cannot be loaded.
    pub fn peer_facts(&self, count: u64) -> Result<String> {
        let people = self.peer_people(count)?;
        let name = format!("facts_{count}");
        self.server()?.copy(&people, &name)?;
        self.server()?.connect(&name)?.batch_execute(crate::people::PEER_FACTS)?;
        Ok(name)
    }

    /// Whether the run has as many rounds as a figure to be judged needs.
    pub fn has_all_rounds(&self) -> bool {
        self.options.rounds >= 5
    }
}
