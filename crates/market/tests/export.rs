//! CoinMarketCap's own download: real excerpts, and what may be wrong with a file.

mod common;

use qazyq_market::coinmarketcap::export;
use qazyq_market::{Format, detect};

const MARCH_2023: &str = include_str!("data/usdc_2023-03.csv");
const DAI: &str = include_str!("data/dai_2019-11.csv");

const HEADER: &str = "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;circulatingSupply;timestamp";

/// A row of the format with the day and the figures from `open` to `marketCap`.
fn row(day: &str, figures: &str) -> String {
    format!(
        "\"{day}T00:00:00.000Z\";\"{day}T23:59:59.999Z\";\"\";\"\";\"2781\";{figures};0;\"{day}T23:59:59.999Z\""
    )
}

/// The bars, rejected lines and defects of a file, or its error.
fn check(text: &str, expected: &[&str]) {
    assert_eq!(common::file(&export::parse(text.as_bytes())), expected, "{text}");
}

#[test]
fn an_excerpt_of_march_2023_gives_its_days_oldest_first() {
    assert_eq!(detect(MARCH_2023.as_bytes()), Some(Format::Export));
    let file = export::parse(MARCH_2023.as_bytes()).unwrap();
    assert_eq!(file.bars.len(), 25);
    assert_eq!(file.convert_id, Some(2781));
    assert!(file.rejected.is_empty() && file.defects.is_empty());
    assert!(file.bars.is_sorted_by(|a, b| a.1.day < b.1.day && a.0 > b.0));
    let (line, bar) = &file.bars[6];
    assert_eq!(*line, 20);
    assert_eq!(
        common::bar(bar),
        "2023-03-11 0.9994698831 1.0000670335 0.8774 0.9715 - 26682206826.53 39692025359.6"
    );
}

#[test]
fn a_capitalisation_of_zero_is_told_and_kept() {
    let file = export::parse(DAI.as_bytes()).unwrap();
    assert_eq!(file.bars.len(), 8);
    assert_eq!(file.defects.len(), 8);
    assert!(file.defects.iter().all(|d| d.kind.code() == "capitalisation-is-zero"));
    assert!(file.bars.iter().all(|(_, bar)| bar.market_cap.as_ref().is_some_and(|cap| !cap.is_positive())));
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let rows = [HEADER.to_owned(), row("2020-01-02", "1;2;1;1;5;6"), row("2020-01-01", "1;1;1;1;5;6")];
    let plain = rows.join("\n");
    for text in [
        plain.clone(),
        rows.join("\r\n"),
        rows.join("\r"),
        format!("{plain}\n"),
        format!("\u{feff}{plain}"),
        format!("{plain}\r\n\r\n"),
    ] {
        check(&text, &["3: 2020-01-01 1 1 1 1 - 5 6", "2: 2020-01-02 1 2 1 1 - 5 6"]);
    }
    check(
        &format!("{plain}\n\u{feff}{}", row("2020-01-03", "1;1;1;1;5;6")),
        &[
            "3: 2020-01-01 1 1 1 1 - 5 6",
            "2: 2020-01-02 1 2 1 1 - 5 6",
            "4: date-is-not-readable found=`\u{feff}\"2020-01-03T00:00:00.000Z\"` expected=`YYYY-MM-DDT00:00:00.000Z`",
        ],
    );
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    let text = "marketCap;close;low;high;open;volume;name;timeClose;timeOpen\n\
                6;4;1;9;2;5;2781;2020-01-01T23:59:59.999Z;2020-01-01T00:00:00.000Z\n";
    check(text, &["2: 2020-01-01 2 9 1 4 - 5 6"]);
    // Cut behind its last digit, such a line would look whole.
    let text = "timeOpen;timeClose;close;low;high;open;volume;marketCap\n\
                2020-01-01T00:00:00.000Z;2020-01-01T23:59:59.999Z;4;1;9;2;5;61";
    check(
        text,
        &[
            "2: 2020-01-01 2 9 1 4 - 5 61",
            "2: 2020-01-01 last-figure-may-be-cut figure=`market_cap` found=`61`",
        ],
    );
}

