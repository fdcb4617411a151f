//! An exact number. Scores, weights, readings and money are read from decimal text and stay
//! rational; nothing here is binary floating point, and nothing here rounds except
//! [`Number::rounded`], which is for display.
//!
//! Nearly every number of a report is a fraction of small whole numbers, which needs no memory of its
//! own; one that does not fit is kept whole all the same.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Sub};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Digits a number may have in all, so that content cannot ask for a
/// number that fills the memory.
const MOST_DIGITS: usize = 30;
/// Digits that a whole number of 64 bits has room for, whatever they are.
const SMALL_DIGITS: usize = 18;

/// An exact rational number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(Kept);

/// A fraction in lowest terms. Whatever fits is small, so that equal numbers are kept alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Kept {
    Small(Ratio<i64>),
    Large(Box<BigRational>),
}

impl From<Ratio<i64>> for Number {
    fn from(ratio: Ratio<i64>) -> Self {
        match *ratio.numer() {
            // Its distance from zero does not fit.
            i64::MIN => Self(Kept::Large(Box::new(large(&ratio)))),
            _ => Self(Kept::Small(ratio)),
        }
    }
}

impl From<BigRational> for Number {
    fn from(ratio: BigRational) -> Self {
        match (ratio.numer().to_i64(), ratio.denom().to_i64()) {
            (Some(numerator), Some(denominator)) if numerator != i64::MIN => {
                Self(Kept::Small(Ratio::new_raw(numerator, denominator)))
            }
            _ => Self(Kept::Large(Box::new(ratio))),
        }
    }
}

fn large(ratio: &Ratio<i64>) -> BigRational {
    BigRational::new_raw((*ratio.numer()).into(), (*ratio.denom()).into())
}

impl Number {
    /// Zero.
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// One.
    pub fn one() -> Self {
        Self::from(1)
    }

    /// One hundred, the whole of a percentage.
    pub fn hundred() -> Self {
        Self::from(100)
    }

