//! DefiLlama's list and answer.

mod common;

use common::{ANSWER, LIST, told};
use qazyq_registers::defillama::{Asset, Mechanism, Peg, Shape, parse};

#[test]
fn samples_read_as_they_did() {
    let lines = |bytes: &[u8]| {
        let file = parse(bytes).unwrap();
        let mut lines = vec![format!("{:?}", file.shape)];
        for asset in &file.assets {
            let Asset {
                place, id, symbol, cmc_id, gecko_id, peg, mechanism, price, circulating, audits, ..
            } = asset;
            let texts =
                [id, symbol, cmc_id, gecko_id, price, circulating].map(|t| t.as_deref().unwrap_or("-"));
            let peg = peg.as_ref().zip(mechanism.as_ref());
            lines.push(format!("{place}: {} {peg:?} {} audits", texts.join(" "), audits.len()));
            lines.extend(asset.defects.iter().map(|defect| format!("    {defect}")));
        }
        lines.join("\n")
    };
    insta::assert_snapshot!("list", lines(LIST));
    insta::assert_snapshot!("answer", lines(ANSWER));
    insta::assert_debug_snapshot!("asset", &parse(LIST).unwrap().assets[2]);
}

#[test]
fn a_price_keeps_its_digits() {
    let file =
        parse(br#"{"peggedAssets":[{"price":0.10000000000000000000001},{"price":"1.2400"},{"price":1e-7}]}"#)
            .unwrap();
    let prices: Vec<_> = file.assets.iter().map(|asset| asset.price.as_deref().unwrap_or("-")).collect();
    assert_eq!(prices, ["0.10000000000000000000001", "1.2400", "1e-7"]);
    assert_eq!(file.shape, Shape::Answer);
}

/// One asset of a list, with what it must have.
fn one(fields: &str) -> Asset {
    let needed =
        r#""id":"1","name":"A","symbol":"A","cmcId":"1","pegType":"peggedUSD","pegMechanism":"fiat-backed""#;
    let file = parse(format!("[{{{needed},{fields}}}]").as_bytes()).unwrap();
    file.assets.into_iter().next().unwrap()
}

#[test]
fn what_is_odd_about_an_asset_is_told() {
    let check =
        |fields: &str, expected: &[&str]| assert_eq!(told(&one(fields).defects), expected, "{fields}");
    check(r#""url":"https://a.b","auditLinks":null,"deadFrom":"2022-05-09""#, &[]);
    check(r#""audit_links":["https://a.b"]"#, &["key-is-misspelt field=`audit_links` meant=`auditLinks`"]);
    check(r#""auditLinks":["no"]"#, &["text-is-not-an-address field=`auditLinks` found=`no`"]);
    check(r#""delisted":"perhaps""#, &["answer-is-neither-yes-nor-no field=`delisted` found=`perhaps`"]);
    check(
        r#""price":{"usd":1}"#,
        &["value-is-of-another-kind field=`price` found=`{\"usd\":1}` expected=`text`"],
    );
    check(
        r#""deadFrom":"May 2022""#,
        &["date-is-not-readable field=`deadFrom` found=`May 2022` expected=`YYYY-MM-DD`"],
    );
    check(r#""id":"2""#, &["key-stands-twice field=`id`"]);
}

#[test]
fn a_peg_is_a_currency_or_variable_or_not_known() {
    let check = |text: &str, peg: Peg, defects: usize| {
        let asset = one(&format!(r#""pegType":"{text}""#));
        // The key stands twice here, which is one defect.
        assert_eq!((asset.peg, asset.defects.len()), (Some(peg), defects + 1), "{text}");
    };
    check("peggedEUR", Peg::Currency("EUR".to_owned()), 0);
    check("peggedREAL", Peg::Currency("BRL".to_owned()), 0);
    check("peggedVAR", Peg::Variable, 0);
    check("peggedBTC", Peg::Unknown("peggedBTC".to_owned()), 1);
    check("USD", Peg::Unknown("USD".to_owned()), 1);
}

#[test]
fn a_misspelt_mechanism_is_read_as_it_is_meant() {
    let check = |text: &str, mechanism: Mechanism, defects: usize| {
        let asset = one(&format!(r#""pegMechanism":"{text}""#));
        assert_eq!((asset.mechanism, asset.defects.len()), (Some(mechanism), defects + 1), "{text}");
    };
    check("crypto-backed", Mechanism::Crypto, 0);
    check("crytpo-backed", Mechanism::Crypto, 1);
    check("algorithmic", Mechanism::Algorithmic, 0);
    check("gold", Mechanism::Unknown("gold".to_owned()), 1);
}

#[test]
fn what_is_neither_list_nor_answer_is_refused() {
    let refused = |text: &str| parse(text.as_bytes()).unwrap_err().code();
    for text in ["{}", "[]", "7", r#"{"peggedAssets":7}"#, r#"[{"id":"1"}]"#] {
        assert_eq!(refused(text), "document-is-of-another-shape", "{text}");
    }
    assert_eq!(refused("[7,"), "file-is-not-json");
    // A row that is none stays, and says so.
    let file = parse(br#"[7,{"pegType":"peggedUSD"}]"#).unwrap();
    assert_eq!(
        told(&file.assets[0].defects),
        ["value-is-of-another-kind field=`asset` found=`7` expected=`object`"]
    );
}
