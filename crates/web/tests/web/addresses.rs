//! Every address gives what it says, in three languages, the same again, and no more than a client lacks.

use crate::site::{DAY, Site};

const PAGES: &[&str] = &[
    "",
    "?q=usdc",
    "?q=USD",
    "?q=nothing+of+the+kind",
    "assets/usdc",
    "assets/ust",
    "assets/usdc?on=2023-03-10",
    "assets/usdc?on=2023-03-10&as_of=2026-11-29T12:00:00Z",
    "market",
    "market?sort=figure&outcome=qualifies",
    "lists",
    "lists/ministry?on=2023-03-01&since=2023-02-01",
    "lists/afsa",
    "lists/national_bank",
    "lists/ministry_of_finance",
    "listing",
    "listing?asset=usdc&units=2.5&on=2023-03-10",
    "listing?asset=nothing",
    "method",
    "log",
];

#[test]
fn every_page_is_there_in_three_languages() {
    let site = Site::new();
    for page in PAGES {
        let mut bodies = Vec::new();
        for language in ["en", "ru", "kk"] {
            let target = format!("/{language}/{page}");
            let answer = site.given(&target);
            let text = answer.text();
            assert_eq!(answer.head("content-type"), "text/html; charset=utf-8", "{target}");
            assert_eq!(answer.head("content-language"), language, "{target}");
            assert!(text.contains(&format!("<html lang=\"{language}\"")), "{target}");
            assert!(text.trim_end().ends_with("</html>"), "{target}");
            // A name of words that nobody has written, or an argument that nobody gave.
            for litter in ["web-", "trouble-", "conclusion-", "reason-", "{$", "{ $"] {
                let shown = visible(text);
                assert!(!shown.contains(litter), "{target} shows {litter}: {}", around(&shown, litter));
            }
            // Nothing that the policy forbids, and nothing from elsewhere.
            for forbidden in [" style=", "<style", " onclick", " onload", "javascript:", "<iframe"] {
                assert!(!text.contains(forbidden), "{target} has {forbidden}");
            }
            bodies.push(visible(text));
        }
        assert_ne!(bodies[0], bodies[1], "{page}");
        assert_ne!(bodies[1], bodies[2], "{page}");
    }
}

/// What a person sees: no marks, no addresses.
fn visible(html: &str) -> String {
    let mut text = String::new();
    let mut is_mark = false;
    for c in html.chars() {
        match c {
            '<' => is_mark = true,
            '>' => {
                is_mark = false;
                text.push(' ');
            }
            c if !is_mark => text.push(c),
            _ => {}
        }
    }
    text
}

fn around<'t>(text: &'t str, what: &str) -> &'t str {
    let at = text.find(what).unwrap();
    let (from, to) =
        (text.floor_char_boundary(at.saturating_sub(40)), text.ceil_char_boundary((at + 60).min(text.len())));
    &text[from..to]
}

#[test]
fn every_page_leads_only_to_addresses_that_are_there() {
    let site = Site::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting = vec!["/en/".to_owned(), "/ru/".to_owned(), "/kk/".to_owned()];
    while let Some(target) = waiting.pop() {
        if !seen.insert(target.clone()) || seen.len() > 400 {
            continue;
        }
        let answer = site.get(&target);
        assert!(matches!(answer.status, 200 | 303), "{target}: {}", answer.status);
        if !answer.head("content-type").starts_with("text/html") {
            continue;
        }
        let text = answer.text().replace("&amp;", "&").replace("&#38;", "&");
        for mark in ["href=\"/", "src=\"/"] {
            for (at, _) in text.match_indices(mark) {
                let rest = &text[at + mark.len() - 1..];
                let address = rest[..rest.find('"').unwrap()].split('#').next().unwrap().to_owned();
                waiting.push(address);
            }
        }
    }
    assert!(seen.len() > 60, "{}", seen.len());
}

