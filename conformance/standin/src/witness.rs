//! A witness of transparency logs (C2SP tlog-witness and tlog-cosignature), with faults on demand.
//!
//! ```text
//! POST /add-checkpoint     old 0                               200 — w.example <key id, time, signature>
//!                                                              409 5
//!                          log.example/kz
//!                          5
//!                          <root>
//!
//!                          — log.example/kz <signature>
//! ```
//!
//! Notes, checkpoints and proofs are read by `signed_note` and `tlog_tiles`; what is signed is put together here, from the
//! documents alone. It remembers what it signed last as long as it runs.

use std::collections::{BTreeMap, VecDeque};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use signed_note::{Note, Signature, StandardVerifier, Verifier as _, VerifierList, key_id};
use tlog_tiles::{Checkpoint, Hash, check_tree};

/// What a key signs, in its text: cosignatures of Ed25519.
const COSIGNATURES: u8 = 4;
/// A request is at most this long.
const REQUEST_MAX: usize = 1 << 20;

/// What goes wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WitnessFault {
    /// Nothing does.
    None,
    /// The signature is of other bytes.
    WrongSignature,
    /// The cosignature is of another checkpoint.
    OtherCheckpoint,
    /// The cosignature is another witness's.
    OtherKey,
    /// A 409 that tells this body.
    Conflict(String),
    /// This status, with a page of HTML.
    Status(u16),
    /// The head comes, and the body after so many milliseconds.
    Stall(u64),
    /// A body of so many bytes of signature lines.
    Oversized(usize),
    /// A 307 to that address.
    Redirect(String),
    /// A page of HTML with the status of success.
    Html200,
    /// A text of the witness's own between checkpoint and signature.
    TextBefore,
    /// The connection ends without an answer.
    Closed,
}

/// A running witness. It stops when it is dropped.
#[derive(Debug)]
pub struct Witness {
    shared: Arc<Shared>,
    address: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    name: String,
    key: SigningKey,
    /// By origin.
    logs: BTreeMap<String, String>,
    state: Mutex<State>,
    stop: AtomicBool,
}

