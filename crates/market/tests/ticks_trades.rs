//! Trades to days: the sums of a slow and obvious way, whatever the order, the scales and the parting of a file.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qazyq_exact::{Amount, Day, IBig, Ratio};
use qazyq_market::bars::csv::whole_lines;
use qazyq_market::days::DayCut;
use qazyq_market::ticks::TicksError;
use qazyq_market::ticks::totals::{TimeUnit, Total, Totals, Trade, Trades};
use qazyq_market::ticks::trades::{Found, Reader};

/// 2024-02-28T18:00:00Z: midnight in Almaty, where the 29th has 25 hours.
const T: i64 = 1_709_143_200_000_000_000;
const HOUR: i64 = 3_600_000_000_000;

/// The totals, as trades sorted by time give them.
fn slowly(trades: &[Trade], cut: DayCut) -> Vec<Total> {
    let mut by_day: BTreeMap<(Day, u32), Vec<&Trade>> = BTreeMap::new();
    for trade in trades.iter().filter(|trade| trade.price.is_positive() && trade.quantity.is_positive()) {
        let instant = jiff::Timestamp::from_nanosecond(trade.nanos.into()).unwrap();
        by_day.entry((cut.day_of(instant), trade.asset)).or_default().push(trade);
    }
    let sum = |ratios: Vec<Ratio>| ratios.into_iter().fold(Ratio::ZERO, |sum, ratio| sum.plus(&ratio));
    by_day
        .into_iter()
        .map(|((day, asset), mut trades)| {
            trades.sort_by_key(|trade| trade.nanos);
            let quantity = sum(trades.iter().map(|t| t.quantity.to_ratio()).collect());
            let worth =
                sum(trades.iter().map(|t| t.price.to_ratio().times(&t.quantity.to_ratio())).collect());
            let prices = || trades.iter().map(|trade| trade.price.clone());
            Total {
                asset,
                day,
                open: trades[0].price.clone(),
                high: prices().max().unwrap(),
                low: prices().min().unwrap(),
                close: trades[trades.len() - 1].price.clone(),
                quantity: amount_of(&quantity),
                worth: amount_of(&worth),
            }
        })
        .collect()
}

/// The decimal that a ratio is.
fn amount_of(ratio: &Ratio) -> Amount {
    let scale = 100;
    let scaled = ratio.numerator() * IBig::from(10).pow(scale);
    let (digits, rest) = (&scaled / ratio.denominator(), &scaled % ratio.denominator());
    assert_eq!(rest, IBig::ZERO);
    Amount::new(digits, scale)
}

fn shown(total: &Total) -> String {
    let Total { asset, day, open, high, low, close, quantity, worth } = total;
    format!("{asset} {day} {open} {high} {low} {close} {quantity} {worth}")
}

/// Columns `asset, time, price, quantity` at these scales, added in one call.
fn add(totals: &mut Totals, unit: TimeUnit, scales: (u8, u8), rows: &[(u32, i64, i64, i64)]) {
    totals.add(&Trades {
        assets: &rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        times: &rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        unit,
        prices: &rows.iter().map(|row| row.2).collect::<Vec<_>>(),
        price_scale: scales.0,
        quantities: &rows.iter().map(|row| row.3).collect::<Vec<_>>(),
        quantity_scale: scales.1,
    });
}

