//! Programs that act for somebody: every operation of the description for every kind of caller, made again, and upon what they saw.

use std::sync::atomic::{AtomicU64, Ordering};

use qazyq_casework::book::{Acting, Book};
use qazyq_casework::people::{Right, Role, TokenText, UserChange};
use serde_json::{Value, json};

use crate::site::{Answer, Kind, Site, now};
use crate::workbench::{PASSWORD, random, session};

/// A site with a user of each role, each with a token, and its first administrator's session.
struct Programs {
    site: Site,
    root: TokenText,
    tokens: Vec<(Role, TokenText)>,
}

/// A request before it is sent.
struct Ask<'p> {
    site: &'p Site,
    token: Option<String>,
    heads: Vec<(&'static str, String)>,
}

impl Ask<'_> {
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.heads.push((name, value.to_owned()));
        self
    }

    fn send(&self, method: &str, path: &str, media_type: &str, body: &[u8]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n");
        if let Some(token) = &self.token {
            head.push_str(&format!("authorization: Bearer {token}\r\n"));
        }
        for (name, value) in &self.heads {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if method != "GET" {
            head.push_str(&format!("content-type: {media_type}\r\ncontent-length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        self.site.answer(&[head.as_bytes(), body].concat())
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", b"")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, "application/json", body.to_string().as_bytes())
    }

    fn put(&self, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, "application/json", body.to_string().as_bytes())
    }
}

/// A name that no other request has.
fn name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("request-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn acting(token: &TokenText) -> Acting {
    Acting {
        token: Some(Ok(token.clone())),
        command: "test".to_owned(),
        is_session: true,
        ..Acting::default()
    }
}

impl Programs {
    fn new() -> Self {
        let site = Site::like(&Kind { workbench: true, ..Kind::default() });
        let mut book = Book::open(site.workspace.clone()).unwrap();
        let root = book.first_administrator("root", None, PASSWORD, &session(), now()).unwrap();
        book.act(acting(&root));
        let mut tokens = Vec::new();
        for role in Role::ALL {
            let user = format!("one-{role}");
            let change = UserChange { roles: Some(vec![*role]), ..UserChange::default() };
            book.set_user(&user, &change, true, now()).unwrap();
            tokens.push((*role, book.new_token(&user, None, None, &random(), now()).unwrap()));
        }
        Self { site, root, tokens }
    }

    fn book(&self) -> Book {
        let mut book = Book::open(self.site.workspace.clone()).unwrap();
        book.act(acting(&self.root));
        book
    }

    fn entries(&self) -> usize {
        self.book().entries().len()
    }

    fn token(&self, role: Role) -> &TokenText {
        &self.tokens.iter().find(|(of, _)| *of == role).unwrap().1
    }

    fn by(&self, token: Option<&TokenText>) -> Ask<'_> {
        Ask { site: &self.site, token: token.map(TokenText::reveal), heads: Vec::new() }
    }

    /// Somebody of that role asks.
    fn of(&self, role: Role) -> Ask<'_> {
        self.by(Some(self.token(role)))
    }

    /// The same under a name of its own.
    fn named(&self, role: Role) -> Ask<'_> {
        self.of(role).with("idempotency-key", &name())
    }
}

