//! Series that come by themselves, from the command line: against stand-ins, killed at random, and in words.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use insta::assert_snapshot;
use qazyq_exact::Day;
use qazyq_standin::{Settings, Source, Standin};
use serde_json::Value;

use crate::common::{Answer, Desk};

const KEY: &str = "standin-key";

/// The addresses of a stand-in, as options.
fn bases(standin: &Standin) -> Vec<String> {
    let names = ["coinmarketcap", "binance", "bybit", "kraken", "nbk", "ecb"];
    let mut options: Vec<String> =
        names.iter().map(|name| format!("--base-url={name}={}", standin.url(name))).collect();
    options.push(format!("--base-url=binance-files={}", standin.url("binance")));
    options
}

/// Runs `qazyq COMMAND…` against the stand-in; its own address does not show.
fn run(desk: &Desk, standin: &Standin, command: &str) -> Answer {
    let mut args: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    args.extend(bases(standin));
    let mut command = desk.command(&args);
    command.env("QAZYQ_COINMARKETCAP_KEY", KEY);
    let output = command.output().unwrap();
    let stable =
        |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&standin.address().to_string(), "STANDIN");
    Answer {
        status: output.status.code().unwrap_or(-1),
        out: stable(output.stdout),
        err: stable(output.stderr),
    }
}

/// No waiting for a pace that a stand-in does not need.
fn at_full_pace(desk: &Desk) {
    let mut text = String::new();
    for name in ["coinmarketcap", "binance", "binance-files", "bybit", "kraken", "nbk", "ecb"] {
        text.push_str(&format!("[sources.{name}]\nrequests_per_minute = 0\nfirst_wait_milliseconds = 20\n"));
    }
    desk.write(
        "workspace/qazyq.toml",
        text.replace("[sources.coinmarketcap]\n", "[sources.coinmarketcap]\nkeys_at_once = 1\n"),
    );
}

#[test]
fn from_an_id_to_a_verdict() {
    let desk = Desk::new();
    let standin = Standin::start(Settings::at("2023-03-21T12:00:00Z"));
    assert_snapshot!("find", run(&desk, &standin, "find usdp").out);
    desk.done("follow usdt coinmarketcap 825 --symbol USDT --peg USD");
    desk.done("follow usdc coinmarketcap 3408 --symbol USDC --peg USD");
    assert_snapshot!("follow", desk.done("follow usdc binance USDCUSDT --through usdt"));
    at_full_pace(&desk);
    let days = "--from 2023-02-01 --to 2023-03-20";
    assert_snapshot!("fetch_dry", run(&desk, &standin, &format!("fetch {days} --dry-run")).out);
    assert_eq!(standin.log().len(), 1, "only the map was asked for");
    let fetched = run(&desk, &standin, &format!("fetch {days}"));
    assert_eq!(fetched.status, 0, "{fetched:?}");
    assert_snapshot!("fetch", fetched.out);
    // Binance had no such market at first: a second answer without those days settles them.
    assert_eq!(run(&desk, &standin, &format!("fetch {days}")).status, 0);
    assert_snapshot!("fetch_again", run(&desk, &standin, &format!("fetch {days}")).out);
    let backwards = desk.run(&["fetch", "--from", "2023-03-20", "--to", "2023-03-19"]);
    assert_eq!((backwards.status, backwards.err.lines().count()), (2, 1), "{backwards:?}");
    // What was found can be followed as it is written, whatever stands in a name.
    let table = run(&desk, &standin, "find usdp --csv").out;
    desk.write("follows.csv", &table);
    let followed = desk.done("follow --file follows.csv");
    assert!(
        followed.contains("cmc-3330 follows 3330") && followed.contains("cmc-8886 follows 8886"),
        "{table}"
    );
    // The same bars as CoinMarketCap's own download has.
    let verdict: Value =
        serde_json::from_str(&desk.done("assess usdc --on 2023-03-14 --source coinmarketcap --json"))
            .unwrap();
    assert_eq!(verdict["stability"]["coinmarketcap"]["deviation"], "202917059/150000000000");
    let verdict: Value = serde_json::from_str(&desk.done("assess usdc --on 2023-03-14 --json")).unwrap();
    assert_eq!(verdict["conversions"]["binance"]["through"], "usdt");
    let told = desk.done("assess usdc --on 2023-03-14");
    assert!(told.contains("binance: prices in USDT, converted day by day"), "{told}");
    assert_eq!(desk.done("lake check").lines().last(), Some("Every answer is there and as it came."));
    let export = desk.done("lake export binance-klines");
    assert!(export.starts_with("key,time,open,") && export.lines().count() > 8, "{export}");
}

