//! What is shipped, weighed, and the budgets that it must keep.

use crate::shares::{self, Shares};
use crate::{build, npm, project, tools};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use xshell::{Shell, cmd};

/// Everything that a first visit fetches, after brotli. It is over it; see `written`.
const PAGE_BROTLI_MAX: u64 = 160 * 1024;
/// The module of the npm package, after gzip. It is over it, too.
const MODULE_GZIP_MAX: u64 = 120 * 1024;

/// The loader and the glue, after gzip.
const LOADER_GZIP_MAX: u64 = 6 * 1024;
/// The package as npm packs it. It holds the module twice, so it is over it as long as that is.
const TARBALL_MAX: u64 = 320 * 1024;

/// What a program pays for beside the module; Node's loader is of the same size.
const LOADER: [&str; 5] = ["index.js", "host.js", "loading.js", "engine.js", "glue.js"];

/// The kinds of file in which another file can be named.
const TEXTS: [&str; 3] = ["html", "css", "js"];

/// The part of the module that is fetched when a reader stirs, as a browser test says.
const LATER_MODULE: &str = "later-";

/// What a browser fetches only when a reader's own names have such a letter, or when a reader stirs, as browser
/// tests say; or when everything is there and painted.
const LATER: [&str; 3] = ["-letters.woff2", LATER_MODULE, "sw.js"];

/// Bytes as they are, after gzip at level 9, and after brotli at level 11.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

struct Weighed {
    page: Vec<(String, Weight)>,
    later: Weight,
    module: Weight,
    loader: Weight,
    tarball: Tarball,
}

/// What npm packs, in bytes.
struct Tarball {
    unpacked: u64,
    packed: u64,
}

/// Builds what is shipped and writes down what it weighs.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    build::run(sh)?;
    npm::run(sh)?;
    let weighed = weigh(sh)?;
    let page = weighed.page_of_docs()? + &table_of_shares(&shares::of_module(sh)?)?;
    print!("{page}");
    let kept = weighed.keep_budgets();
    sh.write_file("docs/sizes.md", page)?;
    tools::say("Written to docs/sizes.md.");
    kept
}

/// Weighs what has been built, and fails where it is too heavy.
pub(crate) fn check(sh: &Shell) -> Result<()> {
    let weighed = weigh(sh)?;
    print!("{}", weighed.page_of_docs()?);
    weighed.keep_budgets()
}

/// What a row of `docs/sizes.md` admits to in a column, and a hundredth. As long as something is over
/// its budget it must at least not grow.
fn written(row: &str, column: usize) -> Result<u64> {
    let text = fs::read_to_string(project::root().join("docs/sizes.md"))?;
    let row = text.lines().find(|line| line.starts_with(&format!("| {row} |")));
    let bytes = row.and_then(|row| row.split('|').nth(column)).context("docs/sizes.md lacks it")?;
    let bytes: u64 = bytes.trim().parse()?;
    Ok(bytes + bytes / 100)
}

fn weigh(sh: &Shell) -> Result<Weighed> {
    let dist = project::root().join("dist");
    let names = first_load(&dist).context("the release page is not built")?;
    let weights = weigh_files(sh, names.iter().map(|name| dist.join(name)))?;
    let all = files_below(&dist, "")?;
    let later = all.iter().filter(|name| name.starts_with(LATER_MODULE));
    let later = weigh_files(sh, later.map(|name| dist.join(name)))?;
    let package = project::root().join("target/npm/dist");
    let module = weigh_files(sh, [package.join("engine.wasm")])?;
    let loader = weigh_files(sh, LOADER.map(|name| package.join(name)))?;
    Ok(Weighed {
        page: names.into_iter().zip(weights).collect(),
        later: sum(later),
        module: sum(module),
        loader: sum(loader),
        tarball: tarball(sh)?,
    })
}

/// The page's own file, and every file that is named in one that is part of it already.
fn first_load(dist: &Path) -> Result<BTreeSet<String>> {
    let mut waiting = vec!["index.html".to_owned()];
    let mut found = BTreeSet::new();
    let all = files_below(dist, "")?;
    while let Some(name) = waiting.pop() {
        if TEXTS.iter().any(|kind| name.ends_with(kind)) {
            let text = fs::read_to_string(dist.join(&name))?;
            let named = all.iter().filter(|file| text.contains(file.as_str()) && is_first(file));
            waiting.extend(named.filter(|file| !found.contains(*file)).cloned());
        }
        found.insert(name);
    }
    Ok(found)
}

fn is_first(file: &str) -> bool {
    !LATER.iter().any(|part| file.contains(part))
}

fn files_below(folder: &Path, prefix: &str) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(files_below(&entry.path(), &format!("{name}/"))?);
        } else {
            files.push(name);
        }
    }
    Ok(files)
}

fn weigh_files(sh: &Shell, files: impl IntoIterator<Item = PathBuf>) -> Result<Vec<Weight>> {
    let files = files.into_iter();
    let said = cmd!(sh, "node crates/xtask/js/weigh.mjs {files...}").quiet().read()?;
    said.lines().map(read_weight).collect()
}

fn read_weight(line: &str) -> Result<Weight> {
    let numbers: Vec<u64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
    let [raw, gzip, brotli] = numbers[..] else {
        anyhow::bail!("three numbers were expected: {line}");
    };
    Ok(Weight { raw, gzip, brotli })
}

fn sum(weights: impl IntoIterator<Item = Weight>) -> Weight {
    let add = |a: Weight, b: Weight| Weight {
        raw: a.raw + b.raw,
        gzip: a.gzip + b.gzip,
        brotli: a.brotli + b.brotli,
    };
    weights.into_iter().fold(Weight::default(), add)
}

