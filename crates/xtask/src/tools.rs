//! The tools that a command needs: which version, how one is recognised, and how it is installed.
//!
//! Everything that is not part of Rust or Node goes into `.tools/` and `tests/node_modules/`, once. A
//! tool that is already on PATH in the right version is used as it is.

use crate::{project, stamp};
use anyhow::{Context, Result, ensure};
use std::fs::{self, File};
use std::path::Path;
use xshell::{Shell, cmd};

const NODE_MAJOR_MIN: u32 = 20;
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Shared, because the tools have many crates in common.
const BUILD_FOLDER: &str = ".tools/build";

/// The tools' own profiles optimise for minutes what then runs for seconds.
const QUICK_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
];

/// A command line tool that comes as a crate.
struct Tool {
    krate: &'static str,
    binary: &'static str,
    version: &'static str,
    minutes_to_compile: u32,
    /// 0, except for what a person who changes the page waits for again and again.
    opt_level: &'static str,
}

const TRUNK: Tool = Tool {
    krate: "trunk",
    binary: "trunk",
    version: "0.21.14",
    minutes_to_compile: 4,
    opt_level: "0",
};

/// Must equal the version of the `wasm-bindgen` crate in the workspace's Cargo.toml.
const WASM_BINDGEN: Tool = Tool {
    krate: "wasm-bindgen-cli",
    binary: "wasm-bindgen",
    version: "0.2.129",
    minutes_to_compile: 3,
    opt_level: "1",
};

const WASM_PACK: Tool = Tool {
    krate: "wasm-pack",
    binary: "wasm-pack",
    version: "0.15.1",
    minutes_to_compile: 2,
    opt_level: "0",
};

const MUTANTS: Tool = Tool {
    krate: "cargo-mutants",
    binary: "cargo-mutants",
    version: "27.1.0",
    minutes_to_compile: 2,
    opt_level: "0",
};

/// Makes sure of what the page is built with.
pub(crate) fn for_page(sh: &Shell) -> Result<()> {
    prepare(sh, &[TRUNK, WASM_BINDGEN])
}

/// Makes sure of what the npm package is built with.
pub(crate) fn for_package(sh: &Shell) -> Result<()> {
    prepare(sh, &[WASM_PACK, WASM_BINDGEN])
}

/// Makes sure of what the page and the package are built with.
pub(crate) fn for_everything(sh: &Shell) -> Result<()> {
    prepare(sh, &[WASM_BINDGEN, WASM_PACK, TRUNK])
}

/// Makes sure of the parts of Rust that check the code.
pub(crate) fn for_checks(sh: &Shell) -> Result<()> {
    let _only_one = lock()?;
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(sh, &["cargo", command, "--version"]) {
            say(&format!("Adding {component} (seconds; once)"));
            cmd!(sh, "rustup component add {component}").run()?;
        }
    }
    Ok(())
}

/// Makes sure of what changes the code to see whether a test notices.
pub(crate) fn for_mutants(sh: &Shell) -> Result<()> {
    let _only_one = lock()?;
    MUTANTS.ensure(sh)
}

/// Makes sure of what the package is built into pages with, beside esbuild. Some of it has parts for each
/// system that not every registry has, which `npm ci` would miss in the lock file.
pub(crate) fn for_bundlers(sh: &Shell) -> Result<()> {
    let _only_one = lock()?;
    ensure_packages(sh, "tests/bundlers", &["install", "--no-save"])
}

/// Says one thing that is being done.
pub(crate) fn say(what: &str) {
    println!("\n{what}");
}

fn prepare(sh: &Shell, tools: &[Tool]) -> Result<()> {
    ensure_node(sh)?;
    let _only_one = lock()?;
    ensure_wasm_target(sh)?;
    ensure_std_source(sh)?;
    ensure_packages(sh, "tests", &["ci"])?;
    tools.iter().try_for_each(|tool| tool.ensure(sh))?;
    Ok(sh.remove_path(BUILD_FOLDER)?)
}

/// Two commands that are started at once must not install the same thing twice.
fn lock() -> Result<File> {
    let folder = project::root().join(".tools");
    fs::create_dir_all(&folder)?;
    let file = File::create(folder.join("lock"))?;
    if file.try_lock().is_err() {
        say("Waiting for another command, which is installing tools");
        file.lock().context("another command's installation cannot be awaited")?;
    }
    Ok(file)
}

