//! Everything that guards behaviour, in steps: the cheapest first, and the first failure ends the run.
//!
//! To add a guard, add a line to [`STEPS`].

use crate::{build, chromium, npm, project, size, tools};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};
use xshell::{Shell, cmd};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run what is slow too: many more random cases, more bundlers, and changes to the code that a test
    /// must notice
    #[arg(long)]
    long: bool,
    /// Run these steps only, and those that build what they look at
    #[arg(value_parser = names())]
    steps: Vec<String>,
}

struct Step {
    name: &'static str,
    title: &'static str,
    /// The steps that build what this one looks at.
    after: &'static [&'static str],
    run: fn(&Shell) -> Result<()>,
}

const STEPS: &[Step] = &[
    step("tools", "Tools", &[], install),
    step("fmt", "Formatting", &[], fmt),
    step("clippy", "Clippy, native", &[], clippy),
    step("clippy-wasm", "Clippy, WebAssembly", &[], clippy_wasm),
    step("rust", "Rust tests", &[], rust),
    step("npm", "npm package", &[], npm::run),
    step("node", "Node tests", &["npm"], node),
    step("packaging", "Packaging tests", &["npm"], packaging),
    step("page", "Release page", &[], build::run),
    step("browser", "Browser tests", &["npm", "page"], browser),
    step("size", "Size budgets", &["npm", "page"], size::check),
];

const LONG_STEPS: &[Step] = &[
    step("bundlers", "Bundlers and frameworks", &["npm"], bundlers),
    step("lighthouse", "Lighthouse", &["page"], lighthouse),
    step("mutants", "Mutants", &[], mutants),
];

const fn step(
    name: &'static str,
    title: &'static str,
    after: &'static [&'static str],
    run: fn(&Shell) -> Result<()>,
) -> Step {
    Step { name, title, after, run }
}

fn names() -> Vec<&'static str> {
    all_steps().map(|step| step.name).collect()
}

fn all_steps() -> impl Iterator<Item = &'static Step> {
    STEPS.iter().chain(LONG_STEPS)
}

/// The random cases of a short run: the same in each, so that what fails fails again. A long run draws
/// its own.
const SEED: &str = "2026";

/// Runs the steps asked for, or all of them, and sums up what each took.
pub(crate) fn run(sh: &Shell, args: &Args) -> Result<()> {
    if args.long {
        sh.set_var("CREDITCAST_LONG", "1");
        sh.set_var("PROPTEST_CASES", "10000");
    } else if sh.var_os("PROPTEST_RNG_SEED").is_none() {
        sh.set_var("PROPTEST_RNG_SEED", SEED);
    }
    let mut times = Vec::new();
    let outcome = chosen(args).into_iter().try_for_each(|step| {
        let start = Instant::now();
        tools::say(&format!("== {} ({})", step.title, step.name));
        let outcome = (step.run)(sh);
        times.push((step, start.elapsed(), outcome.is_ok()));
        outcome.with_context(|| again(step))
    });
    sum_up(&times);
    outcome
}

/// In the order of [`STEPS`], whatever the order they were asked for in.
fn chosen(args: &Args) -> Vec<&'static Step> {
    if args.steps.is_empty() {
        let long: &[Step] = if args.long { LONG_STEPS } else { &[] };
        return STEPS.iter().chain(long).collect();
    }
    let asked = all_steps().filter(|step| args.steps.iter().any(|name| name == step.name));
    let wanted: Vec<_> = asked.flat_map(|step| step.after.iter().chain([&step.name])).collect();
    all_steps().filter(|step| wanted.contains(&&step.name)).collect()
}

fn again(step: &Step) -> String {
    let (title, name) = (step.title, step.name);
    format!("{title} failed; to run it alone: cargo xtask test {name}")
}

fn sum_up(times: &[(&Step, Duration, bool)]) {
    tools::say("== Summary");
    for (step, time, passed) in times {
        let verdict = if *passed { "passed" } else { "FAILED" };
        println!("{verdict}  {:>7.1} s  {}", time.as_secs_f64(), step.title);
    }
    let total: Duration = times.iter().map(|(_, time, _)| *time).sum();
    println!("        {:>7.1} s  in all", total.as_secs_f64());
}

/// All at once and first, so that a long wait is over before anything is judged.
fn install(sh: &Shell) -> Result<()> {
    tools::for_checks(sh)?;
    tools::for_everything(sh)?;
    chromium::for_tests(sh).map(drop)
}

fn fmt(sh: &Shell) -> Result<()> {
    tools::for_checks(sh)?;
    Ok(cmd!(sh, "cargo fmt --all --check").run()?)
}

