//! A PostgreSQL server of the simulation's own, on loopback in a temporary folder, to be stopped, killed and started.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

use crate::{SimError, scratch};

/// How long a server may take to end what a dead client began.
const PATIENCE: Duration = Duration::from_secs(60);
/// Where distributions keep the programs, newest last.
const KEPT: &str = "/usr/lib/postgresql";

/// A running server. It ends with this value, or with this process, however that ends.
pub struct Server {
    folder: PathBuf,
    bin: PathBuf,
    port: u16,
    settings: Vec<String>,
    databases: AtomicU32,
}

impl Server {
    /// Starts a server with these settings, as `name=value`.
    ///
    /// # Errors
    /// Where PostgreSQL is not installed or does not start.
    pub fn start(settings: &[&str]) -> Result<Self, SimError> {
        let bin = programs().ok_or(SimError::Setup("PostgreSQL is not installed".into()))?;
        let folder = scratch()?.keep();
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        if is_root() {
            done(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        let server = Self { folder, bin, port, settings, databases: AtomicU32::new(0) };
        let mut initdb = server.program("initdb");
        initdb.args(["--auth=trust", "--username=zgoda", "--encoding=UTF8", "--no-sync", "-D"]);
        done(initdb.arg(server.data()))?;
        server.watch()?;
        server.begin()?;
        Ok(server)
    }

    /// Starts it again after it was stopped or killed.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn begin(&self) -> Result<(), SimError> {
        let mut options = format!("-h 127.0.0.1 -k '' -p {} -c fsync=off", self.port);
        self.settings.iter().for_each(|setting| options += &format!(" -c {setting}"));
        let mut start = self.program("pg_ctl");
        start.args(["start", "-w", "-t", "60", "-D"]).arg(self.data());
        start.arg("-l").arg(self.log()).arg("-o").arg(options);
        done(&mut start)
    }

    /// Stops it: `fast` ends all sessions in good order, `immediate` is as good as a crash.
    ///
    /// # Errors
    /// Where it does not stop.
    pub fn stop(&self, mode: &str) -> Result<(), SimError> {
        let mut stop = self.program("pg_ctl");
        done(stop.args(["stop", "-w", "-t", "60", "-m", mode, "-D"]).arg(self.data()))
    }

    /// A new, empty database, as an address.
    ///
    /// # Errors
    /// What the server says.
    pub fn new_database(&self) -> Result<String, SimError> {
        let name = format!("t{}", self.databases.fetch_add(1, Ordering::SeqCst));
        self.run(&format!("CREATE DATABASE {name}"))?;
        Ok(self.url(&name))
    }

    /// Runs a command of the administrator's.
    ///
    /// # Errors
    /// What the server says.
    pub fn run(&self, sql: &str) -> Result<(), SimError> {
        Ok(self.client()?.batch_execute(sql)?)
    }

    /// Waits until the server has noticed that its clients are dead, and ended what they began.
    ///
    /// # Errors
    /// Where it does not in a minute.
    pub fn wait_until_quiet(&self) -> Result<(), SimError> {
        let mut client = self.client()?;
        let others = "SELECT COUNT(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if client.query_one(others, &[])?.get::<_, i64>(0) == 0 {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err(SimError::Setup("sessions of dead clients do not end".into()))
    }

    /// The folder of its data.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Its log.
    pub fn log(&self) -> PathBuf {
        self.folder.join("data").join("server.log")
    }

    fn client(&self) -> Result<Client, SimError> {
        Ok(Client::connect(&self.url("postgres"), NoTls)?)
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://zgoda@127.0.0.1:{}/{database}", self.port)
    }

    /// A program of PostgreSQL's. It refuses to run as root, so it runs as another user then.
    fn program(&self, name: &str) -> Command {
        let path = self.bin.join(name);
        let mut command = match is_root() {
            true => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(path);
                command
            }
            false => Command::new(path),
        };
        command.current_dir(&self.folder);
        command
    }

    /// Ends the server when this process is gone, and removes its folder.
    fn watch(&self) -> Result<(), SimError> {
        let stop = self.program("pg_ctl");
        let stop: Vec<_> = std::iter::once(stop.get_program())
            .chain(stop.get_args())
            .map(|part| format!("'{}'", part.to_string_lossy()))
            .collect();
        let watch = format!(
            "while kill -0 {own} 2>/dev/null && [ -e '{folder}' ]; do sleep 0.3; done; cd /; \
             {stop} stop -w -m immediate -D '{data}'; rm -rf '{folder}'",
            own = std::process::id(),
            folder = self.folder.display(),
            stop = stop.join(" "),
            data = self.data().display(),
        );
        let mut command = Command::new("sh");
        command.args(["-c", &watch]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The watcher does it again where this fails.
        let _ = self.stop("immediate");
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn done(command: &mut Command) -> Result<(), SimError> {
    // Not to a pipe: the server keeps it open for as long as it lives.
    let said = tempfile::NamedTempFile::new()?;
    command.stdin(Stdio::null()).stdout(said.reopen()?).stderr(said.reopen()?);
    if command.status()?.success() {
        return Ok(());
    }
    let said = std::fs::read_to_string(said.path()).unwrap_or_default();
    Err(SimError::Setup(format!("`{}`: {said}", command.get_program().to_string_lossy())))
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

fn programs() -> Option<PathBuf> {
    let told = std::env::var_os("ZGODA_TEST_PG_BIN").map(PathBuf::from);
    let mut kept: Vec<_> = std::fs::read_dir(KEPT).into_iter().flatten().flatten().collect();
    kept.sort_by_key(|entry| entry.file_name());
    let kept = kept.iter().rev().map(|entry| entry.path().join("bin"));
    told.into_iter().chain(kept).find(|folder: &PathBuf| has_initdb(folder))
}

fn has_initdb(folder: &Path) -> bool {
    folder.join("initdb").is_file()
}
