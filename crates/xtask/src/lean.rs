//! How what travels to a browser is compiled: small, and the standard library with it.
//!
//! The one that rustup brings is built for speed and holds a message for each of its panics. In a browser
//! a panic is a trap and nobody reads one, so what is shipped takes a standard library compiled for size,
//! in which a panic traps at once: a tenth less to fetch. Only the release page and the npm package are
//! built so; what is worked on and tested on the desk keeps its messages.

use crate::project;
use anyhow::{Result, ensure};
use xshell::{PushEnv, Shell, cmd};

/// A panic traps where it happens, and what `Debug` would print is left out: nothing shipped prints it.
const FLAGS: [&str; 5] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zfmt-debug=none",
    "-Zlocation-detail=none",
    "-Zmerge-functions=disabled",
];

/// The package's engine is quicker by a third than the page's, and a tenth larger: who compares plans or draws
/// futures on a page of their own does so where people wait, the page in a thread aside.
pub(crate) const QUICKER: [&str; 4] = [
    "--config",
    "profile.release.package.creditcast-core.opt-level=\"s\"",
    "--config",
    "profile.release.package.creditcast-js.opt-level=3",
];

/// Until it is dropped, every cargo of this shell compiles for WebAssembly in this way.
pub(crate) fn compiling(sh: &Shell) -> Result<Vec<PushEnv<'_>>> {
    let compiler = sh.push_env("RUSTC_BOOTSTRAP", "1");
    ensure_understood(sh)?;
    let flags = format!("{} {}", project::anonymous_paths(), FLAGS.join(" "));
    Ok(vec![
        // What follows is not stable yet: it is for this build alone, whose compiler is known.
        compiler,
        sh.push_env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
        sh.push_env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        sh.push_env(project::WASM_FLAGS, flags),
    ])
}

fn ensure_understood(sh: &Shell) -> Result<()> {
    let asked = cmd!(sh, "rustc {FLAGS...} --print cfg").quiet().ignore_stdout().ignore_stderr();
    let version = cmd!(sh, "rustc --version").quiet().read()?;
    ensure!(
        asked.run().is_ok(),
        "{version} cannot compile for size as this project does; Rust 1.95 can: rustup default 1.95"
    );
    Ok(())
}
