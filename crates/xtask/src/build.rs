//! The release page.

use crate::{fonts, lean, project, stamp, tools};
use anyhow::Result;
use xshell::{Shell, cmd};

/// Builds the page as it is published, into `dist/`.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    tools::for_page(sh)?;
    fonts::ensure(sh)?;
    let index = project::root().join("dist/index.html");
    stamp::made(
        sh,
        &index,
        "page",
        &["Trunk.toml", "crates/xtask/src/build.rs", "index.html", "web"],
        || {
            tools::say("Building the release page (two minutes the first time)");
            let _lean = lean::compiling(sh)?;
            cmd!(sh, "trunk build --release --skip-version-check").run()?;
            cmd!(sh, "node crates/xtask/js/minify.mjs dist").run()?;
            cmd!(sh, "node crates/xtask/js/publish.mjs dist").run()?;
            Ok(())
        },
    )?;
    tools::say("The page is in dist/; it can be served from any folder of any static host.");
    Ok(())
}
