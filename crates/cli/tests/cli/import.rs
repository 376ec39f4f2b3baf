//! `qazyq import` and what it leaves in the workspace: real files, differing files, broken files, interrupted imports.

use std::fs;
use std::path::Path;

use crate::common::{Answer, Desk, repository};
use serde_json::Value;

const HEAD: &str = "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;circulatingSupply;timestamp";

/// A CoinMarketCap download of these days, each closing at this price.
fn export(days: &[(&str, &str)]) -> String {
    let line = |(day, close): &(&str, &str)| {
        format!(
            r#""{day}T00:00:00.000Z";"{day}T23:59:59.999Z";"{day}T01:00:00.000Z";"{day}T02:00:00.000Z";"2781";1;{close};{close};{close};1000.5;2000.5;1;"{day}T23:59:59.999Z""#
        )
    };
    let lines: Vec<String> = days.iter().map(line).collect();
    format!("\u{feff}{HEAD}\n{}\n", lines.join("\n"))
}

fn import(desk: &Desk, args: &str) -> Answer {
    desk.run(&format!("import {args}").split_whitespace().collect::<Vec<_>>())
}

fn asset(desk: &Desk, id: &str) -> Value {
    serde_json::from_str(&desk.done(&format!("assets {id} --json"))).unwrap()
}

#[test]
fn a_real_download_and_a_page_of_facts_make_a_verdict() {
    let desk = Desk::new();
    fs::copy(repository("examples/market/usdc-2023-03.csv"), desk.path("usdc.csv")).unwrap();
    fs::copy(repository("examples/market/usdc.facts.toml"), desk.path("usdc.facts.toml")).unwrap();
    let answer = import(&desk, "usdc.csv --asset usdc --symbol USDC --peg USD");
    assert_eq!(answer.status, 0, "{answer:?}");
    insta::assert_snapshot!("import", answer.out);
    insta::assert_snapshot!("assess_undetermined", desk.done("assess usdc --on 2023-03-14"));
    let form = desk.done("facts --template usdc --on 2023-03-14");
    insta::assert_snapshot!("form", form);
    let missing: Value =
        serde_json::from_str(&desk.done("facts --template usdc --on 2023-03-14 --json")).unwrap();
    assert_eq!(missing["missing"].as_array().unwrap().len(), 7);
    // A form handed over as it is says nothing, and is refused.
    desk.write("form.toml", &form);
    let answer = import(&desk, "form.toml");
    assert_eq!(answer.status, 3);
    assert!(answer.err.contains("says nothing"), "{}", answer.err);
    // Taken in and not filled in, it is refused with the place.
    let taken_in = form.replace("\n#", "\n").replace("\n ", "\n# ");
    desk.write("form.toml", &taken_in);
    let answer = import(&desk, "form.toml");
    assert_eq!(answer.status, 3);
    assert!(answer.err.contains("YYYY-MM-DD"), "{}", answer.err);
    // Filled in, it is read.
    let filled_in = taken_in.replace("YYYY-MM-DD", "2023-03-01").replace("none | found | dismissed", "none");
    desk.write(
        "form.toml",
        filled_in.replace("register = \"\"", "register = \"register of court decisions\""),
    );
    let answer = import(&desk, "form.toml");
    assert_eq!(answer.status, 0, "{answer:?}");
    // Addresses that were left empty count as none.
    insta::assert_snapshot!("assess_half_filled", desk.done("assess usdc --on 2023-03-14"));
    assert_eq!(import(&desk, "usdc.facts.toml").status, 0);
    insta::assert_snapshot!("assess_decided", desk.done("assess usdc --on 2023-03-14"));
}

#[test]
fn the_verdict_of_assess_is_that_of_its_case_byte_for_byte() {
    let desk = Desk::with_sample();
    let flags = [
        "",
        "--statistic every_day --price extreme",
        "--missing carry_forward --window through_assessment_day",
        "--source coinmarketcap --as-of 2026-05-01T00:00:00+05:00",
        "--source nowhere",
    ];
    for (asset, day) in
        [("usdc", "2023-03-14"), ("ust", "2022-05-13"), ("dai", "2018-11-30"), ("usdt", "2022-05-01")]
    {
        for flags in flags {
            let assessed = desk.done(&format!("assess {asset} --on {day} --json {flags}"));
            let case = desk.done(&format!("case {asset} --on {day} {flags}"));
            let evaluated = desk.run_with(&["evaluate", "-", "--json"], case.as_bytes());
            assert_eq!(evaluated.out.replacen("\"case\":\"-\",", "", 1), assessed, "{asset} {day} {flags}");
        }
    }
}

