//! Values as a table of distinct nodes, each written once however often it occurs.
//!
//! A node is a tag and what it holds; a list or a map holds the indexes of earlier nodes, and the
//! last node is the whole. `src/unpack.rs` reads what this writes.

use std::collections::HashMap;

use creditcast_core::document::Value;

/// The table of a value: the number of nodes, then the nodes.
pub(crate) fn pack(value: &Value) -> Vec<u8> {
    let mut table = Table::default();
    table.add(value);
    let mut bytes = Vec::new();
    varint(table.indexes.len(), &mut bytes);
    bytes.extend(table.bytes);
    bytes
}

#[derive(Default)]
struct Table {
    indexes: HashMap<Vec<u8>, usize>,
    bytes: Vec<u8>,
}

impl Table {
    /// The index of a value's node, which is written if it is new.
    fn add(&mut self, value: &Value) -> usize {
        let node = self.node(value);
        if let Some(index) = self.indexes.get(&node) {
            return *index;
        }
        let index = self.indexes.len();
        self.bytes.extend(&node);
        self.indexes.insert(node, index);
        index
    }

    fn node(&mut self, value: &Value) -> Vec<u8> {
        match value {
            Value::Bool(flag) => vec![u8::from(*flag)],
            Value::Number(number) => number_node(*number),
            Value::Text(text) => {
                let mut node = vec![b't'];
                varint(text.len(), &mut node);
                node.extend(text.bytes());
                node
            }
            Value::List(elements) => {
                let elements = elements.iter().map(|element| self.add(element)).collect();
                indexes_node(b'l', elements)
            }
            Value::Map(entries) => self.map_node(entries),
            Value::Null | Value::TooLong(_) | Value::TooDeep => panic!("no card holds {value:?}"),
        }
    }

    /// A map is its keys, a list that many maps share, and its values.
    fn map_node(&mut self, entries: &[(String, Value)]) -> Vec<u8> {
        let keys = entries.iter().map(|(key, _)| Value::Text(key.clone())).collect();
        let mut indexes = vec![self.add(&Value::List(keys))];
        indexes.extend(entries.iter().map(|(_, value)| self.add(value)));
        indexes_node(b'm', indexes)
    }
}

/// A number as its millionths, which hold every amount and count of a card.
fn number_node(number: f64) -> Vec<u8> {
    let micros = number * 1e6;
    assert!(micros >= 0.0 && micros.round() / 1e6 == number, "{number} has more than six decimals");
    let mut node = vec![b'n'];
    varint(micros.round() as usize, &mut node);
    node
}

fn indexes_node(tag: u8, indexes: Vec<usize>) -> Vec<u8> {
    let mut node = vec![tag];
    varint(indexes.len(), &mut node);
    indexes.iter().for_each(|index| varint(*index, &mut node));
    node
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
fn varint(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
}
