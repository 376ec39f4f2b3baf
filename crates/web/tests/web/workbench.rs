//! The workbench by requests alone: who may see what, what a form must carry, and that no session is anybody else's.

use std::time::{Duration, Instant};

use qazyq_casework::book::{Acting, Book};
use qazyq_casework::people::{Random, Role, TokenText, UserChange};
use qazyq_casework::record::OriginClass;
use qazyq_casework::sign_in::NewSession;
use qazyq_casework::workspace::{FileRef, sha256};

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

    /// Sends a form with files, each with the name of its field and its own, as a browser of `role` does.
    fn send(&self, role: Role, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let token = self.of(role);
        let key = self.key(token);
        let mut body = Vec::new();
        for (name, text) in [("key", key.as_str())].iter().chain(fields) {
            let part = format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
            body.extend(part.bytes());
        }
        for (field, name, bytes) in files {
            let head = format!(
                "--b\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
        }
        body.extend(*b"--b--\r\n");
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: http://x\r\ncookie: {}\r\n\
             content-type: multipart/form-data; boundary=b\r\ncontent-length: {}\r\n\r\n",
            cookie(token),
            body.len()
        );
        self.site.answer(&[head.into_bytes(), body].concat())
    }

    fn book(&self) -> Book {
        Book::open(self.site.workspace.clone()).unwrap()
    }

    /// How much there is: entries of the journal, and files that are kept.
    fn count(&self) -> (usize, usize) {
        let raw = self.site.workspace.folder().join("raw");
        let files = std::fs::read_dir(raw)
            .unwrap()
            .map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count());
        (self.book().entries().len(), files.sum())
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
const PAGES: [(&str, &[Role]); 14] = [
    ("workbench", Role::ALL),
    ("workbench/assets", Role::ALL),
    ("workbench/assets/usdc", Role::ALL),
    ("workbench/lists", Role::ALL),
    ("workbench/account", Role::ALL),
    ("workbench/record/peg", &[Role::Analyst]),
    ("workbench/import", &[Role::Analyst]),
    ("workbench/registers", Role::ALL),
    ("workbench/lists/import", &[Role::Analyst]),
    ("workbench/propose", &[Role::Analyst]),
    ("workbench/people", &[Role::Administrator, Role::Auditor]),
    ("workbench/people/root", &[Role::Administrator, Role::Auditor]),
    ("workbench/audit", &[Role::Administrator, Role::Auditor]),
    ("workbench/audit.csv", &[Role::Administrator, Role::Auditor]),
];