#[test]
fn trades_of_a_day_are_added_up_by_asset() {
    let mut totals = Totals::new(DayCut::Utc);
    let s = T / 1_000_000_000;
    add(
        &mut totals,
        TimeUnit::Second,
        (2, 0),
        &[(1, s, 105, 10), (0, s, 99, 1), (1, s + 1, 95, 30), (1, s, 100, 5)],
    );
    // A finer scale, another unit, and the next day.
    add(
        &mut totals,
        TimeUnit::Milli,
        (3, 1),
        &[(1, s * 1000 + 1500, 1010, 25), (1, (s + 43_200) * 1000, 2000, 10)],
    );
    let got: Vec<_> = totals.clone().before("2024-02-29".parse().unwrap()).iter().map(shown).collect();
    assert_eq!(
        got,
        ["0 2024-02-28 0.99 0.99 0.99 0.99 1 0.99", "1 2024-02-28 1.05 1.05 0.95 1.01 47.5 46.525"]
    );
    let all = totals.finish();
    assert_eq!(all.iter().map(shown).collect::<Vec<_>>()[2..], ["1 2024-02-29 2 2 2 2 1 2"]);
    let built = all[1].built();
    assert_eq!(built.vwap, Some("1861/1900".parse().unwrap()));
    assert_eq!(built.bar.vwap.unwrap().to_string(), "0.9794736842105263157894736842105263157895");
    assert_eq!((built.bar.volume.unwrap().to_string(), built.bar.coverage), ("46.525".to_owned(), None));
}

#[test]
fn what_is_no_trade_is_left_out_and_counted() {
    let mut totals = Totals::new(DayCut::Utc);
    add(
        &mut totals,
        TimeUnit::Nano,
        (0, 0),
        &[(0, T, 0, 1), (0, T, 1, 0), (0, T, -1, 1), (0, T, i64::MIN, 1), (0, T, 1, 1)],
    );
    add(&mut totals, TimeUnit::Nano, (0, 0), &[(0, -1, 1, 1), (0, i64::MAX, 1, 1), (0, i64::MIN, 1, 1)]);
    add(
        &mut totals,
        TimeUnit::Second,
        (0, 0),
        &[(0, i64::MAX, 1, 1), (0, i64::MAX / 1_000_000_000 + 1, 1, 1)],
    );
    assert_eq!(totals.left_out(), 9);
    assert_eq!(totals.finish().iter().map(shown).collect::<Vec<_>>()[0], "0 2024-02-28 1 1 1 1 1 1");
}

#[test]
fn sums_that_outgrow_128_bits_go_on() {
    let mut totals = Totals::new(DayCut::Utc);
    let rows = [(0, T, i64::MAX, i64::MAX); 5];
    add(&mut totals, TimeUnit::Nano, (0, 0), &rows);
    // The same trades at a finer scale do not fit the slots, nor do they at a scale of 30.
    add(&mut totals, TimeUnit::Nano, (18, 18), &rows);
    add(&mut totals, TimeUnit::Nano, (30, 0), &rows);
    add(&mut totals, TimeUnit::Nano, (0, 0), &rows);
    let trade = |price_scale: usize, scale: usize| Trade {
        asset: 0,
        nanos: T,
        price: Amount::new(IBig::from(i64::MAX), price_scale),
        quantity: Amount::new(IBig::from(i64::MAX), scale),
    };
    let trades: Vec<_> =
        [(0, 0), (18, 18), (30, 0), (0, 0)].into_iter().flat_map(|(p, q)| vec![trade(p, q); 5]).collect();
    assert_eq!(totals.finish(), slowly(&trades, DayCut::Utc));
}

proptest! {
    #[test]
    fn totals_are_those_of_the_slow_way(
        calls in proptest::collection::vec(
            (0u8..20, 0u8..20, proptest::collection::vec((0u32..4, 0i64..100, prop_oneof![3 => 1i64..1000, 1 => 1i64..i64::MAX], prop_oneof![3 => 1i64..1000, 1 => 1i64..i64::MAX]), 0..12)),
            0..6,
        ),
        almaty in any::<bool>(),
        in_order in any::<bool>(),
    ) {
        let cut = if almaty { DayCut::Almaty } else { DayCut::Utc };
        let (mut totals, mut one_by_one, mut trades) = (Totals::new(cut), Totals::new(cut), vec![]);
        let mut latest = 0;
        for (price_scale, scale, rows) in calls {
            let rows: Vec<_> = rows.into_iter().map(|(asset, hours, price, quantity)| {
                latest = if in_order { latest + hours / 50 } else { hours };
                (asset, T + latest * HOUR, price, quantity)
            }).collect();
            add(&mut totals, TimeUnit::Nano, (price_scale, scale), &rows);
            trades.extend(rows.iter().map(|&(asset, nanos, price, quantity)| Trade {
                asset,
                nanos,
                price: Amount::new(IBig::from(price), price_scale.into()),
                quantity: Amount::new(IBig::from(quantity), scale.into()),
            }));
        }
        trades.iter().for_each(|trade| one_by_one.add_one(trade));
        let expected = slowly(&trades, cut);
        prop_assert_eq!(totals.finish(), expected.clone());
        prop_assert_eq!(one_by_one.finish(), expected);
    }
}

