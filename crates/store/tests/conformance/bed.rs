//! The beds the suite runs on: a SQLite folder, and a PostgreSQL server of its own in a temporary folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};

use jiff::Timestamp;
use zgoda_law::{ActorId, Law};
use zgoda_store::sql::{Batch, Db, Location, Row, SqlError, Statement, Value};
use zgoda_store::{Config, Engine, Stamp, Store};
use zgoda_vault::{Keyring, WrappedKey};

/// The time at which every test begins.
pub fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

pub fn stamp() -> Stamp {
    Stamp { actor: ActorId(1), at: now() }
}

/// Somewhere to open a store, again and again.
pub struct Bed {
    pub engine: Engine,
    pub keyring: String,
    pub _folder: tempfile::TempDir,
}

impl Bed {
    fn new(engine: impl FnOnce(&std::path::Path) -> Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::generate().unwrap().to_text().to_string();
        Self { engine: engine(folder.path()), keyring, _folder: folder }
    }

    pub fn sqlite() -> Self {
        Self::new(|path| Engine::Sqlite(path.to_owned()))
    }

    pub fn postgres() -> Self {
        Self::new(|_| Engine::Postgres(SERVER.lock().unwrap().new_database()))
    }

    /// An empty one of the same engine.
    pub fn another(&self) -> Self {
        if matches!(self.engine, Engine::Sqlite(_)) { Self::sqlite() } else { Self::postgres() }
    }

    /// The bed of another process: a folder or the address of a database.
    pub fn known(database: &str, keyring: String) -> Self {
        let engine = match database.starts_with("postgres://") {
            true => Engine::Postgres(database.to_owned()),
            false => Engine::Sqlite(database.into()),
        };
        Self { engine, keyring, _folder: tempfile::tempdir().unwrap() }
    }

    /// A server that no other test uses.
    pub fn with_own_server() -> (Self, Server) {
        let server = Server::start();
        (Self::new(|_| Engine::Postgres(server.new_database())), server)
    }

    pub fn config(&self) -> Config {
        self.config_with(Keyring::parse(&self.keyring).unwrap())
    }

    pub fn config_with(&self, keyring: Keyring) -> Config {
        Config {
            engine: self.engine.clone(),
            keyring,
            law: Law::builtin().unwrap(),
            origin: "zgoda.example.test".into(),
        }
    }

    pub fn open(&self) -> Store {
        Store::open(self.config()).unwrap()
    }

    /// The working zone, past the store.
    pub fn work(&self) -> Zone {
        self.zone("work.db", "zgoda")
    }

    /// The vault zone, past the store.
    pub fn vault(&self) -> Zone {
        self.zone("vault.db", "zgoda_vault")
    }

    fn zone(&self, file: &str, schema: &'static str) -> Zone {
        let location = match &self.engine {
            Engine::Sqlite(folder) => Location::Sqlite(folder.join(file)),
            Engine::Postgres(url) => Location::Postgres { url: url.clone(), schema },
        };
        Zone(Db::open(location, &[]).unwrap())
    }
}

impl Bed {
    /// The wrapped keys as they are without their masks: of everybody whose key is there by now, by internal number.
    pub fn wrapped_keys(&self) -> Vec<(u32, WrappedKey)> {
        let rows = self
            .vault()
            .rows("SELECT subject_id, kek_version, wrapped, mask FROM data_key ORDER BY subject_id", &[]);
        let bare = |row: &Row| {
            let (owner, worn): (u32, u32) = (row.get(0).unwrap(), row.get(3).unwrap());
            let mut key = WrappedKey { version: row.get(1).unwrap(), bytes: row.get(2).unwrap() };
            if let (Engine::Sqlite(folder), 1..) = (&self.engine, worn) {
                key.mask(&masks_of(folder, owner)[worn as usize & 1]);
            }
            (owner, key)
        };
        rows.iter().map(bare).collect()
    }
}

/// Both masks of a person, as they stand in the file.
pub fn masks_of(folder: &Path, owner: u32) -> [[u8; 32]; 2] {
    let bytes = std::fs::read(folder.join("masks")).unwrap();
    let at = owner as usize * 64;
    [at, at + 32].map(|at| bytes[at..at + 32].try_into().unwrap())
}