/// The crates that run only in WebAssembly.
const WASM_ONLY: [&str; 4] = ["--exclude", "creditcast-wasm", "--exclude", "creditcast-web"];

fn clippy(sh: &Shell) -> Result<()> {
    tools::for_checks(sh)?;
    let all = ["--workspace", "--all-targets", "--locked"];
    cmd!(sh, "cargo clippy {all...} {WASM_ONLY...} -- -D warnings").run()?;
    Ok(())
}

fn clippy_wasm(sh: &Shell) -> Result<()> {
    tools::for_checks(sh)?;
    tools::for_page(sh)?;
    let packages = ["-p=creditcast-core", "-p=creditcast-wasm", "-p=creditcast-web"];
    let target = ["--target", "wasm32-unknown-unknown", "--locked"];
    cmd!(sh, "cargo clippy {packages...} {target...} -- -D warnings").run()?;
    Ok(())
}

fn rust(sh: &Shell) -> Result<()> {
    cmd!(sh, "cargo test --workspace --locked {WASM_ONLY...}").run()?;
    // What of the page needs no browser.
    cmd!(sh, "cargo test --package creditcast-web --locked").run()?;
    Ok(())
}

fn node(sh: &Shell) -> Result<()> {
    command_line(sh)?;
    node_tests(sh, "tests/node", 2)
}

/// The command line, which tests run beside the npm package and the page; in the profile of the Rust
/// tests, which have compiled most of it.
fn command_line(sh: &Shell) -> Result<()> {
    cmd!(sh, "cargo build --profile test --package creditcast --locked").run()?;
    let program = format!("debug/creditcast{}", env::consts::EXE_SUFFIX);
    sh.set_var("CREDITCAST_CLI", project::compiled().join(program));
    Ok(())
}

fn packaging(sh: &Shell) -> Result<()> {
    sh.set_var("CHROMIUM", chromium::for_tests(sh)?);
    node_tests(sh, "tests/packaging", 1)
}

/// What is slow to install and to build with has packages of its own.
fn bundlers(sh: &Shell) -> Result<()> {
    tools::for_bundlers(sh)?;
    sh.set_var("CHROMIUM", chromium::for_tests(sh)?);
    node_tests(sh, "tests/bundlers", 1)
}

fn browser(sh: &Shell) -> Result<()> {
    command_line(sh)?;
    sh.set_var("CHROMIUM", chromium::for_tests(sh)?);
    sh.set_var("DIST", project::root().join("dist"));
    node_tests(sh, "tests/browser", 2)
}

fn lighthouse(sh: &Shell) -> Result<()> {
    let _browser = sh.push_env("CHROMIUM", chromium::ensure(sh)?);
    let _page = sh.push_env("DIST", project::root().join("dist"));
    Ok(cmd!(sh, "node tests/lighthouse.mjs").run()?)
}

/// Files are named one by one: a folder means something else to each version of Node, and one without
/// tests would pass. Builds that share two cores time each other out, so that their files run one at a time.
fn node_tests(sh: &Shell, folder: &str, at_once: u8) -> Result<()> {
    let mut files = Vec::new();
    collect_tests(&project::root().join(folder), &mut files)?;
    ensure!(!files.is_empty(), "there is no *.test.mjs in {folder}");
    files.sort();
    let at_once = at_once.to_string();
    Ok(cmd!(sh, "node --test --test-concurrency {at_once} --test-reporter spec {files...}")
        .run()?)
}

fn collect_tests(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                collect_tests(&path, files)?;
            }
        } else if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The code that is mutated: all mutants of all code would take hours. A survivor that changes no number
/// belongs into `.cargo/mutants.toml`, with its reason.
const MUTATED: [&str; 6] = [
    "charging/tariff",
    "charging/forms",
    "charging/routine",
    "ledger/lot",
    "ledger/pool",
    "ledger/sums",
];

fn mutants(sh: &Shell) -> Result<()> {
    tools::for_mutants(sh)?;
    let jobs = env::var("MUTANTS_JOBS").unwrap_or_else(|_| "2".to_owned());
    let _cases = sh.push_env("PROPTEST_CASES", "256");
    let _debug = sh.push_env("CARGO_PROFILE_TEST_DEBUG", "0");
    let files = MUTATED.map(|name| format!("--file=crates/core/src/{name}.rs"));
    let what = ["--package=creditcast-core", "--cargo-arg=--lib", "--timeout=60"];
    let tests = ["--cargo-arg=--test=charging", "--cargo-arg=--test=differential"];
    cmd!(sh, "cargo mutants --jobs {jobs} {what...} {tests...} --output=target/mutants {files...}")
        .run()?;
    Ok(())
}
