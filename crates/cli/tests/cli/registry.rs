//! The registry at the command line: facts that people record, and what verdicts make of them.

use serde_json::{Value, json};

use crate::common::{Answer, Desk};

/// What people record of the asset `x`, a command each.
const FACTS: &[&str] = &[
    "issuer add x-issuer --name X_Ltd --country KZ --bin 940140000385",
    "asset add x --symbol X --name X_Coin --issuer x-issuer",
    "peg add x USD --url https://x.example/terms",
    "disclosure add x asset --url https://x.example/asset --published 2023-01-01",
    "disclosure add x backing --url https://x.example/backing --published 2023-01-01",
    "disclosure add x issuer --url https://x.example/issuer --published 2023-01-01",
    "disclosure add x stabilisation_mechanism --url https://x.example/how --published 2023-01-01",
    "check add courts --asset x --issuer x-issuer --term X_Coin --term X_Ltd --on 2023-02-28 --result none",
];

/// Days of a price of 1.
fn bars(desk: &Desk) {
    let mut csv = "timestamp,close,volume,cap\n".to_owned();
    for (month, days) in [("01", 31), ("02", 28)] {
        for day in 1..=days {
            csv.push_str(&format!("2023-{month}-{day:02},1.001,100,1000\n"));
        }
    }
    desk.write("x.csv", csv);
    let mut args = "import x.csv --asset x --source coinmarketcap --currency USD --columns".to_owned();
    args.push_str(" date=timestamp,close=close,volume=volume,market_cap=cap");
    desk.done(&args);
}

/// A desk with all facts about `x` and its prices.
fn desk_of_x() -> Desk {
    let desk = Desk::new();
    for command in FACTS {
        desk.done(command);
    }
    bars(&desk);
    desk
}

fn json(answer: &str) -> Value {
    serde_json::from_str(answer.lines().next().unwrap_or_default()).unwrap()
}

fn verdict(desk: &Desk, more: &str) -> Value {
    json(&desk.done(&format!("assess x --on 2023-03-01 --json{more}")))
}

#[track_caller]
fn refused(answer: &Answer, status: i32, said: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert!(answer.err.contains(said), "{said}: {answer:?}");
    assert_eq!(answer.out, "", "{answer:?}");
}

#[test]
fn facts_that_people_record_are_what_a_verdict_rests_on() {
    let desk = desk_of_x();
    assert_eq!(verdict(&desk, "")["outcome"], "qualifies", "{}", verdict(&desk, ""));
    // Each fact by itself: without it the criterion that it serves is undetermined.
    for (without, criterion) in [(2, "value_information"), (4, "disclosure"), (7, "legal_standing")] {
        let desk = Desk::new();
        for (place, command) in FACTS.iter().enumerate() {
            if place != without {
                desk.done(command);
            }
        }
        bars(&desk);
        let verdict = verdict(&desk, "");
        assert_eq!(verdict["criteria"][criterion], "undetermined", "{verdict}");
    }
    // A row of the case leads to its entry.
    let case = json(&desk.done("case x --on 2023-03-01"));
    let origin = &case["facts"]["disclosures"][1]["origin"];
    assert_eq!((&origin["entry"], &origin["class"]), (&json!("5"), &json!("issuer")), "{case}");
    let check = &case["facts"]["legal"]["checks"][0];
    assert_eq!(check["subjects"], json!(["asset", "issuer"]), "{case}");
    assert_eq!(check["origin"]["terms"], json!(["X_Coin", "X_Ltd"]), "{case}");
}

#[test]
fn an_order_against_the_issuer_counts_for_its_assets_while_it_is_in_force() {
    let desk = desk_of_x();
    let order = "ruling add o-1 --kind order --body Body --issuer x-issuer --in-force-from 2023-02-01";
    desk.done(order);
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "not_met");
    // An appeal decides nothing by itself; the end does, from its day on.
    desk.done(&format!("{order} --appealed-on 2023-02-10"));
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "not_met");
    desk.done(&format!("{order} --ended-on 2023-03-02"));
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "not_met");
    desk.done(&format!("{order} --ended-on 2023-03-01"));
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "met");
    // Of somebody else's country it is no order of a Kazakh body; against somebody else it concerns nobody here.
    desk.done(&format!("{order} --country LT"));
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "met");
}

