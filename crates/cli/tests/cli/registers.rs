//! Files of other people's registers: handed over, shown, matched, and their proposals taken over or declined.

use serde_json::{Value, json};

use crate::common::{Answer, Desk, repository};

const EARLY: &str = "2026-02-09T12:00:00Z";
const LATE: &str = "2026-08-21T00:00:00Z";
const CIRCLE: &str = "969500OYUDADGZKCR583";

/// A desk with copies of ESMA's and GLEIF's files, and of DefiLlama's list.
fn desk() -> Desk {
    let desk = Desk::new();
    let files = [
        ("EMT20260209.csv", "EMT20260209.csv"),
        ("CASP20260209-excerpt.csv", "CASP20260209.csv"),
        ("NCASP20260129-excerpt.csv", "NCASP20260129.csv"),
        ("OTHER20260209-excerpt.csv", "OTHER20260209.csv"),
        ("issuer-leis_subset.csv", "leis.csv"),
        ("gleif_record_21380068P1DRHMJ8KU70.json", "shell.json"),
        ("defillama-list_2026-08-21-excerpt.json", "list.json"),
        ("defillama-answer_2025-09-07-excerpt.json", "answer.json"),
    ];
    for (from, to) in files {
        let from = repository("crates/registers/tests/data").join(from);
        std::fs::copy(from, desk.path(to)).unwrap();
    }
    desk
}

fn run(desk: &Desk, args: &str) -> Answer {
    desk.run(&args.split_whitespace().collect::<Vec<_>>())
}