const VERBS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The example of a parameter, of this or of a place that this one names.
fn example<'d>(described: &'d Value, of: &'d Value) -> &'d Value {
    match of["$ref"].as_str() {
        Some(place) => described.pointer(place.trim_start_matches('#')).unwrap(),
        None => of,
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An operation with its examples filled in.
struct Operation {
    verb: &'static str,
    path: String,
    right: Option<String>,
    heads: Vec<(&'static str, String)>,
    media_type: String,
    body: Vec<u8>,
}

/// Every operation of the description, and every verb that an address does not have.
fn operations(described: &Value) -> (Vec<Operation>, Vec<(&'static str, String)>) {
    let (mut operations, mut others) = (Vec::new(), Vec::new());
    for (template, methods) in described["paths"].as_object().unwrap() {
        let mut path = template.clone();
        for (_, operation) in methods.as_object().unwrap() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let parameter = example(described, parameter);
                if parameter["in"] == "path" {
                    let name = parameter["name"].as_str().unwrap();
                    let shown = match name {
                        "asset" => "usdc".to_owned(),
                        "authority" => "ministry".to_owned(),
                        "code" => "busy".to_owned(),
                        _ => text(&parameter["example"]),
                    };
                    assert_ne!(shown, "null", "{template}: {name} has no example");
                    path = path.replace(&format!("{{{name}}}"), &shown);
                }
            }
        }
        assert!(!path.contains('{'), "{path}");
        for verb in VERBS {
            let operation = &methods[verb];
            if operation.is_null() {
                others.push((verb, path.clone()));
                continue;
            }
            let mut heads = Vec::new();
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let parameter = example(described, parameter);
                match parameter["name"].as_str().unwrap() {
                    "Idempotency-Key" => heads.push(("idempotency-key", name())),
                    "If-None-Match" => heads.push(("if-none-match", "*".to_owned())),
                    _ => {}
                }
            }
            let content = operation["requestBody"]["content"].as_object();
            let (media_type, body) = match content.and_then(|content| content.iter().next()) {
                Some((media_type, content)) if media_type == "application/json" => {
                    assert!(!content["example"].is_null(), "{template} {verb} has no example");
                    (media_type.clone(), content["example"].to_string().into_bytes())
                }
                Some((media_type, _)) => (media_type.clone(), b"hello".to_vec()),
                None => (String::new(), Vec::new()),
            };
            let right = operation["x-right"].as_str().map(str::to_owned);
            let is_secured = operation["security"].as_array().is_some_and(|of| !of.contains(&json!({})));
            assert_eq!(right.is_some(), is_secured, "{template} {verb}");
            operations.push(Operation { verb, path: path.clone(), right, heads, media_type, body });
        }
    }
    (operations, others)
}

/// Which roles a right of the description is.
fn has(role: Role, right: &str) -> bool {
    let rights = [
        ("record", Right::Record),
        ("propose", Right::Propose),
        ("review", Right::Review),
        ("approve", Right::Approve),
        ("administer", Right::Administer),
        ("audit", Right::Audit),
    ];
    right == "any" || role.rights().contains(&rights.iter().find(|(name, _)| *name == right).unwrap().1)
}

#[test]
fn each_role_may_do_by_each_operation_what_the_description_says_and_nothing_else() {
    let programs = Programs::new();
    let described = programs.site.given("/api/v1/openapi.json").json();
    let (operations, others) = operations(&described);
    assert!(operations.iter().filter(|of| of.right.is_some()).count() > 20);
    let mut book = programs.book();
    let revoked = book.new_token("one-analyst", None, None, &random(), now()).unwrap();
    book.revoke_token(revoked.public(), "test", now()).unwrap();
    let expired = book.new_token("one-analyst", Some(now()), None, &random(), now()).unwrap();
    let (unknown, link) = (
        TokenText::of_random([1; 8], [1; 32]),
        book.new_link("one-auditor", session().expires, &random(), now()).unwrap(),
    );
    let is_of_today = |operation: &&Operation| !operation.path.ends_with("/events");
    for operation in operations.iter().filter(is_of_today) {
        let send = |token: Option<&TokenText>| {
            let mut ask = programs.by(token);
            ask.heads.clone_from(&operation.heads);
            let verb = operation.verb.to_uppercase();
            let answer = ask.send(&verb, &operation.path, &operation.media_type, &operation.body);
            let code = match answer.status {
                400.. => answer.json()["code"].as_str().unwrap().to_owned(),
                _ => String::new(),
            };
            assert!(answer.status < 500, "{verb} {}: {} {code}", operation.path, answer.status);
            (answer.status, code)
        };
        let at = format!("{} {}", operation.verb, operation.path);
        let nobody = send(None);
        match &operation.right {
            None => assert_eq!(nobody.0, 200, "{at}: {nobody:?}"),
            Some(_) => assert_eq!(nobody, (401, "token-is-missing".to_owned()), "{at}"),
        }
        for token in [&unknown, &revoked, &expired, &link, &programs.root] {
            assert_eq!(send(Some(token)).0, 401, "{at}");
        }
        for (role, token) in &programs.tokens {
            let (status, code) = send(Some(token));
            let may = operation.right.as_deref().is_none_or(|right| has(*role, right));
            if may {
                assert!(
                    !matches!(status, 401 | 403 | 405 | 415 | 422 | 428),
                    "{role}: {at}: {status} {code}"
                );
            } else {
                assert_eq!((status, code.as_str()), (403, "right-is-missing"), "{role}: {at}");
            }
        }
    }
    for (verb, path) in others {
        for (role, token) in &programs.tokens {
            let answer = programs.by(Some(token)).with("idempotency-key", &name()).send(
                &verb.to_uppercase(),
                &path,
                "application/json",
                b"{}",
            );
            assert_eq!(answer.status, 405, "{role}: {verb} {path}");
        }
    }
}

#[test]
fn every_address_is_described() {
    let site = Site::new();
    let described = site.given("/api/v1/openapi.json").json();
    let described: Vec<&str> = described["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut routed = qazyq_web::api::addresses();
    routed.sort_unstable();
    let mut sorted = described.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, routed);
}

#[test]
fn where_people_cannot_sign_in_no_program_writes() {
    let site = Site::new();
    for (method, path) in [("GET", "/api/v1/me"), ("POST", "/api/v1/records"), ("GET", "/api/v1/entries")] {
        let ask = Ask { site: &site, token: None, heads: Vec::new() };
        let answer = ask.send(method, path, "application/json", b"[]");
        assert_eq!((answer.status, answer.json()["code"].as_str()), (404, Some("not_found")), "{path}");
    }
}

fn proposal(asset: &str) -> Value {
    json!({ "asset": asset, "proposal": {
        "authority": "ministry", "action": "add", "from": "2026-11-30", "reason": "It meets all criteria.",
    }})
}

#[test]
fn a_request_made_again_writes_nothing_and_is_answered_as_before() {
    let programs = Programs::new();
    let of = |key: &str| programs.of(Role::Analyst).with("idempotency-key", key);
    let first = of("one").post("/api/v1/decisions", &proposal("usdc"));
    assert_eq!(first.status, 201, "{}", first.text());
    let number = first.json()["entries"][0].as_u64().unwrap();
    assert_eq!(first.head("location"), format!("/api/v1/entries/{number}"));
    assert_eq!(first.head("idempotency-replayed"), "");
    let written = programs.entries();
    // Also as a structured string, which is the same name.
    for key in ["one", "\"one\""] {
        let again = of(key).post("/api/v1/decisions", &proposal("usdc"));
        assert_eq!(
            (again.status, again.json(), again.head("location")),
            (201, first.json(), first.head("location"))
        );
        assert_eq!(again.head("idempotency-replayed"), "true");
    }
    // Another request by that name, and the same by another name, which there can be one of.
    let other = of("one").post("/api/v1/decisions", &proposal("ust"));
    assert_eq!((other.status, &other.json()["code"]), (422, &"another-request".into()));
    let second = of("two").post("/api/v1/decisions", &proposal("usdc"));
    assert_eq!((second.status, &second.json()["code"]), (409, &"another-proposal-is-open".into()));
    assert_eq!(programs.entries(), written);
    // Somebody else's names are their own.
    let review = json!({ "finding": "supports", "note": "Seen." });
    let path = format!("/api/v1/decisions/{number}/review");
    let by_another = programs.of(Role::Approver).with("idempotency-key", "one").post(&path, &review);
    assert_eq!(by_another.status, 201, "{}", by_another.text());
    // The entry says by which request it came, and the journal holds.
    let entry = programs.of(Role::Reader).get(&format!("/api/v1/entries/{number}")).json();
    assert_eq!(entry["request"]["key"], "one");
    assert_eq!(programs.book().entries().iter().filter(|entry| entry.request.is_some()).count(), 2);
    // Names that cannot be.
    for key in ["", "\"\"", "a b", "ключ", "a\\b", &"x".repeat(129)] {
        let answer = of(key).post("/api/v1/decisions", &proposal("ust"));
        assert_eq!(answer.status, 400, "{key}");
    }
    let without = programs.of(Role::Analyst).post("/api/v1/decisions", &proposal("ust"));
    assert_eq!((without.status, &without.json()["code"]), (400, &"request_without_name".into()));
    assert_eq!(of(&"x".repeat(128)).post("/api/v1/decisions", &proposal("ust")).status, 201);
}

#[test]
fn of_one_request_sent_many_times_at_once_there_is_one_entry() {
    let programs = Programs::new();
    let before = programs.entries();
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let send = || {
            let ask = programs.of(Role::Analyst).with("idempotency-key", "at-once");
            ask.post("/api/v1/decisions", &proposal("usdc"))
        };
        let all: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| answer.status == 201));
    let is_first = |answer: &&Answer| answer.head("idempotency-replayed").is_empty();
    assert_eq!(answers.iter().filter(is_first).count(), 1);
    assert_eq!(programs.entries(), before + 1);
}

