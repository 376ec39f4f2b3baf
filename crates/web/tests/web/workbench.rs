//! The workbench by requests alone: who may see what, what a form must carry, and that no session is anybody else's.

use qazyq_casework::book::{Acting, Book};
use qazyq_casework::people::{Random, Role, TokenText, UserChange};
use qazyq_casework::sign_in::NewSession;

use crate::site::{Answer, Kind, Site, counting, now};

pub(crate) const PASSWORD: &str = "a horse circles its stake";

pub(crate) fn random() -> Random {
    let mut random = Random { public: [0; 8], secret: [0; 32], salt: [0; 16] };
    counting(&mut random.public);
    counting(&mut random.secret);
    counting(&mut random.salt);
    random
}

pub(crate) fn session() -> NewSession {
    let expires = now() + jiff::SignedDuration::from_hours(12);
    NewSession { random: random(), expires, agent: None, replaces: None }
}

/// A site with a user of each role, each with a session.
struct Bench {
    site: Site,
    sessions: Vec<(Role, TokenText)>,
}

impl Bench {
    fn new() -> Self {
        let site = Site::like(&Kind { workbench: true, ..Kind::default() });
        let mut book = Book::open(site.workspace.clone()).unwrap();
        let root = book.first_administrator("root", None, PASSWORD, &session(), now()).unwrap();
        let acting = |token: &TokenText| Acting {
            token: Some(Ok(token.clone())),
            command: "test".to_owned(),
            about: None,
            is_session: true,
            ..Acting::default()
        };
        let mut sessions = Vec::new();
        for role in Role::ALL {
            book.act(acting(&root));
            let user = format!("one-{role}");
            let change = UserChange { roles: Some(vec![*role]), ..UserChange::default() };
            book.set_user(&user, &change, true, now()).unwrap();
            let link = book.new_link(&user, session().expires, &random(), now()).unwrap();
            let token = book.use_link(&link, PASSWORD, &session(), now()).unwrap().unwrap();
            sessions.push((*role, token));
        }
        Self { site, sessions }
    }

    fn of(&self, role: Role) -> &TokenText {
        &self.sessions.iter().find(|(of, _)| *of == role).unwrap().1
    }

    fn get(&self, token: &TokenText, path: &str) -> Answer {
        self.site.ask("GET", path, &[("cookie", &cookie(token))])
    }

    /// Sends a form as a browser does that has `token`, from a page of `origin`.
    fn post(&self, token: Option<&TokenText>, origin: &str, path: &str, form: &str) -> Answer {
        let cookie = token.map(|token| format!("cookie: {}\r\n", cookie(token))).unwrap_or_default();
        let text = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: {origin}\r\n{cookie}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        );
        self.site.answer(text.as_bytes())
    }

    /// What a page's forms carry.
    fn key(&self, token: &TokenText) -> String {
        let page = self.get(token, "/en/workbench");
        let text = page.text();
        let at = text.find("name=\"key\" value=\"").unwrap() + 18;
        text[at..at + 64].to_owned()
    }
}

fn cookie(token: &TokenText) -> String {
    format!("__Host-qazyq={}", token.reveal())
}

/// Every page, and who may see it.
const PAGES: [(&str, &[Role]); 12] = [
    ("workbench", Role::ALL),
    ("workbench/assets", Role::ALL),
    ("workbench/assets/usdc", Role::ALL),
    ("workbench/lists", Role::ALL),
    ("workbench/account", Role::ALL),
    ("workbench/record/peg", &[Role::Analyst]),
    ("workbench/import", &[Role::Analyst]),
    ("workbench/propose", &[Role::Analyst]),
    ("workbench/people", &[Role::Administrator, Role::Auditor]),
    ("workbench/people/root", &[Role::Administrator, Role::Auditor]),
    ("workbench/audit", &[Role::Administrator, Role::Auditor]),
    ("workbench/audit.csv", &[Role::Administrator, Role::Auditor]),
];

