//! The lake's rows as a file, read again.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qazyq_exact::Amount;
use qazyq_lake::{LakeError, Row};
use qazyq_market::Bar;
use qazyq_market::columns::Mapping;
use qazyq_parquet::{About, columns, parse, write};

const DAY: i64 = 86_400_000_000;
const ABOUT: About<'_> = About { feed: "coinmarketcap-ohlcv", interval: "1d" };

fn written(rows: &[(&str, Row)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let again = || rows.iter().map(|(key, row)| Ok::<_, LakeError>((*key, row.clone())));
    let many = write(ABOUT, again, &mut bytes).expect("rows can be written");
    assert_eq!(many, u64::try_from(rows.len()).expect("few rows"));
    bytes
}

/// The bars of a key, by the number of their row.
fn bars(bytes: &[u8], key: &str) -> Vec<Bar> {
    let by: Mapping =
        "date=time,open=open,high=high,low=low,close=close,vwap=vwap,volume=volume,market_cap=market_cap"
            .parse()
            .expect("a mapping");
    let table = parse(bytes, &by.with_only("key", key)).expect("a table");
    assert!(table.floats.is_empty());
    assert!(table.file.rejected.is_empty());
    table.file.bars.into_iter().map(|(_, bar)| bar).collect()
}

fn amount(text: &str) -> Option<Amount> {
    Some(text.parse().unwrap_or_else(|_| panic!("{text}")))
}

#[test]
fn a_figure_has_all_its_digits_whatever_they_need() {
    let widest = format!("{}.{}", "9".repeat(60), "7".repeat(40));
    let row = |day: i64| Row { time: 19_427 * DAY + day * DAY, receipt: u64::MAX, ..Row::default() };
    let rows = [
        ("3408", Row { open: amount("0.9994698831"), close: amount(&widest), ..row(0) }),
        ("3408", row(1)),
        ("3408", Row { open: amount("-1"), low: amount(&"9".repeat(38)), ..row(2) }),
        (
            "825",
            Row {
                high: amount("0.00000000000000000000000000000000000001"),
                close: amount("0.5"),
                vwap: amount("1"),
                defects: Some(r#"[{"defect":"price-is-not-positive"}]"#.to_owned()),
                ..row(0)
            },
        ),
    ];
    let bytes = written(&rows);
    for key in ["3408", "825"] {
        let expected: Vec<Bar> = rows.iter().filter(|(k, _)| *k == key).map(|(_, row)| row.bar()).collect();
        assert_eq!(bars(&bytes, key), expected, "{key}");
    }
    assert_eq!(
        columns(&bytes).expect("columns").join(", "),
        "key STRING, time TIMESTAMP, open DECIMAL(38, 10), high DECIMAL(38, 38), low DECIMAL(38, 0), \
         close STRING, vwap DECIMAL(38, 0), volume DECIMAL(38, 0), base_volume DECIMAL(38, 0), \
         market_cap DECIMAL(38, 0), units DECIMAL(38, 0), receipt UINT64, defects STRING"
    );
    let text = String::from_utf8_lossy(&bytes);
    for beside in ["qazyq.rows/1", "coinmarketcap-ohlcv", r#""close":"text""#, r#""open":"DECIMAL(38, 10)""#]
    {
        assert!(text.contains(beside), "{beside}");
    }
    let receipts: Mapping = "date=time,open=receipt".parse().expect("a mapping");
    let receipts = parse(&bytes, &receipts.with_only("defects", rows[3].1.defects.as_deref().unwrap_or("-")));
    let receipts = receipts.expect("a table").file.bars;
    assert_eq!(receipts[0].1.open, amount("18446744073709551615"));
}

#[test]
fn no_rows_are_a_file_too() {
    let bytes = written(&[]);
    assert_eq!(columns(&bytes).expect("columns").len(), 13);
}

#[test]
fn a_row_that_cannot_be_read_ends_the_writing() {
    let failing = || [Err(LakeError::FeedName { feed: "-".to_owned() })].into_iter();
    assert!(write(ABOUT, failing, Vec::new()).is_err());
}

/// Amounts of few digits and of many.
fn amounts() -> impl Strategy<Value = Option<Amount>> {
    prop_oneof![
        1 => Just(None),
        4 => "-?[0-9]{1,6}(\\.[0-9]{1,9})?".prop_map(|text| amount(&text)),
        1 => "-?[0-9]{1,60}(\\.[0-9]{1,40})?".prop_map(|text| amount(&text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(figures in prop::collection::vec(prop::array::uniform4(amounts()), 1..40)) {
        let rows: Vec<(&str, Row)> = (0..).zip(figures).map(|(day, [open, high, close, volume])| {
            ("USDCUSDT", Row { time: day * DAY, open, high, close, volume, receipt: 1, ..Row::default() })
        }).collect();
        let read: BTreeMap<_, _> =
            bars(&written(&rows), "USDCUSDT").into_iter().map(|bar| (bar.day, bar)).collect();
        let expected: BTreeMap<_, _> = rows.iter().map(|(_, row)| (row.day(), row.bar())).collect();
        prop_assert_eq!(read, expected);
    }
}
