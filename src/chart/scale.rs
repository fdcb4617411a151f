//! From a value to a place along a drawing.

/// A linear scale: `from` lies at `start`, `to` at `end`. Values outside are held at the ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// First value.
    pub from: f64,
    /// Last value.
    pub to: f64,
    /// Place of the first value.
    pub start: f64,
    /// Place of the last value.
    pub end: f64,
}

impl Scale {
    /// A scale of shares from nothing to everything.
    pub const fn shares(start: f64, end: f64) -> Self {
        Self { from: 0.0, to: 1.0, start, end }
    }

    /// The place of a value.
    pub fn at(&self, value: f64) -> f64 {
        let way = self.to - self.from;
        let part = if way == 0.0 { 0.5 } else { ((value - self.from) / way).clamp(0.0, 1.0) };
        self.start + part * (self.end - self.start)
    }
}

/// Smallest step between two round values, as a power of ten.
const FINEST: i32 = -6;
/// Where numbers become too large to count in steps.
const LARGEST: f64 = 1e15;

/// A few round values from a lowest to a highest, at least two where there are any: each as a
/// numerator and a denominator, so that it can be written exactly.
pub fn round_values(low: f64, high: f64) -> Vec<(i64, i64)> {
    let span = high - low;
    if !(span > 0.0 && low.abs().max(high.abs()) < LARGEST) {
        return Vec::new();
    }
    let coarsest = span.log10().floor() as i32;
    let steps = (FINEST..=coarsest).rev().flat_map(|power| [5_i64, 4, 2, 1].map(|step| (step, power)));
    let values = |(step, power): (i64, i32)| {
        let size = step as f64 * 10_f64.powi(power);
        let (first, last) = ((low / size - 1e-9).ceil() as i64, (high / size + 1e-9).floor() as i64);
        let ten = 10_i64.pow(power.unsigned_abs());
        let value = move |times: i64| if power < 0 { (times * step, ten) } else { (times * step * ten, 1) };
        (first..=last).map(value).collect::<Vec<_>>()
    };
    steps.map(values).find(|values| values.len() > 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_values_lie_between_the_ends_and_are_few() {
        assert_eq!(round_values(6.0, 14.6), [(8, 1), (12, 1)]);
        assert_eq!(round_values(-0.3, 0.4), [(0, 10), (4, 10)]);
        assert_eq!(round_values(400.0, 2600.0), [(1000, 1), (2000, 1)]);
        assert_eq!(round_values(5.0, 5.0), []);
        for high in 1..400 {
            let (low, high) = (-3.7, f64::from(high) * 0.37);
            let values = round_values(low, high);
            let inside = |(over, under): &(i64, i64)| (low..=high).contains(&(*over as f64 / *under as f64));
            assert!((2..=5).contains(&values.len()) && values.iter().all(inside), "{high}: {values:?}");
        }
    }

    #[test]
    fn a_value_lies_where_its_share_of_the_way_ends() {
        let scale = Scale { from: 10.0, to: 20.0, start: 100.0, end: 200.0 };
        assert!((scale.at(12.5) - 125.0).abs() < 1e-9);
        assert!((scale.at(99.0) - 200.0).abs() < 1e-9);
        assert!((Scale { from: 3.0, to: 3.0, ..scale }.at(3.0) - 150.0).abs() < 1e-9, "one value lies in the middle");
    }
}