/// A file in pieces: its totals by the assets' names, and what else was found.
fn pass(bytes: &[u8], asset: Option<&str>, piece: usize) -> Result<(Vec<String>, Found), TicksError> {
    let mut reader = Reader::new(DayCut::Utc);
    if let Some(asset) = asset {
        reader.name_file(asset);
    }
    let mut rest = bytes;
    while !rest.is_empty() {
        let whole = whole_lines(&rest[..piece.min(rest.len())]);
        let end = if whole == 0 {
            rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |n| n + 1)
        } else {
            whole
        };
        reader.read(&rest[..end])?;
        rest = &rest[end..];
    }
    let found = reader.end_file()?;
    let (totals, assets) = reader.finish();
    assert_eq!(totals.left_out(), 0);
    let total = |total: &Total| {
        let rest = shown(total);
        format!("{} {}", assets.get(total.asset).unwrap(), rest.split_once(' ').unwrap().1)
    };
    Ok((totals.finish().iter().map(total).collect(), found))
}

fn check_of(text: &str, asset: Option<&str>, expected: &[&str]) {
    for piece in [usize::MAX, 1, 40] {
        let got = match pass(text.as_bytes(), asset, piece) {
            Err(error) => vec![error.to_string()],
            Ok((mut totals, found)) => {
                totals.extend(found.rejected.iter().map(|r| format!("{}: {}", r.line, r.why)));
                totals
            }
        };
        assert_eq!(got, expected, "{text:?} {piece}");
    }
}

fn check(text: &str, expected: &[&str]) {
    check_of(text, None, expected);
}

#[test]
fn trades_of_binance_need_no_header() {
    let rows = "1,0.97150000,100.00000000,97.15,1678543200000,True,True\n2,0.97000000,50.00000000,48.5,1678543200001,False,True\n";
    let expected = ["USDC 2023-03-11 0.9715 0.9715 0.97 0.97 150 145.65"];
    check_of(rows, Some("USDC"), &expected);
    check_of(&rows.replace('\n', "\r\n"), Some("USDC"), &expected);
    check_of(
        &format!("id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch\n{rows}"),
        Some("USDC"),
        &expected,
    );
    check_of(&rows.replace(",True\n", "\n"), Some("USDC"), &expected);
    check_of(
        &rows.replace("000,", "000000,").replace("001,", "001000,").replace(".97150000000,", ".97150000,"),
        Some("USDC"),
        &expected,
    );
    check(rows, &["column-is-missing column=`asset` found=``"]);
}

#[test]
fn columns_of_trades_go_by_their_names() {
    check(
        "\u{feff}\r\nts;pair;price;size;note\r\n2023-03-11T14:00:00.25Z;\"A;B\";0.5;2;x\r\n2023-03-11T18:59:59+05:00;\"A;B\";1.5e0;1;\r\n",
        &["A;B 2023-03-11 1.5 1.5 0.5 0.5 3 2.5"],
    );
    check(
        "symbol,amount,time,price\nb,1,1678543200000000001,2\na,1,1678543200000000000,3\nb,1,1678543200000000000,1\nb,1.0,1678543200000000001,5\n",
        &["b 2023-03-11 1 5 1 5 3 8", "a 2023-03-11 3 3 3 3 1 3"],
    );
    let wide = format!(
        "time,price,qty,asset\n1678543200000,{0},1,a\n1678543200000,1,0.{1}1,a\n",
        "9".repeat(60),
        "0".repeat(39)
    );
    check(&wide, &[&format!("a 2023-03-11 {0} {0} 1 1 1.{1}1 {0}.{1}1", "9".repeat(60), "0".repeat(39))]);
}

