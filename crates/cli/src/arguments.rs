//! What can be typed.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use creditcast_core::document::Value;

use crate::input;

/// What a data vendor's credits will really cost, rule by rule.
///
/// An estimate without tax, from public pages read on the dates shown. creditcast is independent:
/// not affiliated with, endorsed or checked by the vendors named. The vendor's contract decides.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Canonical JSON for programs instead of tables for people.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run a scenario and report what it costs.
    Simulate {
        /// A scenario file, or - for standard input.
        file: PathBuf,
        /// Every entry of the ledger.
        #[arg(long)]
        ledger: bool,
        /// Leave out the balance at the end of each day.
        #[arg(long)]
        no_daily: bool,
    },
    /// Price one or more requests.
    Quote(Box<QuoteArguments>),
    /// List every problem of a scenario.
    Validate {
        /// A scenario file, or - for standard input.
        file: PathBuf,
    },
    /// List the built-in rate cards with their plans and actions.
    Cards,
}

/// A request by its file, or by its parts.
#[derive(Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["file", "action"])))]
pub(crate) struct QuoteArguments {
    /// A request file, or - for standard input.
    #[arg(conflicts_with_all = ["count", "batch", "matched", "points", "plan", "policies"])]
    file: Option<PathBuf>,
    /// The rate card; with @ and a date one revision for good.
    #[arg(long, default_value = "lusha-help-centre")]
    card: String,
    /// The plan, for what a page says that it does not include.
    #[arg(long)]
    plan: Option<String>,
    /// The action, or a need such as need.email.
    #[arg(long)]
    action: Option<String>,
    /// Units in all.
    #[arg(long, default_value_t = 1.0)]
    count: f64,
    /// Units in one request.
    #[arg(long)]
    batch: Option<f64>,
    /// How many of the units come back with anything.
    #[arg(long)]
    matched: Option<f64>,
    /// A data point and how many have it: email=40. Can be given again.
    #[arg(long = "point", value_name = "POINT=COUNT")]
    points: Vec<String>,
    /// A switch and its answer: requestFee=waived. Can be given again.
    #[arg(long = "policy", value_name = "SWITCH=ANSWER")]
    policies: Vec<String>,
}

impl QuoteArguments {
    /// The request as the document that every shell takes.
    pub(crate) fn document(&self) -> anyhow::Result<Value> {
        if let Some(file) = &self.file {
            return input::document(file);
        }
        let number = |number: Option<f64>| number.map_or(Value::Null, Value::Number);
        let text = |text: Option<&String>| text.map_or(Value::Null, |text| text.as_str().into());
        let count = |count: &str| count.parse().map(Value::Number).context("a count is a number");
        let answer = |answer: &str| Ok(Value::from(answer));
        let entries = [
            ("card", Value::from(self.card.as_str())),
            ("plan", text(self.plan.as_ref())),
            ("action", text(self.action.as_ref())),
            ("count", Value::Number(self.count)),
            ("batch", number(self.batch)),
            ("matched", number(self.matched)),
            ("points", pairs(&self.points, count)?),
            ("policies", pairs(&self.policies, answer)?),
        ];
        Ok(Value::Map(entries.map(|(key, value)| (key.to_owned(), value)).into()))
    }
}

/// `a=b` texts as an object.
fn pairs(texts: &[String], value: impl Fn(&str) -> anyhow::Result<Value>) -> anyhow::Result<Value> {
    let pair = |text: &String| {
        let (name, given) = text.split_once('=').with_context(|| format!("{text} has no `=`"))?;
        Ok((name.to_owned(), value(given).with_context(|| text.clone())?))
    };
    texts.iter().map(pair).collect::<anyhow::Result<_>>().map(Value::Map)
}
