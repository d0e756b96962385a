//! What helps to decide is what running everything that there is to decide between comes to.

mod comparison;
#[path = "../engine/mod.rs"]
mod engine;
#[path = "../generator/mod.rs"]
mod generator;
#[path = "../property/mod.rs"]
#[expect(dead_code, reason = "other tests look at every case")]
mod property;
mod range;
