//! The European Central Bank's euro foreign exchange reference rates: the real days of `data/`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::coinmarketcap::unpacked;
use crate::time::{DAY_MS, parse_iso};

/// The header's currencies, and a day's rates as they are written: units to a euro, `N/A` where there is none.
pub(crate) struct History {
    pub(crate) codes: Vec<String>,
    pub(crate) days: BTreeMap<i64, Vec<String>>,
}

/// `Date,USD,JPY,…,` and a line a day; the trailing comma gives an empty column, which is left out.
pub(crate) fn history() -> &'static History {
    static HISTORY: OnceLock<History> = OnceLock::new();
    HISTORY.get_or_init(|| {
        let text = unpacked(include_bytes!("../data/ecb-hist.csv.gz"));
        let cells =
            |line: &str| line.trim_end_matches(',').split(',').map(str::to_owned).collect::<Vec<String>>();
        let mut lines = text.lines().map(cells);
        let codes = lines.next().expect("a header").split_off(1);
        let day = |mut line: Vec<String>| {
            let rates = line.split_off(1);
            (parse_iso(&line[0]).expect("a day").div_euclid(DAY_MS), rates)
        };
        History { codes, days: lines.map(day).collect() }
    })
}

/// Units of a currency to a euro on a day, or on the last day before it that has a rate.
pub(crate) fn per_euro(code: &str, day: i64) -> Option<f64> {
    if code == "EUR" {
        return Some(1.0);
    }
    let history = history();
    let place = history.codes.iter().position(|known| known == code)?;
    let (_, rates) = history.days.range(..=day).next_back()?;
    rates.get(place)?.parse().ok()
}
