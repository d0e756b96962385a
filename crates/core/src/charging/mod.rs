//! What requests cost: the one charging function, and closed forms for many requests at once.
//!
//! A [`Tariff`] is the rules of one action under the answers in force. It charges a [`Tally`], what
//! one request brought. Many requests are [`Requests`] over a [`Spread`], which says which units
//! come back with what; their cost is found without looking at each of them wherever their
//! tallies leave no doubt.

mod even;
mod first;
mod forms;
mod listed;
mod periodic;
mod requests;
mod routine;
mod spread;
mod tally;
mod tariff;

pub use even::{Even, EvenPoint};
pub use first::First;
pub use forms::Forms;
pub use listed::{AskedOfList, Free, Having, Listed, Pattern, Patterns, Points, Single};
pub use periodic::Periodic;
pub use requests::Requests;
pub use routine::{DaysCost, Rounds, Routine};
pub use spread::{Search, Spread, TooFine};
pub use tally::{POINTS_MAX, Prices, Tally};
pub use tariff::{Priced, RULES_MAX, Steps, Tariff};
