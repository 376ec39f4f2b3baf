//! ESMA's registers: whatever is read is known for what it is, rows are in their order, and none is left out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_registers::{Defect, Kind, detect, esma};

fuzz_target!(|bytes: &[u8]| {
    let kind = detect(bytes, "EMT20260209.csv");
    let file = match esma::parse(bytes) {
        Ok(file) => file,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(matches!(kind, Some(Kind::Esma { register, .. }) if register == file.register));
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    assert!(file.rows.is_sorted_by(|a, b| a.line < b.line), "in their order");
    assert!(file.rows.iter().all(|row| (2..=lines).contains(&row.line)));
    for defect in file.rows.iter().flat_map(|row| &row.defects).chain(&file.defects) {
        assert!(Defect::CODES.contains(&defect.code()) && defect.to_string().starts_with(defect.code()));
    }
});
