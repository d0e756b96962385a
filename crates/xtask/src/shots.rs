//! Pictures of the page as it is, for the documents and for those who judge its look.

use crate::{build, chromium, project, tools};
use anyhow::Result;
use xshell::{Shell, cmd};

/// Builds the release page and takes a picture of each of its views into `docs/pictures/`.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    build::run(sh)?;
    let _browser = sh.push_env("CHROMIUM", chromium::ensure(sh)?);
    let _page = sh.push_env("DIST", project::root().join("dist"));
    cmd!(sh, "node tests/browser/shots.mjs docs/pictures").run()?;
    tools::say("Written to docs/pictures/.");
    Ok(())
}
