//! The protocol against a provider that also does what no conformant one does: who is told, and who is not.

mod provider;

use std::sync::atomic::{AtomicU8, Ordering};

use jiff::Timestamp;
use qazyq_fetch::Secret;
use qazyq_openid::{DEADLINE, Kept, Provider, Setup, Told};
use serde_json::{Value, json};

use provider::{Answers, CLIENT, Change, Manner, Provider as Made, SECRET, Signed, query_of};

const NOW: i64 = 1_800_000_000;
const REDIRECT: &str = "https://registry.example/openid/callback";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn random(bytes: &mut [u8]) {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    bytes.fill(NEXT.fetch_add(1, Ordering::Relaxed));
}

fn setup(issuer: &str) -> Setup {
    Setup {
        issuer: issuer.to_owned(),
        client_id: CLIENT.to_owned(),
        secret: None,
        scopes: vec!["openid".to_owned(), "profile".to_owned()],
        redirect: REDIRECT.to_owned(),
    }
}

/// A provider, and the program that asks it.
struct Desk {
    made: Made,
    asks: Provider,
}

impl Desk {
    fn new() -> Self {
        let made = Made::at(NOW);
        let asks = Provider::new(setup(&made.issuer));
        Self { made, asks }
    }

    fn like(manner: Manner) -> Self {
        let desk = Self::new();
        desk.made.behaves(manner);
        desk
    }

    /// Signs in from the beginning to the end.
    fn signs_in(&self) -> Result<Told, String> {
        self.signs_in_at(at(NOW), |_| {})
    }

    fn signs_in_at(&self, now: Timestamp, changed: impl Fn(&mut Kept)) -> Result<Told, String> {
        let mut begun = self.asks.begin(random, now).map_err(|fault| fault.to_string())?;
        let back = query_of(&format!("?{}", self.made.grants(&begun.address)));
        assert_eq!(back["state"], begun.state);
        changed(&mut begun.kept);
        self.asks.is_own(back.get("iss").map(String::as_str), now).map_err(|fault| fault.to_string())?;
        let suffices = |told: &Told| told.more.contains_key("roles");
        self.asks.finish(&begun.kept, &back["code"], suffices, now).map_err(|fault| fault.to_string())
    }
}

/// That nobody is told, for a reason that begins so and names that.
fn refused(done: Result<Told, String>, code: &str, named: &str) {
    let why = done.unwrap_err();
    assert!(why.starts_with(code) && why.to_lowercase().contains(&named.to_lowercase()), "{why}");
    assert!(!why.contains("hush") && !why.contains("an-access-token"), "no secret shows: {why}");
}

#[test]
fn who_signs_in_is_told_by_verified_claims() {
    let desk = Desk::new();
    let told = desk.signs_in().unwrap();
    assert_eq!((told.subject.as_str(), told.preferred_username.as_deref()), ("s-1", Some("aliya")));
    assert_eq!(told.name.as_deref(), Some("Aliya"));
    assert_eq!(told.more.get("roles"), Some(&json!(["qa"])));
    // What the provider says of itself is asked for once an hour, and nothing that is not needed.
    desk.signs_in_at(at(NOW + 30), |_| {}).unwrap();
    assert_eq!(desk.made.times("/.well-known/openid-configuration"), 1);
    assert_eq!((desk.made.times("/jwks"), desk.made.times("/userinfo")), (1, 0));
    let begin = |second| desk.asks.begin(random, at(second)).unwrap();
    begin(NOW + 3599);
    assert_eq!(desk.made.times("/.well-known/openid-configuration"), 1);
    begin(NOW + 3600);
    assert_eq!(desk.made.times("/.well-known/openid-configuration"), 2);
    // Where the clock was set back, what is known is of the future.
    begin(NOW);
    assert_eq!(desk.made.times("/.well-known/openid-configuration"), 3);
}

