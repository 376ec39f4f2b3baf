//! JSON as evidence: what is read prints as what reads back the same. `parse ∘ print == id`
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_law::json;

fuzz_target!(|bytes: &[u8]| {
    match json::parse(bytes) {
        Ok(value) => {
            let printed = value.to_string();
            assert_eq!(json::parse(printed.as_bytes()).as_ref(), Ok(&value));
            assert_eq!(json::parse(printed.as_bytes()).map(|again| again.to_string()), Ok(printed));
        }
        Err(error) => assert!(error.line >= 1 && error.column >= 1, "a fault has a place"),
    }
});
