//! The calculator on this machine, built again whenever its code changes.

use crate::{fonts, lean, tools};
use anyhow::{Context, Result};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use xshell::{Cmd, Shell, cmd};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serve the page as it is published: smaller and faster, but slower to build
    #[arg(long)]
    release: bool,
}

/// Serves until it is interrupted.
pub(crate) fn run(sh: &Shell, args: &Args) -> Result<()> {
    let port = args.port;
    ensure_free(port)?;
    tools::for_page(sh)?;
    fonts::ensure(sh)?;
    // `dist/` is the release page's; what is served while working on it lies elsewhere.
    sh.create_dir("target/serve")?;
    tools::say("Building the calculator (a minute or two the first time, seconds later).");
    println!("It will be at http://127.0.0.1:{port}/ until Ctrl-C ends it.\n");
    let _lean = args.release.then(|| lean::compiling(sh)).transpose()?;
    become_trunk(sh, args)
}

/// Trunk takes the place of this program, so that whatever ends the one ends the other.
#[cfg(unix)]
fn become_trunk(sh: &Shell, args: &Args) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(Command::from(trunk(sh, args)).exec()).context("trunk cannot be started")
}

#[cfg(not(unix))]
fn become_trunk(sh: &Shell, args: &Args) -> Result<()> {
    Ok(trunk(sh, args).run()?)
}

fn trunk<'a>(sh: &'a Shell, args: &Args) -> Cmd<'a> {
    let mode = args.release.then_some("--release");
    let port = args.port.to_string();
    let place = ["--address", "127.0.0.1", "--port", &port];
    cmd!(sh, "trunk serve {mode...} {place...} --dist target/serve --skip-version-check")
}

fn ensure_free(port: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .with_context(|| format!("port {port} is taken: choose another with --port"))
}
