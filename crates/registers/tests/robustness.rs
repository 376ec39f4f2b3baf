//! Any bytes get an answer, none a panic: random ones, and real ones with a few bytes changed.

mod common;

use common::ALL;
use proptest::prelude::*;
use qazyq_registers::names::Name;
use qazyq_registers::{Kind, defillama, detect, esma, gleif};

/// Everything that reads bytes reads these, and what can be read is known for what it is.
fn check(bytes: &[u8]) {
    let kind = detect(bytes, "EMT20260209.csv");
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    match esma::parse(bytes) {
        Ok(file) => {
            assert!(matches!(kind, Some(Kind::Esma { register, .. }) if register == file.register));
            assert!(file.rows.is_sorted_by(|a, b| a.line < b.line), "in their order");
            assert!(file.rows.iter().all(|row| (2..=lines).contains(&row.line)));
            assert!(
                file.rows.iter().flat_map(|row| &row.defects).all(|d| d.to_string().starts_with(d.code()))
            );
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match gleif::parse_table(bytes) {
        Ok(file) => assert!(file.records.is_sorted_by(|a, b| a.place < b.place)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match gleif::parse_answer(bytes) {
        Ok(file) => assert!(file.records.iter().zip(1..).all(|(record, place)| record.place == place)),
        Err(error) => assert!(kind != Some(Kind::GleifAnswer), "{error}"),
    }
    match defillama::parse(bytes) {
        Ok(file) => assert_eq!(kind, Some(Kind::Defillama(file.shape))),
        Err(error) => assert!(!matches!(kind, Some(Kind::Defillama(_))), "{error}"),
    }
    let _ = Name::new(&String::from_utf8_lossy(bytes));
}

proptest! {
    #[test]
    fn random_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn random_text_of_the_registers_own_words_is_answered(
        text in "(ae_competentAuthority|ae_homeMemberState|ae_lei_name|ae_lei|ac_serviceCode|ae_infrigment|LEI|Entity.LegalName|\
                 \"data\":|\"type\":\"lei-records\"|\"peggedAssets\":|\"pegType\":|28/05/2025|[{}\\[\\]:,|\"\r\n .\u{feff}\0I]){0,60}",
    ) {
        check(text.as_bytes());
    }

    #[test]
    fn real_files_with_bytes_changed_are_answered(
        file in 0..ALL.len(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..8),
        end in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = ALL[file].1.to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        check(&bytes);
        bytes.truncate(end.index(bytes.len()));
        check(&bytes);
    }
}

#[test]
fn very_long_lines_and_odd_characters_are_answered() {
    let mega = 1 << 20;
    for byte in [b'9', b',', b'"', b'\r', b'[', b'{', b'|', 0, 0xff] {
        check(&vec![byte; mega]);
    }
    for (_, real) in ALL {
        check(&[real, &vec![b'1'; mega][..], b"\n", real].concat());
        check(&[*real, *real].concat());
        check(&[b"\"", *real].concat());
    }
}

#[test]
fn what_is_larger_than_any_register_is_refused() {
    let header = "LEI,Entity.LegalName\n";
    let rows = usize::try_from(qazyq_registers::ROWS_MAX).unwrap();
    let table = |rows: usize| format!("{header}{}", "a\n".repeat(rows));
    assert_eq!(gleif::parse_table(table(rows).as_bytes()).unwrap().records.len(), rows);
    let refused = gleif::parse_table(table(rows + 1).as_bytes()).unwrap_err().to_string();
    assert_eq!(refused, "file-has-too-many-rows rows_max=`500000`");
    let list = |rows: usize| format!("[{{\"pegType\":1}}{}]", ",1".repeat(rows - 1));
    assert!(defillama::parse(list(rows).as_bytes()).is_ok());
    assert_eq!(defillama::parse(list(rows + 1).as_bytes()).unwrap_err().code(), "file-has-too-many-rows");
    let large = vec![b' '; usize::try_from(qazyq_registers::BYTES_MAX).unwrap() + 1];
    assert_eq!(esma::parse(&large).unwrap_err().code(), "file-is-too-large");
    assert_eq!(gleif::parse_answer(&large).unwrap_err().code(), "file-is-too-large");
}
