//! HTTP/1.1 over the loopback: a listener, a thread for each connection, and what breaks on the way out.
//!
//! Sources know nothing of this module: they get a `Request` and give an `Answer`. A fault is applied in three places, in
//! this order: instead of the answer, to the answer's figures, to the bytes on the wire.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::fault::{Fault, RetryAfter, Rows, break_json, break_xml};
use crate::http::{Answer, Body, Request, pairs};
use crate::json::{Json, object};
use crate::state::{Logged, Settings, Source, State};
use crate::time::{http_date, parse_iso};
use crate::{binance, bybit, coinmarketcap, ecb, kraken, nbk};

/// A running stand-in. It stops when it is dropped.
#[derive(Debug)]
pub struct Standin {
    shared: Arc<Shared>,
    address: SocketAddr,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
struct Shared {
    state: State,
    stop: AtomicBool,
}

impl Standin {
    /// Starts a stand-in.
    ///
    /// # Panics
    ///
    /// Where the loopback cannot be listened on, or the port is taken; see [`Standin::try_start`].
    pub fn start(settings: Settings) -> Standin {
        Standin::try_start(settings).expect("a free port on the loopback")
    }

    /// Starts a stand-in, or says why the port cannot be had.
    ///
    /// # Errors
    ///
    /// The listener's error.
    pub fn try_start(settings: Settings) -> std::io::Result<Standin> {
        let listener = TcpListener::bind(("127.0.0.1", settings.port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { state: State::new(settings), stop: AtomicBool::new(false) });
        let standin = Standin { shared, address, thread: Mutex::new(None) };
        standin.listen(listener);
        Ok(standin)
    }

    fn listen(&self, listener: TcpListener) {
        let shared = Arc::clone(&self.shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.stop.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || serve(&shared, stream));
            }
        });
        *self.thread.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(thread);
    }

    fn hang_up(&self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        let thread = self.thread.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // Wakes the listener, which then sees that it is to stop.
            let _ = TcpStream::connect(self.address);
            let _ = thread.join();
        }
    }

    /// Connections are refused from now on; open ones are closed.
    pub fn refuse_connections(&self) {
        self.hang_up();
    }

    /// Connections are accepted again, on the same port.
    ///
    /// # Panics
    ///
    /// Where the port was taken meanwhile.
    pub fn accept_connections(&self) {
        self.hang_up();
        let listener = TcpListener::bind(self.address).expect("our own port");
        self.shared.stop.store(false, Ordering::SeqCst);
        self.listen(listener);
    }

    /// `http://127.0.0.1:PORT/coinmarketcap`
    ///
    /// # Panics
    ///
    /// Where there is no such source.
    pub fn url(&self, source: &str) -> String {
        let source = Source::parse(source).expect("a source that the stand-in has");
        format!("http://{}/{}", self.address, source.name())
    }

    /// `127.0.0.1:PORT`
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What goes wrong with the next requests to a source, one each; then as before.
    pub fn next_faults(&self, source: Source, faults: impl IntoIterator<Item = Fault>) {
        self.shared.state.happened().queues.entry(source).or_default().extend(faults);
    }

    /// The figures of a past day change from now on: close, volume and market cap (or the rate) are
    /// [`twisted`](crate::twisted).
    ///
    /// # Panics
    ///
    /// Where the day is not one of ISO 8601.
    pub fn restate(&self, source: Source, key: &str, day: &str) {
        let day = parse_iso(day).expect("a day such as 2025-12-30").div_euclid(crate::time::DAY_MS);
        self.shared.state.happened().restated.insert((source, key.to_owned(), day));
    }

    /// Moves the clock to an instant of ISO 8601.
    ///
    /// # Panics
    ///
    /// Where the text is no such instant.
    pub fn set_now(&self, instant: &str) {
        self.shared.state.set_now(parse_iso(instant).expect("an instant such as 2025-12-31T12:00:00Z"));
    }

    /// Moves the clock forward.
    pub fn advance(&self, seconds: i64) {
        self.shared.state.happened().moved += seconds * 1000;
    }

    /// The requests so far, in the order of their answers.
    pub fn log(&self) -> Vec<Logged> {
        self.shared.state.happened().log.clone()
    }

    /// Forgets the requests so far. Credits stay spent.
    pub fn clear_log(&self) {
        self.shared.state.happened().log.clear();
    }

    /// The credits that a key of CoinMarketCap has used.
    pub fn credits_used(&self, key: &str) -> u64 {
        self.shared.state.happened().ledger.get(key).map_or(0, |usage| usage.month)
    }
}

