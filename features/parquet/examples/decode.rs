//! Reads a file of bars and keeps nothing: what decoding alone costs.
//!
//! ```text
//! decode FILE [FIGURE,FIGURE…] [FIRST LAST]      days since 1970-01-01
//! ```
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a tool that measures, and no part of what is delivered"
)]

use qazyq_market::Figure;
use qazyq_market::bars::{Batch, Column, Wanted};
use qazyq_parquet::bars::Bars;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = std::fs::File::open(&arguments[0]).unwrap();
    let bars = Bars::open(&file).unwrap();
    let names = arguments.get(1).map_or("open,high,low,close", String::as_str);
    let figures = Figure::OF_A_BAR.map(|figure| names.split(',').any(|name| name == figure.name()));
    let day = |place: usize| arguments.get(place).map(|day| day.parse::<i32>().unwrap());
    let wanted = Wanted { figures, days: (day(2).unwrap_or(0), day(3).unwrap_or(i32::MAX)) };
    let mut reader = bars.reader(&file, 0..bars.groups(), &wanted).unwrap();
    let (mut batch, mut rows, mut sum) = (Batch::default(), 0, 0u64);
    while reader.fill(&mut batch).unwrap() {
        rows += batch.len();
        // One value of a batch, so that none of it is left out as unused.
        for column in &batch.figures {
            sum ^= match column {
                Column::Absent => 0,
                Column::Floats(bits) => bits[0],
                Column::Narrow { digits, .. } => digits[0].cast_unsigned(),
                Column::Broad { digits, .. } => digits[0] as u64,
            };
        }
    }
    println!("{rows} rows, {} assets, {sum:x}", reader.assets());
}
