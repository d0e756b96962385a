//! A second, deliberately simple model of a subscription, written from the rules alone: it goes
//! through every day, every request and every unit. It shares no code with the engine.

mod account;
mod caps;
mod card;
mod limits;
mod memory;
mod model;
pub(crate) mod outcome;
mod price;
mod read;
mod subscription;
mod visit;

use serde::Deserialize;
use serde_json::Value as Json;

pub(crate) use outcome::{Outcome, Reached};

/// Runs a scenario that has no problems.
pub(crate) fn run(scenario: &Json) -> (Outcome, Reached) {
    let scenario = read::Scenario::deserialize(scenario).expect("a scenario without problems");
    model::Model::new(&scenario).run()
}
