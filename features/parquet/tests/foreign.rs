//! Files that other programs wrote; see `data/README.md`.

use std::path::PathBuf;

use qazyq_market::columns::Mapping;
use qazyq_market::{DailyFile, FileError};
use qazyq_parquet::{columns, parse};

#[expect(clippy::disallowed_methods, reason = "a test reads its own files")]
fn bytes(name: &str) -> Vec<u8> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name).with_extension("parquet");
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A mapping of blanks between columns, filters behind `only`, and a pattern of days behind `as`.
fn mapping(text: &str) -> Mapping {
    let (text, pattern) =
        text.split_once(" as ").map_or((text, None), |(text, pattern)| (text, Some(pattern)));
    let mut parts = text.split(" only ");
    let columns = parts.next().unwrap_or_default().replace(' ', ",");
    let mapping: Mapping = columns.parse().unwrap_or_else(|error| panic!("{columns}: {error}"));
    let mapping = parts.fold(mapping, |mapping, only| {
        let (column, value) = only.split_once('=').expect("a filter has an equals sign");
        mapping.with_only(column, value)
    });
    match pattern {
        None => mapping,
        Some(pattern) => mapping.with_dates(pattern.parse().unwrap_or_else(|error| panic!("{error}"))),
    }
}

/// The figures that there are, as `day:figure figure …`, and the codes of what is odd, as `row:code`.
fn told(file: &DailyFile) -> String {
    let figure = |figure: &Option<_>| figure.as_ref().map(|f: &qazyq_exact::Amount| f.to_string());
    let bars = file.bars.iter().map(|(_, bar)| {
        let figures = [&bar.open, &bar.high, &bar.low, &bar.close, &bar.vwap, &bar.volume, &bar.market_cap];
        let figures: Vec<String> = figures.into_iter().filter_map(figure).collect();
        format!("{}:{}", bar.day.date().2, figures.join(" "))
    });
    let rejected = file.rejected.iter().map(|line| format!("row {}:{}", line.line, line.why.code()));
    let unread = file
        .defects
        .iter()
        .filter(|defect| ["figure-is-not-readable", "digits-may-be-lost"].contains(&defect.kind.code()));
    let unread = unread.map(|defect| format!("row {}:{}", defect.line, defect.kind.code()));
    bars.chain(rejected).chain(unread).collect::<Vec<_>>().join(", ")
}

/// Reads a file by a mapping: what it tells, or the error in its short form.
#[track_caller]
fn check(name: &str, by: &str, expected: Result<&str, &str>) {
    let got = parse(&bytes(name), &mapping(by)).map(|table| told(&table.file));
    assert_eq!(
        got.map_err(|error| error.to_string()),
        expected.map(str::to_owned).map_err(str::to_owned),
        "{by}"
    );
}

const CLOSES: &str = "10:0.9994698831, 11:0.9715, 12:, 13:1.0000670335, 14:-0.0000000001";

#[test]
fn decimals_are_exact_however_they_are_stored() {
    check("pyarrow-decimal128-snappy", "date=day close=close", Ok(CLOSES));
    let nines = format!("10:{}.99, 11:0, 12:, 13:-1.5, 14:1", "9".repeat(30));
    check("pyarrow-decimal128-snappy", "date=day market_cap=market_cap", Ok(&nines));
    let close =
        format!("10:1.{}1, 11:-{}.{}, 12:, 13:0, 14:0.5", "0".repeat(37), "9".repeat(38), "9".repeat(38));
    check("pyarrow-decimal256-zstd", "date=day close=close", Ok(&close));
    // Seventy-six digits before the point are more than an amount has: the figure is absent, and that is said.
    let volume = format!("10:, 11:{}, 12:, 13:-1, 14:12, row 1:figure-is-not-readable", "9".repeat(60));
    check("pyarrow-decimal256-zstd", "date=day volume=volume", Ok(&volume));
    check("pyarrow-decimal-integers", "date=day open=open", Ok("10:0.9715, 11:-99999.9999, 12:, 13:0, 14:1"));
    let close = "10:0.9715, 11:-99999999999999.9999, 12:, 13:0, 14:1";
    check("pyarrow-decimal-integers", "date=day close=close", Ok(close));
}

#[test]
fn binary_floating_point_is_the_shortest_decimal_and_is_told_of() {
    let open = format!("10:0.1, 11:16777216, 12:, 13:0.0000001, 14:34028235{}", "0".repeat(31));
    check("pyarrow-floats-gzip", "date=day open=open", Ok(&open));
    let unread = "row 3:figure-is-not-readable, row 4:figure-is-not-readable";
    let close = format!("10:0.1, 11:0.30000000000000004, 12:, 13:, 14:0.0000001, {unread}");
    check("pyarrow-floats-gzip", "date=day close=close", Ok(&close));
    let unread = "row 4:figure-is-not-readable, row 5:figure-is-not-readable";
    let volume = format!("10:10000000000000000000000, 11:123456789012345680, 12:0, 13:, 14:, {unread}");
    check("pyarrow-floats-gzip", "date=day volume=volume", Ok(&volume));

    let floats = |name: &str, by: &str| parse(&bytes(name), &mapping(by)).map(|table| table.floats);
    let both = vec!["open".to_owned(), "close".to_owned()];
    assert_eq!(floats("pyarrow-floats-gzip", "date=day open=open close=close"), Ok(both));
    assert_eq!(floats("pyarrow-decimal128-snappy", "date=day close=close"), Ok(vec![]));
    assert_eq!(floats("pyarrow-floats-gzip", "date=day open=close low=close"), Ok(vec!["close".to_owned()]));
}

