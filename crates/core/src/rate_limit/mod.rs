//! Rate limits: how many requests a vendor accepts in a window of time, and when.

mod closed;
pub(crate) mod far;
mod limit;
mod limiter;
mod limiters;
mod waits;

pub use closed::Closed;
pub use limit::{Algorithm, Limit, Window};
pub use limiter::Limiter;
pub use limiters::Limiters;
pub use waits::{Hold, Waits};
