//! PostgreSQL servers of a test's own: made, broken on purpose, and gone with the test.
//!
//! ```no_run
//! let database = qazyq_testpg::Cluster::shared().database();
//! let mut client = database.admin();
//! client.batch_execute("CREATE TABLE t (n int)").unwrap();
//! // `database.address()` is what a program under test is given.
//! ```
//!
//! A cluster is a folder that `initdb` made and a server on a free port of the loopback. It writes to disk as a real one
//! does (`fsync` is on), and wants a password over TCP. Whatever becomes of the test, also when it is killed, a guard
//! ends the server and removes the folder.
//!
//! This crate is for tests alone: it panics where something is missing, and says what.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use postgres::error::SqlState;
use postgres::{Client, NoTls};
use tempfile::TempDir;

/// The superuser of every cluster.
pub const ADMIN: &str = "admin";
/// His password. Some of its characters must be written otherwise in an address.
pub const PASSWORD: &str = "s3cret/@:pass";
/// The same as it is written in an address.
const PASSWORD_WRITTEN: &str = "s3cret%2F%40%3Apass";

/// How long a server may take to start or to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server and its folder.
#[derive(Debug)]
pub struct Cluster {
    binaries: PathBuf,
    settings: Vec<(String, String)>,
    port: u16,
    server: Mutex<Option<Child>>,
    databases: AtomicU32,
    /// Sees to the server's end when its input does, as it does when this process ends in whatever way.
    guard: Child,
    folder: TempDir,
}

/// A database of a cluster.
#[derive(Debug)]
pub struct Database<'a> {
    cluster: &'a Cluster,
    name: String,
}

/// How a server is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blow {
    /// The main process alone is killed; the others notice.
    Kill,
    /// All processes end at once without tidying up.
    Immediate,
}

