//! A PostgreSQL server of the benchmark's own: in a temporary folder, on loopback, durable, stopped by its own pid.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use postgres::{Client, NoTls};

use crate::error::{BenchError, Result, io, wrong};

/// Where Debian puts the programs.
const DEBIAN_BIN: &str = "/usr/lib/postgresql/15/bin";
/// The settings of a well set-up server on a machine of a few gigabytes. Durability is PostgreSQL's default, spelt out.
/// The log collector runs, so that a session can switch statement logging on and off.
const SETTINGS: &[&str] = &[
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=1GB",
    "effective_cache_size=4GB",
    "work_mem=64MB",
    "maintenance_work_mem=256MB",
    "max_wal_size=4GB",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
    "logging_collector=on",
    "log_destination=csvlog",
    "log_rotation_size=0",
];

/// A running server.
pub struct Server {
    port: u16,
    pid: u32,
    data: PathBuf,
    watcher: Child,
}

impl Server {
    /// Starts one whose data are in a new folder.
    ///
    /// # Errors
    /// Where PostgreSQL is not there or does not start.
    pub fn start(folder: &Path) -> Result<Self> {
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(folder))?;
        }
        let (data, log) = (folder.join("data"), folder.join("start.log"));
        run(as_owner("initdb")
            .args(["--auth=trust", "--username=zgoda", "--encoding=UTF8", "--locale=C.UTF-8", "-D"])
            .arg(&data))?;
        let port = free_port()?;
        let settings = SETTINGS.iter().map(|setting| format!("-c {setting}")).collect::<Vec<_>>().join(" ");
        let options = format!("-h 127.0.0.1 -k '' -p {port} {settings}");
        run(as_owner("pg_ctl")
            .args(["start", "-w", "-D"])
            .arg(&data)
            .arg("-l")
            .arg(&log)
            .args(["-o", &options]))?;
        let pid =
            std::fs::read_to_string(data.join("postmaster.pid")).map_err(io("the pid of PostgreSQL"))?;
        let pid = pid.lines().next().and_then(|line| line.trim().parse().ok());
        let Some(pid) = pid else { return wrong("the pid file of PostgreSQL has no pid") };
        Ok(Self { port, pid, data, watcher: watch(pid)? })
    }

    /// The process that all its others are children of.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The folder of its data.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://zgoda@127.0.0.1:{}/{database}", self.port)
    }

    /// Connects to a database.
    ///
    /// # Errors
    /// Where the server does not let us.
    pub fn connect(&self, database: &str) -> Result<Client> {
        Ok(Client::connect(&self.url(database), NoTls)?)
    }

    /// Makes an empty database, in place of an earlier one.
    ///
    /// # Errors
    /// Where somebody is connected to the earlier one.
    pub fn recreate(&self, database: &str) -> Result<()> {
        let mut client = self.connect("postgres")?;
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {database}"))?;
        Ok(client.batch_execute(&format!("CREATE DATABASE {database}"))?)
    }

    /// Makes a copy of a database, in place of an earlier copy, and writes it to the disk, so that no block pays for it.
    ///
    /// # Errors
    /// Where somebody is connected to either.
    pub fn copy(&self, from: &str, to: &str) -> Result<()> {
        let mut client = self.connect("postgres")?;
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {to}"))?;
        client.batch_execute(&format!("CREATE DATABASE {to} TEMPLATE {from} STRATEGY file_copy"))?;
        Ok(client.batch_execute("CHECKPOINT")?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = run(as_owner("pg_ctl").args(["stop", "-w", "-m", "fast", "-D"]).arg(&self.data));
        if stopped.is_ok() {
            // The watcher would end a server that this process no longer needs; there is none left to end.
            let _ = self.watcher.kill();
        }
        let _ = self.watcher.wait();
    }
}

/// Ends the server when this process is gone, however it ends.
fn watch(server: u32) -> Result<Child> {
    let script = format!("tail --pid={} -f /dev/null; kill -INT {server}", std::process::id());
    Command::new("sh")
        .args(["-c", &script])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(io("the watcher of PostgreSQL"))
}

fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").map_err(io("a free port"))?;
    Ok(listener.local_addr().map_err(io("a free port"))?.port())
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// A program of PostgreSQL's, run by the owner of the data: it refuses to run as root.
fn as_owner(program: &str) -> Command {
    let bin = std::env::var("ZGODA_TEST_PG_BIN").unwrap_or_else(|_| DEBIAN_BIN.to_owned());
    let path = Path::new(&bin).join(program);
    if !is_root() {
        return Command::new(path);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(path);
    command
}

fn run(command: &mut Command) -> Result<()> {
    // Not piped: a server that stays would keep the pipe open for ever.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let program = format!("{command:?}");
    let status = status.map_err(io(program.clone()))?;
    if status.success() { Ok(()) } else { Err(BenchError::Wrong(format!("{program} failed: {status}"))) }
}