impl Drop for Standin {
    fn drop(&mut self) {
        self.hang_up();
    }
}

/// A request's head is at most this long.
const HEAD_MAX: usize = 64 * 1024;

fn serve(shared: &Shared, mut stream: TcpStream) {
    let _ = stream.set_nodelay(true);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(50)));
    let mut buffer = Vec::new();
    while let Some(head) = read_head(shared, &mut stream, &mut buffer) {
        match answer(shared, &mut stream, &head) {
            Ok(true) => {}
            _ => return,
        }
    }
}

struct Head {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    http_1_0: bool,
}

/// The next request on the connection, its body read and dropped.
fn read_head(shared: &Shared, stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Head> {
    loop {
        let mut fields = [httparse::EMPTY_HEADER; 64];
        let mut parsed = httparse::Request::new(&mut fields);
        if let httparse::Status::Complete(length) = parsed.parse(buffer).ok()? {
            let headers: Vec<(String, String)> = parsed
                .headers
                .iter()
                .map(|field| (field.name.to_lowercase(), String::from_utf8_lossy(field.value).into_owned()))
                .collect();
            let head = Head {
                method: parsed.method?.to_owned(),
                target: parsed.path?.to_owned(),
                http_1_0: parsed.version == Some(0),
                headers,
            };
            let body = head.headers.iter().find(|(name, _)| name == "content-length");
            let body = body.and_then(|(_, length)| length.parse::<usize>().ok()).unwrap_or(0);
            while buffer.len() < length + body {
                more(shared, stream, buffer)?;
            }
            buffer.drain(..length + body);
            return Some(head);
        }
        if buffer.len() > HEAD_MAX {
            return None;
        }
        more(shared, stream, buffer)?;
    }
}

fn more(shared: &Shared, stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<()> {
    let mut chunk = [0; 4096];
    loop {
        if shared.stop.load(Ordering::SeqCst) {
            return None;
        }
        match stream.read(&mut chunk) {
            Ok(0) => return None,
            Ok(read) => {
                buffer.extend_from_slice(&chunk[..read]);
                return Some(());
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return None,
        }
    }
}

/// The path with the values of key parameters masked.
fn masked(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else { return target.to_owned() };
    let parts: Vec<String> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, value)) if name.to_lowercase().contains("key") => {
                format!("{name}={}", coinmarketcap::mask(value))
            }
            _ => part.to_owned(),
        })
        .collect();
    format!("{path}?{}", parts.join("&"))
}

/// Answers one request. True where the connection may serve another.
fn answer(shared: &Shared, stream: &mut TcpStream, head: &Head) -> std::io::Result<bool> {
    let state = &shared.state;
    let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
    let (name, rest) =
        path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    let source = Source::parse(name);
    let request = Request {
        method: head.method.clone(),
        path: format!("/{rest}"),
        query: pairs(query),
        headers: head.headers.clone(),
    };
    let fault = source.map_or(Fault::None, |source| state.draw(source));
    let mut entry = Logged {
        method: head.method.clone(),
        path: masked(&head.target),
        source,
        key: coinmarketcap::key_of(&request).map(coinmarketcap::mask).unwrap_or_default(),
        status: 0,
        fault: fault.name().to_owned(),
        credits: 0,
    };
    std::thread::sleep(Duration::from_millis(u64::from(state.settings.latency_ms)));
    if fault == Fault::Closed {
        state.log(entry);
        return Ok(false);
    }

    let (answer, meant) = match source {
        None => (Answer::text(404, "text/plain", "no such source\n"), true),
        Some(source) => broken(state, source, &request, &fault),
    };
    if !meant {
        entry.fault.push_str(" (no meaning here)");
    }
    entry.status = answer.status;
    entry.credits = answer.credits;
    state.log(entry);

    let close = head.http_1_0
        || request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    write(state, stream, &request, &fault, answer, close)?;
    Ok(!close && fault != Fault::ResetMidBody)
}

fn handle(state: &State, source: Source, request: &Request) -> Answer {
    match source {
        Source::CoinMarketCap => coinmarketcap::answer(state, request),
        Source::Binance => binance::answer(state, request),
        Source::Bybit => bybit::answer(state, request),
        Source::Kraken => kraken::answer(state, request),
        Source::Nbk => nbk::answer(state, request),
        Source::Ecb => ecb::answer(state, request),
    }
}

