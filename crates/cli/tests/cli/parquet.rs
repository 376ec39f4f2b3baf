//! Parquet files, in and out, by a build with the feature and by one without: run with either.

use qazyq_casework::workspace::{Draft, ReadAs, What, Workspace};
use qazyq_registry::journal::{Journal, Writing};
use qazyq_registry::store::Sqlite;

use crate::common::{Answer, Desk, repository};

const BY: &str = "--asset usdc --symbol USDC --peg USD --source exchange --currency USD --columns";

/// The file of that name, as another program wrote it.
fn foreign(desk: &Desk, name: &str) {
    let bytes = std::fs::read(repository("features/parquet/tests/data").join(name)).unwrap();
    desk.write(name, bytes);
}

fn run(desk: &Desk, command: &str) -> Answer {
    desk.run(&command.split_whitespace().collect::<Vec<_>>())
}

/// A workspace whose journal has a Parquet file: that of a table in a text, as if it had been one.
fn with_a_parquet_file(desk: &Desk, name: &str) {
    foreign(desk, name);
    desk.write("day.csv", "day,close\n2023-03-11,0.9715\n");
    desk.done(&format!("import day.csv {BY} date=day,close=close"));
    let workspace = Workspace::at(desk.path("workspace"));
    let file = workspace.keep(name, &std::fs::read(desk.path(name)).unwrap()).unwrap();
    let store = Sqlite::open(desk.path("workspace/journal.sqlite")).unwrap();
    let mut journal = Journal::open(Box::new(store)).unwrap();
    let entry = journal.entries().last().unwrap();
    let What::Market { source, currency, file: was, read_as: ReadAs::Columns(declared) } = &entry.what else {
        panic!("{entry}")
    };
    let (asset, now) = (entry.asset.clone().unwrap(), entry.recorded_at);
    let read_as = ReadAs::Parquet(declared.clone());
    let parquet = What::Market { source: source.clone(), currency: currency.clone(), file, read_as };
    let withdrawn = What::Withdrawal { sha256: was.sha256.clone(), reason: "a text".to_owned() };
    let drafts = [withdrawn, parquet].map(|what| Draft::about(&asset, now, what)).to_vec();
    journal.append(&Writing { drafts, ..Writing::default() }, now).unwrap();
}

#[cfg(not(feature = "parquet"))]
mod without {
    use super::*;

    const NEEDED: [(&str, &str); 3] = [
        ("en", "needs the feature `parquet`"),
        ("ru", "нужна возможность `parquet`"),
        ("kk", "`parquet` мүмкіндігі керек"),
    ];

    #[track_caller]
    fn check(desk: &Desk, command: &str, status: i32, named: &str) {
        for (lang, needed) in NEEDED {
            let answer = run(desk, &format!("{command} --lang {lang}"));
            assert_eq!(answer.status, status, "{answer:?}");
            let told = answer.err.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in [needed, named, "cargo install --path crates/cli --features parquet"] {
                assert!(told.contains(part), "{lang}: {part}: {told}");
            }
        }
    }

    #[test]
    fn a_parquet_file_is_known_and_what_it_needs_is_said() {
        let desk = Desk::new();
        foreign(&desk, "pyarrow-decimal128-snappy.parquet");
        let import = "import pyarrow-decimal128-snappy.parquet";
        check(&desk, import, 3, "pyarrow-decimal128-snappy.parquet");
        check(&desk, &format!("{import} {BY} date=day,close=close"), 3, "pyarrow-decimal128-snappy.parquet");
        assert!(!desk.path("workspace").exists());
    }

    #[test]
    fn a_workspace_with_such_a_file_opens_and_the_file_is_named() {
        let desk = Desk::new();
        with_a_parquet_file(&desk, "pyarrow-decimal128-snappy.parquet");
        check(&desk, "assess usdc --on 2023-03-14", 1, "pyarrow-decimal128-snappy.parquet");
        // What does not need the file goes on.
        desk.write("dai.csv", "day,close\n2023-03-11,0.9715\n");
        let other = BY.replace("usdc", "dai").replace("USDC", "DAI");
        desk.done(&format!("import dai.csv {other} date=day,close=close"));
        desk.done("assess dai --on 2023-03-14");
    }

    #[test]
    fn rows_are_not_written_as_parquet() {
        let desk = Desk::with_sample();
        let export = "lake export coinmarketcap-ohlcv --format parquet --output bars.parquet";
        check(&desk, export, 1, "--format parquet");
        assert!(!desk.path("bars.parquet").exists());
    }
}