#[test]
fn nothing_is_set_upon_what_nobody_saw() {
    let programs = Programs::new();
    let path = "/api/v1/users/one-reader";
    let being = |roles: &[&str]| json!({ "roles": roles });
    let of = || programs.of(Role::Administrator);
    let seen = of().get(path);
    let tag = seen.head("etag");
    assert_eq!((seen.status, seen.json()["roles"][0].as_str()), (200, Some("reader")));
    assert_eq!(of().with("if-none-match", &tag).get(path).status, 304);
    let blind = of().put(path, &being(&["auditor"]));
    assert_eq!((blind.status, &blind.json()["code"]), (428, &"not_looked_at".into()));
    let there = of().with("if-none-match", "*").put(path, &being(&["auditor"]));
    assert_eq!((there.status, &there.json()["code"]), (412, &"written-since".into()));
    for (tag, status) in [("\"0\"", 412), ("\"x\"", 412), ("W/\"1\"", 412), ("*", 428), ("7", 400), ("", 400)]
    {
        assert_eq!(of().with("if-match", tag).put(path, &being(&["auditor"])).status, status, "{tag}");
    }
    assert_eq!(of().with("if-none-match", &tag).put(path, &being(&["auditor"])).status, 400);
    assert_eq!(of().get("/api/v1/entries?limit=1001").status, 400);
    // Two who saw the same: the second is told.
    let first = of().with("if-match", &tag).put(path, &being(&["auditor"]));
    assert_eq!((first.status, first.json()["roles"][0].as_str()), (200, Some("auditor")));
    assert_ne!(first.head("etag"), tag);
    let second = of().with("if-match", &tag).put(path, &being(&["analyst"]));
    assert_eq!((second.status, &second.json()["code"]), (412, &"written-since".into()));
    let again = of().with("if-match", &first.head("etag")).put(path, &being(&["reader"]));
    assert_eq!(again.status, 200);
    // One who is not there yet, and one who never was.
    let new = "/api/v1/users/new.one";
    assert_eq!(of().with("if-match", "\"1\"").put(new, &being(&["reader"])).status, 404);
    assert_eq!(of().with("if-none-match", "*").put(new, &being(&["reader"])).status, 200);
    assert_eq!(of().with("if-none-match", "*").put("/api/v1/users/N%20W", &being(&[])).status, 422);
    // Items of the inbox: of one that nobody touched the tag is 0.
    let inbox = programs.of(Role::Reader).get("/api/v1/inbox").json();
    let item = inbox["items"][0]["item"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/inbox/{item}");
    let shown = programs.of(Role::Reader).get(&path);
    assert_eq!((shown.status, shown.head("etag")), (200, "\"0\"".to_owned()));
    let doing = json!({ "state": "open", "assignee": "one-analyst", "due": "2026-12-31" });
    let set = |tag: &str| programs.of(Role::Approver).with("if-match", tag).put(&path, &doing);
    let first = set("\"0\"");
    assert_eq!(first.status, 200, "{}", first.text());
    assert_eq!(set("\"0\"").status, 412);
    assert_eq!(set(&first.head("etag")).status, 200, "the same again");
    let shown = programs.of(Role::Reader).get(&path);
    assert_eq!(shown.json()["task"]["assignee"], "one-analyst");
    assert_eq!(shown.head("etag"), first.head("etag"));
}

#[test]
fn two_people_put_an_asset_on_the_list_by_programs() {
    let programs = Programs::new();
    let proposed = programs.named(Role::Analyst).post("/api/v1/decisions", &proposal("usdc"));
    let number = proposed.json()["entries"][0].as_u64().unwrap();
    let path = |step: &str| format!("/api/v1/decisions/{number}/{step}");
    let open = programs.of(Role::Reader).get(&format!("/api/v1/decisions/{number}"));
    assert_eq!((open.json()["stage"].as_str(), open.head("etag")), (Some("open"), format!("\"{number}\"")));
    let early = programs.named(Role::Approver).post(&path("publication"), &json!({}));
    assert_eq!((early.status, &early.json()["code"]), (409, &"proposal-at-another-stage".into()));
    // Whoever is both cannot be the second person of their own proposal.
    let mut book = programs.book();
    let roles = Some(vec![Role::Analyst, Role::Approver]);
    book.set_user("one-analyst", &UserChange { roles, ..UserChange::default() }, false, now()).unwrap();
    let own = programs.named(Role::Analyst).post(&path("approval"), &json!({}));
    assert_eq!((own.status, &own.json()["code"]), (403, &"own-proposal".into()));
    let reviewed = programs
        .named(Role::Approver)
        .with("if-match", &open.head("etag"))
        .post(&path("review"), &json!({ "finding": "remarks", "note": "Which act?" }));
    assert_eq!(reviewed.status, 201, "{}", reviewed.text());
    // Upon what stood before the review nobody approves.
    let stale = programs
        .named(Role::Approver)
        .with("if-match", &open.head("etag"))
        .post(&path("approval"), &json!({}));
    assert_eq!((stale.status, &stale.json()["code"]), (412, &"written-since".into()));
    assert_eq!(
        programs.named(Role::Approver).post(&path("approval"), &json!({ "note": "Yes." })).status,
        201
    );
    assert_eq!(programs.named(Role::Approver).post(&path("publication"), &json!({})).status, 201);
    let told = programs.of(Role::Auditor).get(&format!("/api/v1/decisions/{number}")).json();
    let kinds: Vec<&str> =
        told["steps"].as_array().unwrap().iter().map(|s| s["kind"].as_str().unwrap()).collect();
    assert_eq!(
        (told["stage"].as_str(), kinds),
        (Some("published"), vec!["review", "approval", "publication"])
    );
    let list = programs.site.given("/api/v1/lists/ministry?on=2026-11-30&as_of=2026-11-30T03:00:00Z").json();
    assert_eq!(list["entries"][0]["asset"], "usdc", "{list}");
    let all = programs.of(Role::Reader).get("/api/v1/decisions?stage=published").json();
    assert_eq!(all["decisions"].as_array().unwrap().len(), 1);
    assert_eq!(programs.of(Role::Reader).get("/api/v1/decisions?stage=nowhere").status, 400);
}

#[test]
fn facts_are_looked_at_recorded_with_their_documents_and_taken_back() {
    let programs = Programs::new();
    let form = json!([{ "record": "disclosure", "asset": "ust", "item": "backing", "published": "2023-01-31",
        "url": "https://issuer.example/ust" }]);
    let before = programs.entries();
    let seen = programs.of(Role::Analyst).post("/api/v1/records/preview", &form);
    assert_eq!(seen.status, 200, "{}", seen.text());
    let preview = seen.json();
    assert_eq!((preview["new"].as_u64(), preview["assets"][0]["asset"].as_str()), (Some(1), Some("ust")));
    assert_eq!(preview["assets"][0]["after"]["outcome"], "does_not_qualify");
    assert_eq!(programs.entries(), before, "nothing was written");
    // A document under its digest; then the form that names it.
    let bytes = b"%PDF-1.7 reserves";
    let sha256 = qazyq_registry::digest::Digest::of(bytes).to_string();
    let keep = |path: &str, bytes: &[u8]| {
        programs.of(Role::Analyst).send("PUT", path, "application/octet-stream", bytes)
    };
    let path = format!("/api/v1/documents/{sha256}?name=reserves.pdf");
    assert_eq!(keep(&path, b"%PDF-1.7 altered").json()["code"], "another_digest");
    assert_eq!(keep("/api/v1/documents/x", bytes).json()["code"], "not_a_digest");
    let kept = keep(&path, bytes);
    assert_eq!((kept.status, kept.json()["bytes"].as_u64()), (200, Some(17)));
    let mut with_document = form.clone();
    with_document[0]["document"] = kept.json()["document"].clone();
    let path = format!("/api/v1/records?seen={}", preview["seen"]);
    let recorded = programs.named(Role::Analyst).post(&path, &with_document);
    assert_eq!(recorded.status, 201, "{}", recorded.text());
    let number = recorded.json()["entries"][0].as_u64().unwrap();
    let entry = programs.of(Role::Reader).get(&format!("/api/v1/entries/{number}")).json();
    assert_eq!(entry["origin"]["document"]["sha256"].as_str(), Some(sha256.as_str()));
    // What the journal says already.
    let known = programs.named(Role::Analyst).post("/api/v1/records", &with_document);
    assert_eq!((known.status, known.json()), (200, json!({ "entries": [], "known": 1 })));
    // Another analyst saw the journal as it was before that.
    let mut book = programs.book();
    let change = UserChange { roles: Some(vec![Role::Analyst]), ..UserChange::default() };
    book.set_user("two", &change, true, now()).unwrap();
    let two = book.new_token("two", None, None, &random(), now()).unwrap();
    let other = json!([{ "record": "disclosure", "asset": "ust", "item": "backing", "looked_for_on": "2023-02-01",
        "url": "https://issuer.example/ust" }]);
    let stale = programs.by(Some(&two)).with("idempotency-key", &name()).post(&path, &other);
    assert_eq!((stale.status, &stale.json()["code"]), (409, &"written-since".into()));
    // Taken back, once.
    let retract = |of: Ask<'_>| {
        of.post(&format!("/api/v1/entries/{number}/retraction"), &json!({ "reason": "Twice." }))
    };
    assert_eq!(retract(programs.named(Role::Analyst)).status, 201);
    assert_eq!(retract(programs.named(Role::Analyst)).status, 409);
    // Wrong forms are refused with their place, and nothing is written.
    let before = programs.entries();
    for (body, status, place) in [
        (
            json!([{ "record": "peg", "asset": "usdc", "peg": "USD" }, { "record": "peg", "asset": "nobody", "peg": "USD" }]),
            404,
            "[1]",
        ),
        (json!([{ "record": "peg", "asset": "usdc", "peg": "USD", "from": "2023-02-30" }]), 422, "[0]"),
        (json!([{ "record": "peg", "asset": "usdc", "peg": 0.5 }]), 422, "[0].peg"),
        (
            json!([{ "record": "disclosure", "asset": "ust", "item": "backing", "published": "2023-01-01", "url": "https://a.example", "document": "/etc/passwd" }]),
            422,
            "/etc/passwd",
        ),
        (json!([]), 422, "body.json"),
        (json!({ "record": "peg" }), 422, ""),
    ] {
        let answer = programs.named(Role::Analyst).post("/api/v1/records", &body);
        assert_eq!(answer.status, status, "{body}: {}", answer.text());
        assert!(answer.json()["title"].as_str().unwrap().contains(place), "{body}: {}", answer.text());
    }
    assert_eq!(programs.entries(), before);
}

