//! Tables by a mapping. The first lines of the input are the mapping: columns, dates, filter; the rest is the file.
//!
//! ```text
//! date=Date,close=Close
//! %m/%d/%y
//! Symbol=BTC
//! Symbol,Date,Close
//! BTC,10/18/17,5590.68
//! ```
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_fuzz::{first_line, is_sound};
use qazyq_market::columns::{self, Mapping, pair};

/// The mapping that the first three lines declare, and the file behind them.
fn declared(text: &str) -> Option<(Mapping, &str)> {
    let (columns, rest) = first_line(text);
    let (dates, rest) = first_line(rest);
    let (filter, file) = first_line(rest);
    let mut mapping = columns.parse::<Mapping>().ok()?;
    if !dates.is_empty() {
        mapping = mapping.with_dates(dates.parse().ok()?);
    }
    if let Ok((column, value)) = pair(filter) {
        mapping = mapping.with_only(column, value);
    } else if let Some(separator) = filter.chars().next() {
        mapping = mapping.with_thousands(separator).ok()?;
    }
    Some((mapping, file))
}

fuzz_target!(|text: &str| {
    if let Some((mapping, file)) = declared(text) {
        is_sound(&columns::parse(file.as_bytes(), &mapping), file.as_bytes());
    }
});