    /// The fraction `numerator / denominator`; `None` when the denominator is zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| BigRational::new(numerator.into(), denominator.into()).into())
    }

    /// A number of things.
    pub fn count(things: usize) -> Self {
        i64::try_from(things).map_or_else(|_| BigRational::from_integer(things.into()).into(), Self::from)
    }

    /// Reads decimal text such as `-12.50` or `3e2`, exactly. `None` when the text is no finite
    /// decimal number or has more than 30 digits in all.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(small) = small_decimal(text) {
            return Some(small.into());
        }
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
        Some(match scale < 0 {
            true => BigRational::new(value, power).into(),
            false => BigRational::from_integer(value * power).into(),
        })
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Kept::Small(ratio) if ratio.is_zero())
    }

    fn is_one(&self) -> bool {
        matches!(&self.0, Kept::Small(ratio) if *ratio.numer() == 1 && *ratio.denom() == 1)
    }

    /// Whether this is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Kept::Small(ratio) => ratio.is_negative(),
            Kept::Large(ratio) => ratio.is_negative(),
        }
    }

    /// The distance from zero.
    pub fn abs(&self) -> Self {
        match &self.0 {
            Kept::Small(ratio) => ratio.abs().into(),
            Kept::Large(ratio) => ratio.abs().into(),
        }
    }

    /// The quotient, or `None` when the divisor is zero.
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| self.with(divisor, quotient, |one, other| one / other))
    }

    /// The value halfway between two numbers.
    pub fn between(low: &Self, high: &Self) -> Self {
        &(low + high) / 2
    }

    /// This number as a share of one hundred: 70 becomes 7/10.
    pub fn percent(&self) -> Self {
        self / 100
    }

    /// This share as a percentage: 7/10 becomes 70.
    pub fn times_hundred(&self) -> Self {
        self * &Self::hundred()
    }

    /// The nearest binary fraction, for a place on a drawing; never for arithmetic on scores.
    pub fn approximate(&self) -> f64 {
        self.small_approximate().or_else(|| self.whole().to_f64()).unwrap_or(0.0)
    }

    /// The same for numbers that binary fractions hold whole: their quotient is the nearest there is.
    #[expect(clippy::float_arithmetic, reason = "a place on a drawing")]
    fn small_approximate(&self) -> Option<f64> {
        let Kept::Small(ratio) = &self.0 else { return None };
        let fits = |part: i64| part.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS;
        let (numerator, denominator) = (*ratio.numer(), *ratio.denom());
        (fits(numerator) && fits(denominator)).then(|| numerator as f64 / denominator as f64)
    }

    /// The number as text with exactly `decimals` decimals, rounded half up (away from zero for
    /// negative numbers), with a point and no grouping. The one place where a number is rounded.
    pub fn rounded(&self, decimals: u32) -> String {
        let digits = self.small_rounded(decimals).unwrap_or_else(|| {
            // floor(x + 1/2) of n/d is floor((2n + d) / 2d): one division, and nothing to reduce.
            let ratio = self.whole();
            let (numerator, denominator) = (ratio.numer().abs() * BigInt::from(10).pow(decimals), ratio.denom());
            let rounded: BigInt = (numerator * 2_u8 + denominator) / (denominator * 2_u8);
            rounded.to_string()
        });
        if decimals == 0 && !self.is_negative() {
            return digits;
        }
        let width = decimals as usize;
        let padded = if digits.len() > width { digits } else { format!("{digits:0>least$}", least = width + 1) };
        let (whole, part) = padded.split_at_checked(padded.len() - width).unwrap_or((&padded, ""));
        let is_zero = padded.bytes().all(|digit| digit == b'0');
        let sign = if self.is_negative() && !is_zero { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        [sign, whole, point, part].concat()
    }

    /// The same for a small number, when what is between fits into 128 bits.
    fn small_rounded(&self, decimals: u32) -> Option<String> {
        let Kept::Small(ratio) = &self.0 else { return None };
        let numerator = u128::from(ratio.numer().unsigned_abs()).checked_mul(10_u128.checked_pow(decimals)?)?;
        let denominator = u128::from(ratio.denom().unsigned_abs());
        let (above, below) = (numerator.checked_mul(2)?.checked_add(denominator)?, denominator * 2);
        // Division of 64 bits is many times as fast.
        Some(match (u64::try_from(above), u64::try_from(below)) {
            (Ok(above), Ok(below)) => (above / below).to_string(),
            _ => (above / below).to_string(),
        })
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
        let mut rest = self.whole().denom().clone();
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
        let ends = |decimals: u32| match &self.0 {
            // In lowest terms a fraction ends when its denominator divides the power of ten.
            Kept::Small(ratio) => 10_i64.checked_pow(decimals).is_some_and(|power| power % ratio.denom() == 0),
            Kept::Large(ratio) => (BigInt::from(10).pow(decimals) % ratio.denom()).is_zero(),
        };
        (0..most).find(|decimals| ends(*decimals)).unwrap_or(most)
    }

    fn whole(&self) -> BigRational {
        match &self.0 {
            Kept::Small(ratio) => large(ratio),
            Kept::Large(ratio) => (**ratio).clone(),
        }
    }

    /// The result of an operation: of small numbers when it fits, else of numbers of any size.
    fn with(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        large: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        let fits = match (&self.0, &other.0) {
            (Kept::Small(one), Kept::Small(other)) => small(one, other),
            _ => None,
        };
        fits.map_or_else(|| large(self.whole(), other.whole()).into(), Self::from)
    }
}

/// The sum of small fractions; nothing where a part of it does not fit. What is larger on the way than
/// in the end is left to numbers of any size too: that is rare, and so one reduction is enough. The same
/// holds for the other operations.
fn sum(one: &Ratio<i64>, other: &Ratio<i64>) -> Option<Ratio<i64>> {
    let [(a, b), (c, d)] = [one, other].map(|ratio| (*ratio.numer(), *ratio.denom()));
    Some(match b == d {
        true => reduced(a.checked_add(c)?, b),
        false => reduced(a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?, b.checked_mul(d)?),
    })
}

fn difference(one: &Ratio<i64>, other: &Ratio<i64>) -> Option<Ratio<i64>> {
    sum(one, &Ratio::new_raw(other.numer().checked_neg()?, *other.denom()))
}

fn product(one: &Ratio<i64>, other: &Ratio<i64>) -> Option<Ratio<i64>> {
    Some(reduced(one.numer().checked_mul(*other.numer())?, one.denom().checked_mul(*other.denom())?))
}