/// Every form, with what a user with the right would send, and who has it. What is sent is refused for another reason, where it is.
const FORMS: [(&str, &str, &[Role]); 10] = [
    ("workbench/item", "name=gap:usdc&state=done", &[Role::Analyst, Role::Approver]),
    ("workbench/record/peg", "asset=usdc&peg=USD&url=https://a.example&do=record", &[Role::Analyst]),
    ("workbench/record/peg", "asset=usdc&peg=EUR&url=https://a.example&do=look", &[Role::Analyst]),
    ("workbench/retract", "asset=usdc&entry=1&reason=x", &[Role::Analyst]),
    (
        "workbench/propose",
        "asset=usdc&authority=ministry&action=add&from=2026-11-01&reason=x",
        &[Role::Analyst],
    ),
    ("workbench/decisions/9999", "do=approve", &[Role::Approver]),
    ("workbench/decisions/9999", "do=publish", &[Role::Approver]),
    ("workbench/people", "user=another&roles=reader", &[Role::Administrator]),
    ("workbench/people/root", "what=token&days=9", &[Role::Administrator]),
    ("workbench/people/root", "what=link", &[Role::Administrator]),
];

#[test]
fn each_role_sees_and_does_what_it_may_and_nothing_else() {
    let bench = Bench::new();
    for (role, token) in &bench.sessions {
        for (path, may) in PAGES {
            let status = bench.get(token, &format!("/en/{path}")).status;
            assert_eq!(status, if may.contains(role) { 200 } else { 403 }, "{role}: {path}");
        }
        let key = bench.key(token);
        for (path, form, may) in FORMS {
            let answer =
                bench.post(Some(token), "http://x", &format!("/en/{path}"), &format!("key={key}&{form}"));
            assert_eq!(
                answer.status == 403,
                !may.contains(role),
                "{role}: {path} {form} came to {}",
                answer.status
            );
        }
    }
}

#[test]
fn a_form_is_taken_from_a_page_of_this_very_session_alone() {
    let bench = Bench::new();
    let (one, other) = (bench.of(Role::Analyst), bench.of(Role::Administrator));
    let key = bench.key(one);
    let form = format!("key={key}&name=gap:usdc&state=done");
    let path = "/en/workbench/item";
    let entries = || Book::open(bench.site.workspace.clone()).unwrap().entries().len();
    let before = entries();
    for (token, origin, form) in [
        (Some(one), "https://evil.example", form.as_str()),
        (Some(one), "null", form.as_str()),
        (Some(one), "http://x", "name=gap:usdc&state=done"),
        (Some(one), "http://x", "key=0&name=gap:usdc&state=done"),
        (Some(other), "http://x", form.as_str()),
    ] {
        assert_eq!(bench.post(token, origin, path, form).status, 403, "{origin} {form}");
    }
    assert_eq!(entries(), before, "nothing was written");
    assert_eq!(bench.post(None, "http://x", path, &form).status, 303, "to sign in");
    assert_eq!(bench.post(Some(one), "http://x", path, &form).status, 303);
    assert_eq!(entries(), before + 1);
}

#[test]
fn of_a_stranger_no_file_is_taken_and_of_nobody_one_that_is_too_large() {
    let bench = Bench::new();
    let send = |token: Option<&TokenText>, length: usize, sent: &[u8]| {
        let cookie = token.map(|token| format!("cookie: {}\r\n", cookie(token))).unwrap_or_default();
        let head = format!(
            "POST /en/workbench/import HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: http://x\r\n{cookie}\
             content-type: multipart/form-data; boundary=b\r\ncontent-length: {length}\r\n\r\n"
        );
        bench.site.answer(&[head.as_bytes(), sent].concat()).status
    };
    let analyst = bench.of(Role::Analyst);
    let form = format!(
        "--b\r\ncontent-disposition: form-data; name=\"key\"\r\n\r\n{}\r\n--b--\r\n",
        bench.key(analyst)
    );
    // A stranger is answered before the file has come.
    assert_eq!(send(None, 60 << 20, b"--b\r\n"), 403);
    assert_eq!(send(Some(analyst), form.len(), form.as_bytes()), 303, "no file was chosen");
    assert_eq!(send(Some(analyst), 3, b"xyz"), 400, "no form");
    assert_eq!(send(Some(analyst), 80 << 20, b"--b\r\n"), 413);
    // Too many fields, and too large a form without files.
    let many = "a=b&".repeat(401);
    assert_eq!(bench.post(Some(analyst), "http://x", "/en/workbench/item", &many).status, 413);
    let large = format!("a={}", "b".repeat(300 << 10));
    assert_eq!(bench.post(Some(analyst), "http://x", "/en/workbench/item", &large).status, 413);
}

