//! The built-in cards as a file, which the page fetches when it is asked for another than the one that it
//! opens with.

use crate::project;
use anyhow::{Context, Result};
use creditcast_catalog::{FILE, file};
use std::fs;
use xshell::Shell;

/// Writes `target/cards/`, from which Trunk copies.
pub(crate) fn ensure(sh: &Shell) -> Result<()> {
    let folder = project::root().join("target/cards");
    sh.remove_path(&folder)?;
    sh.create_dir(&folder)?;
    fs::write(folder.join(FILE), file()).context("the cards cannot be written")
}