#[test]
fn what_a_register_found_is_not_lost_to_another_search_on_the_same_day() {
    let desk = desk_of_x();
    desk.done("check add courts --asset x --term XC --on 2023-02-28 --result found");
    desk.done("check add courts --asset x --term X --on 2023-02-28 --result none");
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "undetermined");
    // A person looks, and corrects what was recorded: the entry that found something does not count any more.
    let found = json(&desk.done("journal show --kind check --last 2 --json"))["number"].clone();
    desk.done(&format!(
        "check add courts --asset x --term XC --on 2023-02-28 --result dismissed --corrects {found}"
    ));
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "met");
    refused(&desk.run(&["journal", "retract", &found.to_string(), "--reason", "again"]), 1, "");
}

#[test]
fn a_peg_holds_on_its_days_alone() {
    let desk = desk_of_x();
    desk.done("peg add x XAU --url https://x.example/gold --from 2023-03-01");
    assert_eq!(verdict(&desk, "")["criteria"]["value_information"], "not_met");
    let before = json(&desk.done("assess x --on 2023-02-28 --json"));
    assert_eq!(before["criteria"]["value_information"], "met", "{before}");
    desk.done("peg add x USD --url https://x.example/terms --from 2023-03-02");
    assert_eq!(verdict(&desk, "")["criteria"]["value_information"], "not_met");
    refused(
        &desk.run(&["peg", "add", "x", "USD", "--from", "2023-03-02", "--until", "2023-03-02"]),
        1,
        "until",
    );
}

#[test]
fn a_later_disclosure_does_not_hide_the_one_before_on_earlier_days() {
    let desk = desk_of_x();
    desk.done("disclosure add x backing --url https://x.example/february --published 2023-06-01");
    assert_eq!(verdict(&desk, "")["criteria"]["disclosure"], "met");
    desk.done("disclosure add x backing --looked-for-on 2023-02-20 --status absent");
    assert_eq!(verdict(&desk, "")["criteria"]["disclosure"], "not_met");
    let later = json(&desk.done("assess x --on 2023-01-15 --json"));
    assert_eq!(later["criteria"]["disclosure"], "met", "nobody had looked yet: {later}");
}

