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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_lies_where_its_share_of_the_way_ends() {
        let scale = Scale { from: 10.0, to: 20.0, start: 100.0, end: 200.0 };
        assert!((scale.at(12.5) - 125.0).abs() < 1e-9);
        assert!((scale.at(99.0) - 200.0).abs() < 1e-9);
        assert!((Scale { from: 3.0, to: 3.0, ..scale }.at(3.0) - 150.0).abs() < 1e-9, "one value lies in the middle");
    }
}
