//! A server of its own for a test, over a workspace of real prices and made-up names, and a client that sends what it is told.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;
use qazyq_casework::book::Book;
use qazyq_casework::import::Said;
use qazyq_casework::keys::KeyFolder;
use qazyq_casework::workspace::Workspace;
use qazyq_law::Act;
use qazyq_market::days::DayCut;
use qazyq_web::{Settings, gate, log, serve};

/// When everything was had.
const HAD: &str = "2026-11-29T10:00:00Z";
/// The day that the register shows.
pub(crate) const DAY: &str = "2023-03-14";

/// When all tests are.
pub(crate) fn now() -> Timestamp {
    "2026-11-30T03:00:00Z".parse().unwrap()
}

/// A server.
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    pub(crate) workspace: Workspace,
    stop: &'static AtomicBool,
    thread: Option<JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) heads: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A head, of several of one name all of them.
    pub(crate) fn head(&self, name: &str) -> String {
        let values = self.heads.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    }
}

/// What a site is like.
#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) origin: &'static str,
    pub(crate) requests_per_second: u32,
    pub(crate) price_days_max: i32,
    /// What USD Coin is called.
    pub(crate) name: &'static str,
    /// People can sign in.
    pub(crate) workbench: bool,
    /// The provider by which they do.
    pub(crate) openid: Option<qazyq_casework::openid::OpenId>,
}

impl Default for Kind {
    fn default() -> Self {
        Self {
            origin: "https://registry.example",
            requests_per_second: 0,
            price_days_max: 1,
            name: "USD Coin",
            workbench: false,
            openid: None,
        }
    }
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/market")
}

/// Imports files of an asset.
pub(crate) fn import(book: &mut Book, id: &str, (symbol, name): (&str, &str), files: &[(&str, Vec<u8>)]) {
    let act = Act::embedded().unwrap();
    let had: Timestamp = HAD.parse().unwrap();
    for (file, bytes) in files {
        let said = Said {
            through: None,
            asset: Some(id.to_owned()),
            symbol: Some(symbol.to_owned()),
            name: Some(name.to_owned()),
            peg: None,
            peg_source: None,
            source: None,
            currency: None,
            retrieved: Some(had),
            day: DayCut::Utc,
            partial_days: false,
            columns: None,
        };
        book.import(&act, file, bytes, &said, had).unwrap();
    }
}

pub(crate) fn example(name: &str) -> (&str, Vec<u8>) {
    (name, std::fs::read(examples().join(name)).unwrap())
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::like(&Kind::default())
    }

    pub(crate) fn like(kind: &Kind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(folder.path().join("workspace"));
        let mut book = Book::open_or_new(workspace.clone()).unwrap();
        let usdc = [example("usdc-2023-03.csv"), example("usdc.facts.toml")];
        import(&mut book, "usdc", ("USDC", kind.name), &usdc);
        let ust = [example("ust-2023-03.csv"), example("ust.facts.toml")];
        import(&mut book, "ust", ("UST", "TerraUSD"), &ust);
        // Another one with the same symbol, of which there are prices alone.
        import(&mut book, "usdx", ("USDC", "Another USDC"), &[example("usdp-2023-03.csv")]);
        drop(book);

        let stop: &'static AtomicBool = Box::leak(Box::new(AtomicBool::new(false)));
        let (is_ready, ready) = mpsc::channel();
        let settings = Settings {
            address: "127.0.0.1:0".parse().unwrap(),
            operations: None,
            act: Act::embedded().unwrap(),
            origin: kind.origin.to_owned(),
            day: Some(DAY.parse().unwrap()),
            now,
            rule: gate::Rule { price_days_max: kind.price_days_max },
            is_demo: false,
            log: Some(log::Place {
                folder: workspace.folder().join("log"),
                keys: KeyFolder::at(folder.path().join("keys")),
            }),
            requests_per_second: NonZeroU32::new(kind.requests_per_second),
            readers: 1,
            update: None,
            workbench: kind.workbench.then_some(counting as fn(&mut [u8])),
            openid: kind.openid.clone(),
        };
        let at = workspace.clone();
        let thread = std::thread::spawn(move || {
            let ready = |address, _: Option<&str>| is_ready.send(address).unwrap();
            serve(settings, move || Book::open(at.clone()), stop, ready, |_| {}).unwrap();
        });
        let address = ready.recv().unwrap();
        Self { address, workspace, stop, thread: Some(thread), _folder: folder }
    }

    /// Sends these bytes, and takes what comes until the server hangs up.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // The server may hang up on the way.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        all
    }

    pub(crate) fn ask(&self, method: &str, target: &str, heads: &[(&str, &str)]) -> Answer {
        let heads: String = heads.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let text = format!("{method} {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{heads}\r\n");
        parsed(&self.raw(text.as_bytes()))
    }

    /// The answer to these bytes.
    pub(crate) fn answer(&self, bytes: &[u8]) -> Answer {
        parsed(&self.raw(bytes))
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// An answer that must be given.
    pub(crate) fn given(&self, target: &str) -> Answer {
        let answer = self.get(target);
        assert_eq!(answer.status, 200, "{target}: {}", String::from_utf8_lossy(&answer.body));
        answer
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            if !std::thread::panicking() {
                ended.unwrap();
            }
        }
    }
}

/// An answer from its bytes; chunks are put together.
fn parsed(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| {
        panic!("no answer: {}", String::from_utf8_lossy(bytes));
    });
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let heads: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut body = bytes[end + 4..].to_vec();
    if heads.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
        body = unchunked(&body);
    }
    Answer { status, heads, body }
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        all.extend(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 4 + size..];
    }
    all
}

/// Bytes that are others each time, and no secret.
pub(crate) fn counting(bytes: &mut [u8]) {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    for chunk in bytes.chunks_mut(8) {
        let next = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        chunk.copy_from_slice(&next[..chunk.len()]);
    }
}
