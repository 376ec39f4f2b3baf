//! The page's words: those that it shows, those that the module gives, and those that the locales have are the same.

use std::collections::BTreeSet;

use qazyq_law::json::{Value, parse};
use qazyq_wasm::{Inputs, PAGE, report, words};
use qazyq_words::Language;

const HTML: &str = include_str!("../../../verifier/index.html");
const SCRIPT: &str = include_str!("../../../verifier/verify.js");

/// What stands behind each `before`, as far as it is a name.
fn behind<'t>(text: &'t str, before: &str) -> BTreeSet<&'t str> {
    let name = |at: usize| {
        let rest = &text[at + before.len()..];
        &rest[..rest.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(rest.len())]
    };
    text.match_indices(before).map(|(at, _)| name(at)).filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_page_shows_the_words_that_the_module_gives() {
    let mut shown = behind(HTML, "data-word=\"");
    shown.extend(behind(SCRIPT, "words."));
    shown.extend(behind(SCRIPT, "words['"));
    // The heads of a table, which the script has as a list.
    shown.extend(["day", "deviation", "exact"]);
    assert_eq!(shown, PAGE.iter().copied().collect());
}

#[test]
fn the_module_gives_the_page_s_words_in_every_language() {
    for language in Language::ALL {
        let [verification, _] = language.verification();
        let begins = |line: &'static str| line.strip_prefix("page-")?.split_once(" =").map(|(name, _)| name);
        let written: BTreeSet<&str> = verification.lines().filter_map(begins).collect();
        assert_eq!(written, PAGE.iter().copied().collect(), "{}", language.code());
        let Ok(Value::Object(given)) = parse(words(language.code()).as_bytes()) else { panic!("no object") };
        assert_eq!(given.iter().filter_map(|(name, _)| name.as_str()).collect::<BTreeSet<_>>(), written);
        for (name, text) in &given {
            let Value::Text(text) = text else { panic!("{name} is no text") };
            let text = text.as_str().unwrap();
            assert!(!text.is_empty() && !text.starts_with("page-"), "{name}: {text}");
        }
    }
    assert_eq!(words("tlh"), words("en"), "a language that nobody speaks");
}

#[test]
fn what_the_reader_hands_over_beside_a_bundle_is_refused_in_words() {
    let check = |inputs: Inputs<'_>, expected: &str| {
        let said = report(&Inputs { bundle: b"no bundle", language: "en", ..inputs });
        assert!(said.contains(expected), "{said}");
    };
    check(
        Inputs { policy: b"x", ..Inputs::default() },
        r#"{"error":"The trust policy cannot be read: policy:"#,
    );
    check(
        Inputs { checkpoint: b"x", ..Inputs::default() },
        r#"{"error":"The older checkpoint cannot be read:"#,
    );
    check(Inputs::default(), r#""text":"✗ A check failed"#);
}