#[test]
fn the_same_day_from_two_files_is_one_bar_or_a_recorded_restatement() {
    let desk = Desk::new();
    desk.write("a.csv", export(&[("2026-01-02", "0.99"), ("2026-01-01", "1.01")]));
    desk.write("b.csv", export(&[("2026-01-03", "1"), ("2026-01-02", "0.98"), ("2026-01-01", "1.01")]));
    let first = "--retrieved 2026-02-01T00:00:00Z";
    let second = "--retrieved 2026-03-01T00:00:00Z";
    // The later answer counts, whichever is imported first.
    for (order, restated) in [
        ([("a", first), ("b", second)], "0.98"),
        ([("b", second), ("a", first)], "0.98"),
        ([("a", second), ("b", first)], "0.99"),
    ] {
        fs::remove_dir_all(desk.path("workspace")).ok();
        for (file, retrieved) in order {
            let answer = import(&desk, &format!("{file}.csv --asset x --peg USD {retrieved}"));
            assert_eq!(answer.status, 0, "{answer:?}");
        }
        let series = &asset(&desk, "x")["series"][0];
        assert_eq!((&series["days"], &series["repeated"]), (&3.into(), &1.into()));
        let restatements = series["restatements"].as_array().unwrap();
        assert_eq!(restatements.len(), 1);
        assert_eq!(restatements[0]["day"], "2026-01-02");
        assert_eq!(restatements[0]["figures"]["close"]["counts"], restated);
        let case: Value = serde_json::from_str(&desk.done("case x --on 2026-01-03")).unwrap();
        let days = case["facts"]["market"][0]["days"].as_array().unwrap();
        assert_eq!(days[1]["close"], restated);
    }
    // As of an instant between the two, only the first was known, and nothing was restated.
    let case: Value =
        serde_json::from_str(&desk.done("case x --on 2026-01-03 --as-of 2026-02-15T00:00:00Z")).unwrap();
    let market = &case["facts"]["market"][0];
    assert_eq!(market["days"][1]["close"], "0.98");
    assert_eq!(market["origin"].get("restatements"), None);
    insta::assert_snapshot!("restatement", desk.done("assets x"));
}

#[test]
fn a_day_that_was_not_over_is_provisional() {
    let desk = Desk::new();
    desk.write("early.csv", export(&[("2026-01-02", "0.5"), ("2026-01-01", "1")]));
    desk.write("late.csv", export(&[("2026-01-02", "1"), ("2026-01-01", "1")]));
    assert_eq!(import(&desk, "early.csv --asset x --peg USD --retrieved 2026-01-02T12:00:00Z").status, 0);
    let days = |as_of: &str| {
        let case: Value =
            serde_json::from_str(&desk.done(&format!("case x --on 2026-01-02 {as_of}"))).unwrap();
        case["facts"]["market"][0]["days"].clone()
    };
    // While the day lasts, its unfinished bar is the best there is, and is called provisional.
    let lasting = days("--as-of 2026-01-02T23:59:59Z");
    assert_eq!((&lasting[1]["close"], &lasting[1]["origin"]["provisional"]), (&"0.5".into(), &true.into()));
    // Once it is over, the bar is no evidence.
    assert_eq!(days("--as-of 2026-01-03T00:00:00Z").as_array().unwrap().len(), 1);
    assert_eq!(days("").as_array().unwrap().len(), 1);
    assert_eq!(import(&desk, "late.csv --asset x --retrieved 2026-01-03T00:00:00Z").status, 0);
    assert_eq!(days("")[1]["close"], "1");
    assert_eq!(asset(&desk, "x")["series"][0]["restatements"], Value::Array(vec![]));
}

