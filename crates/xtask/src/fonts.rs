//! The font of the page, cut down to the characters it can show.

use crate::{project, stamp, tools::say};
use anyhow::Result;
use xshell::{Shell, cmd};

const SCRIPT: &str = "crates/xtask/js/fonts.mjs";

/// What the fonts are made by and from.
const SOURCES: [&str; 3] = [SCRIPT, "crates/xtask/js/kerning.mjs", "tests/package.json"];

/// Writes `target/fonts/`, from which Trunk copies, unless it was made from the same packages.
pub(crate) fn ensure(sh: &Shell) -> Result<()> {
    let source = SOURCES.iter().map(|file| sh.read_file(file)).collect::<Result<String, _>>()?;
    sh.create_dir("target")?;
    stamp::once(&project::root().join("target/fonts.stamp"), &source, || {
        say("Cutting the font down to what the page shows (seconds; once)");
        sh.remove_path("target/fonts")?;
        Ok(cmd!(sh, "node {SCRIPT} target/fonts").run()?)
    })
}
