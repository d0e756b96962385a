//! How fast the engine is, natively, in Node and in the page, written down with the kind of machine it was
//! measured on.

use crate::{build, chromium, npm, project, tools};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, thread};
use xshell::{Shell, cmd};

/// Prints a line for each measurement: its name, a tab, and its median in nanoseconds.
const NODE_BENCH: &str = "tests/node/bench.mjs";
/// The same for the release page.
const PAGE_BENCH: &str = "tests/browser/bench.mjs";

/// The median in nanoseconds by the name of what was measured.
type Medians = BTreeMap<String, f64>;

/// Measures whatever has a benchmark and writes `docs/bench.md`.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    let tables = [
        ("Native", native(sh)?),
        ("WebAssembly, in Node", node(sh)?),
        ("The page, in Chromium", in_browser(sh)?),
    ];
    sh.write_file("docs/bench.md", page(&tables)?)?;
    tools::say("Written to docs/bench.md.");
    Ok(())
}

fn native(sh: &Shell) -> Result<Medians> {
    let results = project::root().join("target/criterion");
    sh.remove_path(&results)?;
    sh.set_var("CRITERION_HOME", &results);
    for krate in crates_with_benches()? {
        tools::say(&format!("Measuring {krate} (some minutes)"));
        cmd!(sh, "cargo bench --package {krate} --benches").run()?;
    }
    let mut medians = Medians::new();
    if results.exists() {
        collect(&results, &mut medians)?;
    }
    Ok(medians)
}

/// The crates' folders are named like the crates without the project's name before it.
fn crates_with_benches() -> Result<Vec<String>> {
    let folders = fs::read_dir(project::root().join("crates"))?;
    let folders: Vec<PathBuf> = folders.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    let with_benches = folders.iter().filter(|folder| folder.join("benches").exists());
    let name = |folder: &PathBuf| Some(format!("creditcast-{}", folder.file_name()?.display()));
    Ok(with_benches.filter_map(name).collect())
}

/// Criterion keeps a folder for each measurement, and in it the newest one in `new`.
fn collect(folder: &Path, medians: &mut Medians) -> Result<()> {
    let newest = folder.join("new");
    if newest.join("benchmark.json").exists() {
        let about = json(&newest.join("benchmark.json"))?;
        let estimates = json(&newest.join("estimates.json"))?;
        let name = about["full_id"].as_str().context("a measurement has no id")?;
        let median = estimates["median"]["point_estimate"].as_f64();
        medians.insert(name.to_owned(), median.context("a measurement has no median")?);
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, medians)?;
        }
    }
    Ok(())
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path)?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

fn node(sh: &Shell) -> Result<Medians> {
    npm::run(sh)?;
    tools::say("Measuring the npm package in Node (a minute)");
    medians_of(sh, NODE_BENCH)
}

fn in_browser(sh: &Shell) -> Result<Medians> {
    build::run(sh)?;
    let _browser = sh.push_env("CHROMIUM", chromium::ensure(sh)?);
    let _page = sh.push_env("DIST", project::root().join("dist"));
    tools::say("Measuring the page in Chromium (seconds)");
    medians_of(sh, PAGE_BENCH)
}

fn medians_of(sh: &Shell, bench: &str) -> Result<Medians> {
    let said = cmd!(sh, "node {bench}").read()?;
    said.lines().map(read_median).collect()
}

fn read_median(line: &str) -> Result<(String, f64)> {
    let (name, median) =
        line.split_once('\t').context("a name, a tab and a number were expected")?;
    Ok((name.to_owned(), median.parse()?))
}

fn page(tables: &[(&str, Medians)]) -> Result<String> {
    let mut text =
        format!("# How fast it is\n\nWritten by `cargo xtask bench` on {}.\n", machine());
    for (title, medians) in tables.iter().filter(|(_, medians)| !medians.is_empty()) {
        write!(text, "\n## {title}\n\n| what | median |\n| ---- | -----: |\n")?;
        for (name, median) in medians {
            writeln!(text, "| {name} | {} |", time(*median))?;
        }
    }
    Ok(text)
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        n if n < 1e3 => format!("{n:.1} ns"),
        n if n < 1e6 => format!("{:.1} µs", n / 1e3),
        n if n < 1e9 => format!("{:.1} ms", n / 1e6),
        n => format!("{:.2} s", n / 1e9),
    }
}

/// The kind of machine, never its name.
fn machine() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("an unknown processor", |(_, name)| name);
    format!("{model}, {cores} cores")
}

#[cfg(test)]
mod tests {
    use super::{read_median, time};

    #[test]
    fn a_time_is_shown_in_its_own_unit() {
        assert_eq!(time(12.34), "12.3 ns");
        assert_eq!(time(12_340.0), "12.3 µs");
        assert_eq!(time(12_340_000.0), "12.3 ms");
        assert_eq!(time(12_340_000_000.0), "12.34 s");
    }

    #[test]
    fn a_line_of_the_node_bench_is_read() {
        let (name, median) = read_median("quote\t1250.5").expect("the line is well formed");
        assert_eq!((name.as_str(), median), ("quote", 1250.5));
        assert!(read_median("quote 1250").is_err());
    }
}
