//! Requests that follow one another: units in order, so many to a request, the last one smaller.

/// A run of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests {
    /// Units of the same kind that went before.
    pub before: u64,
    /// Units of all these requests.
    pub units: u64,
    /// Units of each request but the last. Invariant: at least 1.
    pub batch: u64,
}

impl Requests {
    /// How many requests there are.
    pub fn count(&self) -> u64 {
        self.units.div_ceil(self.batch)
    }

    /// The units of the request at an index, as a range of all units of their kind.
    pub fn units_at(&self, index: u64) -> (u64, u64) {
        let start = index * self.batch;
        (self.before + start, self.before + self.units.min(start + self.batch))
    }

    /// The first `count` of these requests.
    #[must_use]
    pub fn first(&self, count: u64) -> Self {
        Requests { units: self.units.min(count.saturating_mul(self.batch)), ..*self }
    }

    /// These requests without the first `count`.
    #[must_use]
    pub fn after(&self, count: u64) -> Self {
        let gone = self.first(count).units;
        Requests { before: self.before + gone, units: self.units - gone, ..*self }
    }

    /// How many of the requests have all their units.
    pub fn full(&self) -> u64 {
        self.units / self.batch
    }
}

#[cfg(test)]
mod tests {
    use super::Requests;

    #[test]
    fn the_last_request_has_what_is_left() {
        let requests = Requests { before: 100, units: 55, batch: 25 };
        assert_eq!((requests.count(), requests.full()), (3, 2));
        assert_eq!(requests.units_at(0), (100, 125));
        assert_eq!(requests.units_at(2), (150, 155));
        assert_eq!(requests.after(1).units_at(0), (125, 150));
        assert_eq!(requests.first(2).units, 50);
        assert_eq!(requests.after(9).count(), 0);
    }
}
