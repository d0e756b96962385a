//! The views of the page: functions of the state.

mod card;
mod compare;
mod ledger;
mod limits;
pub(crate) mod page;
mod plan;
