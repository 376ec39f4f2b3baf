//! CoinMarketCap's historical-data page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_fuzz::is_sound;
use qazyq_market::{Format, coinmarketcap::page, detect};

fuzz_target!(|bytes: &[u8]| {
    let result = page::parse(bytes);
    is_sound(&result, bytes);
    assert!(
        result.is_err() || detect(bytes) == Some(Format::Page),
        "what can be read is known for what it is"
    );
});