impl Cluster {
    /// The one that the tests of a binary share.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(&[], &[]))
    }

    /// Makes a cluster with some settings and some files in its folder of data, and starts its server.
    #[must_use]
    pub fn start(settings: &[(&str, &str)], files: &[(&str, &[u8])]) -> Self {
        let binaries = binaries();
        let folder = tempfile::Builder::new().prefix("testpg-").tempdir().expect("a temporary folder");
        if let Some((uid, gid)) = servant() {
            chown(folder.path(), Some(uid), Some(gid)).expect("the folder is given to the user postgres");
        }
        let guard = guard(folder.path());
        let mut cluster = Self {
            settings: settings.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            port: 0,
            server: Mutex::new(None),
            databases: AtomicU32::new(0),
            guard,
            folder,
            binaries,
        };
        cluster.init(files);
        // Between the choice of a port and its use another process may take it.
        for _ in 0..5 {
            cluster.port = free_port();
            if cluster.launch() {
                return cluster;
            }
        }
        panic!("the server does not start: {}", cluster.log());
    }

    fn init(&self, files: &[(&str, &[u8])]) {
        let passwords = self.put("password", PASSWORD.as_bytes());
        let made = as_servant(&self.binaries.join("initdb"))
            .arg("--pgdata")
            .arg(self.data())
            .args(["--username", ADMIN, "--auth-host=scram-sha-256", "--auth-local=trust", "--encoding=UTF8"])
            // A machine that fails in the midst of a test takes the test with it.
            .args(["--no-locale", "--no-sync", "--data-checksums", "--pwfile"])
            .arg(passwords)
            .current_dir(self.folder.path())
            .output()
            .expect("initdb runs");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        for (name, bytes) in files {
            self.put(&format!("data/{name}"), bytes);
        }
    }

    /// Puts a file into the folder that only the server's user can read.
    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("a file in the cluster's folder");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("its mode");
        if let Some((uid, gid)) = servant() {
            chown(&path, Some(uid), Some(gid)).expect("its owner");
        }
        path
    }

    /// Starts the server; whether it came to answer.
    fn launch(&self) -> bool {
        let log =
            File::options().create(true).append(true).open(self.folder.path().join("log")).expect("a log");
        let mut command = as_servant(&self.binaries.join("postgres"));
        command.arg("-D").arg(self.data()).current_dir(self.folder.path());
        let socket = self.folder.path().display().to_string();
        let port = self.port.to_string();
        let ours = [
            ("listen_addresses", "127.0.0.1"),
            ("port", &port),
            ("unix_socket_directories", &socket),
            ("shared_buffers", "32MB"),
            ("max_connections", "100"),
        ];
        for (name, value) in
            ours.into_iter().chain(self.settings.iter().map(|(name, value)| (&**name, &**value)))
        {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        command.stdin(Stdio::null()).stdout(log.try_clone().expect("the log twice")).stderr(log);
        // Whoever breaks off the test from the keyboard means the test: the server's end is the guard's business.
        let mut child = command.process_group(0).spawn().expect("postgres runs");
        let until = Instant::now() + PATIENCE;
        loop {
            if child.try_wait().expect("the state of the server").is_some() {
                return false;
            }
            if self.client("postgres").is_ok() {
                break;
            }
            assert!(Instant::now() < until, "the server does not answer: {}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
        *self.server() = Some(child);
        true
    }

    fn server(&self) -> MutexGuard<'_, Option<Child>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the server as a failure would.
    pub fn strike(&self, blow: Blow) {
        let Some(mut child) = self.server().take() else { return };
        match blow {
            Blow::Kill => child.kill().expect("the server is killed"),
            Blow::Immediate => assert!(signal("QUIT", child.id()), "the server is not there"),
        }
        child.wait().expect("the server's end");
    }

    /// Starts a server that was struck. It mends what the blow left, and waits until the last process of the one before
    /// has gone.
    pub fn restart(&self) {
        let until = Instant::now() + PATIENCE;
        while !self.launch() {
            assert!(Instant::now() < until, "the server does not start again: {}", self.log());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// A new database.
    pub fn database(&self) -> Database<'_> {
        let name = format!("journal_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.client("postgres")
            .and_then(|mut client| client.batch_execute(&format!("CREATE DATABASE {name}")))
            .expect("a new database");
        Database { cluster: self, name }
    }

    /// The port on the loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder with the server's socket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the server has said so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn client(&self, database: &str) -> Result<Client, postgres::Error> {
        postgres::Config::new()
            .host_path(self.folder.path())
            .port(self.port)
            .user(ADMIN)
            .dbname(database)
            .connect(NoTls)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
        if let Some(mut child) = self.server().take() {
            let _ = child.wait();
        }
    }
}

impl Database<'_> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its address for the superuser, password included.
    #[must_use]
    pub fn address(&self) -> String {
        self.address_of(ADMIN, PASSWORD_WRITTEN)
    }

    /// Its address for somebody; what is given stands in it as it is.
    #[must_use]
    pub fn address_of(&self, user: &str, password: &str) -> String {
        format!("postgres://{user}:{password}@127.0.0.1:{}/{}", self.cluster.port, self.name)
    }

    /// Its address with a schema of its own, which is made: a cheaper way to have another empty place.
    #[must_use]
    pub fn schema(&self, name: &str) -> String {
        self.admin().batch_execute(&format!("CREATE SCHEMA {name}")).expect("a new schema");
        format!("{}?options=-c%20search_path%3D{name}", self.address())
    }

    /// A connection of the superuser. A server that mends itself after a blow is waited for.
    #[must_use]
    pub fn admin(&self) -> Client {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.cluster.client(&self.name) {
                Err(error) if error.code().is_none_or(mends_itself) && Instant::now() < until => {
                    thread::sleep(Duration::from_millis(10));
                }
                client => return client.expect("the server lets its superuser in"),
            }
        }
    }
}

fn mends_itself(code: &SqlState) -> bool {
    [SqlState::CANNOT_CONNECT_NOW, SqlState::CRASH_SHUTDOWN].contains(code)
}

/// Where PostgreSQL's programs are: the newest of Debian's, or those on the path.
fn binaries() -> PathBuf {
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let installed =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = installed.filter(|path| path.join("bin/initdb").is_file()).max_by_key(version);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&paths).find(|path| path.join("initdb").is_file());
    newest.map(|path| path.join("bin")).or_else(on_path).unwrap_or_else(|| {
        panic!("PostgreSQL is not there: install Debian's package `postgresql`, or put `initdb` and `postgres` on the path")
    })
}

