//! Amounts, ratios and days: what is read prints as what reads back the same, and in one way only.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_exact::{Amount, Day, INTEGER_DIGITS_MAX, Ratio};

fuzz_target!(|text: &str| {
    if let Ok(amount) = text.parse::<Amount>() {
        let printed = amount.to_string();
        assert_eq!(printed.parse::<Amount>().as_ref(), Ok(&amount));
        assert_eq!(
            amount.scaled_to(amount.scale()).map(|all| Amount::new(all, amount.scale())),
            Some(amount)
        );
        assert!(printed.len() <= text.len(), "printing adds nothing to `{text}`: `{printed}`");
    }
    if let Ok(ratio) = text.parse::<Ratio>() {
        let printed = ratio.to_string();
        // In lowest terms its integers may have more digits than an amount.
        if printed.split('/').all(|part| part.trim_start_matches('-').len() <= INTEGER_DIGITS_MAX) {
            assert_eq!(printed.parse::<Ratio>().as_ref(), Ok(&ratio));
        }
        assert_eq!(Ratio::new(ratio.numerator().clone(), &ratio.denominator()), Some(ratio));
    }
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string(), text, "a day is written in one way");
        assert_eq!(Day::from_number(day.number()), day);
        assert_eq!(day.plus(1).since(day), 1);
        assert!(day.plus(-1) < day);
    }
});
