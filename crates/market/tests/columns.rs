//! Tables by a mapping: three real files that somebody broke, and made ones.

mod common;

use qazyq_market::columns::{self, Mapping};
use qazyq_market::{DailyFile, Figure, FileError, detect};

const ALL_CURRENCIES: &str = include_str!("data/all_currencies.csv");
const SIXCRYPTO: &str = include_str!("data/sixcrypto.csv");
const CRYPTO_MARKETS: &str = include_str!("data/crypto-markets.csv");

const ALL_COLUMNS: &str =
    "date=Date,open=Open,high=High,low=Low,close=Close,volume=Volume,market_cap=MarketCap";
const SIX_COLUMNS: &str =
    "date=Date,open=Open,high=High,low=Low,close=Close,volume=Volume,market_cap=Marketcap";

fn mapping(columns: &str, dates: &str) -> Mapping {
    columns.parse::<Mapping>().unwrap().with_dates(dates.parse().unwrap())
}

fn read(text: &str, mapping: &Mapping) -> Result<DailyFile, FileError> {
    columns::parse(text.as_bytes(), mapping)
}

fn check(text: &str, mapping: &Mapping, expected: &[&str]) {
    assert_eq!(common::file(&read(text, mapping)), expected, "{text}");
}

#[test]
fn a_file_of_several_assets_is_refused_until_a_filter_names_one() {
    let all = mapping(ALL_COLUMNS, "iso");
    check(ALL_CURRENCIES, &all, &["day-stands-twice day=`2017-11-10` first=`6` second=`16`"]);

    let ethereum = read(ALL_CURRENCIES, &all.clone().with_only("Currency", "Ethereum")).unwrap();
    assert_eq!(ethereum.bars.len(), 15);
    assert_eq!(
        common::bar(&ethereum.bars[14].1),
        "2017-11-22 360.31 381.42 360.15 380.65 - 800819000 34544000000"
    );
    let defects: Vec<_> = ethereum.defects.iter().map(|d| format!("{}: {}", d.line, d.kind)).collect();
    assert_eq!(
        defects,
        ["26: capitalisation-is-zero", "40: last-figure-may-be-cut figure=`market_cap` found=`34544000000`"]
    );

    let bitcoin = read(ALL_CURRENCIES, &all.clone().with_only("Currency", "Bitcoin")).unwrap();
    assert_eq!(bitcoin.bars.len(), 10);
    assert_eq!(bitcoin.bars.iter().filter(|(_, bar)| bar.market_cap.is_none()).count(), 9);
    assert!(bitcoin.defects.iter().all(|d| d.kind.code() == "digits-may-be-lost"));

    check(
        ALL_CURRENCIES,
        &all.clone().with_only("Currency", "ethereum"),
        &["filter-matches-nothing filter=`Currency=ethereum`"],
    );
    let both = all.with_only("Currency", "Ethereum").with_only("Volume", "164329");
    check(
        ALL_CURRENCIES,
        &both,
        &["26: 2015-08-07 2.83 3.54 2.52 2.77 - 164329 0", "26: 2015-08-07 capitalisation-is-zero"],
    );
}

#[test]
fn two_digit_years_are_read_by_their_pattern() {
    let bitcoin = mapping(SIX_COLUMNS, "%m/%d/%y").with_only("Symbol", "BTC");
    let file = read(SIXCRYPTO, &bitcoin).unwrap();
    assert_eq!(file.bars.len(), 13);
    assert_eq!(
        common::bar(&file.bars[0].1),
        "2017-10-18 5603.819824 5603.819824 5151.439941 5590.689941 - 2399269888 92982539106"
    );
    assert_eq!(file.defects.len(), 8);
    assert_eq!(file.defects[7].kind.to_string(), "digits-may-be-lost figure=`market_cap` found=`6.42E+11`");
    check(
        SIXCRYPTO,
        &mapping(SIX_COLUMNS, "iso").with_only("Symbol", "BTC"),
        &["no-row-is-readable rejected=`13` line=`17` reason=`date-is-not-readable`"],
    );
    check(
        SIXCRYPTO,
        &mapping(SIX_COLUMNS, "%d/%m/%y").with_only("Symbol", "BTC"),
        &["day-and-month-are-exchanged line=`17` found=`10/18/17` pattern=`%d/%m/%y` exchanged=`%m/%d/%y`"],
    );
}

