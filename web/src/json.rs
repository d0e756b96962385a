//! Documents in and out as JSON, through the browser's own parser.

use creditcast_core::document::Value;
use creditcast_js::{from_js, to_js};
use js_sys::{Array, JSON, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// The document of a JSON text; in words what is wrong with it if it is none.
pub(crate) fn read(text: &str) -> Result<Value, String> {
    let parsed = JSON::parse(text.trim_start_matches('\u{feff}'));
    parsed
        .map(|parsed| from_js(&parsed))
        .map_err(|error| String::from(js_sys::Error::from(error).message()))
}

/// A value as JSON for people: in lines, keys in their own order.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let indent = JsValue::from(2);
    let text = JSON::stringify_with_replacer_and_space(&to_js(value), &JsValue::NULL, &indent);
    text.map_or_else(|_| String::new(), String::from) + "\n"
}

/// A value as JSON in one line.
pub(crate) fn short(value: &impl Serialize) -> String {
    JSON::stringify(&to_js(value)).map_or_else(|_| String::new(), String::from)
}

/// A value as RFC 8785 canonical JSON: the same bytes on every machine.
pub(crate) fn canonical(value: &impl Serialize) -> String {
    let mut text = String::new();
    write_canonical(&to_js(value), &mut text);
    text
}

/// Numbers and texts are written by `JSON.stringify`, whose forms RFC 8785 has made its own.
fn write_canonical(value: &JsValue, text: &mut String) {
    if let Some(list) = value.dyn_ref::<Array>() {
        write_all(('[', ']'), list, text, write_canonical);
    } else if let Some(object) = value.dyn_ref::<Object>() {
        // Without a function of its own, `sort` compares UTF-16 code units, as the RFC asks.
        let keys = Object::keys(object).sort();
        write_all(('{', '}'), &keys.unchecked_into(), text, |key, text| {
            write_canonical(key, text);
            text.push(':');
            write_canonical(&Reflect::get(object, key).unwrap_or(JsValue::NULL), text);
        });
    } else {
        text.extend(JSON::stringify(value).map(String::from));
    }
}

fn write_all(
    (open, close): (char, char),
    list: &Array,
    text: &mut String,
    write: impl Fn(&JsValue, &mut String),
) {
    text.push(open);
    for (index, element) in list.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write(&element, text);
    }
    text.push(close);
}
