//! The parts of the ledger's view.

pub(crate) mod explained;
pub(crate) mod sums;
pub(crate) mod table;
