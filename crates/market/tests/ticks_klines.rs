//! Klines to days in one pass: the same bars, findings and refusals as by way of all candles.

use proptest::prelude::*;
use qazyq_market::bars::csv::whole_lines;
use qazyq_market::days::{BuiltDay, DayCut, daily};
use qazyq_market::klines;
use qazyq_market::ticks::TicksError;
use qazyq_market::ticks::klines::{Found, Klines};

const USDC: &str = include_str!("data/USDCUSDT-1m-2023-03-11.csv");

/// Midnight at the beginning of 2023-03-11 in milliseconds.
const T: i64 = 1_678_492_800_000;

/// One file in pieces that end at ends of lines.
fn pass(
    bytes: &[u8],
    cut: DayCut,
    partial: bool,
    piece: usize,
) -> Result<(Vec<BuiltDay>, Found), TicksError> {
    let mut klines = Klines::new(cut, partial);
    let (mut rest, mut days) = (bytes, vec![]);
    while !rest.is_empty() {
        let whole = whole_lines(&rest[..piece.min(rest.len())]);
        let end = if whole == 0 {
            rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |n| n + 1)
        } else {
            whole
        };
        klines.read(&rest[..end])?;
        days.extend(klines.days());
        rest = &rest[end..];
    }
    let found = klines.end_file()?;
    days.extend(klines.finish());
    Ok((days, found))
}

/// Both ways, whose answers must be one. Where the pass refuses what the other way takes, that is given.
fn check(bytes: &[u8]) -> Option<&'static str> {
    let mut refused = None;
    for (cut, partial) in
        [(DayCut::Utc, true), (DayCut::Utc, false), (DayCut::Almaty, true), (DayCut::Almaty, false)]
    {
        let got = pass(bytes, cut, partial, usize::MAX);
        for piece in [1, 200] {
            assert_eq!(pass(bytes, cut, partial, piece), got, "{}", String::from_utf8_lossy(bytes));
        }
        let file = klines::parse(bytes);
        let days = file
            .as_ref()
            .map(|file| daily(file.candles.iter().map(|(_, candle)| candle), file.interval, cut, partial));
        match (got, file.clone(), days) {
            (Ok((got, found)), Ok(file), Ok(Ok(days))) => {
                assert_eq!(got, days, "{}", String::from_utf8_lossy(bytes));
                assert_eq!(found.candles, file.candles.len() as u64);
                assert_eq!(found.rejected.len(), file.rejected.len());
                assert!(found.rejected.iter().eq(file.rejected.iter().take(10)), "{found:?} {file:?}");
                assert_eq!(found.defects.len(), file.defects.len());
                assert!(found.defects.iter().eq(file.defects.iter().take(10)), "{found:?} {file:?}");
            }
            // Only the order of time and quotes are judged otherwise; of several reasons to refuse a file another may come first.
            (Err(error), Ok(_), Ok(Ok(_))) => {
                refused = Some(error.code());
                assert!(
                    matches!(
                        error.code(),
                        "candles-are-not-in-order" | "line-breaks-within-quotes" | "candle-stands-twice"
                    ),
                    "{error} {}",
                    String::from_utf8_lossy(bytes)
                );
            }
            (Err(error), Ok(_), Ok(Err(other))) => assert!(
                error == TicksError::Days(other.clone())
                    || error.code() == "candles-are-not-in-order"
                    || error.code() == "line-breaks-within-quotes",
                "{error} {other}"
            ),
            (Err(_), Err(_), _) => {}
            (got, file, days) => panic!("{got:?} {file:?} {days:?} {}", String::from_utf8_lossy(bytes)),
        }
    }
    refused
}

/// What both ways say of a file that is refused.
fn check_refused(text: &str, expected: &str) {
    let error = pass(text.as_bytes(), DayCut::Utc, true, usize::MAX).unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert_eq!(klines::parse(text.as_bytes()).unwrap_err().to_string(), expected);
}

fn line(opens: i64, closes: i64, prices: &str, quote: &str) -> String {
    format!("{opens},{prices},{closes},{quote},7,0.5,0.25,0\n")
}

fn minute(k: i64, prices: &str, quote: &str) -> String {
    line(T + k * 60_000, T + k * 60_000 + 59_999, prices, quote)
}

#[test]
fn an_excerpt_gives_the_bars_of_its_candles() {
    assert_eq!(check(USDC.as_bytes()), None);
    let (days, found) = pass(USDC.as_bytes(), DayCut::Utc, true, usize::MAX).unwrap();
    assert_eq!((days.len(), found.candles, found.lines), (1, 30, 30));
    assert_eq!(check(USDC.replace('\n', "\r\n").as_bytes()), None);
    let header = "open_time,open,high,low,close,volume,close_time,quote_volume,count,a,b,ignore\n";
    assert_eq!(check(format!("\u{feff}{header}\r\n{USDC}{header}").as_bytes()), None);
}

