//! What something is built from, as one short text that is another as soon as any of it changes.

use crate::project;
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// What every release build is made from, whatever it builds.
const COMMON: [&str; 15] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "crates/catalog/Cargo.toml",
    "crates/catalog/build",
    "crates/catalog/cards",
    "crates/catalog/src",
    "crates/core/Cargo.toml",
    "crates/core/src",
    "crates/derive",
    "crates/js",
    "crates/xtask/js",
    "crates/xtask/src/lean.rs",
    "crates/xtask/src/project.rs",
    "tests/package.json",
];

/// The files and folders of a build, below the project, and the compiler. It tells whether a build is
/// to be done again, and is no signature.
pub(crate) fn digest(own: &[&str], compiler: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    compiler.hash(&mut hasher);
    for path in COMMON.iter().chain(own) {
        add(&project::root().join(path), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let failed = || format!("{} cannot be read", path.display());
    path.hash(hasher);
    if !path.is_dir() {
        fs::read(path).with_context(failed)?.hash(hasher);
        return Ok(());
    }
    let entries = fs::read_dir(path).with_context(failed)?;
    let mut inside: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| add(path, hasher))
}
