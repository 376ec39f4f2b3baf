//! Trades out of files that other programs wrote, see `data/trades.py`, and written anew.

use std::path::PathBuf;

use qazyq_exact::{Amount, Day};
use qazyq_market::FileError;
use qazyq_market::bars::{ABSENT, ABSENT_BROAD, Column};
use qazyq_market::days::DayCut;
use qazyq_market::ticks::totals::{TimeUnit, Totals};
use qazyq_parquet::repack_trades;
use qazyq_parquet::table::{Cell, Column as Written, Kind, Packing, Table};
use qazyq_parquet::trades::{Batch, Trades};

const FILES: [&str; 5] = ["pyarrow-floats", "pyarrow-delta", "pyarrow-one", "polars", "duckdb"];

#[expect(clippy::disallowed_methods, reason = "a test reads its own files")]
fn bytes(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/trades").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn figure(column: &Column, row: usize) -> String {
    match column {
        Column::Absent | Column::Floats(_) => panic!("figures are digits"),
        Column::Narrow { digits, .. } if digits[row] == ABSENT => String::new(),
        Column::Narrow { scale, digits } => Amount::new(digits[row].into(), usize::from(*scale)).to_string(),
        Column::Broad { scale, digits, wide } => {
            match wide.iter().find(|(place, _)| *place as usize == row) {
                Some((_, amount)) => amount.to_string(),
                None if digits[row] == ABSENT_BROAD => String::new(),
                None => Amount::new(digits[row].into(), usize::from(*scale)).to_string(),
            }
        }
    }
}

/// All trades as lines of CSV, and their totals.
fn told(bytes: &[u8]) -> Result<(Vec<String>, Totals), FileError> {
    let trades = Trades::open(&bytes)?;
    let mut reader = trades.reader(bytes, 0..trades.groups())?;
    let (mut batch, mut lines, mut totals) = (Batch::default(), Vec::new(), Totals::new(DayCut::Utc));
    while reader.fill(&mut batch)? {
        batch.add_to(&mut totals);
        let per_unit = match batch.unit {
            TimeUnit::Second => 1_000_000_000,
            TimeUnit::Milli => 1_000_000,
            TimeUnit::Micro => 1000,
            TimeUnit::Nano => 1,
        };
        for row in 0..batch.len() {
            let asset = reader.assets().nth(batch.assets[row] as usize).unwrap_or_default();
            let (price, quantity) = (figure(&batch.prices, row), figure(&batch.quantities, row));
            lines.push(format!("{asset},{},{price},{quantity}", batch.times[row] * per_unit));
        }
    }
    Ok((lines, totals))
}

#[test]
fn every_trade_of_every_writer_is_read_as_it_was_written() {
    for name in FILES {
        let expected = String::from_utf8(bytes(&format!("{name}.csv"))).unwrap();
        let (got, _) =
            told(&bytes(&format!("{name}.parquet"))).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(got.len(), expected.lines().count(), "{name}");
        for (row, (got, expected)) in got.iter().zip(expected.lines()).enumerate() {
            assert_eq!(got, expected, "{name}, row {}", row + 1);
        }
    }
}

#[test]
fn trades_written_anew_are_the_same_and_so_are_their_totals() {
    for name in FILES {
        for packing in [Packing::None, Packing::Zstd] {
            let before = bytes(&format!("{name}.parquet"));
            let mut after = Vec::new();
            let many = repack_trades(&before, packing, &mut after).unwrap();
            let ((before, mut totals), (after, mut again)) = (told(&before).unwrap(), told(&after).unwrap());
            assert_eq!(many, before.len() as u64);
            assert_eq!(after, before, "{name}");
            assert_eq!(totals.left_out(), again.left_out(), "{name}");
            let last = Day::new(2999, 12, 31).unwrap();
            assert_eq!(totals.before(last), again.before(last), "{name}");
        }
    }
}

#[test]
fn times_tell_their_unit_and_must_not_mix() {
    let file = |times: &[i64]| {
        let column = |name, kind| Written { name, kind, is_optional: false };
        let columns = [column("ts", Kind::Int64), column("price", Kind::Int64), column("qty", Kind::Int64)];
        let mut bytes = Vec::new();
        let mut table = Table::create(&mut bytes, &columns, Packing::None).unwrap();
        for time in times {
            table.push(&[*time, 5, 7].map(Cell::Number)).unwrap();
        }
        assert_eq!(table.finish().unwrap(), times.len() as u64);
        bytes
    };
    let unit = |times: &[i64]| {
        let bytes = file(times);
        let trades = Trades::open(&bytes).unwrap();
        let mut batch = Batch::default();
        trades.reader(&bytes[..], 0..1).unwrap().fill(&mut batch).map(|_| batch.unit)
    };
    assert_eq!(unit(&[1_678_406_400]), Ok(TimeUnit::Second));
    assert_eq!(unit(&[1_678_406_400_000, 1_678_406_400_001]), Ok(TimeUnit::Milli));
    assert_eq!(unit(&[1_678_406_400_000_000]), Ok(TimeUnit::Micro));
    assert_eq!(unit(&[1_678_406_400_000_000_000]), Ok(TimeUnit::Nano));
    let mixed = Err(FileError::UnitsMixed { first: 1, second: 3 });
    assert_eq!(unit(&[1_678_406_400_000, 1_678_406_400_000, 1_678_406_400_000_000]), mixed);
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn a_file_whose_bytes_are_changed_gets_an_answer(
            file in 0..FILES.len(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        ) {
            let mut bytes = bytes(&format!("{}.parquet", FILES[file]));
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            // Whatever it is; a panic fails the test.
            let Ok(trades) = Trades::open(&bytes) else { return Ok(()) };
            let Ok(mut reader) = trades.reader(&bytes[..], 0..8) else { return Ok(()) };
            let (mut batch, mut batches) = (Batch::default(), 0);
            while batches < 100 && matches!(reader.fill(&mut batch), Ok(true)) {
                batches += 1;
            }
        }
    }
}
