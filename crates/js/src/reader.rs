//! JavaScript values as documents.
//!
//! Not through serde, whose readers end at the first function or symbol: here each value that is no
//! plain data stays at its place and is refused there, and a getter that throws is one of them.

use creditcast_core::document::{DEPTH_MAX, ELEMENTS_MAX, VALUES_MAX, Value};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A JavaScript value as a document.
pub fn from_js(value: &JsValue) -> Value {
    Reader { left: VALUES_MAX }.read(value, DEPTH_MAX)
}

/// Reads values, so many at most.
struct Reader {
    left: usize,
}

impl Reader {
    /// A value with so many levels left below it.
    fn read(&mut self, value: &JsValue, levels: usize) -> Value {
        if levels == 0 || self.left == 0 {
            return Value::TooDeep;
        }
        self.left -= 1;
        // To ask what a value is takes less than to ask what it holds.
        if value.is_string() {
            Value::Text(value.as_string().unwrap_or_default())
        } else if value.is_object() {
            self.read_object(value, levels)
        } else {
            read_single(value)
        }
    }

    /// Not by its prototype: an object may have none, or that of another window.
    fn read_object(&mut self, value: &JsValue, levels: usize) -> Value {
        match value.dyn_ref::<Array>() {
            Some(array) => self.read_list(array, levels),
            None => self.read_map(value.unchecked_ref(), levels),
        }
    }

    fn read_list(&mut self, array: &Array, levels: usize) -> Value {
        let length = array.length() as usize;
        if length > ELEMENTS_MAX {
            return Value::TooLong(length);
        }
        let elements = (0..array.length()).map(|index| Reflect::get_u32(array, index));
        Value::List(elements.map(|element| self.read_or_thrown(element, levels)).collect())
    }

    fn read_map(&mut self, object: &Object, levels: usize) -> Value {
        let Ok(keys) = Reflect::own_keys(object) else { return THROWN };
        let length = keys.length() as usize;
        if length > ELEMENTS_MAX {
            return Value::TooLong(length);
        }
        let mut entries = Vec::with_capacity(length);
        for key in keys.iter() {
            // Keys that are symbols are no data, and JSON knows none.
            let Some(name) = key.as_string() else { continue };
            let value = Reflect::get(object, &key);
            // What is undefined is as though it were not there.
            if !matches!(&value, Ok(value) if value.is_undefined()) {
                entries.push((name, self.read_or_thrown(value, levels)));
            }
        }
        Value::Map(entries)
    }

    fn read_or_thrown(&mut self, value: Result<JsValue, JsValue>, levels: usize) -> Value {
        value.map_or(THROWN, |value| self.read(&value, levels - 1))
    }
}

/// A value without parts that is no text.
fn read_single(value: &JsValue) -> Value {
    if let Some(number) = value.as_f64() {
        Value::Number(number)
    } else if let Some(flag) = value.as_bool() {
        Value::Bool(flag)
    } else if value.is_null_or_undefined() {
        Value::Null
    } else {
        Value::Other(kind(value))
    }
}

/// What a getter that throws gives.
const THROWN: Value = Value::Other("something that cannot be read");

fn kind(value: &JsValue) -> &'static str {
    if value.is_function() {
        "a function"
    } else if value.is_symbol() {
        "a symbol"
    } else {
        "a big integer"
    }
}