#[test]
fn an_unfinished_bar_is_no_evidence_for_a_day_that_is_over_on_the_assessment_date() {
    let desk = Desk::new();
    desk.write("early.csv", export(&[("2026-01-02", "0.5"), ("2026-01-01", "1")]));
    assert_eq!(import(&desk, "early.csv --asset x --peg USD --retrieved 2026-01-02T12:00:00Z").status, 0);
    let days = |on: &str| {
        let case: Value =
            serde_json::from_str(&desk.done(&format!("case x --on {on} --as-of 2026-01-02T13:00:00Z")))
                .unwrap();
        case["facts"]["market"][0]["days"].as_array().unwrap().len()
    };
    assert_eq!((days("2026-01-01"), days("2026-01-02"), days("2026-01-03")), (1, 2, 1));
}

#[test]
fn rows_of_one_page_all_count_and_a_hit_is_not_overwritten() {
    let desk = Desk::new();
    let check = |result: &str| {
        format!(
            "[[legal.checks]]\non = \"2026-01-01\"\nsubjects = [\"asset\", \"issuer\"]\nregister = \"r\"\nresult = \"{result}\"\n"
        )
    };
    desk.write("x.toml", format!("asset = \"x\"\n{}{}", check("found"), check("none")));
    assert_eq!(import(&desk, "x.toml --symbol X").status, 0);
    let standing = || {
        let verdict: Value = serde_json::from_str(&desk.done("assess x --on 2026-01-02 --json")).unwrap();
        verdict["criteria"]["legal_standing"].clone()
    };
    assert_eq!(standing(), "undetermined");
    // A later page on the same look into the same register counts instead.
    desk.write("later.toml", format!("asset = \"x\"\n{}", check("dismissed")));
    assert_eq!(import(&desk, "later.toml").status, 0);
    assert_eq!(standing(), "met");
}

#[test]
fn a_demonstration_is_called_that_wherever_the_page_says_it() {
    let pages = [
        "origin = { demonstration = true }\n[coinmarketcap]\nlisted = true\n",
        "[coinmarketcap]\nlisted = true\norigin = { demonstration = true }\n",
        "[legal]\norigin = { demonstration = true }\n[[legal.checks]]\non = \"2026-01-01\"\nsubjects = []\nregister = \"r\"\nresult = \"none\"\n",
        "[peg]\ncomponents = [{ currency = \"USD\", amount = \"1\", origin = { demonstration = true } }]\n",
    ];
    for page in pages {
        let desk = Desk::new();
        desk.write("x.toml", format!("asset = \"x\"\n{page}"));
        desk.write("later.toml", "asset = \"x\"\n[coinmarketcap]\nself_reported_market_cap = false\n");
        for file in ["x.toml --symbol X", "later.toml"] {
            assert_eq!(import(&desk, file).status, 0);
            let verdict: Value = serde_json::from_str(&desk.done("assess x --on 2026-01-02 --json")).unwrap();
            assert_eq!(verdict["demonstration"], true, "{page}{file}");
        }
    }
}

