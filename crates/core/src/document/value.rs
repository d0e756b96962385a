//! A document as a tree of plain values.
//!
//! The tree keeps what a typed reader would lose: unknown keys, numbers that are not numbers, and
//! how long a list was that nobody should have sent. It is read through serde from any format.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

/// Deeper than any card or scenario goes; a cyclic object ends here instead of never.
pub const DEPTH_MAX: usize = 24;
/// More elements than any list of the contract may have; the rest is counted, not kept.
pub const ELEMENTS_MAX: usize = 5_000;
/// More values than any document needs; an object that names itself many times ends here.
pub const VALUES_MAX: usize = 200_000;

/// A value of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, and JavaScript's `undefined`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number, NaN and the infinities included.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, its keys in the order they came.
    Map(Vec<(String, Value)>),
    /// A list or an object of more elements than anything may have, with their number where the
    /// source told it, else the number read before the reader gave up.
    TooLong(usize),
    /// Something below the depth, or beyond the size, at which a document ends.
    TooDeep,
    /// Something that is no plain data at all, such as a function; with its name for a message.
    Other(&'static str),
}

impl Value {
    /// The value of an object's key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// What this is, in a word for a message.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) | Value::TooLong(_) => "a list",
            Value::Map(_) => "an object",
            Value::TooDeep => "something nested too deeply",
            Value::Other(kind) => kind,
        }
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Bool(flag)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Value::Number(count as f64)
    }
}

impl<const COUNT: usize> From<[&str; COUNT]> for Value {
    fn from(texts: [&str; COUNT]) -> Self {
        Value::List(texts.into_iter().map(Value::from).collect())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::TooLong(_) | Value::TooDeep | Value::Other(_) => {
                serializer.serialize_unit()
            }
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(elements) => serializer.collect_seq(elements),
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let budget = Cell::new(VALUES_MAX);
        Below { levels: DEPTH_MAX, budget: &budget }.deserialize(deserializer)
    }
}

/// Reads a value with so many levels left below it, and so many values left in the document.
#[derive(Clone, Copy)]
struct Below<'b> {
    levels: usize,
    budget: &'b Cell<usize>,
}

impl Below<'_> {
    fn one_down(self) -> Self {
        Below { levels: self.levels - 1, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Below<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.budget.get();
        if self.levels == 0 || left == 0 {
            return Ok(Value::TooDeep);
        }
        self.budget.set(left - 1);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Below<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("plain data")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        if let Some(length) = source.size_hint().filter(|length| *length > ELEMENTS_MAX) {
            return Ok(Value::TooLong(length));
        }
        let mut elements = Vec::new();
        while let Some(element) = source.next_element_seed(self.one_down())? {
            elements.push(element);
            if elements.len() > ELEMENTS_MAX {
                let mut length = elements.len();
                while source.next_element::<IgnoredAny>()?.is_some() {
                    length += 1;
                }
                return Ok(Value::TooLong(length));
            }
        }
        Ok(Value::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        if let Some(length) = source.size_hint().filter(|length| *length > ELEMENTS_MAX) {
            return Ok(Value::TooLong(length));
        }
        let mut entries = Vec::new();
        while let Some(key) = source.next_key::<String>()? {
            entries.push((key, source.next_value_seed(self.one_down())?));
            if entries.len() > ELEMENTS_MAX {
                let mut length = entries.len();
                while source.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    length += 1;
                }
                return Ok(Value::TooLong(length));
            }
        }
        Ok(Value::Map(entries))
    }
}
