//! `creditcast`: the engine on scenario files, for batch work and for tests.
//!
//! It reads, calls and prints: a table for people, canonical JSON (RFC 8785) for programs. Problems
//! of the input go to standard error, or as JSON to standard output, and the exit code is 1.

mod arguments;
mod input;
mod people;

use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

use clap::Parser;
use creditcast_catalog::catalog;
use creditcast_core::advice::Advice;
use creditcast_core::document::{Problem, Value};
use creditcast_core::progress::Progress;
use creditcast_core::rate_card::{CardSummary, Shelf};
use creditcast_core::simulation::{self, Options};
use creditcast_core::{advice, comparison, diff, finish, forecast, quote, range};
use serde::Serialize;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs a command; false if the input has problems.
fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let json = arguments.json;
    let unwatched = Progress::unwatched();
    match &arguments.command {
        Command::Simulate { file, ledger, no_daily } => {
            let document = input::document(file)?;
            let options = Options { daily: !no_daily, ledger: *ledger };
            let report = simulation::parse(&document, catalog())
                .and_then(|scenario| simulation::simulate(&scenario, catalog(), options));
            print_figures(json, &report, people::report, &document)
        }
        Command::Quote(request) => {
            let request = request.document()?;
            print_figures(json, &quote::quote(&request, catalog()), people::quote, &request)
        }
        Command::Finish(request) => {
            let request = request.document()?;
            print_figures(json, &finish::finish(&request, catalog()), people::finish, &request)
        }
        Command::Compare { file } => {
            let request = input::compared(&input::document(file)?);
            let comparison = comparison::compare(&request, catalog(), &unwatched);
            let compared = request.get("candidates").unwrap_or(&request);
            print_figures(json, &comparison, people::comparison, compared)
        }
        Command::Range { file } => {
            let document = input::document(file)?;
            let range = range::range(&document, catalog(), &unwatched);
            print_figures(json, &range, people::range, &document)
        }
        Command::Diff { before, after } => {
            let (before, after) = input::two_documents(before, after.as_deref())?;
            let diff = diff::diff(&before, &after, catalog());
            print_figures(json, &diff, people::diff, &Value::List(vec![before, after]))
        }
        Command::Forecast(request) => {
            let request = request.document()?;
            let forecast = forecast::forecast(&request, catalog(), &unwatched);
            print_figures(json, &forecast, people::forecast, &request)
        }
        Command::Advise { file, take } => {
            let document = input::document(file)?;
            let advice = advice::advise(&document, catalog(), &unwatched);
            match take {
                None => print_figures(json, &advice, |advice| people::advice(advice), &document),
                Some(number) => take_advice(advice, *number),
            }
        }
        Command::Validate { file } => {
            let problems = simulation::validate(&input::document(file)?, catalog());
            print_validation(json, &problems)
        }
        Command::Cards => {
            let cards = catalog().ids().into_iter().filter_map(|id| catalog().find(id));
            let cards: Vec<_> = cards.map(CardSummary::from).collect();
            print(json, &Ok(cards), |_| people::cards())
        }
    }
}

/// Prints the scenario of an advice, counted from 1.
fn take_advice(advice: Result<Vec<Advice>, Vec<Problem>>, number: usize) -> anyhow::Result<bool> {
    if let Ok(all) = &advice {
        anyhow::ensure!(
            (1..=all.len()).contains(&number),
            "there are {} pieces of advice",
            all.len()
        );
    }
    print(true, &advice.map(|mut all| all.swap_remove(number - 1).scenario), |_| String::new())
}

/// Prints a result, or the problems that stand in its way.
fn print<T: Serialize>(
    json: bool,
    result: &Result<T, Vec<Problem>>,
    people: impl Fn(&T) -> String,
) -> anyhow::Result<bool> {
    match result {
        Ok(value) if json => print_json(value)?,
        Ok(value) => say(&people(value))?,
        Err(problems) if json => print_json(&Refused { problems })?,
        Err(problems) => eprintln!("{}", people::problems(problems)),
    }
    Ok(result.is_ok())
}

/// Prints figures, and below them when the prices of the cards in a document were read.
fn print_figures<T: Serialize>(
    json: bool,
    result: &Result<T, Vec<Problem>>,
    people: impl Fn(&T) -> String,
    document: &Value,
) -> anyhow::Result<bool> {
    print(json, result, |value| people::dated(people(value), document))
}

fn print_validation(json: bool, problems: &[Problem]) -> anyhow::Result<bool> {
    if json {
        print_json(&problems)?;
    } else if problems.is_empty() {
        say("No problems: it can be run.")?;
    } else {
        eprintln!("{}", people::problems(problems));
    }
    Ok(problems.is_empty())
}

/// What programs get instead of a result.
#[derive(Serialize)]
struct Refused<'a> {
    problems: &'a [Problem],
}

fn print_json<T: Serialize>(value: &T) -> anyhow::Result<()> {
    say(&serde_jcs::to_string(value)?)
}

/// Prints a text. Whoever stops reading in the middle, as `head` does, has read enough.
fn say(text: &str) -> anyhow::Result<()> {
    match writeln!(stdout(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
