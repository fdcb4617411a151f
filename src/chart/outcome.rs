//! Readings of an outcome over time, with its target as a dashed line: small beside its figures,
//! and large with its days and values. The scale of values always reaches to the target; one
//! reading is a dot.

use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, Shape, WIDE};
use crate::chart::text;
use crate::chart::time::{self, Month};

/// Readings that can each carry their words without a crowd.
const MOST_WORDS: usize = 7;
/// Room between two words.
const GAP: f64 = 8.0;

/// What the chart shows.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// What was read, ascending by day.
    pub points: Vec<Point>,
    /// The value that is wanted.
    pub target: Option<f64>,
    /// The target in words: “Target 70 % by December 2027”.
    pub target_words: String,
    /// The last day of the axis: that of the target where it lies near, else of the last reading.
    pub until: i64,
    /// Months of the axis.
    pub months: Vec<Month>,
}

/// One reading.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its day.
    pub day: i64,
    /// Its value.
    pub value: f64,
    /// The value in words.
    pub words: String,
}

/// The small drawing; `None` without a reading.
pub fn spark(series: &Series) -> Option<Drawing> {
    const SIZE: (f64, f64) = (176.0, 44.0);
    let last = series.points.last()?;
    let first = series.points.first()?;
    let mut drawing = Drawing::new(SIZE.0, SIZE.1);
    let days = time::scale((first.day, last.day), 6.0, SIZE.0 - 7.0);
    let values = values(series, SIZE.1 - 6.0, 6.0);
    if let Some(target) = series.target {
        target_line(&mut drawing, (2.0, SIZE.0 - 2.0), values.at(target));
    }
    curve(&mut drawing, series, days, values, (3.0, 4.0));
    Some(drawing)
}

/// The large drawing with days and values; `None` without a reading.
pub fn draw(series: &Series) -> Option<Drawings> {
    Some(Drawings { wide: large(series, WIDE, 260.0)?, narrow: large(series, NARROW, 240.0)? })
}

fn large(series: &Series, width: f64, height: f64) -> Option<Drawing> {
    const SIDE: f64 = 10.0;
    let (first, last) = (series.points.first()?, series.points.last()?);
    let mut drawing = Drawing::new(width, height);
    let days = time::scale((first.day, series.until.max(last.day)), SIDE, width - SIDE);
    let values = values(series, height - 56.0, 48.0);
    let foot = height - 30.0;
    let face = Face::plain(13.0).ink(Ink::Second);
    for (x, words) in time::ticks(days, &series.months, face) {
        drawing.line((x, 30.0), (x, foot + 5.0), Paint::stroke(Ink::Rule, 1.0));
        let end = x + text::width(&words, face);
        let anchor = if end > width { Anchor::End } else { Anchor::Start };
        drawing.words((x, height - 8.0), &words, face, anchor);
    }
    drawing.line((0.0, foot), (width, foot), Paint::stroke(Ink::StrongRule, 1.25));
    curve(&mut drawing, series, days, values, (4.6, 5.5));
    let mut taken = Vec::new();
    if let Some(target) = series.target {
        let y = values.at(target);
        target_line(&mut drawing, (0.0, width), y);
        let words = text::shorten(&series.target_words, face, width);
        // Above the line, unless the line lies at the top of what was read.
        let is_below = series.points.iter().all(|point| point.value >= target);
        let y = if is_below { y + 18.0 } else { y - 8.0 };
        let wide = text::width(&words, face);
        drawing.words((width, y), &words, face.rimmed(), Anchor::End);
        taken.push((width - wide, y, width));
    }
    label(&mut drawing, series, days, values, taken);
    Some(drawing)
}

