//! What is to change in a subscription: on its rail, in its sentences, and where it may stand.

pub(crate) mod held;
pub(crate) mod kinds;
pub(crate) mod layout;
pub(crate) mod said;
