//! A peg on one line: what is read prints as what reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_casework::parse_peg;

fuzz_target!(|text: &str| {
    let Ok(peg) = parse_peg(text) else { return };
    assert!(peg.iter().all(|(_, amount)| amount.is_positive()));
    let printed: Vec<_> = peg.iter().map(|(currency, amount)| format!("{amount} {currency}")).collect();
    assert_eq!(parse_peg(&printed.join(" + ")).ok(), Some(peg));
});
