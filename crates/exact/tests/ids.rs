//! Identifiers against `data/ids`: texts that are and texts that are not, each with its reason; and what holds for all.

use core::fmt::{Debug, Display};
use core::str::FromStr;
use proptest::prelude::*;
use qazyq_exact::id::{
    Bin, BinError, Caip2, Caip2Error, Caip19, Caip19Error, Country, CountryError, Dti, DtiError, Lei,
    LeiError,
};

const LEIS: &str = include_str!("data/ids/lei.txt");
const BINS: &str = include_str!("data/ids/bin.txt");
const DTIS: &str = include_str!("data/ids/dti.txt");
const CHAINS: &str = include_str!("data/ids/caip2.txt");
const ASSETS: &str = include_str!("data/ids/caip19.txt");
const COUNTRIES: &str = include_str!("data/ids/country.txt");

/// Outcome, text and reason of each line.
fn vectors(file: &str) -> Vec<(&str, String, &str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let vectors = lines.map(|line| {
        let [outcome, text, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("outcome, text and reason: {line}")
        };
        (outcome, unescaped(text), reason)
    });
    vectors.collect()
}

fn unescaped(text: &str) -> String {
    let mut characters = text.chars();
    let mut plain = String::new();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('\\') => '\\',
                other => panic!("an escape that the files' heads do not name: {other:?}"),
            },
            plain => plain,
        });
    }
    plain
}

fn accepted(file: &str) -> Vec<String> {
    let accepted = vectors(file).into_iter().filter(|(outcome, ..)| *outcome == "accepted");
    accepted.map(|(_, text, _)| text).collect()
}

/// Each line of the file has its outcome, what is accepted is printed as it was read, and every code occurs.
fn check<T>(file: &str, code: fn(&T::Err) -> &'static str, codes: &[&'static str])
where
    T: FromStr<Err: Display> + Display + Debug + Ord,
{
    let mut seen: Vec<&str> = Vec::new();
    for (outcome, text, reason) in vectors(file) {
        match text.parse::<T>() {
            Ok(id) => {
                assert_eq!(outcome, "accepted", "`{text}`: {reason}");
                assert_eq!(id.to_string(), text);
            }
            Err(error) => {
                assert_eq!(outcome, code(&error), "`{text}`: {reason}");
                assert!(error.to_string().starts_with(outcome), "{error}");
                seen.push(code(&error));
            }
        }
    }
    // The lines of one code stand together.
    seen.dedup();
    assert_eq!(seen.len(), codes.len(), "{seen:?}");
    assert!(codes.iter().all(|code| seen.contains(code)), "{seen:?}");
}

#[test]
fn leis_are_as_their_vectors_say() {
    check::<Lei>(LEIS, LeiError::code, LeiError::CODES);
}

#[test]
fn business_numbers_are_as_their_vectors_say() {
    check::<Bin>(BINS, BinError::code, BinError::CODES);
}

#[test]
fn token_identifiers_are_as_their_vectors_say() {
    check::<Dti>(DTIS, DtiError::code, DtiError::CODES);
}

#[test]
fn chains_are_as_their_vectors_say() {
    check::<Caip2>(CHAINS, Caip2Error::code, Caip2Error::CODES);
}

#[test]
fn assets_are_as_their_vectors_say() {
    check::<Caip19>(ASSETS, Caip19Error::code, Caip19Error::CODES);
}

#[test]
fn countries_are_as_their_vectors_say() {
    check::<Country>(COUNTRIES, CountryError::code, CountryError::CODES);
}