/// Every form, with what a user with the right would send, and who has it. What is sent is refused for another reason, where it is.
const FORMS: [(&str, &str, &[Role]); 16] = [
    ("workbench/item", "name=gap:usdc&state=done", &[Role::Analyst, Role::Approver]),
    ("workbench/record/peg", "asset=usdc&peg=USD&url=https://a.example&do=record", &[Role::Analyst]),
    ("workbench/record/peg", "asset=usdc&peg=EUR&url=https://a.example&do=look", &[Role::Analyst]),
    ("workbench/import", "do=record", &[Role::Analyst]),
    ("workbench/registers", "do=look", &[Role::Analyst]),
    ("workbench/registers", "do=record", &[Role::Analyst]),
    ("workbench/registers/2", "do=accept&proposed-id=x&seen=x", &[Role::Analyst]),
    ("workbench/registers/2", "do=decline&reason=x&seen=x", &[Role::Analyst]),
    ("workbench/lists/import", "authority=ministry&of=2026-11-01&act=x&do=record", &[Role::Analyst]),
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

/// The value of the hidden field of that name that stands last on a page.
fn hidden(page: &str, name: &str) -> String {
    let begin = format!("name=\"{name}\" value=\"");
    let at = page.rfind(&begin).unwrap_or_else(|| panic!("no {name}: {page}")) + begin.len();
    page[at..].split('"').next().unwrap().to_owned()
}

const PEG: [(&str, &str); 3] = [("asset", "usdc"), ("peg", "USD"), ("url", "https://a.example/terms")];
const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0 and so on";

#[test]
fn a_document_is_the_one_that_the_browser_saw_or_nothing_is_written() {
    let bench = Bench::new();
    let path = "/en/workbench/record/peg";
    let digest = sha256(PDF);
    let send = |more: &[(&str, &str)], files: &[(&str, &str, &[u8])]| {
        bench.send(Role::Analyst, path, &[&PEG, more].concat(), files)
    };
    let before = bench.count();

    // Another file than the one whose digest was told, whichever of the two was exchanged.
    let forged = sha256(b"something else");
    for pressed in ["look", "record"] {
        let answer = send(&[("do", pressed), ("digest-document", &forged)], &[("document", "t.pdf", PDF)]);
        assert_eq!(answer.status, 422);
        let text = answer.text();
        assert!(text.contains(&digest) && text.contains(&forged) && text.contains("t.pdf"), "{text}");
        assert!(text.contains("https://a.example/terms"), "what was typed stays");
    }
    for told in ["0", "<script>alert(1)</script>", &"f".repeat(10_000)] {
        let answer = send(&[("do", "record"), ("digest-document", told)], &[("document", "t.pdf", PDF)]);
        assert_eq!(answer.status, 422);
        assert!(!answer.text().contains("<script>alert") && answer.body.len() < 40_000);
    }
    // A file that was told of and did not come, and more of them than there is a place for.
    assert_eq!(send(&[("do", "record"), ("digest-document", &digest)], &[]).status, 422);
    let two: [(&str, &str, &[u8]); 2] = [("document", "t.pdf", PDF), ("document", "u.pdf", PDF)];
    let answer = send(&[("do", "record")], &two);
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("several files came"));
    let many: Vec<(&str, &str, &[u8])> = (0..21).map(|_| two[0]).collect();
    assert_eq!(send(&[("do", "record")], &many).status, 413);
    assert_eq!(bench.count(), before, "nothing was written, and nothing kept");

    // The right one is kept under its digest, and the page says by whom that was computed.
    let named = "../../a <img src=x>.pdf";
    for (told, says) in [
        (digest.to_uppercase(), "Your browser computed the same."),
        (String::new(), "Computed by the server alone"),
    ] {
        let answer = send(&[("do", "look"), ("digest-document", &told)], &[("document", named, PDF)]);
        assert_eq!(answer.status, 200);
        let text = answer.text();
        assert!(text.contains(says) && text.contains(&digest), "{text}");
        assert!(text.contains("a &#60;img src=x&#62;.pdf") && !text.contains("../"), "{text}");
        assert_eq!(hidden(text, "kept"), digest);
    }
    assert_eq!(bench.count(), (before.0, before.1 + 1), "looking writes no entry");
    let answer = send(&[("do", "record"), ("kept", &digest), ("kept-name", "t.pdf")], &[]);
    assert_eq!(answer.status, 303);
    let book = bench.book();
    let kept = book.entries().last().unwrap().origin.document.clone().unwrap();
    assert_eq!(kept.sha256, digest);
    assert_eq!(bench.site.workspace.bytes(&kept).unwrap(), PDF);
    // What is kept under no digest leads nowhere.
    for kept in ["../../etc/passwd", "..", &"0".repeat(64)] {
        let answer = send(&[("do", "record"), ("kept", kept), ("kept-name", "t.pdf")], &[]);
        assert_eq!(answer.status, 422, "{kept}");
    }
}

#[test]
fn what_kind_a_file_is_its_content_tells_and_programs_are_not_kept() {
    let bench = Bench::new();
    let before = bench.count();
    let archive = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.exe";
    for (what, bytes) in [
        ("a program or a script", &b"\x7fELF\x02\x01\x01\0"[..]),
        ("a program or a script", b"MZ\x90\0\x03\0\0\0"),
        ("a program or a script", b"\xcf\xfa\xed\xfe\x07\0\0\x01"),
        ("a program or a script", b"#!/bin/sh\nexit\n"),
        ("is empty", b""),
        ("is of no kind that is kept", archive),
        ("is of no kind that is kept", b"\x1f\x8b\x08\0\0\0\0\0"),
    ] {
        for (path, fields, field) in [
            ("/en/workbench/record/peg", &PEG[..], "document"),
            ("/en/workbench/lists/import", &LIST[..], "document"),
        ] {
            let list: (&str, &str, &[u8]) = ("list", "l.csv", b"symbol,name\nX,Y\n");
            let files = [list, (field, "scan.pdf", bytes)];
            let files = if field == "document" && path.ends_with("peg") { &files[1..] } else { &files[..] };
            let answer = bench.send(Role::Analyst, path, &[fields, &[("do", "record")]].concat(), files);
            assert_eq!(answer.status, 422, "{path} {what}");
            assert!(answer.text().contains(what), "{path} {what}: {}", answer.text());
        }
    }
    // A table that is none of ours is refused before it is kept.
    for (path, field) in [("/en/workbench/import", "table"), ("/en/workbench/registers", "register-file")] {
        for bytes in [&b"\x7fELF\x02\x01\x01\0"[..], archive, b"#!/bin/sh\n", b"", b"a,b\n1\n"] {
            let answer = bench.send(Role::Analyst, path, &[("do", "look")], &[(field, "t.csv", bytes)]);
            assert_eq!(answer.status, 422, "{path}");
        }
    }
    assert_eq!(bench.count(), before, "nothing was written, and nothing kept");

    // Above the most, and within what a request may have.
    let large = vec![b' '; (64 << 20) + 1];
    let answer = bench.send(
        Role::Analyst,
        "/en/workbench/record/peg",
        &[&PEG[..], &[("do", "look")]].concat(),
        &[("document", "large.txt", &large)],
    );
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("67108864"), "{}", answer.text());
    assert_eq!(bench.count(), before);
    // The browser is told the same before.
    let page = bench.get(bench.of(Role::Analyst), "/en/workbench/record/peg");
    assert!(page.text().contains("data-bytes-max=\"67108864\""));
}

