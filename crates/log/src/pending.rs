//! Entries that were taken and that no checkpoint speaks of yet.
//!
//! ```text
//! index, 8 bytes · length, 2 bytes · entry · SHA-256 of these three, 32 bytes      for each of them
//! ```
//!
//! Numbers have their highest byte first. A file that was cut short ends in a record that is none; what stands behind it was
//! never acknowledged.

use sha2::{Digest as _, Sha256};

/// An entry with its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its place.
    pub index: u64,
    /// The entry.
    pub entry: Vec<u8>,
}

/// Adds the record of an entry; false where it is too long.
#[must_use]
pub fn push(to: &mut Vec<u8>, index: u64, entry: &[u8]) -> bool {
    let Ok(length) = u16::try_from(entry.len()) else { return false };
    let begin = to.len();
    to.extend_from_slice(&index.to_be_bytes());
    to.extend_from_slice(&length.to_be_bytes());
    to.extend_from_slice(entry);
    let digest = Sha256::digest(to.get(begin..).unwrap_or_default());
    to.extend_from_slice(&digest);
    true
}

/// The records at the beginning of `bytes`, and how many bytes they take.
#[must_use]
pub fn read(bytes: &[u8]) -> (Vec<Waiting>, usize) {
    let (mut rest, mut all) = (bytes, Vec::new());
    while let Some((waiting, behind)) = record(rest) {
        all.push(waiting);
        rest = behind;
    }
    (all, bytes.len().saturating_sub(rest.len()))
}

fn record(bytes: &[u8]) -> Option<(Waiting, &[u8])> {
    let (index, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let (digest, rest) = rest.split_first_chunk::<32>()?;
    let told = Sha256::new().chain_update(index).chain_update(length).chain_update(entry).finalize();
    (told[..] == digest[..])
        .then(|| (Waiting { index: u64::from_be_bytes(*index), entry: entry.to_vec() }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_short_ends_before_the_record_that_is_none() {
        let (mut bytes, mut ends) = (Vec::new(), vec![0]);
        for (index, entry) in [(7, &b"one"[..]), (8, b""), (9, &[1; 0xffff])] {
            assert!(push(&mut bytes, index, entry));
            ends.push(bytes.len());
        }
        assert!(!push(&mut bytes, 10, &[0; 0x1_0000]));
        for len in (0..200).chain([bytes.len() - 1, bytes.len()]) {
            let whole = ends.iter().filter(|end| **end <= len).count() - 1;
            let (read, taken) = read(&bytes[..len]);
            assert_eq!((read.len(), taken), (whole, ends[whole]), "{len}");
        }
        let (all, _) = read(&bytes);
        assert_eq!((all[1].index, all[0].entry.as_slice()), (8, &b"one"[..]));
        // A changed byte spoils its record, and with it all that follow.
        for place in 0..ends[2] {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert_eq!(read(&changed).0.len(), usize::from(place >= ends[1]), "{place}");
        }
    }
}