#[derive(Debug)]
struct State {
    now: u64,
    latest: BTreeMap<String, (u64, [u8; 32])>,
    faults: VecDeque<WitnessFault>,
    requests: Vec<String>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Witness {
    /// Starts a witness of that key, which knows these logs by their verifier keys. Its clock stands still.
    ///
    /// # Panics
    ///
    /// Where the loopback cannot be listened on, or a key is none.
    pub fn start(name: &str, secret: [u8; 32], logs: &[&str]) -> Witness {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on the loopback");
        let address = listener.local_addr().expect("a listener has an address");
        let of_key = |key: &&str| {
            let verifier = StandardVerifier::new(key).expect("a verifier key");
            (verifier.name().to_owned(), (*key).to_owned())
        };
        let state = State {
            now: 1_700_000_000,
            latest: BTreeMap::new(),
            faults: VecDeque::new(),
            requests: Vec::new(),
        };
        let shared = Arc::new(Shared {
            name: name.to_owned(),
            key: SigningKey::from_bytes(&secret),
            logs: logs.iter().map(of_key).collect(),
            state: Mutex::new(state),
            stop: AtomicBool::new(false),
        });
        let listening = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if listening.stop.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&listening);
                std::thread::spawn(move || serve(&shared, stream));
            }
        });
        Witness { shared, address, thread: Some(thread) }
    }

    /// The address that a policy tells.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Its verifier key.
    pub fn vkey(&self) -> String {
        let public = public_of(&self.shared.key);
        let id = key_id(&self.shared.name, &public);
        format!("{}+{id:08x}+{}", self.shared.name, STANDARD.encode(public))
    }

    /// What goes wrong with the next answers, one each; then nothing.
    pub fn next_faults(&self, faults: impl IntoIterator<Item = WitnessFault>) {
        self.shared.state().faults.extend(faults);
    }

    /// Sets its clock, in seconds since 1970-01-01.
    pub fn set_now(&self, now: u64) {
        self.shared.state().now = now;
    }

    /// The bodies of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.shared.state().requests.clone()
    }

    /// The size that it signed last of a log.
    pub fn latest(&self, origin: &str) -> Option<u64> {
        self.shared.state().latest.get(origin).map(|(size, _)| *size)
    }

    /// Lets it remember that it signed another tree of a log.
    pub fn has_seen(&self, origin: &str, size: u64, root: [u8; 32]) {
        self.shared.state().latest.insert(origin.to_owned(), (size, root));
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is to stop.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn public_of(key: &SigningKey) -> Vec<u8> {
    [&[COSIGNATURES], &key.verifying_key().to_bytes()[..]].concat()
}

/// An answer: its status, its headers but the length, and its body.
struct Answer(u16, Vec<(&'static str, String)>, Vec<u8>);

fn text(status: u16, body: &str) -> Answer {
    Answer(status, vec![("Content-Type", "text/plain".to_owned())], body.as_bytes().to_vec())
}

fn conflict(body: &str) -> Answer {
    Answer(409, vec![("Content-Type", "text/x.tlog.size".to_owned())], body.as_bytes().to_vec())
}

fn html(status: u16) -> Answer {
    let page = "<html><body>Something went wrong</body></html>\n";
    Answer(status, vec![("Content-Type", "text/html".to_owned())], page.as_bytes().to_vec())
}

fn serve(shared: &Shared, mut stream: TcpStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
    let Some((method, path, body)) = request(&mut stream) else { return };
    let fault = {
        let mut state = shared.state();
        state.requests.push(body.clone());
        state.faults.pop_front().unwrap_or(WitnessFault::None)
    };
    let answer = match &fault {
        WitnessFault::Closed => return,
        WitnessFault::Status(status) => html(*status),
        WitnessFault::Html200 => html(200),
        WitnessFault::Conflict(body) => conflict(body),
        WitnessFault::Redirect(to) => Answer(307, vec![("Location", to.clone())], Vec::new()),
        WitnessFault::Oversized(length) => {
            let line = "— nobody.example AAAAAAE=\n";
            text(200, &line.repeat(length / line.len() + 1))
        }
        _ if (method.as_str(), path.as_str()) != ("POST", "/add-checkpoint") => text(404, "no such page\n"),
        _ => add_checkpoint(shared, &body, &fault).unwrap_or_else(|refusal| {
            // What goes wrong with a signature waits for the next one.
            shared.state().faults.push_front(fault.clone());
            refusal
        }),
    };
    let _ = write(shared, &mut stream, answer, &fault);
}

fn write(
    shared: &Shared,
    stream: &mut TcpStream,
    answer: Answer,
    fault: &WitnessFault,
) -> std::io::Result<()> {
    let Answer(status, headers, body) = answer;
    let mut head = format!("HTTP/1.1 {status} So\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if let WitnessFault::Stall(wait) = fault {
        let until = Instant::now() + Duration::from_millis(*wait);
        while Instant::now() < until && !shared.stop.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    stream.write_all(&body)
}

/// Method, path and body of a request.
fn request(stream: &mut TcpStream) -> Option<(String, String, String)> {
    let mut buffer = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).ok().filter(|read| *read > 0)?;
        buffer.extend_from_slice(&chunk[..read]);
        let mut fields = [httparse::EMPTY_HEADER; 64];
        let mut parsed = httparse::Request::new(&mut fields);
        let httparse::Status::Complete(head) = parsed.parse(&buffer).ok()? else { continue };
        let length = parsed.headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-length"));
        let length = length.and_then(|field| str::from_utf8(field.value).ok()?.parse::<usize>().ok());
        let length = length.unwrap_or(0);
        if length > REQUEST_MAX {
            return None;
        }
        if buffer.len() >= head + length {
            let (method, path) = (parsed.method?.to_owned(), parsed.path?.to_owned());
            let body = String::from_utf8(buffer[head..head + length].to_vec()).ok()?;
            return Some((method, path, body));
        }
    }
}

/// `add-checkpoint`, in the order of the document. What it does not sign it answers as an error.
fn add_checkpoint(shared: &Shared, body: &str, fault: &WitnessFault) -> Result<Answer, Answer> {
    let bad = |what: &str| text(400, &format!("{what}\n"));
    // The proof's lines, an empty line, and the checkpoint.
    let (lines, checkpoint) = body.split_once("\n\n").ok_or_else(|| bad("no empty line"))?;
    let mut lines = lines.split('\n');
    let old = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(decimal);
    let old = old.ok_or_else(|| bad("no old size"))?;
    let proof: Result<Vec<Hash>, _> = lines.map(Hash::parse_hash).collect();
    let proof = proof.map_err(|_| bad("no hash"))?;
    if proof.len() > 63 {
        return Err(bad("a proof of more than 63 lines"));
    }
    let note = Note::from_bytes(checkpoint.as_bytes()).map_err(|_| bad("no note"))?;
    let new = Checkpoint::from_bytes(note.text()).map_err(|_| bad("no checkpoint"))?;

    let vkey = shared.logs.get(new.origin()).ok_or_else(|| text(404, "no such log\n"))?;
    let verifier = StandardVerifier::new(vkey).expect("a verifier key");
    let known = VerifierList::new(vec![Box::new(verifier)]);
    note.verify(&known).map_err(|_| text(403, "not signed by the log\n"))?;
    if old > new.size() {
        return Err(bad("the old size is the larger one"));
    }
    // From here to the end nobody else is answered: what was looked at is what is replaced.
    let mut state = shared.state();
    let latest = state.latest.get(new.origin()).copied();
    let (size, root) = latest.unwrap_or((0, [0; 32]));
    if old != size {
        return Err(conflict(&format!("{size}\n")));
    }
    if old == 0 || old == new.size() {
        if !proof.is_empty() {
            return Err(text(422, "a proof where none belongs\n"));
        }
        if latest.is_some() && old == new.size() && root != new.hash().0 {
            return Err(conflict(&format!("{size}\n")));
        }
    } else {
        check_tree(&proof, new.size(), *new.hash(), old, Hash(root))
            .map_err(|_| text(422, "the log did not only grow\n"))?;
    }
    state.latest.insert(new.origin().to_owned(), (new.size(), new.hash().0));
    let now = state.now;
    drop(state);
    Ok(text(200, &cosignature(shared, note.text(), now, fault)))
}

/// A signature line: the id of the key, the time, and what is signed of both.
fn cosignature(shared: &Shared, checkpoint: &[u8], now: u64, fault: &WitnessFault) -> String {
    let checkpoint = String::from_utf8_lossy(checkpoint);
    let other_key = SigningKey::from_bytes(&[0xEE; 32]);
    let key = if *fault == WitnessFault::OtherKey { &other_key } else { &shared.key };
    let signed = match fault {
        WitnessFault::OtherCheckpoint => checkpoint.replacen('\n', "/other\n", 1),
        WitnessFault::TextBefore => format!("{checkpoint}\nmore\n"),
        _ => checkpoint.into_owned(),
    };
    let mut signature = key.sign(format!("cosignature/v1\ntime {now}\n{signed}").as_bytes()).to_bytes();
    if *fault == WitnessFault::WrongSignature {
        signature[10] ^= 1;
    }
    let id = key_id(&shared.name, &public_of(key));
    let bytes = [&now.to_be_bytes()[..], &signature].concat();
    let line = Signature::new(shared.name.clone(), id, bytes).expect("a key's name").to_bytes();
    let line = String::from_utf8(line).expect("a line is text");
    if *fault == WitnessFault::TextBefore { format!("more\n\n{line}") } else { line }
}

/// A number without zeros in front.
fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
