//! Random series: deviations are drawn first, and prices are written from what the peg is worth on the day,
//! so that figures fall on the threshold and a hair beside it instead of merely near.

use num_bigint::BigInt;
use serde_json::{Map, Value, json};

use super::draw::{Calendar, Draw};
use crate::case::{Case, days_later};
use crate::number::{Fraction, amount, is_positive, size, whole, zero};
use crate::stability::worth;

/// The days around the assessment date that a series may have, counted from it.
const EARLIEST: i32 = -45;
const LATEST: i32 = 2;

/// One deviation for each day from the earliest to the latest.
struct Deviations(Vec<Fraction>);

impl Deviations {
    fn all(deviation: impl FnMut(i32) -> Fraction) -> Self {
        Self((EARLIEST..=LATEST).map(deviation).collect())
    }

    fn of(&self, day: i32) -> &Fraction {
        &self.0[(day - EARLIEST) as usize]
    }

    fn set(&mut self, day: i32, deviation: Fraction) {
        if (EARLIEST..=LATEST).contains(&day) {
            self.0[(day - EARLIEST) as usize] = deviation;
        }
    }
}

/// How the other prices of a day stand to the one that is drawn.
#[derive(Clone, Copy)]
enum Shape {
    /// All are that one.
    Same,
    /// There is only the close.
    CloseOnly,
    /// High and low lie equally far from the peg, or all but.
    Mirrored,
    /// High above and low below the close.
    Around,
    /// High below and low above it: a defect that still counts.
    UpsideDown,
    /// The four have the drawn one as their mean.
    Balanced,
    /// High and vwap follow deviations of their own.
    Apart,
}

