//! Cards as one stream of bytes in which whatever occurs twice is written once.
//!
//! A value is a tag, a varint whose low three bits are its kind and whose rest is a number, and what
//! the kind says follows. What occurs more than once stands at the beginning and is referred to by
//! its place there. The letters of all texts come first, in the order of their values: like beside
//! like is what a compressor makes most of. `src/unpack.rs` reads what this writes.

use std::collections::{HashMap, HashSet};

use creditcast_core::amount::Amount;
use creditcast_core::document::Value;

/// A card with the id and the revision that name it.
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) revision: String,
    pub(crate) value: Value,
}

/// What stands around the letters that only the cards after the first have: whoever parts a program finds them by it.
const LATER: [&[u8; 8]; 2] = [b"<<later<", b">later>>"];

/// The stream: the letters; the values that the first card shares; of each card its id and its revision; the first
/// card; the values that only the others share; and the others.
pub(crate) fn pack(cards: &[Card]) -> Vec<u8> {
    let mut graph = Graph::default();
    let roots: Vec<_> = cards.iter().map(|card| graph.add_card(card)).collect();
    let of_first = graph.parts_of(&roots[0]);
    let (of_first, of_others): (Vec<_>, Vec<_>) =
        graph.shared().into_iter().partition(|node| of_first.contains(node));
    let mut writer =
        Writer { graph: &graph, places: HashMap::new(), letters: Vec::new(), bytes: Vec::new() };
    writer.share(&of_first);
    varint(cards.len(), &mut writer.bytes);
    // Names that occur elsewhere too are written here again: the shelf reads them as they stand.
    roots.iter().flat_map(|[names @ .., _]| names).for_each(|node| writer.write_itself(*node));
    writer.write_itself(roots[0][2]);
    writer.letters.extend(LATER[0]);
    writer.share(&of_others);
    roots[1..].iter().for_each(|[.., card]| writer.write_itself(*card));
    writer.letters.extend(LATER[1]);
    let mut stream = Vec::new();
    varint(writer.letters.len(), &mut stream);
    stream.extend(writer.letters);
    stream.extend(writer.bytes);
    stream
}

/// A value whose parts are the indexes of other nodes.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Node {
    Text(String),
    List(Vec<usize>),
    /// The list of its keys, then its values.
    Map(Vec<usize>),
    Whole(usize),
    Millionths(usize),
    Bool(bool),
    /// The text that is the card's own revision, so that revisions share what else they say.
    Revision,
}

/// The distinct values of all cards, parts before wholes.
#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    indexes: HashMap<Node, usize>,
    /// How often each is part of another.
    uses: Vec<usize>,
}

impl Graph {
    fn add_card(&mut self, card: &Card) -> [usize; 3] {
        let [id, revision] =
            [&card.id, &card.revision].map(|text| self.node(Node::Text(text.clone())));
        [id, revision, self.add(&card.value, &card.revision)]
    }

    fn add(&mut self, value: &Value, revision: &str) -> usize {
        let node = match value {
            Value::Bool(flag) => Node::Bool(*flag),
            Value::Number(number) => number_node(*number),
            Value::Text(text) if text == revision => Node::Revision,
            Value::Text(text) => Node::Text(text.clone()),
            Value::List(elements) => {
                Node::List(elements.iter().map(|element| self.add(element, revision)).collect())
            }
            Value::Map(entries) => {
                let keys = entries.iter().map(|(key, _)| Value::Text(key.clone())).collect();
                let keys = self.add(&Value::List(keys), revision);
                let values = entries.iter().map(|(_, value)| self.add(value, revision));
                Node::Map(std::iter::once(keys).chain(values).collect())
            }
            other => panic!("no card holds {other:?}"),
        };
        self.node(node)
    }

    fn node(&mut self, node: Node) -> usize {
        if let Some(index) = self.indexes.get(&node) {
            return *index;
        }
        if let Node::List(parts) | Node::Map(parts) = &node {
            for part in parts {
                self.uses[*part] += 1;
            }
        }
        self.nodes.push(node.clone());
        self.uses.push(0);
        self.indexes.insert(node, self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    /// What some nodes are made of, with themselves.
    fn parts_of(&self, nodes: &[usize]) -> HashSet<usize> {
        let mut known = HashSet::new();
        let mut open = nodes.to_vec();
        while let Some(node) = open.pop() {
            if known.insert(node)
                && let Node::List(parts) | Node::Map(parts) = &self.nodes[node]
            {
                open.extend(parts);
            }
        }
        known
    }

    /// What is worth a place of its own: texts, the most used first, then what is made of them.
    fn shared(&self) -> Vec<usize> {
        let used = (0..self.nodes.len()).filter(|index| self.uses[*index] > 1);
        let (mut texts, rest): (Vec<_>, Vec<_>) =
            used.partition(|index| matches!(self.nodes[*index], Node::Text(_)));
        texts.sort_by_key(|index| std::cmp::Reverse(self.uses[*index]));
        let wholes = rest.into_iter();
        let wholes =
            wholes.filter(|index| matches!(self.nodes[*index], Node::List(_) | Node::Map(_)));
        texts.into_iter().chain(wholes).collect()
    }
}

/// A number as what it is, or else in millionths, which hold every amount of a card.
fn number_node(number: f64) -> Node {
    let amount = Amount::from_number(number).expect("a card's numbers have at most six decimals");
    let millionths = usize::try_from(amount.as_micros()).expect("a card has nothing below zero");
    if millionths.is_multiple_of(1_000_000) {
        Node::Whole(millionths / 1_000_000)
    } else {
        Node::Millionths(millionths)
    }
}

struct Writer<'a> {
    graph: &'a Graph,
    /// Where the shared nodes stand that are written already.
    places: HashMap<usize, usize>,
    letters: Vec<u8>,
    bytes: Vec<u8>,
}

impl Writer<'_> {
    /// Gives nodes places, by which what follows refers to them.
    fn share(&mut self, nodes: &[usize]) {
        varint(nodes.len(), &mut self.bytes);
        for node in nodes {
            self.write_itself(*node);
            self.places.insert(*node, self.places.len());
        }
    }

    fn write(&mut self, node: usize) {
        match self.places.get(&node) {
            Some(place) => self.tag(0, *place),
            None => self.write_itself(node),
        }
    }

    fn write_itself(&mut self, node: usize) {
        match &self.graph.nodes[node] {
            Node::Text(text) => {
                self.tag(1, text.len());
                self.letters.extend(text.bytes());
            }
            Node::List(parts) => {
                self.tag(2, parts.len());
                self.write_parts(parts);
            }
            Node::Map(parts) => {
                self.tag(3, parts.len() - 1);
                self.write_parts(parts);
            }
            Node::Whole(number) => self.tag(4, *number),
            Node::Millionths(number) => self.tag(5, *number),
            Node::Bool(flag) => self.tag(6, usize::from(*flag)),
            Node::Revision => self.tag(7, 0),
        }
    }

    fn write_parts(&mut self, parts: &[usize]) {
        for part in parts {
            self.write(*part);
        }
    }

    fn tag(&mut self, kind: usize, number: usize) {
        varint(number << 3 | kind, &mut self.bytes);
    }
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
fn varint(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(0x80 | low_bits(number));
        number >>= 7;
    }
    bytes.push(low_bits(number));
}

fn low_bits(number: usize) -> u8 {
    u8::try_from(number & 0x7f).expect("seven bits are a byte")
}
