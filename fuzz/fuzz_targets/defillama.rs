//! DefiLlama's list and answer: what is known for one can be read, and figures stand in the bytes as they are told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_registers::{Kind, defillama, detect};

fuzz_target!(|bytes: &[u8]| {
    let kind = detect(bytes, "");
    let file = match defillama::parse(bytes) {
        Ok(file) => file,
        Err(error) => return assert!(!matches!(kind, Some(Kind::Defillama(_))), "{error}"),
    };
    assert_eq!(kind, Some(Kind::Defillama(file.shape)));
    assert!(file.assets.iter().zip(1..).all(|(asset, place)| asset.place == place));
    let figures = file.assets.iter().flat_map(|asset| [&asset.price, &asset.circulating]).flatten();
    for figure in figures.filter(|figure| figure.bytes().all(|b| b.is_ascii_digit() || b == b'.')) {
        let is_there = bytes.windows(figure.len()).any(|window| window == figure.as_bytes());
        assert!(is_there || bytes.contains(&b'\\'), "`{figure}` is the source's own");
    }
});
