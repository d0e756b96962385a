//! What is asked of the functions, and what their readers say to it.

use std::fs;
use std::path::Path;

use creditcast_core::comparison::CompareRequest;
use creditcast_core::document::{At, Problem, Problems, Read, Value};
use creditcast_core::finish::FinishRequest;
use creditcast_core::forecast::ForecastRequest;
use creditcast_core::quote::QuoteRequest;
use creditcast_core::scenario::Scenario;
use serde_json::Value as Json;

/// The names of what functions are asked.
pub(crate) const ALL: [&str; 5] =
    ["Scenario", "QuoteRequest", "FinishRequest", "CompareRequest", "ForecastRequest"];

/// One document of a scenario file.
pub(crate) struct Asked {
    pub(crate) of: &'static str,
    pub(crate) document: Json,
    pub(crate) case: String,
}

/// What the reader says, before anything is put beside a card.
pub(crate) fn problems(of: &str, document: &Json) -> Vec<Problem> {
    let value: Value = serde_json::from_value(document.clone()).expect("plain data");
    let mut problems = Problems::default();
    match of {
        "QuoteRequest" => drop(QuoteRequest::read(&value, At::Root, &mut problems)),
        "FinishRequest" => drop(FinishRequest::read(&value, At::Root, &mut problems)),
        "CompareRequest" => drop(CompareRequest::read(&value, At::Root, &mut problems)),
        "ForecastRequest" => drop(ForecastRequest::read(&value, At::Root, &mut problems)),
        _ => drop(Scenario::read(&value, At::Root, &mut problems)),
    }
    problems.into_vec()
}

/// Every case of every file of `tests/scenarios`.
pub(crate) fn every_case() -> Vec<Asked> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    files.filter(|path| path.extension().is_some_and(|of| of == "json")).flat_map(cases).collect()
}

fn cases(file: impl AsRef<Path>) -> Vec<Asked> {
    let text = fs::read_to_string(&file).expect("a text");
    let content: Json = serde_json::from_str(&text).expect("a scenario file is JSON");
    let rows = content["cases"].as_array().cloned().unwrap_or_else(|| vec![Json::Null]);
    let case = |row: &Json| format!("{} {}", file.as_ref().display(), row["case"]);
    let asked =
        |row: &Json| asked(&content["call"], with_values(&content["input"], row), &case(row));
    rows.iter().flat_map(asked).collect()
}

fn asked(call: &Json, input: Json, case: &str) -> Vec<Asked> {
    let of = match call.as_str() {
        Some("quote") => "QuoteRequest",
        Some("finish") => "FinishRequest",
        Some("compare") => "CompareRequest",
        Some("forecast") => "ForecastRequest",
        _ => "Scenario",
    };
    let documents = if call == "diff" {
        vec![input["before"].clone(), input["after"].clone()]
    } else {
        vec![input]
    };
    documents.into_iter().map(|document| Asked { of, document, case: case.to_owned() }).collect()
}

/// The input of a case; `null` in it leaves a field out.
fn with_values(input: &Json, row: &Json) -> Json {
    let mut input = input.clone();
    for (pointer, value) in row["with"].as_object().into_iter().flatten() {
        put(&mut input, pointer, value);
    }
    without_nulls(input)
}

fn put(place: &mut Json, pointer: &str, value: &Json) {
    let Some(rest) = pointer.strip_prefix('/') else {
        value.clone_into(place);
        return;
    };
    let (key, rest) = rest.find('/').map_or((rest, ""), |end| rest.split_at(end));
    let key = key.replace("~1", "/").replace("~0", "~");
    match place {
        Json::Array(elements) => {
            let index: usize = key.parse().expect("an index");
            if index == elements.len() {
                elements.push(Json::Null);
            }
            put(&mut elements[index], rest, value);
        }
        _ => put(&mut place[key], rest, value),
    }
}

fn without_nulls(json: Json) -> Json {
    match json {
        Json::Object(entries) => {
            let given = entries.into_iter().filter(|(_, value)| !value.is_null());
            given.map(|(key, value)| (key, without_nulls(value))).collect()
        }
        Json::Array(elements) => elements.into_iter().map(without_nulls).collect(),
        other => other,
    }
}
