//! What in a card contradicts itself or is odd, and which of its facts were read long ago.

use super::name;
use anyhow::{Context, Result, ensure};
use creditcast_core::calendar::Date;
use creditcast_core::document::{At, Problem, Problems, Read, Value};
use creditcast_core::rate_card::{Finding, RateCard, Severity, Source, lint, read_long_ago};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Checks every file, also after one that is wrong.
pub(super) fn run(files: &[PathBuf]) -> Result<()> {
    let mut cards = Vec::new();
    let mut wrong = 0;
    for file in files {
        match read(file)? {
            Ok(card) => {
                wrong += usize::from(!report(file, &lint(&card)));
                cards.push(card);
            }
            Err(problems) => {
                wrong += 1;
                report(file, &problems.into_iter().map(of_problem).collect::<Vec<_>>());
            }
        }
    }
    let today = today()?;
    for card in &cards {
        remind(card, today);
    }
    ensure!(wrong == 0, "{wrong} of {} cards cannot be used", files.len());
    Ok(())
}

/// The card of a file, or what its reader says against it.
fn read(file: &Path) -> Result<Result<RateCard, Vec<Problem>>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let value: Value = if file.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(&text).with_context(|| file.display().to_string())?
    } else {
        toml::from_str(&text).with_context(|| file.display().to_string())?
    };
    let mut problems = Problems::default();
    let card = RateCard::read(&value, At::Root, &mut problems);
    Ok(problems.or(card.unwrap_or_default()))
}

fn of_problem(problem: Problem) -> Finding {
    let Problem { path, code, message, .. } = problem;
    Finding { severity: Severity::Error, path, code, message }
}

/// Prints what was found in a file; can it be used?
fn report(file: &Path, findings: &[Finding]) -> bool {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    println!("{}: {}", name(file), if errors == 0 { "fine" } else { "cannot be used" });
    for Finding { severity, path, code, message } in findings {
        println!("  {} {path} ({code}): {message}", word(*severity));
    }
    errors == 0
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error  ",
        Severity::Warning => "warning",
    }
}

/// Lists the facts of a card that were read more than ninety days ago, page by page.
fn remind(card: &RateCard, today: Date) {
    let mut pages: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for Source { id, title, url, read, .. } in read_long_ago(card, today) {
        pages.entry((read, title, url)).or_default().push(id);
    }
    if !pages.is_empty() {
        println!("\n{} rests on pages read more than 90 days ago:", card.pinned_id());
    }
    for ((read, title, url), ids) in pages {
        let url = url.as_deref().unwrap_or("no address");
        println!("  {read} {title} ({url}): {}", ids.join(", "));
    }
}

fn today() -> Result<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?;
    let epoch = Date::parse("1970-01-01").context("the epoch is a day")?;
    Ok(epoch.plus_days(since.as_secs() / (24 * 60 * 60)))
}