#[test]
fn a_token_is_shown_once_and_serves_until_it_is_taken_back() {
    let programs = Programs::new();
    let of = |key: &str| programs.of(Role::Administrator).with("idempotency-key", key);
    let path = "/api/v1/users/one-reader/tokens";
    let given = of("t").post(path, &json!({ "label": "export" }));
    assert_eq!(given.status, 201, "{}", given.text());
    let secret = given.json()["secret"].as_str().unwrap().to_owned();
    let again = of("t").post(path, &json!({ "label": "export" })).json();
    assert_eq!((&again["entries"], &again["secret"]), (&given.json()["entries"], &Value::Null));
    let ask = || Ask { site: &programs.site, token: Some(secret.clone()), heads: Vec::new() };
    let me = ask().get("/api/v1/me");
    assert_eq!((me.status, me.json()["user"].as_str()), (200, Some("one-reader")), "it serves at once");
    assert_eq!(me.head("cache-control"), "no-store");
    let public = given.json()["token"].as_str().unwrap().to_owned();
    let users = programs.of(Role::Auditor).get("/api/v1/users").text().to_owned();
    assert!(users.contains(&public) && !users.contains(&secret[secret.len() - 64..]));
    let ended = programs
        .named(Role::Administrator)
        .post(&format!("/api/v1/tokens/{public}/revocation"), &json!({ "reason": "test" }));
    assert_eq!(ended.status, 201, "{}", ended.text());
    let me = ask().get("/api/v1/me");
    assert_eq!((me.status, me.head("www-authenticate")), (401, "Bearer".to_owned()), "and no longer");
    let link = programs.named(Role::Administrator).post("/api/v1/users/one-reader/link", &json!({}));
    let address = link.json()["address"].as_str().unwrap().to_owned();
    assert!(address.starts_with("https://registry.example/en/link?link=qzt_"), "{address}");
    let opened = address.strip_prefix("https://registry.example").unwrap();
    assert!(programs.site.given(opened).text().contains("one-reader"));
}