#[test]
fn whole_days_are_kept_under_both_midnights() {
    let lines = |from: i64, days: i64, hours: i64| -> String {
        (0..days * 24 / hours)
            .map(|k| {
                let opens = from + k * hours * 3_600_000;
                let price = format!("{0}.5,{0}.75,{0}.25,{1}.5,3", k % 7 + 1, k % 7 + 1);
                line(opens, opens + hours * 3_600_000 - 1, &price, "4.5")
            })
            .collect()
    };
    let leap = 1_709_078_400_000;
    for (from, days, hours) in [(T, 3, 1), (leap, 4, 1), (T, 3, 6), (T, 3, 12), (T, 3, 24), (leap, 4, 2)] {
        assert_eq!(check(lines(from, days, hours).as_bytes()), None);
    }
    let crossing = pass(lines(T, 2, 12).as_bytes(), DayCut::Almaty, true, usize::MAX).unwrap_err();
    assert_eq!(crossing.code(), "candle-crosses-midnight");
}

#[test]
fn figures_of_any_form_give_the_same_bars() {
    let huge = "9".repeat(60);
    for odd in [
        "1,1,1,1,2",
        "1.5,2.25,0.125,1,1000000",
        "1.123456789,2,1,1.5,3",
        "1,1,1,1,12345678901234567890.12345678",
        "1.00000000,1.00000000,1.00000000,1.00000000,12345678.00000000",
        "1.00000000,1.00000000,1.00000000,1.00000000,123456789012.00000000",
        &format!("1,{huge},1,1,{huge}"),
        "1,1,0,1,-1",
        "1,1,2,1,1",
        "0,1,1,3,1",
        "1e0,1,1,1,2",
        "1,1,1,,2",
        " 1,1 ,1,1,2",
        "\"1\",1,1,1,2",
        "1,1,1,1,1,1",
        "1,1,1,1",
        "1.,1,1,1,1",
        "+1,1,1,1,1",
        "1,1,1,1,0",
    ] {
        let text = minute(0, "1.5,2.5,0.5,1.5,2", "3")
            + &minute(1, odd, "2")
            + &minute(2, "1,1,1,1,1", "1.00000001");
        assert_eq!(check(text.as_bytes()), None, "{odd}");
        assert_eq!(check((minute(1, odd, "2") + &minute(2, "1,1,1,1,1", "1")).as_bytes()), None, "{odd}");
    }
}

#[test]
fn what_no_figure_is_read_of_may_be_anything() {
    let good = minute(0, "1,1,1,1,1", "1");
    for tail in ["", "x", "\u{20ac}", "\"a,b\"", "-", "1/2", "a\rb", "0,", "\"", "5\"", "\"x"] {
        let odd = format!("{},1,1,1,1,1,{},1,{tail},0,0,0\n", T + 60_000, T + 119_999);
        let refused = check(format!("{good}{odd}{}", minute(2, "1,1,1,1,1", "1")).as_bytes());
        let is_open = matches!(tail, "\"" | "\"x");
        assert_eq!(refused, is_open.then_some("line-breaks-within-quotes"), "{tail}");
    }
    let mut bytes = good.clone().into_bytes();
    bytes.extend(
        minute(1, "1,1,1,1,1", "1").replace("0.25", "\u{1}").bytes().map(|b| if b == 1 { 0xff } else { b }),
    );
    assert_eq!(pass(&bytes, DayCut::Utc, true, 9).unwrap_err().to_string(), "file-is-not-utf-8 line=`2`");
}

#[test]
fn a_candle_above_itself_counts_once_and_time_never_goes_back() {
    let (a, b, c) = (minute(0, "1,1,1,1,1", "1"), minute(1, "1,1,1,1,2", "1"), minute(2, "1,1,1,1,3", "1"));
    assert_eq!(check(format!("{a}{a}{b}{b}{b}").as_bytes()), None);
    let (days, found) = pass(format!("{a}{a}{b}").as_bytes(), DayCut::Utc, true, 7).unwrap();
    assert_eq!((days[0].bar.coverage.unwrap().candles, found.repeated), (2, 1));
    // The same figures, written otherwise.
    let other = minute(0, "1.00000000,1.0,1,1.000,1.00", "1");
    assert_eq!(check(format!("{a}{other}").as_bytes()), None);
    assert_eq!(check(format!("{a}{c}{b}").as_bytes()), Some("candles-are-not-in-order"));
    assert_eq!(check(format!("{a}{b}{a}").as_bytes()), Some("candles-are-not-in-order"));
    let wide = minute(0, "1,1,1,1,0.123456789", "1");
    assert_eq!(check(format!("{wide}{wide}{b}").as_bytes()), None);
    check_refused(
        &format!("{a}{}", minute(0, "1,1,1,1,5", "1")),
        "candle-stands-twice time=`2023-03-11T00:00:00Z` first=`1` second=`2`",
    );
    check_refused(
        &format!("{a}{}", minute(0, "1,1,1,1,0.123456789", "1")),
        "candle-stands-twice time=`2023-03-11T00:00:00Z` first=`1` second=`2`",
    );
}