fn lines(desk: &Desk, args: &str) -> Vec<Value> {
    desk.done(args).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn with_defillama() -> Desk {
    let desk = desk();
    desk.done(&format!("register import list.json --retrieved {LATE}"));
    desk
}

fn with_names() -> Desk {
    let desk = desk();
    desk.done(&format!("register import EMT20260209.csv CASP20260209.csv leis.csv --retrieved {EARLY}"));
    desk
}

/// What stands before an entry's history, which tells when the test ran.
fn without_history(text: &str) -> &str {
    text.split("\n entry ").next().unwrap().trim_end()
}

/// The entries in which nothing tells when the test ran.
fn journal(desk: &Desk) -> Vec<Value> {
    journal_as(desk, "")
}

fn journal_as(desk: &Desk, options: &str) -> Vec<Value> {
    let entries = lines(desk, &format!("journal export{options}"));
    entries.into_iter().filter(|line| line.get("kind").is_some()).collect()
}

#[test]
fn files_are_taken_with_what_is_odd_about_them_and_the_newest_counts() {
    let desk = desk();
    let files = "EMT20260209.csv CASP20260209.csv NCASP20260129.csv OTHER20260209.csv leis.csv shell.json";
    let taken = desk.done(&format!("register import {files} --retrieved {EARLY}"));
    insta::assert_snapshot!("registers_import", taken);
    desk.done(&format!(
        "register import list.json answer.json --retrieved {LATE} --url https://stablecoins.llama.fi"
    ));

    // A state that is older counts no more, whenever it was handed over; a newer one does.
    let emt = std::fs::read_to_string(desk.path("EMT20260209.csv")).unwrap();
    let short: String = emt.lines().take(3).map(|line| format!("{line}\n")).collect();
    desk.write("EMT20260101.csv", &short);
    desk.write("EMT20260301.csv", &short);
    desk.done(&format!("register import EMT20260101.csv --retrieved {LATE}"));
    desk.done(&format!("register import EMT20260301.csv --retrieved {LATE}"));
    insta::assert_snapshot!("registers_list", desk.done("register list"));
    let counting = |as_of: &str| -> Vec<String> {
        let files = lines(&desk, &format!("register list --json --as-of {as_of}"));
        let counting = files.iter().filter(|file| file["counts"] == true);
        counting.map(|file| file["file"].as_str().unwrap().to_owned()).collect()
    };
    assert!(counting(LATE).contains(&"EMT20260301.csv".to_owned()));
    assert!(counting(EARLY).contains(&"EMT20260209.csv".to_owned()));
    assert!(counting("2026-02-09T11:59:59Z").is_empty());

    // A wrong file is taken back like any other entry.
    let newest = lines(&desk, "register list --json")
        .into_iter()
        .find(|file| file["file"] == "EMT20260301.csv")
        .unwrap();
    desk.run(&["journal", "retract", &newest["entry"].to_string(), "--reason", "cut off"]);
    assert!(counting(LATE).contains(&"EMT20260301.csv".to_owned()), "as of then it counted");
    let now = lines(&desk, "register list --json");
    assert!(now.iter().all(|file| file["file"] != "EMT20260301.csv"), "{now:#?}");
}

#[test]
fn the_same_bytes_again_write_nothing_and_broken_ones_neither() {
    let desk = desk();
    let first = lines(&desk, &format!("register import EMT20260209.csv --json --retrieved {EARLY}"));
    assert_eq!(
        (&first[0]["entry"], &first[0]["rows"], &first[0]["of"]),
        (&json!(1), &json!(33), &json!("2026-02-09"))
    );
    let again = lines(&desk, "register import EMT20260209.csv --json");
    assert_eq!((&again[0]["entry"], &again[0]["known_already"]), (&Value::Null, &json!(true)));
    // Under another name too: the bytes are the same.
    std::fs::copy(desk.path("EMT20260209.csv"), desk.path("x.csv")).unwrap();
    assert_eq!(lines(&desk, "register import x.csv --json")[0]["entry"], Value::Null);
    // A day that somebody says counts before the name's, and is another statement.
    assert_eq!(lines(&desk, "register import EMT20260209.csv --of 2026-02-08 --json")[0]["entry"], 2);
    // Bytes of an older file may be handed over because the register is again as it was.
    desk.done("register import answer.json --json");
    std::fs::write(
        desk.path("answer2.json"),
        std::fs::read_to_string(desk.path("answer.json")).unwrap() + "\n",
    )
    .unwrap();
    assert_eq!(lines(&desk, "register import answer2.json --json")[0]["entry"], 4);
    assert_eq!(lines(&desk, "register import answer2.json --json")[0]["entry"], Value::Null);
    assert_eq!(lines(&desk, "register import answer.json --json")[0]["entry"], 5);
    assert_eq!(journal(&desk).len(), 5);

    let emt = std::fs::read(desk.path("EMT20260209.csv")).unwrap();
    let emt = String::from_utf8(emt).unwrap();
    desk.write("no-column.csv", emt.replacen("ae_lei_name", "ae_name", 1));
    desk.write("twice.csv", emt.replacen("ae_commercial_name", "ae_lei", 1));
    desk.write("mixed.csv", emt.replacen("wp_comments", "ac_serviceCode", 1));
    desk.write("other.csv", "a,b\n1,2\n");
    desk.write("empty.csv", " \n");
    desk.write("page.json", "<html></html>");
    desk.write("cut.json", "{\"data\":{\"type\":\"lei-records\"");
    desk.write("else.json", "{\"errors\":[{\"status\":\"404\"}]}");
    let files = "no-column.csv twice.csv mixed.csv other.csv empty.csv page.json cut.json else.json";
    let answer = run(&desk, &format!("register import {files}"));
    assert_eq!((answer.status, answer.out.as_str()), (3, ""));
    insta::assert_snapshot!("registers_refused", answer.err);
    for lang in ["ru", "kk"] {
        let answer = run(&desk, &format!("register import {files} --lang {lang}"));
        assert_eq!(answer.status, 3);
        insta::assert_snapshot!(format!("registers_refused_{lang}"), answer.err);
    }
    assert_eq!(journal(&desk).len(), 5);
    let kept = walk(&desk.path("workspace/raw"));
    assert_eq!(kept, 3, "nothing of a refused file is kept");

    // What cannot be true of any file.
    for (args, code) in [
        ("EMT20260209.csv --retrieved 2999-01-01T00:00:00Z", "has not come yet"),
        ("EMT20260209.csv --of 2026-02-11 --retrieved 2026-02-09T12:00:00Z", "has not come yet"),
        ("EMT20260209.csv --url example.com", "no address"),
        ("nowhere.csv", "nowhere.csv"),
    ] {
        let answer = run(&desk, &format!("register import {args}"));
        assert_eq!(answer.status, 1, "{args}: {answer:?}");
        assert!(answer.err.contains(code), "{args}: {}", answer.err);
    }
    assert_eq!(journal(&desk).len(), 5);
}

fn walk(folder: &std::path::Path) -> usize {
    let inside = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    inside.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}

#[test]
fn what_registers_say_of_an_issuer_and_of_a_token_is_shown_and_decides_nothing() {
    let desk = with_names();
    let lei = format!("--lei {CIRCLE}");
    desk.done(&format!("issuer add circle --name Circle {lei}"));
    desk.done("asset add usdc --symbol USDC --dti TJWK5QTRK --issuer circle");
    insta::assert_snapshot!("registers_issuer", without_history(&desk.done("issuer show circle")));
    let shown = &lines(&desk, "issuer show circle --json")[0];
    let said = shown["registers"].as_array().unwrap();
    assert_eq!(said.len(), 3);
    assert_eq!(said[0]["place"], 11);
    assert_eq!(said[0]["authorised_from"], "2024-07-01");
    assert_eq!(said[2]["register"], "gleif");
    assert!(said.iter().all(|row| row["sha256"].as_str().unwrap().len() == 64));
    // The token's own row alone, by the DTI of its group; and by that of one ledger.
    let of_token = |desk: &Desk| lines(desk, "asset show usdc --json")[0]["registers"].clone();
    assert_eq!(of_token(&desk).as_array().unwrap().len(), 1);
    assert_eq!(of_token(&desk)[0]["place"], 12);
    desk.done("asset add usdc --dti M8G59S1ZR");
    assert_eq!(of_token(&desk)[0]["place"], 12);
    // Before the file was had nothing was said.
    let before = &lines(&desk, "issuer show circle --json --as-of 2026-02-09T11:00:00Z")[0];
    assert_eq!(before["registers"], json!([]));
    // A verdict is the same with and without.
    let case = desk.done("case usdc --on 2026-03-01");
    assert!(!case.contains("ACPR") && !case.contains(CIRCLE), "{case}");
}

#[test]
fn a_warning_stands_first_and_is_loud() {
    let desk = with_names();
    let header = std::fs::read_to_string(desk.path("NCASP20260129.csv")).unwrap();
    let header = header.lines().next().unwrap().to_owned();
    let row = format!(
        "Some authority,FR,Circle,{CIRCLE},FR,,https://x.example,Yes,No authorisation,01/01/2026,,02/01/2026"
    );
    desk.write("NCASP20260130.csv", format!("{header}\n{row}\n"));
    desk.done(&format!("register import NCASP20260130.csv --retrieved {EARLY}"));
    desk.done(&format!("issuer add circle --name Circle --lei {CIRCLE}"));
    for (lang, word) in [("en", "✗ WARNING"), ("ru", "✗ ПРЕДУПРЕЖДЕНИЕ"), ("kk", "✗ ЕСКЕРТУ")]
    {
        let shown = desk.done(&format!("issuer show circle --lang {lang}"));
        let first = shown.lines().position(|line| line.contains("ESMA")).unwrap();
        assert!(shown.lines().nth(first).unwrap().contains(word), "{shown}");
        let found = desk.run(&["issuer", "match", "--name", "Circle", "--lang", lang]).out;
        assert!(found.contains(word.trim_start_matches("✗ ")), "{found}");
    }
    assert_eq!(lines(&desk, "issuer show circle --json")[0]["registers"][0]["register"], "esma_ncasp");
    // A warning is no record of an entity: only its LEI is, where another register has it.
    let answer = run(&desk, "issuer accept circle 00000000000000000000");
    assert_eq!(answer.status, 1, "{answer:?}");
}

#[test]
fn names_are_matched_across_scripts_and_a_person_decides() {
    let desk = with_names();
    let sought = ["issuer", "match", "--name", "Сёркл Интернет Файненшл Юроп САС", "--min", "700"];
    let answer = desk.run(&sought);
    insta::assert_snapshot!("registers_match", answer.out);
    let russian = desk.run(&[&sought[..], &["--lang", "ru"]].concat()).out;
    insta::assert_snapshot!("registers_match_ru", russian);
    let kazakh = desk.run(&[&sought[..], &["--lang", "kk"]].concat()).out;
    insta::assert_snapshot!("registers_match_kk", kazakh);
    let limited =
        desk.run(&["issuer", "match", "--name", "Circle Internet Financial", "--limit", "2", "--json"]);
    assert_eq!(limited.out.lines().count(), 2);
    assert!(desk.run(&["issuer", "match", "--name", "Ешкім жоқ"]).out.contains("No name"));
    assert_eq!(journal(&desk).len(), 3, "a look writes nothing");

    // Of a known issuer its own names are looked for; of all without an LEI where none is named.
    desk.run(&["issuer", "add", "circle", "--name", "Сёркл Интернет Файненшл Юроп"]);
    desk.run(&["issuer", "add", "paxos", "--name", "Паксос Текнолоджи Лимитед"]);
    let found = lines(&desk, "issuer match --json --min 700 --limit 1");
    let leis: Vec<_> = found.iter().map(|found| (found["for"].as_str().unwrap(), &found["lei"])).collect();
    assert_eq!(leis, [("circle", &json!(CIRCLE)), ("paxos", &json!("5493001STWUW6ESIEI31"))]);
    let before = lines(&desk, "issuer match circle --json --as-of 2026-01-01T00:00:00Z");
    assert!(before.is_empty(), "{before:?}");

    // What was chosen is recorded with the file and the line, and the names that were there stay.
    assert!(desk.done(&format!("issuer accept circle {CIRCLE}")).contains("Recorded as entry 6"));
    let entry = &journal(&desk)[5];
    assert_eq!(entry["kind"], "issuer");
    assert_ne!(entry["retrieved"], EARLY, "that it is this entity is a word of now");
    assert_eq!((&entry["origin"]["class"], &entry["origin"]["line"]), (&json!("third_party"), &json!(3)));
    assert_eq!(entry["origin"]["document"]["name"], "leis.csv");
    let said = json!({
        "issuer": "circle", "lei": CIRCLE, "country": "FR",
        "names": ["CIRCLE INTERNET FINANCIAL EUROPE SAS", "Сёркл Интернет Файненшл Юроп"],
    });
    assert_eq!(entry["what"], said);
    assert!(desk.done(&format!("issuer accept circle {CIRCLE}")).contains("recorded already"));
    assert_eq!(journal(&desk).len(), 6);

    // Another LEI is refused, and so is another's; a correction says which entry was wrong.
    let other = "635400JAHDSBACQGBS84";
    for (args, text) in [
        (format!("issuer accept circle {other}"), "--corrects 6"),
        (format!("issuer accept paxos {CIRCLE}"), "that of `circle`"),
        (format!("issuer accept nobody {other}"), "no issuer"),
        ("issuer accept paxos 5493001KJTIIGC8Y1R12".to_owned(), "no register"),
        ("issuer accept paxos 5493001KJTIIGC8Y1R13".to_owned(), "check digits"),
        (format!("issuer accept circle {other} --corrects 5"), "cannot be"),
    ] {
        let answer = run(&desk, &args);
        assert_eq!(answer.status, 1, "{args}: {answer:?}");
        assert!(answer.err.contains(text), "{args}: {}", answer.err);
    }
    desk.done(&format!("issuer accept circle {other} --corrects 6"));
    let shown = &lines(&desk, "issuer show circle --json")[0];
    assert_eq!((&shown["lei"], &shown["country"]), (&json!(other), &json!("IE")));
    // Somebody new must be called so: a misspelt id makes nobody. ESMA's row serves where GLEIF has none.
    desk.done("issuer accept stable 315700IJDQF91J9C8B68 --new");
    let shown = &lines(&desk, "issuer show stable --json")[0];
    assert_eq!(shown["names"], json!(["Payment Corporation SE", "Stable Labs"]));
    assert_eq!(journal(&desk).last().unwrap()["origin"]["line"], 2);
}

#[test]
fn proposals_are_accepted_or_declined_one_by_one() {
    let desk = with_defillama();
    insta::assert_snapshot!("registers_proposals", desk.done("asset proposals"));
    insta::assert_snapshot!("registers_proposals_ru", desk.done("asset proposals --lang ru"));
    insta::assert_snapshot!("registers_proposals_kk", desk.done("asset proposals --lang kk"));
    insta::assert_snapshot!("registers_accept", desk.done("asset accept 1"));

    // It is an asset like any other, with a peg on a third party's word alone.
    let assets: Vec<Value> = lines(&desk, "assets --json");
    assert_eq!((&assets[0]["asset"], &assets[0]["symbol"]), (&json!("usdt"), &json!("USDT")));
    let entries = journal(&desk);
    let origin = json!({
        "class": "third_party", "line": 1,
        "document": { "name": "list.json", "sha256": entries[0]["what"]["file"]["sha256"] },
    });
    assert_eq!((&entries[1]["origin"], &entries[2]["origin"]), (&origin, &origin));
    assert_eq!(entries[1]["what"], json!({ "symbol": "USDT", "name": "Tether", "coinmarketcap": 825 }));
    assert_eq!(entries[2]["what"], json!({ "components": [{ "currency": "USD", "amount": "1" }] }));
    let verdict = &lines(&desk, "assess usdt --on 2026-09-01 --json")[0];
    assert_eq!(verdict["criteria"]["value_information"], "undetermined");

    // Again: nothing is written.
    assert!(desk.done("asset accept 1").contains("recorded already"));
    assert_eq!(journal(&desk).len(), 3);
    let known = lines(&desk, "asset proposals --all --json");
    assert_eq!((&known[0]["standing"], &known[0]["asset"]), (&json!("known"), &json!("usdt")));

    // Declined once, and not shown any more.
    desk.run(&["asset", "decline", "3", "--reason", "gone since 2022"]);
    desk.run(&["asset", "decline", "3", "--reason", "gone since 2022"]);
    assert_eq!(journal(&desk).len(), 4);
    let open = lines(&desk, "asset proposals --new --json");
    assert!(open.iter().all(|proposal| proposal["key"] != "3" && proposal["key"] != "1"));
    let all = lines(&desk, "asset proposals --all --json");
    assert_eq!((&all[2]["standing"], &all[2]["reason"]), (&json!("declined"), &json!("gone since 2022")));
    assert!(run(&desk, "asset decline 1 --reason x").err.contains("`usdt`"));
    assert!(run(&desk, "asset accept 777").err.contains("777"));

    // A variable peg is none; a token's ledger is recorded where it is named.
    let volt = &lines(&desk, "asset accept 39 --json")[0];
    assert_eq!((&volt["peg"], &volt["entries"]), (&Value::Null, &json!([5])));
    let solayer = &lines(&desk, "asset accept 216 --json")[0];
    assert_eq!(solayer["recorded"]["caip19"][0].as_str().unwrap().split('/').count(), 2);
    let csv = desk.done("asset proposals --csv --all");
    assert_eq!(csv.lines().count(), 13);
    assert!(csv.starts_with("key,standing,id,"), "{csv}");
}

#[test]
fn as_of_an_instant_before_the_file_nothing_is_proposed() {
    let desk = with_defillama();
    let answer = run(&desk, "asset proposals --as-of 2026-08-20T23:59:59Z");
    assert_eq!(answer.status, 1);
    assert!(answer.err.contains("defillama"), "{}", answer.err);
    desk.done("asset accept 1");
    // That it is this asset is a person's word, and known from then on: not since the file was had.
    let shown = |more: &str| lines(&desk, &format!("asset show usdt --json{more}"))[0]["symbol"].clone();
    assert_eq!(shown(""), "USDT");
    assert_eq!(shown(&format!(" --as-of {LATE}")), Value::Null);
}

#[test]
fn assets_are_known_by_coinmarketcap_s_id_then_by_symbol_and_name_and_never_by_the_symbol_alone() {
    let desk = desk();
    let asset = |id: &str, symbol: &str, name: &str, number: Option<u64>| {
        json!({
            "id": id, "symbol": symbol, "name": name, "cmcId": number.map(|n| n.to_string()),
            "pegType": "peggedUSD", "pegMechanism": "fiat-backed", "url": "https://x.example/",
        })
    };
    let list = json!([
        asset("1", "SUSD", "Synth sUSD", Some(2927)),
        asset("2", "sUSD", "Solayer USD", None),
        asset("3", "AUSD", "Agora Dollar", Some(30)),
        asset("4", "BUSD", "Another name", Some(40)),
        asset("5", "CUSD", "C  dollar", None),
        asset("6", "USD+", "Overnight", None),
        asset("7", "DUSD", "D dollar", None),
    ]);
    desk.write("own.json", list.to_string());
    desk.done(&format!("register import own.json --retrieved {LATE}"));
    desk.done("asset add b --symbol BUSD --name Binance-USD --coinmarketcap 40");
    desk.run(&["asset", "add", "c", "--symbol", "CUSD", "--name", "c dollar"]);
    desk.run(&["asset", "add", "dusd", "--symbol", "DUSD", "--name", "another D dollar"]);
    let proposals = lines(&desk, "asset proposals --all --json");
    let standing = |key: &str| {
        let found = proposals.iter().find(|proposal| proposal["key"] == key).unwrap();
        (found["standing"].as_str().unwrap(), found["asset"].as_str())
    };
    assert_eq!(standing("3"), ("new", None));
    assert_eq!(standing("4"), ("known", Some("b")));
    assert_eq!(standing("5"), ("known", Some("c")));
    assert_eq!(standing("7"), ("new", None));
    insta::assert_snapshot!("registers_clashes", desk.done("asset proposals"));

    // Which of the two an id shall be, a person says.
    for (args, text) in [
        ("asset accept 1", "--as"),
        ("asset accept 2", "DefiLlama's ids 1"),
        ("asset accept 6", "gives no id"),
        ("asset accept 7", "--as dusd"),
        ("asset accept 3 --as dusd", "another symbol"),
        ("asset accept 4 --as x", "asset `b`"),
        ("asset accept 3 --as Ä", "no id"),
    ] {
        let answer = run(&desk, args);
        assert_eq!(answer.status, 1, "{args}: {answer:?}");
        assert!(answer.err.contains(text), "{args}: {}", answer.err);
    }
    desk.done("asset accept 1 --as susd");
    desk.done("asset accept 2 --as susd-solayer --name Solayer");
    desk.done("asset accept 6 --as usd-plus");
    // Under a name of the person's own it is still the same, and so is one whose id was said to be this.
    assert!(desk.done("asset accept 2").contains("recorded already"));
    let dusd = &lines(&desk, "asset accept 7 --as dusd --json")[0];
    assert_eq!((&dusd["new"], &dusd["peg"]), (&json!(false), &json!("USD")));
    assert!(desk.done("asset accept 7").contains("recorded already"));
    assert_eq!(lines(&desk, "asset show dusd --json")[0]["name"], "another D dollar");
    // Of a known one what is missing is added, and nothing is changed.
    let busd = &lines(&desk, "asset accept 4 --json")[0];
    assert_eq!((&busd["recorded"], &busd["peg"]), (&json!({}), &json!("USD")));
    assert_eq!(lines(&desk, "asset show b --json")[0]["name"], "Binance-USD");
}

#[test]
fn the_list_and_the_answer_of_defillama_are_read_together() {
    let desk = with_defillama();
    desk.done("register import answer.json --of 2025-09-07");
    let proposals = lines(&desk, "asset proposals --json");
    let usdt = proposals.iter().find(|proposal| proposal["key"] == "1").unwrap();
    assert_eq!(usdt["coinmarketcap"], 825);
    assert!(usdt["circulating"].as_str().unwrap().starts_with("16882"), "{usdt}");
    // What the answer alone has is proposed too, with its own file.
    let only = proposals.iter().find(|proposal| proposal["file"] == "answer.json").unwrap();
    assert!(only["place"].as_u64().is_some());
}

#[test]
fn with_users_nobody_imports_matches_away_or_accepts_without_a_token() {
    let desk = with_defillama();
    desk.done("issuer add i --name I");
    let first = &lines(&desk, "user add admin --role administrator --json")[0];
    desk.write("admin", first["token"].as_str().unwrap());
    desk.done("user add ana --role analyst --token-file admin");
    let token = &lines(&desk, "token new ana --json --token-file admin")[0];
    desk.write("ana", token["token"].as_str().unwrap());
    let admin = " --token-file admin";
    let before = journal_as(&desk, admin).len();
    let commands = [
        "register import EMT20260209.csv",
        "asset accept 1",
        "asset decline 3 --reason x",
        "issuer accept i 969500OYUDADGZKCR583",
    ];
    for command in commands {
        let answer = run(&desk, command);
        assert_eq!(answer.status, 1, "{command}: {answer:?}");
        // An administrator says who may, and may not.
        let answer = run(&desk, &format!("{command} --token-file admin"));
        assert_eq!(answer.status, 1, "{command}: {answer:?}");
    }
    let entries = journal_as(&desk, admin);
    let attempts: Vec<&Value> = entries[before..].iter().map(|entry| &entry["kind"]).collect();
    assert_eq!(attempts, vec!["attempt"; 8]);
    assert_eq!(entries[before]["what"]["command"], "register import");
    assert_eq!(walk(&desk.path("workspace/raw")), 1, "nothing of what was refused is kept");
    // Reading needs none.
    desk.done("asset proposals");
    desk.done("register list");
    desk.done("issuer match --name Circle");
    for command in ["register import leis.csv", "asset accept 1", "asset decline 3 --reason x"] {
        desk.done(&format!("{command} --token-file ana"));
    }
    desk.done("issuer accept i 969500OYUDADGZKCR583 --token-file ana");
    assert!(journal_as(&desk, admin)[before + 8..].iter().all(|entry| entry["author"] == "ana"));
}
