//! `cargo xtask card`: the rate cards, from a vendor's page to a file that can be released.

mod check;
mod new;

use crate::project;
use anyhow::{Context, Result};
use clap::Subcommand;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Say what in a card contradicts itself or is odd, and which facts were read long ago
    Check {
        /// Cards in TOML or JSON; all built-in ones if none is named
        files: Vec<PathBuf>,
    },
    /// Begin a new revision of a card as a copy of its newest
    New {
        /// The card's id, such as lusha-help-centre
        id: String,
        /// The day on which the prices were read, such as 2026-11-20
        date: String,
    },
}

/// # Errors
/// A card that cannot be read or that contradicts itself, and a revision that cannot be begun.
pub(crate) fn run(command: Command) -> Result<()> {
    match command {
        Command::Check { files } if files.is_empty() => check::run(&built_in()?),
        Command::Check { files } => check::run(&files),
        Command::New { id, date } => new::run(&id, &date),
    }
}

/// The folder of the built-in cards.
fn folder() -> PathBuf {
    project::root().join("crates/catalog/cards")
}

/// The files of the built-in cards, by name.
fn built_in() -> Result<Vec<PathBuf>> {
    let folder = folder();
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let is_card = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let mut files: Vec<_> = paths.into_iter().filter(is_card).collect();
    files.sort();
    Ok(files)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