#[test]
fn days_are_read_however_they_are_told() {
    let columns = ["date32", "date64", "seconds", "ms", "us", "ns", "ms_utc", "us_utc", "text", "text_z"];
    for column in columns.into_iter().chain(["ns_almaty"]) {
        check("pyarrow-days", &format!("date={column} close=close"), Ok(CLOSES));
    }
    check("pyarrow-days", "date=number close=close as %Y%m%d", Ok(CLOSES));
    check("pyarrow-days", "date=unix close=close as %s", Ok(CLOSES));
    check("pyarrow-days", "date=last_instant close=close as %Y-%m-%dT23:59:59.999Z", Ok(CLOSES));
    let late = "rows-are-not-daily line=`5` found=`2023-03-14T00:00:00.000001Z`";
    check("pyarrow-days", "date=late close=close", Err(late));
    check("pyarrow-int96", "date=day close=close", Ok(CLOSES));
}

#[test]
fn integers_and_texts_are_what_they_say() {
    let figures = [
        ("int8", "10:1, 11:-128, 12:, 13:127, 14:0"),
        ("uint32", "10:4294967295, 11:0, 12:, 13:1, 14:2"),
        ("int64", "10:-9223372036854775808, 11:9223372036854775807, 12:, 13:0, 14:1"),
        ("uint64", "10:18446744073709551615, 11:0, 12:, 13:1, 14:2"),
        (
            "text",
            "10:0.9715, 11:, 12:, 13:, 14:, row 2:figure-is-not-readable, row 4:digits-may-be-lost, \
             row 5:figure-is-not-readable",
        ),
        ("category", "10:0.5, 11:0.25, 12:, 13:0.5, 14:0.5"),
        ("nothing", "10:, 11:, 12:, 13:, 14:"),
    ];
    for (column, expected) in figures {
        check("pyarrow-types", &format!("date=day open={column}"), Ok(expected));
    }
    check(
        "pyarrow-types",
        "date=day close=close only yes=true",
        Ok("10:0.9994698831, 13:1.0000670335, 14:-0.0000000001"),
    );
    check("pyarrow-types", "date=day close=close only text=теңге", Ok("14:-0.0000000001"));
    check("pyarrow-types", "date=day close=close only close=0.9715", Ok("11:0.9715"));
    check("pyarrow-types", "date=day close=close only int8=7", Err("filter-matches-nothing filter=`int8=7`"));
}

#[test]
fn a_column_of_another_type_is_refused_by_its_name() {
    let figures = [
        ("yes", "BOOLEAN"),
        ("day", "DATE"),
        ("time", "TIME"),
        ("half", "FLOAT16"),
        ("fixed", "FIXED_LEN_BYTE_ARRAY"),
        ("tags", "LIST"),
        ("place", "STRUCT"),
        ("names", "MAP"),
    ];
    for (column, found) in figures {
        let error = format!("column-type-is-not-usable column=`{column}` found=`{found}` role=`open`");
        check("pyarrow-types", &format!("date=day open={column}"), Err(&error));
    }
    let date = "column-type-is-not-usable column=`close` found=`DECIMAL(38, 10)` role=`date`";
    check("pyarrow-types", "date=close open=int8", Err(date));
    let only = "column-type-is-not-usable column=`half` found=`FLOAT16` role=`only`";
    check("pyarrow-types", "date=day close=close only half=1.5", Err(only));
    check(
        "pyarrow-types",
        "date=day open=bytes",
        Err("parquet-column-is-broken column=`bytes` what=`a text is not UTF-8`"),
    );
    // What stands inside others is no column, and columns behind it are found all the same.
    let missing = parse(&bytes("pyarrow-types"), &mapping("date=day open=x"));
    assert!(matches!(missing, Err(FileError::ColumnMissing { .. })), "{missing:?}");
    check("pyarrow-types", "date=day close=close", Ok(CLOSES));
}

