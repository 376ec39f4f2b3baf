//! Hashes of a tree (RFC 6962 §2.1): SHA-256, with a byte before what is hashed that keeps leaves and nodes apart.
//!
//! ```text
//! leaf   SHA-256(00 ‖ entry)
//! node   SHA-256(01 ‖ left ‖ right)
//! ```
//!
//! As text a hash is 44 characters of Base 64.

use core::fmt;
use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// Bytes of a hash.
pub const HASH_BYTES: usize = 32;

/// A hash of a tree: of an entry, or of all entries of a subtree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreeHash(pub [u8; HASH_BYTES]);

/// The text is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the Base 64 of 32 bytes")]
pub struct TreeHashError;

impl TreeHash {
    /// The root of a tree without entries: the SHA-256 of nothing.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self(Sha256::digest([]).into())
    }

    /// An entry's.
    #[must_use]
    pub fn of_leaf(entry: &[u8]) -> Self {
        Self(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
    }

    /// That of a node by those of its two subtrees.
    #[must_use]
    pub fn of_node(left: &Self, right: &Self) -> Self {
        Self(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
    }
}

impl fmt::Display for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for TreeHash {
    type Err = TreeHashError;

    fn from_str(text: &str) -> Result<Self, TreeHashError> {
        let bytes = STANDARD.decode(text).map_err(|_| TreeHashError)?;
        bytes.try_into().map(Self).map_err(|_| TreeHashError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_text() {
        let text = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        assert_eq!(text.parse::<TreeHash>().unwrap().to_string(), text);
        for other in [
            // Bits that no byte has, no padding, another alphabet, a line's end, a byte too few and one too many.
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=",
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I",
            "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=",
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==",
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2Jj",
            "",
        ] {
            assert_eq!(other.parse::<TreeHash>(), Err(TreeHashError), "{other}");
        }
    }

    #[test]
    fn leaves_and_nodes_are_kept_apart() {
        let (a, b) = (TreeHash::of_leaf(b"a"), TreeHash::of_leaf(b"b"));
        let both = [a.0, b.0].concat();
        assert_ne!(TreeHash::of_node(&a, &b), TreeHash::of_leaf(&both));
        assert_ne!(TreeHash::of_node(&a, &b), TreeHash::of_node(&b, &a));
    }
}
