//! What the tests share: the samples, by the names under which they lie in `tests/data`.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::allow_attributes, reason = "an expectation would fail where every part is used")]

macro_rules! samples {
    ($($name:ident = $file:literal;)+) => {
        $(pub(crate) const $name: &[u8] = include_bytes!(concat!("../data/", $file));)+
        /// Every sample, with the name of its file.
        pub(crate) const ALL: &[(&str, &[u8])] = &[$(($file, $name)),+];
    };
}

samples! {
    ART = "ART20260129.csv";
    EMT = "EMT20260209.csv";
    OTHER = "OTHER20260209-excerpt.csv";
    CASP = "CASP20260209-excerpt.csv";
    NCASP = "NCASP20260129-excerpt.csv";
    RECORD = "gleif_record_21380068P1DRHMJ8KU70.json";
    PARENT = "gleif_direct-parent_5493001KJTIIGC8Y1R12.json";
    CHILDREN = "gleif_direct-children_5299001ERX0K10IZUL40.json";
    LEIS = "issuer-leis_subset.csv";
    LIST = "defillama-list_2026-08-21-excerpt.json";
    ANSWER = "defillama-answer_2025-09-07-excerpt.json";
}

/// Findings, a line each.
pub(crate) fn told<T: ToString>(findings: &[T]) -> Vec<String> {
    findings.iter().map(T::to_string).collect()
}
