//! What a result says, as text that tests can hold against.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::allow_attributes, reason = "an expectation would fail where every part is used")]

pub(crate) mod answer;

use qazyq_exact::Amount;
use qazyq_market::{Bar, DailyFile, FileError};

fn figure(amount: &Option<Amount>) -> String {
    amount.as_ref().map_or_else(|| "-".to_owned(), Amount::to_string)
}

/// `2020-12-16 open high low close vwap volume market_cap`, `-` where absent.
pub(crate) fn bar(bar: &Bar) -> String {
    let Bar { day, open, high, low, close, vwap, volume, market_cap, coverage } = bar;
    let figures = [open, high, low, close, vwap, volume, market_cap].map(figure).join(" ");
    let coverage = coverage.map(|c| format!(" {}/{}", c.candles, c.expected)).unwrap_or_default();
    format!("{day} {figures}{coverage}")
}

/// Bars with their lines, then rejected lines, then defects, a line each; or the error.
pub(crate) fn file(result: &Result<DailyFile, FileError>) -> Vec<String> {
    let file = match result {
        Ok(file) => file,
        Err(error) => return vec![error.to_string()],
    };
    let bars = file.bars.iter().map(|(line, says)| format!("{line}: {}", bar(says)));
    let rejected = file.rejected.iter().map(|r| format!("{}: {}", r.line, r.why));
    let defects = file.defects.iter().map(|d| format!("{}: {} {}", d.line, d.day, d.kind));
    bars.chain(rejected).chain(defects).collect()
}
