//! Binance's kline files: a real excerpt in both units of time, and what may be wrong with a file.

use qazyq_market::klines::{self, KlineFile, pair_of_file_name, quote_of_pair};
use qazyq_market::{FileError, Format, detect};

const USDC: &str = include_str!("data/USDCUSDT-1m-2023-03-11.csv");

fn read(text: &str) -> Result<KlineFile, FileError> {
    klines::parse(text.as_bytes())
}

/// The interval, candles as `line: time open high low close volume quote`, rejected lines and defects; or the error.
fn check(text: &str, expected: &[&str]) {
    let got = match read(text) {
        Err(error) => vec![error.to_string()],
        Ok(file) => {
            let candles = file.candles.iter().map(|(line, c)| {
                let (time, figures) =
                    (c.open_time, [&c.open, &c.high, &c.low, &c.close, &c.volume, &c.quote_volume]);
                format!("{line}: {time} {}", figures.map(ToString::to_string).join(" "))
            });
            let rejected = file.rejected.iter().map(|r| format!("{}: {}", r.line, r.why));
            let defects = file.defects.iter().map(|d| format!("{}: {} {}", d.line, d.day, d.kind));
            core::iter::once(file.interval.name().to_owned())
                .chain(candles)
                .chain(rejected)
                .chain(defects)
                .collect()
        }
    };
    assert_eq!(got, expected, "{text}");
}

/// A line with these times and figures `open,high,low,close,volume` and quote volume.
fn line(open: i64, close: i64, prices: &str, quote: &str) -> String {
    format!("{open},{prices},{close},{quote},7,0,0,0\n")
}

/// Midnight at the beginning of 2023-03-11 in seconds.
const T: i64 = 1_678_492_800;

#[test]
fn an_excerpt_gives_its_candles() {
    assert_eq!(detect(USDC.as_bytes()), Some(Format::Klines));
    let file = read(USDC).unwrap();
    assert_eq!((file.candles.len(), file.rejected.len(), file.defects.len()), (30, 0, 0));
    assert_eq!(file.interval.name(), "1m");
    let (line, first) = &file.candles[0];
    assert_eq!((*line, first.opens().to_string().as_str()), (1, "2023-03-11T14:00:00Z"));
    assert_eq!(first.low.to_string(), "0.882");
    assert_eq!(first.is_over(file.interval), file.candles[1].1.opens());
}

#[test]
fn microseconds_and_milliseconds_give_the_same_candles() {
    let micros: String = USDC
        .lines()
        .map(|line| {
            let mut fields: Vec<_> = line.split(',').map(str::to_owned).collect();
            fields[0].push_str("000");
            fields[6].push_str("999");
            fields.join(",") + "\n"
        })
        .collect();
    assert_eq!(detect(micros.as_bytes()), Some(Format::Klines));
    assert_eq!(read(&micros).unwrap(), read(USDC).unwrap());
    let mixed =
        format!("{}{}", &USDC[..USDC.find('\n').unwrap() + 1], &micros[micros.find('\n').unwrap() + 1..]);
    check(&mixed, &["units-of-time-are-mixed first=`1` second=`2`"]);
}

#[test]
fn a_header_is_passed_over() {
    let header = "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,\
                  taker_buy_quote_volume,ignore\n";
    let text = format!("{header}{}", line(T * 1000, T * 1000 + 59_999, "1,1,1,1,2", "2"));
    assert_eq!(detect(text.as_bytes()), Some(Format::Klines));
    check(&text, &["1m", "2: 1678492800000000 1 1 1 1 2 2"]);
    check(header, &["file-has-no-rows"]);
    check(
        &format!("{text}{header}"),
        &["1m", "2: 1678492800000000 1 1 1 1 2 2", "3: time-is-not-readable found=`open_time`"],
    );
}

#[test]
fn the_two_times_tell_the_interval() {
    for (seconds, name) in [
        (1, "1s"),
        (60, "1m"),
        (180, "3m"),
        (300, "5m"),
        (900, "15m"),
        (1800, "30m"),
        (3600, "1h"),
        (7200, "2h"),
        (14_400, "4h"),
        (21_600, "6h"),
        (28_800, "8h"),
        (43_200, "12h"),
        (86_400, "1d"),
    ] {
        let text = line(T * 1000, (T + seconds) * 1000 - 1, "1,1,1,1,2", "2");
        check(&text, &[name, "1: 1678492800000000 1 1 1 1 2 2"]);
    }
    for (days, name) in [(3, "3d"), (7, "1w"), (28, "1mo"), (31, "1mo")] {
        let text = line(T * 1000, (T + days * 86_400) * 1000 - 1, "1,1,1,1,2", "2");
        check(&text, &[&format!("interval-is-too-long line=`1` interval=`{name}`")]);
    }
    let minute = line(T * 1000, T * 1000 + 59_999, "1,1,1,1,2", "2");
    let hour = line((T + 3600) * 1000, (T + 7200) * 1000 - 1, "1,1,1,1,2", "2");
    check(&format!("{minute}{hour}"), &["interval-changes first=`1` second=`2` interval=`1m` other=`1h`"]);
}