fn tarball(sh: &Shell) -> Result<Tarball> {
    let _in_package = sh.push_dir("target/npm");
    let said = cmd!(sh, "npm pack --dry-run --json").quiet().ignore_stderr().read()?;
    let packed: Value = serde_json::from_str(&said)?;
    let bytes = |of: &str| packed[0][of].as_u64().context("npm pack gave no size");
    Ok(Tarball { unpacked: bytes("unpackedSize")?, packed: bytes("size")? })
}

impl Weighed {
    fn first_load(&self) -> Weight {
        sum(self.page.iter().map(|(_, weight)| *weight))
    }

    fn keep_budgets(&self) -> Result<()> {
        let (page, module) = (self.first_load().brotli, self.module.gzip);
        keep("the page's first load, brotli", page, PAGE_BROTLI_MAX, written("in all", 4)?)?;
        keep("the module, gzip", module, MODULE_GZIP_MAX, written("engine.wasm", 3)?)?;
        let loader = written(&LOADER.join(" + "), 3)?;
        keep("the loader and the glue, gzip", self.loader.gzip, LOADER_GZIP_MAX, loader)?;
        keep("the tarball", self.tarball.packed, TARBALL_MAX, written("the tarball", 3)?)
    }

    fn page_of_docs(&self) -> Result<String> {
        let mut text = String::from(INTRODUCTION);
        text.push_str("\n## The page, first load\n\n");
        text.push_str(TABLE_HEAD);
        for (name, weight) in &self.page {
            row(&mut text, &without_hash(name), *weight, "")?;
        }
        row(&mut text, "in all", self.first_load(), &budget(PAGE_BROTLI_MAX, "brotli"))?;
        row(&mut text, "what comes later, when a reader stirs", self.later, "")?;
        text.push_str("\n## The npm package\n\n");
        text.push_str(TABLE_HEAD);
        row(&mut text, "engine.wasm", self.module, &budget(MODULE_GZIP_MAX, "gzip"))?;
        row(&mut text, &LOADER.join(" + "), self.loader, &budget(LOADER_GZIP_MAX, "gzip"))?;
        let Tarball { unpacked, packed } = self.tarball;
        let most = budget(TARBALL_MAX, "gzip");
        writeln!(text, "| the tarball | {unpacked} | {packed} |  | {most} |")?;
        Ok(text)
    }
}

const INTRODUCTION: &str = "# What is shipped, in bytes\n\n\
    Written by `cargo xtask size`; gzip is at level 9, brotli at level 11. The tests hold the budgets,\n\
    and what is over its budget must not grow.\n";

const TABLE_HEAD: &str = "\
    | file | raw | gzip | brotli | budget |\n\
    | ---- | --: | ---: | -----: | ------ |\n";

fn row(text: &mut String, name: &str, weight: Weight, budget: &str) -> Result<()> {
    let Weight { raw, gzip, brotli } = weight;
    Ok(writeln!(text, "| {name} | {raw} | {gzip} | {brotli} | {budget} |")?)
}

/// What is less than a hundredth of the module is summed up.
fn table_of_shares(shares: &Shares) -> Result<String> {
    let all: u64 = shares.iter().map(|(_, bytes)| bytes).sum();
    let (large, small): (Vec<_>, Vec<_>) = shares.iter().partition(|(_, bytes)| bytes * 100 >= all);
    let mut text = String::from(SHARES_HEAD);
    for (name, bytes) in large {
        writeln!(text, "| {name} | {bytes} | {} % |", bytes * 100 / all)?;
    }
    let rest: u64 = small.iter().map(|(_, bytes)| bytes).sum();
    writeln!(text, "| what is less than 1 % each | {rest} | {} % |", rest * 100 / all)?;
    Ok(text)
}

const SHARES_HEAD: &str = "\n## Whose the bytes of the module are\n\n\
    Raw, with the functions of other crates that are made for one of ours counted to it.\n\n\
    | module or crate | raw | share |\n\
    | --------------- | --: | ----: |\n";

fn budget(most: u64, form: &str) -> String {
    format!("{} KiB {form}", most / 1024)
}

fn keep(what: &str, is: u64, budget: u64, written: u64) -> Result<()> {
    if is > budget {
        tools::say(&format!("{what}: {} bytes over its budget.", is - budget));
    }
    let most = budget.max(written);
    ensure!(is <= most, "{what} is {is} bytes; it must not be over {most}");
    Ok(())
}

fn without_hash(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| match part.trim_start_matches(|c: char| c.is_ascii_hexdigit()) {
        rest if part.len() - rest.len() >= HASH_DIGITS_MIN => name + rest,
        _ => name + "-" + part,
    })
}

/// Trunk's hashes have sixteen digits, without the zeros that they begin with.
const HASH_DIGITS_MIN: usize = 12;

#[cfg(test)]
mod tests {
    use super::without_hash;

    #[test]
    fn a_name_is_the_same_whatever_the_contents() {
        let named = |name| without_hash(name);
        assert_eq!(named("app-0123456789abcdef.js"), "app.js");
        assert_eq!(named("a-web-0123456789abcdef_bg.wasm"), "a-web_bg.wasm");
        assert_eq!(named("chart-e1527f299adacc5.svg"), "chart.svg");
        assert_eq!(named("fonts/newsreader.woff2"), "fonts/newsreader.woff2");
        assert_eq!(named("not-a-hash-of-anything.css"), "not-a-hash-of-anything.css");
    }
}
