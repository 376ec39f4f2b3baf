//! CoinMarketCap's own download.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_fuzz::is_sound;
use qazyq_market::{Format, coinmarketcap::export, detect};

fuzz_target!(|bytes: &[u8]| {
    let result = export::parse(bytes);
    is_sound(&result, bytes);
    assert!(
        result.is_err() || detect(bytes) == Some(Format::Export),
        "what can be read is known for what it is"
    );
});
