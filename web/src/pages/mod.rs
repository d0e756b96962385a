//! The views of the page: functions of the state.

mod card;
mod coming;
mod compare;
mod ledger;
mod limits;
pub(crate) mod page;
mod plan;