#[cfg(feature = "parquet")]
mod with {
    use qazyq_standin::{Settings, Standin};
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_parquet_file_is_a_declared_table() {
        let desk = Desk::new();
        foreign(&desk, "duckdb-snappy.parquet");
        let by = format!("{BY} date=at,close=close,market_cap=market_cap --only symbol=DAI");
        let out = desk.done(&format!("import duckdb-snappy.parquet {by}"));
        assert!(out.contains("Parquet, 3 rows from 2023-03-11 to 2023-03-15"), "{out}");
        assert!(!out.contains("floating"), "{out}");
        let again = desk.done(&format!("import duckdb-snappy.parquet {by}"));
        assert!(again.contains("already in the workspace"), "{again}");
        let entries = desk.done("journal show --json");
        assert!(entries.contains(r#""read_as":{"columns":"date=at,"#), "{entries}");
        assert!(entries.contains(r#""format":"parquet""#), "{entries}");
        let verdict: Value = serde_json::from_str(&desk.done("assess usdc --on 2023-03-15 --json")).unwrap();
        assert_eq!(verdict["asset"], "usdc");
        let case = desk.done("case usdc --on 2023-03-15");
        assert!(
            case.contains(r#""close":"0.9997","#) && case.contains(r#""market_cap":"3000000021""#),
            "{case}"
        );
    }

    #[test]
    fn binary_floating_point_is_told_of_in_three_languages() {
        for (lang, told) in [
            ("en", "binary floating point in vwap"),
            ("ru", "с плавающей точкой (vwap)"),
            ("kk", "жылжымалы нүктелі сандар (vwap)"),
        ] {
            let desk = Desk::new();
            foreign(&desk, "duckdb-snappy.parquet");
            let by = format!("{BY} date=day,close=close,vwap=vwap --only symbol=DAI");
            let out = desk.done(&format!("import duckdb-snappy.parquet {by} --lang {lang}"));
            let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(out.contains(told), "{lang}: {out}");
            let json: Value =
                serde_json::from_str(&desk.done(&format!("import duckdb-snappy.parquet {by} --json")))
                    .unwrap();
            assert_eq!(json["binary_floating_point"], serde_json::json!(["vwap"]));
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let desk = Desk::new();
        for (name, columns, told) in [
            ("duckdb-snappy.parquet", "", "day DATE, at TIMESTAMP, symbol STRING, close DECIMAL(18, 10)"),
            (
                "pyarrow-types.parquet",
                "--columns date=day,close=tags",
                "the column `tags` is of the type LIST",
            ),
            ("pyarrow-types.parquet", "--columns date=close,open=int8", "which holds no days"),
            ("pyarrow-brotli.parquet", "--columns date=day,close=close", "`close` is written by BROTLI"),
            ("pyarrow-encrypted-footer.parquet", "--columns date=day,close=close", "is encrypted"),
            ("pyarrow-types.parquet", "--columns date=day,close=price", "there is no column `price`"),
        ] {
            foreign(&desk, name);
            let by = BY.trim_end_matches("--columns");
            let answer = run(&desk, &format!("import {name} {by} {columns}"));
            assert_eq!(answer.status, 3, "{answer:?}");
            let err = answer.err.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(err.contains(told), "{told}: {err}");
        }
    }

    #[test]
    fn a_workspace_with_such_a_file_is_read() {
        let desk = Desk::new();
        with_a_parquet_file(&desk, "pyarrow-decimal128-snappy.parquet");
        let case = desk.done("case usdc --on 2023-03-14");
        assert!(case.contains(r#""close":"0.9994698831""#), "{case}");
    }

    #[test]
    fn rows_that_are_written_are_those_that_are_read() {
        let desk = Desk::new();
        let standin = Standin::start(Settings::at("2023-03-21T12:00:00Z"));
        desk.done("follow usdc coinmarketcap 3408 --symbol USDC --peg USD");
        let fetch = format!(
            "fetch coinmarketcap --from 2023-03-01 --to 2023-03-20 --base-url coinmarketcap={}",
            standin.url("coinmarketcap")
        );
        let mut command = desk.command(&fetch.split_whitespace().collect::<Vec<_>>());
        let output = command.env("QAZYQ_COINMARKETCAP_KEY", "standin-key").output().unwrap();
        assert!(output.status.success(), "{output:?}");

        desk.done("lake export coinmarketcap-ohlcv --output bars.csv");
        desk.done("lake export coinmarketcap-ohlcv --format parquet --output bars.parquet");
        let columns = "date=time,open=open,high=high,low=low,close=close,volume=volume,market_cap=market_cap";
        let series = |file: &str, asset: &str| {
            let by =
                format!("--asset {asset} --symbol USDC --source lake --currency USD --columns {columns}");
            desk.done(&format!("import {file} {by} --only key=3408"));
            let case: Value =
                serde_json::from_str(&desk.done(&format!("case {asset} --on 2023-03-21"))).unwrap();
            let mut days = case["facts"]["market"][0]["days"].as_array().unwrap().clone();
            days.iter_mut().for_each(|day| _ = day.as_object_mut().unwrap().remove("origin"));
            days
        };
        let of_text = series("bars.csv", "of-text");
        assert_eq!(of_text.len(), 20);
        assert_eq!(of_text, series("bars.parquet", "of-parquet"));

        let answer = run(&desk, "lake export coinmarketcap-ohlcv --format parquet");
        assert_eq!(answer.status, 2, "{answer:?}");
        assert!(answer.err.contains("--output"), "{answer:?}");
    }
}
