//! Short lists in order. The sort of the standard library is made for long ones, and each use of it
//! weighs as much as a small component.

/// The items, those of the largest key first; equal ones in the order they came.
pub(crate) fn largest_first<T, K: PartialOrd>(
    items: impl Iterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::new();
    for item in items {
        let place = ordered.iter().position(|other| key(other) < key(&item));
        ordered.insert(place.unwrap_or(ordered.len()), item);
    }
    ordered
}

/// The texts, each once.
pub(crate) fn each_once<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(text) {
            once.push(text.clone());
        }
    }
    once
}
