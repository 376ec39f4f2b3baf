//! In which language somebody is answered.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use qazyq_words::{Language, Words};

thread_local! {
    /// Words are read when they are first said, and by one thread.
    static WORDS: [Words; 3] = Language::ALL.map(Words::of);
}

/// Says something in a language.
pub fn with<T>(language: Language, say: impl FnOnce(&Words) -> T) -> T {
    WORDS.with(|all| {
        let found = all.iter().find(|words| words.language() == language);
        match found {
            Some(words) => say(words),
            None => say(&Words::of(language)),
        }
    })
}

/// The language that somebody's program asks for: of those that it names with the highest weight, the first that we speak; else
/// English. (RFC 9110, 12.5.4.)
#[must_use]
pub fn asked(headers: &HeaderMap) -> Language {
    let named = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best: Option<(u32, Language)> = None;
    for range in named.split(',') {
        let mut parts = range.split(';');
        let Some(language) = parts.next().and_then(|tag| Language::named(tag.trim())) else { continue };
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1000, thousandths);
        if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, language));
        }
    }
    best.map_or(Language::English, |(_, language)| language)
}

/// `0.7` as 700; whatever is no weight is none.
fn thousandths(text: &str) -> u32 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let decimals = format!("{decimals:0<3}");
    match (whole, decimals.get(..3).and_then(|digits| digits.parse::<u32>().ok())) {
        ("1", _) => 1000,
        ("0", Some(thousandths)) => thousandths,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_the_most_weight_answers() {
        let check = |header: &str, code: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, header.parse().unwrap());
            assert_eq!(asked(&headers).code(), code, "{header:?}");
        };
        check("ru-KZ, kk;q=0.9, en;q=0.8", "ru");
        check("de, kk;q=0.5, ru;q=0.7", "ru");
        check("kk-KZ", "kk");
        check("de, fr", "en");
        check("ru;q=0, en;q=0.1", "en");
        check("ru;q=x, kk;q=0.001", "kk");
        check("ru;q=2", "en");
        check("", "en");
        check(",;,q=1;", "en");
        assert_eq!(asked(&HeaderMap::new()), Language::English);
    }
}
