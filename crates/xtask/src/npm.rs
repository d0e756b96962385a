//! The npm package: the bindings as wasm-pack builds them, behind the hand-written façade.

use crate::{lean, project, stamp, tools};
use anyhow::Result;
use xshell::{Shell, cmd};

/// Builds the package into `target/npm/`.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    tools::for_package(sh)?;
    let module = project::root().join("target/npm/package.json");
    stamp::made(
        sh,
        &module,
        "npm",
        &[
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "crates/wasm",
            "crates/xtask/src/npm.rs",
            "docs/scenario.schema.json",
        ],
        || assemble(sh),
    )?;
    tools::say("The package is in target/npm/.");
    Ok(())
}

fn assemble(sh: &Shell) -> Result<()> {
    tools::say("Building the npm package (a minute the first time)");
    let _lean = lean::compiling(sh)?;
    let how = ["--target", "web", "--release", "--mode", "no-install"];
    let what = ["--out-name", "engine", "--no-typescript", "--no-pack"];
    let to = ["--out-dir", "../../target/wasm-pack"];
    let quicker = lean::quicker();
    cmd!(sh, "wasm-pack build crates/wasm {how...} {what...} {to...} -- {quicker...}").run()?;
    let version = env!("CARGO_PKG_VERSION");
    cmd!(sh, "node crates/wasm/assemble.mjs target/wasm-pack target/npm {version}").run()?;
    Ok(())
}
