//! Names: what of them is compared, and how far spellings of one are from those of others.

use proptest::prelude::*;
use qazyq_registers::names::{Name, Score, candidates, key, score};

#[test]
fn legal_forms_scripts_and_punctuation_go() {
    let check = |expected: &str, names: &[&str]| {
        for name in names {
            assert_eq!(key(name), expected, "{name}");
        }
    };
    check(
        "circle internet financial europe",
        &[
            "Circle Internet Financial Europe SAS",
            "CIRCLE INTERNET FINANCIAL EUROPE S.A.S.",
            "Circle  Internet, Financial (Europe)",
        ],
    );
    check(
        "baybit kazakhstan",
        &[
            "Байбит Казахстан",
            "ТОО «Байбит Казахстан»",
            "Товарищество с ограниченной ответственностью «Байбит Казахстан»",
            "\"Байбит Казахстан\" ЖШС",
            "«Байбит Казахстан» жауапкершілігі шектеулі серіктестігі",
            "Байбит Казахстан Лтд.",
        ],
    );
    check(
        "foo",
        &[
            "Foo Ltd",
            "Foo Limited",
            "Foo, Inc.",
            "Foo LLC",
            "Foo GmbH",
            "Foo S.A.",
            "Foo SAS",
            "Foo SE",
            "Foo AG",
            "OÜ Foo",
            "Foo OÜ",
            "UAB Foo",
            "Foo, UAB",
            "Foo B.V.",
            "Foo PLC",
            "Foo JSC",
            "Foo LLP",
            "АО Foo",
            "Foo АҚ",
            "ООО Foo",
            "ПАО «Foo»",
            "ЗАО Foo",
            "Foo Private Company Limited by Shares",
            "Foo s. r. o.",
            "Foo s.r.o.",
            "Foo sp. z o.o.",
            "Foo d.o.o.",
            "Foo Co., Ltd.",
            "Foo Pte. Ltd.",
            "Foo Gesellschaft m.b.H.",
            "Foo GmbH & Co. KG",
            "Ｆｏｏ　Ｌｔｄ",
        ],
    );
    check("qazaqstan", &["Қазақстан", "ҚАЗАҚСТАН АҚ"]);
    check("aghqngouuhi", &["ӘҒҚҢӨҰҮҺІ", "әғқңөұүһі"]);
    check("yozhik", &["Йожик", "И\u{306}ожик"]);
    check("ltd", &["Ltd", "LTD Ltd."]);
    check("", &["", " ", "«»", "..."]);
    check("dietrich and richter", &["Dietrich & Richter", "Dietrich and Richter AG"]);
}

fn scored(a: &str, b: &str) -> Score {
    score(&Name::new(a), &Name::new(b))
}

/// The labelled spellings: what is expected, and the score.
fn labelled() -> Vec<(String, String, Score)> {
    let mut rows = csv::Reader::from_reader(&include_bytes!("data/names.csv")[..]);
    let rows = rows.records().map(|row| row.expect("a row"));
    rows.map(|row| (row[0].to_owned(), format!("{} ~ {}", &row[1], &row[2]), scored(&row[1], &row[2])))
        .collect()
}

#[test]
fn spellings_of_one_name_are_parted_from_those_of_others() {
    let bound = Score::WORTH_A_LOOK;
    let all = labelled();
    assert!(all.len() >= 60);
    for (expected, pair, score) in &all {
        let is_proposed = match expected.as_str() {
            "same" | "different-proposed" => true,
            "different" | "same-missed" => false,
            other => panic!("{other}"),
        };
        assert_eq!(*score >= bound, is_proposed, "{expected}: {pair} has {score}");
    }
    // How wide the gap is, and what is known to lie on the wrong side of it.
    let of = |label: &str| all.iter().filter(|(expected, ..)| expected == label).collect::<Vec<_>>();
    let (same, different) = (of("same"), of("different"));
    let least = same.iter().min_by_key(|(_, _, score)| *score).expect("some");
    let most = different.iter().max_by_key(|(_, _, score)| *score).expect("some");
    let mut lines = vec![
        format!("{} same, the least {} {}", same.len(), least.2, least.1),
        format!("{} different, the most {} {}", different.len(), most.2, most.1),
    ];
    for label in ["same-missed", "different-proposed"] {
        lines.extend(of(label).iter().map(|(_, pair, score)| format!("{label}: {score} {pair}")));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn candidates_come_nearest_first() {
    let names: Vec<_> = [
        "Binance Kazakhstan",
        "Bybit Kazakhstan Ltd",
        "Bybit EU GmbH",
        "Байбит Қазақстан",
        "Bybit Kazakhstan",
        "Kaspi Bank",
    ]
    .map(Name::new)
    .into();
    let asked = Name::new("ТОО «Байбит Казахстан»");
    let found = |limit: usize, score_min: u16| {
        let found = candidates(&asked, &names, limit, Score::new(score_min));
        found.iter().map(|c| format!("{} {} {}", c.index, c.score, c.name.text())).collect::<Vec<_>>()
    };
    assert_eq!(
        found(9, 730),
        ["3 1000 Байбит Қазақстан", "4 922 Bybit Kazakhstan", "1 922 Bybit Kazakhstan Ltd"]
    );
    assert_eq!(found(1, 730), ["3 1000 Байбит Қазақстан"]);
    assert_eq!(found(9, 0).len(), names.len());
    assert!(found(0, 0).is_empty());
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "(Circle|Банк|Қазақстан|of|Ltd|ТОО|S\\.A\\.|GmbH|84|&|-| ){0,6}",
        "\\PC{0,40}",
        "[a-zа-яәғқңөұүһі .&]{0,40}",
    ]
}

proptest! {
    #[test]
    fn a_score_is_the_same_both_ways_and_whole_for_the_name_itself(a in any_name(), b in any_name()) {
        let (x, y) = (Name::new(&a), Name::new(&b));
        prop_assert_eq!(score(&x, &y), score(&y, &x));
        prop_assert_eq!(score(&x, &x) == Score::EQUAL, !x.key().is_empty());
        if !x.key().is_empty() && x.key() == y.key() {
            prop_assert_eq!(score(&x, &y), Score::EQUAL);
        }
    }

    #[test]
    fn a_key_is_its_own_key(name in any_name()) {
        let once = key(&name);
        prop_assert_eq!(key(&once), once.clone());
        prop_assert!(once.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' '));
    }

    #[test]
    fn candidates_are_those_whose_score_is_enough(
        asked in any_name(),
        among in proptest::collection::vec(any_name(), 0..12),
        score_min in 0u16..=1000,
    ) {
        let (asked, among): (_, Vec<_>) = (Name::new(&asked), among.iter().map(|name| Name::new(name)).collect());
        let score_min = Score::new(score_min);
        let found = candidates(&asked, &among, usize::MAX, score_min);
        let mut places: Vec<_> = found.iter().map(|c| c.index).collect();
        places.sort_unstable();
        let expected: Vec<_> =
            (0..among.len()).filter(|index| score(&asked, &among[*index]) >= score_min).collect();
        prop_assert_eq!(places, expected);
        prop_assert!(found.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert!(found.iter().all(|c| c.score == score(&asked, c.name)));
    }
}

#[test]
fn very_long_names_are_answered() {
    for text in ["ұ".repeat(100_000), "a ".repeat(100_000), "\u{fdfa}".repeat(10_000), "&".repeat(10_000)] {
        assert!(scored(&text, &text) >= Score::WORTH_A_LOOK);
        assert!(scored(&text, "a") <= Score::EQUAL);
    }
}
