//! Bars of whole markets out of files that other programs wrote; see `data/bars/make.py`.

use std::path::PathBuf;

use qazyq_exact::{Amount, Day, IBig};
use qazyq_market::bars::{ABSENT, ABSENT_BROAD, Batch, Column, FIGURES, Wanted};
use qazyq_market::ticks::totals::TimeUnit;
use qazyq_market::{Figure, FileError};
use qazyq_parquet::bars::Bars;
use qazyq_parquet::table::{Cell, Column as Written, Kind, Packing, Table};

const ALL: Wanted = Wanted { figures: [true; FIGURES], days: (i32::MIN, i32::MAX) };

#[expect(clippy::disallowed_methods, reason = "a test reads its own files")]
fn bytes(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn figure(column: &Column, row: usize) -> String {
    let spelt = |digits: IBig, scale: u8| Amount::new(digits, usize::from(scale)).to_string();
    match column {
        Column::Absent => String::new(),
        // Rust prints the shortest decimal that is read as the same number.
        Column::Floats(bits) => Some(f64::from_bits(bits[row]))
            .filter(|number| !number.is_nan())
            .map(|number| number.to_string())
            .unwrap_or_default(),
        Column::Narrow { digits, .. } if digits[row] == ABSENT => String::new(),
        Column::Narrow { scale, digits } => spelt(digits[row].into(), *scale),
        Column::Broad { scale, digits, wide } => {
            let wide = wide.iter().find(|(place, _)| usize::try_from(*place) == Ok(row));
            match (wide, digits[row]) {
                (Some((_, amount)), digits) => {
                    assert_eq!(digits, ABSENT_BROAD);
                    amount.to_string()
                }
                (None, ABSENT_BROAD) => String::new(),
                (None, digits) => spelt(digits.into(), *scale),
            }
        }
    }
}

/// All rows as lines of CSV.
fn told(bytes: &[u8], wanted: &Wanted, groups: core::ops::Range<usize>) -> Result<Vec<String>, FileError> {
    let bars = Bars::open(&bytes)?;
    let mut reader = bars.reader(bytes, groups, wanted)?;
    let (mut batch, mut lines) = (Batch::default(), Vec::new());
    while reader.fill(&mut batch)? {
        assert!(!batch.is_empty());
        assert_eq!(batch.len(), batch.days.len());
        for row in 0..batch.len() {
            let asset = reader.asset(batch.assets[row]).unwrap();
            let currency = batch.currencies.get(row).map_or("", |place| reader.currency(*place).unwrap());
            let figures: Vec<String> = batch.figures.iter().map(|column| figure(column, row)).collect();
            lines.push(format!(
                "{asset},{},{currency},{}",
                Day::from_number(batch.days[row]),
                figures.join(",")
            ));
        }
    }
    assert!(batch.is_empty());
    Ok(lines)
}

const FILES: [&str; 18] = [
    "pyarrow-dictionary-zstd",
    "pyarrow-plain-v2-snappy",
    "pyarrow-plain-none",
    "pyarrow-required-gzip",
    "pyarrow-delta-v1",
    "pyarrow-delta-v2",
    "pyarrow-split",
    "pyarrow-decimals",
    "pyarrow-decimals-integers",
    "pyarrow-texts",
    "pyarrow-texts-plain",
    "pyarrow-categories",
    "pyarrow-narrow-int96",
    "polars-zstd",
    "polars-snappy",
    "polars-uncompressed",
    "duckdb-v1-snappy",
    "duckdb-v2-zstd",
];

fn file(name: &str) -> Vec<u8> {
    bytes(&format!("bars/{name}.parquet"))
}

#[test]
fn every_value_of_every_writer_is_read_as_it_was_written() {
    for name in FILES {
        let expected = String::from_utf8(bytes(&format!("bars/{name}.csv"))).unwrap();
        let got = told(&file(name), &ALL, 0..usize::MAX).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected: Vec<&str> = expected.lines().skip(1).collect();
        assert_eq!(got.len(), expected.len(), "{name}");
        for (row, (got, expected)) in got.iter().zip(expected).enumerate() {
            assert_eq!(got, expected, "{name}, row {}", row + 1);
        }
    }
}

#[test]
fn what_is_not_wanted_is_absent_and_the_rest_the_same() {
    for name in FILES {
        let bytes = file(name);
        let all = told(&bytes, &ALL, 0..usize::MAX).unwrap();
        for wanted in 0..FIGURES {
            let mut figures = [false; FIGURES];
            figures[wanted] = true;
            let got = told(&bytes, &Wanted { figures, ..ALL }, 0..usize::MAX).unwrap();
            for (got, all) in got.iter().zip(&all) {
                let kept = all.split(',').enumerate();
                let kept = kept.map(|(at, field)| if at < 3 || at == wanted + 3 { field } else { "" });
                assert_eq!(*got, kept.collect::<Vec<_>>().join(","), "{name}");
            }
        }
    }
}

#[test]
fn row_groups_can_be_read_apart_and_by_their_days() {
    let bytes = file("pyarrow-dictionary-zstd");
    let groups = Bars::open(&bytes).unwrap().groups();
    assert_eq!(groups, 3);
    let all = told(&bytes, &ALL, 0..3).unwrap();
    let apart: Vec<String> = (0..3).flat_map(|group| told(&bytes, &ALL, group..group + 1).unwrap()).collect();
    assert_eq!(apart, all);
    // Five assets and 150 rows: thirty days a row group.
    let day = |text: &str| text.parse::<Day>().unwrap().number();
    for (first, last, rows) in [
        ("2023-03-01", "2023-03-30", 0..150),
        ("2023-03-30", "2023-03-31", 0..300),
        ("2023-03-31", "2023-03-31", 150..300),
        ("2023-05-01", "2023-12-31", 300..420),
        ("2024-05-01", "2024-12-31", 0..0),
    ] {
        let wanted = Wanted { days: (day(first), day(last)), ..ALL };
        assert_eq!(told(&bytes, &wanted, 0..3).unwrap(), all[rows], "{first} to {last}");
    }
}

#[test]
fn rows_that_are_left_out_leave_the_others_as_they_are() {
    let kinds = [("asset", Kind::Text), ("day", Kind::Day), ("close", Kind::Int64), ("open", Kind::Int32)];
    let columns = kinds.map(|(name, kind)| Written { name, kind, is_optional: true });
    let mut bytes = Vec::new();
    let mut table = Table::create(&mut bytes, &columns, Packing::Zstd).unwrap();
    // Ninety days of a thousand rows, in order; then thirty thousand rows of days in disorder.
    for row in 0i64..120_000 {
        let day = if row < 90_000 { row / 1000 } else { row * 7919 % 90 };
        let open = if row % 5 == 0 { Cell::Absent } else { Cell::Number(row % 1000) };
        let asset = ["A", "B", "C"][usize::try_from(row % 3).unwrap()];
        let day = Day::from_number(i32::try_from(day).unwrap());
        table.push(&[Cell::Text(asset), Cell::Day(day), Cell::Number(row * row), open]).unwrap();
    }
    table.finish().unwrap();
    let all = told(&bytes, &ALL, 0..1).unwrap();
    for days in [(0, 0), (10, 12), (44, 46), (88, 89), (89, 89), (30, 89), (90, 100)] {
        let of_days = |lines: &[String]| {
            let wanted = |line: &&String| {
                let day: Day = line.split(',').nth(1).unwrap().parse().unwrap();
                (days.0..=days.1).contains(&day.number())
            };
            lines.iter().filter(wanted).cloned().collect::<Vec<_>>()
        };
        let got = told(&bytes, &Wanted { days, ..ALL }, 0..1).unwrap();
        assert!(of_days(&got) == of_days(&all), "{days:?}");
        assert!(got.len() < 60_000 || days == (30, 89), "{days:?}: {}", got.len());
    }
}

#[test]
fn a_file_says_which_columns_it_has_and_which_are_floats() {
    let about = |name: &str| {
        let bars = Bars::open(&file(name)).unwrap();
        let floats: Vec<_> =
            bars.floats().map(|(figure, column)| format!("{} {column}", figure.name())).collect();
        let has: Vec<_> =
            Figure::OF_A_BAR.into_iter().filter(|figure| bars.has(*figure)).map(Figure::name).collect();
        (bars.rows(), has.join(" "), floats.join(", "), bars.has_currencies())
    };
    let both = "open open, close close, volume volume".to_owned();
    assert_eq!(about("pyarrow-dictionary-zstd"), (420, "open close volume".to_owned(), both, false));
    assert_eq!(about("pyarrow-texts"), (180, "open close market_cap".to_owned(), String::new(), true));
}

#[test]
fn figures_that_are_no_amounts_are_counted() {
    for name in ["pyarrow-texts", "pyarrow-texts-plain"] {
        let bytes = file(name);
        let bars = Bars::open(&bytes).unwrap();
        let mut reader = bars.reader(&bytes[..], 0..usize::MAX, &ALL).unwrap();
        while reader.fill(&mut Batch::default()).unwrap() {}
        assert_eq!(
            [Figure::Open, Figure::Close, Figure::High].map(|figure| reader.unread(figure)),
            [0, 1, 0]
        );
    }
}

#[test]
fn figures_are_in_as_few_bits_as_hold_them() {
    let bytes = file("pyarrow-decimals");
    let bars = Bars::open(&bytes).unwrap();
    let mut batch = Batch::default();
    bars.reader(&bytes[..], 0..1, &ALL).unwrap().fill(&mut batch).unwrap();
    let forms = batch.figures.map(|column| match column {
        Column::Absent => "absent".to_owned(),
        Column::Floats(_) => "floats".to_owned(),
        Column::Narrow { scale, .. } => format!("narrow {scale}"),
        Column::Broad { scale, wide, .. } => format!("broad {scale}, {} wide", wide.len()),
    });
    assert_eq!(
        forms,
        ["narrow 4", "narrow 10", "broad 10, 0 wide", "narrow 18", "narrow 3", "broad 0, 6 wide", "narrow 2"]
    );
}

#[test]
fn what_cannot_be_bars_is_refused() {
    let error = |name: &str| told(&bytes(name), &ALL, 0..usize::MAX).unwrap_err().to_string();
    let missing = "column-is-missing column=`asset`";
    assert!(error("pyarrow-delta-v2.parquet").starts_with(missing), "{}", error("pyarrow-delta-v2.parquet"));
    assert_eq!(error("pyarrow-encrypted-footer.parquet"), "parquet-is-encrypted");
    assert!(error("make.py").starts_with("parquet-is-broken"));
    assert!(told(&[], &ALL, 0..1).unwrap_err().to_string().starts_with("parquet-is-broken"));
}

/// What is wrong with a file of these columns and rows.
fn wrong(columns: &[(&str, Kind)], rows: &[&[Cell<'_>]]) -> String {
    let columns: Vec<_> =
        columns.iter().map(|&(name, kind)| Written { name, kind, is_optional: true }).collect();
    let mut bytes = Vec::new();
    let mut table = Table::create(&mut bytes, &columns, Packing::None).unwrap();
    rows.iter().for_each(|row| table.push(row).unwrap());
    table.finish().unwrap();
    told(&bytes, &ALL, 0..1).map_or_else(|error| error.to_string(), |lines| lines.join(" "))
}

#[test]
fn a_row_has_an_asset_and_a_day() {
    let day = |number| Cell::Day(Day::from_number(number));
    let good: &[Cell<'_>] = &[Cell::Text("A"), day(0)];
    let by_day = |row: &[Cell<'_>]| wrong(&[("asset", Kind::Text), ("day", Kind::Day)], &[good, row]);
    assert_eq!(by_day(&[Cell::Text(""), day(376_199)]), "A,1970-01-01,,,,,,,, ,2999-12-31,,,,,,,,");
    let broken =
        |column: &str, what: &str| format!("parquet-column-is-broken column=`{column}` what=`row 2 {what}`");
    assert_eq!(by_day(&[Cell::Absent, day(1)]), broken("asset", "has no asset"));
    assert_eq!(by_day(&[Cell::Text("A"), Cell::Absent]), broken("day", "has no day"));
    assert_eq!(by_day(&[Cell::Text("A"), day(-1)]), broken("day", "has a day that is none: day -1"));
    assert_eq!(by_day(&[Cell::Text("A"), day(376_200)]), broken("day", "has a day that is none: day 376200"));

    let milli = [("asset", Kind::Int64), ("day", Kind::Time(TimeUnit::Milli))];
    let by_time = |time| wrong(&milli, &[&[Cell::Number(-7), Cell::Number(time)]]);
    assert_eq!(by_time(86_400_000), "-7,1970-01-02,,,,,,,,");
    assert_eq!(by_time(86_400_001), "rows-are-not-daily line=`1` found=`1970-01-02T00:00:00.001Z`");
    let text =
        |day| wrong(&[("asset", Kind::Text), ("date", Kind::Text)], &[&[Cell::Text("A"), Cell::Text(day)]]);
    assert_eq!(text("2023-03-11"), "A,2023-03-11,,,,,,,,");
    assert!(
        text("2023-02-29").ends_with("row 1 has a day that is none: 2023-02-29`"),
        "{}",
        text("2023-02-29")
    );
}

#[test]
fn a_column_of_another_type_is_refused_by_its_name() {
    let unusable = |column: &str, found: &str, role: &str| {
        format!("column-type-is-not-usable column=`{column}` found=`{found}` role=`{role}`")
    };
    let time = Kind::Time(TimeUnit::Milli);
    for (columns, expected) in [
        (
            [("asset", time), ("day", Kind::Day), ("close", Kind::Int32)],
            unusable("asset", "TIMESTAMP", "asset"),
        ),
        (
            [("asset", Kind::Text), ("day", Kind::Int32), ("close", Kind::Int32)],
            unusable("day", "INT32", "date"),
        ),
        (
            [("asset", Kind::Text), ("day", Kind::Day), ("close", Kind::Day)],
            unusable("close", "DATE", "close"),
        ),
        (
            [("asset", Kind::Text), ("day", Kind::Day), ("mcap", time)],
            unusable("mcap", "TIMESTAMP", "market_cap"),
        ),
        (
            [("asset", Kind::Text), ("day", Kind::Day), ("currency", Kind::Int32)],
            unusable("currency", "INT32", "currency"),
        ),
        (
            [("asset", Kind::Text), ("day", Kind::Day), ("day", Kind::Day)],
            "column-stands-twice column=`day`".to_owned(),
        ),
    ] {
        assert_eq!(wrong(&columns, &[]), expected);
    }
    // A `day` beside a `date` may be the day of the month.
    let both = [("asset", Kind::Text), ("day", Kind::Int32), ("date", Kind::Day)];
    let row = [Cell::Text("A"), Cell::Number(31), Cell::Day(Day::from_number(30))];
    assert_eq!(wrong(&both, &[&row]), "A,1970-01-31,,,,,,,,");
}

#[test]
fn what_is_cut_or_altered_is_refused() {
    let whole = file("pyarrow-plain-none");
    for cut in 0..whole.len() {
        let error = told(&whole[..cut], &ALL, 0..usize::MAX).expect_err("a file that is cut is refused");
        assert_eq!(error.code(), "parquet-is-broken", "{cut}: {error}");
    }
    // The checksum of a page finds what nothing else does.
    let mut altered = whole;
    altered[100] ^= 1;
    let error = told(&altered, &ALL, 0..usize::MAX).expect_err("an altered page is refused");
    assert_eq!(error.code(), "parquet-column-is-broken", "{error}");
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2048, ..ProptestConfig::default() })]

        #[test]
        fn a_file_whose_bytes_are_changed_gets_an_answer(
            file in 0..FILES.len(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        ) {
            let mut bytes = super::file(FILES[file]);
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            // Whatever it is; a panic fails the test.
            let Ok(bars) = Bars::open(&bytes) else { return Ok(()) };
            let Ok(mut reader) = bars.reader(&bytes[..], 0..8, &ALL) else { return Ok(()) };
            let (mut batch, mut batches) = (Batch::default(), 0);
            while batches < 100 && matches!(reader.fill(&mut batch), Ok(true)) {
                batches += 1;
            }
        }
    }
}
