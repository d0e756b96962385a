//! A card as a text that people can work on: what is short stands on one line.

use creditcast_core::document::Value;

use crate::json;

/// A line is no longer, if it can be broken.
const WIDTH: usize = 100;
/// What is inside something begins so much further in.
const STEP: usize = 2;

/// The text of a document.
pub(super) fn text(document: &Value) -> String {
    let mut text = String::new();
    write(document, 0, &mut text);
    text
}

fn write(value: &Value, indent: usize, text: &mut String) {
    let line = on_one_line(value);
    if indent + line.len() <= WIDTH && indent > 0 {
        text.push_str(&line);
        return;
    }
    match value {
        Value::List(elements) => {
            let all = elements.iter().map(|element| (String::new(), element));
            write_all(('[', ']'), all, indent, text);
        }
        Value::Map(entries) => {
            let all = entries.iter().map(|(key, value)| (quoted(key) + ": ", value));
            write_all(('{', '}'), all, indent, text);
        }
        _ => text.push_str(&line),
    }
}

fn write_all<'v>(
    (open, close): (char, char),
    all: impl Iterator<Item = (String, &'v Value)>,
    indent: usize,
    text: &mut String,
) {
    text.push(open);
    for (index, (name, value)) in all.enumerate() {
        text.push_str(if index > 0 { ",\n" } else { "\n" });
        text.push_str(&" ".repeat(indent + STEP));
        text.push_str(&name);
        write(value, indent + STEP, text);
    }
    text.push('\n');
    text.push_str(&" ".repeat(indent));
    text.push(close);
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::List(elements) => {
            let all: Vec<_> = elements.iter().map(on_one_line).collect();
            format!("[{}]", all.join(", "))
        }
        Value::Map(entries) if !entries.is_empty() => {
            let entry = |(key, value): &(String, Value)| quoted(key) + ": " + &on_one_line(value);
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        plain => json::canonical(plain),
    }
}

fn quoted(key: &str) -> String {
    json::canonical(&key)
}
