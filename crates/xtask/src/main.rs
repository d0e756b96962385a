//! `cargo xtask`: every command that a person or a CI job runs in this project.
//!
//! A command first makes sure of the tools it needs and then works; none asks for a step to be done
//! by hand before it. Everything runs through one shell, whose children find the project's own tools
//! before those of the machine.

mod bench;
mod build;
mod card;
mod chromium;
mod codes;
mod fonts;
mod inputs;
mod lean;
mod npm;
mod project;
mod schema;
mod serve;
mod shares;
mod shots;
mod size;
mod stamp;
mod test;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "Everything that is done to creditcast")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the calculator, serve it on this machine and print its address
    Serve(serve::Args),
    /// Run everything that guards behaviour
    Test(test::Args),
    /// Build the release page into dist/
    Build,
    /// Build the npm package into target/npm/
    Npm,
    /// Measure what is shipped, against its budgets, and write docs/sizes.md
    Size,
    /// Measure how fast the engine is, and write docs/bench.md
    Bench,
    /// Take pictures of every view of the release page into docs/pictures/
    Shots,
    /// Write what follows from the code: JSON Schemas and the API page, and the codes that the package lists
    Schema,
    /// Check the rate cards, or begin a new revision of one
    #[command(subcommand)]
    Card(card::Command),
}

fn main() -> ExitCode {
    // An error here is a message to a person: what went wrong and what to type, without a backtrace.
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nError: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let sh = project::shell()?;
    match command {
        Command::Serve(args) => serve::run(&sh, &args),
        Command::Test(args) => test::run(&sh, &args),
        Command::Build => build::run(&sh),
        Command::Npm => npm::run(&sh),
        Command::Size => size::run(&sh),
        Command::Bench => bench::run(&sh),
        Command::Shots => shots::run(&sh),
        Command::Schema => schema::run(&sh),
        Command::Card(command) => card::run(command),
    }
}
