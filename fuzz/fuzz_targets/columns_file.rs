//! A file of the lake's columns: bytes as they are, and with their checksums put right, so that what stands behind these
//! is reached too. Whatever is read is in its order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_lake::columns::{resealed, rows_of_bytes};

fuzz_target!(|bytes: &[u8]| {
    for bytes in [Some(bytes.to_vec()), resealed(bytes)].into_iter().flatten() {
        match rows_of_bytes(bytes) {
            Ok(rows) => {
                let place = |(key, row): &(String, qazyq_lake::Row)| (key.clone(), row.time, row.receipt);
                assert!(rows.is_sorted_by_key(place), "sorted by key, time and receipt");
            }
            Err(error) => assert_eq!(error.code(), "columns-are-broken"),
        }
    }
});