#[test]
fn a_missing_column_is_named() {
    let without = |column: &str| format!("{}\n", HEADER.replace(column, "x"));
    let found = |column: &str| HEADER.replace(column, "x").replace(';', ", ");
    for column in ["open", "high", "low", "close", "volume", "marketCap"] {
        // `open` is a part of no other name: those have it with a capital.
        check(&without(column), &[&format!("column-is-missing column=`{column}` found=`{}`", found(column))]);
    }
    for column in ["timeOpen", "timeClose"] {
        check(
            &without(column),
            &[&format!("date-column-is-missing column=`{column}` found=`{}`", found(column))],
        );
    }
    check(&format!("{HEADER};close\n"), &["column-stands-twice column=`close`"]);
    check("a;b\n1;2\n", &["header-is-unknown found=`a, b` expected=`timeOpen, timeClose`"]);
    check(
        &HEADER.replace(';', ","),
        &[&format!(
            "header-is-unknown found=`{}…` expected=`timeOpen, timeClose`",
            &HEADER.replace(';', ",")[..60]
        )],
    );
}

#[test]
fn a_row_spans_one_utc_day_or_is_rejected() {
    let line = |opens: &str, closes: &str| {
        format!("timeOpen;timeClose;open;high;low;close;volume;marketCap\n{opens};{closes};1;1;1;1;1;1\n")
    };
    let good = ("2020-01-01T00:00:00.000Z", "2020-01-01T23:59:59.999Z");
    check(&line(good.0, good.1), &["2: 2020-01-01 1 1 1 1 - 1 1"]);
    for (opens, closes) in [
        (good.0, "2020-01-02T23:59:59.999Z"),
        (good.0, "2020-01-01T23:59:59.998Z"),
        (good.0, "2020-01-07T23:59:59.999Z"),
        (good.0, ""),
        ("2020-01-01T00:00:00.001Z", good.1),
        ("2020-01-01", good.1),
        ("2020-01-01T00:00:00.000+05:00", good.1),
    ] {
        let why = format!("times-do-not-span-one-day open=`{opens}` close=`{closes}`");
        check(
            &line(opens, closes),
            &[&format!(
                "no-row-is-readable rejected=`1` line=`2` reason=`{}`",
                why.split(' ').next().unwrap()
            )],
        );
        let text = format!("{}{};{};1;1;1;1;1;1\n", line(opens, closes), good.0, good.1);
        check(&text, &["3: 2020-01-01 1 1 1 1 - 1 1", &format!("2: {why}")]);
    }
}

#[test]
fn figures_in_another_currency_refuse_the_file() {
    let euro = row("2020-01-01", "1;1;1;1;5;6").replace("2781", "2790");
    let dollar = row("2020-01-02", "1;1;1;1;5;6");
    check(&format!("{HEADER}\n{euro}"), &["currency-is-not-known line=`2` found=`2790`"]);
    check(&format!("{HEADER}\n{dollar}\n{euro}"), &["currency-is-not-known line=`3` found=`2790`"]);
    check(&format!("{HEADER}\n{}", dollar.replace("2781", "")), &["currency-is-not-known line=`2` found=``"]);
    check(
        &format!("{HEADER}\n{}", dollar.replace("2781", "USDC")),
        &["currency-is-not-known line=`2` found=`USDC`"],
    );
}

#[test]
fn a_day_twice_is_one_bar_where_the_lines_agree_and_refused_where_they_differ() {
    let (a, b) = (row("2020-01-01", "1;1;1;1.00;5;6"), row("2020-01-02", "1;1;1;1;5;6"));
    check(
        &[HEADER, &a, &b, &a.replace("1.00", "1.0")].join("\n"),
        &["2: 2020-01-01 1 1 1 1 - 5 6", "3: 2020-01-02 1 1 1 1 - 5 6"],
    );
    check(
        &[HEADER, &a, &b, &a.replace("1.00", "1.01")].join("\n"),
        &["day-stands-twice day=`2020-01-01` first=`2` second=`4`"],
    );
    check(
        &[HEADER, &a, &a, &a.replace(";6;", ";;")].join("\n"),
        &["day-stands-twice day=`2020-01-01` first=`3` second=`4`"],
    );
}

