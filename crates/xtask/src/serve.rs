//! The calculator on this machine, built again whenever its code changes.

use crate::{fonts, tools};
use anyhow::{Context, Result};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::{thread, time::Duration};
use xshell::{Shell, cmd};

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
    tools::say("Building the calculator (a minute or two the first time, seconds later)");
    thread::spawn(move || announce(port));
    // `dist/` is the release page's; what is served while working on it lies elsewhere.
    sh.create_dir("target/serve")?;
    let mode = args.release.then_some("--release");
    let port = port.to_string();
    cmd!(
        sh,
        "trunk serve {mode...} --address 127.0.0.1 --port {port} --dist target/serve --skip-version-check"
    )
    .run()?;
    Ok(())
}

fn ensure_free(port: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .with_context(|| format!("port {port} is taken: choose another with --port"))
}

/// Says where the calculator is, once it is there and below whatever the build has printed.
fn announce(port: u16) {
    while !answers(port).unwrap_or(false) {
        thread::sleep(Duration::from_millis(300));
    }
    tools::say(&format!(
        "The calculator is at http://127.0.0.1:{port}/ (Ctrl-C ends it)"
    ));
}

fn answers(port: u16) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.write_all(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
    let mut status = [0; 12];
    stream.read_exact(&mut status)?;
    Ok(status.ends_with(b"200"))
}