#[test]
fn who_may_do_what_is_read_by_those_who_administer_or_audit() {
    let programs = Programs::new();
    for role in Role::ALL {
        let may = role.rights().contains(&Right::Audit);
        let entries = programs.of(*role).get("/api/v1/entries?limit=1000").json();
        let kinds: Vec<&str> = entries["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["kind"].as_str().unwrap())
            .collect();
        assert!(kinds.contains(&"asset"), "{role}");
        for kind in ["user", "token", "password"] {
            assert_eq!(kinds.contains(&kind), may, "{role}: {kind}");
            let of_kind = programs.of(*role).get(&format!("/api/v1/entries?kind={kind}"));
            assert_eq!(of_kind.status, if may { 200 } else { 403 }, "{role}: {kind}");
        }
        let number = programs.book().entries().iter().find(|e| e.what.kind() == "user").unwrap().number;
        let one = programs.of(*role).get(&format!("/api/v1/entries/{number}"));
        assert_eq!(one.status, if may { 200 } else { 403 }, "{role}");
    }
    // Page by page: every entry once.
    let (mut after, mut numbers) = (0, Vec::new());
    loop {
        let page = programs.of(Role::Auditor).get(&format!("/api/v1/entries?limit=3&after={after}")).json();
        let entries = page["entries"].as_array().unwrap().clone();
        numbers.extend(entries.iter().map(|entry| entry["number"].as_u64().unwrap()));
        let Some(next) = page["next"].as_u64() else { break };
        after = next;
    }
    assert_eq!(numbers, (1..=programs.entries() as u64).collect::<Vec<_>>());
    assert_eq!(programs.of(Role::Auditor).get("/api/v1/entries/999999").status, 404);
    assert_eq!(programs.of(Role::Auditor).get("/api/v1/entries/x").status, 404);
    assert_eq!(programs.of(Role::Auditor).get("/api/v1/entries?after=x").status, 400);
}

#[test]
fn what_is_not_described_is_refused() {
    let programs = Programs::new();
    let before = programs.entries();
    let send = |media_type: &str, body: &[u8]| {
        programs.named(Role::Analyst).send("POST", "/api/v1/decisions", media_type, body)
    };
    let body = proposal("usdc").to_string();
    for media_type in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", ""]
    {
        assert_eq!(send(media_type, body.as_bytes()).status, 415, "{media_type}");
    }
    let mut strange = proposal("usdc");
    strange["proposal"]["veridct"] = json!({});
    for body in ["", "{", "[]", "null", "{}", r#"{"asset":"usdc"}"#, &strange.to_string(), "\u{feff}{}"] {
        assert_eq!(send("application/json", body.as_bytes()).status, 422, "{body}");
    }
    let mut own_verdict = proposal("usdc");
    own_verdict["proposal"]["verdict"] = json!({ "date": "2026-11-30", "as_of": "2026-11-30T00:00:00Z", "outcome": "qualifies", "case": "0".repeat(64) });
    assert_eq!(send("application/json", own_verdict.to_string().as_bytes()).status, 400);
    let deep = "[".repeat(100_000);
    assert_eq!(send("application/json", deep.as_bytes()).status, 422);
    let large = format!("\"{}\"", "x".repeat(5 << 20));
    assert_eq!(send("application/json", large.as_bytes()).status, 413);
    let strange = programs.named(Role::Analyst).post("/api/v1/decisions?seen=1", &proposal("usdc"));
    assert_eq!((strange.status, &strange.json()["code"]), (400, &"unknown_parameter".into()));
    // A session's cookie is no token, so that no page elsewhere can write in a browser's name.
    let cookie = format!("__Host-qazyq={}", programs.root.reveal());
    let forged = programs.by(None).with("cookie", &cookie).with("idempotency-key", &name());
    assert_eq!(forged.post("/api/v1/decisions", &proposal("usdc")).status, 401);
    assert_eq!(programs.entries(), before);
}
