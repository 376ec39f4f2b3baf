//! GLEIF's answers and tables: what is known for one can be read, and every record has its place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_registers::gleif::{asked, parse_answer, parse_table};
use qazyq_registers::{Kind, detect};

fuzz_target!(|bytes: &[u8]| {
    let kind = detect(bytes, "");
    match parse_answer(bytes) {
        Ok(file) => {
            assert!(file.records.iter().zip(1..).all(|(record, place)| record.place == place));
            assert_eq!(file.asked(), file.address.as_deref().and_then(asked));
        }
        Err(error) => assert!(kind != Some(Kind::GleifAnswer), "{error}"),
    }
    match parse_table(bytes) {
        Ok(file) => assert!(file.records.is_sorted_by(|a, b| a.place < b.place)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
