//! The ledger of one pool: sums that are only ever added to, and the lots that its balance is made of.

mod lot;
mod pool;
mod sums;

pub use lot::{Life, Lot};
pub use pool::Pool;
pub use sums::Sums;
