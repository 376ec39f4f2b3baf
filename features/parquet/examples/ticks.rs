//! Reads files of trades: what decoding alone costs, or with `totals` their daily bars.
//!
//! ```text
//! ticks decode FILE…        ticks totals FILE…
//! ```
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a tool that measures, and no part of what is delivered"
)]

use qazyq_market::days::DayCut;
use qazyq_market::ticks::totals::Totals;
use qazyq_parquet::trades::{Batch, Trades};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut batch, mut rows) = (Batch::default(), 0);
    let mut totals = Totals::new(DayCut::Utc);
    for path in &arguments[1..] {
        let file = std::fs::File::open(path).unwrap();
        let trades = Trades::open(&file).unwrap();
        let mut reader = trades.reader(&file, 0..trades.groups()).unwrap();
        while reader.fill(&mut batch).unwrap() {
            rows += batch.len();
            if arguments[0] == "totals" {
                batch.add_to(&mut totals);
            }
        }
    }
    println!("{rows} rows, {} left out", totals.left_out());
}
