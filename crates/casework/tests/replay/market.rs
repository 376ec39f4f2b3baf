//! A made-up market: assets with gaps of every length, pegs of every kind, prices of every size, and cells that hold none.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use qazyq_exact::Day;

use crate::Folder;

/// The first day on which an asset may have a row, and how many days follow.
pub(crate) const FIRST: i32 = 19_000;
pub(crate) const DAYS: i32 = 430;

/// Numbers that look random and hang on the seed alone.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5151_5EED)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, usize::try_from(self.below(last as u64 + 1)).unwrap());
        }
    }
}

/// What stands in a cell, and the amount that it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    text: String,
    amount: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Asset {
    pub(crate) name: String,
    /// As the table of pegs has it, and as a case does.
    peg: Option<(&'static str, Vec<(String, String)>)>,
    /// Nothing where the file is to say it for all.
    currency: &'static str,
    pub(crate) bars: BTreeMap<i32, [Cell; 5]>,
}

/// Assets, and rates by day: base, quote and what one is worth in the other.
pub(crate) struct Market {
    pub(crate) assets: Vec<Asset>,
    rates: Vec<(i32, &'static str, &'static str, String)>,
}

/// How rows stand in a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    Ascending,
    Descending,
    ByDay,
    Shuffled,
    /// Asset by asset, and then all later days, again asset by asset.
    InHalves,
}

impl Order {
    pub(crate) const ALL: [Self; 5] =
        [Self::Ascending, Self::Descending, Self::ByDay, Self::Shuffled, Self::InHalves];
}

/// Units of what a price is drawn as: 10^-12.
const ONE: i128 = 1_000_000_000_000;

/// Pegs with about what they are worth in dollars.
const PEGS: [(&str, i128); 9] = [
    ("USD", ONE),
    ("1 USD", ONE),
    ("100 USD", 100 * ONE),
    ("EUR", ONE * 110 / 100),
    ("0.5 USD + 0.25 EUR + 120 KZT", ONE / 2 + ONE * 110 / 400 + ONE / 4),
    ("0.000001 USD", ONE / 1_000_000),
    ("1234567.89 USD", 1_234_567_890_000_000_000),
    ("0.5 EUR + 0.5 EUR", ONE * 110 / 100),
    ("1", ONE),
];

/// What one unit is worth in dollars.
fn in_dollars(currency: &str) -> i128 {
    match currency {
        "EUR" => ONE * 110 / 100,
        "KZT" => ONE / 480,
        _ => ONE,
    }
}

impl Market {
    pub(crate) fn new(seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        let mut rates = Vec::new();
        for day in FIRST - 60..FIRST + DAYS {
            // No rates at weekends, and once for longer than a rate serves.
            if day % 7 > 4 || (FIRST + 200..FIRST + 217).contains(&day) {
                continue;
            }
            let euro = 10_800 + draw.below(300);
            let tenge = 47_500 + draw.below(1000);
            rates.push((day, "EUR", "USD", format!("1.{:04}", euro - 10_000)));
            rates.push((day, "USD", "EUR", format!("1/1.{:04}", euro - 10_000)));
            let tenge = format!("{}.{:02}", tenge / 100, tenge % 100);
            rates.push((day, "USD", "KZT", tenge.clone()));
            rates.push((day, "KZT", "USD", format!("1/{tenge}")));
            if draw.chance(50) {
                rates.push((day, "KZT", "EUR", format!("1/{}", 520 + draw.below(5))));
                rates.push((day, "EUR", "KZT", (520 + draw.below(5)).to_string()));
            }
        }
        let mut assets: Vec<Asset> = (0..10).map(|number| Asset::drawn(number, &mut draw)).collect();
        // All before the interval, all behind it, and one row alone.
        for (number, from, to) in [(0, 0, 60), (1, 410, DAYS), (2, 200, 201)] {
            let own = FIRST + from..FIRST + to;
            assets[number].bars.retain(|day, _| own.contains(day));
        }
        // What 128 bits do not hold.
        let wide = &mut assets[3];
        wide.peg = Some(("10000000000000000000000000000000000000000 USD", Vec::new()));
        wide.currency = "USD";
        for cell in wide.bars.values_mut().flatten().filter(|cell| cell.amount.is_some()) {
            *cell = Cell::of(format!("{}{:038}.5", 99 + draw.below(3), draw.below(1 << 60)));
        }
        for asset in &mut assets {
            let currency = if asset.currency.is_empty() { "USD" } else { asset.currency };
            if let Some((text, components)) = &mut asset.peg {
                *components = components_of(text, currency);
            }
        }
        assets.retain(|asset| !asset.bars.is_empty());
        Self { assets, rates }
    }