#[test]
fn what_refuses_a_file_refuses_it_here() {
    let a = minute(0, "1,1,1,1,1", "1");
    check_refused("", "file-is-empty");
    check_refused(" \n\t\n", "file-is-empty");
    check_refused("open_time,x\n", "file-has-no-rows");
    check_refused(
        "a,b\n",
        "no-row-is-readable rejected=`1` line=`1` reason=`fields-do-not-match-the-header`",
    );
    check_refused("PK\u{3}\u{4}", "file-is-packed packing=`zip`");
    check_refused(
        &format!("{a}{}", line((T + 60_000) * 1000, (T + 120_000) * 1000 - 1, "1,1,1,1,1", "1")),
        "units-of-time-are-mixed first=`1` second=`2`",
    );
    check_refused(
        &format!("{a}\n{}", line(T + 3_600_000, T + 7_199_999, "1,1,1,1,1", "1")),
        "interval-changes first=`1` second=`3` interval=`1m` other=`1h`",
    );
    check_refused(
        &format!("{a}{}", line(T, T + 7 * 86_400_000 - 1, "1,1,1,1,1", "1")),
        "interval-is-too-long line=`2` interval=`1w`",
    );
    for odd in [
        line(T + 60_001, T + 120_000, "1,1,1,1,1", "1"),
        line(T + 60_000, T + 119_998, "1,1,1,1,1", "1"),
        line(32_503_680_000_000, 32_503_680_059_999, "1,1,1,1,1", "1"),
        line(60_000, 119_999, "1,1,1,1,1", "1"),
        line(-60_000, -1, "1,1,1,1,1", "1"),
        minute(1, "1,1,1,1,1", "1").replacen("16", "+16", 1),
        minute(1, "1,1,1,1,1", "1").replacen("16", "016", 1),
        minute(1, "1,1,1,1,1", "1").replacen("16", "1e6", 1),
    ] {
        assert_eq!(check(format!("{a}{odd}{}", minute(5, "1,1,1,1,1", "1")).as_bytes()), None, "{odd}");
    }
}

#[test]
fn files_one_behind_the_other_are_one_series() {
    let lines: Vec<String> =
        (0..2880).map(|k| minute(k, &format!("1,{},1,1,{k}", k % 10 + 1), "1")).collect();
    let whole = pass(lines.concat().as_bytes(), DayCut::Almaty, false, usize::MAX).unwrap().0;
    let mut klines = Klines::new(DayCut::Almaty, false);
    for (k, part) in lines.chunks(1440).enumerate() {
        // The second file is in microseconds and has a header.
        let text = part.concat();
        let micros = |line: &str| {
            let mut fields: Vec<_> = line.split(',').map(str::to_owned).collect();
            fields[0].push_str("000");
            fields[6].push_str("999");
            fields.join(",") + "\n"
        };
        let text = if k == 1 { text.lines().map(micros).collect() } else { text };
        klines.read(format!("open_time,x\n{text}").as_bytes()).unwrap();
        assert_eq!(klines.end_file().unwrap().candles, 1440);
    }
    assert_eq!(klines.finish(), whole);
    assert_eq!(whole.len(), 1);

    let mut klines = Klines::new(DayCut::Utc, true);
    klines.read(lines[1].as_bytes()).unwrap();
    klines.end_file().unwrap();
    assert_eq!(klines.end_file().unwrap_err().code(), "file-is-empty");
    assert_eq!(
        klines.read(lines[0].as_bytes()).unwrap_err().to_string(),
        "candles-are-not-in-order line=`1`"
    );
}

fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[1-9][0-9]{0,6}\\.[0-9]{8}",
        2 => "[0-9]{1,12}(\\.[0-9]{1,9})?",
        1 => "-?[0-9]{1,30}(\\.[0-9]{1,30})?",
    ]
}

proptest! {
    #[test]
    fn both_ways_give_one_answer(
        rows in proptest::collection::vec((1i64..600, proptest::collection::vec(figure(), 6), 0u8..40), 1..12),
        crlf in any::<bool>(),
    ) {
        let (mut text, mut k) = (String::new(), 0);
        for (step, figures, oddity) in rows {
            // Some rows repeat their time, some go back.
            k += match oddity { 0 => 0, 1 => -step, _ => step };
            let prices = figures[..5].join(",");
            let mut row = minute(k, &prices, &figures[5]);
            if oddity == 2 {
                row = row.replacen(',', ",,", 1);
            }
            text += &row;
            if oddity == 3 {
                text += &row;
            }
        }
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        check(text.as_bytes());
    }

    #[test]
    fn a_file_that_was_damaged_gives_one_answer(
        at in proptest::collection::vec((any::<prop::sample::Index>(), prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(b'.'), b'0'..b':', any::<u8>()]), 1..4),
    ) {
        let mut bytes = USDC.as_bytes()[..1200].to_vec();
        for (index, byte) in at {
            let place = index.index(bytes.len());
            bytes[place] = byte;
        }
        check(&bytes);
    }
}