/// What a day lacks.
#[derive(Clone, Copy)]
enum Gap {
    Bar,
    Prices,
    One(&'static str),
}

/// The names of sources: some are easily taken for one another, and some stand in another order by UTF-16.
pub(super) const SOURCES: [&str; 14] = [
    "kz-exchange",
    "kz-exchange",
    "ATAIX",
    "Биржа",
    "CoinMarketCap",
    "coinmarketcap ",
    "coinmarketcap/2",
    "",
    "\u{ffee}",
    "😀",
    "é",
    "e\u{301}",
    "a\"\\\n\u{1}",
    "Either",
];

/// Which sources the case has series of.
pub(super) fn sources(draw: &mut Draw, in_order: bool) -> Vec<String> {
    let mut sources = Vec::new();
    if in_order || draw.percent(80) {
        sources.push("coinmarketcap".to_owned());
    }
    let others = draw.of(&[0, 0, 0, 0, 1, 1, 1, 2]);
    for _ in 0..others {
        let source = draw.of(&SOURCES).to_owned();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    draw.shuffle(&mut sources);
    sources
}

/// One series. `pegged` is a case that holds the peg and the rates, for the prices to be set against.
pub(super) fn series(draw: &mut Draw, pegged: &Case, source: &str, currency: &str, in_order: bool) -> Value {
    let calendar = Calendar { date: pegged.date };
    let last = draw.of(&[-1, -1, 0]);
    let deviations = if in_order && draw.percent(60) { calm(draw) } else { drawn(draw, last) };
    let apart = drawn(draw, last);
    let shapes = [
        Shape::Same,
        Shape::Same,
        Shape::CloseOnly,
        Shape::Mirrored,
        Shape::Mirrored,
        Shape::Around,
        Shape::UpsideDown,
        Shape::Balanced,
        Shape::Balanced,
        Shape::Apart,
    ];
    let (shape, has_vwap) = (draw.of(&shapes), draw.percent(45));
    let margin = draw.of(&[ratio(1, 1000), ratio(1, 200), ratio(1, 100), ratio(1, 50)]);

    let whole_window = in_order || draw.percent(85);
    let first =
        draw.of(if whole_window { &[-30, -30, -31, -41, -42, EARLIEST] } else { &[-30, -29, -28, -33, -40] });
    let end = draw.of(if whole_window { &[-1, 0, 0, 0, 1, LATEST] } else { &[-2, -1, 0, 0] });
    let gaps = if in_order || draw.percent(40) { Vec::new() } else { gaps(draw, last) };

    let usual = usual_worth(pegged, currency);
    let mut days = Vec::new();
    for offset in first..=end {
        let Some(date) = calendar.day(offset) else { continue };
        let worth = worth(pegged, currency, days_later(pegged.date, offset)).unwrap_or_else(|| usual.clone());
        let at = |deviation: &Fraction| &worth * (whole(1) + deviation);
        let mut prices = shaped(draw, shape, &worth, deviations.of(offset), &margin);
        if matches!(shape, Shape::Apart) {
            prices.push(("high", at(apart.of(offset))));
        }
        if has_vwap {
            let own = if matches!(shape, Shape::Apart) { &apart } else { &deviations };
            prices.push(("vwap", at(own.of(offset))));
        }
        let mut bar = Map::new();
        bar.insert("date".to_owned(), json!(date));
        for (key, price) in prices {
            bar.insert(key.to_owned(), json!(written(draw, &price)));
        }
        figures(draw, &mut bar, offset, source, in_order);
        let gaps_here: Vec<Gap> =
            gaps.iter().filter(|(day, _)| *day == offset).map(|(_, gap)| *gap).collect();
        if let Some(bar) = with_gaps(draw, bar, &gaps_here) {
            days.push(Value::Object(bar));
        }
    }
    if draw.percent(15) {
        draw.shuffle(&mut days);
    }
    json!({"source": source, "currency": currency, "days": days})
}

/// Volume and capitalisation; those of the last two days decide the presence on CoinMarketCap.
fn figures(draw: &mut Draw, bar: &mut Map<String, Value>, offset: i32, source: &str, in_order: bool) {
    let decides = source == "coinmarketcap" && (-1..=0).contains(&offset);
    if source != "coinmarketcap" && draw.percent(70) {
        return;
    }
    for key in ["volume", "market_cap"] {
        let odd = if decides { !in_order && draw.percent(35) } else { draw.percent(3) };
        let figure = if odd {
            draw.of(&[Some("0"), Some("0.00"), Some("-0"), Some("-5"), None])
        } else {
            Some("3100000000")
        };
        draw.put(bar, key, figure.map(|figure| json!(figure)));
    }
}

/// The worth that prices are set against where the day's own is unknown.
fn usual_worth(pegged: &Case, currency: &str) -> Fraction {
    let mut days = (EARLIEST..=LATEST).rev().map(|offset| days_later(pegged.date, offset));
    days.find_map(|day| worth(pegged, currency, day)).unwrap_or_else(|| whole(1))
}

/// The prices of one day.
fn shaped(
    draw: &mut Draw,
    shape: Shape,
    worth: &Fraction,
    deviation: &Fraction,
    margin: &Fraction,
) -> Vec<(&'static str, Fraction)> {
    let base = worth * (whole(1) + deviation);
    let (above, below) = (&base * (whole(1) + margin), &base * (whole(1) - margin));
    let four = |open: &Fraction, high: &Fraction, low: &Fraction, close: &Fraction| {
        vec![("open", open.clone()), ("high", high.clone()), ("low", low.clone()), ("close", close.clone())]
    };
    match shape {
        Shape::Same | Shape::Apart => four(&base, &base, &base, &base),
        Shape::CloseOnly => vec![("close", base)],
        Shape::Mirrored => {
            let away = size(deviation);
            let high = worth * (whole(1) + &away + hair(draw));
            four(worth, &high, &(worth * (whole(1) - away)), &base)
        }
        Shape::Around => four(&base, &above, &below, &base),
        Shape::UpsideDown => four(&base, &below, &above, &base),
        Shape::Balanced => four(&above, &above, &below, &below),
    }
}

/// Deviations that stay far from the threshold: at the peg, or hopelessly off it.
fn calm(draw: &mut Draw) -> Deviations {
    let level = draw.of(&[zero(), zero(), ratio(1, 1000), ratio(-1, 1000), ratio(-1, 10)]);
    Deviations::all(|_| level.clone())
}

/// Deviations made to fall on one side of the threshold by a hair, on it, or anywhere. `last` is the last day
/// of the window that they are made for.
fn drawn(draw: &mut Draw, last: i32) -> Deviations {
    let first = last - 29;
    let sign = whole(draw.of(&[1, -1]));
    let hair = hair(draw);
    let somewhere = draw.between(first, last);
    let mut drawn = Deviations::all(|_| zero());
    match draw.between(0, 10) {
        // The same every day, most often the threshold itself.
        0..=2 => {
            let levels = [
                zero(),
                ratio(1, 100),
                ratio(1, 100),
                ratio(1, 100),
                ratio(1, 200),
                ratio(1, 50),
                ratio(1, 10),
            ];
            let level = sign * (draw.of(&levels) + hair);
            drawn = Deviations::all(|_| level.clone());
        }
        // Thirty percent on one day, perhaps on the window's edge, are one percent on average.
        3 => {
            let day = draw.of(&[first - 1, first, first + 1, last - 1, last, last + 1, somewhere]);
            drawn.set(day, sign * (ratio(30, 100) + hair));
        }
        // The same, spread over several days.
        4 => {
            let days = draw.of(&[2, 3, 5, 6, 10, 15]);
            let start = draw.of(&[first, last - days + 1]);
            for step in 0..days {
                drawn.set(start + step, &sign * ratio(30, 100 * days));
            }
            drawn.set(start, drawn.of(start) + hair);
        }
        // Ups and downs that cancel wholly, or to the threshold.
        5 | 6 => {
            let (even, odd) = draw.of(&[(2, -2), (1, -1), (3, -1), (-3, 1), (4, -2), (0, 2), (5, -5)]);
            drawn = Deviations::all(|day| ratio(if day.rem_euclid(2) == 0 { even } else { odd }, 100));
            drawn.set(somewhere, drawn.of(somewhere) + hair);
        }
        // Anything, with one day that brings the sum of sizes, or the sum, to thirty percent.
        7 => {
            let (signed, most) = (draw.percent(50), draw.of(&[10, 100]));
            drawn = Deviations::all(|_| ratio(draw.between(-most, most), 10_000));
            drawn.set(somewhere, zero());
            let others = (first..=last).map(|day| drawn.of(day));
            let rest = if signed {
                &sign * (ratio(30, 100) + hair) - others.cloned().sum::<Fraction>()
            } else {
                &sign * (ratio(30, 100) + hair - others.map(size).sum::<Fraction>())
            };
            drawn.set(somewhere, rest);
        }
        // Noise.
        8 => {
            let most = draw.of(&[5, 50, 100, 150, 300, 1000]);
            drawn = Deviations::all(|_| ratio(draw.between(-most, most), 10_000));
        }
        // A slow climb or fall.
        9 => {
            let step = draw.of(&[1, 5, 7, 20]);
            drawn = Deviations::all(|day| &sign * ratio((day - EARLIEST) * step, 10_000));
        }
        // A few days far off.
        _ => {
            let (days, level) = (draw.between(1, 12), draw.of(&[ratio(1, 10), ratio(1, 20), ratio(1, 2)]));
            for step in 0..days {
                drawn.set(somewhere + step, -level.clone());
            }
        }
    }
    drawn
}

/// Nothing, or one part in 10^30 to 10^40 either way.
fn hair(draw: &mut Draw) -> Fraction {
    let places = draw.of(&[30, 31, 35, 38, 39, 40]);
    let hair = Fraction::new(BigInt::from(1), BigInt::from(10).pow(places));
    draw.of(&[zero(), zero(), hair.clone(), -hair])
}

/// Days that lack something: single ones, and runs about as long as a price may be carried, at the window's
/// edges.
fn gaps(draw: &mut Draw, last: i32) -> Vec<(i32, Gap)> {
    let first = last - 29;
    let mut gaps = Vec::new();
    if draw.percent(60) {
        let length = draw.of(&[1, 2, 9, 10, 10, 11, 11]);
        let starts = [
            first,
            first - 1,
            first - 5,
            first - length + 1,
            first + 7,
            last - length + 1,
            last - length + 2,
        ];
        let start = draw.of(&starts);
        let gap = draw.of(&[
            Gap::Bar,
            Gap::Bar,
            Gap::Prices,
            Gap::One("close"),
            Gap::One("high"),
            Gap::One("open"),
        ]);
        gaps.extend((start..start + length).map(|day| (day, gap)));
    }
    let single = draw.of(&[0, 0, 1, 1, 2, 3]);
    for _ in 0..single {
        let keys = ["open", "high", "low", "close", "close", "close", "vwap"];
        let gap = if draw.percent(25) { Gap::Bar } else { Gap::One(draw.of(&keys)) };
        let somewhere = draw.between(first - 1, last + 1);
        gaps.push((draw.of(&[first, last, somewhere]), gap));
    }
    gaps
}

/// The bar without what its gaps take from it; none where they take all.
fn with_gaps(draw: &mut Draw, mut bar: Map<String, Value>, gaps: &[Gap]) -> Option<Map<String, Value>> {
    for gap in gaps {
        match gap {
            Gap::Bar => return None,
            Gap::Prices => {
                for key in ["open", "high", "low", "close", "vwap"] {
                    bar.remove(key);
                    draw.put(&mut bar, key, None);
                }
            }
            Gap::One(key) => {
                bar.remove(*key);
                let defect =
                    draw.of(&[None, Some("0"), Some("0.00"), Some("-0"), Some("-1"), Some("-0.999")]);
                draw.put(&mut bar, key, defect.map(|text| json!(text)));
            }
        }
    }
    Some(bar)
}

/// The price as an amount: exact where forty places hold it, else cut; now and then with zeros that change
/// nothing.
fn written(draw: &mut Draw, price: &Fraction) -> String {
    if !is_positive(price) {
        return "0".to_owned();
    }
    let exact = cut(price, 40);
    let is_exact = amount(&exact).as_ref() == Some(price);
    let text = if is_exact || draw.percent(20) { exact } else { cut(price, draw.of(&[6, 8, 12])) };
    let (whole, places) = text.split_once('.').unwrap_or((&text, ""));
    match draw.between(0, 19) {
        // A price from somewhere else, as long as an amount may be.
        0 if draw.percent(2) => draw.digits(60, 40),
        0 if whole.len() < 58 => format!("00{text}"),
        1 => format!("{whole}.{places:0<40}"),
        2 if places.is_empty() => format!("{whole}.0"),
        _ => text,
    }
}

/// The first places of a number that isn't negative, without idle zeros at their end.
fn cut(number: &Fraction, places: u32) -> String {
    let scaled = number.above() * BigInt::from(10).pow(places) / number.below();
    let digits = scaled.to_string();
    // A nought at least stands before the point.
    let digits = "0".repeat((places as usize + 1).saturating_sub(digits.len())) + &digits;
    let (whole, places) = digits.split_at(digits.len() - places as usize);
    if whole.len() > 60 {
        return "9".repeat(60);
    }
    let places = places.trim_end_matches('0');
    if places.is_empty() { whole.to_owned() } else { format!("{whole}.{places}") }
}

fn ratio(above: i32, below: i32) -> Fraction {
    whole(above) / whole(below)
}
