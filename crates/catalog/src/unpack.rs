//! Reads back what `build/pack.rs` wrote, which says how it is written.
//!
//! Invariant: the bytes are those that this crate's build wrote, so that none of this can fail.

use creditcast_core::document::Value;

/// The mark before the letters that only the cards after the first have.
const MARK: usize = 8;

/// The stream with its shared values and its cards found.
pub(crate) struct Packed {
    /// Where each shared value stands.
    shared: Vec<Cursor>,
    pub(crate) cards: Vec<Card>,
}

/// What names a card, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Card {
    pub(crate) id: &'static str,
    pub(crate) revision: &'static str,
    at: Cursor,
}

impl Packed {
    pub(crate) fn of(bytes: &'static [u8]) -> Self {
        let mut cursor = Cursor { bytes, at: 0, letters: 0 };
        let letters = cursor.varint();
        cursor.letters = cursor.at;
        cursor.at += letters;
        let mut shared = cursor.skip_many();
        let names: Vec<_> = (0..cursor.varint()).map(|_| cursor.names()).collect();
        let mut cards = Vec::with_capacity(names.len());
        for (index, [id, revision]) in names.into_iter().enumerate() {
            if index == 1 {
                cursor.letters += MARK;
                shared.extend(cursor.skip_many());
            }
            cards.push(Card { id, revision, at: cursor.skip() });
        }
        Packed { shared, cards }
    }

    /// A card as a document.
    pub(crate) fn unpack(&self, card: Card) -> Value {
        self.value(&mut { card.at }, card.revision)
    }

    fn value(&self, cursor: &mut Cursor, revision: &str) -> Value {
        match cursor.tag() {
            (0, place) => self.value(&mut { self.shared[place] }, revision),
            (1, length) => Value::Text(cursor.text(length).to_owned()),
            (2, count) => Value::List((0..count).map(|_| self.value(cursor, revision)).collect()),
            (3, count) => {
                let Value::List(keys) = self.value(cursor, revision) else { unreachable!() };
                debug_assert_eq!(keys.len(), count);
                let entry = |key| (into_text(key), self.value(cursor, revision));
                Value::Map(keys.into_iter().map(entry).collect())
            }
            (4, number) => Value::Number(number as f64),
            (5, number) => Value::Number(number as f64 / 1e6),
            (6, flag) => Value::Bool(flag == 1),
            _ => Value::Text(revision.to_owned()),
        }
    }
}

fn into_text(value: Value) -> String {
    let Value::Text(text) = value else { unreachable!() };
    text
}

/// Where a value stands, and the letters of its texts.
#[derive(Clone, Copy)]
struct Cursor {
    bytes: &'static [u8],
    at: usize,
    letters: usize,
}

impl Cursor {
    /// A value's kind and its number.
    fn tag(&mut self) -> (usize, usize) {
        let tag = self.varint();
        (tag & 7, tag >> 3)
    }

    fn varint(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn text(&mut self, length: usize) -> &'static str {
        let start = self.letters;
        self.letters += length;
        std::str::from_utf8(&self.bytes[start..self.letters]).expect("the build wrote texts")
    }

    /// What names a card: its id and its revision.
    fn names(&mut self) -> [&'static str; 2] {
        [(); 2].map(|()| {
            let (_, length) = self.tag();
            self.text(length)
        })
    }

    /// Where so many values begin as are said to follow.
    fn skip_many(&mut self) -> Vec<Self> {
        (0..self.varint()).map(|_| self.skip()).collect()
    }

    /// Where the value begins that this passes over.
    fn skip(&mut self) -> Self {
        let start = *self;
        match self.tag() {
            (1, length) => self.letters += length,
            (2, count) => (0..count).for_each(|_| _ = self.skip()),
            (3, count) => (0..=count).for_each(|_| _ = self.skip()),
            _ => (),
        }
        start
    }
}
