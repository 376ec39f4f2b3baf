//! Names of issuers: how near two of them are, across scripts and legal forms.
//!
//! ```text
//! CIRCLE INTERNET FINANCIAL EUROPE S.A.S.    circle internet financial europe
//! ТОО «Байбит Казахстан»                     baybit kazakhstan
//! Бинанс Қазақстан АҚ                        binans qazaqstan
//! ```
//!
//! A name is folded to a key: compatibility forms and capitals go (NFKC, lower case), any script becomes Latin letters
//! (`any_ascii`), punctuation goes, and so do legal forms at either end. Two keys are compared by measures of `strsim`.
//!
//! A score is a proposal to look, and never says that two names are one entity's: sister companies have the same key, and a
//! name may have nothing to do with the other that sounds like it. A person decides, by an LEI or a register's number.
//!
//! # The score
//!
//! Two keys are compared word by word, by measures of `strsim`, in whole thousandths rounded down:
//!
//! ```text
//! near(u, v)  = (jaro(u, v) + 1 − levenshtein(u, v) / length of the longer) / 2                        two words
//! nearest(u)  = the greatest near(u, v) over the words v of the other name
//! mean        = the mean of nearest(u) over the words u of a name, by their lengths; of both names the smaller
//! least       = the least nearest(u) over the words of both names that do more than join others, as `of` does
//! glued       = 1 − 3 · levenshtein / length of the longer, all words of a name written as one
//!
//! score       = the greater of (mean + least) / 2 and glued
//! ```
//!
//! The least word is what parts *Bybit Kazakhstan* from *Binance Kazakhstan*, and `glued` finds *OpenBank* again in *Open
//! Bank*. Where either name is not in Latin letters, the words of both are first brought from spelling to sound by the table
//! in `names/sounds.txt`: `kazakhstan`, `qazaqstan` and `kazahstan` are then near, and `binance` is `binans`.
//!
//! The formula and [`Score::WORTH_A_LOOK`] were chosen on the spellings in `tests/data/names.csv`, where the snapshot beside
//! the test has the gap between the two sides and every pair that is known to lie on the wrong one.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use any_ascii::any_ascii;
use unicode_normalization::UnicodeNormalization;

/// A name, folded once to be compared often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    text: String,
    spelt: Folded,
    /// As it sounds rather than as it is spelt.
    sounds: Folded,
    is_latin: bool,
}

/// Words, and all of them as one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folded {
    words: Vec<String>,
    glued: String,
}

/// How many characters of a name, and of its key, are looked at.
pub const CHARACTERS_MAX: usize = 300;

impl Name {
    /// Folds a name. Of a longer one than [`CHARACTERS_MAX`] the beginning counts.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let cut: String = text.chars().take(CHARACTERS_MAX).collect();
        let is_latin = !cut.chars().any(is_of_another_script);
        let words = without_forms(&words(&cut)).to_vec();
        let sounds = words.iter().map(|word| sound(word)).collect();
        Self { text: text.to_owned(), spelt: Folded::of(words), sounds: Folded::of(sounds), is_latin }
    }

    /// The name as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What of it is compared: Latin words in lower case, without legal forms.
    #[must_use]
    pub fn key(&self) -> String {
        self.spelt.words.join(" ")
    }
}

/// Whether a letter is of another script than Latin.
fn is_of_another_script(c: char) -> bool {
    // Below U+0250 there are Latin letters alone; above, those with marks decompose to plain ones.
    c.is_alphabetic() && c >= '\u{250}' && !std::iter::once(c).nfkd().any(|part| part.is_ascii_alphabetic())
}

impl Folded {
    fn of(words: Vec<String>) -> Self {
        Self { glued: words.concat(), words }
    }
}

/// What of a name is compared: Latin words in lower case, without legal forms.
#[must_use]
pub fn key(name: &str) -> String {
    Name::new(name).key()
}