#[test]
fn the_file_tells_its_currency_and_the_command_cannot_say_otherwise() {
    let desk = Desk::new();
    let told = export(&[("2026-01-01", "1")]);
    desk.write("told.csv", &told);
    desk.write("untold.csv", told.replace(";name;", ";").replace(r#""2781";"#, ""));
    assert_eq!(import(&desk, "told.csv --asset x --peg USD --currency EUR").status, 3);
    assert_eq!(import(&desk, "untold.csv --asset x --peg USD").status, 3);
    assert_eq!(import(&desk, "untold.csv --asset x --peg USD --currency EUR").status, 0);
    assert_eq!(asset(&desk, "x")["series"][0]["currency"], "EUR");
}

#[test]
fn lost_bytes_come_back_with_the_same_import() {
    let desk = Desk::new();
    desk.write("a.csv", export(&[("2026-01-01", "1")]));
    assert_eq!(import(&desk, "a.csv --asset x --peg USD").status, 0);
    fs::remove_dir_all(desk.path("workspace/raw")).unwrap();
    assert_eq!(desk.run(&["assets"]).status, 1);
    assert_eq!(import(&desk, "a.csv --asset x").status, 0);
    assert_eq!(asset(&desk, "x")["series"][0]["days"], 1);
}

#[test]
fn klines_make_days_and_a_pair_in_a_token_stays_undetermined() {
    let desk = Desk::new();
    let minute = |n: u64| {
        let open = 1_678_492_800_000 + n * 60_000;
        format!("{open},0.99,1.01,0.98,1.00,10,{},9.9,3,0,0,0\n", open + 59_999)
    };
    // One whole day, and half of the next.
    let whole: String = (0..1440 + 720).map(minute).collect();
    desk.write("USDCUSDT-1m-2023-03-11.csv", whole);
    let answer = import(&desk, "USDCUSDT-1m-2023-03-11.csv --asset usdc --symbol USDC --peg USD");
    assert_eq!(answer.status, 0, "{answer:?}");
    let series = &asset(&desk, "usdc")["series"][0];
    assert_eq!(
        (&series["currency"], &series["source"], &series["days"]),
        (&"USDT".into(), &"binance".into(), &1.into())
    );
    let verdict: Value = serde_json::from_str(&desk.done("assess usdc --on 2023-03-12 --json")).unwrap();
    assert!(
        verdict["reasons"].as_array().unwrap().iter().any(|r| r["reason"] == "quoted_in_a_token"),
        "{verdict}"
    );

    // The same source cannot be cut or filled otherwise half way.
    let answer = import(&desk, "USDCUSDT-1m-2023-03-11.csv --asset usdc --partial-days");
    assert_eq!(answer.status, 3);
    let answer = import(
        &desk,
        "USDCUSDT-1m-2023-03-11.csv --asset usdc --partial-days --source binance-partial --day almaty",
    );
    assert_eq!(answer.status, 0, "{answer:?}");
    let case: Value =
        serde_json::from_str(&desk.done("case usdc --on 2023-03-12 --source binance-partial")).unwrap();
    let partial = &case["facts"]["market"][1]["days"];
    let counts: Vec<&Value> =
        partial.as_array().unwrap().iter().map(|day| &day["origin"]["candles"]).collect();
    assert_eq!(counts, [1080, 1080]);
}

#[test]
fn any_table_with_declared_columns_is_read_and_nothing_is_guessed() {
    let desk = Desk::new();
    desk.write("table.csv", "Coin,Day,Last\nA,01/02/26,\"1,000.5\"\nB,01/02/26,7\nA,02/02/26,1\n");
    let columns = [
        "import",
        "table.csv",
        "--asset",
        "x",
        "--peg",
        "USD",
        "--source",
        "s",
        "--currency",
        "USD",
        "--columns",
        "date=Day,close=Last",
    ];
    let with = |more: &[&str]| desk.run(&[&columns[..], more].concat());
    let answer = with(&["--date-format", "%d/%m/%y", "--thousands", ","]);
    assert_eq!(answer.status, 3, "two coins in one table");
    insta::assert_snapshot!("two_assets", answer.err);
    assert_eq!(with(&["--date-format", "%d/%m/%y", "--thousands", ",", "--only", "Coin=A"]).status, 0);
    assert_eq!(asset(&desk, "x")["series"][0]["from"], "2026-02-01");
    // Without the declaration, the file is refused with the way out.
    let answer = import(&desk, "table.csv --asset x");
    assert_eq!(answer.status, 3);
    insta::assert_snapshot!("unknown_format", answer.err);
}

#[test]
fn broken_files_are_refused_or_their_lines_rejected_and_never_silently_wrong() {
    let desk = Desk::new();
    let good = export(&[("2026-01-02", "0.99"), ("2026-01-01", "1.01")]);
    desk.write("cut.csv", &good[..good.len() - 60]);
    desk.write("two.csv", export(&[("2026-01-01", "0.99"), ("2026-01-01", "1.01")]));
    desk.write("euro.csv", good.replace("2781", "2790"));
    desk.write("empty.csv", "");
    desk.write("zip.csv", b"PK\x03\x04rest");
    desk.write("binary.csv", [0xFF, 0xFE, 0, 1, 2, 3]);
    desk.write("junk.csv", "date\topen\thigh\tlow\tclose\tvolume\tmarket_cap\nTerraUSD Price No Data\t24 Hour High / Low\t$1.00 USD /\t$0.93 USD\t24 Hour Volume No Data\tMarket Cap No Data\tMarket Rank No Data\n");
    let mut told = String::new();
    for name in ["cut", "two", "euro", "empty", "zip", "binary", "junk"] {
        let answer = import(&desk, &format!("{name}.csv --asset {name} --peg USD"));
        assert_eq!(answer.status, 3, "{name}: {answer:?}");
        told.push_str(&format!("== {name}\n{}{}", answer.out, answer.err));
    }
    insta::assert_snapshot!("broken", told);
    // Only the file of which a line was good left an asset.
    assert_eq!(desk.done("assets --json").lines().count(), 1);
}

#[test]
fn a_typing_mistake_makes_no_asset() {
    let desk = Desk::new();
    desk.write("a.csv", export(&[("2026-01-01", "1")]));
    let answer = import(&desk, "a.csv --asset usdd");
    assert_eq!(answer.status, 3);
    assert!(answer.err.contains("--peg"), "{}", answer.err);
    assert!(!desk.path("workspace").exists());
    for wrong in [
        "--asset USDC --peg USD",
        "--asset x --peg usd",
        "--asset x --peg USD --retrieved yesterday",
        "--peg USD",
        "--asset x --peg USD --source either --symbol X",
    ] {
        let answer = import(&desk, &format!("a.csv {wrong}"));
        assert!(matches!(answer.status, 2 | 3), "{wrong}: {answer:?}");
    }
    for wrong in [
        "--asset .. --peg USD",
        "--asset x --peg USD --currency usd",
        "--asset x --peg USD --peg-source nowhere",
    ] {
        let answer = import(&desk, &format!("a.csv {wrong}"));
        assert_eq!(answer.status, 3, "{wrong}: {answer:?}");
    }
    fs::copy(desk.path("a.csv"), desk.path("BTCUSDT-1m-2026-01-01.csv")).unwrap();
    desk.write("BTCUSDT-1m-2026-01-01.csv", "1767225600000,1,1,1,1,1,1767225659999,1,1,1,1,0\n");
    let answer =
        import(&desk, "BTCUSDT-1m-2026-01-01.csv --asset usdc --symbol USDC --currency USDT --peg USD");
    assert_eq!(answer.status, 3, "{answer:?}");
    assert_eq!(import(&desk, ". --asset x --peg USD").status, 1);
    let answer = import(&desk, "a.csv --asset x --peg USD --retrieved 2999-01-01T00:00:00Z");
    assert_eq!(answer.status, 1);
    assert_eq!(import(&desk, "missing.csv a.csv --asset x --peg USD").status, 1);
    assert!(!desk.path("workspace").exists(), "nothing was half done");
}

#[test]
fn the_same_import_again_changes_nothing() {
    let desk = Desk::new();
    desk.write("a.csv", export(&[("2026-01-02", "0.99"), ("2026-01-01", "1.01")]));
    let files = || {
        let mut files = files_in(&desk.path("workspace"));
        files.sort();
        files
    };
    assert_eq!(import(&desk, "a.csv --asset x --symbol X --peg USD").status, 0);
    let before = files();
    let answer = import(&desk, "a.csv --asset x --symbol X --peg USD");
    assert!(answer.out.contains("already in the workspace"), "{}", answer.out);
    assert_eq!(files(), before);
}

/// Every file with its bytes.
fn files_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else {
            files.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    files
}

#[test]
fn killed_at_any_moment_the_workspace_stays_whole_and_the_import_is_taken_up() {
    let desk = Desk::new();
    let names: Vec<String> = (1..=12).map(|n| format!("f{n:02}.csv")).collect();
    for (n, name) in (1..).zip(&names) {
        let day = format!("2026-01-{n:02}");
        desk.write(name, export(&[(&day, "1")]));
    }
    let args: Vec<&str> = ["import"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .chain(["--asset", "x", "--peg", "USD"])
        .collect();
    // Killed as soon as so many files have been told; what is told has been written.
    for told in 0..12 {
        let mut child = desk.command(&args).stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
        for _ in 0..told {
            lines.next();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if desk.path("workspace/qazyq-workspace").exists() {
            let listed = desk.run(&["assets", "--json"]);
            assert_eq!(listed.status, 0, "killed after {told}: {listed:?}");
        }
    }
    assert_eq!(desk.run(&args).status, 0);
    assert_eq!(asset(&desk, "x")["series"][0]["days"], 12);
    assert_eq!(asset(&desk, "x")["series"][0]["files"].as_array().unwrap().len(), 12);
}

#[test]
fn imports_at_one_time_lose_nothing() {
    let desk = Desk::new();
    desk.write("0.csv", export(&[("2026-01-01", "1")]));
    assert_eq!(import(&desk, "0.csv --asset x --peg USD").status, 0);
    let files: Vec<String> = (1..=8).map(|n| format!("{n}.csv")).collect();
    for (n, file) in (2..).zip(&files) {
        desk.write(file, export(&[(&format!("2026-01-{n:02}"), "1")]));
    }
    let mut imports: Vec<_> = files
        .iter()
        .map(|file| {
            desk.command(&["import", file, "--asset", "x"])
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    assert!(imports.iter_mut().all(|import| import.wait().unwrap().success()));
    assert_eq!(asset(&desk, "x")["series"][0]["days"], 9);
}

#[test]
fn bytes_that_were_changed_are_noticed() {
    let desk = Desk::new();
    desk.write("a.csv", export(&[("2026-01-01", "1")]));
    assert_eq!(import(&desk, "a.csv --asset x --peg USD").status, 0);
    let raw = files_in(&desk.path("workspace/raw"));
    fs::write(&raw[0].0, "other").unwrap();
    let answer = desk.run(&["assess", "x", "--on", "2026-01-02"]);
    assert_eq!(answer.status, 1);
    assert!(answer.err.contains("not the ones that were imported"), "{}", answer.err);
    // The same file again puts the right bytes there.
    assert_eq!(import(&desk, "a.csv --asset x").status, 0);
    assert_eq!(desk.run(&["assess", "x", "--on", "2026-01-02"]).status, 0);
    // An altered entry is named too.
    let path = desk.path("workspace/journal.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    let said = br#""kind":"peg""#;
    let at = bytes.windows(said.len()).position(|window| window == said).unwrap();
    bytes[at + 8] = b'P';
    fs::write(&path, bytes).unwrap();
    let answer = desk.run(&["assets"]);
    assert_eq!(answer.status, 1);
    assert!(answer.err.contains("at entry 1"), "{}", answer.err);
    let answer = desk.run(&["journal", "verify", "--json"]);
    assert_eq!(answer.status, 3, "{answer:?}");
    assert!(answer.out.contains(r#""broken":{"entry":1,"why":"row-is-altered"}"#), "{}", answer.out);
}

#[test]
fn an_entry_with_an_impossible_number_stops_nothing_for_ever() {
    let desk = Desk::new();
    desk.write("a.csv", export(&[("2026-01-01", "1")]));
    // Entries are files in the first format alone.
    let entry = r#"{"format":"qazyq.entry/1","recorded_at":"2026-01-02T00:00:00Z","retrieved":"2026-01-02T00:00:00Z","#;
    desk.write("workspace/qazyq-workspace", "qazyq.workspace/1\n");
    desk.write(
        "workspace/journal/00000001.json",
        format!(r#"{entry}"asset":"x","kind":"asset","name":"X"}}"#),
    );
    assert_eq!(desk.run(&["assets"]).status, 0);
    for number in ["18446744073709551615", "99999999999999999999999"] {
        let path = desk.write(&format!("workspace/journal/{number}.json"), "{}");
        let answer = desk.run(&["assets"]);
        assert_eq!(answer.status, 1);
        assert!(answer.err.contains(number), "{}", answer.err);
        assert_eq!(import(&desk, "a.csv --asset x --name Y").status, 1);
        fs::remove_file(path).unwrap();
    }
    // What could not be read stopped nothing for ever.
    assert_eq!(import(&desk, "a.csv --asset x --peg USD").status, 0);
    assert_eq!(fs::read_to_string(desk.path("workspace/qazyq-workspace")).unwrap(), "qazyq.workspace/2\n");
}

#[test]
fn hours_are_no_days() {
    let desk = Desk::new();
    let hour = |h: u32| format!("2026-01-01T{h:02}:00:00Z,0.9{h}\n");
    desk.write("hours.csv", format!("t,c\n{}", (0..24).map(hour).collect::<String>()));
    let answer =
        import(&desk, "hours.csv --asset x --peg USD --source s --currency USD --columns date=t,close=c");
    assert_eq!(answer.status, 3);
    assert!(answer.err.contains("a row is not"), "{}", answer.err);
    assert!(!desk.path("workspace").exists());
}

#[test]
fn a_file_of_another_asset_is_noticed_and_the_verdict_tells_of_restated_days() {
    let desk = Desk::new();
    let days: Vec<String> = (1..=28).map(|d| format!("2026-02-{d:02}")).collect();
    let told = |close: &'static str| export(&days.iter().map(|d| (d.as_str(), close)).collect::<Vec<_>>());
    desk.write("right.csv", told("1"));
    desk.write("wrong.csv", told("0.01"));
    let answer = import(&desk, "right.csv --asset x --peg USD --retrieved 2026-03-01T00:00:00Z");
    assert!(!answer.out.contains("Look again"), "{}", answer.out);
    let answer = import(&desk, "wrong.csv --asset x --retrieved 2026-03-02T00:00:00Z");
    assert!(answer.out.contains("Look again"), "{}", answer.out);
    let assessed = desk.done("assess x --on 2026-03-01");
    assert!(assessed.contains("28 days that may matter here were told differently"), "{assessed}");
    // Handed over once more, the right file counts again.
    assert_eq!(import(&desk, "right.csv --asset x --retrieved 2026-03-03T00:00:00Z").status, 0);
    let case: Value = serde_json::from_str(&desk.done("case x --on 2026-03-01")).unwrap();
    assert_eq!(case["facts"]["market"][0]["days"][0]["close"], "1");
    // What was had later is told where it does not count.
    let then = desk.done("assess x --on 2026-03-01 --as-of 2026-02-01T00:00:00Z");
    assert!(then.contains("was had only later, from 2026-03-01T00:00:00Z on"), "{then}");
}

#[test]
fn a_wrong_file_is_taken_back_and_stays_where_it_is() {
    let desk = Desk::new();
    desk.write("right.csv", export(&[("2026-01-01", "1"), ("2026-01-02", "1")]));
    desk.write("wrong.csv", export(&[("2026-01-02", "0.01"), ("2026-01-03", "0.01")]));
    assert_eq!(import(&desk, "right.csv --asset x --peg USD --retrieved 2026-02-01T00:00:00Z").status, 0);
    assert_eq!(import(&desk, "wrong.csv --asset x --retrieved 2026-02-02T00:00:00Z").status, 0);
    let closes = |as_of: &str| {
        let case: Value =
            serde_json::from_str(&desk.done(&format!("case x --on 2026-01-04 {as_of}"))).unwrap();
        let days = case["facts"]["market"][0]["days"].as_array().unwrap().clone();
        days.iter().map(|day| day["close"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(closes(""), ["1", "0.01", "0.01"]);
    let wrong = asset(&desk, "x")["series"][0]["files"][1]["sha256"].as_str().unwrap().to_owned();
    let withdraw = |digest: &str| desk.run(&["withdraw", "x", digest, "--reason", "another asset's"]);
    for digest in [&wrong[..7], "00000000", "usdc.csv"] {
        let answer = withdraw(digest);
        assert_eq!(answer.status, 1);
        assert!(answer.err.contains("wrong.csv"), "{}", answer.err);
    }
    assert_eq!(withdraw(&wrong[..8]).status, 0);
    assert_eq!(closes(""), ["1", "1"]);
    // As of an instant before, it still counts; withdrawn once is enough; what was withdrawn is told.
    assert_eq!(closes("--as-of 2026-02-03T00:00:00Z"), ["1", "0.01", "0.01"]);
    assert_eq!(withdraw(&wrong[..8]).status, 1);
    assert_eq!(asset(&desk, "x")["withdrawn"][0]["reason"], "another asset's");
    assert!(desk.done("assets x").contains("wrong.csv: another asset's"));
    // Handed over again, it counts again.
    assert_eq!(import(&desk, "wrong.csv --asset x").status, 0);
    assert_eq!(closes(""), ["1", "0.01", "0.01"]);
}

#[test]
fn a_column_that_a_file_does_not_have_says_nothing() {
    let desk = Desk::new();
    desk.write("whole.csv", "d,c,v\n2026-01-01,1,5\n2026-01-02,1,5\n");
    desk.write("closes.csv", "d,c\n2026-01-01,1\n2026-01-02,2\n");
    let with = |file: &str, columns: &str, retrieved: &str| {
        let answer = import(
            &desk,
            &format!(
                "{file} --asset x --peg USD --source s --currency USD --columns {columns} --retrieved {retrieved}"
            ),
        );
        assert_eq!(answer.status, 0, "{answer:?}");
    };
    with("whole.csv", "date=d,close=c,volume=v", "2026-02-01T00:00:00Z");
    with("closes.csv", "date=d,close=c", "2026-02-02T00:00:00Z");
    let case: Value = serde_json::from_str(&desk.done("case x --on 2026-01-03")).unwrap();
    let days = &case["facts"]["market"][0]["days"];
    assert_eq!((&days[0]["volume"], days[0]["origin"]["sha256"].as_array().unwrap().len()), (&"5".into(), 2));
    assert_eq!((&days[1]["close"], days[1].get("volume")), (&"2".into(), None));
    assert_eq!(asset(&desk, "x")["series"][0]["restatements"].as_array().unwrap().len(), 1);
}

#[test]
fn later_facts_count_in_the_place_of_earlier_ones_and_both_stay() {
    let desk = Desk::new();
    desk.write("1.toml", "asset = \"x\"\n[peg]\ncomponents = [{ currency = \"USD\", amount = \"1\" }]\n[[disclosures]]\nitem = \"issuer\"\nstatus = \"absent\"\nlooked_for_on = 2026-01-01\n[[legal.events]]\nkind = \"order\"\ncountry = \"KZ\"\nsubject = \"issuer\"\nin_force_from = \"2026-01-01\"\n");
    desk.write("2.toml", "asset = \"x\"\norigin = { by = \"somebody\" }\n[[disclosures]]\nitem = \"issuer\"\nstatus = \"published\"\nurl = \"https://issuer.example\"\n[[legal.events]]\nkind = \"order\"\ncountry = \"KZ\"\nsubject = \"issuer\"\nin_force_from = \"2026-01-01\"\nended_on = \"2026-02-01\"\n");
    desk.write("3.toml", "asset = \"x\"\n[[disclosures]]\nitem = \"isuer\"\nstatus = \"published\"\n");
    assert_eq!(import(&desk, "1.toml --symbol X --retrieved 2026-03-01T00:00:00Z").status, 0);
    assert_eq!(import(&desk, "2.toml --retrieved 2026-03-02T00:00:00Z").status, 0);
    let answer = import(&desk, "3.toml");
    assert_eq!(answer.status, 3);
    assert!(answer.err.contains("facts.disclosures[0].item"), "{}", answer.err);
    let facts = |as_of: &str| {
        let case: Value =
            serde_json::from_str(&desk.done(&format!("case x --on 2026-03-05 {as_of}"))).unwrap();
        case["facts"].clone()
    };
    let now = facts("");
    assert_eq!(now["disclosures"][0]["status"], "published");
    assert_eq!(now["disclosures"][0]["origin"]["by"], "somebody");
    assert_eq!(now["legal"]["events"].as_array().unwrap().len(), 1);
    assert_eq!(now["legal"]["events"][0]["ended_on"], "2026-02-01");
    let then = facts("--as-of 2026-03-01T12:00:00Z");
    assert_eq!(then["disclosures"][0]["status"], "absent");
    assert_eq!(then["legal"]["events"][0].get("ended_on"), None);
}
