//! What is done with a subscription: activities, how often, how much, and how it grows.

mod activity;
mod growth;
mod schedule;

pub use activity::{Activity, Every, Shares, WhenLimited};
pub use growth::{UNITS_MAX, counts};
pub use schedule::{Occurrence, Schedule};
