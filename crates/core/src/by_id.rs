//! Values by their ids, in the order of the ids.

use std::borrow::Borrow;

use serde::{Serialize, Serializer};

/// A list kept sorted by id. A few dozen entries need no tree, and one would weigh more in the
/// module than what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ById<K, T>(Vec<(K, T)>);

impl<K, T> Default for ById<K, T> {
    fn default() -> Self {
        ById(Vec::new())
    }
}

impl<K: Borrow<str>, T> ById<K, T> {
    /// Puts a value at its id, in place of the one that was there.
    pub fn insert(&mut self, id: K, value: T) {
        match self.place(id.borrow()) {
            Ok(index) => self.0[index].1 = value,
            Err(index) => self.0.insert(index, (id, value)),
        }
    }

    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.place(id).ok().map(|index| &self.0[index].1)
    }

    /// The value of an id, to be changed; made first where there is none.
    pub fn entry(&mut self, id: K) -> &mut T
    where
        T: Default,
    {
        let index = self.place(id.borrow()).unwrap_or_else(|index| {
            self.0.insert(index, (id, T::default()));
            index
        });
        &mut self.0[index].1
    }

    /// The value of an id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.place(id).ok().map(|index| &mut self.0[index].1)
    }

    /// Is there a value of this id?
    pub fn contains_key(&self, id: &str) -> bool {
        self.place(id).is_ok()
    }

    /// Is there none at all?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all of them out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Leaves out those without a property.
    pub fn retain(&mut self, has: impl Fn(&K) -> bool) {
        self.0.retain(|(id, _)| has(id));
    }

    /// Ids and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &T)> {
        self.0.iter().map(|(id, value)| (id, value))
    }

    /// Ids, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(id, _)| id)
    }

    /// Values, in the order of their ids.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Ids and values to be changed, in order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut T)> {
        self.0.iter_mut().map(|(id, value)| (&*id, value))
    }

    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(id))
    }
}

impl<K: Borrow<str>, T> FromIterator<(K, T)> for ById<K, T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        let mut all = ById::default();
        for (id, value) in entries {
            all.insert(id, value);
        }
        all
    }
}

impl<K: Serialize, T: Serialize> Serialize for ById<K, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, value)| (id, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::ById;

    #[test]
    fn ids_come_in_their_order_and_the_last_value_stays() {
        let all: ById<&str, u8> = [("b", 1), ("a", 2), ("b", 3)].into_iter().collect();
        assert_eq!(all.iter().collect::<Vec<_>>(), [(&"a", &2), (&"b", &3)]);
        assert_eq!((all.get("b"), all.get("c")), (Some(&3), None));
    }
}
