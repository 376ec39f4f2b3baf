//! Replays, flip margins and screenings of files as people see them: summaries, tables, complaints.

use std::fmt::Write as _;

use serde_json::Value;

use crate::common::{Answer, Desk};

fn run(desk: &Desk, command: &str) -> Answer {
    desk.run(&command.split_whitespace().collect::<Vec<_>>())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

/// What is printed, and what is said beside it.
fn told(desk: &Desk, command: &str) -> String {
    let answer = run(desk, command);
    // Of the market below one line is refused.
    let status = if command.contains(FILES) { 3 } else { 0 };
    assert_eq!(answer.status, status, "{command}: {answer:?}");
    match answer.err.as_str() {
        "" => answer.out,
        err => format!("{}--- beside it ---\n{err}", answer.out),
    }
}

/// What is printed, of the market of which one line is refused.
fn printed(desk: &Desk, command: &str) -> String {
    let answer = run(desk, command);
    assert_eq!(answer.status, 3, "{command}: {answer:?}");
    answer.out
}

/// The first and the last lines of a long table.
fn ends(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    match lines.len() {
        0..20 => text.to_owned(),
        many => {
            format!("{}\n… {} lines …\n{}\n", lines[..14].join("\n"), many - 18, lines[many - 4..].join("\n"))
        }
    }
}

/// Bars of a market with all that may be odd about them, their pegs and rates.
fn with_a_market() -> Desk {
    let desk = Desk::new();
    let mut bars = "asset,day,open,high,low,close,note\n".to_owned();
    let day = |k: u32| format!("2023-{:02}-{:02}", 1 + k / 28, 1 + k % 28);
    for k in 0..84 {
        let off = if (40..44).contains(&k) { "0.93" } else { "1.0004" };
        let _ = writeln!(bars, "USDX,{},1,1.001,0.999,{off},", day(k));
    }
    for k in 0..84 {
        let close = if k == 60 { "n/a" } else { "1.052" };
        let _ = writeln!(bars, "EURX,{},1.05,1.06,1.04,{close},\"a, b\"", day(k));
    }
    let _ = writeln!(bars, "EURX,2023-02-30,1,1,1,1,");
    for k in 50..84 {
        let _ = writeln!(bars, "nopeg,{},2,2,2,2,", day(k));
    }
    desk.write("bars.csv", bars);
    desk.write("pegs.csv", "asset,peg\nUSDX,1\nEURX,EUR\nabsent,USD\n");
    let mut rates = "date,base,quote,rate\n".to_owned();
    for k in (0..84).filter(|k| k % 7 < 5) {
        let _ = writeln!(rates, "{},EUR,USD,1.05{}", day(k), k % 10);
    }
    desk.write("fx.csv", rates);
    desk
}

const FILES: &str = "--input bars.csv --pegs pegs.csv --fx fx.csv";
const DAYS: &str = "--from 2023-02-01 --to 2023-03-28";

#[test]
fn a_summary_in_three_languages() {
    let desk = Desk::with_sample();
    let replay = "replay --from 2022-05-01 --to 2022-06-20";
    for lang in ["en", "ru", "kk"] {
        insta::assert_snapshot!(format!("replay_{lang}"), told(&desk, &format!("{replay} --lang {lang}")));
        let what_if = format!("{replay} ust usdt --readings */close/*/* --threshold 1/200 --window-days 7");
        insta::assert_snapshot!(
            format!("replay_what_if_{lang}"),
            told(&desk, &format!("{what_if} --lang {lang}"))
        );
    }
    insta::assert_snapshot!(
        "replay_nobody",
        told(&desk, "replay --from 2020-01-01 --to 2020-01-31 --readings default")
    );
    insta::assert_snapshot!("replay_help", desk.done("replay --help"));
    insta::assert_snapshot!("margin_help_kk", desk.done("--lang=kk margin --help"));
}

#[test]
fn tables_of_a_replay() {
    let desk = Desk::with_sample();
    let replay = "replay --from 2022-05-01 --to 2022-06-20";
    let mut shown = String::new();
    for more in [
        "--readings default --table spans",
        "--readings every_day/*/*/complete_days --table assets",
        "--readings */close/undetermined/complete_days --table days",
        "--readings */close/undetermined/* --threshold 1/500 --table changes",
        "--readings default --window-days 10",
    ] {
        let table = desk.done(&format!("{replay} --format csv {more}"));
        let _ = write!(shown, "$ qazyq … --format csv {more}\n{}\n", ends(&table));
        // A file holds what would be printed.
        assert_eq!(desk.done(&format!("{replay} --format csv {more} --output table.csv")), "");
        assert_eq!(std::fs::read_to_string(desk.path("table.csv")).unwrap(), table);
    }
    insta::assert_snapshot!("replay_tables", shown);
}

#[test]
fn a_replay_for_programs() {
    let desk = Desk::with_sample();
    let replay = "replay --from 2022-05-01 --to 2022-06-20 --readings default --threshold 1/200";
    insta::assert_snapshot!("replay_json", desk.done(&format!("{replay} --json")));
    let whole = json(&desk.done(&format!("{replay} --format json --table changes")));
    let csv = desk.done(&format!("{replay} --format csv --table changes"));
    assert_eq!(whole["changes"].as_array().unwrap().len(), csv.lines().count() - 1);
    let days = whole["changes"].as_array().unwrap().iter().map(|line| line["days"].as_u64().unwrap());
    assert_eq!(days.sum::<u64>(), whole["readings"][0]["changed"].as_u64().unwrap());
    // All outcomes are there, and each span is as long as it says.
    let all = json(&desk.done("replay --from 2023-02-01 --to 2023-04-30 --format json --table spans"));
    let readings = all["readings"].as_array().unwrap();
    assert_eq!(readings.len(), 48);
    for reading in readings {
        let of = |outcome: &str| {
            let own = |line: &&Value| {
                ["statistic", "price", "missing", "window"].iter().all(|axis| line[axis] == reading[axis])
                    && line["outcome"] == *outcome
            };
            let lines = all["spans"].as_array().unwrap().iter().filter(own);
            lines.map(|line| line["days"].as_u64().unwrap()).sum::<u64>()
        };
        let days = ["met", "not_met", "undetermined"].map(|outcome| {
            assert_eq!(reading[outcome].as_u64().unwrap(), of(outcome), "{reading}");
            of(outcome)
        });
        assert_eq!(days.iter().sum::<u64>(), all["asset_days"].as_u64().unwrap());
    }
    let empty = json(&desk.done("replay --from 2020-01-01 --to 2020-01-31 --format json --table spans"));
    assert_eq!((&empty["assets"], &empty["spans"]), (&Value::from(0), &Value::Array(vec![])));
}

#[test]
fn how_little_would_flip_an_outcome() {
    let desk = Desk::with_sample();
    for lang in ["en", "ru", "kk"] {
        let margin = format!("margin usdc --on 2023-03-14 --lang {lang}");
        insta::assert_snapshot!(format!("margin_{lang}"), told(&desk, &margin));
    }
    let mut shown = String::new();
    for command in [
        "margin ust --on 2022-05-13",
        "margin usdc --on 2023-03-14 --statistic every_day --price extreme",
        "margin usdt --on 2022-05-20 --statistic mean_signed",
        "margin dai --on 2018-11-30",
        "margin usdc --on 2023-02-10",
        "margin usdc --on 2023-03-14 --source nowhere",
        "margin usdc --on 2023-03-14 --json",
        "margin usdc --on 2023-02-10 --json",
    ] {
        let _ = write!(shown, "$ qazyq {command}\n{}\n", told(&desk, command));
    }
    insta::assert_snapshot!("margins", shown);
    let answer = run(&desk, "margin nobody --on 2023-03-14");
    assert_eq!((answer.status, answer.out.as_str()), (1, ""), "{answer:?}");
}

#[test]
fn bars_of_a_file() {
    let desk = with_a_market();
    let readings = "--readings */close/*/*";
    for lang in ["en", "ru", "kk"] {
        let replay = format!("replay {FILES} {DAYS} {readings} --lang {lang}");
        insta::assert_snapshot!(format!("replay_file_{lang}"), told(&desk, &replay));
    }
    insta::assert_snapshot!(
        "replay_file_spans",
        told(&desk, &format!("replay {FILES} {DAYS} --readings default --format csv --quiet"))
    );
    insta::assert_snapshot!(
        "replay_file_json",
        printed(&desk, &format!("replay {FILES} {DAYS} --readings default --format json --quiet"))
    );
    // In no order, they say the same; that all were in memory is told.
    let bars = std::fs::read_to_string(desk.path("bars.csv")).unwrap();
    let mut lines: Vec<&str> = bars.lines().skip(1).collect();
    lines.sort_by_key(|line| line.bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31) ^ u32::from(byte)));
    desk.write("bars.csv", format!("{}\n{}\n", bars.lines().next().unwrap(), lines.join("\n")));
    let mixed = run(&desk, &format!("replay {FILES} {DAYS} {readings} --format json"));
    assert!(mixed.err.contains("neither by asset nor by day"), "{mixed:?}");
    desk.write("bars.csv", bars);
    assert_eq!(mixed.out, printed(&desk, &format!("replay {FILES} {DAYS} {readings} --format json")));
}

