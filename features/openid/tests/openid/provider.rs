//! A provider of OpenID Connect on this machine that also does what no conformant provider does. It has keys of its own (ES256), holds every question
//! against the standard, and answers as its [`Manner`] says. What a browser does is a function here: [`Provider::grants`].
//!
//! It shares no code with the program, and nothing with the crate that the program speaks the protocol with.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// What the provider calls the program.
pub(crate) const CLIENT: &str = "qazyq";
/// The client's secret; it holds what must be written otherwise in a header.
pub(crate) const SECRET: &str = "hush: 100% & more";

/// A key that signs, by its number, and what it is called.
fn key(number: u8) -> (SigningKey, String) {
    (SigningKey::from_slice(&[number; 32]).unwrap(), format!("key-{number}"))
}

/// How a token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signed {
    /// By the key of that number, under its own name.
    By(u8),
    /// By the key of that number, under the name of another.
    ByAs(u8, u8),
    /// Not at all (`alg: none`).
    NotAtAll,
    /// By HMAC, with the public key for a secret.
    ByThePublicKey,
    /// By HMAC, with the client's secret.
    ByTheClientsSecret,
}

/// How the token endpoint answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// As it should.
    Well,
    /// It sends elsewhere.
    SendsElsewhere,
    /// It never takes a code.
    Refuses,
    /// With a page.
    WithAPage,
    /// Without an ID token.
    WithoutAToken,
}

/// Changes what stands in an object.
pub(crate) type Change = fn(&mut Map<String, Value>);

/// How the provider behaves.
#[derive(Clone)]
pub(crate) struct Manner {
    /// The number of the key that it shows.
    pub(crate) shows: u8,
    pub(crate) signed: Signed,
    pub(crate) answers: Answers,
    /// Changes what the discovery document says.
    pub(crate) of_discovery: Change,
    /// Changes what an ID token says.
    pub(crate) of_claims: Change,
    /// The claims of the person, beside the standard's.
    pub(crate) person: Value,
    /// What `userinfo` says; nothing if null.
    pub(crate) userinfo: Value,
    /// Bytes that the discovery document is made longer by.
    pub(crate) padding: usize,
    /// It wants the client's secret.
    pub(crate) is_confidential: bool,
    /// And takes it in the body alone.
    pub(crate) in_body: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            shows: 1,
            signed: Signed::By(1),
            answers: Answers::Well,
            of_discovery: |_| {},
            of_claims: |_| {},
            person: json!({ "sub": "s-1", "preferred_username": "aliya", "name": "Aliya", "roles": ["qa"] }),
            userinfo: Value::Null,
            padding: 0,
            is_confidential: false,
            in_body: false,
        }
    }
}

/// Somebody has signed in at the provider, and the program has not come for it yet.
struct Grant {
    nonce: String,
    challenge: String,
    redirect: String,
}

struct State {
    manner: Manner,
    /// Seconds since the epoch.
    now: i64,
    grants: HashMap<String, Grant>,
    granted: usize,
    /// The paths that were asked for, in order.
    asked: Vec<String>,
}

/// The provider.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    state: Arc<Mutex<State>>,
    stop: Arc<AtomicBool>,
}

impl Provider {
    /// One whose clock stands at that second.
    pub(crate) fn at(now: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let state =
            State { manner: Manner::default(), now, grants: HashMap::new(), granted: 0, asked: Vec::new() };
        let (state, stop) = (Arc::new(Mutex::new(state)), Arc::new(AtomicBool::new(false)));
        let served = (Arc::clone(&state), Arc::clone(&stop), issuer.clone());
        thread::spawn(move || {
            let (state, stop, issuer) = served;
            for stream in listener.incoming() {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                // A client that hangs up is no fault of the provider's.
                let _ = answer(stream.unwrap(), &state, &issuer);
            }
        });
        Self { issuer, state, stop }
    }

    /// Behaves otherwise from now on.
    pub(crate) fn behaves(&self, manner: Manner) {
        self.state.lock().unwrap().manner = manner;
    }

    /// How often a path was asked for.
    pub(crate) fn times(&self, path: &str) -> usize {
        self.state.lock().unwrap().asked.iter().filter(|asked| *asked == path).count()
    }

    /// What a browser does that comes with this address: somebody signs in, and it is sent back with the query that this gives.
    pub(crate) fn grants(&self, address: &str) -> String {
        let query = query_of(address);
        let asked = |name: &str| query.get(name).unwrap_or_else(|| panic!("no {name} in {address}")).clone();
        assert!(address.starts_with(&format!("{}/authorize?", self.issuer)), "{address}");
        assert_eq!((asked("response_type"), asked("client_id")), ("code".to_owned(), CLIENT.to_owned()));
        assert_eq!(asked("code_challenge_method"), "S256");
        assert!(asked("scope").split(' ').any(|scope| scope == "openid"));
        let (state, nonce) = (asked("state"), asked("nonce"));
        assert!(state.len() >= 43 && nonce.len() >= 43 && state != nonce, "nobody guesses them");
        let mut kept = self.state.lock().unwrap();
        kept.granted += 1;
        let code = format!("code-{}", kept.granted);
        let grant = Grant { nonce, challenge: asked("code_challenge"), redirect: asked("redirect_uri") };
        kept.grants.insert(code.clone(), grant);
        let mut back = form_urlencoded::Serializer::new(String::new());
        back.append_pair("code", &code).append_pair("state", &state).append_pair("iss", &self.issuer);
        back.finish()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // One more connection, so that the thread looks up.
        let _ = TcpStream::connect(self.issuer.trim_start_matches("http://"));
    }
}