#[test]
fn a_secret_is_shown_to_whoever_wants_one() {
    let made = Made::at(NOW);
    made.behaves(Manner { is_confidential: true, ..Manner::default() });
    let with = |secret: Option<&str>| {
        Provider::new(Setup { secret: secret.map(Secret::new), ..setup(&made.issuer) })
    };
    for (secret, is_let_in) in [(Some(SECRET), true), (Some("another"), false), (None, false)] {
        let asks = with(secret);
        let begun = asks.begin(random, at(NOW)).unwrap();
        assert!(!begun.address.contains("hush"));
        let back = query_of(&format!("?{}", made.grants(&begun.address)));
        let done = asks.finish(&begun.kept, &back["code"], |_| true, at(NOW));
        assert_eq!(done.is_ok(), is_let_in, "{secret:?}: {done:?}");
    }
    assert!(!format!("{:?}", with(Some(SECRET))).contains("hush"));
    // Some take it in the body alone, and say so.
    made.behaves(Manner {
        is_confidential: true,
        in_body: true,
        of_discovery: |told| {
            let ways = json!(["private_key_jwt", "client_secret_post"]);
            drop(told.insert("token_endpoint_auth_methods_supported".to_owned(), ways));
        },
        ..Manner::default()
    });
    let asks = with(Some(SECRET));
    let begun = asks.begin(random, at(NOW)).unwrap();
    let back = query_of(&format!("?{}", made.grants(&begun.address)));
    asks.finish(&begun.kept, &back["code"], |_| true, at(NOW)).unwrap();
}

#[test]
fn what_a_provider_says_of_itself_must_be_of_the_one_that_is_set() {
    let check = |of_discovery: Change, named: &str| {
        let desk = Desk::like(Manner { of_discovery, ..Manner::default() });
        refused(desk.signs_in(), "provider-is-unusable", named);
    };
    check(|told| drop(told.insert("issuer".to_owned(), json!("https://evil.example"))), "issuer");
    // Byte for byte: a slash at its end is another issuer.
    check(
        |told| {
            let issuer = format!("{}/", told["issuer"].as_str().unwrap());
            told.insert("issuer".to_owned(), issuer.into());
        },
        "issuer",
    );
    // Each is asked over a way on which nobody reads along, or not at all.
    let addresses: [Change; 5] = [
        |told| drop(told.insert("authorization_endpoint".to_owned(), json!("http://evil.example/a"))),
        |told| drop(told.insert("authorization_endpoint".to_owned(), json!("javascript:alert(1)"))),
        |told| drop(told.insert("token_endpoint".to_owned(), json!("http://169.254.169.254/latest"))),
        |told| drop(told.insert("token_endpoint".to_owned(), json!("https://me:hush@id.example/token"))),
        |told| drop(told.insert("userinfo_endpoint".to_owned(), json!("http://10.0.0.1/"))),
    ];
    for of_discovery in addresses {
        let desk = Desk::like(Manner { of_discovery, ..Manner::default() });
        let why = desk.signs_in().unwrap_err();
        assert!(why.starts_with("provider-is-unusable") && why.ends_with("is not asked over https"), "{why}");
    }
    check(|told| drop(told.remove("token_endpoint")), "token endpoint");
    check(
        |told| {
            drop(told.insert("id_token_signing_alg_values_supported".to_owned(), json!(["HS256", "none"])))
        },
        "algorithm",
    );
    check(|told| drop(told.remove("jwks_uri")), "jwks_uri");
    // The keys' address is asked by the program as well, and guarded as all are.
    let desk = Desk::like(Manner {
        of_discovery: |told| drop(told.insert("jwks_uri".to_owned(), json!("http://evil.example/jwks"))),
        ..Manner::default()
    });
    refused(desk.signs_in(), "provider-is-un", "https");
}

#[test]
fn an_answer_that_is_too_long_is_not_read_and_one_at_the_bound_is() {
    let of = |padding| Desk::like(Manner { padding, ..Manner::default() });
    let document = |padding: usize| padding + 600;
    assert!(document(1_000_000) < qazyq_openid::BODY_MAX);
    of(1_000_000).signs_in().unwrap();
    refused(of(qazyq_openid::BODY_MAX).signs_in(), "provider-is-unreachable", "");
}

#[test]
fn a_provider_that_is_away_lets_nobody_in_and_nobody_wait() {
    let made = Made::at(NOW);
    let issuer = made.issuer.clone();
    let asks = Provider::new(setup(&issuer));
    let begun = asks.begin(random, at(NOW)).unwrap();
    drop(made);
    // The thread ends with the connection that wakes it.
    std::thread::sleep(std::time::Duration::from_millis(50));
    let done = asks.finish(&begun.kept, "code-1", |_| true, at(NOW)).map_err(|fault| fault.to_string());
    refused(done, "provider-is-unreachable", "");
    let done = Provider::new(setup(&issuer)).begin(random, at(NOW)).unwrap_err();
    assert_eq!(done.code(), "provider-is-unreachable");
}

