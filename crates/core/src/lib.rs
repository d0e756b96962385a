//! What a data vendor's credits will really cost.
//!
//! A function of its arguments: no clock, no input or output, no floats in amounts. A shell reads
//! a document into a [`document::Value`], hands it over with a [`rate_card::Shelf`] of cards, and
//! gets a [`report::Report`] or a [`quote::Quote`] in which every number names its rule and every
//! rule its source, or a [`finish::Finish`] that says when a job is done; else all that is wrong with
//! the document at once.
//!
//! Concepts, each knowing only those to its left: `amount, calendar ← rate_card, rate_limit, ledger ←
//! charging ← subscription ← usage ← scenario ← simulation, finish ← report ← range, diff, forecast ← comparison ← advice`.

pub mod advice;
pub mod amount;
pub mod by_id;
pub mod calendar;
pub mod charging;
pub mod comparison;
pub mod diff;
pub mod document;
pub mod finish;
pub mod forecast;
pub mod ledger;
pub mod number;
pub mod progress;
pub mod quote;
pub mod range;
pub mod rate_card;
pub mod rate_limit;
pub mod report;
pub mod scenario;
pub mod simulation;
pub mod subscription;
pub mod usage;
mod words;
