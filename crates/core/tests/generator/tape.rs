//! A tape of small random numbers that a scenario is read from. A number that shrinks makes a
//! plainer scenario: 0 is always the plainest choice, and a tape that has ended reads as zeros.

/// The numbers, from the one that comes next.
pub(crate) struct Tape<'t> {
    rest: std::slice::Iter<'t, u16>,
}

impl<'t> Tape<'t> {
    pub(crate) fn new(numbers: &'t [u16]) -> Self {
        Tape { rest: numbers.iter() }
    }

    /// A number from 0 up to, and without, `most`.
    pub(crate) fn below(&mut self, most: i64) -> i64 {
        let number = self.rest.next().copied().unwrap_or_default();
        i64::from(number) % most.max(1)
    }

    /// A number from `least` to `most`.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below(most - least + 1)
    }

    /// Yes, in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of several.
    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        let index = self.below(i64::try_from(all.len()).expect("few"));
        all[usize::try_from(index).expect("an index")]
    }
}