#[expect(clippy::disallowed_methods, reason = "how long somebody waits is what is asked")]
#[test]
fn a_provider_that_never_answers_is_not_waited_for() {
    let deaf = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let asks = Provider::new(setup(&format!("http://{}", deaf.local_addr().unwrap())));
    let began = std::time::Instant::now();
    let fault = asks.begin(random, at(NOW)).unwrap_err();
    assert_eq!(fault.code(), "provider-is-unreachable");
    let waited = began.elapsed();
    assert!(waited >= DEADLINE && waited < DEADLINE * 2, "{waited:?}");
}

#[test]
fn nobody_is_followed_elsewhere() {
    let desk = Desk::like(Manner { answers: Answers::SendsElsewhere, ..Manner::default() });
    refused(desk.signs_in(), "provider-is-unreachable", "127.0.0.1:9");
}

#[test]
fn a_code_is_taken_once_and_with_its_verifier() {
    let desk = Desk::new();
    let begun = desk.asks.begin(random, at(NOW)).unwrap();
    let back = query_of(&format!("?{}", desk.made.grants(&begun.address)));
    let finish = |kept: &Kept| {
        desk.asks.finish(kept, &back["code"], |_| true, at(NOW)).map_err(|fault| fault.to_string())
    };
    finish(&begun.kept).unwrap();
    refused(finish(&begun.kept), "code-is-refused", "invalid_grant");
    // Whoever has the code alone has nothing.
    let nonce = "0".repeat(64);
    let stolen = desk.signs_in_at(at(NOW), |kept| *kept = Kept::new(&nonce, &"1".repeat(64)));
    refused(stolen, "code-is-refused", "invalid_grant");
    let desk = Desk::like(Manner { answers: Answers::Refuses, ..Manner::default() });
    refused(desk.signs_in(), "code-is-refused", "invalid_grant");
}

#[test]
fn what_is_no_answer_of_a_provider_is_not_believed() {
    for answers in [Answers::WithAPage, Answers::WithoutAToken] {
        let desk = Desk::like(Manner { answers, ..Manner::default() });
        refused(desk.signs_in(), "answer-is-not-believed", "");
    }
}

#[test]
fn a_token_is_for_this_program_alone() {
    let put: [(Change, &str); 8] = [
        (|claims| drop(claims.insert("iss".to_owned(), json!("https://evil.example"))), "issuer"),
        (|claims| drop(claims.insert("aud".to_owned(), json!("another"))), "audience"),
        (|claims| drop(claims.insert("aud".to_owned(), json!(["another", "qazyq"]))), "audience"),
        (|claims| drop(claims.insert("aud".to_owned(), json!([]))), "audience"),
        (|claims| drop(claims.insert("azp".to_owned(), json!("another"))), "azp"),
        (|claims| drop(claims.insert("nonce".to_owned(), json!("another"))), "nonce"),
        (|claims| drop(claims.insert("at_hash".to_owned(), json!("AAAAAAAAAAAAAAAAAAAAAA"))), "at_hash"),
        (|claims| drop(claims.remove("nonce")), "nonce"),
    ];
    // Without these it is no ID token at all.
    let gone: [(Change, &str); 4] = [
        (|claims| drop(claims.remove("iss")), ""),
        (|claims| drop(claims.remove("aud")), ""),
        (|claims| drop(claims.remove("exp")), ""),
        (|claims| drop(claims.remove("sub")), ""),
    ];
    for (of_claims, named) in put.into_iter().chain(gone) {
        let desk = Desk::like(Manner { of_claims, ..Manner::default() });
        refused(desk.signs_in(), "answer-is-not-believed", named);
    }
    // What need not be there need not be there.
    let fine: [Change; 3] = [
        |claims| drop(claims.insert("azp".to_owned(), json!("qazyq"))),
        |claims| drop(claims.insert("aud".to_owned(), json!(["qazyq"]))),
        |claims| drop(claims.remove("at_hash")),
    ];
    for of_claims in fine {
        Desk::like(Manner { of_claims, ..Manner::default() }).signs_in().unwrap();
    }
}

