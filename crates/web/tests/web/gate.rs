//! The gate admits, refuses or has a person look, and never admits where it should not.

use crate::site::{Kind, Site, example, import};
use qazyq_casework::book::Book;
use qazyq_web::gate::{Answer, Ground};

#[test]
fn what_qualifies_is_admitted_and_what_does_not_is_refused() {
    // The facts of the sample are made up, which alone would have a person look: a sheet without them shows the rest.
    let site = Site::new();
    let of = |asset: &str| site.given(&format!("/api/v1/gate/{asset}")).json();
    let usdc = of("usdc");
    assert_eq!(usdc["answer"], "review");
    assert_eq!(usdc["grounds"][0], "made_up");
    assert!(usdc["grounds"].as_array().unwrap().contains(&"qualifies".into()));
    assert_eq!(usdc["stale"], false);
    assert_eq!(usdc["bundle"].as_str().unwrap().len(), 64);
    let ust = of("ust");
    assert!(ust["grounds"].as_array().unwrap().contains(&"does_not_qualify".into()));
    assert_eq!(site.get("/api/v1/gate/usdc").head("cache-control"), "no-store");
}

#[test]
fn another_day_is_answered_about_itself() {
    let site = Site::new();
    let other = site.given("/api/v1/gate/usdc?on=2023-03-01").json();
    assert_eq!(other["on"], "2023-03-01");
}

#[test]
fn stale_figures_come_to_review() {
    let site = Site::like(&Kind { price_days_max: 1, ..Kind::default() });
    // The last prices are of 2023-04-30: two days later none is there of the day before.
    let fresh = site.given("/api/v1/gate/usdc?on=2023-05-01").json();
    assert_eq!((&fresh["stale"], &fresh["figures_until"]), (&false.into(), &"2023-04-30".into()));
    let answer = site.given("/api/v1/gate/usdc?on=2023-05-02").json();
    assert_eq!((&answer["answer"], &answer["stale"]), (&"review".into(), &true.into()));
    assert!(answer["grounds"].as_array().unwrap().contains(&"figures_are_stale".into()));
}

#[test]
fn what_cannot_be_answered_is_a_problem_and_no_answer() {
    let site = Site::new();
    for (target, status, code) in [
        ("/api/v1/gate/nothing", 404, "unknown_asset"),
        ("/api/v1/gate/usdc?on=2023-02-30", 400, "not_a_day"),
        ("/api/v1/gate/usdc?on=2999-01-01", 400, "later_than_now"),
        ("/api/v1/gate/usdc?on=x%0d%0ay", 400, "not_a_day"),
        ("/api/v1/gate/usdc?as_of=2026-01-01T00:00:00Z", 400, "unknown_parameter"),
        ("/api/v1/assets/usdc?as_of=2027-01-01T00:00:00Z", 400, "later_than_now"),
        ("/api/v1/assets/usdc?as_of=x", 400, "not_an_instant"),
        ("/api/v1/assets/usdc/bundle?as_of=2026-11-29T09:59:59Z", 409, "nothing-known-then"),
        ("/api/v1/gate/usdc?on=", 400, "not_a_day"),
        ("/api/v1/assets?limit=0", 400, "not_a_number"),
        ("/api/v1/assets?limit=1001", 400, "not_a_number"),
        ("/api/v1/assets?format=xml", 400, "not_a_choice"),
        ("/api/v1/lists/nobody", 404, "not_found"),
        ("/api/v1/nothing", 404, "not_found"),
    ] {
        let answer = site.get(target);
        assert_eq!(answer.status, status, "{target}: {}", answer.text());
        assert_eq!(answer.head("content-type"), "application/problem+json", "{target}");
        assert_eq!(answer.head("cache-control"), "no-store", "{target}");
        let document = answer.json();
        assert_eq!((&document["code"], &document["status"]), (&code.into(), &status.into()), "{target}");
        let title = document["title"].as_str().unwrap();
        assert!(!title.contains("web-problem") && !title.is_empty(), "{target}: {title}");
        // Where the type leads, it is told what that means.
        let address = document["type"].as_str().unwrap().strip_prefix("https://registry.example").unwrap();
        let told = site.given(address).json();
        assert_eq!(told["meaning"].is_string(), status != 409, "{address}");
    }
}

#[test]
fn an_asset_that_is_written_down_is_served_within_seconds() {
    let site = Site::new();
    assert_eq!(site.get("/api/v1/gate/dai").status, 404);
    let mut book = Book::open(site.workspace.clone()).unwrap();
    import(&mut book, "dai", ("DAI", "Dai"), &[example("dai-2023-03.csv"), example("dai.facts.toml")]);
    let began = std::time::Instant::now();
    while site.get("/api/v1/gate/dai").status != 200 {
        assert!(began.elapsed().as_secs() < 60, "it never came");
    }
}

#[test]
fn the_description_names_every_answer_and_every_ground() {
    let site = Site::new();
    let described = site.given("/api/v1/openapi.json").json();
    let schemas = &described["components"]["schemas"];
    let answers: Vec<&str> = Answer::ALL.iter().map(|answer| answer.as_str()).collect();
    let mut grounds: Vec<&str> = Ground::ALL.iter().map(|ground| ground.as_str()).collect();
    assert_eq!(schemas["Answer"]["enum"], serde_json::json!(answers));
    let mut told: Vec<&str> = schemas["Gate"]["properties"]["grounds"]["items"]["enum"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ground| ground.as_str().unwrap())
        .collect();
    grounds.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, grounds);
}
