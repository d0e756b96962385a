//! The JSON Schemas of what the engine reads, as its readers describe themselves.
//!
//! A test fails where the files are not what the readers say today.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use creditcast_core::comparison::CompareRequest;
use creditcast_core::document::{Read, Schema, Schemas, Value};
use creditcast_core::finish::FinishRequest;
use creditcast_core::forecast::ForecastRequest;
use creditcast_core::quote::QuoteRequest;
use creditcast_core::rate_card::RateCard;
use creditcast_core::scenario::Scenario;
use serde_json::json;
use xshell::{Shell, cmd};

use crate::{codes, project, tools};

/// Writes the schemas into `docs/` and the lists of codes into the package, and then the page on its types.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    for (file, text) in files() {
        fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    tools::for_package(sh)?;
    let api = cmd!(sh, "node crates/xtask/js/api.mjs").read()?;
    sh.write_file("docs/api.md", api + "\n")?;
    tools::say("The schemas and the API page are in docs/, the codes in crates/wasm/js/.");
    Ok(())
}

/// Everything that follows from the engine, and where it is written.
fn files() -> impl Iterator<Item = (PathBuf, String)> {
    schemas().into_iter().chain(codes::files())
}

fn schemas() -> [(PathBuf, String); 2] {
    let file = |name| project::root().join("docs").join(name);
    [(file("scenario.schema.json"), scenario()), (file("rate-card.schema.json"), rate_card())]
}

/// A scenario, and beside it all that the other functions are asked.
fn scenario() -> String {
    let mut schemas = Schemas::default();
    let root = Scenario::describe(&mut schemas);
    QuoteRequest::describe(&mut schemas);
    FinishRequest::describe(&mut schemas);
    CompareRequest::describe(&mut schemas);
    ForecastRequest::describe(&mut schemas);
    document("A scenario of creditcast", root, schemas)
}

fn rate_card() -> String {
    let mut schemas = Schemas::default();
    let root = RateCard::describe(&mut schemas);
    document("A rate card of creditcast", root, schemas)
}

fn document(title: &str, root: Schema, schemas: Schemas) -> String {
    let head = Schema::any()
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("title", title);
    text(&head.and(root).with("$defs", schemas.into_value()).into(), 0) + "\n"
}

/// No line is longer that can be broken.
const WIDTH: usize = 110;

/// A value as JSON that can be read: on one line where it has the room.
fn text(value: &Value, indent: usize) -> String {
    let line = on_one_line(value);
    let parts: Vec<_> = match value {
        _ if indent + line.len() <= WIDTH => return line,
        Value::Map(entries) => entries.iter().map(|entry| entry_text(entry, indent + 2)).collect(),
        Value::List(elements) => elements.iter().map(|part| text(part, indent + 2)).collect(),
        _ => return line,
    };
    let [open, close] = if matches!(value, Value::Map(_)) { ["{", "}"] } else { ["[", "]"] };
    let (inside, outside) = (" ".repeat(indent + 2), " ".repeat(indent));
    let parts = parts.join(&format!(",\n{inside}"));
    format!("{open}\n{inside}{parts}\n{outside}{close}")
}

fn entry_text((key, value): &(String, Value), indent: usize) -> String {
    format!("{}: {}", json!(key), text(value, indent))
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::Map(entries) if !entries.is_empty() => {
            let entry =
                |(key, value): &(String, Value)| format!("{}: {}", json!(key), on_one_line(value));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::List(elements) => {
            format!("[{}]", elements.iter().map(on_one_line).collect::<Vec<_>>().join(", "))
        }
        // As JavaScript writes it: whole numbers without a point.
        Value::Number(number) => number.to_string(),
        _ => json!(value).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn what_follows_from_the_engine_is_written() {
        for (file, text) in super::files() {
            let written = fs::read_to_string(&file).unwrap_or_default();
            let is_same = written.lines().eq(text.lines());
            assert!(is_same, "{} is out of date. Write it: cargo xtask schema", file.display());
        }
    }
}