#[test]
fn what_is_taken_back_counts_up_to_the_instant_at_which_it_was() {
    let desk = desk_of_x();
    let entry = json(&desk.done("journal show --kind peg --json"));
    let number = entry["number"].to_string();
    let recorded: String = entry["recorded_at"].as_str().unwrap().to_owned();
    assert_eq!(verdict(&desk, "")["criteria"]["value_information"], "met");
    desk.run(&["journal", "retract", &number, "--reason", "another asset's page"]);
    assert_eq!(verdict(&desk, "")["criteria"]["value_information"], "undetermined");
    // As of the instant at which the last fact was recorded it still counted.
    let last =
        json(&desk.done("journal show --kind market --json"))["recorded_at"].as_str().unwrap().to_owned();
    let then = verdict(&desk, &format!(" --as-of {last}"));
    assert_eq!(then["criteria"]["value_information"], "met", "{then}");
    let before = json(&desk.done(&format!("assess x --on 2023-03-01 --json --as-of {recorded}")));
    assert_eq!(before["criteria"]["disclosure"], "undetermined", "nothing was published by then");
    // Decisions, rights and what is undone already cannot be taken back.
    let answer = desk.run(&["journal", "retract", &number, "--reason", "again"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    let answer = desk.run(&["journal", "retract", "999", "--reason", "never was"]);
    assert_eq!(answer.status, 1, "{answer:?}");
}

#[test]
fn a_document_is_kept_under_its_digest() {
    let desk = desk_of_x();
    desk.write("terms.pdf", b"%PDF-1.7 \x00\xff made up");
    desk.done(
        "disclosure add x backing --url https://x.example/b --published 2023-02-01 --document terms.pdf",
    );
    let listed = desk.done("disclosure list --asset x --json");
    let last: Value = serde_json::from_str(listed.lines().last().unwrap()).unwrap();
    let sha256 = last["document"].as_str().unwrap().strip_prefix("sha256:").unwrap().to_owned();
    let kept = std::fs::read(desk.path(&format!("workspace/raw/{}/{sha256}", &sha256[..2]))).unwrap();
    assert_eq!(kept, b"%PDF-1.7 \x00\xff made up");
    // The same bytes again can be named by their digest; others cannot.
    desk.done(&format!(
        "disclosure add x asset --url https://x.example/a --published 2023-02-01 --document sha256:{sha256}"
    ));
    let none = "0".repeat(64);
    for wrong in [format!("sha256:{none}"), "sha256:zz".to_owned(), "missing.pdf".to_owned()] {
        let args = ["disclosure", "add", "x", "asset", "--url", "https://x.example/a", "--document", &wrong];
        assert_eq!(desk.run(&args).status, 1, "{wrong}");
    }
    assert_eq!(desk.run(&["journal", "verify"]).status, 0);
    std::fs::write(desk.path(&format!("workspace/raw/{}/{sha256}", &sha256[..2])), "other").unwrap();
    let answer = desk.run(&["journal", "verify", "--json"]);
    assert_eq!(answer.status, 3);
    assert_eq!(json(&answer.out)["files"][0]["file"], "terms.pdf", "{answer:?}");
}

#[test]
fn what_is_exported_can_be_imported() {
    let desk = desk_of_x();
    desk.done("ruling add o-1 --kind order --body Body --issuer x-issuer --in-force-from 2023-02-01");
    desk.done("issuer add y-issuer --name Y --name a|b --name =1+1 --group x-issuer");
    let kinds = ["issuer", "asset", "peg", "disclosure", "check", "ruling"];
    let listed = |desk: &Desk| -> Vec<Value> {
        let lines = kinds.map(|kind| desk.done(&format!("{kind} list --json"))).concat();
        let row = |line: &str| {
            let mut row: Value = serde_json::from_str(line).unwrap();
            row.as_object_mut().unwrap().remove("entry");
            row.as_object_mut().unwrap().remove("recorded_at");
            row
        };
        lines.lines().map(row).collect()
    };
    for format in ["csv", "json"] {
        let other = Desk::new();
        for kind in kinds {
            let table = desk.done(&format!("{kind} list --{format}"));
            let name = if format == "csv" { format!("{kind}.csv") } else { format!("{kind}.jsonl") };
            other.write(&name, table);
            other.done(&format!("{kind} import {name}"));
            // Again it is nothing new.
            let again = json(&other.done(&format!("{kind} import {name} --json")));
            assert_eq!(again["entries"], json!([]), "{format} {kind}: {again}");
        }
        assert_eq!(listed(&other), listed(&desk), "{format}");
    }
}

#[test]
fn a_form_in_toml_is_taken_whole_or_not_at_all() {
    let desk = Desk::new();
    desk.write(
        "forms.toml",
        r#"
            [[issuer]]
            issuer = "k-issuer"
            name = ["K", "К"]
            [[asset]]
            asset = "k"
            symbol = "K"
            issuer = "k-issuer"
            coinmarketcap = 1
            [[peg]]
            asset = "k"
            peg = "100 KZT"
            from = 2026-01-01
        "#,
    );
    let told = json(&desk.done("record forms.toml --json"));
    assert_eq!(told, json!({ "entries": [1, 2, 3], "known": 0 }));
    assert_eq!(json(&desk.done("record forms.toml --json")), json!({ "entries": [], "known": 3 }));
    for (wrong, said) in [
        ("[[asset]]\nasset = \"l\"\nsymbol = \"L\"\n[[peg]]\nasset = \"m\"\npeg = \"USD\"\n", "m"),
        ("[[asset]]\nasset = \"l\"\nsymbl = \"L\"\n", "symbl"),
        ("[[asset]]\nasset = \"l\"\nsymbol = 1.5\n", "asset[0].symbol"),
        ("[[thing]]\nasset = \"l\"\n", "thing"),
        ("[asset]\nasset = \"l\"\n", "asset"),
        ("asset = ", "line 1"),
        ("[[asset]]\nasset = \"l\"\n", "asset"),
        ("[[asset]]\nasset = \"l\"\nname = \"L\"\ncoinmarketcap = 1\n", "k"),
        ("[[issuer]]\nissuer = \"i\"\nname = [\"I\"]\nlei = \"969500OYUDADGZKCR584\"\n", "asset[0]"),
    ] {
        desk.write("wrong.toml", wrong);
        let answer = desk.run(&["record", "wrong.toml"]);
        assert_ne!(answer.status, 0, "{wrong}");
        if !said.starts_with("asset[0]") || wrong.contains("1.5") {
            assert!(answer.err.contains(said), "{wrong}: {answer:?}");
        }
    }
    assert_eq!(desk.done("journal show --json").lines().count(), 3);
}

#[test]
fn hostile_input_is_refused_or_carried_safely_in_every_field() {
    let desk = desk_of_x();
    let long = "n".repeat(2_000_000);
    let hostile = [
        ("two megabytes", long.as_str()),
        ("a control character", "a\u{7}b"),
        ("an escape", "\u{1b}[31mred"),
        ("a line's end", "a\nb"),
        ("a turned direction", "a\u{202e}cod.exe"),
        ("an isolate", "a\u{2066}b"),
        ("a mark", "a\u{200f}b"),
        ("no width", "a\u{200b}b"),
        ("nothing", ""),
        ("blanks", "   "),
    ];
    let before = desk.done("journal show --json --last 1000");
    for kind in ["asset", "issuer", "peg", "disclosure", "check", "ruling"] {
        let form = json(desk_form(kind));
        for field in form.as_object().unwrap().keys() {
            for (name, text) in hostile {
                let mut form = form.clone();
                let is_many = form[field].is_array();
                form[field] = if is_many { json!([text]) } else { json!(text) };
                // A note may have lines.
                if (field == "note" && name == "a line's end") || (text.is_empty() && !is_many) {
                    continue;
                }
                desk.write("hostile.json", json!([form]).to_string());
                let answer = desk.run(&[kind, "import", "hostile.json"]);
                assert_ne!(answer.status, 0, "{kind}.{field}: {name}: {answer:?}");
                assert!(answer.err.len() < 2_000, "{kind}.{field}: {name}: a message is no place for it");
                assert!(!answer.err.contains('\u{1b}') && !answer.err.contains('\u{202e}'), "{answer:?}");
            }
        }
    }
    assert_eq!(desk.done("journal show --json --last 1000"), before, "nothing of it was written");
    // What spreadsheets would compute is carried, and guarded where they read it.
    let formula = "=HYPERLINK(\"https://x.example\")";
    assert_eq!(desk.run(&["asset", "add", "f", "--symbol", "F", "--name", formula]).status, 0);
    let csv = desk.done("asset list --asset f --csv");
    assert!(csv.contains("\"'=HYPERLINK"), "{csv}");
    let row = json(&desk.done("asset list --asset f --json"));
    assert_eq!(row["name"], formula);
}

/// A form of each kind with every field that it may have, all of them right.
fn desk_form(kind: &str) -> &'static str {
    match kind {
        "asset" => {
            r#"{"asset":"x","symbol":"X","name":"X","coinmarketcap":"7","dti":"13XTMPZT3","caip19":["eip155:1/slip44:60"],"issuer":"x-issuer","url":"https://x.example","document":"x.csv","origin":"issuer","retrieved":"2026-01-01T00:00:00Z","corrects":"2"}"#
        }
        "issuer" => {
            r#"{"issuer":"x-issuer","name":["X"],"lei":"969500OYUDADGZKCR583","bin":"940140000385","country":"KZ","group":"x-issuer","website":"https://x.example","url":"https://x.example"}"#
        }
        "peg" => {
            r#"{"asset":"x","peg":"USD","from":"2026-01-01","until":"2026-02-01","url":"https://x.example"}"#
        }
        "disclosure" => {
            r#"{"asset":"x","item":"asset","status":"published","published":"2026-01-01","looked_for_on":"2026-01-01","next_expected":"2026-02-01","url":"https://x.example"}"#
        }
        "check" => {
            r#"{"register":"r","asset":["x"],"issuer":["x-issuer"],"term":["X"],"on":"2026-01-01","result":"none","note":"n","url":"https://x.example"}"#
        }
        _ => {
            r#"{"ruling":"r","kind":"order","country":"KZ","body":"B","reference":"1","title":"T","asset":["x"],"issuer":["x-issuer"],"in_force_from":"2026-01-01","appealed_on":"2026-01-02","ended_on":"2026-01-03","note":"n","url":"https://x.example"}"#
        }
    }
}

#[test]
fn a_correction_of_a_correction_leaves_the_first_word_undone() {
    let desk = desk_of_x();
    let check = "check add registry-of-orders --asset x --term X --on 2023-02-28";
    desk.done(&format!("{check} --result found"));
    desk.done(&format!("{check} --result none --corrects 10"));
    desk.done(&format!("{check} --result none --note looked_again --corrects 11"));
    assert_eq!(desk.done("check list --json").lines().count(), 2);
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "met");
    // Taking the last correction back brings back what it corrected, and not what that had corrected.
    desk.done("journal retract 12 --reason wrong");
    let listed = desk.done("check list --json");
    assert!(listed.contains(r#""entry":"11""#) && !listed.contains(r#""entry":"10""#), "{listed}");
}

#[test]
fn a_correction_stands_where_the_word_stood_that_it_corrects() {
    let desk = desk_of_x();
    desk.done("peg add x EUR --url https://x.example/euro");
    desk.done("peg add x USD --url https://x.example/mended --corrects 3");
    let case = json(&desk.done("case x --on 2023-03-01"));
    assert_eq!(case["facts"]["peg"]["components"][0]["currency"], "EUR", "the later word: {case}");
}

#[test]
fn a_correction_is_about_the_same_thing() {
    let desk = desk_of_x();
    desk.done("issuer add y-issuer --name Y");
    for wrong in [
        "issuer add y-issuer --name Z --corrects 1",
        "peg add x USD --corrects 2",
        "check add r --asset x --term X --on 2023-01-01 --result none --corrects 3",
        "asset add x --name Z --corrects 999",
    ] {
        assert_eq!(desk.run(&wrong.split(' ').collect::<Vec<_>>()).status, 1, "{wrong}");
    }
    assert!(desk.done("issuer show x-issuer").contains("X_Ltd"));
}

#[test]
fn a_ruling_s_last_word_may_be_that_it_concerns_somebody_else() {
    let desk = desk_of_x();
    desk.done("asset add y --symbol Y");
    let order = "ruling add o-1 --kind order --body Body --in-force-from 2023-02-01";
    desk.done(&format!("{order} --asset x"));
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "not_met");
    desk.done(&format!("{order} --asset y"));
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "met");
    desk.done(&format!("{order} --asset x"));
    desk.done(order);
    assert_eq!(verdict(&desk, "")["criteria"]["legal_standing"], "met");
}

