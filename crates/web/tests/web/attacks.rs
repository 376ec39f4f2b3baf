//! What people try: nothing of it is believed, shown as more than text, or kept.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use qazyq_casework::book::Book;
use qazyq_casework::lists::ListFile;
use qazyq_casework::people::{Random, UserChange};
use qazyq_casework::record::Document;
use qazyq_registry::what::{Authority, Role};

use crate::site::{DAY, Kind, Site, import, now};

const PAYLOAD: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

#[test]
fn what_stands_in_the_records_is_text() {
    let site = Site::like(&Kind { name: PAYLOAD, ..Kind::default() });
    for target in
        ["/en/", "/en/?q=usdc", "/en/market", "/en/assets/usdc", "/ru/listing?asset=usdc", "/kk/lists"]
    {
        let text = site.given(target).text().to_owned();
        assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{target}");
    }
    assert!(site.given("/en/assets/usdc").text().contains("alert(1)"), "the name itself is shown");
    let table = site.given("/api/v1/assets?format=csv");
    assert!(table.text().contains("alert(1)"));
}

#[test]
fn no_field_of_the_records_is_anything_but_text() {
    let site = Site::new();
    let mut book = Book::open(site.workspace.clone()).unwrap();
    // Every text that a page of facts has, and every one of a list.
    let hostile = PAYLOAD.replace('"', "\\\"");
    let facts = format!(
        r#"asset = "evil"
origin = {{ demonstration = true, note = "{hostile}" }}
[peg]
components = [{{ currency = "USD", amount = "1" }}]
source = {{ url = "https://x.example/{hostile}" }}
[[disclosures]]
item = "asset"
status = "published"
url = "javascript:{hostile}"
[[disclosures]]
item = "issuer"
status = "published"
url = "{hostile}"
[[legal.checks]]
on = "2023-03-07"
subjects = ["asset", "issuer"]
register = "{hostile}"
result = "none"
[[legal.events]]
kind = "order"
subject = "asset"
country = "KZ"
in_force_from = "2023-03-01"
url = "javascript:{hostile}"
title = "{hostile}"
body = "{hostile}"
"#
    );
    import(
        &mut book,
        "evil",
        (PAYLOAD, PAYLOAD),
        &[("<script>alert(1)</script>.facts.toml", facts.into_bytes())],
    );
    let table = format!(
        "symbol,name,reason,comment\n\"{0}\",\"{0}\",\"{0}\",\"{0}\"\n",
        PAYLOAD.replace('"', "\"\"")
    );
    let list = ListFile {
        authority: Authority::Ministry,
        act: PAYLOAD.to_owned(),
        of: DAY.parse().unwrap(),
        whole: true,
        table: Document { name: "l.csv".to_owned(), bytes: table.into_bytes() },
        document: None,
        address: Some("https://x.example/%22%3E".to_owned()),
        columns: BTreeMap::new(),
        meant: BTreeMap::new(),
        retrieved: None,
    };
    book.import_list(&list, now()).unwrap();
    let began = Instant::now();
    // The asset may be shown before the list, which was recorded after it.
    let is_shown = || {
        site.get("/api/v1/assets/evil").status == 200
            && site.given("/api/v1/lists/ministry").text().contains("alert(1)")
            && site.given("/en/lists").text().contains("alert(1)")
    };
    while !is_shown() {
        assert!(began.elapsed().as_secs() < 60, "it never came");
    }
    let pages = [
        "",
        "?q=alert",
        "market",
        "assets/evil",
        "lists",
        "lists/ministry?since=2023-01-01",
        "listing?asset=evil",
        "log",
    ];
    for language in ["en", "ru", "kk"] {
        for page in pages {
            let target = format!("/{language}/{page}");
            let text = site.given(&target).text().to_owned();
            for live in ["<script>alert", "<img src=x", "href=\"javascript:"] {
                assert!(!text.contains(live), "{target} has {live}");
            }
        }
    }
    assert!(site.given("/en/assets/evil").text().contains("alert(1)"), "what was recorded is shown");
    assert!(site.given("/en/lists").text().contains("alert(1)"), "what was recorded is shown");
}

#[test]
fn what_is_typed_is_text() {
    let site = Site::new();
    let typed = "%3Cscript%3Ealert(1)%3C/script%3E%22%27%3E";
    for target in [
        format!("/en/?q={typed}"),
        format!("/en/market?text={typed}"),
        format!("/en/listing?asset={typed}&units={typed}"),
        format!("/en/assets/{typed}"),
        format!("/en/assets/usdc?on={typed}"),
        format!("/en/lists/{typed}"),
        format!("/{typed}/"),
        format!("/api/v1/gate/{typed}"),
    ] {
        let answer = site.get(&target);
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(!text.contains("<script>alert"), "{target}");
        assert!(answer.status < 500, "{target}");
    }
}

#[test]
fn no_file_but_the_public_ones_is_given() {
    let site = Site::new();
    for target in [
        "/static/x/../../../../etc/passwd",
        "/static/x/%2e%2e/%2e%2e/Cargo.toml",
        "/verify/../journal.sqlite",
        "/verify/%2e%2e%2f%2e%2e%2fCargo.toml",
        "/log/../journal.sqlite",
        "/log/%2e%2e/journal.sqlite",
        "/log/pending",
        "/log/tile/%2e%2e/%2e%2e/journal.sqlite",
        "/log/tile/..%5c..%5cjournal.sqlite",
        "//etc/passwd",
        "/en/..%2f..%2f/etc/passwd",
    ] {
        let answer = site.get(target);
        assert_eq!(answer.status, 404, "{target}");
    }
}

