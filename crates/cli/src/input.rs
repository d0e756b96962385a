//! Documents from files.

use std::io::Read;
use std::path::Path;

use anyhow::Context;
use creditcast_core::document::Value;

/// The JSON document of a file, or of standard input where the file is `-`.
pub(crate) fn document(file: &Path) -> anyhow::Result<Value> {
    let text = text(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))
}

fn text(file: &Path) -> std::io::Result<String> {
    if file != Path::new("-") {
        return std::fs::read_to_string(file);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

/// A scenario as a request to compare it on every plan of its card; a request as it is.
pub(crate) fn compared(document: &Value) -> Value {
    match document.get("usage") {
        Some(_) => Value::Map(vec![("scenario".to_owned(), document.clone())]),
        None => document.clone(),
    }
}

/// Two documents: of two files, or both in one.
pub(crate) fn two_documents(before: &Path, after: Option<&Path>) -> anyhow::Result<(Value, Value)> {
    let first = document(before)?;
    if let Some(after) = after {
        return Ok((first, document(after)?));
    }
    let of = |side: &str| {
        let found = first.get(side).cloned();
        found.with_context(|| format!("{} has no `{side}`; name a second file", before.display()))
    };
    Ok((of("before")?, of("after")?))
}