#[test]
fn codes_are_kebab_case_and_each_stands_once() {
    let mut codes = [
        LeiError::CODES,
        BinError::CODES,
        DtiError::CODES,
        Caip2Error::CODES,
        Caip19Error::CODES,
        CountryError::CODES,
    ]
    .concat();
    let is_kebab = |code: &str| code.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    assert!(codes.iter().all(|code| is_kebab(code)), "{codes:?}");
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn an_error_names_what_is_wrong_and_where() {
    let told = |error: &dyn Display| error.to_string();
    let lei = |text: &str| told(&text.parse::<Lei>().unwrap_err());
    assert_eq!(lei("9.60E+19"), "lei-length characters=`8`");
    assert_eq!(lei("969500OYUDADGZKСR583"), "lei-character character=`С` code_point=`U+0421` position=`16`");
    assert_eq!(
        lei("969500oyudadgzkcr583"),
        "lei-small-letter character=`o` code_point=`U+006F` position=`7`"
    );
    assert_eq!(
        lei("969500OYUDADGZKCR58\u{7}"),
        "lei-character character=`\u{fffd}` code_point=`U+0007` position=`20`"
    );
    assert_eq!(lei("969500OYUDADGZKCR584"), "lei-check-digits");
    let bin = |text: &str| told(&text.parse::<Bin>().unwrap_err());
    assert_eq!(bin("990040001001"), "bin-month month=`00`");
    assert_eq!(bin("990130001000"), "bin-fifth-digit digit=`3`");
}

/// The text with each character in turn made each of the others; `same_kind`: digits for digits, letters for letters.
fn one_changed<'a>(
    text: &'a str,
    alphabet: &'a str,
    same_kind: bool,
) -> impl Iterator<Item = (usize, String)> {
    let places = text.char_indices();
    places.flat_map(move |(place, was)| {
        let others = alphabet
            .chars()
            .filter(move |new| *new != was && (!same_kind || new.is_ascii_digit() == was.is_ascii_digit()));
        others.map(move |new| (place, format!("{}{new}{}", &text[..place], &text[place + 1..])))
    })
}

/// The text with each two neighbours that differ swapped, beside those two.
fn swapped(text: &str) -> impl Iterator<Item = (&str, String)> {
    let pairs = (0..text.len() - 1).map(|place| (place, &text[place..place + 2]));
    pairs.filter(|(_, pair)| pair[..1] != pair[1..]).map(|(place, pair)| {
        (pair, format!("{}{}{}{}", &text[..place], &pair[1..], &pair[..1], &text[place + 2..]))
    })
}

const DIGITS_AND_CAPITALS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DTI_ALPHABET: &str = "0123456789BCDFGHJKLMNPQRSTVWXZ";

#[test]
fn an_lei_with_one_character_changed_for_its_like_is_refused() {
    for lei in accepted(LEIS) {
        for (_, other) in one_changed(&lei, DIGITS_AND_CAPITALS, true) {
            assert_eq!(other.parse::<Lei>(), Err(LeiError::CheckDigits), "{lei} -> {other}");
        }
    }
}

#[test]
fn an_lei_with_neighbours_swapped_is_refused_where_the_number_changes() {
    for lei in accepted(LEIS) {
        for (pair, other) in swapped(&lei) {
            let is_same_number = matches!(pair, "B1" | "1B" | "M2" | "2M" | "X3" | "3X");
            assert_eq!(other.parse::<Lei>().is_ok(), is_same_number, "{lei} -> {other}");
        }
    }
}

#[test]
fn a_digit_for_a_letter_rarely_passes_in_an_lei() {
    let accepted = accepted(LEIS);
    let others = accepted.iter().flat_map(|lei| one_changed(lei, DIGITS_AND_CAPITALS, false));
    let (passed, all) = others.fold((0, 0), |(passed, all), (_, other)| {
        (passed + usize::from(other.parse::<Lei>().is_ok()), all + 1)
    });
    assert!(passed > 0 && passed * 100 < all, "{passed} of {all}");
}

