//! A bounded memory of what never changes.

use std::collections::HashMap;
use std::hash::Hash;

/// Remembers what was asked for lately: two generations, of which the older is forgotten when the younger is full.
pub(crate) struct Remembered<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    generation: usize,
}

impl<K: Eq + Hash + Clone, V: Clone> Remembered<K, V> {
    /// At least `generation` things are remembered, at most twice as many.
    pub(crate) fn new(generation: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), generation }
    }

    pub(crate) fn get(&mut self, key: &K) -> Option<V> {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.keep(key, value.clone());
        Some(value)
    }

    pub(crate) fn keep(&mut self, key: K, value: V) {
        if self.young.len() >= self.generation {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_and_again_is_remembered_and_the_rest_is_bounded() {
        let mut remembered = Remembered::new(10);
        remembered.keep(0, "used");
        for number in 1..1_000 {
            remembered.keep(number, "unused");
            assert_eq!(remembered.get(&0), Some("used"));
            assert!(remembered.young.len() + remembered.old.len() <= 20);
        }
        assert_eq!(remembered.get(&1), None);
    }
}
