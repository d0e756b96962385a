//! Drawing from triangular spreads, the same numbers in every shell.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

use super::request::Spread;

/// A source of numbers between two others, most often near a third.
pub(super) struct Triangle {
    low: f64,
    likely: f64,
    high: f64,
    chance: Pcg32,
}

impl Triangle {
    /// The numbers of a spread. Each spread of a seed has a stream of its own, so that the same future
    /// has the same use on every plan, and whatever else is spread.
    pub(super) fn new(spread: &Spread, seed: u64, stream: u64) -> Self {
        Triangle {
            low: spread.low as f64,
            likely: spread.likely as f64,
            high: spread.high as f64,
            chance: Pcg32::new(seed, stream),
        }
    }

    /// The next number, to the nearest whole one. Only operations are used that are exact to the last
    /// bit everywhere: the four kinds of arithmetic and the square root.
    pub(super) fn draw(&mut self) -> u64 {
        const OF: f64 = 4_294_967_296.0;
        let chance = (f64::from(self.chance.next_u32()) + 0.5) / OF;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
        return (self.at(chance) + 0.5) as u64;
    }

    /// The number below which this share of all numbers lies.
    fn at(&self, share: f64) -> f64 {
        let Triangle { low, likely, high, .. } = *self;
        let (width, rise) = (high - low, likely - low);
        if share * width < rise {
            low + (share * width * rise).sqrt()
        } else {
            high - ((1.0 - share) * width * (high - likely)).sqrt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pcg32, Rng, Spread, Triangle};

    fn triangle(low: u64, likely: u64, high: u64) -> Triangle {
        Triangle::new(&Spread { low, likely, high, ..Spread::default() }, 42, 54)
    }

    /// The numbers that the generator's author publishes for this seed and stream.
    #[test]
    fn the_generator_is_the_published_one() {
        let mut chance = Pcg32::new(42, 54);
        let drawn: Vec<u32> = (0..6).map(|_| chance.next_u32()).collect();
        let published =
            [0xa15c_02b7, 0x7b47_f409, 0xba1d_3330, 0x83d2_f293, 0xbfa4_784b, 0xcbed_606e];
        assert_eq!(drawn, published);
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "these are exact")]
    fn shares_of_a_triangle_lie_where_they_should() {
        let even = triangle(0, 100, 200);
        assert_eq!([even.at(0.0), even.at(0.125), even.at(0.5)], [0.0, 50.0, 100.0]);
        assert_eq!([even.at(0.875), even.at(1.0)], [150.0, 200.0]);
        assert_eq!(triangle(0, 0, 100).at(0.75), 50.0);
        assert_eq!(triangle(0, 100, 100).at(0.25), 50.0);
    }

    #[test]
    fn what_is_certain_is_always_drawn() {
        let mut certain = triangle(7, 7, 7);
        assert!((0..100).all(|_| certain.draw() == 7));
    }
}
