//! An exact number. Scores, weights, readings and money are read from decimal text and stay
//! rational; nothing here is binary floating point, and nothing here rounds except
//! [`Number::rounded`], which is for display.

use std::fmt;
use std::ops::{Add, Div, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Digits a number may have in all, so that content cannot ask for a
/// number that fills the memory.
const MOST_DIGITS: usize = 30;

/// An exact rational number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(BigRational);

impl Number {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// One.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// One hundred, the whole of a percentage.
    pub fn hundred() -> Self {
        Self::from(100)
    }

    /// The fraction `numerator / denominator`; `None` when the denominator is zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(BigRational::new(numerator.into(), denominator.into())))
    }

    /// A number of things.
    pub fn count(things: usize) -> Self {
        Self(BigRational::from_integer(things.into()))
    }

    /// Reads decimal text such as `-12.50` or `3e2`, exactly. `None` when the text is no finite
    /// decimal number or has more than 30 digits in all.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| *c != '_').collect();
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text.as_str(), 0),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = whole.trim_start_matches(['+', '-']);
        if digits.is_empty() && part.is_empty() || digits.len() + part.len() > MOST_DIGITS {
            return None;
        }
        if exponent.unsigned_abs() as usize > MOST_DIGITS || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let value: BigInt = format!("{whole}{part}").parse().ok()?;
        let scale = exponent - i32::try_from(part.len()).ok()?;
        let power = BigInt::from(10).pow(scale.unsigned_abs());
        Some(Self(match scale < 0 {
            true => BigRational::new(value, power),
            false => BigRational::from_integer(value * power),
        }))
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The distance from zero.
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// The quotient, or `None` when the divisor is zero.
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The value halfway between two numbers.
    pub fn between(low: &Self, high: &Self) -> Self {
        Self((&low.0 + &high.0) / BigInt::from(2))
    }

    /// This number as a share of one hundred: 70 becomes 7/10.
    pub fn percent(&self) -> Self {
        Self(&self.0 / BigInt::from(100))
    }

    /// This share as a percentage: 7/10 becomes 70.
    pub fn times_hundred(&self) -> Self {
        Self(&self.0 * BigInt::from(100))
    }

    /// The nearest binary fraction, for a place on a drawing; never for arithmetic on scores.
    pub fn approximate(&self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }

    /// The number as text with exactly `decimals` decimals, rounded half up (away from zero for
    /// negative numbers), with a point and no grouping. The one place where a number is rounded.
    pub fn rounded(&self, decimals: u32) -> String {
        // floor(x + 1/2) of n/d is floor((2n + d) / 2d): one division, and nothing to reduce.
        let (numerator, denominator) = (self.0.numer().abs() * BigInt::from(10).pow(decimals), self.0.denom());
        let rounded: BigInt = (numerator * 2_u8 + denominator) / (denominator * 2_u8);
        let digits = rounded.to_string();
        let width = decimals as usize;
        let padded = format!("{digits:0>least$}", least = width + 1);
        let (whole, part) = padded.split_at_checked(padded.len() - width).unwrap_or((&padded, ""));
        let is_zero = padded.bytes().all(|digit| digit == b'0');
        let sign = if self.is_negative() && !is_zero { "-" } else { "" };
        match part.is_empty() {
            true => format!("{sign}{whole}"),
            false => format!("{sign}{whole}.{part}"),
        }
    }

    /// The decimal text of the number: exact when it ends, else twelve decimals rounded half up.
    /// Trailing zeros are dropped.
    pub fn decimal(&self) -> String {
        let text = self.rounded(self.ends_after().unwrap_or(12));
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        }
    }

    /// After how many decimals the number ends; `None` when it never does, that is, when its
    /// denominator has a factor besides 2 and 5.
    fn ends_after(&self) -> Option<u32> {
        let mut rest = self.0.denom().clone();
        let mut divide = |factor: u32| {
            let factor = BigInt::from(factor);
            let mut times = 0;
            while (&rest % &factor).is_zero() {
                rest /= &factor;
                times += 1;
            }
            times
        };
        let decimals = divide(2).max(divide(5));
        rest.is_one().then_some(decimals)
    }

    /// The number of decimals needed to write the number exactly, or `most` when it takes more.
    pub fn decimals(&self, most: u32) -> u32 {
        (0..most).find(|decimals| (&self.0 * BigInt::from(10).pow(*decimals)).is_integer()).unwrap_or(most)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(BigRational::from_integer(value.into()))
    }
}

impl Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        Number(&self.0 + &other.0)
    }
}

impl Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        Number(&self.0 - &other.0)
    }
}

impl Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        Number(&self.0 * &other.0)
    }
}

impl Div<i64> for &Number {
    type Output = Number;
    /// Division by a whole number that is written in the program; zero answers zero.
    fn div(self, divisor: i64) -> Number {
        self.over(&Number::from(divisor)).unwrap_or_else(Number::zero)
    }
}

impl<'a> std::iter::Sum<&'a Number> for Number {
    fn sum<I: Iterator<Item = &'a Number>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, number| &sum + number)
    }
}

impl std::iter::Sum<Number> for Number {
    fn sum<I: Iterator<Item = Number>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, number| &sum + &number)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
    }

    #[test]
    fn reads_decimals_exactly() {
        assert_eq!(&number("0.1") + &number("0.2"), number("0.3"));
        assert_eq!(number("1_000"), Number::from(1000));
        assert_eq!(number("2.5e3"), Number::from(2500));
        assert_eq!(number("-0.50"), Number::fraction(-1, 2).unwrap_or_else(Number::zero));
    }

    #[test]
    fn refuses_what_is_no_finite_number_or_too_long() {
        for text in ["", "nan", "inf", "1e999", "1.2.3", "-", "1e", &"9".repeat(31)] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn rounds_half_up_once() {
        assert_eq!(number("7.25").rounded(1), "7.3");
        assert_eq!(number("0.5").rounded(0), "1");
        assert_eq!(number("-2.5").rounded(0), "-3");
        assert_eq!(number("-0.4").rounded(0), "0");
        assert_eq!(number("1.005").rounded(2), "1.01");
        assert_eq!(number("12").rounded(2), "12.00");
    }

    #[test]
    fn decimal_text_is_exact_where_it_ends_or_has_twelve_decimals() {
        assert_eq!(number("37.5").decimal(), "37.5");
        assert_eq!(number("0.00000000000000025").decimal(), "0.00000000000000025");
        assert_eq!(Number::fraction(1, 3).map(|n| n.decimal()), Some("0.333333333333".to_owned()));
        assert_eq!(Number::fraction(2, 3).map(|n| n.decimal()), Some("0.666666666667".to_owned()));
        assert_eq!(Number::from(100).decimal(), "100");
    }
}