#[test]
fn what_is_said_again_after_something_else_is_new_and_so_is_what_was_had_earlier() {
    let desk = Desk::new();
    desk.done("asset add x --symbol X");
    desk.write(
        "pegs.toml",
        ["USD|2026-01-01", "EUR|2026-02-01", "USD|2026-03-01"]
            .map(|line| {
                let (peg, day) = line.split_once('|').unwrap();
                format!("[[peg]]\nasset = \"x\"\npeg = \"{peg}\"\nretrieved = \"{day}T00:00:00Z\"\n")
            })
            .concat(),
    );
    let told = json(&desk.done("record pegs.toml --json"));
    assert_eq!(told, json!({ "entries": [2, 3, 4], "known": 0 }));
    assert_eq!(json(&desk.done("record pegs.toml --json")), json!({ "entries": [], "known": 3 }));
    let peg = |as_of: &str| {
        let case = json(&desk.done(&format!("case x --on 2026-06-01 --as-of {as_of}T00:00:00Z")));
        case["facts"]["peg"]["components"][0]["currency"].clone()
    };
    assert_eq!([peg("2026-01-15"), peg("2026-02-15"), peg("2026-03-15")], ["USD", "EUR", "USD"]);
    // The same had earlier is evidence of its own; had later, while it still stands, it is known.
    let add = "peg add x USD --json --retrieved";
    assert_eq!(json(&desk.done(&format!("{add} 2025-12-01T00:00:00Z")))["entries"], json!([5]));
    assert_eq!(json(&desk.done(&format!("{add} 2026-04-01T00:00:00Z")))["known"], 1);
    assert_eq!(peg("2025-12-15"), "USD");
}

