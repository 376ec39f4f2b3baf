//! Who sits at a browser: cookies, what a form must carry, how long somebody may be idle, and how often somebody may try.
//!
//! What lasts is in the journal ([`qazyq_casework::sign_in`]). What is here is in memory, and each process has its own: when a session was used last, who is
//! between a password and a code, and who failed how often. A process that begins anew knows nothing of it, and nobody is let in by that.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::header::{COOKIE, HOST, ORIGIN, REFERER};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use jiff::{SignedDuration, Timestamp};
use qazyq_casework::people::{Random, TokenText};
use qazyq_casework::sign_in::{NewFactor, Proven};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// The cookie of a session. The prefix keeps it to this very host, to encrypted connections, and to all of its paths (RFC 6265bis, 4.1.3.2).
const SESSION: &str = "__Host-qazyq";
/// The cookie of a browser in which somebody signed in before.
const DEVICE: &str = "__Host-qazyq-device";
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A session serves no longer than that.
pub const SESSION_TIME: SignedDuration = SignedDuration::from_hours(12);
/// A session that nobody used for so long is over.
pub const IDLE_TIME: SignedDuration = SignedDuration::from_mins(30);
/// Whoever gave a password has so long for the code.
const PENDING_TIME: SignedDuration = SignedDuration::from_mins(5);
/// Codes that may be tried for one password that was right.
const CODES_MAX: u32 = 5;
/// A new second factor must be shown to work within that time.
const FACTOR_TIME: SignedDuration = SignedDuration::from_mins(15);
/// Wrong passwords for one name, from browsers that nobody knows, until all such have to wait.
const TRIES_MAX: u32 = 5;
/// How long they wait, counted from the last.
const TRIES_TIME: SignedDuration = SignedDuration::from_mins(15);
/// How long a browser is known in which somebody signed in.
const DEVICE_TIME: Duration = Duration::from_hours(24 * 90);
/// Things of one sort that are remembered; the oldest makes way.
pub(super) const KEPT_MAX: usize = 10_000;