#[test]
fn times_that_fit_nothing_reject_the_line() {
    let good = line((T + 60) * 1000, (T + 120) * 1000 - 1, "1,1,1,1,2", "2");
    let odd = |open: i64, close: i64, why: &str| {
        let text = format!("{good}{}", line(open, close, "1,1,1,1,2", "2"));
        check(&text, &["1m", "1: 1678492860000000 1 1 1 1 2 2", &format!("2: {why}")]);
    };
    let t = T * 1000;
    odd(t, t + 60_000, &format!("times-span-no-interval open=`{t}` close=`{}`", t + 60_000));
    odd(t, t + 59_998, &format!("times-span-no-interval open=`{t}` close=`{}`", t + 59_998));
    odd(t, t - 1, &format!("times-span-no-interval open=`{t}` close=`{}`", t - 1));
    odd(t, i64::MIN, &format!("times-span-no-interval open=`{t}` close=`{}`", i64::MIN));
    odd(
        t,
        t * 1000 + 59_999_999,
        &format!("times-span-no-interval open=`{t}` close=`{}`", t * 1000 + 59_999_999),
    );
    odd(t + 1, t + 60_000, &format!("candle-is-off-the-grid open=`{}` interval=`1m`", t + 1));
    for open in [0, -1, T, 999_999_999_999, 32_503_680_000_000, 999_999_999_999_999, i64::MAX] {
        odd(open, open, &format!("time-is-not-readable found=`{open}`"));
    }
    // 2999-12-31T23:59 is the last minute that can be read, in either unit.
    let last = 32_503_679_940_000;
    check(&line(last, last + 59_999, "1,1,1,1,2", "2"), &["1m", "1: 32503679940000000 1 1 1 1 2 2"]);
    check(
        &line(last * 1000, last * 1000 + 59_999_999, "1,1,1,1,2", "2"),
        &["1m", "1: 32503679940000000 1 1 1 1 2 2"],
    );
}

#[test]
fn figures_of_a_candle_are_read_exactly_or_the_line_is_rejected() {
    let good = line((T + 60) * 1000, (T + 120) * 1000 - 1, "1,1,1,1,2", "2");
    let odd = |prices: &str, quote: &str, expected: &[&str]| {
        let text = format!("{good}{}", line(T * 1000, T * 1000 + 59_999, prices, quote));
        let head = ["1m", "1: 1678492860000000 1 1 1 1 2 2"];
        let mut all: Vec<_> = head.iter().chain(expected).copied().collect();
        // Candles stand sorted by time, and the odd one is the earlier.
        if expected.first().is_some_and(|first| first.starts_with("2: 16")) {
            all.swap(1, 2);
        }
        check(&text, &all);
    };
    odd("1e0,1,1,1,2", "2", &["2: candle-figure-is-not-readable figure=`open` found=`1e0`"]);
    odd("1,1,1,,2", "2", &["2: candle-figure-is-not-readable figure=`close` found=``"]);
    odd("1,1,1,1,2", "x", &["2: candle-figure-is-not-readable figure=`quote_volume` found=`x`"]);
    odd("1,1,1,1,1,1", "2", &["2: fields-do-not-match-the-header found=`13` expected=`12`"]);
    odd("1,1,1,1,0", "0", &["2: 1678492800000000 1 1 1 1 0 0"]);
    odd(
        "1,1,0,1,-1",
        "2",
        &[
            "2: 1678492800000000 1 1 0 1 -1 2",
            "2: 2023-03-11 price-is-not-positive figure=`low` found=`0`",
            "2: 2023-03-11 figure-is-negative figure=`volume` found=`-1`",
        ],
    );
    odd(
        "1,1,2,1,1",
        "2",
        &["2: 1678492800000000 1 1 2 1 1 2", "2: 2023-03-11 high-is-below-low high=`1` low=`2`"],
    );
}

#[test]
fn a_candle_twice_is_one_where_the_lines_agree_and_refused_where_they_differ() {
    let a = line(T * 1000, T * 1000 + 59_999, "1,1,1,1,2", "2");
    check(&format!("{a}{a}"), &["1m", "1: 1678492800000000 1 1 1 1 2 2"]);
    check(
        &format!("{a}{}", a.replace(",2,7", ",3,7")),
        &["candle-stands-twice time=`2023-03-11T00:00:00Z` first=`1` second=`2`"],
    );
}

#[test]
fn a_file_cut_off_loses_only_its_last_line() {
    let file = read(&USDC[..USDC.len() - 60]).unwrap();
    assert_eq!((file.candles.len(), file.rejected.len()), (29, 1));
    check("a,b\n", &["no-row-is-readable rejected=`1` line=`1` reason=`fields-do-not-match-the-header`"]);
    check("", &["file-is-empty"]);
    assert_eq!(klines::parse(b"PK\x03\x04").unwrap_err().code(), "file-is-packed");
}

#[test]
fn a_file_name_tells_the_pair_and_the_pair_its_quote() {
    for (name, pair) in [
        ("USDCUSDT-1m-2023-03-11.csv", Some("USDCUSDT")),
        ("USDCUSDT-1m-2023-03.csv", Some("USDCUSDT")),
        ("1INCHUSDT-12h-2023-03-11.csv", Some("1INCHUSDT")),
        ("USDCUSDT-1w-2023-03-11.csv", None),
        ("USDCUSDT-1m-2023-02-30.csv", None),
        ("USDCUSDT-1m-2023.csv", None),
        ("USDCUSDT-1m.csv", None),
        ("usdcusdt-1m-2023-03-11.csv", None),
        ("-1m-2023-03-11.csv", None),
        ("USDCUSDT-1m-2023-03-11.zip", None),
        ("", None),
    ] {
        assert_eq!(pair_of_file_name(name), pair, "{name}");
    }
    assert_eq!(quote_of_pair("USDCUSDT", "USDC").as_deref(), Some("USDT"));
    assert_eq!(quote_of_pair("BTCUSDC", "USDC"), None);
    assert_eq!(quote_of_pair("USDC", "USDC"), None);
    assert_eq!(quote_of_pair("USDCUSDT", ""), None);
}
