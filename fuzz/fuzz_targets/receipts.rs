//! A file of the lake's receipts: numbers have no gap, what is read prints as what reads back the same, and behind
//! whatever a power cut left another receipt can be written. `read ∘ print == id`
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use qazyq_lake::Receipts;

fuzz_target!(|bytes: &[u8]| {
    let path = Path::new("-");
    let mut receipts = Receipts::default();
    let end = match receipts.read_file(path, bytes, true) {
        Ok(end) => end,
        Err(error) => return assert_eq!(error.code(), "broken-receipt"),
    };
    let numbers = receipts.all().iter().map(|receipt| receipt.n);
    assert!(numbers.eq(1..=receipts.last_number()), "without a gap");

    let lines = receipts.all().iter().map(|receipt| receipt.line().expect("a line") + "\n");
    let mut again = Receipts::default();
    again.read_file(path, lines.collect::<String>().as_bytes(), false).expect("what was printed");
    // Not the checksums of the lines as they stood: keys that nobody knows are not printed again.
    assert_eq!(again.all(), receipts.all());

    if let Some(last) = receipts.all().last() {
        let mut next = last.clone();
        next.n += 1;
        let mended = [bytes, end.mending().as_bytes(), next.line().expect("a line").as_bytes()].concat();
        again = Receipts::default();
        again.read_file(path, &mended, false).expect("what was mended");
        assert_eq!((again.last_number(), again.all().last()), (next.n, Some(&next)));
    }
});
