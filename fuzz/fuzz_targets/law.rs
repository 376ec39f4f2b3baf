//! A law's files: any text as the act, and as its first version. A law that is taken decides a case without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_law::{Act, act, evaluate, json};

const ACT: &str = include_str!("../../law/kz-600-2025/act.toml");
const VERSION: &str = include_str!("../../law/kz-600-2025/1.toml");
const CASE: &[u8] = include_bytes!("../../conformance/cases/episodes/usdc-2023-03-13-default.case.json");

fuzz_target!(|text: &str| {
    for (act, version) in [(ACT, text), (text, VERSION)] {
        match Act::parse(act, |number| (number == 1).then(|| version.to_owned())) {
            Ok(act) => {
                let printed = act::to_json(&act);
                assert_eq!(json::parse(printed.to_string().as_bytes()), Ok(printed));
                // A window of years is allowed and slow: the fuzzer's time is better spent on other texts.
                if act.versions().all(|law| law.window_days <= 100) {
                    let _ = evaluate(&act, CASE);
                }
            }
            Err(refusal) => assert!(!refusal.to_string().is_empty()),
        }
    }
});