#[test]
fn a_permanent_address_gives_the_same_and_a_client_is_not_sent_what_it_has() {
    let site = Site::new();
    let register = site.given("/api/v1/register").json();
    let as_of = register["as_of"].as_str().unwrap();
    assert_eq!(register["day"], DAY);
    for what in ["verdict", "case", "days", "readings", "bundle"] {
        let target = format!("/api/v1/assets/usdc/{what}?on=2023-03-12&as_of={as_of}");
        let (one, other) = (site.given(&target), site.given(&target));
        assert_eq!(one.body, other.body, "{target}");
        assert_eq!(one.head("cache-control"), "public, max-age=86400", "{target}");
        let tag = one.head("etag");
        let again = site.ask("GET", &target, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{target}");
        let strange = site.ask("GET", &target, &[("if-none-match", "\"other\"")]);
        assert_eq!(strange.status, 200, "{target}");
    }
    // A head is an answer without its body.
    let head = site.ask("HEAD", "/api/v1/register", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn an_asset_is_looked_up_by_name_symbol_and_id_and_told_apart() {
    let site = Site::new();
    for typed in ["usd%20coin", "USD%20Coin", "+usd+coin+", "3408"] {
        let answer = site.given(&format!("/en/?q={typed}"));
        assert!(answer.text().contains("/en/assets/usdc"), "{typed}");
        assert!(!answer.text().contains("/en/assets/ust\""), "{typed}");
    }
    // One symbol of two.
    let several = site.given("/en/?q=USDC");
    assert!(several.text().contains("/en/assets/usdc") && several.text().contains("/en/assets/usdx"));
    assert!(!several.text().contains("/en/assets/ust\""));
}

#[test]
fn programs_are_answered_in_json_and_in_tables() {
    let site = Site::new();
    let all = site.given("/api/v1/assets").json();
    let ids: Vec<&str> =
        all["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["usdc", "usdx", "ust"]);
    assert_eq!(all["items"][0]["outcome"], "qualifies");
    assert_eq!(all["items"][2]["outcome"], "does_not_qualify");
    // Page by page.
    let first = site.given("/api/v1/assets?limit=1").json();
    assert_eq!((first["items"].as_array().unwrap().len(), &first["next"]), (1, &"usdc".into()));
    let second = site.given("/api/v1/assets?limit=1&cursor=usdc").json();
    assert_eq!((&second["items"][0]["id"], &second["next"]), (&"usdx".into(), &"usdx".into()));
    let third = site.given("/api/v1/assets?limit=1&cursor=usdx").json();
    assert_eq!((&third["items"][0]["id"], &third["next"]), (&"ust".into(), &serde_json::Value::Null));
    let table = site.given("/api/v1/assets?format=csv");
    assert_eq!(table.text().lines().count(), 4);
    let by_head = site.ask("GET", "/api/v1/assets", &[("accept", "text/csv")]);
    assert_eq!(by_head.body, table.body);
    // The verdict is the very one of the command line.
    let verdict = site.given("/api/v1/assets/usdc/verdict").json();
    assert_eq!((&verdict["format"], &verdict["date"]), (&"qazyq.verdict/1".into(), &DAY.into()));
    let readings = site.given("/api/v1/assets/usdc/readings").json();
    assert_eq!(readings["readings"].as_array().unwrap().len(), 48);
    let days = site.given("/api/v1/assets/usdc/days").json();
    assert_eq!(days["days"].as_array().unwrap().len(), 41);
    let list = site.given("/api/v1/lists/ministry").json();
    assert_eq!(list["format"], "qazyq.list/1");
}

#[test]
fn a_bundle_that_is_downloaded_is_verified() {
    let site = Site::new();
    let answer = site.given("/api/v1/assets/usdc/bundle");
    assert_eq!(answer.head("content-type"), "application/zip");
    assert_eq!(answer.head("content-disposition"), format!("attachment; filename=\"usdc-{DAY}.qazyq\""));
    let act = qazyq_law::Act::embedded().unwrap();
    let policy = qazyq_evidence::policy::Policy::default();
    let judge = qazyq_evidence::verify::Judge { act: &act, policy: &policy, now: None, older: None };
    let report = qazyq_evidence::verify::verify(&answer.body, &judge);
    assert_ne!(report.came(), qazyq_evidence::verify::Came::Failed);
    let digest = site.given("/api/v1/assets/usdc").json()["bundle"].as_str().unwrap().to_owned();
    assert_eq!(report.digest.unwrap().to_string(), digest);
}

#[test]
fn what_the_description_names_is_there_and_nothing_else() {
    let site = Site::new();
    let described = site.given("/api/v1/openapi.json").json();
    assert_eq!(described["openapi"], "3.1.0");
    for (path, methods) in described["paths"].as_object().unwrap() {
        // What takes a token has tests of its own.
        let is_public = methods["get"].is_object() && methods["get"]["x-right"].is_null();
        if path.ends_with("/events") || !is_public {
            continue;
        }
        let target =
            path.replace("{asset}", "usdc").replace("{authority}", "ministry").replace("{code}", "busy");
        assert_eq!(site.get(&target).status, 200, "{target}");
        // A parameter that it does not have.
        let strange = site.get(&format!("{target}?onn=2023-03-14"));
        assert_eq!((strange.status, &strange.json()["code"]), (400, &"unknown_parameter".into()), "{target}");
        assert_eq!(site.ask("POST", &target, &[("content-length", "0")]).status, 405, "{target}");
    }
}
