//! Central banks' answers: read again they say the same, no rate is of a later day than can be known, and a pair and its
//! inverse make one.
//!
//! The first byte picks the feed, as a letter.
#![no_main]

use jiff::{SignedDuration, Timestamp};
use libfuzzer_sys::fuzz_target;
use qazyq_exact::Ratio;
use qazyq_fuzz::is_sound_answer;
use qazyq_market::feed::{Answer, Ask, Feed, Rate, Rows};
use qazyq_market::klines::Interval;
use qazyq_market::rates::quotient::Board;
use qazyq_market::rates::{ecb, nbk};

/// The last rates of the first currencies.
fn last(answer: &Answer) -> Vec<(&str, &Rate)> {
    let last = |rows: &'_ Rows| match rows {
        Rows::Rates(rates) => rates.len().checked_sub(1),
        rows => panic!("{rows:?}"),
    };
    let parts = answer.parts.iter().take(3);
    parts
        .filter_map(|part| match (&part.rows, last(&part.rows)) {
            (Rows::Rates(rates), Some(last)) => Some((part.key.as_str(), &rates[last])),
            _ => None,
        })
        .collect()
}

fn pairs_are_exact(board: &Board, currencies: &[&str]) {
    for a in currencies {
        for b in currencies {
            let (Some(there), Some(back)) = (board.pair(a, b), board.pair(b, a)) else { continue };
            let ratio = |text: &str| text.parse::<Ratio>().expect("as a case takes it");
            assert_eq!(ratio(&there).times(&ratio(&back)), Ratio::ONE, "{there} {back}");
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let retrieved = Timestamp::from_second(1_793_448_000).expect("2026-10-31");
    let tomorrow = retrieved.saturating_add(SignedDuration::from_hours(24)).expect("in the calendar");
    let day = |text: &str| -> qazyq_exact::Day { text.parse().expect("a day") };
    let ask = |date: &str| Ask {
        keys: vec![],
        currency: String::new(),
        interval: Interval::named("1d").expect("a day"),
        from: day(date),
        to: day(date),
    };
    let read = || match first {
        b'n' => nbk::Rates.read(&ask("2026-08-01"), bytes, retrieved),
        b'r' => nbk::Rates.read(&ask("2024-04-03"), bytes, retrieved),
        b'x' => ecb::Rates.read(&ask("2026-10-30"), bytes, retrieved),
        b'z' => ecb::History.read(&ask("2026-10-30"), bytes, retrieved),
        _ => ecb::parse_csv(bytes, retrieved),
    };
    let answer = read();
    is_sound_answer(&answer, if matches!(first, b'n' | b'r') { tomorrow } else { retrieved });
    assert_eq!(answer, read(), "read again");

    let Ok(answer) = answer else { return };
    let rates = last(&answer);
    let mut currencies: Vec<&str> = rates.iter().map(|(currency, _)| *currency).collect();
    currencies.extend(["KZT", "EUR"]);
    pairs_are_exact(&Board::of_nbk(rates.iter().copied()), &currencies);
    pairs_are_exact(&Board::of_ecb(rates.iter().copied()), &currencies);
});
