//! Binance's klines, and the days that their candles make under both midnights.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_market::days::{DayCut, daily};
use qazyq_market::klines;

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = klines::parse(bytes) else { return };
    assert!(file.candles.is_sorted_by(|(_, a), (_, b)| a.open_time < b.open_time), "sorted, each once");
    let candles = || file.candles.iter().map(|(_, candle)| candle);
    for cut in [DayCut::Utc, DayCut::Almaty] {
        let Ok(all) = daily(candles(), file.interval, cut, true) else { continue };
        let counted: u32 = all.iter().filter_map(|built| built.bar.coverage).map(|c| c.candles).sum();
        assert_eq!(counted as usize, file.candles.len(), "each candle is of one day");
        assert!(all.is_sorted_by(|a, b| a.bar.day < b.bar.day));
        let backwards = daily(candles().rev(), file.interval, cut, true);
        assert_eq!(backwards.as_ref(), Ok(&all), "the order of candles decides nothing");

        let whole = daily(candles(), file.interval, cut, false).expect("the same candles");
        let is_whole = |built: &&_| {
            let built: &qazyq_market::days::BuiltDay = built;
            built.bar.coverage.is_some_and(|c| c.candles == c.expected)
        };
        assert!(whole.iter().eq(all.iter().filter(is_whole)), "whole days are those with every candle");
    }
});
