//! A new revision of a card, as a copy of its newest.

use super::{built_in, folder, name};
use anyhow::{Context, Result, bail, ensure};
use creditcast_core::calendar::Date;
use std::fs;
use std::path::PathBuf;

pub(super) fn run(id: &str, date: &str) -> Result<()> {
    let day = Date::parse(date).with_context(|| format!("\"{date}\" is no day like 2026-11-20"))?;
    let (newest, revision) = newest(id)?;
    ensure!(day > revision, "{id} has a revision of {revision}; a new one is of a later day");
    let text = fs::read_to_string(&newest).with_context(|| newest.display().to_string())?;
    let new = text.replacen(&line(revision), &line(day), 1);
    ensure!(new != text, "{} has no line `{}`", name(&newest), line(revision));
    let file = folder().join(format!("{id}@{day}.toml"));
    fs::write(&file, new).with_context(|| file.display().to_string())?;
    println!("{}", next_steps(&name(&file), &name(&newest), day));
    Ok(())
}

/// The newest file of a card, and its day.
fn newest(id: &str) -> Result<(PathBuf, Date)> {
    let mut ids = Vec::new();
    let mut newest = None;
    for file in built_in()? {
        let name = name(&file);
        let Some((other, day)) = name.trim_end_matches(".toml").split_once('@') else { continue };
        ids.push(other.to_owned());
        // Files come by name, so that the last one of a card is its newest.
        newest = Date::parse(day).filter(|_| other == id).map(|day| (file, day)).or(newest);
    }
    ids.dedup();
    let Some(newest) = newest else { bail!("there is no card \"{id}\", but {}", ids.join(", ")) };
    Ok(newest)
}

fn line(revision: Date) -> String {
    format!("revision = \"{revision}\"")
}

fn next_steps(file: &str, before: &str, day: Date) -> String {
    format!(
        "\
{file} is a copy of {before}. Next:
  1. Edit what has changed, and the sentence that says so.
  2. Set `read = \"{day}\"` on every sentence that you have read again, and no other.
  3. cargo xtask card check
  4. cargo xtask test
CONTRIBUTING.md has the rest of the way to a release."
    )
}
