//! Exchanges' answers: read again they say the same, and no row is of a time after they were had.
//!
//! The first byte picks the feed, as a letter; any other is a status, and the rest is what came with it.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use qazyq_fuzz::{is_sound, is_sound_answer};
use qazyq_market::binance::{files::Files, rest};
use qazyq_market::feed::{Ask, Feed};
use qazyq_market::klines::Interval;
use qazyq_market::kraken::{self, Ohlc};
use qazyq_market::{archive, bybit};

const FEEDS: [&dyn Feed; 4] = [&rest::Klines, &Files, &bybit::Klines, &Ohlc];

fn ask(interval: &str) -> Ask {
    let day = |text: &str| text.parse().expect("a day");
    Ask {
        keys: vec!["USDCUSDT".to_owned()],
        currency: String::new(),
        interval: Interval::named(interval).expect("an interval"),
        from: day("2022-05-01"),
        to: day("2023-03-31"),
    }
}

fn read(feed: &dyn Feed, interval: &str, bytes: &[u8]) {
    let ask = ask(interval);
    // The middle of the second day that Kraken's sample has.
    let retrieved = Timestamp::from_second(1_678_536_000).expect("in 2023");
    let answer = feed.read(&ask, bytes, retrieved);
    is_sound_answer(&answer, retrieved);
    assert_eq!(answer, feed.read(&ask, bytes, retrieved), "read again");
    if let Ok(answer) = answer {
        assert!(answer.parts.len() == 1 && answer.parts[0].key == "USDCUSDT", "what was asked for");
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    match first {
        b'd' => read(&rest::Klines, "1d", bytes),
        b'h' => read(&rest::Klines, "1h", bytes),
        b'z' => {
            read(&Files, "1d", bytes);
            if let Ok((_, unpacked)) = archive::unpack_one(bytes) {
                assert!(unpacked.len() as u64 <= archive::UNPACKED_BYTES_MAX);
            }
        }
        b'b' => read(&bybit::Klines, "1d", bytes),
        b'k' => read(&Ohlc, "1d", bytes),
        b'f' => is_sound(&kraken::file::parse(bytes), bytes),
        status => {
            for feed in FEEDS {
                let said = feed.refusal(u16::from(*status) + 300, bytes);
                assert!(said.message.chars().count() <= 200 && !said.message.contains(char::is_control));
                assert!(said.code.chars().count() <= 200 && !said.code.contains(char::is_control));
            }
        }
    }
});
