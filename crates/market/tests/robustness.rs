//! Any bytes get an answer, none a panic: random ones, real ones with a few bytes changed, and very long lines.

use proptest::prelude::*;
use qazyq_market::coinmarketcap::{export, page};
use qazyq_market::columns::{self, Mapping};
use qazyq_market::days::{DayCut, daily};
use qazyq_market::{DailyFile, detect, klines};

const REAL: [&[u8]; 7] = [
    include_bytes!("data/usdc_2023-03.csv"),
    include_bytes!("data/dai_2019-11.csv"),
    include_bytes!("data/usdq.tsv"),
    include_bytes!("data/eurx.tsv"),
    include_bytes!("data/all_currencies.csv"),
    include_bytes!("data/sixcrypto.csv"),
    include_bytes!("data/USDCUSDT-1m-2023-03-11.csv"),
];

fn mappings() -> Vec<Mapping> {
    let plain = |columns: &str| columns.parse::<Mapping>().unwrap();
    vec![
        plain("date=Date,open=Open,high=High,low=Low,close=Close,market_cap=MarketCap")
            .with_only("Currency", "Bitcoin"),
        plain("date=Date,close=Close,volume=Volume").with_dates("%m/%d/%y".parse().unwrap()),
        plain("date=date,close=close,volume=volume")
            .with_thousands(',')
            .unwrap()
            .with_dates("%b %d, %Y".parse().unwrap()),
        plain("date=a,vwap=b").with_delimiter(' ').unwrap(),
    ]
}

/// Sorted, each day once, and lines that the file has.
fn is_sound(file: &DailyFile, bytes: &[u8]) {
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    assert!(file.bars.is_sorted_by(|a, b| a.1.day < b.1.day));
    let numbers = file.bars.iter().map(|b| b.0).chain(file.rejected.iter().map(|r| r.line));
    assert!(numbers.chain(file.defects.iter().map(|d| d.line)).all(|line| (1..=lines).contains(&line)));
    assert!(
        file.defects.iter().all(|d| file.bars.iter().any(|(line, bar)| *line == d.line && bar.day == d.day))
    );
}

/// Everything that reads bytes reads these.
fn check(bytes: &[u8]) {
    let _ = detect(bytes);
    let by_columns = mappings().into_iter().map(|mapping| columns::parse(bytes, &mapping));
    for result in [export::parse(bytes), page::parse(bytes)].into_iter().chain(by_columns) {
        match result {
            Ok(file) => is_sound(&file, bytes),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    if let Ok(file) = klines::parse(bytes) {
        let candles: Vec<_> = file.candles.iter().map(|(_, candle)| candle).collect();
        for cut in [DayCut::Utc, DayCut::Almaty] {
            let _ = daily(candles.iter().copied(), file.interval, cut, true);
        }
    }
}

proptest! {
    #[test]
    fn random_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn random_text_of_the_formats_own_characters_is_answered(
        text in "(timeOpen|timeClose|date|Date|close|Close|a|b|[0-9]{1,13}|2020-01-01|T00:00:00.000Z|[;,|\t\"\r\n .\u{feff}\0-]){0,80}",
    ) {
        check(text.as_bytes());
    }

    #[test]
    fn real_files_with_bytes_changed_are_answered(
        file in 0..REAL.len(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..8),
        end in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = REAL[file].to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        check(&bytes);
        bytes.truncate(end.index(bytes.len()));
        check(&bytes);
    }
}

#[test]
fn very_long_lines_and_odd_characters_are_answered() {
    let mega = 1 << 20;
    check(&vec![b'9'; mega]);
    check(&vec![b';'; mega]);
    check(&vec![b'"'; mega]);
    check(&vec![b'\r'; mega]);
    check(&vec![0; mega]);
    for real in REAL {
        check(&[real, &vec![b'1'; mega], b"\n", real].concat());
        check(&[real, real].concat());
        check(&[b"\"", real].concat());
    }
    check(
        "date\topen\thigh\tlow\tclose\tvolume\tmarket_cap\n\u{feff}Dec 16, 2020\t1\t1\t1\t1\0\t1\t1\n"
            .as_bytes(),
    );
}