#[test]
fn screenings_of_a_file() {
    let desk = with_a_market();
    for lang in ["en", "ru", "kk"] {
        let screen = format!("screen {FILES} --on 2023-03-04 --lang {lang}");
        insta::assert_snapshot!(format!("screen_file_{lang}"), told(&desk, &screen));
    }
    let csv = printed(&desk, &format!("screen {FILES} --on 2023-03-04 --format csv --quiet"));
    insta::assert_snapshot!("screen_file_csv", csv);
    assert_eq!(
        printed(&desk, &format!("screen {FILES} --on 2023-03-04 --format csv --output s.csv --quiet")),
        ""
    );
    assert_eq!(std::fs::read_to_string(desk.path("s.csv")).unwrap(), csv);
    let lines = printed(&desk, &format!("screen {FILES} --on 2023-03-04 --json --quiet"));
    insta::assert_snapshot!("screen_file_json", lines);
    // A replay of that one day says the same of those that have a row on it.
    let spans = printed(
        &desk,
        &format!("replay {FILES} --from 2023-03-04 --to 2023-03-04 --readings default --format csv --quiet"),
    );
    for span in spans.lines().skip(1) {
        let fields: Vec<&str> = span.split(',').collect();
        assert!(csv.lines().any(|line| line.starts_with(&format!("{},{},", fields[0], fields[5]))), "{span}");
    }
}

