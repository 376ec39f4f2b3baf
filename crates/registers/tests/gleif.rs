//! GLEIF's answers and tables.

mod common;

use common::{CHILDREN, LEIS, PARENT, RECORD, told};
use qazyq_registers::gleif::{Asked, parse_answer, parse_table};

#[test]
fn samples_read_as_they_did() {
    insta::assert_debug_snapshot!("record", parse_answer(RECORD).unwrap());
    insta::assert_debug_snapshot!("children", parse_answer(CHILDREN).unwrap());
    let leis = parse_table(LEIS).unwrap();
    let lines = leis.records.iter().map(|record| {
        let name = record.legal_name.as_ref().map(|name| name.name.as_str());
        let fields = [record.lei.as_deref(), name, record.country.as_deref(), record.category.as_deref()];
        format!("{}: {}", record.place, fields.map(|field| field.unwrap_or("-")).join(" | "))
    });
    insta::assert_snapshot!("table", lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_list_says_whose_relations_it_has_and_a_single_record_does_not() {
    let children = parse_answer(CHILDREN).unwrap();
    let asked =
        Asked { lei: "5299001ERX0K10IZUL40".to_owned(), relation: Some("direct-children".to_owned()) };
    assert_eq!(children.asked(), Some(asked));
    assert_eq!((children.total, children.page), (Some(2), Some((1, 1))));
    let parent = parse_answer(PARENT).unwrap();
    assert_eq!((parent.asked(), parent.records.len()), (None, 1));
    assert_eq!(parent.records[0].lei.as_deref(), Some("549300B56MD0ZC402L06"));
}

#[test]
fn an_answer_without_records_is_one() {
    let none = br#"{"meta":{"goldenCopy":{"publishDate":"2025-05-15T00:00:00Z"}},"data":[]}"#;
    let file = parse_answer(none).unwrap();
    assert_eq!(
        (file.records.len(), file.published.map(|day| day.to_string()).as_deref()),
        (0, Some("2025-05-15"))
    );
    assert!(parse_answer(br#"{"meta":{"goldenCopy":null},"data":null}"#).is_ok());
}

#[test]
fn what_is_no_answer_is_refused() {
    let refused = |text: &str| parse_answer(text.as_bytes()).unwrap_err().code();
    assert_eq!(refused("[]"), "document-is-of-another-shape");
    assert_eq!(refused(r#"{"errors":[{"status":"404"}]}"#), "document-is-of-another-shape");
    assert_eq!(refused(r#"{"data":[{"type":"isins"}]}"#), "document-is-of-another-shape");
    assert_eq!(refused("{"), "file-is-not-json");
    assert_eq!(refused("<html>"), "file-is-a-web-page");
}

#[test]
fn a_misshapen_record_stays_and_says_so() {
    let text = r#"{"data":[{"type":"lei-records","id":"x","attributes":{"entity":{"legalName":{"name":""},
        "otherNames":[{"name":"B","type":"PREVIOUS_LEGAL_NAME"},7],"legalAddress":{"country":"Kazakhstan"}},
        "registration":{"lastUpdateDate":"yesterday"}}},7]}"#;
    let file = parse_answer(text.as_bytes()).unwrap();
    assert_eq!(file.records[0].other_names.len(), 1);
    assert_eq!(
        told(&file.records[0].defects),
        [
            "value-is-of-another-kind field=`attributes.entity.otherNames` found=`7` expected=`object`",
            "date-is-not-readable field=`attributes.registration.lastUpdateDate` found=`yesterday` \
             expected=`YYYY-MM-DDThh:mm:ssZ`",
            "lei-is-malformed field=`attributes.lei` found=`x`",
            "value-is-absent field=`attributes.entity.legalName`",
            "country-is-not-a-code field=`attributes.entity.legalAddress.country` found=`Kazakhstan`",
        ]
    );
    assert_eq!(
        told(&file.records[1].defects),
        ["value-is-of-another-kind field=`data` found=`7` expected=`object`"]
    );
}

#[test]
fn a_table_may_have_the_golden_copys_columns() {
    let header = "Entity.LegalName.xmllang,LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.2,\
                  Entity.OtherEntityNames.OtherEntityName.2.type,\
                  Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1,Registration.NextRenewalDate,\
                  Registration.RegistrationStatus,Entity.LegalJurisdiction,Entity.NotRead";
    let row = "kk,969500OYUDADGZKCR583,Қазына,Kazyna,TRADING_OR_OPERATING_NAME,QAZYNA,2005-11-24T23:30:00-01:00,\
               ISSUED,KZ,x";
    let file = parse_table(format!("{header}\n{row}\n").as_bytes()).unwrap();
    assert!(file.defects.is_empty(), "columns that are not read are not odd: {:?}", file.defects);
    insta::assert_debug_snapshot!("golden_copy_record", &file.records[0]);
    let refused = |header: &str| parse_table(header.as_bytes()).unwrap_err().to_string();
    assert_eq!(refused("a,b\n"), "header-is-unknown found=`a, b` expected=`LEI, Entity.LegalName`");
    assert_eq!(refused("LEI,b\n"), "column-is-missing column=`Entity.LegalName` found=`LEI, b`");
    assert_eq!(refused("LEI,Entity.LegalName,LEI\n"), "column-stands-twice column=`LEI`");
}