/// Things that are remembered for a time, by name.
#[derive(Debug)]
pub(super) struct Kept<T>(Mutex<HashMap<String, (T, Timestamp)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    fn with<R>(&self, work: impl FnOnce(&mut HashMap<String, (T, Timestamp)>) -> R) -> R {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn put(&self, name: &str, thing: T, until: Timestamp, now: Timestamp) {
        self.with(|all| {
            all.retain(|_, (_, until)| *until > now);
            if all.len() >= KEPT_MAX
                && let Some(first) =
                    all.iter().min_by_key(|(_, (_, until))| *until).map(|(name, _)| name.clone())
            {
                all.remove(&first);
            }
            all.insert(name.to_owned(), (thing, until));
        });
    }

    fn get(&self, name: &str, now: Timestamp) -> Option<T> {
        self.with(|all| all.get(name).filter(|(_, until)| *until > now).map(|(thing, _)| thing.clone()))
    }

    pub(super) fn take(&self, name: &str, now: Timestamp) -> Option<T> {
        self.with(|all| all.remove(name)).filter(|(_, until)| *until > now).map(|(thing, _)| thing)
    }
}

/// What is known of the people at their browsers, until the server ends.
#[derive(Debug)]
pub struct Sessions {
    /// Fills bytes with randomness.
    pub random: fn(&mut [u8]),
    /// For cookies by which a browser is known again: another one for each process.
    key: [u8; 32],
    /// SHA-256 of the link by which the first user is made.
    first: [u8; 32],
    used: Kept<()>,
    pending: Kept<(Proven, u32)>,
    factors: Kept<NewFactor>,
    tries: Kept<u32>,
}

impl Sessions {
    /// None yet; and the text of the link by which the first user is made.
    #[must_use]
    pub fn new(random: fn(&mut [u8])) -> (Self, String) {
        let (mut key, mut first) = ([0; 32], [0; 32]);
        random(&mut key);
        random(&mut first);
        let first = hexadecimal(&first);
        let sessions = Self {
            random,
            key,
            first: sha256(&[first.as_bytes()]),
            used: Kept::default(),
            pending: Kept::default(),
            factors: Kept::default(),
            tries: Kept::default(),
        };
        (sessions, first)
    }

    /// Random bytes for a token, and for a password beside it.
    #[must_use]
    pub fn for_a_token(&self) -> Random {
        let mut random = Random { public: [0; 8], secret: [0; 32], salt: [0; 16] };
        (self.random)(&mut random.public);
        (self.random)(&mut random.secret);
        (self.random)(&mut random.salt);
        random
    }

    /// Random bytes as a name that nobody guesses.
    pub fn name(&self) -> String {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes);
        hexadecimal(&bytes)
    }

    /// Whether this is the link by which the first user is made.
    #[must_use]
    pub fn is_first(&self, shown: &str) -> bool {
        sha256(&[shown.as_bytes()]).ct_eq(&self.first).into()
    }

    /// Whether a session was used within the time; that it is used now is remembered. One that this process has not seen counts as just used: it
    /// may have been elsewhere.
    pub fn use_now(&self, public: &str, now: Timestamp) -> bool {
        self.used.with(|all| {
            let is_over = all.get(public).is_some_and(|(_, until)| *until <= now);
            // A name stays for as long as its session could: what was forgotten would count as new.
            if !is_over {
                all.insert(public.to_owned(), ((), later(now, IDLE_TIME)));
            }
            if all.len() > KEPT_MAX {
                all.retain(|_, (_, until)| later(*until, SESSION_TIME) > now);
            }
            !is_over
        })
    }

    /// Remembers whose password was right, under a name that the next form carries.
    pub fn wait_for_code(&self, proven: Proven, now: Timestamp) -> String {
        let name = self.name();
        self.pending.put(&name, (proven, 0), later(now, PENDING_TIME), now);
        name
    }

    /// Whose password was right, for one more code.
    #[must_use]
    pub fn pending(&self, name: &str, now: Timestamp) -> Option<Proven> {
        let (proven, tried) = self.pending.take(name, now)?;
        if tried >= CODES_MAX {
            return None;
        }
        Some(proven).inspect(|proven| {
            self.pending.put(name, (proven.clone(), tried.saturating_add(1)), later(now, PENDING_TIME), now);
        })
    }

    /// Forgets that somebody is between a password and a code.
    pub fn is_in(&self, name: &str, now: Timestamp) {
        self.pending.take(name, now);
    }

    /// Remembers a second factor that a session is about to take up.
    pub fn offer(&self, session: &str, factor: NewFactor, now: Timestamp) {
        self.factors.put(session, factor, later(now, FACTOR_TIME), now);
    }

    /// The second factor that a session is about to take up.
    #[must_use]
    pub fn offered(&self, session: &str, now: Timestamp) -> Option<NewFactor> {
        self.factors.get(session, now)
    }

    /// Forgets it.
    pub fn taken_up(&self, session: &str, now: Timestamp) {
        self.factors.take(session, now);
    }

    /// Whether a password for a name may be tried from this browser. Browsers in which that user signed in before are counted each by itself: whoever
    /// tries a stranger's name locks out strangers, and not the user.
    #[must_use]
    pub fn may_try(&self, user: &str, headers: &HeaderMap, now: Timestamp) -> bool {
        self.tries.get(&self.tries_of(user, headers), now).unwrap_or_default() < TRIES_MAX
    }

    /// Counts a wrong password; gives how many there were.
    pub fn failed(&self, user: &str, headers: &HeaderMap, now: Timestamp) -> u32 {
        let name = self.tries_of(user, headers);
        let count = self.tries.get(&name, now).unwrap_or_default().saturating_add(1);
        self.tries.put(&name, count, later(now, TRIES_TIME), now);
        count
    }

    /// Forgets what was wrong before.
    pub fn succeeded(&self, user: &str, headers: &HeaderMap, now: Timestamp) {
        self.tries.take(&self.tries_of(user, headers), now);
    }

    fn tries_of(&self, user: &str, headers: &HeaderMap) -> String {
        match cookie(headers, DEVICE).filter(|device| self.is_device(user, device)) {
            Some(device) => format!("{user}\n{device}"),
            None => user.to_owned(),
        }
    }

    /// `NONCE.SEAL`, where the seal is of the user and the nonce by a key that only this process has.
    fn device(&self, user: &str, nonce: &str) -> String {
        format!("{nonce}.{}", hexadecimal(&sha256(&[&self.key, nonce.as_bytes(), b"\n", user.as_bytes()])))
    }

    fn is_device(&self, user: &str, shown: &str) -> bool {
        let nonce = shown.split('.').next().filter(|nonce| nonce.len() == 64).unwrap_or_default();
        self.device(user, nonce).as_bytes().ct_eq(shown.as_bytes()).into()
    }

    /// The cookies of a session that has begun.
    #[must_use]
    pub fn cookies(&self, user: &str, token: &TokenText) -> [HeaderValue; 2] {
        let device = self.device(user, &self.name());
        let kept = format!("; Max-Age={}", DEVICE_TIME.as_secs());
        [value(SESSION, &token.reveal(), ""), value(DEVICE, &device, &kept)]
    }
}