fn quotient(one: &Ratio<i64>, other: &Ratio<i64>) -> Option<Ratio<i64>> {
    let (numerator, denominator) = (*other.numer(), *other.denom());
    product(one, &Ratio::new_raw(denominator.checked_mul(numerator.signum())?, numerator.checked_abs()?))
}

/// A fraction in lowest terms; its denominator is above zero. Most are whole and are so already.
fn reduced(numerator: i64, denominator: i64) -> Ratio<i64> {
    if denominator == 1 { Ratio::from_integer(numerator) } else { Ratio::new(numerator, denominator) }
}

/// A number in plain digits, with or without a point, that is sure to be small.
fn small_decimal(text: &str) -> Option<Ratio<i64>> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() > SMALL_DIGITS || !is_plain(whole) {
        return None;
    }
    if whole.len() == text.len() {
        return whole.parse().ok().map(Ratio::from_integer);
    }
    if !is_plain(part) {
        return None;
    }
    let scale = 10_i64.pow(u32::try_from(part.len()).ok()?);
    Some(Ratio::new(whole.parse::<i64>().ok()? * scale + part.parse::<i64>().ok()?, scale))
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Kept::Small(one), Kept::Small(other)) => {
                let cross = |a: &Ratio<i64>, b: &Ratio<i64>| i128::from(*a.numer()) * i128::from(*b.denom());
                cross(one, other).cmp(&cross(other, one))
            }
            _ => self.whole().cmp(&other.whole()),
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::from(Ratio::from_integer(value))
    }
}

impl Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        // Most sums begin with zero.
        if self.is_zero() {
            return other.clone();
        }
        self.with(other, sum, |one, other| one + other)
    }
}

impl Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        self.with(other, difference, |one, other| one - other)
    }
}

impl Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        // Most weights are one.
        if other.is_one() {
            return self.clone();
        }
        if self.is_one() {
            return other.clone();
        }
        self.with(other, product, |one, other| one * other)
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
    fn a_number_that_no_longer_fits_stays_exact_and_comes_back() {
        let most = Number::from(i64::MAX);
        let more = &most + &Number::one();
        assert_eq!(more.decimal(), "9223372036854775808");
        assert_eq!(&more - &Number::one(), most);
        assert!(more > most && &Number::zero() - &more < Number::zero());
        assert_eq!((&Number::zero() - &more).abs(), more);
        assert_eq!(Number::from(i64::MIN).abs(), more);
        assert_eq!((&more * &more).decimal(), "85070591730234615865843651857942052864");
        assert_eq!((&more * &more).over(&more), Some(more.clone()));
        assert_eq!(more.rounded(2), "9223372036854775808.00");
        let small = Number::fraction(1, i64::MAX).unwrap_or_else(Number::zero);
        assert_eq!(&(&small * &small) * &(&most * &most), Number::one());
        assert_eq!((&small * &small).rounded(3), "0.000");
        assert_eq!(Number::fraction(i64::MIN, i64::MIN), Some(Number::one()));
        assert_eq!(number("123456789012345678.9").rounded(0), "123456789012345679");
        assert_eq!(Number::fraction(1, 8).map(|n| (n.decimals(6), n.decimals(2))), Some((3, 2)));
    }

    #[test]
    fn operations_agree_with_fractions_of_any_size_up_to_the_edges() {
        let parts = [1, 2, 3, 7, 10, 63, 1 << 31, (1 << 32) + 1, i64::MAX / 2, i64::MAX - 1, i64::MAX];
        let above = parts.iter().flat_map(|part| [*part, -part]).chain([0, i64::MIN]);
        let exact = |above: i64, below: i64| BigRational::new(above.into(), below.into());
        let all: Vec<BigRational> = above.flat_map(|above| parts.map(|below| exact(above, below))).collect();
        let number = |exact: &BigRational| Number::from(exact.clone());
        for one in &all {
            for other in &all {
                let (left, right) = (number(one), number(other));
                assert_eq!(&left + &right, number(&(one + other)), "{one} + {other}");
                assert_eq!(&left - &right, number(&(one - other)), "{one} - {other}");
                assert_eq!(&left * &right, number(&(one * other)), "{one} * {other}");
                let quotient = (!other.is_zero()).then(|| number(&(one / other)));
                assert_eq!(left.over(&right), quotient, "{one} / {other}");
                assert_eq!(left.cmp(&right), one.cmp(other), "{one} ? {other}");
            }
        }
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
