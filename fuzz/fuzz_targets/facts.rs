//! A page of facts: any text is answered, and facts that are taken print as JSON that reads back as the same facts.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qazyq_law::case::Facts;
use qazyq_law::{Act, json, value_of_toml};

static ACT: LazyLock<Act> = LazyLock::new(|| Act::embedded().expect("ships with the program"));

fuzz_target!(|text: &str| {
    let Ok(page) = value_of_toml(text) else { return };
    for law in ACT.versions() {
        match Facts::of_json(law, &page) {
            Ok(_) => assert_eq!(json::parse(page.to_string().as_bytes()).as_ref(), Ok(&page)),
            Err(refusal) => assert!(!refusal.to_string().is_empty()),
        }
    }
});