fn ensure_node(sh: &Shell) -> Result<()> {
    let said = cmd!(sh, "node --version")
        .quiet()
        .read()
        .with_context(|| format!("install Node {NODE_MAJOR_MIN} or newer first"))?;
    ensure!(
        node_major(&said).is_some_and(|major| major >= NODE_MAJOR_MIN),
        "Node {NODE_MAJOR_MIN} or newer is needed; this one is {said}"
    );
    Ok(())
}

fn node_major(said: &str) -> Option<u32> {
    said.trim_start_matches('v').split('.').next()?.parse().ok()
}

fn ensure_wasm_target(sh: &Shell) -> Result<()> {
    let library = cmd!(sh, "rustc --print target-libdir --target {WASM_TARGET}").quiet().read()?;
    if !Path::new(&library).exists() {
        say("Adding Rust's WebAssembly target (seconds; once)");
        cmd!(sh, "rustup target add {WASM_TARGET}").run()?;
    }
    Ok(())
}

/// What is shipped is compiled together with the standard library.
fn ensure_std_source(sh: &Shell) -> Result<()> {
    let sysroot = cmd!(sh, "rustc --print sysroot").quiet().read()?;
    if !Path::new(&sysroot).join("lib/rustlib/src/rust/library").exists() {
        say("Adding the source of Rust's standard library (seconds; once)");
        cmd!(sh, "rustup component add rust-src").run()?;
    }
    Ok(())
}

/// The npm packages of a folder that build and test: binaryen's `wasm-opt` among them.
fn ensure_packages(sh: &Shell, name: &str, how: &[&str]) -> Result<()> {
    let folder = project::root().join(name);
    let wanted = sh.read_file(folder.join("package-lock.json"))?;
    stamp::once(&folder.join("node_modules/.installed"), &wanted, || {
        say(&format!("Installing the npm packages of {name}/package-lock.json (a minute; once)"));
        let _in_folder = sh.push_dir(&folder);
        Ok(cmd!(sh, "npm {how...} --no-audit --no-fund").run()?)
    })
}

impl Tool {
    fn ensure(&self, sh: &Shell) -> Result<()> {
        if self.is_here(sh) || (self.fetch(sh) && self.is_here(sh)) {
            return Ok(());
        }
        self.compile(sh)
    }

    fn is_here(&self, sh: &Shell) -> bool {
        let binary = self.binary;
        cmd!(sh, "{binary} --version")
            .quiet()
            .ignore_stderr()
            .read()
            .is_ok_and(|said| said.split_whitespace().any(|word| word == self.version))
    }

    fn spec(&self) -> String {
        format!("{}@{}", self.krate, self.version)
    }

    /// Takes a prebuilt one, where cargo-binstall is there and finds it.
    fn fetch(&self, sh: &Shell) -> bool {
        if !succeeds(sh, &["cargo", "binstall", "-V"]) {
            return false;
        }
        let spec = self.spec();
        say(&format!("Looking for a prebuilt {spec} (seconds; once)"));
        let how = ["--no-confirm", "--disable-strategies", "compile"];
        cmd!(sh, "cargo binstall {how...} --root .tools {spec}").run().is_ok()
    }

    fn compile(&self, sh: &Shell) -> Result<()> {
        let (spec, minutes) = (self.spec(), self.minutes_to_compile);
        say(&format!("Compiling {spec} into .tools/ (about {minutes} minutes on two cores; once)"));
        let level = ("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level);
        let profile = QUICK_PROFILE.into_iter().chain([level]);
        let _quick: Vec<_> = profile.map(|(name, value)| sh.push_env(name, value)).collect();
        let to = ["--root", ".tools", "--target-dir", BUILD_FOLDER];
        Ok(cmd!(sh, "cargo install --locked {to...} {spec}").run()?)
    }
}

fn succeeds(sh: &Shell, line: &[&str]) -> bool {
    let (program, rest) = (line[0], &line[1..]);
    cmd!(sh, "{program} {rest...}").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{WASM_BINDGEN, node_major};
    use crate::project;
    use std::fs;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("nonsense"), None);
    }

    #[test]
    fn the_bindings_tool_equals_the_crate() {
        let workspace = fs::read_to_string(project::root().join("Cargo.toml"))
            .expect("the workspace has a Cargo.toml");
        let pin = format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version);
        assert!(workspace.contains(&pin), "{pin} is not in Cargo.toml");
    }
}
