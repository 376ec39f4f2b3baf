//! Bars of a whole market in one CSV file: what is read, what is told, and that nothing hangs on how the file is parted.

use proptest::prelude::*;
use qazyq_exact::Day;
use qazyq_market::bars::csv::{self, Header, Reader};
use qazyq_market::bars::{Batch, FIGURES, Findings, Wanted};
use qazyq_market::{Figure, FileError};

const ALL: Wanted = Wanted { figures: [true; FIGURES], days: (i32::MIN, i32::MAX) };

fn day(text: &str) -> i32 {
    text.parse::<Day>().unwrap().number()
}

/// Rows as `asset day currency figures`, absent figures as `-`.
fn rows(reader: &Reader, batch: &Batch) -> Vec<String> {
    (0..batch.len())
        .map(|row| {
            let figures = batch.figures.each_ref().map(|column| match column.amount(row) {
                Some(amount) => amount.to_string(),
                None => "-".to_owned(),
            });
            let currency =
                batch.currencies.get(row).map(|n| format!(" {}", reader.currencies().get(*n).unwrap()));
            let day = Day::from_number(batch.days[row]);
            let asset = reader.assets().get(batch.assets[row]).unwrap();
            format!("{asset} {day}{} {}", currency.unwrap_or_default(), figures.join(" "))
        })
        .collect()
}

/// All rows of the lines, read with one batch.
fn fill(reader: &mut Reader, lines: &[u8]) -> Result<Vec<String>, FileError> {
    let (mut batch, mut at, mut all) = (Batch::default(), 0, vec![]);
    while at < lines.len() {
        at += reader.fill(&mut batch, &lines[at..])?;
        all.extend(rows(reader, &batch));
    }
    Ok(all)
}

/// The file at once: its rows, and what was found.
fn read(text: &[u8], wanted: &Wanted) -> Result<(Vec<String>, Findings), FileError> {
    let (header, body) = Header::read(text)?;
    let mut reader = Reader::new(&header, wanted);
    let rows = fill(&mut reader, &text[body..])?;
    reader.findings().usable()?;
    Ok((rows, reader.findings().clone()))
}

/// The file in parts, each by a reader of its own, and each read in pieces that end at ends of lines.
fn read_in_parts(
    text: &[u8],
    wanted: &Wanted,
    parts: usize,
    piece: usize,
) -> Result<(Vec<String>, Findings), FileError> {
    let (header, body) = Header::read(text)?;
    let mut findings = Reader::new(&header, wanted).findings().clone();
    let mut all = vec![];
    for part in csv::parts(&text[body..], parts) {
        let mut reader = Reader::of_part(&header, wanted);
        let mut rest = part;
        while !rest.is_empty() {
            let pieces = csv::whole_lines(&rest[..piece.min(rest.len())]);
            let end = if pieces == 0 {
                rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |n| n + 1)
            } else {
                pieces
            };
            all.extend(fill(&mut reader, &rest[..end]).map_err(|error| csv::behind(error, findings.lines))?);
            rest = &rest[end..];
        }
        findings.append(reader.findings());
    }
    findings.usable()?;
    Ok((all, findings))
}

fn told(result: &Result<(Vec<String>, Findings), FileError>) -> Vec<String> {
    match result {
        Err(error) => vec![error.to_string()],
        Ok((rows, found)) => {
            let rejected = found.rejected.iter().map(|r| format!("{}: {}", r.line, r.why));
            let cells = found.unreadable.iter().map(|d| format!("{}: {} {}", d.line, d.day, d.kind));
            rows.iter().cloned().chain(rejected).chain(cells).collect()
        }
    }
}

fn check_wanted(text: &str, wanted: &Wanted, expected: &[&str]) {
    let whole = read(text.as_bytes(), wanted);
    assert_eq!(told(&whole), expected, "{text:?}");
    for (parts, piece) in [(1, 1), (2, 7), (3, 1 << 20), (7, 30)] {
        assert_eq!(read_in_parts(text.as_bytes(), wanted, parts, piece), whole, "{text:?} {parts} {piece}");
    }
}