/// What takes the cookie of a session away.
#[must_use]
pub fn no_cookie() -> HeaderValue {
    value(SESSION, "", "; Max-Age=0")
}

/// Lax, so that a link from elsewhere leads to a page: a form from elsewhere brings no cookie, and is refused besides.
pub(super) fn value(name: &str, text: &str, more: &str) -> HeaderValue {
    HeaderValue::try_from(format!("{name}={text}; Path=/; Secure; HttpOnly; SameSite=Lax{more}"))
        .unwrap_or_else(|_| HeaderValue::from_static(""))
}

pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(of, _)| *of == name).map(|(_, text)| text))
}

/// The token of the session that a request shows.
#[must_use]
pub fn shown(headers: &HeaderMap) -> Option<TokenText> {
    cookie(headers, SESSION).and_then(|text| TokenText::parse(text).ok())
}

/// What every form of a session carries: nobody else knows it, and the session cannot be found from it.
#[must_use]
pub fn form_key(token: &TokenText) -> String {
    hexadecimal(&sha256(&[b"form\n", token.reveal().as_bytes()]))
}

/// Whether a form carries it.
#[must_use]
pub fn is_form_key(token: &TokenText, shown: &str) -> bool {
    form_key(token).as_bytes().ct_eq(shown.as_bytes()).into()
}

/// Whether a form was sent by a page of this server: by what the browser says of it, which no page can forge. A browser that says nothing is not
/// believed.
#[must_use]
pub fn is_own_page(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(&SEC_FETCH_SITE)
        && site != "same-origin"
    {
        return false;
    }
    let host = |origin: &str| origin.split_once("://").map(|(_, host)| host.to_owned());
    match (text(&ORIGIN).and_then(host), text(&HOST)) {
        (Some(origin), Some(host)) => origin == host,
        _ => false,
    }
}

/// The page of this server from which a request comes, as the browser says: its path and what is asked of it.
#[must_use]
pub fn own_referer(headers: &HeaderMap) -> Option<&str> {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let (_, behind) = text(&REFERER)?.split_once("://")?;
    let path = behind.strip_prefix(text(&HOST)?)?;
    path.starts_with('/').then_some(path)
}

