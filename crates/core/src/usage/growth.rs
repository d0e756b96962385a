//! How many units an activity has in each of its months.

use crate::number::{Growth, TEN_THOUSAND, half_up};

/// Decimals to which the growth factor is kept.
const TRILLION: i128 = 1_000_000_000_000;

/// The units of each month of an activity: `base` times the growth factor, rounded half up. The
/// factor starts at 1, grows by the rate and is kept to twelve decimals.
///
/// # Errors
/// The month in which there would be more units than can be counted.
pub fn counts(base: u64, growth: Growth, months: usize) -> Result<Vec<u64>, usize> {
    if base == 0 || growth.ten_thousandths() == 0 {
        return if base <= UNITS_MAX { Ok(vec![base; months]) } else { Err(0) };
    }
    let mut counts = Vec::with_capacity(months);
    let mut factor = TRILLION;
    for month in 0..months {
        let units = factor.checked_mul(i128::from(base)).map(|product| half_up(product, TRILLION));
        let units = units.filter(|units| *units <= i128::from(UNITS_MAX)).ok_or(month)?;
        counts.push(u64::try_from(units).expect("a count is not negative"));
        let whole = i128::from(TEN_THOUSAND);
        let grown =
            factor.checked_mul(whole + i128::from(growth.ten_thousandths())).ok_or(month)?;
        factor = half_up(grown, whole);
    }
    Ok(counts)
}

/// No day has more units.
pub const UNITS_MAX: u64 = 1_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::counts;
    use crate::number::Growth;

    fn growth(ten_thousandths: i64) -> Growth {
        Growth::from_ten_thousandths(ten_thousandths).expect("a rate")
    }

    #[test]
    fn counts_grow_and_are_rounded_half_up() {
        assert_eq!(counts(100, growth(0), 3), Ok(vec![100, 100, 100]));
        assert_eq!(counts(60, growth(200), 4), Ok(vec![60, 61, 62, 64]));
        assert_eq!(counts(10, growth(500), 2), Ok(vec![10, 11]));
        assert_eq!(counts(7, growth(-10_000), 3), Ok(vec![7, 0, 0]));
    }

    #[test]
    fn nothing_stays_nothing_however_it_grows() {
        assert_eq!(counts(0, growth(33_000), 120), Ok(vec![0; 120]));
    }

    #[test]
    fn a_count_beyond_counting_names_its_month() {
        assert_eq!(counts(1_000_000_000_000, growth(100_000), 12), Err(1));
    }
}