fn check(text: &str, expected: &[&str]) {
    check_wanted(text, &ALL, expected);
}

#[test]
fn columns_stand_in_any_order_and_others_are_passed_over() {
    check(
        "asset,day,open,high,low,close,vwap,volume,market_cap\nUSDC,2023-03-10,1,2.50,0.5,1.25,1.1,1000,99999999999\n",
        &["USDC 2023-03-10 1 2.5 0.5 1.25 1.1 1000 99999999999"],
    );
    check(
        "\u{feff}\"mcap\";\"name\";\"close\";\"date\";\"asset\";\"currency\"\r\n12;USD Coin \u{20ac};0.9988;2023-03-11;7;EUR\r\n",
        &["7 2023-03-11 EUR - - - 0.9988 - - 12"],
    );
    check(
        "asset\tdate\tclose\n07\t2023-03-11\t1\n7\t2023-03-11\t2",
        &["07 2023-03-11 - - - 1 - - -", "7 2023-03-11 - - - 2 - - -"],
    );
}

#[test]
fn lines_end_and_fields_are_quoted_as_files_have_it() {
    check(
        "asset|day|close\r\n\r\n a |2023-03-11| 1.5 \r\n\n\"b\"|\"2023-03-12\"|\"2\"\r\n",
        &["a 2023-03-11 - - - 1.5 - - -", "b 2023-03-12 - - - 2 - - -"],
    );
    check(
        "asset,day,close\n\"A, \"\"B\"\"\",2023-03-11,1\n\"C\",2023-03-11,2\n",
        &["A, \"B\" 2023-03-11 - - - 1 - - -", "C 2023-03-11 - - - 2 - - -"],
    );
    // A quote within a field is a character.
    check(
        "asset,day,close\n5\"disk,2023-03-11,1\n\"x\" y,2023-03-11,2\n",
        &["5\"disk 2023-03-11 - - - 1 - - -", "\"x\" y 2023-03-11 - - - 2 - - -"],
    );
    for text in
        ["a,2023-03-11,1,\"x\ny\"\n", "a,2023-03-11,1,\"x", "\"a\n\",2023-03-11,1,x\n", "a,n/a,1,\"x\ny\"\n"]
    {
        let text = format!("asset,day,close,note\nb,2023-03-11,1,\n{text}");
        check(&text, &["line-breaks-within-quotes line=`3`"]);
    }
}

#[test]
fn a_figure_is_an_amount_perhaps_with_an_exponent_or_absent() {
    check(
        "asset,day,close,volume\na,2023-03-11,1.5e-05,1E6\na,2023-03-12,,NaN\na,2023-03-13,-1,\na,2023-03-14,1.0004999999999999,9e59\n",
        &[
            "a 2023-03-11 - - - 0.000015 - 1000000 -",
            "a 2023-03-12 - - - - - - -",
            "a 2023-03-13 - - - -1 - - -",
            &format!("a 2023-03-14 - - - 1.0004999999999999 - 9{} -", "0".repeat(59)),
            "3: 2023-03-12 figure-is-not-readable figure=`volume` found=`NaN`",
        ],
    );
    check(
        "asset,day,close\na,2023-03-11,1,5\na,2023-03-11,\"1,5\"\na,2023-03-11,1.5.2\na,2023-03-11,1 \u{20ac}\n",
        &[
            "a 2023-03-11 - - - - - - -",
            "a 2023-03-11 - - - - - - -",
            "a 2023-03-11 - - - - - - -",
            "2: fields-do-not-match-the-header found=`4` expected=`3`",
            "3: 2023-03-11 figure-is-not-readable figure=`close` found=`1,5`",
            "4: 2023-03-11 figure-is-not-readable figure=`close` found=`1.5.2`",
            "5: 2023-03-11 figure-is-not-readable figure=`close` found=`1 \u{20ac}`",
        ],
    );
}