#[test]
fn what_did_not_come_is_said() {
    let desk = Desk::new();
    let standin = Standin::start(Settings::at("2023-03-21T12:00:00Z"));
    desk.done("follow usdc coinmarketcap 3408 --symbol USDC --peg USD");
    desk.done("follow nope bybit NOPEUSDT --symbol NOPE --peg USD");
    at_full_pace(&desk);
    let days = "--from 2026-10-01 --to 2026-10-03";
    let mut args: Vec<String> = format!("fetch {days}").split_whitespace().map(str::to_owned).collect();
    args.extend(bases(&standin));
    let answer = desk.run(&args);
    assert_eq!(answer.status, 3);
    assert_snapshot!("fetch_without_key", answer.err);
    for (lang, name) in [("ru", "fetch_without_key_ru"), ("kk", "fetch_without_key_kk")] {
        let mut args = args.clone();
        args.push(format!("--lang={lang}"));
        assert_snapshot!(name, desk.run(&args).err);
    }
    for (command, status, name) in [
        ("fetch coingecko", 2, "fetch_unknown_source"),
        ("fetch --base-url coinmarketcap=localhost", 2, "fetch_bad_base"),
        ("fetch --every 5s", 2, "fetch_bad_pause"),
        ("fetch --key-file nothing.key", 1, "fetch_no_key_file"),
        ("follow usdc coinmarketcap USDC", 1, "follow_no_id"),
        ("follow usdc binance USDCUSDT --through usdt", 1, "follow_no_token"),
    ] {
        let answer = desk.run(&command.split_whitespace().collect::<Vec<_>>());
        assert_eq!(answer.status, status, "{command}: {answer:?}");
        assert_snapshot!(name, answer.err);
    }
}

#[test]
fn a_fetch_that_is_killed_at_fifty_moments_loses_and_doubles_nothing() {
    let assets = 60;
    let standin = Standin::start(Settings { assets, latency_ms: 5, ..Settings::at("2026-03-10T12:00:00Z") });
    let desk = Desk::new();
    let rows: Vec<String> =
        (1..=assets).map(|k| format!("made{k},coinmarketcap,{},MADE{k},USD", 900_000 + k)).collect();
    desk.write("follows.csv", format!("asset,source,key,symbol,peg\n{}\n", rows.join("\n")));
    desk.done("follow --file follows.csv");
    at_full_pace(&desk);
    let to: Day = "2026-03-09".parse().unwrap();
    let mut from: Day = "2025-02-03".parse().unwrap();
    let fetch = |from: Day| format!("fetch --from {from} --to {to}");
    // A small generator with a fixed beginning: the moments are anywhere, and the same in every run of the test.
    let mut dice: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut killed = 0;
    for _ in 0..500 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let mut args: Vec<String> = fetch(from).split_whitespace().map(str::to_owned).collect();
        args.extend(bases(&standin));
        let mut command = desk.command(&args);
        command.env("QAZYQ_COINMARKETCAP_KEY", KEY).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(dice % 90));
        if child.try_wait().unwrap().is_some() {
            // It was quicker and has everything: there must be something left to be killed at.
            from = from.plus(-20);
            continue;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        check_receipts(&desk.path("workspace/lake/receipts"));
        killed += 1;
        if killed == 50 {
            break;
        }
    }
    assert_eq!(killed, 50);
    let last = run(&desk, &standin, &fetch(from));
    assert_eq!(last.status, 0, "{last:?}");
    // Nothing lost, nothing doubled: each asset has each day once, in one answer.
    let export = desk.done("lake export coinmarketcap-ohlcv");
    let mut keys: Vec<&str> = export.lines().skip(1).map(|line| line.rsplit_once("Z,").unwrap().0).collect();
    let all = keys.len();
    assert_eq!(all, 60 * usize::try_from(to.since(from) + 1).unwrap());
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all);
    let checked: Value = serde_json::from_str(&desk.done("lake check --json")).unwrap();
    assert_eq!(checked["sound"], true, "{checked}");
    let asked = standin.log().iter().filter(|logged| logged.source == Some(Source::CoinMarketCap)).count();
    assert!(asked >= 60, "{asked}");
}

/// Every line is a receipt but perhaps the last, and the numbers have no gap.
fn check_receipts(folder: &Path) {
    let Ok(files) = std::fs::read_dir(folder) else { return };
    let mut numbers = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines() {
            if let Ok(receipt) = serde_json::from_str::<Value>(line) {
                numbers.extend(receipt["n"].as_u64());
            }
        }
    }
    numbers.sort_unstable();
    assert!(numbers.iter().zip(1..).all(|(number, place)| *number == place), "{numbers:?}");
}
