//! Merkle trees: a root for entries in their order, and proofs beside it (RFC 6962 §2.1; the checks are RFC 9162 §2.1.3.2 and
//! §2.1.4.2, step by step).
//!
//! ```text
//!                root                 the root of 7
//!           ┌─────┴─────┐
//!           g           h             g, h: consistency of 4 and 7
//!        ┌──┴──┐     ┌──┴──┐
//!        a     b     c     6          inclusion of 2 in 7: 3, a, h
//!       0 1   2 3   4 5
//! ```
//!
//! A tree is given by the hashes of its complete subtrees ([`Subtrees`]): those are what never changes while a log grows.
//! Whoever has entries one by one and wants nothing but the root keeps a [`Frontier`].

use crate::hash::TreeHash;

/// The hashes of complete subtrees.
pub trait Subtrees {
    /// What can go wrong while looking one up.
    type Error;

    /// The hash of the entries `index · 2^level .. (index + 1) · 2^level`. It is asked for such as lie in the tree alone.
    ///
    /// # Errors
    /// Where it cannot be had.
    fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, Self::Error>;
}

/// What is wrong with a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// There is no such entry in a tree of that size.
    #[error("the entry lies outside the tree")]
    OutsideTree,
    /// The older tree is larger than the newer.
    #[error("the older tree is the larger one")]
    Shrunk,
    /// Hashes are missing.
    #[error("the proof is shorter than its tree is deep")]
    TooShort,
    /// Hashes are left over.
    #[error("the proof is longer than its tree is deep")]
    TooLong,
    /// What comes of it is another root.
    #[error("the proof leads to another root")]
    OtherRoot,
    /// It fits the newer tree, and the older one was another.
    #[error("the proof leads to another root of the older tree")]
    OtherOlderRoot,
}

