//! Several files on one series: the order in which they are given decides nothing, and nothing that was said is lost.
//!
//! The input is exports joined by a line with `=`; the bytes before the first such line are the hours after midnight
//! of 12 March 2023 at which they were retrieved, file by file.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use qazyq_market::Bar;
use qazyq_market::coinmarketcap::export;
use qazyq_market::days::DayCut;
use qazyq_market::merge::{self, Observation};

fn observations(text: &str) -> Vec<Observation<Bar>> {
    let mut parts = text.split("\n=\n");
    let hours = parts.next().unwrap_or_default().bytes();
    let mut all = Vec::new();
    for ((file, hour), sequence) in parts.zip(hours).zip(0..) {
        let retrieved =
            Timestamp::from_second(1_678_579_200 + i64::from(hour) * 3600).expect("in March 2023");
        let Ok(file) = export::parse(file.as_bytes()) else { continue };
        all.extend(file.bars.into_iter().map(|(_, says)| Observation { says, retrieved, sequence }));
    }
    all
}

fuzz_target!(|text: &str| {
    let all = observations(text);
    for cut in [DayCut::Utc, DayCut::Almaty] {
        let merged = merge::bars(all.clone(), cut);
        assert_eq!(merge::bars(all.iter().rev().cloned(), cut), merged, "the order of files");
        assert!(merged.kept.is_sorted_by(|a, b| a.says.day < b.says.day), "each day once");
        for one in &all {
            let beside = merged.restatements.iter().flat_map(|restated| &restated.others);
            let mut answer = merged.kept.iter().chain(beside).chain(&merged.provisional);
            assert!(answer.any(|known| known.says == one.says), "nothing that was said is lost");
        }
    }
});
