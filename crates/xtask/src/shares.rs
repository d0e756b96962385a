//! Whose the bytes of the npm package's module are: its functions by crate, ours by module, and its data.
//!
//! What is shipped has no names. So it is built once more by the same tools, which are told to keep them; what
//! then still makes it smaller, the order of its functions among it, is common to all.

use crate::{lean, project};
use anyhow::{Context, Result};
use rustc_demangle::demangle;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Value;
use wasmparser::{KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef};
use xshell::{Shell, cmd};

/// How many bytes belong to what, the most first.
pub(crate) type Shares = Vec<(String, u64)>;

/// The shares of what is built now.
pub(crate) fn of_module(sh: &Shell) -> Result<Shares> {
    of(&sh.read_binary_file(with_names(sh)?)?)
}

/// Builds the module with the names of its functions, and gives its path.
fn with_names(sh: &Shell) -> Result<&'static str> {
    let target = "wasm32-unknown-unknown";
    let _lean = lean::compiling(sh)?;
    let quicker = lean::quicker();
    cmd!(sh, "cargo build --package creditcast-wasm --release --target {target} {quicker...}")
        .run()?;
    let built = project::compiled().join(target).join("release/creditcast_wasm.wasm");
    let how = ["--target", "web", "--no-typescript", "--no-demangle", "--out-name", "engine"];
    cmd!(sh, "wasm-bindgen {built} {how...} --out-dir target/named").run()?;
    let named = "target/named/engine.wasm";
    let flags = optimiser_flags(sh)?;
    cmd!(sh, "wasm-opt target/named/engine_bg.wasm --debuginfo {flags...} -o {named}").run()?;
    Ok(named)
}

/// As `crates/wasm/Cargo.toml` gives them to wasm-pack.
fn optimiser_flags(sh: &Shell) -> Result<Vec<String>> {
    let manifest: Value = toml::from_str(&sh.read_file("crates/wasm/Cargo.toml")?)?;
    let path = ["package", "metadata", "wasm-pack", "profile", "release", "wasm-opt"];
    let flags = path.iter().try_fold(&manifest, |value, key| value.get(key));
    let flags = flags.and_then(Value::as_array).context("crates/wasm/Cargo.toml lacks flags")?;
    Ok(flags.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn of(module: &[u8]) -> Result<Shares> {
    let (mut imported, mut sizes, mut data) = (0, Vec::new(), 0);
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(length(&body.range())),
            Payload::DataSection(section) => data = length(&section.range()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    names.extend(function_names(section)?);
                }
            }
            _ => {}
        }
    }
    let mut shares = BTreeMap::from([("data: cards and texts".to_owned(), data)]);
    for (index, size) in (imported..).zip(sizes) {
        let owner =
            names.get(&index).map_or_else(|| "without a name".to_owned(), |name| owner(name));
        *shares.entry(owner).or_default() += size;
    }
    let mut shares: Shares = shares.into_iter().collect();
    shares.sort_by_key(|(_, bytes)| Reverse(*bytes));
    Ok(shares)
}

fn length(range: &Range<u64>) -> u64 {
    range.end - range.start
}

fn function_names(section: NameSectionReader) -> Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for part in section {
        if let Name::Function(functions) = part? {
            for naming in functions {
                let naming = naming?;
                names.insert(naming.index, format!("{:#}", demangle(naming.name)));
            }
        }
    }
    Ok(names)
}

/// A function of ours belongs to its module, and so does one of another crate that is made for it. Any other
/// belongs to its crate.
fn owner(name: &str) -> String {
    let is_in_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = || name.split(|c| !is_in_path(c)).filter(|path| path.contains("::"));
    let ours = paths().find_map(|path| path.strip_prefix("creditcast_"));
    match (ours, paths().find(|path| !path.starts_with(':'))) {
        (Some(path), _) => path.split("::").take(2).collect::<Vec<_>>().join("::"),
        (None, Some(path)) => path.split("::").take(1).collect(),
        (None, None) => "what is exported, with what is inlined in it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn a_function_belongs_to_the_module_that_it_is_made_for() {
        let cases = [
            ("creditcast_core::quote::quote", "core::quote"),
            (
                "<creditcast_core::report::Units as serde_core::ser::Serialize>::serialize",
                "core::report",
            ),
            ("core::ptr::drop_in_place::<creditcast_core::scenario::Scenario>", "core::scenario"),
            ("<alloc::vec::Vec<u8>>::push", "alloc"),
            ("__wbindgen_malloc", "what is exported, with what is inlined in it"),
        ];
        for (name, belongs) in cases {
            assert_eq!(owner(name), belongs, "{name}");
        }
    }
}
