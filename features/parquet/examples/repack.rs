//! Writes a file of trades anew: `repack FILE TO`.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool that measures, and no part of what is delivered"
)]

use qazyq_parquet::repack_trades;
use qazyq_parquet::table::Packing;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (from, to) = (arguments.next().unwrap(), arguments.next().unwrap());
    let from = std::fs::File::open(from).unwrap();
    let to = std::io::BufWriter::new(std::fs::File::create(to).unwrap());
    println!("{} rows", repack_trades(&from, Packing::None, to).unwrap());
}
