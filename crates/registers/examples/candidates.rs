//! How long it takes to look for a name among 50 000: `cargo run --release -p qazyq-registers --example candidates`.
//!
//! The names are made of the words of real ones, three of them each, in an order without chance.
#![expect(clippy::disallowed_methods, reason = "a measurement has a clock")]
#![expect(clippy::print_stdout, reason = "a measurement is read in the terminal")]

use std::time::Instant;

use qazyq_registers::esma;
use qazyq_registers::names::{Name, Score, candidates};

const COUNT: usize = 50_000;

fn main() {
    let files: [&[u8]; 3] = [
        include_bytes!("../tests/data/EMT20260209.csv"),
        include_bytes!("../tests/data/OTHER20260209-excerpt.csv"),
        include_bytes!("../tests/data/CASP20260209-excerpt.csv"),
    ];
    let rows = files.iter().flat_map(|file| esma::parse(file).expect("a register").rows);
    let real: Vec<_> = rows.filter_map(|row| row.name).collect();
    let words: Vec<_> = real.iter().flat_map(|name| name.split_whitespace()).collect();
    let word = |number: usize| words[number % words.len()];
    let made =
        (0..COUNT - real.len()).map(|n| format!("{} {} {} Ltd", word(n), word(n / 7 + 3), word(n * n + 11)));
    let texts: Vec<_> = real.iter().cloned().chain(made).collect();

    let start = Instant::now();
    let names: Vec<_> = texts.iter().map(|text| Name::new(text)).collect();
    println!("{COUNT} names folded in {:?}", start.elapsed());
    for asked in
        ["Circle Internet Financial Europe", "Сосьете Женераль Форж", "Bybit Kazakhstan Ltd", "Bank AG"]
    {
        for score_min in [730, 0] {
            let start = Instant::now();
            let found = candidates(&Name::new(asked), &names, 10, Score::new(score_min));
            let best = found.first().map(|c| format!("{} {}", c.score, c.name.text())).unwrap_or_default();
            println!(
                "{asked}, from {score_min}: {:?}; {} found, the best {best}",
                start.elapsed(),
                found.len()
            );
        }
    }
}
