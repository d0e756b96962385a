//! Products of times and counts that may lie far beyond the calendar.

use crate::calendar::Millis;

/// Far beyond the calendar, and so little that a few of them can be added up.
pub(crate) const FAR: Millis = Millis::MAX / 64;

/// So many times a length, or [`FAR`].
#[inline(never)]
pub(crate) fn times(count: u64, length: Millis) -> Millis {
    match Millis::try_from(count) {
        Ok(count) if length == 0 || count <= FAR / length => count * length,
        _ => FAR,
    }
}

/// A part of a number, rounded down: `number · part / whole`.
#[inline(never)]
pub(crate) fn part(number: u64, part: u64, whole: u64) -> u64 {
    let exact = u128::from(number) * u128::from(part) / u128::from(whole);
    u64::try_from(exact).unwrap_or(u64::MAX)
}

/// The same, rounded up.
pub(crate) fn part_up(number: u64, of: u64, whole: u64) -> u64 {
    let down = part(number, of, whole);
    let is_exact = number.wrapping_mul(of) == down.wrapping_mul(whole);
    down + u64::from(!is_exact)
}

/// A time that was counted, or [`FAR`].
pub(crate) fn near(millis: u64) -> Millis {
    Millis::try_from(millis).unwrap_or(FAR).min(FAR)
}
