//! How far something is that takes long: in steps that are done, of all of them as soon as they can be
//! counted.
//!
//! Steps are counted, never timed: the core has no clock. Whoever watches says how often that is of use.

use std::cell::Cell;

/// Is told after each step how many are done, and of how many if that is known.
pub type Watch<'w> = &'w dyn Fn(u64, Option<u64>);

/// The steps of one computation.
pub struct Progress<'w> {
    watch: Watch<'w>,
    done: Cell<u64>,
    of: Cell<Option<u64>>,
}

impl<'w> Progress<'w> {
    /// What one who is told can follow.
    pub fn watched_by(watch: Watch<'w>) -> Self {
        Progress { watch, done: Cell::new(0), of: Cell::new(None) }
    }

    /// What nobody follows.
    pub fn unwatched() -> Self {
        Progress::watched_by(&|_, _| {})
    }

    /// From here on so many steps are left, and no more.
    pub(crate) fn expect(&self, left: u64) {
        self.of.set(Some(self.done.get() + left));
    }

    /// One step more is done.
    pub(crate) fn step(&self) {
        self.done.set(self.done.get() + 1);
        (self.watch)(self.done.get(), self.of.get());
    }
}
