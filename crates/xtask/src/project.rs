//! Where the project is, and the shell that every command works in.

use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};
use xshell::Shell;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where cargo puts what it compiles. What this program itself makes is always below `target/`.
pub(crate) fn compiled() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Where cargo finds what to give the compiler for WebAssembly.
pub(crate) const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// A shell in the project's folder whose children find the project's own tools first.
pub(crate) fn shell() -> Result<Shell> {
    let sh = Shell::new()?;
    sh.change_dir(root());
    sh.set_var("PATH", search_path()?);
    sh.set_var(WASM_FLAGS, anonymous_paths());
    Ok(sh)
}

fn search_path() -> Result<OsString> {
    let own = [root().join(".tools/bin"), root().join("tests/node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(env::split_paths(&inherited));
    env::join_paths(all).context("PATH cannot be extended")
}

/// Panic messages carry the path of their source file. What is shipped must have the same bytes
/// wherever it was built, and say nothing about the machine.
pub(crate) fn anonymous_paths() -> String {
    let own = (root().to_owned(), "creditcast");
    let registries = registries().into_iter().map(|folder| (folder, "crates"));
    let remap = |(from, to): (PathBuf, _)| format!("--remap-path-prefix={}=/{to}", from.display());
    [own].into_iter().chain(registries).map(remap).collect::<Vec<_>>().join(" ")
}

/// The folders that cargo unpacks crates into, one for each registry it knows; they exist, since this
/// program was built from crates.
fn registries() -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(cargo_home().join("registry/src")).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

fn cargo_home() -> PathBuf {
    let default = || env::home_dir().unwrap_or_default().join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(default, PathBuf::from)
}