/// What stands behind the question mark of an address.
pub(crate) fn query_of(address: &str) -> HashMap<String, String> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn answer(mut stream: TcpStream, state: &Mutex<State>, issuer: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut words = first.split(' ');
    let (method, path) =
        (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    let mut heads = HashMap::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            heads.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    let length = heads.get("content-length").and_then(|length| length.parse().ok()).unwrap_or_default();
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut state = state.lock().unwrap();
    state.asked.push(path.clone());
    let (status, more, media, text) = match (method.as_str(), path.as_str()) {
        ("GET", "/.well-known/openid-configuration") => {
            (200, "", "application/json", discovery(&state, issuer))
        }
        ("GET", "/jwks") => (200, "", "application/json", jwks(&state)),
        ("POST", "/token") => token(&mut state, issuer, &heads, &body),
        ("GET", "/userinfo") => userinfo(&state, &heads),
        _ => (404, "", "text/plain", String::new()),
    };
    drop(state);
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: {media}\r\ncontent-length: {}\r\nconnection: close\r\n{more}\r\n",
        text.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(text.as_bytes())
}

fn discovery(state: &State, issuer: &str) -> String {
    let mut told = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "padding": "x".repeat(state.manner.padding),
    });
    (state.manner.of_discovery)(told.as_object_mut().unwrap());
    told.to_string()
}

fn jwk(number: u8) -> Value {
    let (key, name) = key(number);
    let point = key.verifying_key().to_sec1_point(false);
    let [x, y] = [point.x().unwrap(), point.y().unwrap()].map(|half| URL_SAFE_NO_PAD.encode(half));
    json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": name, "x": x, "y": y })
}

fn jwks(state: &State) -> String {
    json!({ "keys": [jwk(state.manner.shows)] }).to_string()
}

type Reply = (u16, &'static str, &'static str, String);

fn token(state: &mut State, issuer: &str, heads: &HashMap<String, String>, body: &[u8]) -> Reply {
    let bad = |code: &str| (400, "", "application/json", json!({ "error": code }).to_string());
    let form: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
    let given = |name: &str| form.get(name).cloned().unwrap_or_default();
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let is_shown = (given("client_id"), given("client_secret")) == (CLIENT.to_owned(), SECRET.to_owned());
    match (state.manner.is_confidential, heads.get("authorization")) {
        (true, shown) if state.manner.in_body => {
            if shown.is_some() || !is_shown {
                return bad("invalid_client");
            }
        }
        (true, shown) => {
            let expected = STANDARD.encode(format!("{}:{}", encoded(CLIENT), encoded(SECRET)));
            if shown != Some(&format!("Basic {expected}")) {
                return bad("invalid_client");
            }
        }
        (false, _) if given("client_id") != CLIENT => return bad("invalid_client"),
        (false, _) => {}
    }
    match state.manner.answers {
        Answers::SendsElsewhere => {
            return (307, "location: http://127.0.0.1:9/token\r\n", "text/plain", String::new());
        }
        Answers::Refuses => return bad("invalid_grant"),
        Answers::WithAPage => return (200, "", "text/html", "<p>hush</p>".to_owned()),
        Answers::Well | Answers::WithoutAToken => {}
    }
    // A code serves once.
    let Some(grant) = state.grants.remove(&given("code")) else { return bad("invalid_grant") };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(given("code_verifier").as_bytes()));
    if challenge != grant.challenge || given("redirect_uri") != grant.redirect {
        return bad("invalid_grant");
    }
    let access = "an-access-token";
    let mut claims = json!({
        "iss": issuer,
        "aud": CLIENT,
        "iat": state.now,
        "exp": state.now + 60,
        "nonce": grant.nonce,
        "at_hash": URL_SAFE_NO_PAD.encode(&Sha256::digest(access.as_bytes())[..16]),
    });
    let all = claims.as_object_mut().unwrap();
    all.extend(state.manner.person.as_object().unwrap().clone());
    (state.manner.of_claims)(all);
    let mut told = json!({ "access_token": access, "token_type": "Bearer", "expires_in": 60 });
    if state.manner.answers == Answers::Well {
        told["id_token"] = signed(&claims, state.manner.signed).into();
    }
    (200, "", "application/json", told.to_string())
}

fn userinfo(state: &State, heads: &HashMap<String, String>) -> Reply {
    if heads.get("authorization").map(String::as_str) != Some("Bearer an-access-token")
        || state.manner.userinfo.is_null()
    {
        return (401, "", "text/plain", String::new());
    }
    (200, "", "application/json", state.manner.userinfo.to_string())
}

/// The token in its compact form.
fn signed(claims: &Value, how: Signed) -> String {
    let (algorithm, name) = match how {
        Signed::By(number) | Signed::ByAs(_, number) => ("ES256", key(number).1),
        Signed::NotAtAll => ("none", key(1).1),
        Signed::ByThePublicKey | Signed::ByTheClientsSecret => ("HS256", key(1).1),
    };
    let header = json!({ "alg": algorithm, "typ": "JWT", "kid": name });
    let [header, claims] = [&header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let text = format!("{header}.{claims}");
    let hmac = |secret: &[u8]| {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    };
    let signature: Vec<u8> = match how {
        Signed::By(number) | Signed::ByAs(number, _) => {
            let signature: Signature = key(number).0.sign(text.as_bytes());
            signature.to_bytes().to_vec()
        }
        Signed::NotAtAll => Vec::new(),
        Signed::ByThePublicKey => hmac(key(1).0.verifying_key().to_sec1_point(false).as_bytes()),
        Signed::ByTheClientsSecret => hmac(SECRET.as_bytes()),
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}
