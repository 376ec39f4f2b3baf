//! CoinMarketCap's historical-data page: real excerpts, and commas.

mod common;

use qazyq_market::coinmarketcap::page;
use qazyq_market::{Format, detect};

fn check(text: &str, expected: &[&str]) {
    assert_eq!(common::file(&page::parse(text.as_bytes())), expected, "{text}");
}

/// How many bars, rejected lines and defects an excerpt has.
fn check_counts(text: &str, bars: usize, rejected: usize, defects: usize) {
    assert_eq!(detect(text.as_bytes()), Some(Format::Page));
    let file = page::parse(text.as_bytes()).unwrap();
    assert_eq!((file.bars.len(), file.rejected.len(), file.defects.len()), (bars, rejected, defects));
}

#[test]
fn excerpts_are_read_whole() {
    check_counts(include_str!("data/usdt.tsv"), 11, 0, 0);
    check_counts(include_str!("data/idrt.tsv"), 11, 0, 0);
    // Nine days without trade.
    check_counts(include_str!("data/usdq.tsv"), 24, 0, 9);
    let file = page::parse(include_bytes!("data/usdt.tsv")).unwrap();
    assert_eq!(common::bar(&file.bars[10].1), "2020-12-16 1 1 0.997685 0.999979 - 65892006749 19779356101");
    assert_eq!(file.convert_id, None);
}

#[test]
fn prices_of_zero_stay_and_are_told() {
    let file = page::parse(include_bytes!("data/eurx.tsv")).unwrap();
    assert_eq!(file.bars.len(), 15);
    let of = |code: &str| file.defects.iter().filter(|d| d.kind.code() == code).count();
    assert_eq!(of("price-is-not-positive"), 30);
    assert_eq!(of("volume-is-zero"), 8);
    assert_eq!(of("capitalisation-is-zero"), 15);
    assert_eq!(common::bar(&file.bars[0].1), "2020-10-31 1.17 1.17 0 0 - 0 0");
}

#[test]
fn a_page_saved_without_data_has_no_readable_row() {
    let text = include_str!("data/ust.tsv");
    assert_eq!(detect(text.as_bytes()), Some(Format::Page));
    check(text, &["no-row-is-readable rejected=`1` line=`2` reason=`date-is-not-readable`"]);
    // Beside a row it is one rejected line.
    check(
        &format!("{text}Dec 16, 2020\t1.00\t1.00\t0.99\t1.00\t5\t6\n"),
        &[
            "3: 2020-12-16 1 1 0.99 1 - 5 6",
            "2: date-is-not-readable found=`TerraUSD Price No Data` expected=`%b %d, %Y`",
        ],
    );
}

#[test]
fn commas_stand_before_every_third_digit_or_the_figure_is_absent() {
    let volume = |volume: &str, expected: &[&str]| {
        let header = "date\topen\thigh\tlow\tclose\tvolume\tmarket_cap";
        check(&format!("{header}\nDec 16, 2020\t1\t1\t1\t1\t{volume}\t6\n"), expected);
    };
    volume("1,066.10", &["2: 2020-12-16 1 1 1 1 - 1066.1 6"]);
    volume("65,892,006,749", &["2: 2020-12-16 1 1 1 1 - 65892006749 6"]);
    volume("1066.10", &["2: 2020-12-16 1 1 1 1 - 1066.1 6"]);
    for wrong in ["1,06.10", "10,66", "1,0661", "6589,2006,749", "1,", ",1", "1,066.100,200"] {
        volume(
            wrong,
            &[
                "2: 2020-12-16 1 1 1 1 - - 6",
                &format!("2: 2020-12-16 thousands-are-grouped-wrongly figure=`volume` found=`{wrong}`"),
            ],
        );
    }
}

#[test]
fn a_page_is_refused_where_it_contradicts_itself_or_lacks_a_column() {
    let header = "date\topen\thigh\tlow\tclose\tvolume\tmarket_cap";
    let row = "Dec 16, 2020\t1\t1\t1\t1\t5\t6";
    check(&format!("{header}\n{row}\n{row}\n"), &["2: 2020-12-16 1 1 1 1 - 5 6"]);
    check(&format!("{header}\n{row}\n{row}6\n"), &["day-stands-twice day=`2020-12-16` first=`2` second=`3`"]);
    check(
        &format!("{}\n{row}\n", header.replace("market_cap", "cap")),
        &["column-is-missing column=`market_cap` found=`date, open, high, low, close, volume, cap`"],
    );
    check(
        &format!("{}\n{row}\n", header.replace("date", "day")),
        &["date-column-is-missing column=`date` found=`day, open, high, low, close, volume, market_cap`"],
    );
    check(
        &header.replace('\t', ","),
        &["header-is-unknown found=`date,open,high,low,close,volume,market_cap` \
         expected=`open, high, low, close, volume, market_cap`"],
    );
    check(
        &format!("{header}\n{row}"),
        &[
            "2: 2020-12-16 1 1 1 1 - 5 6",
            "2: 2020-12-16 last-figure-may-be-cut figure=`market_cap` found=`6`",
        ],
    );
}
