//! Lookups in an index: whatever is read is printed as it was, checks end, and nothing is shown to whoever trusts another log;
//! what is shown to whoever trusts the log of the corpus was in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_proof::index::Head;
use qazyq_proof::lookup::{Lookup, What};
use qazyq_proof::policy::Policy;

/// The key of the page's example, and one that has signed nothing.
const KEY: &str = "example.org/log+8f13f9e4+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
const OTHER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

fn policy(key: &str) -> Policy {
    Policy::parse(format!("log {key}\nquorum none\n").as_bytes()).expect("a policy")
}

fuzz_target!(|bytes: &[u8]| {
    if let Some(head) = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<Head>().ok()) {
        assert_eq!(head.to_string().as_bytes(), bytes);
    }
    let Ok(lookup) = Lookup::parse(bytes) else { return };
    assert_eq!(lookup.to_string().as_bytes(), bytes);
    let rule = lookup.head().rule.clone();
    assert!(lookup.verify(lookup.name(), &rule, &policy(OTHER)).is_err());
    let policy = policy(KEY);
    let Ok(found) = lookup.verify(lookup.name(), &rule, &policy) else { return };
    // The log has four entries, at 0 and 2 `usdt`, at 1 `dai`, at 3 `usdc`.
    let expected: &[u64] = match lookup.name().as_str() {
        "usdt" => &[0, 2],
        "dai" => &[1],
        "usdc" => &[3],
        _ => &[],
    };
    match found.what {
        What::Nothing => assert!(expected.is_empty()),
        What::All(items) => {
            assert_eq!(items.iter().map(|item| item.position).collect::<Vec<_>>(), expected);
        }
        What::One { item, at, count } => {
            assert_eq!((expected[at as usize], expected.len() as u64), (item.position, count));
        }
    }
});