pub(super) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().into()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn later(now: Timestamp, time: SignedDuration) -> Timestamp {
    now.checked_add(time).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    /// Bytes that are another each time.
    fn sessions() -> Sessions {
        use std::sync::atomic::{AtomicU8, Ordering};
        static NEXT: AtomicU8 = AtomicU8::new(1);
        Sessions::new(|bytes| bytes.fill(NEXT.fetch_add(1, Ordering::Relaxed))).0
    }

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        let pair = |(name, text): &(&str, &str)| {
            (HeaderName::try_from(*name).unwrap(), HeaderValue::try_from(*text).unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_form_from_elsewhere_is_none_of_ours() {
        let own = ("host", "registry.example:8600");
        for (more, is_own) in [
            (&[("origin", "https://registry.example:8600"), ("sec-fetch-site", "same-origin")][..], true),
            (&[("origin", "http://registry.example:8600")], true),
            (&[("origin", "https://evil.example")], false),
            (&[("origin", "https://registry.example:8600"), ("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://registry.example:8600"), ("sec-fetch-site", "same-site")], false),
            (&[("origin", "https://registry.example:8600"), ("sec-fetch-site", "none")], false),
            (&[("origin", "null")], false),
            (&[("sec-fetch-site", "same-origin")], false),
            (&[], false),
        ] {
            let all: Vec<_> = std::iter::once(own).chain(more.iter().copied()).collect();
            assert_eq!(is_own_page(&headers(&all)), is_own, "{more:?}");
        }
    }

    #[test]
    fn whoever_tries_a_name_locks_out_strangers_and_not_its_user() {
        let sessions = sessions();
        let stranger = headers(&[]);
        for k in 0..TRIES_MAX {
            assert!(sessions.may_try("aliya", &stranger, at(i64::from(k))));
            sessions.failed("aliya", &stranger, at(i64::from(k)));
        }
        assert!(!sessions.may_try("aliya", &stranger, at(10)));
        assert!(sessions.may_try("daniyar", &stranger, at(10)), "another name is another matter");
        // Her own browser, in which she signed in before.
        let known = |user: &str| {
            let [_, device] = sessions.cookies(user, &TokenText::of_random([1; 8], [1; 32]));
            headers(&[("cookie", device.to_str().unwrap().split(';').next().unwrap())])
        };
        assert!(sessions.may_try("aliya", &known("aliya"), at(10)));
        assert!(
            !sessions.may_try("aliya", &known("daniyar"), at(10)),
            "somebody else's browser is a stranger's"
        );
        // Until the last second, counted from the last try.
        let over = i64::from(TRIES_MAX) - 1 + TRIES_TIME.as_secs();
        assert!(!sessions.may_try("aliya", &stranger, at(over - 1)));
        assert!(sessions.may_try("aliya", &stranger, at(over)));
    }

    #[test]
    fn a_code_may_be_tried_a_few_times_and_not_for_long() {
        let sessions = sessions();
        let folder = tempfile::tempdir().unwrap();
        let workspace = qazyq_casework::workspace::Workspace::at(folder.path());
        let mut book = qazyq_casework::book::Book::open_or_new(workspace).unwrap();
        let random = Random { public: [9; 8], secret: [9; 32], salt: [9; 16] };
        let session =
            qazyq_casework::sign_in::NewSession { random, expires: at(99), agent: None, replaces: None };
        let password = "a horse circles its stake";
        book.first_administrator("root", None, password, &session, at(0)).unwrap();
        let proven = book.prove("root", password).unwrap().unwrap();
        let name = sessions.wait_for_code(proven.clone(), at(0));
        for _ in 0..CODES_MAX {
            assert_eq!(sessions.pending(&name, at(1)), Some(proven.clone()));
        }
        assert_eq!(sessions.pending(&name, at(1)), None);
        let name = sessions.wait_for_code(proven, at(0));
        assert_eq!(sessions.pending(&name, at(PENDING_TIME.as_secs())), None);
        assert_eq!(sessions.pending("guessed", at(1)), None);
    }

    #[test]
    fn who_does_nothing_for_long_is_out() {
        let sessions = sessions();
        let idle = IDLE_TIME.as_secs();
        assert!(sessions.use_now("a", at(0)), "this process has not seen it");
        assert!(sessions.use_now("a", at(idle - 1)));
        assert!(sessions.use_now("a", at(2 * idle - 2)));
        assert!(!sessions.use_now("a", at(3 * idle - 2)));
        assert!(!sessions.use_now("a", at(3 * idle - 1)), "and stays out");
    }

    #[test]
    fn a_cookie_is_kept_to_this_host_and_from_scripts() {
        let token = TokenText::of_random([1; 8], [2; 32]);
        for cookie in sessions().cookies("aliya", &token) {
            let text = cookie.to_str().unwrap().to_owned();
            assert!(text.starts_with("__Host-"));
            for part in ["Path=/;", "Secure", "HttpOnly", "SameSite=Lax"] {
                assert!(text.contains(part), "{text}");
            }
            assert!(!text.contains("Domain"));
        }
        let shown_as = format!("a=b; {SESSION}={}; c", token.reveal());
        assert_eq!(shown(&headers(&[("cookie", &shown_as)])), Some(token.clone()));
        assert_eq!(shown(&headers(&[("cookie", "__Host-qazyq=nothing")])), None);
        assert!(is_form_key(&token, &form_key(&token)));
        assert!(
            !is_form_key(&token, "")
                && !is_form_key(&TokenText::of_random([1; 8], [3; 32]), &form_key(&token))
        );
        assert!(!form_key(&token).contains(&"02".repeat(32)));
    }
}