#[test]
fn every_answer_carries_what_protects_it() {
    let site = Site::new();
    for target in ["/en/", "/api/v1/register", "/nothing", "/api/v1/nothing", "/verify/", "/healthz", "/"] {
        let answer = site.get(target);
        let policy = answer.head("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{target}: {policy}"
        );
        assert_eq!(policy.contains("wasm-unsafe-eval"), target == "/verify/", "{target}");
        assert_eq!(answer.head("x-content-type-options"), "nosniff", "{target}");
        assert_eq!(answer.head("referrer-policy"), "no-referrer", "{target}");
        assert_eq!(answer.head("strict-transport-security"), "max-age=31536000", "{target}");
        assert_eq!(
            answer.head("access-control-allow-origin") == "*",
            target.starts_with("/api/"),
            "{target}"
        );
        assert_eq!(answer.head("server"), "", "{target}");
    }
}

#[test]
fn no_head_of_a_request_gets_into_an_answer_that_others_are_given() {
    let site = Site::new();
    let honest = site.given("/en/assets/usdc");
    let heads = [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("x-original-url", "/admin"),
        ("forwarded", "host=evil.example"),
        ("accept-language", "ru"),
        ("cookie", "a=b"),
        ("origin", "https://evil.example"),
    ];
    let other = site.ask("GET", "/en/assets/usdc", &heads);
    assert_eq!(honest.body, other.body);
    assert!(!other.heads.iter().any(|(_, value)| value.contains("evil")));
    // What does hang on a head says so.
    assert!(site.get("/").head("vary").contains("accept-language"));
    assert!(site.get("/api/v1/assets").head("vary").contains("accept"));
    let split = site.get("/en/assets/usdc%0d%0aset-cookie:%20a=b");
    assert_eq!((split.status, split.head("set-cookie")), (404, String::new()));
}

#[test]
fn requests_that_are_none_end_themselves_alone() {
    let site = Site::new();
    let long = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(64 << 10));
    let many = format!("GET / HTTP/1.1\r\nhost: x\r\n{}\r\n", "a: b\r\n".repeat(10_000));
    for bytes in [
        b"".as_slice(),
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        long.as_bytes(),
        many.as_bytes(),
    ] {
        let mut stream = TcpStream::connect(site.address).unwrap();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        assert!(
            !text.starts_with("HTTP/1.1 2"),
            "{}: {text}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    }
    let too_long = site.get(&format!("/en/?q={}", "a".repeat(4_000)));
    assert_eq!(too_long.status, 414);
    // Bytes that are no text are shown as what they are not.
    assert!(site.given(&format!("/en/?q={}", "%C3%28".repeat(5))).text().contains('\u{fffd}'));
    site.given("/healthz");
}

#[test]
fn whoever_sends_nothing_is_hung_up_on() {
    let site = Site::new();
    let mut stream = TcpStream::connect(site.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: ").unwrap();
    let began = Instant::now();
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    assert!(began.elapsed() < Duration::from_secs(50), "it is still being waited for");
}

#[test]
fn whoever_asks_too_much_is_told_when_to_come_back() {
    let site = Site::like(&Kind { requests_per_second: 1, ..Kind::default() });
    let answers: Vec<_> = (0..8).map(|_| site.get("/api/v1/register")).collect();
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(!refused.is_empty());
    let seconds: u64 = refused[0].head("retry-after").parse().unwrap();
    assert!((1..=5).contains(&seconds));
    assert_eq!(refused[0].json()["code"], "too_many_requests");
}

#[test]
fn a_token_that_nobody_holds_is_refused_and_one_that_somebody_holds_is_counted_by_itself() {
    let site = Site::like(&Kind { requests_per_second: 1, ..Kind::default() });
    for shown in ["Bearer x", "Bearer ", "Basic eDp5", "Bearer qz_0000000000000000_0000", "\u{e9}"] {
        let answer = site.ask("GET", "/api/v1/register", &[("authorization", shown)]);
        assert_eq!((answer.status, answer.head("www-authenticate")), (401, "Bearer".to_owned()), "{shown}");
    }
    let mut book = Book::open(site.workspace.clone()).unwrap();
    let change = UserChange { roles: Some(vec![Role::Administrator]), ..UserChange::default() };
    let random = Random { salt: [1; 16], public: [2; 8], secret: [3; 32] };
    let token = book.first_user("admin", &change, &random, now()).unwrap();
    let shown = format!("Bearer {}", token.reveal());
    let began = Instant::now();
    // Until the register knows it, it counts for the address. Then: the address has asked all that it may, the token has not.
    let is_counted = || {
        let address = site.get("/api/v1/register").status;
        let token = site.ask("GET", "/api/v1/register", &[("authorization", &shown)]).status;
        (address, token) == (429, 200)
    };
    while !is_counted() {
        assert!(began.elapsed().as_secs() < 60, "the token never counted");
    }
}