#[test]
fn what_was_taken_back_can_be_said_again_by_an_import() {
    let desk = desk_of_x();
    let import = "import x.csv --asset x --peg EUR --peg-source https://x.example/euro --source coinmarketcap \
                  --currency USD --columns date=timestamp,close=close,volume=volume,market_cap=cap";
    desk.done(import);
    let number = json(desk.done("peg list --json").lines().last().unwrap())["entry"].clone();
    desk.done(&format!("journal retract {} --reason wrong", number.as_str().unwrap()));
    desk.done(import);
    let last = desk.done("peg list --json");
    assert!(last.lines().last().unwrap().contains("EUR"), "{last}");
}

#[test]
fn an_id_that_is_one_s_alone_is_refused_to_another() {
    let desk = Desk::new();
    desk.done("issuer add i --name I --lei 969500OYUDADGZKCR583");
    desk.done("asset add x --symbol X --coinmarketcap 7");
    refused(
        &desk.run(&["issuer", "add", "j", "--name", "J", "--lei", "969500OYUDADGZKCR583"]),
        1,
        "that of `i`",
    );
    refused(&desk.run(&["asset", "add", "y", "--symbol", "X", "--coinmarketcap", "7"]), 1, "`x`");
    // Two of one file as well; its own is no other's, and symbols may be shared.
    let two = "[[issuer]]\nissuer = \"k\"\nname = [\"K\"]\nlei = \"635400JAHDSBACQGBS84\"\n";
    desk.write("two.toml", [two, &two.replace("\"k\"", "\"l\"")].concat());
    refused(&desk.run(&["record", "two.toml"]), 1, "issuer[0]: the LEI");
    desk.done("issuer add i --country LT --lei 969500OYUDADGZKCR583");
    desk.done("asset add y --symbol X");
}