/// A database opened beside the store, to look at its rows and to tamper with them.
pub struct Zone(Db);

impl Zone {
    pub fn rows(&self, sql: &'static str, params: &[Value]) -> Vec<Row> {
        self.0.read(statement(sql), params).unwrap()
    }

    pub fn number(&self, sql: &'static str) -> u64 {
        self.rows(sql, &[])[0].get(0).unwrap()
    }

    /// Changes rows; how many must be touched is one.
    pub fn change(&self, sql: &'static str, params: Vec<Value>) -> Result<(), SqlError> {
        let mut batch = Batch::default();
        batch.run_one(statement(sql), params);
        self.0.write(&batch)
    }
}

fn statement(sql: &'static str) -> &'static Statement {
    Box::leak(Box::new(Statement { name: sql, sql }))
}

static SERVER: LazyLock<Mutex<Server>> = LazyLock::new(|| Mutex::new(Server::start()));

/// The folder of the server that tests share.
pub fn shared_data() -> PathBuf {
    SERVER.lock().unwrap().data()
}

/// A PostgreSQL server on loopback in a temporary folder. It refuses to run as root, so it runs as another user then,
/// and it ends with the test process.
pub struct Server {
    port: u16,
    folder: PathBuf,
    databases: AtomicU32,
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// A program of PostgreSQL's, run by the owner of the data.
fn as_owner(program: &str) -> Command {
    let bin = PathBuf::from(
        std::env::var("ZGODA_TEST_PG_BIN")
            .expect("run the tests with `cargo xtask test`, which finds PostgreSQL"),
    );
    let path = bin.join(program);
    if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    } else {
        Command::new(path)
    }
}

impl Server {
    #[expect(clippy::zombie_processes, reason = "the watcher ends by itself, after this process")]
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("zgoda-pg-").tempdir().unwrap().keep();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&folder));
        }
        let data = folder.join("data");
        run(as_owner("initdb")
            .args(["--auth=trust", "--username=zgoda", "--encoding=UTF8", "--no-sync", "-D"])
            .arg(&data));
        // A watcher ends the server when this process is gone, however it ends, and removes the folder.
        let mut server = as_owner("postgres");
        server
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-k", "", "-c", "fsync=off"])
            .args(["-p", &port.to_string()]);
        let line = std::iter::once(server.get_program())
            .chain(server.get_args())
            .map(|part| format!("'{}'", part.to_string_lossy()))
            .collect::<Vec<_>>()
            .join(" ");
        let watch = format!(
            "{line} >'{log}' 2>&1 & child=$!; while kill -0 {own} 2>/dev/null; do sleep 0.2; done; \
             kill -INT $(head -1 '{data}/postmaster.pid') 2>/dev/null; wait $child; n=0; while [ -e '{data}/postmaster.pid' ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done; rm -rf '{folder}'",
            own = std::process::id(),
            log = folder.join("log").display(),
            data = data.display(),
            folder = folder.display(),
        );
        Command::new("sh")
            .args(["-c", &watch])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { port, folder: folder.clone(), databases: AtomicU32::new(0) };
        for _ in 0..200 {
            if postgres::Client::connect(&server.url("postgres"), postgres::NoTls).is_ok() {
                return server;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("PostgreSQL did not start; its log is in {}", folder.display());
    }

    /// The folder of its data.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Stops the server, which ends all connections, and starts it again.
    pub fn restart(&self) {
        let (data, log) = (self.data(), self.data().join("log"));
        run(as_owner("pg_ctl").args(["restart", "-w", "-m", "fast", "-D"]).arg(data).arg("-l").arg(log));
    }

    /// Runs a command of the administrator's.
    pub fn run(&self, sql: &str) {
        let mut client = postgres::Client::connect(&self.url("postgres"), postgres::NoTls).unwrap();
        client.batch_execute(sql).unwrap();
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://zgoda@127.0.0.1:{}/{database}", self.port)
    }

    fn new_database(&self) -> String {
        let name = format!("t{}", self.databases.fetch_add(1, Ordering::SeqCst));
        let mut client = postgres::Client::connect(&self.url("postgres"), postgres::NoTls).unwrap();
        client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        self.url(&name)
    }
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
