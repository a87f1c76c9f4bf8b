//! Folded names in one run of memory, newest person first, so that a part of a name is found by one pass. They are there
//! only while people search, and overwritten afterwards.

use std::collections::HashMap;

use memchr::memmem::Finder;
use zeroize::{Zeroize, Zeroizing};

/// Stands behind every name. No word that is looked for holds it.
const END: u8 = b'\n';

/// The names of people, one for each.
#[derive(Default)]
pub(crate) struct Names {
    text: Zeroizing<Vec<u8>>,
    /// Where each person's name begins, in the order of the text: newest first.
    begins: Vec<u32>,
    people: Vec<u32>,
    /// The names of those who were put since; empty for whoever has none.
    put: HashMap<u32, Zeroizing<Vec<u8>>>,
}

impl Names {
    /// Takes names that are in the order of their people, newest first, each with [`Names::close`] behind it.
    pub(crate) fn from_parts(parts: Vec<Names>) -> Self {
        let bytes = parts.iter().map(|part| part.text.len()).sum();
        let mut names = Self { text: Zeroizing::new(Vec::with_capacity(bytes)), ..Self::default() };
        for part in parts {
            let first = names.text.len() as u32;
            names.begins.extend(part.begins.iter().map(|begin| begin + first));
            names.people.extend(&part.people);
            names.text.extend_from_slice(&part.text);
        }
        names
    }

    /// Names of people to be added behind these, with room for so many bytes: growing would leave names behind in freed
    /// memory.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self { text: Zeroizing::new(Vec::with_capacity(bytes)), ..Self::default() }
    }

    /// Adds the name of the next older person.
    pub(crate) fn push(&mut self, person: u32, name: &[u8]) {
        if self.text.len() + name.len() + 1 > self.text.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(self.text.capacity() * 2 + name.len() + 1));
            larger.extend_from_slice(&self.text);
            self.text = larger;
        }
        self.begins.push(self.text.len() as u32);
        self.people.push(person);
        self.text.extend_from_slice(name);
        self.text.push(END);
    }

    /// Puts a name in the place of what was known of a person, and overwrites that.
    pub(crate) fn put(&mut self, person: u32, name: Zeroizing<Vec<u8>>) {
        if let Ok(place) = self.people.binary_search_by(|other| person.cmp(other)) {
            let range = self.range(place);
            if let Some(held) = self.text.get_mut(range) {
                held.zeroize();
            }
        }
        self.put.insert(person, name);
    }

    fn range(&self, place: usize) -> std::ops::Range<usize> {
        let begin = self.begins.get(place).map_or(0, |begin| *begin as usize);
        let end = self.begins.get(place + 1).map_or(self.text.len(), |end| *end as usize);
        begin..end.saturating_sub(1).max(begin)
    }

    /// The people in whose names every word occurs: the newest `limit` of them, and whether there are no others.
    pub(crate) fn search(&self, words: &[String], limit: usize) -> (Vec<u32>, bool) {
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else { return (Vec::new(), true) };
        let others: Vec<Finder<'_>> = words.iter().filter(|word| *word != longest).map(Finder::new).collect();
        let finder = Finder::new(longest);
        let fits = |name: &[u8]| others.iter().all(|other| other.find(name).is_some());
        let recent = self.put.iter().filter(|(_, name)| finder.find(name).is_some() && fits(name));
        let mut found: Vec<u32> = recent.map(|(person, _)| *person).collect();
        let (mut from, mut more) = (0, limit);
        while let Some(at) = self.text.get(from..).and_then(|rest| finder.find(rest)) {
            let place = self.begins.partition_point(|begin| *begin as usize <= from + at).saturating_sub(1);
            let range = self.range(place);
            from = range.end + 1;
            let person = self.people.get(place).copied().unwrap_or_default();
            if self.text.get(range).is_some_and(fits) && !self.put.contains_key(&person) {
                if more == 0 {
                    found.push(person);
                    break;
                }
                more -= 1;
                found.push(person);
            }
        }
        found.sort_unstable_by(|one, other| other.cmp(one));
        let all = found.len() <= limit;
        found.truncate(limit);
        (found, all)
    }

    /// The bytes it takes.
    pub(crate) fn memory(&self) -> usize {
        self.text.capacity()
            + self.begins.capacity() * 4
            + self.people.capacity() * 4
            + self.put.values().map(|name| name.capacity() + 48).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn everybody_whose_name_holds_the_words_is_found_newest_first(
            first in proptest::collection::vec("[abc]{0,3}( [abc]{1,3})?", 0..40),
            later in proptest::collection::vec((0_u32..50, "[abc]{0,4}"), 0..20),
            words in proptest::collection::vec("[abc]{1,2}", 1..3),
            limit in 1_usize..12,
        ) {
            let mut names = Names::with_room(8);
            let mut known: BTreeMap<u32, String> = BTreeMap::new();
            for (person, name) in first.iter().enumerate().rev() {
                names.push(person as u32, name.as_bytes());
                known.insert(person as u32, name.clone());
            }
            let mut names = Names::from_parts(vec![names]);
            for (person, name) in later {
                names.put(person, Zeroizing::new(name.clone().into_bytes()));
                known.insert(person, name);
            }
            let fits = |name: &&String| words.iter().all(|word| name.contains(word));
            let expected: Vec<u32> =
                known.iter().rev().filter(|(_, name)| fits(name)).map(|(person, _)| *person).collect();
            let (found, all) = names.search(&words, limit);
            prop_assert_eq!(all, expected.len() <= limit);
            prop_assert_eq!(found, expected.into_iter().take(limit).collect::<Vec<_>>());
        }

        #[test]
        fn nothing_of_a_name_that_was_replaced_is_left(count in 1_u32..20, gone in 0_u32..20) {
            let mut names = Names::with_room(8);
            (0..count).rev().for_each(|person| names.push(person, format!("name{person}x").as_bytes()));
            let gone = gone % count;
            names.put(gone, Zeroizing::new(Vec::new()));
            let left = format!("name{gone}x");
            prop_assert!(Finder::new(left.as_bytes()).find(&names.text).is_none());
            prop_assert_eq!(names.search(&["name".to_owned()], 99).0.len() as u32, count - 1);
        }
    }
}
