//! ESMA's five registers: which one a file is, its rows, and what is odd about them.

mod common;

use common::{ART, CASP, EMT, NCASP, OTHER, told};
use qazyq_exact::Day;
use qazyq_registers::esma::{Entry, File, Register, Row, dated, parse};

/// Each row in a line, and below it what is odd about it.
fn rows(bytes: &[u8]) -> String {
    let file = parse(bytes).expect("a register");
    let mut lines = vec![format!("{} {:?}", file.register.name(), told(&file.defects))];
    for row in &file.rows {
        lines.push(format!("{}: {}", row.line, row.name.as_deref().unwrap_or("-")));
        lines.extend(row.defects.iter().map(|defect| format!("    {defect}")));
    }
    lines.join("\n")
}

fn row(file: &File, line: u64) -> &Row {
    file.rows.iter().find(|row| row.line == line).expect("a row on that line")
}

#[test]
fn samples_read_as_they_did() {
    insta::assert_snapshot!("art", rows(ART));
    insta::assert_snapshot!("emt", rows(EMT));
    insta::assert_snapshot!("other", rows(OTHER));
    insta::assert_snapshot!("casp", rows(CASP));
    insta::assert_snapshot!("ncasp", rows(NCASP));
}

#[test]
fn a_row_of_each_register_is_typed() {
    let emt = parse(EMT).unwrap();
    assert_eq!((emt.register, emt.rows.len()), (Register::Emt, 33));
    let usdc = emt.rows.iter().find(|row| {
        matches!(&row.entry, Entry::Emt { tokens, .. } if tokens.groups.iter().any(|dti| dti == "TJWK5QTRK"))
    });
    insta::assert_debug_snapshot!("emt_row", usdc.expect("USDC"));
    let casp = parse(CASP).unwrap();
    insta::assert_debug_snapshot!("casp_row", row(&casp, 12));
    let other = parse(OTHER).unwrap();
    insta::assert_debug_snapshot!("other_row", &other.rows[4]);
    let ncasp = parse(NCASP).unwrap();
    insta::assert_debug_snapshot!("ncasp_row", &ncasp.rows[0]);
    assert_eq!(parse(ART).unwrap(), File { register: Register::Art, rows: vec![], defects: vec![] });
}

/// A register of one row, or the error.
fn one(header: &str, fields: &str) -> Result<(Vec<String>, Row), String> {
    let file = parse(format!("{header}\n{fields}\n").as_bytes()).map_err(|error| error.to_string())?;
    Ok((told(&file.defects), file.rows.into_iter().next().expect("a row")))
}

const NCASP_HEADER: &str =
    "ae_reason,ae_lei,ae_infringement,ae_lei_name,ae_homeMemberState,ae_competentAuthority";

#[test]
fn columns_are_matched_by_name_in_any_order() {
    let (header, row) = one(NCASP_HEADER, "because,,YES,A,IT,CONSOB").unwrap();
    assert_eq!(
        header,
        [
            "column-is-absent field=`ae_lei_cou_code`",
            "column-is-absent field=`ae_commercial_name`",
            "column-is-absent field=`ae_website`",
            "column-is-absent field=`ae_decision_date`",
            "column-is-absent field=`ae_comments`",
            "column-is-absent field=`ae_lastupdate`",
        ]
    );
    assert_eq!(row.name.as_deref(), Some("A"));
    let reason = Some("because".to_owned());
    assert_eq!(row.entry, Entry::Ncasp { infringement: Some(true), reason, decided: None });
    assert!(row.defects.is_empty());
}

#[test]
fn a_column_more_is_told_and_passed_over() {
    let (header, row) = one(&format!("{NCASP_HEADER},ae_new,"), "because,,no,A,IT,CONSOB,1,2").unwrap();
    assert!(header.contains(&"column-is-not-known field=`ae_new`".to_owned()), "{header:?}");
    assert!(header.contains(&"column-has-no-name place=`8`".to_owned()), "{header:?}");
    assert_eq!(told(&row.defects), ["value-has-no-column-name place=`8` found=`2`"]);
}

#[test]
fn a_file_that_might_be_misread_is_refused() {
    let refused = |header: &str| one(header, "1,2,3").unwrap_err();
    assert_eq!(
        refused("a,b"),
        "header-is-unknown found=`a, b` expected=`ae_credit_institution, ae_exemption48_4, ae_lei_name_casp, \
         ac_serviceCode, ae_infrigment`"
    );
    assert_eq!(
        refused("ae_homeMemberState,ac_serviceCode,ae_competentAuthority,ae_lei_name"),
        "column-is-missing column=`ae_lei` found=`ae_homeMemberState, ac_serviceCode, ae_competentAuthority, ae_lei_name`"
    );
    assert_eq!(
        refused(&format!("{NCASP_HEADER},ac_serviceCode")),
        "header-is-of-several-registers registers=`CASP, NCASP`"
    );
    assert_eq!(refused(&format!("{NCASP_HEADER},ae_reason")), "column-stands-twice column=`ae_reason`");
    assert_eq!(parse(b" \r\n").unwrap_err().to_string(), "file-is-empty");
    assert_eq!(parse(b"PK\x03\x04").unwrap_err().to_string(), "file-is-packed packing=`zip`");
}

