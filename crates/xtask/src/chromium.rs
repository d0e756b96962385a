//! The browser that the page is tested in.

use crate::tools::say;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::{env, ffi::OsString};
use xshell::{Shell, cmd};

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// The same browser without windows, as its makers ship it for tests: these take a fifth less time in it.
const WINDOWLESS: &str = "chromium-headless-shell";

const BY_HAND: &str = "no Chromium was found: set CHROMIUM to the path of one, or install it, on Debian with\n    \
     sudo apt-get update && sudo apt-get install chromium";

/// The path of a Chromium, which is installed if there is none and that is possible.
pub(crate) fn ensure(sh: &Shell) -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM").filter(|chosen| !chosen.is_empty()) {
        return existing(chosen);
    }
    if let Some(found) = on_path(&NAMES) {
        return Ok(found);
    }
    install(sh, "chromium").context(BY_HAND)?;
    on_path(&NAMES).context(BY_HAND)
}

/// The path of the Chromium for tests: the one without windows, if it is there or can be installed.
pub(crate) fn for_tests(sh: &Shell) -> Result<PathBuf> {
    if env::var_os("CHROMIUM").is_none() {
        if on_path(&[WINDOWLESS]).is_none() && is_packaged(sh, WINDOWLESS) {
            install(sh, WINDOWLESS).unwrap_or_else(|error| say(&format!("Not installed: {error}")));
        }
        if let Some(found) = on_path(&[WINDOWLESS]) {
            return Ok(found);
        }
    }
    ensure(sh)
}

/// Is there a package of that name, and a right to install it?
fn is_packaged(sh: &Shell, package: &str) -> bool {
    let known = cmd!(sh, "apt-cache show {package}").quiet().ignore_stdout().ignore_stderr().run();
    known.is_ok() && as_root(sh).is_ok()
}

fn existing(chosen: OsString) -> Result<PathBuf> {
    let path = PathBuf::from(chosen);
    let shown = path.display();
    ensure!(path.is_file(), "CHROMIUM is {shown}, which is not a file");
    Ok(path)
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| env::split_paths(&folders).map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

fn install(sh: &Shell, package: &str) -> Result<()> {
    let as_root = as_root(sh)?;
    say(&format!("Installing {package} with apt-get (a minute or two; once)"));
    let apt = &[as_root, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]].concat();
    let packages = [package, "fonts-liberation"];
    cmd!(sh, "env {apt...} update").run()?;
    cmd!(sh, "env {apt...} install -y --no-install-recommends {packages...}").run()?;
    Ok(())
}

/// What a command is called through to have root's rights without a password being asked for.
fn as_root(sh: &Shell) -> Result<&'static [&'static str]> {
    ensure!(Path::new("/usr/bin/apt-get").exists(), "there is no apt-get");
    if cmd!(sh, "id -u").quiet().read()? == "0" {
        return Ok(&[]);
    }
    cmd!(sh, "sudo -n true")
        .quiet()
        .ignore_stderr()
        .run()
        .context("apt-get needs root or a sudo without a password")?;
    Ok(&["sudo", "-n"])
}
