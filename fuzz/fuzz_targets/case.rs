//! A case file: whatever the bytes, an answer; and the same answer once the case has been printed again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qazyq_law::{Act, evaluate, json};

static ACT: LazyLock<Act> = LazyLock::new(|| Act::embedded().expect("ships with the program"));

fuzz_target!(|bytes: &[u8]| {
    // Verdict or refusal, as text.
    let answer = |bytes: &[u8]| match evaluate(&ACT, bytes) {
        Ok(verdict) => verdict.to_json().to_string(),
        Err(refusal) => refusal.to_string(),
    };
    let first = answer(bytes);
    assert_eq!(answer(bytes), first, "one case, one answer");
    if let Ok(case) = json::parse(bytes) {
        assert_eq!(answer(case.to_string().as_bytes()), first, "the case printed again");
    }
    if evaluate(&ACT, bytes).is_ok() {
        assert!(json::parse(first.as_bytes()).is_ok(), "a verdict is JSON");
    }
});
