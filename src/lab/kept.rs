//! A few results by what they follow from; what was used last is forgotten last.

use std::rc::Rc;

/// Results that need not be made again.
#[derive(Debug)]
pub(super) struct Kept<K, V>(Vec<(K, Rc<V>)>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// Whether the result of `key` is there.
    pub(super) fn has(&self, key: &K) -> bool {
        self.position(key).is_some()
    }

    /// The result of `key`, if it is there; it counts as used.
    pub(super) fn find(&mut self, key: &K) -> Option<Rc<V>> {
        let at = self.position(key)?;
        self.0[..=at].rotate_right(1);
        Some(Rc::clone(&self.0[0].1))
    }

    /// Keeps a result, and forgets what was not used for longest beyond the `most` last.
    pub(super) fn add(&mut self, key: K, value: V, most: usize) {
        self.0.insert(0, (key, Rc::new(value)));
        self.0.truncate(most);
    }

    /// The results, the last used first.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &V> {
        self.0.iter().map(|(_, value)| &**value)
    }

    /// Forgets the one that was not used for longest.
    pub(super) fn forget(&mut self) {
        self.0.pop();
    }

    fn position(&self, key: &K) -> Option<usize> {
        self.0.iter().position(|(known, _)| known == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_last_is_forgotten_last() {
        let mut kept = Kept::default();
        for key in [1, 2, 3] {
            kept.add(key, key * 10, 3);
        }
        assert_eq!(kept.find(&1).as_deref(), Some(&10));
        kept.add(4, 40, 3);
        assert!(kept.has(&1) && kept.has(&3) && kept.has(&4) && !kept.has(&2));
        assert_eq!(kept.find(&2), None);
        assert_eq!(kept.iter().collect::<Vec<_>>(), [&40, &10, &30]);
        kept.forget();
        assert_eq!(kept.iter().len(), 2);
    }
}
