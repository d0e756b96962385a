//! The numbers of a document that are no amounts: counts, shares, growth.

use serde::{Serialize, Serializer};

use crate::document::{At, Problem, Problems, Read, Schema, Schemas, Value};

/// A number that is one.
pub(crate) fn finite(value: &Value, at: At, problems: &mut Problems) -> Option<f64> {
    let problem = match value {
        Value::Number(number) if number.is_finite() => return Some(*number),
        Value::Number(_) => {
            Problem::new(at, "notFinite", "This is not a finite number. Give a number.")
        }
        _ => {
            let message = format!("This must be a number, not {}.", value.kind());
            let problem = Problem::new(at, "wrongType", message);
            problem.with("expected", "a number").with("found", value.kind())
        }
    };
    problems.add(problem);
    None
}

/// The bounds are said and the number is not: it is the reader's own, and code that writes any
/// number as text would weigh more than all messages together.
fn out_of_range(at: At, min: i64, max: i64) -> Problem {
    let message = format!("This is out of range. Give a number from {min} to {max}.");
    Problem::new(at, "outOfRange", message).with("min", min as f64).with("max", max as f64)
}

/// How many: a whole number within bounds that belong to its field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count<const MIN: u64, const MAX: u64>(pub u64);

impl<const MIN: u64, const MAX: u64> Read for Count<MIN, MAX> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        whole(value, at, problems, (MIN, MAX)).map(Count)
    }

    fn describe(_: &mut Schemas) -> Schema {
        Schema::within("integer", MIN as f64, MAX as f64)
    }
}

/// A whole number within bounds. All counts are read here, so that the code is there only once.
#[inline(never)]
fn whole(value: &Value, at: At, problems: &mut Problems, (min, max): (u64, u64)) -> Option<u64> {
    let number = finite(value, at, problems)?;
    if number < min as f64 || number > max as f64 {
        problems.add(out_of_range(at, min.cast_signed(), max.cast_signed()));
    } else if number.fract() != 0.0 {
        problems.add(Problem::new(at, "notWhole", "This is not a whole number. Round it."));
    } else {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and in range"
        )]
        return Some(number as u64);
    }
    None
}

impl<const MIN: u64, const MAX: u64> Serialize for Count<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64)
    }
}

/// The digits before the point in groups of three.
pub(crate) fn grouped(digits: &str) -> String {
    let (whole, part) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + part
}

/// A share in percent to some decimals, rounded as asked for.
pub fn percent(share: f64, decimals: u32, round: fn(f64) -> f64) -> String {
    let one = 10_u64.pow(decimals);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share")]
    let parts = round(share * (100 * one) as f64) as u64;
    if decimals == 0 {
        return format!("{parts}%");
    }
    format!("{}.{:02$}%", parts / one, parts % one, decimals as usize)
}

/// A fraction as a whole number, rounded half up.
///
/// Invariant: `denominator` is more than 0.
pub(crate) fn half_up(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

/// The greatest number that divides both.
pub(crate) fn gcd(a: u128, b: u128) -> u128 {
    if a == 0 { b } else { gcd(b % a, a) }
}

/// Counts below this times ten thousand are still whole numbers of 64 bits.
const SMALL: u64 = 1 << 50;

/// Four decimals of a share or a rate.
pub(crate) const TEN_THOUSAND: i64 = 10_000;

/// A number of at most four decimals, from so many ten-thousandths to so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fraction<const MIN: i64, const MAX: i64>(i64);

/// A part of a whole: from 0 to 1.
pub type Share = Fraction<0, TEN_THOUSAND>;
/// Growth from one month to the next: from −1 to 10.
pub type Growth = Fraction<{ -TEN_THOUSAND }, { 10 * TEN_THOUSAND }>;

impl<const MIN: i64, const MAX: i64> Fraction<MIN, MAX> {
    /// So many ten-thousandths; none if that is out of range.
    pub fn from_ten_thousandths(count: i64) -> Option<Self> {
        (MIN..=MAX).contains(&count).then_some(Fraction(count))
    }

    /// This in ten-thousandths.
    pub fn ten_thousandths(self) -> i64 {
        self.0
    }
}

impl Share {
    /// None of it.
    pub const NONE: Share = Fraction(0);
    /// All of it.
    pub const ALL: Share = Fraction(TEN_THOUSAND);

    /// The ten-thousandths, for products that need the room.
    pub(crate) fn in_u128(self) -> u128 {
        self.0.unsigned_abs().into()
    }

    /// How many of the first `count` have it, spread evenly: `floor(count · share)`.
    #[inline]
    pub fn of_first(self, count: u64) -> u64 {
        let whole = TEN_THOUSAND.unsigned_abs();
        let share = self.0.unsigned_abs();
        if count >= SMALL {
            // In two parts, so that larger counts do not overflow.
            return count / whole * share + count % whole * share / whole;
        }
        let parts = count * share;
        // Browsers divide 32 bits by multiplying, and 64 bits slowly.
        u32::try_from(parts).map_or(parts / whole, |parts| (parts / 10_000).into())
    }

    /// The first number from one on, counted from 0, that has it: at which there is another whole one.
    pub fn next_of(self, number: u64) -> Option<u64> {
        let (whole, share) = (u128::from(TEN_THOUSAND.unsigned_abs()), self.in_u128());
        let next = u128::from(self.of_first(number)) + 1;
        let count = (next * whole).checked_div(share)? + u128::from(next * whole % share > 0);
        u64::try_from(count - 1).ok()
    }
}

impl<const MIN: i64, const MAX: i64> Read for Fraction<MIN, MAX> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        ten_thousandths(value, at, problems, (MIN, MAX)).map(Fraction)
    }

    fn describe(_: &mut Schemas) -> Schema {
        let whole = TEN_THOUSAND as f64;
        Schema::within("number", MIN as f64 / whole, MAX as f64 / whole)
    }
}

/// A number of at most four decimals within bounds, in ten-thousandths, for all fractions.
#[inline(never)]
fn ten_thousandths(
    value: &Value,
    at: At,
    problems: &mut Problems,
    (min, max): (i64, i64),
) -> Option<i64> {
    let number = finite(value, at, problems)?;
    let whole = TEN_THOUSAND as f64;
    if number < min as f64 / whole || number > max as f64 / whole {
        problems.add(out_of_range(at, min / TEN_THOUSAND, max / TEN_THOUSAND));
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
    let nearest = (number * whole).round() as i64;
    #[expect(clippy::float_cmp, reason = "a decimal names a share only if it is the same number")]
    let exact = nearest as f64 / whole == number;
    if !exact {
        let message = "This has more than four decimals. Round it.";
        problems.add(Problem::new(at, "tooManyDecimals", message).with("decimals", 4.0));
    }
    exact.then_some(nearest)
}

impl<const MIN: i64, const MAX: i64> Serialize for Fraction<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / TEN_THOUSAND as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::{Share, grouped};

    #[test]
    fn digits_come_in_threes() {
        assert_eq!(grouped("1234567.50"), "1,234,567.50");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("1000"), "1,000");
    }

    #[test]
    fn a_share_is_spread_evenly_over_its_units() {
        let third = Share::from_ten_thousandths(3_333).expect("a share");
        let has = |unit: u64| third.of_first(unit) > third.of_first(unit - 1);
        let hits: Vec<u64> = (1..=12).filter(|unit| has(*unit)).collect();
        assert_eq!(hits, [4, 7, 10]);
        assert_eq!(third.of_first(1_000_000_000_000_000_000), 333_300_000_000_000_000);
    }
}
