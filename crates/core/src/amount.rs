//! Amounts of a wallet and of money, exact to 1/1,000,000.
//!
//! An [`Amount`] is an integer; it becomes a number or a decimal text only on its way out. Sums and
//! products that could leave the range go through [`Amount::checked_add`] and [`Amount::times`].

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Serialize, Serializer};

use crate::document::{At, Problem, Problems, Read, Schema, Schemas, Value};
use crate::number::{grouped, half_up};

/// Millionths in one.
const MICROS: i64 = 1_000_000;
/// Millionths in a cent.
const CENT: i128 = 10_000;
/// No wallet holds more, so that every amount is exact as a JavaScript number.
const ONES_MAX: i64 = 9_000_000_000;

/// A product, unless it cannot be counted. WebAssembly checks one by multiplying 128 bits, which
/// most are too small to need.
#[inline]
pub(crate) fn product(a: i64, b: i64) -> Option<i64> {
    let are_small = a.leading_zeros() + b.leading_zeros() > 64;
    if are_small { Some(a * b) } else { a.checked_mul(b) }
}

/// Credits, or money, in integer millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Amount = Amount(0);
    /// One.
    pub const ONE: Amount = Amount(MICROS);
    /// The most that a wallet can hold, spend or be asked for.
    pub const MAX: Amount = Amount(ONES_MAX * MICROS);

    /// So many whole ones.
    pub const fn ones(count: i64) -> Self {
        Amount(count * MICROS)
    }

    /// So many millionths.
    pub const fn micros(micros: i64) -> Self {
        Amount(micros)
    }

    /// This in millionths.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The number as JavaScript has it: the nearest one, which up to 2^33 names no other amount.
    pub fn as_number(self) -> f64 {
        self.0 as f64 / MICROS as f64
    }

    /// The amount that a number names, if it has at most six decimals and is in range.
    pub fn from_number(number: f64) -> Option<Self> {
        if number.is_nan() || number.abs() > ONES_MAX as f64 {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the magnitude was just checked")]
        let near = (number * MICROS as f64).round() as i64;
        // The product is rounded once more, so that large amounts may come out next to their own.
        let candidates = [near, near - 1, near + 1].map(Amount);
        #[expect(clippy::float_cmp, reason = "a decimal names an amount by being the same number")]
        candidates.into_iter().find(|amount| amount.as_number() == number)
    }

    /// The amount of a decimal text such as `18000.00`, if it has at most six decimals and is in range.
    pub fn from_decimal(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        if whole.is_empty() || whole.len() > 10 || part.is_empty() || part.len() > 6 {
            return None;
        }
        if !(whole.bytes().chain(part.bytes())).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let part_in_micros =
            part.parse::<i64>().ok()? * 10_i64.pow(6 - u32::try_from(part.len()).ok()?);
        let micros = whole.parse::<i64>().ok()? * MICROS + part_in_micros;
        (micros <= Self::MAX.0).then_some(Amount(if negative { -micros } else { micros }))
    }

    /// The sum, unless it is more than any wallet holds.
    pub fn checked_add(self, other: Amount) -> Option<Self> {
        self.0.checked_add(other.0).map(Amount).filter(|sum| sum.0.abs() <= Self::MAX.0)
    }

    /// So many times this, unless that is more than any wallet holds.
    #[inline]
    pub fn times(self, count: u64) -> Option<Self> {
        let product = product(self.0, i64::try_from(count).ok()?)?;
        Some(Amount(product)).filter(|amount| amount.0.abs() <= Self::MAX.0)
    }

    /// Of so many things that cost so much together, about how many this is enough for: a guess, for
    /// which whole numbers of 128 bits would take too long.
    pub(crate) fn enough_for(self, count: u64, cost: Amount) -> u64 {
        let (left, cost) = (self.0.max(0) as f64, cost.0.max(1) as f64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess")]
        let about = (count as f64 * left / cost) as u64;
        about
    }

    /// A part of it in whole cents, rounded half up.
    ///
    /// Invariant: `of` is more than 0.
    #[must_use]
    pub fn part_in_cents(self, part: i64, of: i64) -> Self {
        let cents = half_up(i128::from(self.0) * i128::from(part), i128::from(of) * CENT);
        Amount::of_micros(cents * CENT)
    }

    /// So much at a price for each one, in whole cents, rounded half up; none if that is more than
    /// any wallet holds.
    pub fn priced_in_cents(self, price: Amount) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(price.0);
        Amount::in_range(half_up(product, i128::from(MICROS) * CENT) * CENT)
    }

    /// What it is worth in a currency one of which is worth so much of its own, to some decimals,
    /// rounded half up; none if that is more than any wallet holds.
    ///
    /// Invariant: `rate` is more than 0, and `decimals` are six at most.
    pub fn converted(self, rate: Amount, decimals: u32) -> Option<Self> {
        let ones = i128::from(self.0) * i128::from(MICROS);
        let unit = 10_i128.pow(6 - decimals);
        Amount::in_range(half_up(ones, i128::from(rate.0) * unit) * unit)
    }

    /// A part of it in whole ones, rounded down.
    ///
    /// Invariant: `of` is more than 0.
    #[must_use]
    pub fn part_in_ones(self, part: i64, of: i64) -> Self {
        let whole = i128::from(of) * i128::from(MICROS);
        let ones = (i128::from(self.0) * i128::from(part)).div_euclid(whole);
        Amount::of_micros(ones * i128::from(MICROS))
    }

    /// So many millionths, unless that is more than any wallet holds.
    fn in_range(micros: i128) -> Option<Self> {
        i64::try_from(micros).ok().map(Amount).filter(|amount| *amount <= Self::MAX)
    }

    fn of_micros(micros: i128) -> Self {
        Amount(i64::try_from(micros).expect("a part is not more than the whole"))
    }

    /// As sentences say it: "12,434", or "12,434.50".
    pub fn in_words(self) -> String {
        let text = self.to_string();
        grouped(text.strip_suffix(".00").unwrap_or(&text))
    }

    /// Has it no more than so many decimals?
    pub fn has_decimals_at_most(self, decimals: u32) -> bool {
        self.0 % 10_i64.pow(6 - decimals) == 0
    }
}