#[test]
fn a_peg_without_a_rate_is_told_in_three_languages() {
    let desk = with_a_market();
    desk.write("euro.csv", "asset,peg\nUSDX,EUR\n");
    let mut shown = String::new();
    for lang in ["en", "ru", "kk"] {
        for what in ["screen --on 2023-02-01", "replay --from 2023-02-01 --to 2023-02-28"] {
            let answer = run(&desk, &format!("{what} --input bars.csv --pegs euro.csv --lang {lang}"));
            let _ = writeln!(shown, "{}", answer.err);
        }
    }
    insta::assert_snapshot!("peg_without_a_rate", shown);
}

#[test]
fn a_summary_as_json_may_go_into_a_file() {
    let desk = with_a_market();
    let asked = format!("replay {FILES} {DAYS} --quiet");
    assert_eq!(printed(&desk, &format!("{asked} --json --output s.json")), "");
    let expected = printed(&desk, &format!("{asked} --format json"));
    assert_eq!(std::fs::read_to_string(desk.path("s.json")).unwrap(), expected);
    // Options may stand before `help`.
    let [with, without] = ["--lang en help bars", "help bars"].map(|command| run(&desk, command));
    assert_eq!((with.status, with.out), (0, without.out));
}

#[test]
fn complaints_about_replays_name_the_way_out() {
    let desk = with_a_market();
    desk.write("nopeg.csv", "asset,worth\nUSDX,1\n");
    desk.write("badpeg.csv", "asset,peg\nUSDX,one dollar\n");
    desk.write("twopegs.csv", "asset,peg\nUSDX,1\nUSDX,USD\n");
    desk.write("badfx.csv", "date,base,quote,rate\n2023-01-02,EUR,USD,0\n");
    desk.write("baddate.csv", "date,base,quote,rate\n2023-02-30,EUR,USD,1.05\n");
    desk.write("twofx.csv", "date,base,quote,rate\n2023-01-02,EUR,USD,1.05\n2023-01-02,EUR,USD,1.06\n");
    desk.write("twice.csv", "asset,day,close\nUSDX,2023-02-01,1\nUSDX,2023-02-02,1\nUSDX,2023-02-01,1\n");
    let mixed = "asset,day,close,currency\nUSDX,2023-02-01,1,USD\nUSDX,2023-02-02,1,EUR\n";
    desk.write("currencies.csv", mixed);
    desk.write("noday.csv", "asset,close\nUSDX,1\n");
    desk.write("empty.csv", "asset,day,close\n");
    desk.write("kept.csv", "kept");
    let own = "replay --from 2023-02-01 --to 2023-02-28";
    let file = |more: &str| format!("{own} --pegs pegs.csv --input {more}");
    let mut shown = String::new();
    for (args, status) in [
        ("replay --from 2023-02-28 --to 2023-02-01".to_owned(), 2),
        ("replay --from 2023-02-01".to_owned(), 2),
        ("replay --from 2023-02-01 --to 2023-02-29".to_owned(), 2),
        (format!("{own} --readings close"), 2),
        (format!("{own} --readings mean_absolute/closing/*/*"), 2),
        (format!("{own} --window-days 0"), 2),
        (format!("{own} --window-days 5000"), 2),
        (format!("{own} --window-days -1"), 2),
        (format!("{own} --threshold=-1/100"), 2),
        (format!("{own} --threshold 1%"), 2),
        (format!("{own} --format csv --table changes"), 2),
        (format!("{own} --format xml"), 2),
        (format!("{own} --table flips"), 2),
        (format!("{own} --format parquet"), 2),
        (format!("{own} --input bars.csv"), 2),
        (format!("{own} usdc --input bars.csv --pegs pegs.csv"), 2),
        (format!("{own} --pegs pegs.csv"), 2),
        (format!("{own} --amended nowhere"), 1),
        (own.to_owned(), 1),
        (file("nowhere.csv"), 1),
        (file("."), 1),
        (file("noday.csv"), 1),
        (file("empty.csv"), 1),
        (file("twice.csv --output kept.csv --format csv"), 1),
        (file("currencies.csv"), 1),
        (format!("{own} --input bars.csv --pegs nopeg.csv"), 1),
        (format!("{own} --input bars.csv --pegs badpeg.csv"), 1),
        (format!("{own} --input bars.csv --pegs twopegs.csv"), 1),
        (file("bars.csv --fx badfx.csv"), 1),
        (file("bars.csv --fx baddate.csv"), 1),
        (file("bars.csv --fx twofx.csv"), 1),
        (file("bars.csv --fx pegs.csv"), 1),
        ("margin usdc".to_owned(), 2),
        ("margin usdc --on 2023-02-30".to_owned(), 2),
        ("screen --on 2023-02-01 --input bars.csv".to_owned(), 2),
        ("screen --on 2023-02-01 --format csv".to_owned(), 2),
        ("screen --on 2023-02-01 --input twice.csv --pegs pegs.csv".to_owned(), 1),
        ("screen --on 2023-02-01 --input bars.csv --pegs pegs.csv --output s.csv".to_owned(), 2),
        ("screen --on 2023-02-01 --input bars.csv --pegs pegs.csv --format csv --output .".to_owned(), 1),
    ] {
        let answer = run(&desk, &args);
        let _ = write!(shown, "$ qazyq {args}   ({})\n{}\n", answer.status, answer.err);
        assert_eq!((answer.status, answer.out.as_str()), (status, ""), "{args}: {answer:?}");
    }
    insta::assert_snapshot!("replay_complaints", shown);
    assert_eq!(std::fs::read_to_string(desk.path("kept.csv")).unwrap(), "kept", "nothing was overwritten");
    assert!(!desk.path("workspace").exists());
    for lang in ["ru", "kk"] {
        let mut shown = String::new();
        for args in [
            format!("{own} --window-days 0"),
            format!("{own} --readings close"),
            file("twice.csv"),
            file("currencies.csv"),
            file("bars.csv --fx badfx.csv"),
        ] {
            let answer = run(&desk, &format!("{args} --lang {lang}"));
            let _ = write!(shown, "$ qazyq {args}\n{}\n", answer.err);
        }
        insta::assert_snapshot!(format!("replay_complaints_{lang}"), shown);
    }
}