/// Latin words in lower case.
fn words(text: &str) -> Vec<String> {
    let composed: String = text.nfkc().collect();
    // What any_ascii writes for a sign or a syllable may have capitals and blanks of its own.
    let latin = any_ascii(&composed.to_lowercase()).to_lowercase();
    let mut words = vec![];
    let mut word = String::new();
    for c in latin.chars() {
        match c {
            // Points and apostrophes part no words: `S.A.S.`, `Rogerson's`.
            '.' | '\'' | '`' | '"' => {}
            '&' => {
                words.push(std::mem::take(&mut word));
                words.push("and".to_owned());
            }
            c if c.is_ascii_alphanumeric() => word.push(c),
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    // Some signs are written out as whole words, so there may be more than there was.
    let mut rest = CHARACTERS_MAX;
    for word in &mut words {
        word.truncate(rest);
        // A word and the blank behind it.
        rest = rest.saturating_sub(word.len().saturating_add(1));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Legal forms, each as one word, so that `s. r. o.` and `s.r.o.` are one.
struct Forms {
    anywhere: BTreeSet<String>,
    leading: BTreeSet<String>,
    words_max: usize,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms { anywhere: BTreeSet::new(), leading: BTreeSet::new(), words_max: 0 };
    let lines = include_str!("names/forms.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let words = words(line.trim_start_matches('^'));
        forms.words_max = forms.words_max.max(words.len());
        if line.starts_with('^') {
            forms.leading.insert(words.concat());
        }
        forms.anywhere.insert(words.concat());
    }
    forms
});

/// Without legal forms at either end, as long as something remains.
fn without_forms(words: &[String]) -> &[String] {
    let mut rest = words;
    // The longest first, so that none is taken for its part.
    while let Some(shorter) = (1..=FORMS.words_max.max(4)).rev().find_map(|count| {
        let behind = rest.len().checked_sub(count).filter(|place| *place > 0)?;
        let (before, last) = rest.split_at_checked(behind)?;
        if FORMS.anywhere.contains(&last.concat()) {
            return Some(before);
        }
        let (first, behind) = rest.split_at_checked(count)?;
        FORMS.leading.contains(&first.concat()).then_some(behind)
    }) {
        rest = shorter;
    }
    rest
}

/// What is spelt, and how it sounds.
struct Sound {
    from: &'static str,
    to: &'static str,
    at_start: bool,
    at_end: bool,
}

static SOUNDS: LazyLock<Vec<Sound>> = LazyLock::new(|| {
    let lines = include_str!("names/sounds.txt").lines();
    let rules = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    rules
        .map(|line| {
            let (from, to) = line.split_once(' ').unwrap_or((line, ""));
            let bare = from.trim_start_matches('^').trim_end_matches('$');
            Sound { from: bare, to, at_start: from.starts_with('^'), at_end: from.ends_with('$') }
        })
        .collect()
});

/// A word as it sounds: rules from left to right, the first that fits; then no letter twice in a row.
fn sound(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let at_start = rest.len() == word.len();
        let rule = SOUNDS.iter().find_map(|rule| {
            let behind = rest.strip_prefix(rule.from)?;
            let fits = (!rule.at_start || at_start) && (!rule.at_end || (behind.is_empty() && !at_start));
            fits.then_some((rule.to, behind))
        });
        match rule {
            Some((to, behind)) => {
                out.push_str(to);
                rest = behind;
            }
            None => {
                let mut letters = rest.chars();
                out.extend(letters.next());
                rest = letters.as_str();
            }
        }
    }
    let mut single = String::with_capacity(out.len());
    for c in out.chars() {
        if !single.ends_with(c) || c.is_ascii_digit() {
            single.push(c);
        }
    }
    single
}

/// How near two names are, in thousandths: 1000 where their keys are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

impl Score {
    /// Equal keys.
    pub const EQUAL: Self = Self(1000);

    /// From here on a name is worth a look: on the labelled spellings it parts the two sides.
    pub const WORTH_A_LOOK: Self = Self(730);

    /// That many thousandths; more than a thousand are a thousand.
    #[must_use]
    pub fn new(thousandths: u16) -> Self {
        Self(thousandths.min(1000))
    }

    /// In thousandths, 0 to 1000.
    #[must_use]
    pub fn thousandths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// How near two names are. The order of the two does not matter.
#[must_use]
pub fn score(a: &Name, b: &Name) -> Score {
    score_at_least(a, b, Score(0)).unwrap_or(Score(0))
}

/// The score, unless it is below the bound.
fn score_at_least(a: &Name, b: &Name, score_min: Score) -> Option<Score> {
    let (a, b) = if a.is_latin && b.is_latin { (&a.spelt, &b.spelt) } else { (&a.sounds, &b.sounds) };
    if a.words.is_empty() || b.words.is_empty() {
        return (score_min == Score(0)).then_some(Score(0));
    }
    let enough = u32::from(score_min.0).saturating_mul(MILLIONTHS / 1000);
    let score = as_one_word(a, b, enough).max(word_by_word(a, b, enough));
    let thousandths = u16::try_from(score / (MILLIONTHS / 1000)).unwrap_or(u16::MAX);
    Some(Score(thousandths)).filter(|score| *score >= score_min)
}

/// Nearness of words is counted in millionths, so that a score is rounded once.
const MILLIONTHS: u32 = 1_000_000;

/// How near the names are written as one word; 0 where that is less than enough.
fn as_one_word(a: &Folded, b: &Folded, enough: u32) -> u32 {
    let longer = a.glued.len().max(b.glued.len());
    let near = |distance: usize| MILLIONTHS.saturating_sub(share(distance.saturating_mul(3), longer));
    // As many letters must be put in as one name has more than the other.
    if near(a.glued.len().abs_diff(b.glued.len())) < enough {
        return 0;
    }
    near(strsim::levenshtein(&a.glued, &b.glued))
}

/// How near the words are, each to the one of the other name that is nearest to it; 0 where that is less than enough.
fn word_by_word(a: &Folded, b: &Folded, enough: u32) -> u32 {
    let Some(there) = one_way(a, b, enough) else { return 0 };
    let Some(back) = one_way(b, a, enough) else { return 0 };
    let (mean, least) = (there.0.min(back.0), there.1.min(back.1));
    mean.midpoint(least)
}

/// The mean nearness of the words of `a`, by their lengths, and the least of those that do more than join others.
fn one_way(a: &Folded, b: &Folded, enough: u32) -> Option<(u32, u32)> {
    // The score is the middle of a mean, which is at most a whole, and of the least.
    let least_min = enough.saturating_mul(2).saturating_sub(MILLIONTHS);
    let (mut sum, mut letters, mut least) = (0u64, 0u64, MILLIONTHS);
    for word in &a.words {
        let nearest = nearest(word, b);
        if !joins(word) {
            least = least.min(nearest);
        }
        if least < least_min {
            return None;
        }
        let length = u64::try_from(word.len()).unwrap_or(u64::MAX);
        sum = sum.saturating_add(u64::from(nearest).saturating_mul(length));
        letters = letters.saturating_add(length);
    }
    let mean = u32::try_from(sum.checked_div(letters)?).unwrap_or(MILLIONTHS);
    Some((mean, least))
}

/// Words that join others and part no two names, in Latin letters: `Bank of Kazakhstan` is `Kazakhstan Bank`.
const JOINING: [&str; 13] =
    ["and", "of", "the", "for", "de", "du", "la", "le", "et", "und", "i", "men", "zhane"];

fn joins(word: &str) -> bool {
    JOINING.contains(&word)
}

/// How near the word of `name` is that is nearest.
fn nearest(word: &str, name: &Folded) -> u32 {
    if name.words.iter().any(|other| other == word) {
        return MILLIONTHS;
    }
    let mut nearest = 0;
    for other in &name.words {
        // Both measures are at most what the lengths allow, as if the shorter word stood whole in the longer.
        let (shorter, longer) = (word.len().min(other.len()), word.len().max(other.len()));
        if share(shorter, longer).saturating_mul(4).saturating_add(MILLIONTHS.saturating_mul(2)) / 6 > nearest
        {
            nearest = nearest.max(near(word, other));
        }
    }
    nearest
}

/// How near two words are: the mean of Jaro's measure and of Levenshtein's, in millionths.
///
/// This is the one place with binary floating point: the library's measure leaves as an integer.
#[expect(clippy::float_arithmetic, reason = "a measure of the library")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to a million")]
fn near(a: &str, b: &str) -> u32 {
    let jaro = (strsim::jaro(a, b) * 1_000_000.0).round() as u32;
    let distance = share(strsim::levenshtein(a, b), a.len().max(b.len()));
    jaro.midpoint(MILLIONTHS.saturating_sub(distance))
}

/// `part` of `whole`, in millionths; the whole where there is nothing.
fn share(part: usize, whole: usize) -> u32 {
    let part = u64::try_from(part).unwrap_or(u64::MAX).saturating_mul(u64::from(MILLIONTHS));
    let whole = u64::try_from(whole).unwrap_or(u64::MAX);
    part.checked_div(whole).and_then(|share| u32::try_from(share).ok()).unwrap_or(u32::MAX)
}

/// A name that may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'n> {
    /// Its place among the names that were given.
    pub index: usize,
    /// The name.
    pub name: &'n Name,
    /// How near it is.
    pub score: Score,
}

/// The names that may be meant: those with at least that score, the nearest first, then by their text; so many at most.
///
/// A proposal for a person to look at, and nothing more.
#[must_use]
pub fn candidates<'n>(name: &Name, among: &'n [Name], limit: usize, score_min: Score) -> Vec<Candidate<'n>> {
    let mut all: Vec<_> = among
        .iter()
        .enumerate()
        .filter_map(|(index, other)| {
            let score = score_at_least(name, other, score_min)?;
            Some(Candidate { index, name: other, score })
        })
        .collect();
    all.sort_by(|a, b| {
        b.score.cmp(&a.score).then_with(|| a.name.text.cmp(&b.name.text)).then(a.index.cmp(&b.index))
    });
    all.truncate(limit);
    all
}
