//! Which units of many come back with what.

use super::{Requests, Tally};

/// The fate of units in their order.
pub trait Spread {
    /// What the units from one index up to another bring together.
    fn tally(&self, from: u64, to: u64) -> Tally;

    /// The least and the most that a request of so many units can bring, count by count.
    fn bounds(&self, batch: u64) -> (Tally, Tally);

    /// Looks at the full requests: what some bring each, with how many those are, until all are told.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    fn each_full(
        &self,
        requests: &Requests,
        look: &mut dyn FnMut(&Tally, u64),
    ) -> Result<(), TooFine>;

    /// The sum of a function of each full request's tally.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    fn sum_full(&self, requests: &Requests, of: &dyn Fn(&Tally) -> u64) -> Result<u64, TooFine> {
        let mut sum = 0;
        self.each_full(requests, &mut |request, times| sum += times * of(request))?;
        Ok(sum)
    }

    /// What one request brings.
    fn request(&self, requests: &Requests, index: u64) -> Tally {
        let (from, to) = requests.units_at(index);
        self.tally(from, to)
    }

    /// What all these requests bring.
    fn all(&self, requests: &Requests) -> Tally {
        self.tally(requests.before, requests.before + requests.units)
    }
}

/// A spread in which requests can be searched for.
pub trait Search: Spread {
    /// The first of some requests whose tally has a property.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    fn find(
        &self,
        requests: &Requests,
        has: &dyn Fn(&Tally) -> bool,
    ) -> Result<Option<u64>, TooFine>;
}

/// Requests whose tallies repeat so late that they would have to be looked at one by one, and are
/// too many for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFine;