#[test]
fn summaries_fit_the_terminal() {
    let (own, foreign) = (Desk::with_sample(), with_a_market());
    // In Russian and Kazakh, and where a column more tells what another law changes, eighty columns are not enough.
    for (desk, columns, langs, args) in [
        (&own, 80, "en", "replay --from 2022-05-01 --to 2022-06-20".to_owned()),
        (&own, 100, "en ru kk", "replay --from 2022-05-01 --to 2022-06-20".to_owned()),
        (&own, 100, "en ru kk", "replay --from 2022-05-01 --to 2022-06-20 --threshold 1/200".to_owned()),
        (&own, 80, "en ru kk", "margin usdc --on 2023-03-14".to_owned()),
        (&foreign, 80, "en ru kk", format!("screen {FILES} --on 2023-03-04")),
    ] {
        for lang in langs.split(' ') {
            let mut command =
                desk.command(&args.split_whitespace().chain(["--lang", lang]).collect::<Vec<_>>());
            let output = command.env("COLUMNS", columns.to_string()).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > columns).collect();
            assert!(wide.is_empty(), "{args} in {lang}: {wide:#?}");
        }
    }
}

/// Bars of three assets over fifty days, made of trades, in a file of that name.
fn bars_of_trades(desk: &Desk, name: &str) -> Answer {
    let mut trades = "time,asset,price,quantity\n".to_owned();
    for k in 0..50_u64 {
        for (asset, off) in [("a", 3), ("b", 90), ("c", 170)] {
            for trade in 0..3 {
                let time = 1_672_531_200_000 + k * 86_400_000 + trade * 3_600_000;
                let price = 10_000 + (k * 37 + trade * 11) % off;
                let _ =
                    writeln!(trades, "{time},{asset},{}.{:04},{}", price / 10_000, price % 10_000, 1 + trade);
            }
        }
    }
    desk.write("trades.csv", trades);
    desk.write("pegs.csv", "asset,peg\na,USD\nb,1\nc,1.001 USD\n");
    run(desk, &format!("bars --trades trades.csv --output {name}"))
}