#[test]
fn a_file_cut_off_anywhere_gives_a_whole_bar_or_none() {
    let whole = export::parse(DAI.as_bytes()).unwrap();
    let header = DAI.find('\n').unwrap();
    for end in (header..DAI.len()).filter(|end| DAI.is_char_boundary(*end)) {
        let Ok(file) = export::parse(&DAI.as_bytes()[..end]) else { continue };
        for (line, bar) in &file.bars {
            assert!(whole.bars.contains(&(*line, bar.clone())), "cut at {end}: {}", common::bar(bar));
        }
    }
    let cut = &DAI[..DAI.len() - 40];
    let file = export::parse(cut.as_bytes()).unwrap();
    assert_eq!(file.bars.len(), 7);
    assert_eq!(file.rejected[0].line, 9);
    assert_eq!(file.rejected[0].why.to_string(), "fields-do-not-match-the-header found=`10` expected=`13`");
    let cut = &DAI[..DAI.trim_end().len() - 3];
    let file = export::parse(cut.as_bytes()).unwrap();
    assert_eq!(file.rejected[0].why.to_string(), "quote-is-not-closed through=`9`");
}

#[test]
fn odd_figures_are_told_and_stay() {
    let odd = |figures: &str, expected: &[&str]| {
        check(&format!("{HEADER}\n{}\n", row("2020-01-01", figures)), expected);
    };
    odd(
        "0;1;0;1;5;6",
        &[
            "2: 2020-01-01 0 1 0 1 - 5 6",
            "2: 2020-01-01 price-is-not-positive figure=`open` found=`0`",
            "2: 2020-01-01 price-is-not-positive figure=`low` found=`0`",
        ],
    );
    odd(
        "1;1;-1;1;5;6",
        &["2: 2020-01-01 1 1 -1 1 - 5 6", "2: 2020-01-01 price-is-not-positive figure=`low` found=`-1`"],
    );
    odd("1;1;2;1;5;6", &["2: 2020-01-01 1 1 2 1 - 5 6", "2: 2020-01-01 high-is-below-low high=`1` low=`2`"]);
    odd("3;3;2;2;5;6", &["2: 2020-01-01 3 3 2 2 - 5 6"]);
    odd(
        "3.01;3;2;1.99;5;6",
        &[
            "2: 2020-01-01 3.01 3 2 1.99 - 5 6",
            "2: 2020-01-01 price-is-outside-range figure=`open` found=`3.01` low=`2` high=`3`",
            "2: 2020-01-01 price-is-outside-range figure=`close` found=`1.99` low=`2` high=`3`",
        ],
    );
    odd(
        "1;1;1;1;-5;-0.1",
        &[
            "2: 2020-01-01 1 1 1 1 - -5 -0.1",
            "2: 2020-01-01 figure-is-negative figure=`volume` found=`-5`",
            "2: 2020-01-01 figure-is-negative figure=`market_cap` found=`-0.1`",
        ],
    );
    odd(
        "1;1;1;1;0;0",
        &[
            "2: 2020-01-01 1 1 1 1 - 0 0",
            "2: 2020-01-01 volume-is-zero",
            "2: 2020-01-01 capitalisation-is-zero",
        ],
    );
    odd(
        "1;1;1;;5;6.42E+11",
        &[
            "2: 2020-01-01 1 1 1 - - 5 -",
            "2: 2020-01-01 figure-is-absent figure=`close`",
            "2: 2020-01-01 digits-may-be-lost figure=`market_cap` found=`6.42E+11`",
        ],
    );
    odd(
        "1;1;1;n/a;5,5;6",
        &[
            "2: 2020-01-01 1 1 1 - - - 6",
            "2: 2020-01-01 figure-is-not-readable figure=`close` found=`n/a`",
            "2: 2020-01-01 figure-is-not-readable figure=`volume` found=`5,5`",
        ],
    );
}

#[test]
fn what_holds_no_rows_is_refused() {
    check("", &["file-is-empty"]);
    check("\u{feff}\r\n", &["file-is-empty"]);
    check(HEADER, &["file-has-no-rows"]);
    check(
        &format!("{HEADER}\nx;y\n"),
        &["no-row-is-readable rejected=`1` line=`2` reason=`fields-do-not-match-the-header`"],
    );
    assert_eq!(export::parse(b"PK\x03\x04rest").unwrap_err().to_string(), "file-is-packed packing=`zip`");
    assert_eq!(export::parse(b"a;b\nc;\xe9\n").unwrap_err().to_string(), "file-is-not-utf-8 line=`2`");
    assert_eq!(export::parse(b"\xff\xfet\0i\0").unwrap_err().to_string(), "file-is-utf-16");
}
