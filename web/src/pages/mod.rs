//! The views of the page: functions of the state.

mod coming;
mod compare;
mod limits;
pub(crate) mod page;
mod plan;