#[test]
fn a_business_number_has_one_check_digit_and_its_eleventh_digit_may_be_missed() {
    for bin in accepted(BINS) {
        for (place, other) in one_changed(&bin, "0123456789", false) {
            let is_accepted = other.parse::<Bin>().is_ok();
            match place {
                11 => assert!(!is_accepted, "{bin} -> {other}"),
                10 => assert_eq!(is_accepted, first_weights_decide(&bin), "{bin} -> {other}"),
                // By the same weights a changed digit always shows; by others it may not.
                _ if first_weights_decide(&bin) && first_weights_decide(&other) => {
                    assert!(!is_accepted, "{bin} -> {other}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn most_single_wrong_digits_of_a_business_number_are_noticed() {
    let accepted = accepted(BINS);
    let others = accepted.iter().flat_map(|bin| one_changed(bin, "0123456789", false));
    let (passed, all) = others.fold((0, 0), |(passed, all), (_, other)| {
        (passed + usize::from(other.parse::<Bin>().is_ok()), all + 1)
    });
    assert!(passed * 10 < all, "{passed} of {all}");
}

/// Whether the digits, weighted by their places, leave less than 10 when divided by 11.
fn first_weights_decide(bin: &str) -> bool {
    let digits = bin.chars().filter_map(|c| c.to_digit(10)).take(11);
    digits.zip(1..).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 < 10
}

#[test]
fn a_token_identifier_with_one_character_changed_is_refused() {
    // Bitcoin's is given out beside the check.
    for dti in accepted(DTIS).iter().filter(|dti| *dti != "4H95J0R2X") {
        for (_, other) in one_changed(dti, DTI_ALPHABET, false) {
            assert!(other.parse::<Dti>().is_err(), "{dti} -> {other}");
        }
    }
}

#[test]
fn swapped_neighbours_in_a_token_identifier_are_nearly_always_noticed() {
    let accepted = accepted(DTIS);
    let passed =
        accepted.iter().flat_map(|dti| swapped(dti)).filter(|(_, other)| other.parse::<Dti>().is_ok());
    let passed: Vec<_> = passed.map(|(_, other)| other).collect();
    assert_eq!(passed, ["2BLKSP3D6", "2BKLSP3D6"]);
}

#[test]
fn the_parts_of_an_asset_are_those_that_were_joined() {
    let asset: Caip19 = "cosmos:cosmoshub-3/abc:a.b%2Fc/7".parse().unwrap();
    assert_eq!(asset.chain().as_str(), "cosmos:cosmoshub-3");
    assert_eq!((asset.chain().namespace(), asset.chain().reference()), ("cosmos", "cosmoshub-3"));
    assert_eq!((asset.asset_namespace(), asset.asset_reference()), ("abc", "a.b%2Fc"));
    assert_eq!(asset.token_id(), Some("7"));
    assert_eq!("eip155:1/slip44:60".parse::<Caip19>().unwrap().token_id(), None);
}

fn canonical(text: &str) -> String {
    text.parse::<Caip19>().unwrap().canonical().to_string()
}

#[test]
fn an_address_on_an_ethereum_chain_has_one_canonical_spelling() {
    let dai = "eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f";
    assert_eq!(canonical(dai), dai);
    assert_eq!(canonical("eip155:1/erc20:0x6B175474E89094C44Da98b954EedeAC495271d0F"), dai);
    assert_eq!(
        canonical("eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/Ab"),
        "eip155:1/erc721:0x06012c8cf97bead5deae237070f9587f8e7a266d/Ab"
    );
}

#[test]
fn elsewhere_the_case_of_letters_stays() {
    for text in [
        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/erc20:0x6B175474E89094C44Da98b954EedeAC495271d0F",
        "eip155:1/other:0x6B175474E89094C44Da98b954EedeAC495271d0F",
        // A digit too few, a digit too many, another prefix, a letter that is no digit.
        "eip155:1/erc20:0x6B175474E89094C44Da98b954EedeAC495271d0",
        "eip155:1/erc20:0x6B175474E89094C44Da98b954EedeAC495271d0F0",
        "eip155:1/erc20:0X6B175474E89094C44Da98b954EedeAC495271d0F",
        "eip155:1/erc20:0x6B175474E89094C44Da98b954EedeAC495271d0G",
    ] {
        assert_eq!(canonical(text), text);
    }
}

fn reads_back<T: FromStr + Display>(text: &str) -> bool {
    text.parse::<T>().map_or(true, |id| id.to_string() == text)
}

fn all_read_back(text: &str) -> bool {
    reads_back::<Lei>(text)
        && reads_back::<Bin>(text)
        && reads_back::<Dti>(text)
        && reads_back::<Caip2>(text)
        && reads_back::<Caip19>(text)
        && reads_back::<Country>(text)
}

proptest! {
    #[test]
    fn no_text_stops_the_readers_and_what_is_read_is_printed(text in any::<String>()) {
        prop_assert!(all_read_back(&text));
    }

    #[test]
    fn the_same_of_texts_that_are_nearly_identifiers(
        text in "[0-9A-Z]{18}[0-9]{2}|[0-9]{4}[4-6][0-9]{7}|[0-9B-DF-HJ-NP-TV-XZ]{9}|[A-Z]{2}\
                 |[-a-z0-9]{2,9}:[-_a-zA-Z0-9]{0,33}(/[-a-z0-9]{2,9}:[-.%a-zA-Z0-9]{0,130}(/[-.%a-z0-9]{0,80})?)?",
    ) {
        prop_assert!(all_read_back(&text));
    }

    /// The check digits by another way: 98 less what the number with 00 at its end leaves.
    #[test]
    fn each_18_characters_make_an_lei(base in "[0-9A-Z]{18}") {
        let digits: String = base.chars().map(|c| c.to_digit(36).unwrap().to_string()).collect();
        let number: qazyq_exact::UBig = format!("{digits}00").parse().unwrap();
        let check: u32 = (number % qazyq_exact::UBig::from(97_u8)).try_into().unwrap();
        let lei = format!("{base}{:02}", 98 - check);
        prop_assert!(lei.parse::<Lei>().is_ok(), "{}", lei);
        let next = format!("{base}{:02}", if check == 0 { 97 } else { 99 - check });
        prop_assert_eq!(next.parse::<Lei>(), Err(LeiError::CheckDigits));
    }

    #[test]
    fn a_business_number_has_at_most_one_check_digit(base in "[0-9]{2}(0[1-9]|1[0-2])[4-6][0-9]{6}") {
        let outcomes: Vec<_> = (0..10).map(|last| format!("{base}{last}").parse::<Bin>()).collect();
        let accepted = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let never = outcomes.iter().filter(|outcome| **outcome == Err(BinError::NeverGivenOut)).count();
        prop_assert!((accepted, never) == (1, 0) || (accepted, never) == (0, 10), "{:?}", outcomes);
    }

    #[test]
    fn each_8_characters_make_one_token_identifier(base in "[1-9B-DF-HJ-NP-TV-XZ][0-9B-DF-HJ-NP-TV-XZ]{7}") {
        let closed = DTI_ALPHABET.chars().filter(|last| format!("{base}{last}").parse::<Dti>().is_ok());
        prop_assert_eq!(closed.count(), 1);
    }

    #[test]
    fn the_canonical_spelling_is_an_asset_and_its_own(
        chain in "eip155:[0-9]{1,5}|[a-z]{3,8}:[a-zA-Z0-9]{1,32}",
        kind in "erc20|erc721|token",
        reference in "0x[0-9a-fA-F]{40}|[a-zA-Z0-9]{1,60}",
        token in "(/[0-9A-Z]{1,20})?",
    ) {
        let asset: Caip19 = format!("{chain}/{kind}:{reference}{token}").parse().unwrap();
        let canonical = asset.canonical();
        prop_assert_eq!(canonical.as_str().parse::<Caip19>(), Ok(canonical.clone()));
        prop_assert_eq!(canonical.canonical(), canonical.clone());
        prop_assert_eq!(canonical.chain(), asset.chain());
        prop_assert_eq!(canonical.token_id(), asset.token_id());
        prop_assert!(canonical.as_str().eq_ignore_ascii_case(asset.as_str()));
    }
}
