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

/// What LLVM weighs before it puts a function where it is called: those that are marked as worth it may be
/// larger, the others must be smaller than it would take them. Both quicker and smaller than its own choice.
const INLINED: &str = r#"["-Cllvm-args=-inlinehint-threshold=120 -inline-threshold=25"]"#;

/// Until it is dropped, every cargo of this shell compiles for WebAssembly in this way.
pub(crate) fn compiling(sh: &Shell) -> Result<Vec<PushEnv<'_>>> {
    let compiler = sh.push_env("RUSTC_BOOTSTRAP", "1");
    ensure_understood(sh)?;
    let flags = format!("{} {}", project::anonymous_paths(), FLAGS.join(" "));
    Ok(vec![
        // What follows is not stable yet: it is for this build alone, whose compiler is known.
        compiler,
        sh.push_env("CARGO_UNSTABLE_PROFILE_RUSTFLAGS", "true"),
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

/// What is said to cargo for the package: its engine is quicker by a quarter than the page's, and a fifteenth
/// larger. Who compares plans or draws futures on a page of their own does so where people wait, the page in a
/// thread aside.
pub(crate) fn quicker() -> Vec<String> {
    let settings = [
        r#"creditcast-core.opt-level="s""#.to_owned(),
        format!("creditcast-core.rustflags={INLINED}"),
        "creditcast-js.opt-level=3".to_owned(),
        format!("creditcast-wasm.rustflags={INLINED}"),
    ];
    let config = |own| ["--config".to_owned(), format!("profile.release.package.{own}")];
    settings.into_iter().flat_map(config).collect()
}