#[test]
fn a_token_serves_until_it_expires_by_the_callers_clock() {
    let of = |second| Desk::new().signs_in_at(at(second), |_| {});
    of(NOW + 59).unwrap();
    refused(of(NOW + 60), "answer-is-not-believed", "expired");
    refused(of(NOW + 100_000), "answer-is-not-believed", "expired");
}

#[test]
fn a_signature_is_the_providers_or_counts_for_nothing() {
    for (signed, named) in [
        (Signed::NotAtAll, ""),
        (Signed::ByThePublicKey, "algorithm"),
        (Signed::ByTheClientsSecret, "algorithm"),
        (Signed::By(2), "key"),
        (Signed::ByAs(2, 1), "signature"),
    ] {
        let desk = Desk::like(Manner { signed, ..Manner::default() });
        refused(desk.signs_in(), "answer-is-not-believed", named);
    }
    // With a secret that both know, it is no other: and if the provider says that it signs so, nobody can come by it.
    let made = Made::at(NOW);
    made.behaves(Manner {
        signed: Signed::ByTheClientsSecret,
        of_discovery: |told| {
            drop(told.insert("id_token_signing_alg_values_supported".to_owned(), json!(["HS256", "ES256"])));
        },
        is_confidential: true,
        ..Manner::default()
    });
    let asks = Provider::new(Setup { secret: Some(Secret::new(SECRET)), ..setup(&made.issuer) });
    refused(Desk { made, asks }.signs_in(), "answer-is-not-believed", "algorithm");
}

#[test]
fn a_provider_may_change_its_keys() {
    let desk = Desk::new();
    desk.signs_in().unwrap();
    desk.made.behaves(Manner { shows: 2, signed: Signed::By(2), ..Manner::default() });
    desk.signs_in().unwrap();
    assert_eq!(desk.made.times("/jwks"), 2, "read anew, once");
    desk.signs_in().unwrap();
    assert_eq!(desk.made.times("/jwks"), 2, "and known from then on");
    // The old key is none of the provider's any more.
    desk.made.behaves(Manner { shows: 2, signed: Signed::By(1), ..Manner::default() });
    refused(desk.signs_in(), "answer-is-not-believed", "key");
    assert_eq!(desk.made.times("/jwks"), 3, "once, whoever asks");
    desk.made.behaves(Manner { shows: 2, signed: Signed::ByAs(1, 2), ..Manner::default() });
    refused(desk.signs_in(), "answer-is-not-believed", "signature");
}

#[test]
fn an_answer_of_another_provider_is_not_this_ones() {
    let desk = Desk::new();
    let own = desk.made.issuer.clone();
    let is_own = |issuer: Option<&str>| desk.asks.is_own(issuer, at(NOW)).is_ok();
    assert!(is_own(Some(&own)) && is_own(None));
    for other in ["https://evil.example", "", &format!("{own}/"), &own.to_uppercase()] {
        assert!(!is_own(Some(other)), "{other}");
    }
    // A provider that says it names itself always does.
    let desk = Desk::like(Manner {
        of_discovery: |told| {
            drop(told.insert("authorization_response_iss_parameter_supported".to_owned(), json!(true)));
        },
        ..Manner::default()
    });
    assert!(desk.asks.is_own(None, at(NOW)).is_err());
    desk.signs_in().unwrap();
}

#[test]
fn what_the_token_lacks_userinfo_may_say_of_the_same_person() {
    let person = json!({ "sub": "s-1", "name": "Of the token" });
    let says = json!({ "sub": "s-1", "name": "Of userinfo", "preferred_username": "aliya", "roles": ["qa"] });
    let desk = Desk::like(Manner { person: person.clone(), userinfo: says.clone(), ..Manner::default() });
    let told = desk.signs_in().unwrap();
    assert_eq!(told.more.get("roles"), Some(&json!(["qa"])));
    assert_eq!(
        (told.name.as_deref(), told.preferred_username.as_deref()),
        (Some("Of the token"), Some("aliya"))
    );
    // Of somebody else it says nothing of this one.
    let mut other = says;
    other["sub"] = json!("s-2");
    let desk = Desk::like(Manner { person: person.clone(), userinfo: other, ..Manner::default() });
    refused(desk.signs_in(), "answer-is-not-believed", "subject");
    let desk = Desk::like(Manner { person, userinfo: Value::Null, ..Manner::default() });
    refused(desk.signs_in(), "answer-is-not-believed", "");
}
