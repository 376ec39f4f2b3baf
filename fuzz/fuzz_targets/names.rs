//! Names of issuers: a score is the same both ways, a key is its own key, and candidates are those whose score is enough.
//!
//! The first line is asked for among the others.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_registers::names::{Name, Score, candidates, key, score};

fuzz_target!(|text: &str| {
    let names: Vec<_> = text.lines().take(8).map(Name::new).collect();
    let Some(asked) = names.first() else { return };
    assert_eq!(key(&asked.key()), asked.key(), "a key is its own key");
    assert_eq!(score(asked, asked) == Score::EQUAL, !asked.key().is_empty());
    for score_min in [Score::new(0), Score::WORTH_A_LOOK, Score::EQUAL] {
        let found = candidates(asked, &names, usize::MAX, score_min);
        assert!(found.is_sorted_by(|a, b| a.score >= b.score), "the nearest first");
        assert!(found.iter().all(|candidate| candidate.score == score(candidate.name, asked)), "both ways");
        assert_eq!(found.len(), names.iter().filter(|name| score(asked, name) >= score_min).count());
    }
});
