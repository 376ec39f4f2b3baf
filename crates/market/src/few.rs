//! Few: of things that may be very many the first, and how many there were.
//!
//! An answer of some megabytes can have a million rows that are none. How many they are is worth knowing; what is wrong
//! with each of them is not, and would take more memory than there is.

use std::collections::BTreeMap;

/// The first of many things, and how many there were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<T> {
    kept: Vec<T>,
    /// INVARIANT: no fewer than are kept.
    len: usize,
}

impl<T> Few<T> {
    /// How many there were, those that were not kept included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there was none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The first, if there was any.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.kept.first()
    }

    /// Those that were kept.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.kept.iter()
    }

    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.kept.iter_mut()
    }

    pub(crate) fn keep(&mut self, thing: T) {
        self.kept.push(thing);
        self.count();
    }

    /// Counts one that is not kept.
    pub(crate) fn count(&mut self) {
        self.len = self.len.saturating_add(1);
    }

    /// Keeps one where fewer than `kept_max` are kept.
    pub(crate) fn push(&mut self, thing: T, kept_max: usize) {
        if self.kept.len() < kept_max { self.keep(thing) } else { self.count() }
    }

    /// Adds others, and keeps of all of them the first in the order of `by`.
    pub(crate) fn merge<K: Ord>(&mut self, others: &Self, kept_max: usize, by: impl Fn(&T) -> K)
    where
        T: Clone,
    {
        self.kept.extend_from_slice(&others.kept);
        self.kept.sort_by_key(by);
        self.kept.truncate(kept_max);
        self.len = self.len.saturating_add(others.len);
    }

    pub(crate) fn into_kept(self) -> Vec<T> {
        self.kept
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self { kept: Vec::new(), len: 0 }
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Lets ten things of each kind be told, and no more.
#[derive(Debug, Default)]
pub(crate) struct TenOfAKind(BTreeMap<&'static str, u8>);

impl TenOfAKind {
    /// Whether one more of this kind may be told; it counts as told.
    pub(crate) fn has_room(&mut self, kind: &'static str) -> bool {
        let told = self.0.entry(kind).or_default();
        let has_room = *told < 10;
        *told = told.saturating_add(u8::from(has_room));
        has_room
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept_and_all_are_counted() {
        let mut few = Few::default();
        assert!(few.is_empty() && few.first().is_none());
        (1..=5).for_each(|n| few.push(n, 3));
        assert_eq!((few.len(), few.first(), few.iter().as_slice()), (5, Some(&1), &[1, 2, 3][..]));
        let mut others = Few::default();
        [0, 2, 9].into_iter().for_each(|n| others.keep(n));
        few.merge(&others, 4, |n| *n);
        assert_eq!((few.len(), few.into_kept()), (8, vec![0, 1, 2, 2]));
    }

    #[test]
    fn ten_of_each_kind_have_room() {
        let mut ten = TenOfAKind::default();
        let room = |ten: &mut TenOfAKind, kind| (0..1000).filter(|_| ten.has_room(kind)).count();
        assert_eq!((room(&mut ten, "a"), room(&mut ten, "b"), room(&mut ten, "a")), (10, 10, 0));
    }
}