#[test]
fn a_line_that_is_no_trade_is_told() {
    check(
        "asset,time,price,qty\na,1678543200000,1,2\n\na,x,1,1\na,1678543200000,0,1\na,1678543200000,1,-1\na,1678543200000,1\n,1678543200000,1,1\na,9999,1,1\na,1678543200000,1,1,1\n",
        &[
            "a 2023-03-11 1 1 1 1 2 2",
            "4: time-is-not-readable found=`x`",
            "5: trade-figure-is-not-usable column=`price` found=`0`",
            "6: trade-figure-is-not-usable column=`quantity` found=`-1`",
            "7: fields-do-not-match-the-header found=`3` expected=`4`",
            "8: asset-is-not-readable found=``",
            "9: time-is-not-readable found=`9999`",
            "10: fields-do-not-match-the-header found=`5` expected=`4`",
        ],
    );
    check(
        "asset,time,price,qty\na,b,c,d\n",
        &["no-row-is-readable rejected=`1` line=`2` reason=`time-is-not-readable`"],
    );
}

#[test]
fn a_file_that_could_be_misread_is_refused() {
    check("", &["file-is-empty"]);
    check("\n \n", &["file-is-empty"]);
    check("a,b\n", &["header-is-unknown found=`a,b` expected=`time, price, qty, asset`"]);
    check("asset,time,price\n", &["column-is-missing column=`qty` found=`asset, time, price`"]);
    check("asset,time,price,qty,size\n", &["column-stands-twice column=`size`"]);
    check("asset,time,price,qty\n", &["file-has-no-rows"]);
    check(
        "asset,time,price,qty\na,1678543200000,1,1\na,1678543200000000,1,1\n",
        &["units-of-time-are-mixed first=`2` second=`3`"],
    );
    check("asset,time,price,qty\na,1678543200000,1,\"1\n", &["line-breaks-within-quotes line=`2`"]);
}

proptest! {
    #[test]
    fn quotes_and_pieces_change_nothing(
        rows in proptest::collection::vec(("[ab]{1,2}", 0i64..200_000_000, "[0-9]{1,9}(\\.[0-9]{1,9})?", "[0-9]{1,9}(\\.[0-9]{1,9})?|x|-1|[0-9]{20}\\.[0-9]{20}|[1-9]e-9"), 0..20),
        piece in 1usize..200,
    ) {
        let text = |quote: &str, end: &str| rows.iter().fold(format!("asset,time,price,qty{end}"), |text, (asset, time, price, qty)| {
            let fields = [asset.clone(), (1_678_543_200_000 + time).to_string(), price.clone(), qty.clone()];
            text + &fields.map(|field| format!("{quote}{field}{quote}")).join(",") + end
        });
        let expected = pass(text("", "\n").as_bytes(), None, usize::MAX);
        for (quote, end) in [("", "\n"), ("\"", "\n"), ("", "\r\n"), ("\"", "\r\n")] {
            prop_assert_eq!(&pass(text(quote, end).as_bytes(), None, piece), &expected);
        }
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), b'0'..b':', any::<u8>()], 0..120)) {
        let _ = pass(&bytes, Some("x"), 17);
        let whole = [b"asset,time,price,qty\na,1678543200000,1,1\n".as_slice(), &bytes].concat();
        let _ = pass(&whole, None, 17);
    }
}
