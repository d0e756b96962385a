//! What helps to decide is what running everything that there is to decide between comes to.

mod advice;
mod comparison;
#[path = "../engine/mod.rs"]
mod engine;
mod forecast;
#[path = "../generator/mod.rs"]
mod generator;
mod on_plan;
mod progress;
#[path = "../property/mod.rs"]
#[expect(dead_code, reason = "other tests look at every case")]
mod property;
mod range;