/// A decimal with at least two decimals and no more than it needs: `69.90`, `0.0067`.
impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (ones, mut part) = (self.0.abs() / MICROS, self.0.abs() % MICROS);
        let mut width = 6;
        while width > 2 && part % 10 == 0 {
            part /= 10;
            width -= 1;
        }
        write!(formatter, "{sign}{ones}.{part:0width$}")
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_number())
    }
}

impl Add for Amount {
    type Output = Amount;
    fn add(self, other: Amount) -> Amount {
        Amount(self.0 + other.0)
    }
}

impl Sub for Amount {
    type Output = Amount;
    fn sub(self, other: Amount) -> Amount {
        Amount(self.0 - other.0)
    }
}

impl Neg for Amount {
    type Output = Amount;
    fn neg(self) -> Amount {
        Amount(-self.0)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Amount) {
        self.0 += other.0;
    }
}

impl SubAssign for Amount {
    fn sub_assign(&mut self, other: Amount) {
        self.0 -= other.0;
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Amount>>(amounts: I) -> Amount {
        amounts.fold(Amount::ZERO, Add::add)
    }
}

/// An amount in a document: a number of at most six decimals, not below zero.
impl Read for Amount {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let number = crate::number::finite(value, at, problems)?;
        let problem = match Amount::from_number(number) {
            Some(amount) if amount >= Amount::ZERO => return Some(amount),
            Some(_) => Problem::new(at, "negative", "This is below 0. Give 0 or more."),
            None if number.abs() > ONES_MAX as f64 => {
                let message = "This is more than 9,000,000,000. Give less.";
                Problem::new(at, "tooLarge", message).with("max", ONES_MAX as f64)
            }
            None => {
                let message = "This has more than six decimals. Round it.";
                Problem::new(at, "tooManyDecimals", message).with("decimals", 6.0)
            }
        };
        problems.add(problem);
        None
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        schemas.define::<Self>("Amount", |_| {
            let number = Schema::within("number", 0.0, ONES_MAX as f64);
            number.saying("An amount of the wallet, credits or money, with at most six decimals.")
        })
    }
}

/// An amount of money with its currency, written as an exact decimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Money {
    /// The decimal: two decimals, up to six where a money wallet needs them.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: String,
}

impl Money {
    /// So much of a currency.
    pub fn new(amount: Amount, currency: &str) -> Self {
        Money { amount: Decimal(amount), currency: currency.to_owned() }
    }
}

/// The code of a currency is three capitals.
pub(crate) fn check_currency(code: &str, at: At, problems: &mut Problems) {
    if let Some(message) = currency_unfit(code) {
        problems.add(Problem::new(at, "currencyUnfit", message));
    }
}