#[test]
fn without_a_column_of_days_there_is_nothing_to_do() {
    check(
        CRYPTO_MARKETS,
        &mapping("date=date,close=close", "iso"),
        &[
            "date-column-is-missing column=`date` found=`slug, symbol, name, ranknow, open, high, low, close, volume, \
         market, close_ratio, spread`",
        ],
    );
    assert_eq!(detect(CRYPTO_MARKETS.as_bytes()), None);
    assert_eq!(detect(SIXCRYPTO.as_bytes()), None);
    assert_eq!(detect(b""), None);
    assert_eq!(detect(b"\x1f\x8b"), None);
}

#[test]
fn the_delimiter_is_the_one_under_which_the_columns_appear() {
    let plain = mapping("date=Day,close=Last price", "iso");
    for delimiter in [',', ';', '\t', '|'] {
        let text = "Day,Note,Last price\n2020-01-01,x,1.5\n".replace(',', &delimiter.to_string());
        check(&text, &plain, &["2: 2020-01-01 - - - 1.5 - - -"]);
    }
    let text = "Day:Last price\n2020-01-01:1.5\n";
    check(text, &plain.clone().with_delimiter(':').unwrap(), &["2: 2020-01-01 - - - 1.5 - - -"]);
    check(text, &plain, &["date-column-is-missing column=`Day` found=`Day:Last price`"]);
    check("Day;Price\n", &plain, &["column-is-missing column=`Last price` found=`Day, Price`"]);
    check(
        "Day;Last price\n",
        &plain.clone().with_only("Coin", "X"),
        &["column-is-missing column=`Coin` found=`Day, Last price`"],
    );
    check("Day;Last price;Day\n", &plain, &["column-stands-twice column=`Day`"]);
}

#[test]
fn every_figure_can_be_mapped_and_none_must_be() {
    let all = mapping("date=d,open=o,high=h,low=l,close=c,vwap=w,volume=v,market_cap=m", "iso");
    let text = "d,o,h,l,c,w,v,m\n2020-01-01 00:00:00+00:00,2,4,1,3,2.5,5,6\n";
    check(text, &all, &["2: 2020-01-01 2 4 1 3 2.5 5 6"]);
    check(text, &mapping("date=d,market_cap=m", "iso"), &["2: 2020-01-01 - - - - - - 6"]);
    check(
        text,
        &mapping("date=d,market_cap=m", "iso").with_column(Figure::Close, "c"),
        &["2: 2020-01-01 - - - 3 - - 6"],
    );
    check(
        "d,w\n2020-01-01,0\n",
        &mapping("date=d,vwap=w", "iso"),
        &["2: 2020-01-01 - - - - 0 - -", "2: 2020-01-01 price-is-not-positive figure=`vwap` found=`0`"],
    );
}

#[test]
fn a_comma_that_nobody_quoted_shifts_no_column() {
    let close = mapping("date=d,close=c,volume=v", "iso").with_thousands(',').unwrap();
    check(
        "d,c,v\n2020-01-01,1.5,\"1,066\"\n2020-01-02,1.5,1,066\n",
        &close,
        &["2: 2020-01-01 - - - 1.5 - 1066 -", "3: fields-do-not-match-the-header found=`4` expected=`3`"],
    );
    // Undeclared, a comma is never taken out.
    check(
        "d,c,v\n2020-01-01,1.5,\"1,066\"\n",
        &mapping("date=d,close=c,volume=v", "iso"),
        &[
            "2: 2020-01-01 - - - 1.5 - - -",
            "2: 2020-01-01 figure-is-not-readable figure=`volume` found=`1,066`",
        ],
    );
}

#[test]
fn a_time_behind_the_day_must_be_midnight() {
    let close = mapping("date=d,close=c", "iso");
    check(
        "d,c\n2020-01-01T00:00:00Z,1\n2020-01-02T23:59:59Z,1\n",
        &close,
        // With rows of other times beside it, the one at midnight is no day either.
        &["rows-are-not-daily line=`3` found=`2020-01-02T23:59:59Z`"],
    );
    check(
        "d,c\n2020-01-01T00:00:00Z,1\n2020-01-02T00:00:00Z,1\n",
        &close,
        &["2: 2020-01-01 - - - 1 - - -", "3: 2020-01-02 - - - 1 - - -"],
    );
    check(
        "d,c\n2020-01-02T23:59:59Z,1\n",
        &mapping("date=d,close=c", "%Y-%m-%dT23:59:59Z"),
        &["2: 2020-01-02 - - - 1 - - -"],
    );
}