/// Checks that `leaf` is the entry at `index` of the tree of `size` entries with that root.
///
/// # Errors
/// Where that does not follow from the proof.
pub fn verify_inclusion(
    leaf: &TreeHash,
    index: u64,
    (size, root): (u64, &TreeHash),
    proof: &[TreeHash],
) -> Result<(), ProofError> {
    // RFC 9162 §2.1.3.2, step 1.
    let last = size.checked_sub(1).filter(|last| index <= *last).ok_or(ProofError::OutsideTree)?;
    // Steps 2 and 3.
    let (mut place, mut last, mut hash) = (index, last, *leaf);
    for sibling in proof {
        // Step 4.1.
        if last == 0 {
            return Err(ProofError::TooLong);
        }
        // Steps 4.2 to 4.4.
        if is_right(place) || place == last {
            hash = TreeHash::of_node(sibling, &hash);
            (place, last) = up_to_a_right(place, last);
        } else {
            hash = TreeHash::of_node(&hash, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    // Step 5.
    match (last, hash == *root) {
        (1.., _) => Err(ProofError::TooShort),
        (0, false) => Err(ProofError::OtherRoot),
        (0, true) => Ok(()),
    }
}

/// Checks that the tree of `newer` begins with that of `older` (size and root).
///
/// # Errors
/// Where that does not follow from the proof.
pub fn verify_consistency(
    older: (u64, &TreeHash),
    newer: (u64, &TreeHash),
    proof: &[TreeHash],
) -> Result<(), ProofError> {
    let ((older_size, older_root), (newer_size, newer_root)) = (older, newer);
    if older_size > newer_size {
        return Err(ProofError::Shrunk);
    }
    // Every tree begins with nothing, and with itself: nothing is left to be proved.
    if older_size == 0 || older_size == newer_size {
        let is_same =
            if older_size == 0 { *older_root == TreeHash::of_nothing() } else { older_root == newer_root };
        return match (proof.is_empty(), is_same) {
            (false, _) => Err(ProofError::TooLong),
            (true, false) => Err(ProofError::OtherOlderRoot),
            (true, true) => Ok(()),
        };
    }
    // RFC 9162 §2.1.4.2, step 1 has been done; step 2: a complete older tree stands in the newer one as it is.
    let mut path = proof.iter();
    let first = match older_size.is_power_of_two() {
        true => older_root,
        false => path.next().ok_or(ProofError::TooShort)?,
    };
    // Steps 3 and 4.
    let (mut place, mut last) = (older_size.wrapping_sub(1), newer_size.wrapping_sub(1));
    while is_right(place) {
        (place, last) = (place >> 1, last >> 1);
    }
    // Steps 5 and 6.
    let (mut older_hash, mut newer_hash) = (*first, *first);
    for hash in path {
        if last == 0 {
            return Err(ProofError::TooLong);
        }
        if is_right(place) || place == last {
            older_hash = TreeHash::of_node(hash, &older_hash);
            newer_hash = TreeHash::of_node(hash, &newer_hash);
            (place, last) = up_to_a_right(place, last);
        } else {
            newer_hash = TreeHash::of_node(&newer_hash, hash);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    // Step 7.
    match (last, newer_hash == *newer_root, older_hash == *older_root) {
        (1.., ..) => Err(ProofError::TooShort),
        (0, false, _) => Err(ProofError::OtherRoot),
        (0, true, false) => Err(ProofError::OtherOlderRoot),
        (0, true, true) => Ok(()),
    }
}

fn is_right(place: u64) -> bool {
    place & 1 == 1
}

/// Passes levels on which the node is the last and has no sibling, up to one where it is a right one, or the root.
fn up_to_a_right(mut place: u64, mut last: u64) -> (u64, u64) {
    while place != 0 && !is_right(place) {
        (place, last) = (place >> 1, last >> 1);
    }
    (place, last)
}

/// The root of the first `size` entries.
///
/// # Errors
/// Where a subtree cannot be had.
pub fn root<S: Subtrees>(size: u64, of: &mut S) -> Result<TreeHash, S::Error> {
    if size == 0 { Ok(TreeHash::of_nothing()) } else { range(0, size, of) }
}

/// The proof that the entry at `index` is in the tree of the first `size` entries: for [`verify_inclusion`]. Empty where there
/// is no such entry.
///
/// # Errors
/// Where a subtree cannot be had.
pub fn inclusion<S: Subtrees>(index: u64, size: u64, of: &mut S) -> Result<Vec<TreeHash>, S::Error> {
    let (mut begin, mut end, mut proof) = (0, size, Vec::new());
    // PATH(m, D[n]), from the root down; a proof begins at the leaf.
    while index < end && end.wrapping_sub(begin) > 1 {
        let middle = middle(begin, end);
        if index < middle {
            proof.push(range(middle, end, of)?);
            end = middle;
        } else {
            proof.push(range(begin, middle, of)?);
            begin = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the tree of `newer` entries begins with that of `older`: for [`verify_consistency`]. Empty where nothing is
/// left to be proved.
///
/// # Errors
/// Where a subtree cannot be had.
pub fn consistency<S: Subtrees>(older: u64, newer: u64, of: &mut S) -> Result<Vec<TreeHash>, S::Error> {
    if older == 0 || older >= newer {
        return Ok(Vec::new());
    }
    let (mut begin, mut end, mut proof) = (0, newer, Vec::new());
    // PROOF(m, D[n]) is SUBPROOF(m, D[n], true), from the root down.
    while end != older {
        let middle = middle(begin, end);
        if older <= middle {
            proof.push(range(middle, end, of)?);
            end = middle;
        } else {
            proof.push(range(begin, middle, of)?);
            begin = middle;
        }
    }
    // The older tree whole: whoever checks has its root.
    if begin != 0 {
        proof.push(range(begin, end, of)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The hash of the entries `begin..end`, which are one at least; `begin` is where a subtree of so many may begin.
fn range<S: Subtrees>(begin: u64, end: u64, of: &mut S) -> Result<TreeHash, S::Error> {
    let many = end.wrapping_sub(begin);
    if many.is_power_of_two() {
        let level = many.trailing_zeros();
        return of.subtree(level, begin.wrapping_shr(level));
    }
    let middle = middle(begin, end);
    // No deeper than a number has bits.
    let (left, right) = (range(begin, middle, of)?, range(middle, end, of)?);
    Ok(TreeHash::of_node(&left, &right))
}

/// Where the left subtree of more than one entry ends: it has the largest power of two of them that is not all.
fn middle(begin: u64, end: u64) -> u64 {
    let many = end.wrapping_sub(begin);
    let largest = many.wrapping_sub(1).checked_ilog2().unwrap_or(0);
    begin.wrapping_add(1u64.wrapping_shl(largest))
}

/// A tree that only grows: the hashes of its complete subtrees from the largest to the smallest, one for each bit of its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<TreeHash>,
}

impl Frontier {
    /// The tree of the first `size` entries of another.
    ///
    /// # Errors
    /// Where a subtree cannot be had.
    pub fn of<S: Subtrees>(size: u64, of: &mut S) -> Result<Self, S::Error> {
        let (mut peaks, mut begin) = (Vec::new(), 0u64);
        for level in (0..u64::BITS).rev() {
            let many = 1u64.wrapping_shl(level);
            if size & many != 0 {
                peaks.push(of.subtree(level, begin.wrapping_shr(level))?);
                begin = begin.wrapping_add(many);
            }
        }
        Ok(Self { size, peaks })
    }

    /// How many entries it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds an entry by its hash, and tells `complete` of each subtree that is complete by it: level, index, hash; of the
    /// leaf itself first.
    pub fn push(&mut self, leaf: TreeHash, mut complete: impl FnMut(u32, u64, TreeHash)) {
        let (mut hash, mut level) = (leaf, 0u32);
        complete(0, self.size, hash);
        while let (1, Some(left)) = (self.size.wrapping_shr(level) & 1, self.peaks.last()) {
            hash = TreeHash::of_node(left, &hash);
            self.peaks.pop();
            level = level.wrapping_add(1);
            complete(level, self.size.wrapping_shr(level), hash);
        }
        self.peaks.push(hash);
        self.size = self.size.wrapping_add(1);
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> TreeHash {
        let mut peaks = self.peaks.iter().rev();
        let Some(smallest) = peaks.next() else { return TreeHash::of_nothing() };
        peaks.fold(*smallest, |right, left| TreeHash::of_node(left, &right))
    }
}
