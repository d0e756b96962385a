//! A quote's units: what is found is found on the first of them.

use super::{POINTS_MAX, Requests, Spread, Tally, TooFine};

/// So many of the first units come back, and have each point, each by itself.
#[derive(Clone, Copy, Debug)]
pub struct First {
    /// Units that come back with anything.
    pub matched: u64,
    /// The units that each point rule charges: from an index up to another.
    pub points: [(u64, u64); POINTS_MAX],
}

impl First {
    /// The requests at which something begins or ends, between which all are alike, in order.
    fn edges(&self, requests: &Requests) -> Vec<u64> {
        let units = self.points.iter().flat_map(|(from, to)| [*from, *to]).chain([self.matched]);
        let request = |unit: u64| unit.saturating_sub(requests.before) / requests.batch;
        let mut edges = vec![requests.full()];
        for edge in units.map(request).filter(|edge| *edge < requests.full()) {
            if let Err(place) = edges.binary_search(&edge) {
                edges.insert(place, edge);
            }
        }
        edges
    }
}

impl Spread for First {
    fn tally(&self, from: u64, to: u64) -> Tally {
        let mut points = [0; POINTS_MAX];
        for (count, (start, end)) in points.iter_mut().zip(self.points) {
            *count = to.min(end).saturating_sub(from.max(start));
        }
        let matched = to.min(self.matched).saturating_sub(from);
        Tally { units: to - from, repeats: 0, matched, points }
    }

    fn bounds(&self, batch: u64) -> (Tally, Tally) {
        let least = Tally { units: batch, ..Tally::default() };
        (least, Tally { units: batch, repeats: 0, matched: batch, points: [batch; POINTS_MAX] })
    }

    fn each_full(
        &self,
        requests: &Requests,
        look: &mut dyn FnMut(&Tally, u64),
    ) -> Result<(), TooFine> {
        let mut next = 0;
        for edge in self.edges(requests) {
            if edge > next {
                look(&self.request(requests, next), edge - next);
            }
            if edge < requests.full() {
                look(&self.request(requests, edge), 1);
            }
            next = edge + 1;
        }
        Ok(())
    }
}