/// A DEFLATE stream of so many times 258 zeros, in 13 bits each: a block of the fixed codes (RFC 1951, 3.2.6).
fn packed_zeros(times: usize) -> Vec<u8> {
    let (mut bytes, mut at) = (Vec::new(), 0_u32);
    let mut put = |bits: &str| {
        for bit in bits.chars() {
            if at == 0 {
                bytes.push(0);
            }
            if bit == '1' {
                *bytes.last_mut().unwrap() |= 1 << at;
            }
            at = (at + 1) % 8;
        }
    };
    // The last block, of fixed codes; one zero, and then 258 from one before, again and again.
    put("1");
    put("10");
    put("00110000");
    for _ in 0..times {
        put("11000101");
        put("00000");
    }
    put("0000000");
    bytes
}

#[test]
fn what_unpacks_to_gigabytes_stays_as_small_as_it_came() {
    let bench = Bench::new();
    let zeros = packed_zeros(630_000);
    let unpacked = 630_000_u32 * 258 + 1;
    assert!(zeros.len() < 1 << 20 && unpacked > 150 << 20);
    // A picture of 65535 by 65535 dots, and documents of an office, with all of that in them.
    let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0\0\0\0\0".to_vec();
    picture.extend((zeros.len() as u32 + 2).to_be_bytes());
    picture.extend(*b"IDAT\x78\x01");
    picture.extend(&zeros);
    let zip = |name: &str, told: u32| {
        let mut head = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
        head.extend((zeros.len() as u32).to_le_bytes().into_iter().chain(told.to_le_bytes()));
        head.extend((name.len() as u16).to_le_bytes().into_iter().chain([0, 0]).chain(name.bytes()));
        let mut whole = [head.clone(), zeros.clone()].concat();
        let directory = whole.len() as u32;
        whole.extend(b"PK\x01\x02\x14\0".iter().chain(&head[4..30]).chain(&[0; 10]));
        whole.extend([0; 4].iter().chain(name.as_bytes()));
        let size = whole.len() as u32 - directory;
        whole.extend(*b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        whole.extend(size.to_le_bytes().into_iter().chain(directory.to_le_bytes()).chain([0, 0]));
        whole
    };
    let document = zip("[Content_Types].xml", unpacked);
    let lying = zip("[Content_Types].xml", 5);
    let table = zip("t.csv", unpacked);

    let timed = |work: &dyn Fn() -> Answer| {
        let began = Instant::now();
        let answer = work();
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
        answer
    };
    for (name, bytes) in [("a.png", &picture), ("a.docx", &document), ("b.xlsx", &lying)] {
        let (before, digest) = (bench.count(), sha256(bytes));
        let answer = timed(&|| {
            let fields = [&PEG[..], &[("do", "look"), ("digest-document", digest.as_str())]].concat();
            bench.send(Role::Analyst, "/en/workbench/record/peg", &fields, &[("document", name, bytes)])
        });
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        let kept = bench.site.workspace.bytes(&FileRef { name: name.to_owned(), sha256: sha256(bytes) });
        assert_eq!(kept.unwrap().len(), bytes.len(), "{name}");
        assert_eq!(bench.count(), (before.0, before.1 + 1), "one file, and no other out of it");
    }
    // Tables are never unpacked here, whatever they are called.
    let before = bench.count();
    for (path, field, fields) in [
        ("/en/workbench/import", "table", &[("record-kind", "peg")][..]),
        ("/en/workbench/registers", "register-file", &[]),
        ("/en/workbench/lists/import", "list", &LIST[..]),
    ] {
        for name in ["t.csv", "t.json", "t.toml", "t.zip", "t.xlsx"] {
            let fields = [fields, &[("do", "look")]].concat();
            let answer = timed(&|| bench.send(Role::Analyst, path, &fields, &[(field, name, &table)]));
            assert_eq!(answer.status, 422, "{path} {name}");
            assert!(answer.body.len() < 100_000, "{path} {name}");
        }
        // Nor is what is deep followed to its end.
        let deep = "[".repeat(1 << 20);
        let fields = [fields, &[("do", "look")]].concat();
        for name in ["t.json", "t.toml", "t.csv"] {
            let answer =
                timed(&|| bench.send(Role::Analyst, path, &fields, &[(field, name, deep.as_bytes())]));
            assert_eq!(answer.status, 422, "{path} {name}");
        }
    }
    assert_eq!(bench.count(), before, "nothing was written, and nothing kept");
}

#[test]
fn whoever_comes_second_to_a_task_is_told_and_loses_nothing() {
    let bench = Bench::new();
    let (one, other) = (bench.of(Role::Analyst), bench.of(Role::Approver));
    let (key, other_key) = (bench.key(one), bench.key(other));
    let path = "/en/workbench/item";
    let seen = |token| hidden(bench.get(token, &format!("{path}?name=gap:usdc")).text(), "seen");
    let first = format!("key={key}&name=gap:usdc&state=open&seen=0&note=Mine");
    assert_eq!(bench.post(Some(one), "http://x", path, &first).status, 303);
    let entries = || bench.book().entries().len();
    let before = entries();
    for told in ["&seen=0", ""] {
        let late = format!("key={other_key}&name=gap:usdc&state=done&due=2026-12-24&note=All+done{told}");
        let answer = bench.post(Some(other), "http://x", path, &late);
        assert_eq!(answer.status, 409, "{told}");
        let text = answer.text();
        assert!(text.contains("one-analyst has recorded something about the same"), "{text}");
        assert!(text.contains("All done</textarea>") && text.contains("value=\"2026-12-24\""), "{text}");
        assert!(text.contains("<option value=\"done\" selected>"), "{text}");
        assert_eq!(hidden(text, "seen"), seen(other), "what is shown now has been seen");
    }
    assert_eq!(entries(), before, "nothing was written");
    let again = format!("key={other_key}&name=gap:usdc&state=done&note=All+done&seen={}", seen(other));
    assert_eq!(bench.post(Some(other), "http://x", path, &again).status, 303);
    assert_eq!(entries(), before + 1);

    // At the same instant as well: of several who have seen the same, one is first.
    for round in 0..4 {
        let (seen, before) = (seen(one), entries());
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let sent: Vec<_> = (0..6)
                .map(|n| {
                    let (token, key) = if n % 2 == 0 { (one, &key) } else { (other, &other_key) };
                    let form = format!("key={key}&name=gap:usdc&state=open&note={round}-{n}&seen={seen}");
                    let bench = &bench;
                    scope.spawn(move || bench.post(Some(token), "http://x", path, &form).status)
                })
                .collect();
            sent.into_iter().map(|sent| sent.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 5, "{statuses:?}");
        assert_eq!(entries(), before + 1);
    }
}

#[test]
fn a_user_that_somebody_else_changed_since_is_not_changed_unseen() {
    let bench = Bench::new();
    let root = bench.of(Role::Administrator);
    let key = bench.key(root);
    let path = "/en/workbench/people/one-reader";
    let page = bench.get(root, path);
    let seen = hidden(page.text(), "seen");
    let acting = Acting {
        token: Some(Ok(root.clone())),
        command: "test".to_owned(),
        about: None,
        is_session: true,
        ..Acting::default()
    };
    // Another administrator, at the same time.
    let mut book = bench.book();
    book.act(acting.clone());
    let change = UserChange { roles: Some(vec![Role::Administrator]), ..UserChange::default() };
    book.set_user("second", &change, true, now()).unwrap();
    let link = book.new_link("second", session().expires, &random(), now()).unwrap();
    let second = book.use_link(&link, PASSWORD, &session(), now()).unwrap().unwrap();
    book.act(Acting { token: Some(Ok(second)), ..acting });
    let change = UserChange { roles: Some(vec![Role::Auditor]), ..UserChange::default() };
    book.set_user("one-reader", &change, false, now()).unwrap();
    let before = bench.book().entries().len();
    for seen in [seen.as_str(), ""] {
        let form = format!("key={key}&what=change&name=&roles=analyst&seen={seen}");
        let answer = bench.post(Some(root), "http://x", path, &form);
        assert!(answer.head("location").ends_with("wrong=stale"), "{}", answer.head("location"));
    }
    assert_eq!(bench.book().entries().len(), before);
    let seen = hidden(bench.get(root, path).text(), "seen");
    let form = format!("key={key}&what=change&name=&roles=analyst&seen={seen}");
    assert!(bench.post(Some(root), "http://x", path, &form).head("location").ends_with("done=saved"));
}

fn register_file(name: &str) -> Vec<u8> {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../registers/tests/data");
    std::fs::read(data.join(name)).unwrap()
}

#[test]
fn what_a_register_proposes_is_accepted_or_declined_as_it_was_looked_at() {
    let bench = Bench::new();
    let list = register_file("defillama-list_2026-08-21-excerpt.json");
    let path = "/en/workbench/registers";
    let before = bench.count();
    let answer = bench.send(Role::Analyst, path, &[("do", "look")], &[("register-file", "list.json", &list)]);
    assert_eq!(answer.status, 200);
    let text = answer.text();
    assert!(text.contains("DefiLlama, stablecoins") && text.contains("Tether"), "{text}");
    assert_eq!(bench.count(), (before.0, before.1 + 1), "looking writes no entry");
    let kept = hidden(text, "kept");
    assert_eq!(kept, format!("{}/list.json", sha256(&list)));
    let taken = bench.send(Role::Analyst, path, &[("do", "record"), ("kept", &kept)], &[]);
    assert!(taken.head("location").ends_with("done=register-taken"), "{}", taken.text());
    let again = bench.send(Role::Analyst, path, &[("do", "record"), ("kept", &kept)], &[]);
    assert!(again.head("location").ends_with("done=known"));

    // Everybody sees what is proposed; who may not record has nothing to press.
    for role in Role::ALL {
        let page = bench.get(bench.of(*role), &format!("{path}/1"));
        assert_eq!(page.status, 200, "{role}");
        let text = page.text();
        assert!(text.contains("Tether") && text.contains("DefiLlama, stablecoins, row 1"), "{role}");
        assert_eq!(text.contains("value=\"accept\""), *role == Role::Analyst, "{role}");
        assert_eq!(text.contains("value=\"decline\""), *role == Role::Analyst, "{role}");
    }
    assert_eq!(bench.get(bench.of(Role::Reader), &format!("{path}/no-such-key")).status, 404);

    // Not what was looked at: nothing is written, and what was typed stays.
    let analyst = bench.of(Role::Analyst);
    let page = bench.get(analyst, &format!("{path}/1"));
    let seen = hidden(page.text(), "seen");
    let entries = || bench.book().entries().len();
    let before = entries();
    for (pressed, seen) in [("accept", ""), ("accept", "0"), ("decline", ""), ("decline", "0")] {
        let fields = [("do", pressed), ("seen", seen), ("proposed-id", "usdt"), ("reason", "Not wanted")];
        let answer = bench.send(Role::Analyst, &format!("{path}/1"), &fields, &[]);
        assert_eq!(answer.status, 409, "{pressed} {seen}");
        assert!(answer.text().contains("not what was looked at any more"));
        assert!(answer.text().contains("Not wanted</textarea>"), "{}", answer.text());
    }
    let fields = [("do", "look"), ("seen", ""), ("proposed-id", "tether"), ("name", "Tether USD")];
    let looked = bench.send(Role::Analyst, &format!("{path}/1"), &fields, &[]);
    assert_eq!(looked.status, 200);
    assert!(looked.text().contains("Tether USD"), "{}", looked.text());
    assert_eq!(entries(), before, "nothing was written");

    let fields = [("do", "accept"), ("seen", seen.as_str()), ("proposed-id", "usdt")];
    let answer = bench.send(Role::Analyst, &format!("{path}/1"), &fields, &[]);
    assert!(answer.head("location").ends_with("workbench/assets/usdt?done=accepted"), "{}", answer.text());
    let book = bench.book();
    let written = &book.entries()[before..];
    assert_eq!(written.len(), 2, "its names, and its peg");
    for entry in written {
        assert_eq!(entry.author.as_deref(), Some("one-analyst"));
        let (document, line) = (entry.origin.document.as_ref().unwrap(), entry.origin.line);
        assert_eq!((document.sha256.as_str(), line), (sha256(&list).as_str(), Some(1)));
        assert_eq!(entry.origin.class, Some(OriginClass::ThirdParty));
    }
    // The same page sent again is about something that is over.
    let answer = bench.send(Role::Analyst, &format!("{path}/1"), &fields, &[]);
    assert_eq!(answer.status, 409);

    // Another asset here has the symbol: who accepts it says which it is.
    let page = bench.get(analyst, &format!("{path}/15"));
    let seen = hidden(page.text(), "seen");
    let fields = [("do", "decline"), ("seen", seen.as_str()), ("reason", "")];
    assert_eq!(bench.send(Role::Analyst, &format!("{path}/15"), &fields, &[]).status, 422);
    let fields = [("do", "decline"), ("seen", seen.as_str()), ("reason", "Nobody asks for it")];
    let answer = bench.send(Role::Analyst, &format!("{path}/15"), &fields, &[]);
    assert!(answer.head("location").ends_with("done=declined"), "{}", answer.text());
    let page = bench.get(analyst, &format!("{path}?standing=declined"));
    assert!(page.text().contains("Nobody asks for it") && !page.text().contains("Tether"));
    assert!(!bench.get(analyst, path).text().contains("Dola"), "it is not proposed again");
}

const LIST: [(&str, &str); 3] =
    [("authority", "ministry"), ("of", "2026-11-01"), ("act", "An example, not an act")];

#[test]
fn a_list_is_looked_at_row_by_row_before_it_is_taken_in() {
    let bench = Bench::new();
    let path = "/en/workbench/lists/import";
    let send = |more: &[(&str, &str)], rows: &str| {
        let files: [(&str, &str, &[u8]); 1] = [("list", "l.csv", rows.as_bytes())];
        bench.send(Role::Analyst, path, &[&LIST[..], more].concat(), &files)
    };
    let before = bench.count();
    let rows = "symbol,name\nUST,TerraUSD\nXYZ,Somebody's\n";
    let answer = send(&[("do", "look")], rows);
    assert_eq!(answer.status, 200);
    let text = answer.text();
    assert_eq!(text.matches("comes onto the list").count(), 2, "{text}");
    assert!(
        text.contains("not known here") && text.contains("Two rows") || text.contains("2 rows"),
        "{text}"
    );
    assert_eq!(bench.count(), (before.0, before.1 + 1), "looking writes no entry");
    let kept = hidden(text, "kept");
    let taken =
        bench.send(Role::Analyst, path, &[&LIST[..], &[("do", "record"), ("kept", &kept)]].concat(), &[]);
    assert!(taken.head("location").ends_with("done=list-taken"), "{}", taken.text());

    // A later one says of each row what becomes of it.
    let later = "symbol,name,comment\nUST,TerraUSD,Something new\nUSDC,USD Coin,\n";
    let text = send(&[("do", "look"), ("of", "2026-11-01"), ("means", "USD Coin=usdc")], later);
    let text = text.text();
    for what in
        ["comes onto the list", "goes off the list", "is said otherwise", "Comment: – → Something new"]
    {
        assert!(text.contains(what), "{what}: {text}");
    }
    let part = send(&[("do", "look"), ("part", "true"), ("means", "USD Coin=usdc")], later);
    assert!(!part.text().contains("goes off the list"), "what a part does not have stays");

    // What cannot be taken is told, and what was typed stays.
    for (more, status) in [
        (("means", "USD Coin"), 422),
        (("means", "USD Coin=nobody"), 404),
        (("columns", "nothing=Name"), 422),
        (("authority", "nobody"), 422),
        (("of", "tomorrow"), 422),
        (("act", ""), 422),
    ] {
        let fields = [&LIST[..], &[("do", "look"), ("url", "https://typed.example")]].concat();
        let fields: Vec<(&str, &str)> =
            fields.into_iter().filter(|(name, _)| *name != more.0).chain([more]).collect();
        let answer = bench.send(Role::Analyst, path, &fields, &[("list", "l.csv", later.as_bytes())]);
        assert_eq!(answer.status, status, "{more:?}");
        assert!(answer.text().contains("https://typed.example"), "{more:?}");
    }
}