#[test]
fn several_row_groups_are_one_table() {
    check(
        "pyarrow-groups-v2",
        "date=day close=close only id=825",
        Ok("10:, 11:0.0003, 12:0.0006, 13:0.0009, 14:0.0012"),
    );
    check(
        "pyarrow-groups-v2",
        "date=day close=close only id=3408",
        Ok("10:0.0001, 11:0.0004, 12:, 13:0.001, 14:0.0013"),
    );
    check(
        "pyarrow-groups-v2",
        "date=day close=close only id=4943",
        Ok("10:0.0002, 11:0.0005, 12:0.0008, 13:0.0011, 14:"),
    );
    check(
        "pyarrow-groups-v2",
        "date=day close=close",
        Err("day-stands-twice day=`2023-03-10` first=`1` second=`2`"),
    );
    check("pyarrow-no-rows", "date=day close=close", Err("file-has-no-rows"));
}

#[test]
fn other_encodings_are_read_or_refused_by_their_name() {
    check(
        "pyarrow-delta-v2",
        "date=day open=open only id=825",
        Ok("10:1, 11:-2, 12:, 13:4, 14:1000000000000000"),
    );
    check("pyarrow-delta-v2", "date=day close=close", Ok("10:0.9715, 11:1, 12:, 13:0.99, 14:"));
    check("pyarrow-delta-v2", "date=day volume=volume", Ok("10:0.1, 11:0.2, 12:, 13:0.4, 14:0.5"));
    let encoding = "parquet-column-is-packed-otherwise column=`close` found=`DELTA_BYTE_ARRAY`";
    check("pyarrow-delta-byte-array", "date=day close=close", Err(encoding));
    let packing = "parquet-column-is-packed-otherwise column=`close` found=`BROTLI`";
    check("pyarrow-brotli", "date=day close=close", Err(packing));
}

#[test]
fn an_encrypted_file_is_refused() {
    check("pyarrow-encrypted-footer", "date=day close=close", Err("parquet-is-encrypted"));
    check("pyarrow-encrypted-columns", "date=day close=close", Err("parquet-is-encrypted"));
}

#[test]
fn duckdb_s_and_polars_files_are_read() {
    for name in ["duckdb-snappy", "duckdb-v2-zstd"] {
        for date in ["day", "at"] {
            let dai = format!("date={date} close=close market_cap=market_cap open=units only symbol=DAI");
            check(name, &dai, Ok("11:1 0.9999 1000000007, 13:3 0.9997 3000000021, 15:5 0.9995 5000000035"));
        }
        let usdc = "date=day close=close vwap=vwap only symbol=USDC";
        check(name, usdc, Ok("10:1 0, 12:0.6666666666666666, 14:0.9996 1.3333333333333333"));
    }
    for date in ["day", "at"] {
        let by = format!("date={date} close=close volume=volume open=count only symbol=USDC");
        let expected = "10:1 0.9994698831 1.5, 11:2 0.9715 0.1, 12:, 13:4 1.0000670335, \
                        14:5 -0.0000000001 1000000000000000, row 4:figure-is-not-readable";
        check("polars-zstd", &by, Ok(expected));
    }
}

#[test]
fn a_file_names_its_columns_and_their_types() {
    let columns = columns(&bytes("polars-zstd")).map(|columns| columns.join(", "));
    let expected =
        "day DATE, at TIMESTAMP, symbol STRING, close DECIMAL(38, 10), volume DOUBLE, count UINT16";
    assert_eq!(columns.as_deref(), Ok(expected));
}

#[test]
fn what_is_no_whole_parquet_file_is_refused() {
    let whole = bytes("pyarrow-decimal128-snappy");
    let by = mapping("date=day close=close");
    for cut in 0..whole.len() {
        let error = parse(&whole[..cut], &by).expect_err("a file that is cut is refused");
        assert_eq!(error.code(), "parquet-is-broken", "{cut}: {error}");
    }
    // The checksum of a page finds what its packing does not.
    let mut altered = whole;
    altered[60] ^= 1;
    let error = parse(&altered, &by).expect_err("an altered page is refused");
    assert_eq!(error.code(), "parquet-column-is-broken", "{error}");
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    /// The files with mappings that look at many of their columns.
    const FILES: [(&str, &str); 10] = [
        ("pyarrow-decimal128-snappy", "date=day close=close market_cap=market_cap"),
        ("pyarrow-decimal256-zstd", "date=day close=close volume=volume"),
        ("pyarrow-floats-gzip", "date=day open=open close=close volume=volume"),
        ("pyarrow-days", "date=text close=close only unix=1678406400"),
        ("pyarrow-types", "date=day open=text close=uint64 low=int8 only yes=true"),
        ("pyarrow-groups-v2", "date=day close=close only id=825"),
        ("pyarrow-delta-v2", "date=day open=open close=close volume=volume only id=825"),
        ("pyarrow-int96", "date=day close=close"),
        ("duckdb-v2-zstd", "date=at close=close market_cap=market_cap only symbol=DAI"),
        ("polars-zstd", "date=at close=close volume=volume only symbol=USDC"),
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn a_file_whose_bytes_are_changed_gets_an_answer(
            file in 0..FILES.len(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        ) {
            let (name, by) = FILES[file];
            let mut bytes = bytes(name);
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            // Whatever it is; a panic fails the test.
            let _ = parse(&bytes, &mapping(by));
        }
    }
}