const OF_TRADES: &str = "--pegs pegs.csv --from 2023-01-10 --to 2023-02-19";

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_parquet_is_named_by_it() {
    let desk = with_a_market();
    desk.write("bars.parquet", b"PAR1 and so on PAR1");
    let mut shown = String::new();
    for args in [
        format!("replay --input bars.parquet --pegs pegs.csv {DAYS}"),
        format!("replay {FILES} {DAYS} --format parquet --output out.parquet"),
        format!("screen {FILES} --on 2023-03-04 --format parquet --output out.parquet"),
        "screen --input bars.parquet --pegs pegs.csv --on 2023-03-04".to_owned(),
    ] {
        let answer = run(&desk, &args);
        assert_eq!((answer.status, answer.out.as_str()), (1, ""), "{args}: {answer:?}");
        let _ = write!(shown, "$ qazyq {args}\n{}\n", answer.err);
    }
    insta::assert_snapshot!("replay_without_parquet", shown);
    assert!(!desk.path("out.parquet").exists());
    assert_eq!(bars_of_trades(&desk, "made.csv").status, 0);
    desk.done(&format!("replay --input made.csv {OF_TRADES}"));
    assert_eq!(bars_of_trades(&desk, "made.parquet").status, 1);
    assert!(!desk.path("made.parquet").exists());
}

#[cfg(feature = "parquet")]
#[test]
fn a_parquet_file_of_the_same_rows_comes_to_the_same() {
    let desk = Desk::new();
    for name in ["made.csv", "made.parquet"] {
        let made = bars_of_trades(&desk, name);
        assert_eq!(made.status, 0, "{made:?}");
    }
    for more in
        ["--format json --table spans", "--format csv --table assets", "--format csv --table days", ""]
    {
        let of = |name: &str| run(&desk, &format!("replay --input {name} {OF_TRADES} {more}"));
        let (text, parquet) = (of("made.csv"), of("made.parquet"));
        assert_eq!(text.status, 0, "{text:?}");
        assert_eq!((text.out, text.err), (parquet.out, parquet.err), "{more}");
    }
    let screen = |name: &str| {
        desk.done(&format!("screen --input {name} --pegs pegs.csv --on 2023-02-10 --format csv"))
    };
    assert_eq!(screen("made.csv"), screen("made.parquet"));
    let out = format!("replay --input made.parquet {OF_TRADES} --format parquet --output");
    for table in ["spans", "assets", "days"] {
        desk.done(&format!("{out} {table}.parquet --table {table}"));
        assert_eq!(&std::fs::read(desk.path(&format!("{table}.parquet"))).unwrap()[..4], b"PAR1");
    }
}