    /// The assets of which nothing moves and everything fits 64 bits: their pegs are in their own currency.
    pub(crate) fn plain(mut self) -> Self {
        let mut seed = Draw::new(99);
        let mut number = 100;
        let fits = |asset: &Asset| {
            let currency = if asset.currency.is_empty() { "USD" } else { asset.currency };
            let is_at_home = |(code, amount): &(String, String)| code == currency && amount.len() < 20;
            let short = |cell: &Cell| cell.text.len() <= 14;
            asset.peg.as_ref().is_none_or(|(_, parts)| parts.iter().all(is_at_home))
                && asset.bars.values().flatten().all(short)
        };
        self.assets.retain(fits);
        while self.assets.len() < 12 {
            let mut asset = Asset::drawn(number, &mut seed);
            if let Some((text, components)) = &mut asset.peg {
                let currency = if asset.currency.is_empty() { "USD" } else { asset.currency };
                *components = components_of(text, currency);
            }
            if fits(&asset) && !asset.bars.is_empty() {
                self.assets.push(asset);
            }
            number += 1;
        }
        self
    }

    /// Writes `pegs.csv`, `fx.csv` and the bars. Each line has so many bytes besides, so that a file has parts for threads.
    pub(crate) fn write(&self, folder: &Folder, name: &str, order: Order, padding: usize) {
        let mut pegs = "asset,peg\n".to_owned();
        for asset in &self.assets {
            if let Some((peg, _)) = &asset.peg {
                let _ = writeln!(pegs, "{},{peg}", asset.name);
            }
        }
        folder.write("pegs.csv", &pegs);
        let mut rates = "date,base,quote,rate\n".to_owned();
        for (day, base, quote, rate) in &self.rates {
            let _ = writeln!(rates, "{},{base},{quote},{rate}", Day::from_number(*day));
        }
        folder.write("fx.csv", &rates);
        folder.write(name, &self.bars(order, padding));
    }

    fn bars(&self, order: Order, padding: usize) -> String {
        let mut rows: Vec<(usize, i32)> = (0..)
            .zip(&self.assets)
            .flat_map(|(n, asset)| asset.bars.keys().map(move |day| (n, *day)))
            .collect();
        match order {
            Order::Ascending => {}
            Order::Descending => rows.sort_by_key(|(asset, day)| (*asset, -day)),
            Order::ByDay => rows.sort_by_key(|(asset, day)| (*day, *asset)),
            Order::Shuffled => Draw::new(7).shuffle(&mut rows),
            Order::InHalves => rows.sort_by_key(|(asset, day)| (*day >= FIRST + DAYS / 2, *asset, *day)),
        }
        // Where the day stands first, a reader may pass over a line without looking at the rest.
        let day_first = matches!(order, Order::Descending | Order::ByDay);
        let names = if day_first { "day,asset" } else { "asset,note,date" };
        let mut text = format!("{names},open,high,low,close,vwap,currency\n");
        let padding = "x".repeat(padding);
        for (number, day) in rows {
            let asset = &self.assets[number];
            let date = Day::from_number(day);
            let cells = asset.bars[&day].clone().map(|cell| cell.text).join(",");
            let _ = match day_first {
                true => writeln!(text, "{date},{},{cells},{}", asset.name, asset.currency),
                false => writeln!(text, "{},{padding},{date},{cells},{}", asset.name, asset.currency),
            };
        }
        text
    }
}

impl Cell {
    fn of(amount: String) -> Self {
        Self { text: amount.clone(), amount: Some(amount) }
    }
}

impl Asset {
    fn drawn(number: u64, draw: &mut Draw) -> Self {
        let (peg, mut worth) = draw.pick(&PEGS);
        let currency = draw.pick(&["", "", "USD", "EUR", "KZT"]);
        if peg != "1" {
            worth = worth * ONE / in_dollars(currency);
        }
        let scale = draw.pick(&[0, 2, 4, 6, 8, 12, 18, 30]);
        let wildness = draw.below(4);
        let missing = draw.pick(&[0, 0, 1, 4, 20]);
        let (first, last) = (draw.below(120), u64::from(DAYS.unsigned_abs()) - draw.below(120));
        let mut bars = BTreeMap::new();
        let mut day = FIRST + i32::try_from(first).unwrap();
        while day < FIRST + i32::try_from(last).unwrap() {
            if draw.chance(missing) {
                // Longer ones than the days that are gathered at once.
                day += draw.pick(&[1, 2, 9, 10, 11, 31, 41, 90, 130, 170]);
                continue;
            }
            let parts = draw.parts(wildness);
            let mut bar: [Cell; 5] = Default::default();
            for cell in &mut bar {
                let wobble = if draw.chance(30) { draw.parts(wildness) } else { 0 };
                *cell = draw.cell(worth, parts + wobble, scale);
            }
            bars.insert(day, bar);
            day += 1;
        }
        let name = draw.pick(&["USDT", "a coin", "7", "07", "ұлттық"]);
        let peg = (!draw.chance(10)).then_some((peg, Vec::new()));
        Self { name: format!("{name}-{number}"), peg, currency, bars }
    }