#[test]
fn a_line_that_is_no_row_is_told_and_leaves_nothing_behind() {
    check(
        "day,asset,close,volume\n2023-03-11,a,1,2\n2023-03-11,b,1\n2023-02-30,c,1,2\n,d,x,2\nfoo\n2023-03-11,,x,2\n2023-03-12,a,3,4",
        &[
            "a 2023-03-11 - - - 1 - 2 -",
            "a 2023-03-12 - - - 3 - 4 -",
            "3: fields-do-not-match-the-header found=`3` expected=`4`",
            "4: date-is-not-readable found=`2023-02-30` expected=`YYYY-MM-DD`",
            "5: date-is-not-readable found=`` expected=`YYYY-MM-DD`",
            "6: date-is-not-readable found=`foo` expected=`YYYY-MM-DD`",
            "7: asset-is-not-readable found=``",
        ],
    );
    let many = format!("asset,day,close\na,2023-03-11,1\n{}", "x,y\n".repeat(100));
    let found = read(many.as_bytes(), &ALL).unwrap().1;
    assert_eq!((found.rejected.len(), found.rejected.iter().count(), found.lines), (100, 10, 102));
}

#[test]
fn a_file_without_a_row_is_refused() {
    check("asset,day,close\n", &["file-has-no-rows"]);
    check("asset,day,close\n\n\r\n", &["file-has-no-rows"]);
    check(
        "asset,day,close\na,b,c\n",
        &["no-row-is-readable rejected=`1` line=`2` reason=`date-is-not-readable`"],
    );
    assert_eq!(told(&read(b"asset,day,close\n\xff,2023-03-11,1\n", &ALL)), ["file-is-not-utf-8 line=`2`"]);
    // A column that nobody wants may hold anything.
    assert_eq!(told(&read(b"asset,day,x\na,2023-03-11,\xff\n", &ALL)), ["a 2023-03-11 - - - - - - -"]);
}

#[test]
fn a_day_may_have_midnight_behind_it_and_nothing_else() {
    check(
        "asset,day,close\na,2023-03-11T00:00:00Z,1\na,2023-03-12 00:00:00,2\na,2023-03-13T00:00:00.000000+00:00,3\n",
        &["a 2023-03-11 - - - 1 - - -", "a 2023-03-12 - - - 2 - - -", "a 2023-03-13 - - - 3 - - -"],
    );
    check(
        "asset,day,close\na,2023-03-11T00:00:00Z,1\na,2023-03-11T01:00:00Z,2\n",
        &["rows-are-not-daily line=`3` found=`2023-03-11T01:00:00Z`"],
    );
    check(
        "asset,day,close\na,2023-03-11T23:59:59Z,1\n",
        &["no-row-is-readable rejected=`1` line=`2` reason=`time-is-not-midnight`"],
    );
}

#[test]
fn days_that_nobody_wants_are_left_out_wherever_the_day_stands() {
    let close = Figure::OF_A_BAR.map(|figure| figure == Figure::Close);
    let wanted = Wanted { figures: close, days: (day("2023-03-11"), day("2023-03-12")) };
    let expected = ["a 2023-03-11 - - - 2 - - -", "a 2023-03-12 - - - 3 - - -"];
    for quote in ["", "\""] {
        let days = ["2023-03-10", "2023-03-10", "2023-03-11", "2023-03-12", "2023-03-13"];
        let line = |k: usize, f: &dyn Fn(&str, usize) -> String| f(&format!("{quote}{}{quote}", days[k]), k);
        let text = |head: &str, f: &dyn Fn(&str, usize) -> String| {
            (0..5).fold(format!("{head}\n"), |text, k| text + &line(k, f) + "\n")
        };
        let texts = [
            text("day,asset,open,close", &|day, k| format!("{day},a,x,{}", k.max(1))),
            text("asset,close,open,day", &|day, k| format!("a,{},x,{day}", k.max(1))),
            text("open,asset,day,close", &|day, k| format!("x,a,{day},{}", k.max(1))),
        ];
        for text in texts {
            check_wanted(&text, &wanted, &expected);
            let (_, found) = read(text.as_bytes(), &wanted).unwrap();
            assert_eq!((found.rows, found.left_out, found.lines), (2, 3, 6), "{text}");
        }
    }
    // Nothing that is wanted is no refusal.
    check_wanted("day,asset,close\n2020-01-01,a,1\n2020-01-01,b,1\n", &wanted, &[]);
    // Quotes of rows that are left out are looked at all the same.
    check_wanted(
        "day,asset,note\n2020-01-01,a,1\n2020-01-01,b,\"x\n2020-01-01,c,y\"\n",
        &wanted,
        &["line-breaks-within-quotes line=`3`"],
    );
    check_wanted("day,asset,note\n2020-01-01,a,1\n2020-01-01,b,5\"\n2020-01-01,c,\"y\"\n", &wanted, &[]);
}