/// Values in words at their points: the first and the last always, the others where there is room.
fn label(drawing: &mut Drawing, series: &Series, days: Scale, values: Scale, mut taken: Vec<(f64, f64, f64)>) {
    let face = Face::bold(14.0).rimmed();
    let count = series.points.len();
    let is_end = |at: usize| at == 0 || at + 1 == count;
    let mut order: Vec<usize> = (0..count).filter(|at| is_end(*at)).collect();
    if count <= MOST_WORDS {
        order.extend((0..count).filter(|at| !is_end(*at)));
    }
    for at in order {
        let Some(point) = series.points.get(at) else { continue };
        let (x, y) = (time::at(days, point.day), values.at(point.value));
        let face = if is_end(at) { face } else { Face::plain(13.0).ink(Ink::Second).rimmed() };
        // A unit may be a long word: the two ends must not meet.
        let words = text::shorten(&point.words, face, drawing.width * 0.45);
        let half = text::width(&words, face) / 2.0;
        let middle = x.clamp(half.min(drawing.width / 2.0), (drawing.width - half).max(drawing.width / 2.0));
        let is_free = |y: f64| {
            taken
                .iter()
                .all(|(from, at, to)| (y - at).abs() > 15.0 || middle + half + GAP < *from || middle - half - GAP > *to)
        };
        // The line comes from above when the value before is higher: the words keep off it.
        let before = at.checked_sub(1).and_then(|at| series.points.get(at)).map(|point| values.at(point.value));
        let falls = before.is_some_and(|before| before < y - 1.0);
        let sides = if falls { [y + 23.0, y - 13.0] } else { [y - 13.0, y + 23.0] };
        let place = sides.into_iter().find(|y| is_free(*y));
        let Some(place) = place.or_else(|| is_end(at).then_some(y - 13.0)) else { continue };
        taken.push((middle - half, place, middle + half));
        drawing.words((middle, place), &words, face, Anchor::Middle);
    }
}

/// From the lowest to the highest of what was read and what is wanted; one value alone lies in the
/// middle.
fn values(series: &Series, bottom: f64, top: f64) -> Scale {
    let all = series.points.iter().map(|point| point.value).chain(series.target);
    let (low, high) = all.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    Scale { from: low, to: high, start: bottom, end: top }
}

fn target_line(drawing: &mut Drawing, (from, to): (f64, f64), y: f64) {
    drawing.line((from, y), (to, y), Paint::stroke(Ink::Accent, 1.25).dashed(4.0, 3.0));
}

/// The line of all readings, a ring at the first and a dot at the last.
fn curve(drawing: &mut Drawing, series: &Series, days: Scale, values: Scale, (ring, dot): (f64, f64)) {
    let places: Vec<(f64, f64)> =
        series.points.iter().map(|point| (time::at(days, point.day), values.at(point.value))).collect();
    let (Some(first), Some(last)) = (places.first().copied(), places.last().copied()) else { return };
    if places.len() > 1 {
        drawing.add(Shape::Path { runs: vec![places], closed: false, paint: Paint::stroke(Ink::Ink, 1.75) });
        let paint = Paint::fill(Ink::Paper).edged(Ink::Ink, 1.6);
        drawing.add(Shape::Circle { x: first.0, y: first.1, radius: ring, paint });
    }
    let paint = Paint::fill(Ink::Ink).edged(Ink::Paper, 1.5);
    drawing.add(Shape::Circle { x: last.0, y: last.1, radius: dot, paint });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::tests::is_inside;

    fn series(values: &[f64], target: Option<f64>) -> Series {
        let point = |(at, value): (usize, &f64)| Point {
            day: 1000 + i64::try_from(at * 40).unwrap_or_default(),
            value: *value,
            words: format!("{value} new orders in a quarter"),
        };
        Series { points: values.iter().enumerate().map(point).collect(), target, until: 0, ..Series::default() }
    }

    #[test]
    fn nothing_leaves_the_drawing_whatever_the_values() {
        for (values, target) in [
            (&[61.0, 63.0, 66.0][..], Some(70.0)),
            (&[-12.0, -40.0, 8.5], Some(9000.0)),
            (&[5.0, 5.0, 5.0], Some(5.0)),
            (&[5.0], None),
            (&[5.0], Some(-3.0)),
        ] {
            let series = series(values, target);
            assert!(spark(&series).is_some_and(|drawing| is_inside(&drawing)), "{values:?}");
            assert!(draw(&series).is_some_and(|both| is_inside(&both.wide) && is_inside(&both.narrow)), "{values:?}");
        }
    }

    #[test]
    fn one_reading_is_a_dot_and_none_is_no_drawing() {
        let one = spark(&series(&[4.0], None)).map(|drawing| drawing.shapes.len());
        assert_eq!(one, Some(1));
        assert_eq!(spark(&series(&[], Some(3.0))), None);
        assert_eq!(draw(&series(&[], Some(3.0))), None);
    }

    #[test]
    fn the_scale_reaches_to_a_target_far_outside() {
        let values = values(&series(&[1.0, 2.0], Some(1000.0)), 100.0, 0.0);
        assert!((values.at(1000.0)).abs() < 1e-9 && (values.at(1.0) - 100.0).abs() < 1e-9);
    }
}