/// What is wrong with the code of a currency, if anything is.
pub(crate) fn currency_unfit(code: &str) -> Option<String> {
    let is_fit = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    (!is_fit).then(|| format!("\"{code}\" is no currency. Write three capitals, like USD."))
}

/// "USD 3,218.35"
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} {}", self.currency, grouped(&self.amount.0.to_string()))
    }
}

/// An amount that is written as a decimal text, and read from one or from a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decimal(pub Amount);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Read for Decimal {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let Value::Text(text) = value else {
            return Amount::read(value, at, problems).map(Decimal);
        };
        let amount = Amount::from_decimal(text).filter(|amount| *amount >= Amount::ZERO);
        if amount.is_none() {
            let message = format!(
                "\"{text}\" is no decimal from 0 to 9,000,000,000 with at most six decimals. \
                 Write it like \"69.90\"."
            );
            problems.add(Problem::new(at, "badDecimal", message).with("text", text.as_str()));
        }
        amount.map(Decimal)
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        schemas.define::<Self>("Decimal", |_| {
            let text = Schema::of_type("string").with("pattern", r"^\d{1,10}(\.\d{1,6})?$");
            let number = Schema::within("number", 0.0, ONES_MAX as f64);
            Schema::any_of([text, number])
                .saying("An exact decimal with at most six decimals: `\"0.0125\"`.")
        })
    }
}

/// A price of a plan, a seat, terms or a top-up: at most two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price(pub Amount);

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Decimal(self.0).serialize(serializer)
    }
}

impl Read for Price {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let Decimal(amount) = Decimal::read(value, at, problems)?;
        if amount.has_decimals_at_most(2) {
            return Some(Price(amount));
        }
        let message = format!("{amount} has more than two decimals. Round it to cents.");
        problems.add(Problem::new(at, "tooManyDecimals", message).with("decimals", 2.0));
        None
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        schemas.define::<Self>("Price", |_| {
            let text = Schema::of_type("string").with("pattern", r"^\d{1,10}(\.\d{1,2}0{0,4})?$");
            let number = Schema::within("number", 0.0, ONES_MAX as f64);
            Schema::any_of([text, number]).saying("A price with at most two decimals: `\"69.90\"`.")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[track_caller]
    fn reads(text: &str, micros: i64) {
        let amount = Amount::from_decimal(text).expect("a decimal");
        assert_eq!(amount.as_micros(), micros);
        assert_eq!(Amount::from_number(amount.as_number()), Some(amount), "through a number");
        assert_eq!(Amount::from_decimal(&amount.to_string()), Some(amount), "through its text");
    }

    #[test]
    fn decimals_are_read_exactly() {
        reads("0", 0);
        reads("69.90", 69_900_000);
        reads("0.0067", 6_700);
        reads("-1.5", -1_500_000);
        reads("9000000000", 9_000_000_000_000_000);
        reads("8589934591.999999", 8_589_934_591_999_999);
        reads("4123456789.654321", 4_123_456_789_654_321);
    }

    #[test]
    fn what_is_no_decimal_in_range_is_refused() {
        for text in ["", ".", "1.", ".5", "1e3", "+1", "1.0000001", "9000000000.000001", "٣", "--1"]
        {
            assert_eq!(Amount::from_decimal(text), None, "{text}");
        }
        for number in [f64::NAN, f64::INFINITY, 1e300, 0.000_000_1, 9_000_000_000.000_01] {
            assert_eq!(Amount::from_number(number), None, "{number}");
        }
    }

    #[test]
    fn parts_are_rounded_as_their_lines_are() {
        let parts = |text: &str, part, of| {
            let whole = Amount::from_decimal(text).expect("a decimal");
            (whole.part_in_cents(part, of).to_string(), whole.part_in_ones(part, of).to_string())
        };
        assert_eq!(parts("20.00", 16, 31), ("10.32".to_owned(), "10.00".to_owned()));
        assert_eq!(parts("200", 16, 31), ("103.23".to_owned(), "103.00".to_owned()));
        assert_eq!(parts("0.01", 1, 2), ("0.01".to_owned(), "0.00".to_owned()));
    }

    #[test]
    fn products_beyond_a_wallet_are_refused() {
        assert_eq!(Amount::ones(5).times(1_000_000_000), Some(Amount::ones(5_000_000_000)));
        assert_eq!(Amount::ones(5).times(u64::MAX), None);
        assert_eq!(Amount::MAX.checked_add(Amount::micros(1)), None);
    }
}