/// The answer with what goes wrong in it; false where the fault has no meaning for it.
fn broken(state: &State, source: Source, request: &Request, fault: &Fault) -> (Answer, bool) {
    if let Some(answer) = instead(state, source, fault) {
        return (answer, true);
    }
    let mut answer = match fault {
        Fault::AnotherAsset => match another(state, source, request) {
            Some(answer) => return (answer, true),
            None => return (handle(state, source, request), false),
        },
        _ => handle(state, source, request),
    };
    if answer.status != 200 {
        return (answer, *fault == Fault::None);
    }
    let meant = match fault {
        Fault::None
        | Fault::Closed
        | Fault::ResetMidBody
        | Fault::Slow(_)
        | Fault::Stall(_)
        | Fault::Gzip
        | Fault::BrokenGzip
        | Fault::Truncated
        | Fault::InvalidUtf8 => true,
        Fault::ErrorCodeWith200 => {
            answer.body = Body::Json(failure(state, source));
            answer.rows = Rows::None;
            true
        }
        _ => match &mut answer.body {
            Body::Json(root) => break_json(fault, root, &answer.rows, state.now()),
            Body::Text(_, text) => break_xml(fault, text, &answer.rows, state.now()),
            Body::Bytes(..) => false,
        },
    };
    (answer, meant)
}

/// A failure inside HTTP 200, in the source's own form.
fn failure(state: &State, source: Source) -> Json {
    match source {
        Source::CoinMarketCap => {
            coinmarketcap::envelope(state, 1011, Some("You've hit an IP rate limit."), 0, None)
        }
        Source::Bybit => object([
            ("retCode", Json::number(10016)),
            ("retMsg", Json::text("Server error.")),
            ("result", object([])),
            ("retExtInfo", object([])),
            ("time", Json::number(state.now())),
        ]),
        Source::Kraken => object([("error", Json::Array(vec![Json::text("EService:Unavailable")]))]),
        _ => object([
            ("code", Json::number(-1000)),
            ("msg", Json::text("An unknown error occurred while processing the request.")),
        ]),
    }
}

/// What comes instead of an answer.
fn instead(state: &State, source: Source, fault: &Fault) -> Option<Answer> {
    let mut answer = match fault {
        Fault::TooMany(_) => too_many(state, source),
        Fault::RateLimit => match source {
            Source::Bybit => Answer::json(
                200,
                object([
                    ("retCode", Json::number(10006)),
                    ("retMsg", Json::text("Too many visits. Exceeded the API Rate Limit.")),
                    ("result", object([])),
                    ("retExtInfo", object([])),
                    ("time", Json::number(state.now())),
                ]),
            ),
            Source::Kraken => Answer::json(
                200,
                object([("error", Json::Array(vec![Json::text("EAPI:Rate limit exceeded")]))]),
            ),
            _ => too_many(state, source),
        },
        Fault::CreditsUsedUp if source == Source::CoinMarketCap => coinmarketcap::refusal(state, 429, 1010),
        Fault::Status500 => match source {
            Source::CoinMarketCap => coinmarketcap::refusal(state, 500, 500),
            Source::Nbk | Source::Ecb => Answer::html(500, "500 Internal Server Error"),
            _ => Answer::json(500, failure(state, source)),
        },
        Fault::Status502Html => Answer::html(502, "502 Bad Gateway"),
        Fault::Status503(_) => Answer::html(503, "503 Service Temporarily Unavailable"),
        Fault::Html200 => Answer::html(200, "Just a moment..."),
        Fault::Empty => Answer::text(200, "application/json", ""),
        Fault::Blanks => Answer::text(200, "application/json", " ".repeat(11_000_000)),
        Fault::Redirect => {
            let mut answer = Answer::html(302, "302 Found");
            answer.headers.push(("Location", state.settings.redirect_to.clone()));
            answer
        }
        _ => return None,
    };
    let wait = match fault {
        Fault::TooMany(wait) | Fault::Status503(wait) => *wait,
        _ => RetryAfter::Absent,
    };
    match wait {
        RetryAfter::Absent => {}
        RetryAfter::Seconds(seconds) => answer.headers.push(("Retry-After", seconds.to_string())),
        RetryAfter::Date(seconds) => {
            answer.headers.push(("Retry-After", http_date(state.now() + i64::from(seconds) * 1000)));
        }
    }
    Some(answer)
}