    pub(crate) fn has_peg(&self) -> bool {
        self.peg.is_some()
    }

    /// The case of the asset with all its days; which one is decided, the caller says.
    pub(crate) fn case(&self, market: &Market) -> String {
        let currency = if self.currency.is_empty() { "USD" } else { self.currency };
        let mut facts = String::new();
        if let Some((_, components)) = &self.peg {
            let part =
                |(code, amount): &(String, String)| format!(r#"{{"currency":"{code}","amount":"{amount}"}}"#);
            let parts: Vec<String> = components.iter().map(part).collect();
            let _ = write!(facts, r#""peg":{{"components":[{}]}},"#, parts.join(","));
        }
        let rates = market.rates.iter().map(|(day, base, quote, rate)| {
            let date = Day::from_number(*day);
            format!(r#"{{"date":"{date}","base":"{base}","quote":"{quote}","rate":"{rate}"}}"#)
        });
        let _ = write!(facts, r#""fx":[{}],"#, rates.collect::<Vec<_>>().join(","));
        let days = self.bars.iter().map(|(day, cells)| {
            let mut text = format!(r#"{{"date":"{}""#, Day::from_number(*day));
            for (name, cell) in ["open", "high", "low", "close", "vwap"].iter().zip(cells) {
                let amount = cell.amount.as_ref().map_or("null".to_owned(), |amount| format!("\"{amount}\""));
                let _ = write!(text, r#","{name}":{amount}"#);
            }
            text + "}"
        });
        let days = days.collect::<Vec<_>>().join(",");
        format!(
            r#"{{"format":"qazyq.case/1","asset":{{"id":"x"}},"assessment":{{"date":"2023-01-01"}},"facts":{{{facts}"market":[{{"source":"x","currency":"{currency}","days":[{days}]}}]}}}}"#
        )
    }
}

impl Draw {
    /// How far a price is off, in millionths.
    fn parts(&mut self, wildness: u64) -> i64 {
        let sign = if self.chance(50) { 1 } else { -1 };
        sign * match wildness {
            0 => self.pick(&[0, 10_000, 9_999, 10_001]),
            1 => self.below(300) as i64 * 100,
            2 => self.below(30_000) as i64,
            _ => self.below(900_000) as i64,
        }
    }

    fn cell(&mut self, worth: i128, parts: i64, scale: usize) -> Cell {
        let value = worth / 1_000_000 * (1_000_000 + i128::from(parts.max(-990_000)));
        let mut fraction = format!("{:012}{:018}", value % ONE, self.below(1 << 59));
        fraction.truncate(scale);
        let amount =
            if scale == 0 { (value / ONE).to_string() } else { format!("{}.{fraction}", value / ONE) };
        match self.below(200) {
            0 => Cell::default(),
            1 => Cell { text: "n/a".to_owned(), amount: None },
            2 => Cell::of("0".to_owned()),
            3 => Cell::of(format!("-{amount}")),
            4 => Cell { text: "1.0099e0".to_owned(), amount: Some("1.0099".to_owned()) },
            5 => Cell { text: "9.9e-7".to_owned(), amount: Some("0.00000099".to_owned()) },
            6 => Cell { text: format!("  {amount} "), amount: Some(amount) },
            7 => Cell { text: format!("\"{amount}\""), amount: Some(amount) },
            _ => Cell::of(amount),
        }
    }
}

/// The components of a peg as a case has them.
fn components_of(text: &str, currency: &str) -> Vec<(String, String)> {
    let part = |part: &str| match part.split_once(' ') {
        Some((amount, code)) => (code.to_owned(), amount.to_owned()),
        None if part.chars().all(|c| c.is_ascii_digit()) => (currency.to_owned(), part.to_owned()),
        None => (part.to_owned(), "1".to_owned()),
    };
    text.split(" + ").map(part).collect()
}
