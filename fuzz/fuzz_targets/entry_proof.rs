//! Proofs of single entries, requests to witnesses, and the paths and bytes of tiles: whatever is read is printed as it was,
//! and checks end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::tile::{Tile, push_entry};
use qazyq_proof::witness::Request;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(proof) = EntryProof::parse(bytes) {
        assert_eq!(proof.to_string().as_bytes(), bytes);
        let _ = proof.verify(&TreeHash::of_leaf(b""), "example.org/log", &[]);
    }
    if let Ok(request) = Request::parse(bytes) {
        assert_eq!(request.to_string().as_bytes(), bytes);
    }
    // A path, and behind the first line's end the bytes of that tile.
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let Some(tile) = std::str::from_utf8(&bytes[..end]).ok().and_then(|path| path.parse::<Tile>().ok())
    else {
        return;
    };
    assert_eq!(tile.to_string().as_bytes(), &bytes[..end]);
    let rest = bytes.get(end + 1..).unwrap_or_default();
    if let Ok(entries) = tile.entries(rest) {
        let mut again = Vec::new();
        entries.iter().for_each(|entry| push_entry(&mut again, entry).expect("it was read"));
        assert_eq!(again, rest);
    }
    if let Ok(hashes) = tile.hashes(rest) {
        assert_eq!(hashes.len(), usize::from(tile.width()));
    }
});