#[test]
fn nobody_is_let_in_by_anything_but_a_session() {
    let bench = Bench::new();
    let mut book = Book::open(bench.site.workspace.clone()).unwrap();
    let root = bench.of(Role::Administrator);
    book.act(Acting {
        token: Some(Ok(root.clone())),
        command: "test".to_owned(),
        about: None,
        is_session: true,
        ..Acting::default()
    });
    let token = book.new_token("one-auditor", None, None, &random(), now()).unwrap();
    let link = book.new_link("one-auditor", session().expires, &random(), now()).unwrap();
    for not in [&token, &link, &TokenText::of_random([1; 8], [1; 32])] {
        let answer = bench.get(not, "/en/workbench/audit");
        assert_eq!(answer.status, 303);
        assert!(answer.head("location").starts_with("/en/sign-in"), "{}", answer.head("location"));
    }
    // A session is no token of the interface either.
    let bearer = format!("Bearer {}", root.reveal());
    assert_eq!(bench.site.ask("GET", "/api/v1/register", &[("authorization", &bearer)]).status, 401);
    // Whoever signs in is given a session of their own, whatever cookie they came with.
    let form = format!("user=one-auditor&password={}", PASSWORD.replace(' ', "+"));
    let answer = bench.post(Some(root), "http://x", "/en/sign-in", &form);
    assert_eq!(answer.status, 303);
    let cookies = answer.head("set-cookie");
    assert!(cookies.contains("__Host-qazyq=qzt_") && !cookies.contains(&root.reveal()));
    // Where somebody wanted to go is a page of the workbench, and nowhere else.
    for next in ["//evil.example", "https://evil.example", "workbench/../../x", "workbench\\evil", ""] {
        let answer = bench.post(None, "http://x", "/en/sign-in", &format!("{form}&next={next}"));
        assert!(answer.head("location").starts_with("/en/workbench"), "{next}: {}", answer.head("location"));
    }
    // And nothing of it is kept anywhere.
    assert_eq!(bench.get(root, "/en/workbench").head("cache-control"), "no-store");
}

#[test]
fn whoever_guesses_passwords_waits_and_fills_no_journal() {
    let bench = Bench::new();
    let entries = || Book::open(bench.site.workspace.clone()).unwrap().entries().len();
    let before = entries();
    let tries = |user: &str, times: usize| -> Vec<u16> {
        let form = format!("user={user}&password=not+the+right+password");
        (0..times).map(|_| bench.post(None, "http://x", "/en/sign-in", &form).status).collect()
    };
    assert_eq!(tries("one-auditor", 7), [403; 7]);
    assert_eq!(entries(), before + 5, "what is not looked at is not recorded");
    assert_eq!(tries("nobody", 3), [403; 3]);
    assert_eq!(entries(), before + 5, "nor what names nobody");
    // The right password does not help a stranger now.
    let form = format!("user=one-auditor&password={}", PASSWORD.replace(' ', "+"));
    assert_eq!(bench.post(None, "http://x", "/en/sign-in", &form).status, 403);
}

/// A workspace whose people sign in by a provider is not served as if they did not.
#[cfg(not(feature = "openid"))]
#[test]
fn a_build_that_cannot_ask_a_provider_says_so_and_serves_nobody() {
    use qazyq_casework::Trouble;
    use qazyq_web::workbench::openid::Door;

    let set: qazyq_casework::openid::OpenId = serde_json::from_value(serde_json::json!({
        "issuer": "https://id.example", "client_id": "qazyq", "roles": { "a": "analyst" },
    }))
    .unwrap();
    let refused = Door::open(set, "https://registry.example").err();
    assert!(matches!(refused, Some(Trouble::FeatureMissing { feature: "openid", .. })), "{refused:?}");
}

#[test]
fn a_server_that_is_read_only_has_no_workbench() {
    let site = Site::new();
    for path in ["/en/workbench", "/en/sign-in", "/en/first?link=x", "/en/workbench/audit"] {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
}
