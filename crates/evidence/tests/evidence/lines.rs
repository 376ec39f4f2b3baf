//! Entries in a bundle: what they say stays, who wrote them goes, and there is one way to write them.

use qazyq_evidence::bundle::{entry_line, parse_entry};
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::{Draft, Entry, Origin, OriginClass, Request};
use qazyq_registry::what::{
    Asset, Check, CheckResult, Component, Declared, Disclosure, DisclosureStatus, FileRef, Item, Peg, ReadAs,
    Ruling, RulingKind, Subject, What,
};

use crate::made::{at, day};

const AT: &str = "2023-04-01T00:00:00.5Z";

fn file() -> FileRef {
    FileRef { name: "f.csv".to_owned(), sha256: Digest::of(b"f").to_string() }
}

/// One entry of every kind that a fold uses.
fn whats() -> Vec<What> {
    let text = |text: &str| Some(text.to_owned());
    let owned = str::to_owned;
    let declared =
        Declared { columns: owned("date=D,close=C"), only: vec![owned("X=\"é\"")], ..Declared::default() };
    let market =
        |read_as| What::Market { source: owned("kraken"), currency: owned("USD"), file: file(), read_as };
    vec![
        What::Asset(Asset {
            symbol: text("USDC"),
            coinmarketcap: Some(3408),
            caip19: vec![owned("a")],
            ..Asset::default()
        }),
        What::Peg(Peg {
            components: vec![Component { currency: owned("USD"), amount: owned("1") }],
            url: text("https://issuer.example/\u{1F4B0}\u{7f}\n"),
            from: Some(day("2020-01-01")),
            until: None,
        }),
        What::Disclosure(Disclosure {
            item: Item::Backing,
            status: DisclosureStatus::Absent,
            url: None,
            published: None,
            looked_for_on: Some(day("2023-01-01")),
            next_expected: None,
        }),
        What::Check(Check {
            register: owned("r"),
            on: day("2023-01-01"),
            subjects: vec![Subject::Asset(owned("usdc")), Subject::Issuer(owned("i"))],
            terms: vec![owned("t")],
            result: CheckResult::Dismissed,
            url: None,
            note: text("n"),
        }),
        What::Ruling(Ruling {
            ruling: owned("r"),
            kind: RulingKind::Order,
            country: owned("KZ"),
            body: owned("b"),
            reference: None,
            title: None,
            subjects: vec![],
            in_force_from: day("2023-01-01"),
            appealed_on: None,
            ended_on: Some(day("2023-02-01")),
            url: None,
            note: None,
        }),
        market(ReadAs::CoinmarketcapExport),
        market(ReadAs::BinanceKlines { day: owned("almaty"), partial_days: true }),
        market(ReadAs::Columns(declared.clone())),
        market(ReadAs::Parquet(declared)),
        What::Facts { file: file() },
        What::Follow {
            source: owned("binance"),
            key: owned("A"),
            currency: owned("USDT"),
            day: text("almaty"),
        },
        What::Unfollow { source: owned("binance"), reason: owned("r") },
        What::Conversion {
            source: owned("b"),
            from: owned("USDT"),
            through: owned("usdt"),
            through_source: owned("k"),
        },
        What::Withdrawal { sha256: Digest::of(b"f").to_string(), reason: owned("r") },
        What::Retraction { entry: 6, reason: owned("r") },
    ]
}

fn entry(what: What) -> Entry {
    let said = Draft {
        origin: Origin {
            class: Some(OriginClass::ThirdParty),
            document: Some(file()),
            demonstration: true,
            line: Some(3),
            ..Origin::default()
        },
        corrects: Some(2),
        was: Some(Digest::of(b"was")),
        ..Draft::about("usdc", at(AT), what)
    };
    let author = Some("a.analyst".to_owned());
    let request = Some(Request { key: "a-key".to_owned(), sha256: Digest::of(b"asked") });
    Entry {
        number: 7,
        previous: Digest::of(b"previous"),
        recorded_at: at("2023-05-01T00:00:00Z"),
        author,
        request,
        said,
    }
}

#[test]
fn every_kind_comes_back_without_its_author() {
    for what in whats() {
        let whole = entry(what);
        let line = entry_line(&whole).unwrap();
        for gone in [
            "a.analyst",
            "author",
            "a-key",
            "request",
            "previous",
            "format\":\"qazyq",
            &Digest::of(b"previous").to_string(),
        ] {
            assert!(!line.contains(gone), "{gone} in {line}");
        }
        let of_journal = Digest::of(&whole.line().unwrap()).to_string();
        assert!(line.contains(&format!("\"line\":\"{of_journal}\"")), "{line}");
        let read = parse_entry(line.as_bytes()).unwrap();
        assert_eq!((&read.said, read.number, read.recorded_at), (&whole.said, 7, whole.recorded_at));
        assert_eq!((read.author, read.request, read.previous), (None, None, Digest::NONE));
    }
}

#[test]
fn there_is_one_way_to_write_a_line() {
    let line = entry_line(&entry(What::Retraction { entry: 6, reason: "r".to_owned() })).unwrap();
    let digest =
        Digest::of(&entry(What::Retraction { entry: 6, reason: "r".to_owned() }).line().unwrap()).to_string();
    let changed = |from: &str, to: &str| {
        assert!(line.contains(from), "{from} in {line}");
        line.replacen(from, to, 1)
    };
    for other in [
        format!(" {line}"),
        format!("{line}\n"),
        format!("{line}{line}"),
        changed("{\"asset\"", "{\"asset\":\"usdc\",\"asset\""),
        changed("\"corrects\":2", "\"corrects\": 2"),
        changed("\"corrects\":2", "\"corrects\":2.0"),
        changed("\"corrects\":2", "\"corrects\":7"),
        changed("\"corrects\":2", "\"author\":\"a.analyst\",\"corrects\":2"),
        changed(
            "\"retrieved\"",
            &format!("\"request\":{{\"key\":\"k\",\"sha256\":\"{}\"}},\"retrieved\"", Digest::NONE),
        ),
        changed("\"kind\"", "\"format\":\"qazyq.entry/2\",\"kind\""),
        changed("\"recorded_at\"", "\"previous\":\"0\",\"recorded_at\""),
        changed("\"recorded_at\"", &format!("\"previous\":\"{}\",\"recorded_at\"", Digest::NONE)),
        changed("\"retraction\"", "\"something\""),
        changed("\"reason\":\"r\"", "\"reason\":\"\\u0072\""),
        changed("\"entry\":6", "\"entry\":7"),
        changed(&digest, &digest.to_uppercase()),
        changed(&digest, &digest[1..]),
        changed(&format!("\"line\":\"{digest}\","), ""),
        changed(&format!("\"{digest}\""), "7"),
        changed("00.5Z", "00.50Z"),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        String::new(),
    ] {
        assert!(parse_entry(other.as_bytes()).is_err(), "{other}");
    }
    // Which journal's line it was, nobody here can know: another digest is another line.
    parse_entry(changed(&digest, &Digest::of(b"another").to_string()).as_bytes()).unwrap();
}