/// What is odd about one field of a white paper of other crypto-assets.
fn odd(column: &str, value: &str) -> Vec<String> {
    let header =
        format!("ae_competentAuthority,ae_homeMemberState,ae_lei_name,ae_lei,ae_lei_name_casp,{column}");
    let (_, row) = one(&header, &format!("A,AT,B,969500OYUDADGZKCR583,,\"{value}\"")).unwrap();
    let Entry::Other { tokens, paper, provider_leis, .. } = &row.entry else { panic!("{:?}", row.entry) };
    let lists = [&tokens.dtis, &paper.addresses, &paper.countries, provider_leis].map(|list| list.join(" "));
    let values = lists.into_iter().chain(row.country.clone()).chain(row.updated.map(|day| day.to_string()));
    let read = values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join("; ");
    std::iter::once(read).chain(told(&row.defects)).collect()
}

#[test]
fn what_authorities_write_is_read_as_far_as_it_can_be() {
    let check = |column: &str, value: &str, expected: &[&str]| {
        assert_eq!(odd(column, value), expected, "{column} {value}");
    };
    check("ae_DTI", "FJM594L0V | T1J8XQBSD|", &["FJM594L0V T1J8XQBSD"]);
    check(
        "ae_DTI",
        "SSFZXXTDD I SMB9ZBCGN",
        &["SSFZXXTDD SMB9ZBCGN", "values-are-parted-otherwise field=`ae_DTI` found=`SSFZXXTDD I SMB9ZBCGN`"],
    );
    check(
        "ae_DTI",
        "55K9KLJ40, LLV8HGVBS,",
        &["55K9KLJ40 LLV8HGVBS", "values-are-parted-otherwise field=`ae_DTI` found=`55K9KLJ40, LLV8HGVBS,`"],
    );
    check(
        "ae_DTI",
        "not available",
        &["not available", "dti-is-malformed field=`ae_DTI` found=`not available`"],
    );
    check(
        "wp_url",
        "https://a.b/c d",
        &["https://a.b/c d", "text-is-not-an-address field=`wp_url` found=`https://a.b/c d`"],
    );
    check(
        "wp_url",
        "https://a.b\n\nwww.c.d",
        &[
            "https://a.b www.c.d",
            "values-are-parted-otherwise field=`wp_url` found=`https://a.b\u{fffd}\u{fffd}www.c.d`",
            "address-has-no-scheme field=`wp_url` found=`www.c.d`",
        ],
    );
    check("wp_lastupdate", "29/02/2024", &["2024-02-29"]);
    check(
        "wp_lastupdate",
        "2024-02-29",
        &["", "date-is-not-readable field=`wp_lastupdate` found=`2024-02-29` expected=`DD/MM/YYYY`"],
    );
    check("ae_lei_cou_code", "BVI", &["BVI", "country-is-not-a-code field=`ae_lei_cou_code` found=`BVI`"]);
    check("ae_offerCode_cou", "CZ|AT|BE|", &["CZ AT BE"]);
    check(
        "ae_lei_casp",
        "969500OYUDADGZKCR58X",
        &["969500OYUDADGZKCR58X", "lei-is-malformed field=`ae_lei_casp` found=`969500OYUDADGZKCR58X`"],
    );
}

#[test]
fn lost_letters_are_told() {
    let header = NCASP_HEADER;
    let bytes = [header.as_bytes(), b"\nbecause,,no,Stra\xdfe,IT,CONSOB\n"].concat();
    let file = parse(&bytes).unwrap();
    assert_eq!(file.rows[0].name.as_deref(), Some("Stra\u{fffd}e"));
    assert_eq!(told(&file.rows[0].defects), ["encoding-is-broken field=`ae_lei_name` found=`Stra\u{fffd}e`"]);
}

#[test]
fn a_services_letter_and_words_are_held_against_each_other() {
    let header = "ae_competentAuthority,ae_homeMemberState,ae_lei_name,ae_lei,ac_serviceCode";
    let check = |text: &str, letters: &[Option<char>], expected: &[&str]| {
        let (_, row) = one(header, &format!("A,AT,B,969500OYUDADGZKCR583,{text}")).unwrap();
        let Entry::Casp { services, .. } = &row.entry else { panic!("{:?}", row.entry) };
        assert_eq!(services.iter().map(|service| service.letter).collect::<Vec<_>>(), letters, "{text}");
        assert_eq!(row.defects.iter().map(|defect| defect.code()).collect::<Vec<_>>(), expected, "{text}");
    };
    check(
        "a. providing custody and administration | c.\texchange of crypto-assets for funds",
        &[Some('a'), Some('c')],
        &[],
    );
    check("h.providing advice | execution of orders", &[Some('h'), Some('e')], &[]);
    check("J. something else", &[Some('j')], &[]);
    check("e. placing of crypto-assets", &[None], &["service-letter-and-words-differ"]);
    check("lending | k. lending", &[None, None], &["service-is-not-known"; 2]);
}

#[test]
fn the_name_of_a_file_has_its_register_and_day() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let check = |name: &str, expected: Option<(Register, &str)>| {
        assert_eq!(dated(name), expected.map(|(register, text)| (register, day(text))), "{name}");
    };
    check("EMT20260209.csv", Some((Register::Emt, "2026-02-09")));
    check("data/raw/NCASP20260129.csv", Some((Register::Ncasp, "2026-01-29")));
    check("C:\\x\\casp20251215", Some((Register::Casp, "2025-12-15")));
    for name in [
        "EMT20260231.csv",
        "EMT.csv",
        "XEMT20260209.csv",
        "EMT2026020.csv",
        "20260209.csv",
        "",
        "ұұұұ",
        "EMT+2026029",
    ] {
        check(name, None);
    }
}
