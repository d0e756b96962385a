//! Reads back what `build/pack.rs` wrote: a table of nodes, of which the last is the whole.
//!
//! Invariant: the bytes are those that this crate's build wrote, so that none of this can fail.

use creditcast_core::document::Value;

/// The nodes of a blob, where each begins.
pub(crate) struct Table {
    bytes: &'static [u8],
    starts: Vec<usize>,
}

impl Table {
    pub(crate) fn of(bytes: &'static [u8]) -> Self {
        let mut rest = Cursor { bytes, at: 0 };
        let count = rest.varint();
        let starts = (0..count).map(|_| rest.skip()).collect();
        Table { bytes, starts }
    }

    /// The elements of the last node, which is a list.
    pub(crate) fn roots(&self) -> Vec<usize> {
        let mut node = self.node(self.starts.len() - 1);
        node.tag();
        node.indexes()
    }

    /// A node as a value.
    pub(crate) fn value(&self, index: usize) -> Value {
        let mut node = self.node(index);
        match node.tag() {
            b'n' => Value::Number(node.varint() as f64 / 1e6),
            b't' => Value::Text(node.text().to_owned()),
            b'l' => Value::List(node.indexes().into_iter().map(|index| self.value(index)).collect()),
            b'm' => Value::Map(self.entries(&node.indexes())),
            flag => Value::Bool(flag == 1),
        }
    }

    /// The text of a map's key.
    pub(crate) fn text(&self, map: usize, key: &str) -> &'static str {
        let mut node = self.node(map);
        node.tag();
        let indexes = node.indexes();
        let keys = self.keys(indexes[0]);
        let place = keys.iter().position(|name| *name == key).expect("the build saw this key");
        self.text_at(indexes[1 + place])
    }

    fn entries(&self, indexes: &[usize]) -> Vec<(String, Value)> {
        let values = indexes[1..].iter().map(|index| self.value(*index));
        self.keys(indexes[0]).into_iter().map(str::to_owned).zip(values).collect()
    }

    fn keys(&self, list: usize) -> Vec<&'static str> {
        let mut node = self.node(list);
        node.tag();
        node.indexes().into_iter().map(|index| self.text_at(index)).collect()
    }

    fn text_at(&self, index: usize) -> &'static str {
        let mut node = self.node(index);
        node.tag();
        node.text()
    }

    fn node(&self, index: usize) -> Cursor {
        Cursor { bytes: self.bytes, at: self.starts[index] }
    }
}

struct Cursor {
    bytes: &'static [u8],
    at: usize,
}

impl Cursor {
    fn tag(&mut self) -> u8 {
        self.at += 1;
        self.bytes[self.at - 1]
    }

    fn varint(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.tag();
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn text(&mut self) -> &'static str {
        let length = self.varint();
        self.at += length;
        std::str::from_utf8(&self.bytes[self.at - length..self.at]).expect("the build wrote texts")
    }

    fn indexes(&mut self) -> Vec<usize> {
        let count = self.varint();
        (0..count).map(|_| self.varint()).collect()
    }

    /// Where the node begins that this passes over.
    fn skip(&mut self) -> usize {
        let start = self.at;
        match self.tag() {
            b'n' => _ = self.varint(),
            b't' => _ = self.text(),
            b'l' | b'm' => _ = self.indexes(),
            _ => (),
        }
        start
    }
}