#[test]
fn a_file_of_many_batches_is_read_as_one_of_few() {
    let mut text = "day,asset,open,close,currency\n".to_owned();
    for k in 0u64..70_000 {
        let day = Day::from_number(19_000 + i32::try_from(k / 300).unwrap());
        let close = if k % 9_000 == 0 {
            "1.000000000000000000001".to_owned()
        } else {
            format!("{}.{:04}", k % 7, k % 9973)
        };
        text +=
            &format!("{day},asset{},{}.5,{close},{}\n", k % 300, k, if k % 2 == 0 { "USD" } else { "EUR" });
    }
    let whole = read(text.as_bytes(), &ALL).unwrap();
    assert_eq!((whole.0.len(), whole.1.lines), (70_000, 70_001));
    assert_eq!(whole.0[69_999], "asset99 2022-08-29 EUR 69999.5 - - 6.0188 - - -");
    for (parts, piece) in [(1, 10_000), (4, 1 << 20), (64, 5_000)] {
        assert_eq!(read_in_parts(text.as_bytes(), &ALL, parts, piece).unwrap(), whole);
    }
}

/// Fields that may stand in a row, the odd ones among them.
fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,9}(\\.[0-9]{1,9})?",
        1 => "-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?",
        2 => Just("2023-03-11".to_owned()),
        1 => "20[0-9]{2}-0[1-9]-[0-3][0-9](T00:00:00Z)?",
        1 => "[a-zA-Z0-9 .\u{20ac}-]{0,12}",
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    proptest::collection::vec(proptest::collection::vec(field(), 3..6), 0..12)
}

fn text(header: &str, rows: &[Vec<String>], quote: &str, end: &str) -> String {
    let row =
        |row: &Vec<String>| row.iter().map(|f| format!("{quote}{f}{quote}")).collect::<Vec<_>>().join(",");
    rows.iter().fold(format!("{header}{end}"), |text, fields| text + &row(fields) + end)
}

proptest! {
    #[test]
    fn quotes_line_ends_and_parts_change_nothing(rows in table(), parts in 1usize..5, piece in 1usize..100, head in 0usize..3) {
        let header = ["day,asset,close,volume", "asset,close,x,day", "close,asset,volume,date,vwap"][head];
        let wanted = Wanted { figures: [true; FIGURES], days: (day("2020-01-01"), day("2023-12-31")) };
        let plain = text(header, &rows, "", "\n");
        let expected = read(plain.as_bytes(), &wanted);
        // Quotes lead each cell along the careful way.
        for other in [text(header, &rows, "\"", "\n"), text(header, &rows, "", "\r\n"), text(header, &rows, "\"", "\r\n")] {
            prop_assert_eq!(&read(other.as_bytes(), &wanted), &expected, "{}", other);
        }
        prop_assert_eq!(&read_in_parts(plain.as_bytes(), &wanted, parts, piece), &expected);
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), b'0'..b':', any::<u8>()], 0..120), head in 0usize..3) {
        let header = ["day,asset,close\n", "asset,day,close,open\r\n", "close,asset,day\n2023-01-01,"][head];
        let whole = [header.as_bytes(), &bytes].concat();
        let found = read(&whole, &ALL);
        if let Ok((rows, found)) = &found {
            let lines = 1 + whole.iter().filter(|b| **b == b'\n').count() as u64;
            prop_assert!(found.lines <= lines && rows.len() as u64 == found.rows);
        }
        if !matches!(found, Err(FileError::LineBreakInQuotes { .. })) {
            prop_assert_eq!(read_in_parts(&whole, &ALL, 3, 11), found);
        }
    }
}
