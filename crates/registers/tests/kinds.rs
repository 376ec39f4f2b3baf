//! Which register a file is.

mod common;

use common::ALL;
use qazyq_registers::{Kind, defillama, detect, esma, gleif};

#[test]
fn each_sample_is_known_for_what_it_is() {
    let kinds: Vec<_> = ALL
        .iter()
        .map(|(name, bytes)| match detect(bytes, name) {
            Some(Kind::Esma { day: Some(day), register }) => format!("{name}: esma {register:?} {day}"),
            Some(kind) => format!("{name}: {}", kind.name()),
            None => format!("{name}: -"),
        })
        .collect();
    insta::assert_snapshot!(kinds.join("\n"));
}

#[test]
fn the_bytes_decide_and_not_the_name() {
    let (_, emt) = ALL[1];
    let register = esma::Register::Emt;
    assert_eq!(detect(emt, "CASP20260209.csv"), Some(Kind::Esma { register, day: None }));
    for bytes in
        [&b""[..], b"a,b\n", b"{}", b"[]", b"{", b"\xff\xfe", b"PK\x03\x04", br#"{"peggedAssets":7}"#]
    {
        assert_eq!(detect(bytes, "EMT20260209.csv"), None, "{bytes:?}");
    }
}

#[test]
fn what_a_parser_takes_is_known() {
    for (name, bytes) in ALL {
        let kind = detect(bytes, name);
        assert_eq!(esma::parse(bytes).is_ok(), matches!(kind, Some(Kind::Esma { .. })), "{name}");
        assert_eq!(gleif::parse_answer(bytes).is_ok(), kind == Some(Kind::GleifAnswer), "{name}");
        assert_eq!(gleif::parse_table(bytes).is_ok(), kind == Some(Kind::GleifTable), "{name}");
        assert_eq!(defillama::parse(bytes).is_ok(), matches!(kind, Some(Kind::Defillama(_))), "{name}");
    }
}