/// The user and the group that the server runs as where we are root, whom it refuses.
fn servant() -> Option<(u32, u32)> {
    static SERVANT: OnceLock<Option<(u32, u32)>> = OnceLock::new();
    *SERVANT.get_or_init(|| {
        let id = |of: &[&str]| {
            let asked = Command::new("id").args(of).output().expect("id runs");
            String::from_utf8_lossy(&asked.stdout).trim().parse::<u32>().ok()
        };
        if id(&["-u"]) != Some(0) {
            return None;
        }
        let missing = "the user postgres is not there: install Debian's package `postgresql`";
        Some((id(&["-u", "postgres"]).expect(missing), id(&["-g", "postgres"]).expect(missing)))
    })
}

fn as_servant(program: &Path) -> Command {
    let mut command = Command::new(program);
    if let Some((uid, gid)) = servant() {
        // Root may do that without any tool.
        command.uid(uid).gid(gid);
    }
    command
}

/// A process that waits for the end of its input, then ends the server and removes its folder.
fn guard(folder: &Path) -> Child {
    let script = r#"
        trap '' INT TERM HUP
        read -r _
        pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null
        for _ in $(seq 200); do
          [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && sleep 0.05 || break
        done
        rm -rf "$1"
    "#;
    Command::new("sh")
        .args(["-c", script, "guard"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("sh runs")
}

/// Sends a signal, as the standard library cannot; whether the process was there.
pub fn signal(name: &str, process: u32) -> bool {
    let sent = Command::new("kill").args(["-s", name, &process.to_string()]).stderr(Stdio::null()).status();
    sent.expect("kill runs").success()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// A certificate authority and a certificate of `127.0.0.1` that it signed, made by `openssl`.
#[derive(Clone, Debug)]
pub struct Certificates {
    /// The authority's certificate, PEM.
    pub authority: Vec<u8>,
    /// The server's certificate, PEM.
    pub certificate: Vec<u8>,
    /// The server's key, PEM.
    pub key: Vec<u8>,
}

impl Certificates {
    /// Makes new ones for a host: `IP:127.0.0.1` or `DNS:name`.
    #[must_use]
    pub fn make(host: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let openssl = |args: &[&str]| {
            let done = Command::new("openssl").args(args).current_dir(folder.path()).output();
            let done = done.expect("openssl runs: Debian's package is `openssl`");
            assert!(done.status.success(), "openssl: {}", String::from_utf8_lossy(&done.stderr));
        };
        let new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
        let file = |name: &str, text: &str| {
            File::create(folder.path().join(name))
                .and_then(|mut file| file.write_all(text.as_bytes()))
                .expect("a file");
        };
        file("extensions", &format!("subjectAltName={host}\nbasicConstraints=CA:FALSE\n"));
        let authority = [
            "req",
            "-x509",
            "-days",
            "2",
            "-subj",
            "/CN=test authority",
            "-keyout",
            "a.key",
            "-out",
            "a.pem",
        ];
        openssl(&[&authority[..], &new_key].concat());
        let request = ["req", "-new", "-subj", "/CN=test server", "-keyout", "s.key", "-out", "s.csr"];
        openssl(&[&request[..], &new_key].concat());
        let sign = [
            "x509",
            "-req",
            "-in",
            "s.csr",
            "-CA",
            "a.pem",
            "-CAkey",
            "a.key",
            "-CAcreateserial",
            "-days",
            "2",
        ];
        openssl(&[&sign[..], &["-extfile", "extensions", "-out", "s.pem"]].concat());
        let bytes = |name: &str| {
            let mut bytes = Vec::new();
            File::open(folder.path().join(name))
                .and_then(|mut file| file.read_to_end(&mut bytes))
                .expect("its bytes");
            bytes
        };
        Self { authority: bytes("a.pem"), certificate: bytes("s.pem"), key: bytes("s.key") }
    }
}