fn too_many(state: &State, source: Source) -> Answer {
    match source {
        Source::CoinMarketCap => coinmarketcap::refusal(state, 429, 1008),
        Source::Binance => Answer::json(
            429,
            object([
                ("code", Json::number(-1003)),
                (
                    "msg",
                    Json::text(
                        "Too much request weight used; current limit is 6000 request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.",
                    ),
                ),
            ]),
        ),
        _ => Answer::html(429, "429 Too Many Requests"),
    }
}

/// Another asset's figures under the key that was asked for.
fn another(state: &State, source: Source, request: &Request) -> Option<Answer> {
    match source {
        Source::CoinMarketCap => coinmarketcap::another(state, request),
        Source::Binance | Source::Bybit | Source::Kraken => {
            let name = if source == Source::Kraken { "pair" } else { "symbol" };
            let asked = request.param(name)?;
            let other = if asked.starts_with("MADE2") { "MADE1USDT" } else { "MADE2USDT" };
            let mut changed = request.clone();
            changed.query.retain(|(key, _)| key != name);
            changed.query.push((name.to_owned(), other.to_owned()));
            Some(handle(state, source, &changed))
        }
        Source::Nbk | Source::Ecb => None,
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes all bytes");
    encoder.finish().expect("memory takes all bytes")
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Unknown",
    }
}

/// A byte sequence in the middle of the body that no UTF-8 has.
fn spoiled(mut bytes: Vec<u8>) -> Vec<u8> {
    // Inside a string, if there is one: elsewhere it would be bad JSON before it is bad UTF-8.
    let place = bytes.iter().rposition(|byte| *byte == b'"').unwrap_or(bytes.len());
    bytes.splice(place..place, [0xC3, 0x28]);
    bytes
}

fn write(
    state: &State,
    stream: &mut TcpStream,
    request: &Request,
    fault: &Fault,
    answer: Answer,
    close: bool,
) -> std::io::Result<()> {
    let (media, mut body) = match answer.body {
        Body::Json(json) => ("application/json; charset=utf-8", json.to_string().into_bytes()),
        Body::Text(media, text) => (media, text.into_bytes()),
        Body::Bytes(media, bytes) => (media, bytes),
    };
    match fault {
        Fault::Truncated => body.truncate(body.len() / 2),
        Fault::InvalidUtf8 => body = spoiled(body),
        _ => {}
    }
    let accepts = request.header("accept-encoding").is_some_and(|value| value.contains("gzip"));
    let forced = matches!(fault, Fault::Gzip | Fault::BrokenGzip);
    let mut encoding = "";
    if forced || (state.settings.gzip && accepts) {
        encoding = "Content-Encoding: gzip\r\n";
        body = packed(&body);
        if *fault == Fault::BrokenGzip {
            let half = body.len() / 2;
            for byte in &mut body[half..] {
                *byte ^= 0x5A;
            }
        }
    }

    let partial = matches!(fault, Fault::ResetMidBody | Fault::Slow(_) | Fault::Stall(_));
    let chunked = state.settings.chunked && !partial;
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    head.push_str(&format!("Date: {}\r\nContent-Type: {media}\r\n{encoding}", http_date(state.now())));
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if chunked {
        head.push_str("Transfer-Encoding: chunked\r\n");
    } else {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    head.push_str(if close { "Connection: close\r\n\r\n" } else { "Connection: keep-alive\r\n\r\n" });
    stream.write_all(head.as_bytes())?;
    if request.method == "HEAD" {
        return Ok(());
    }

    match fault {
        Fault::ResetMidBody => {
            stream.write_all(&body[..body.len() / 2])?;
            stream.flush()?;
            // Long enough for the half to arrive: a reset discards what is still on its way.
            std::thread::sleep(Duration::from_millis(20));
            socket2::SockRef::from(&*stream).set_linger(Some(Duration::ZERO))
        }
        Fault::Slow(pause) => {
            for byte in &body {
                std::thread::sleep(Duration::from_millis(u64::from(*pause)));
                stream.write_all(std::slice::from_ref(byte))?;
            }
            Ok(())
        }
        Fault::Stall(pause) => {
            let (first, rest) = body.split_at(body.len() / 2);
            stream.write_all(first)?;
            stream.flush()?;
            std::thread::sleep(Duration::from_millis(u64::from(*pause)));
            stream.write_all(rest)
        }
        _ if chunked => {
            for chunk in body.chunks(1000) {
                stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes())?;
                stream.write_all(chunk)?;
                stream.write_all(b"\r\n")?;
            }
            stream.write_all(b"0\r\n\r\n")
        }
        _ => stream.write_all(&body),
    }
}
