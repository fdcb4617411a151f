//! Readings of an outcome over time, with its target as a dashed line: small beside its figures,
//! and large with its days and values. The scale of values always reaches to the target; one
//! reading is a dot.

use crate::chart::list;
use crate::chart::room::{Area, Room, Words};
use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, Shape, WIDE};
use crate::chart::text;
use crate::chart::time::{self, Month};

/// Readings that can each carry their words without a crowd.
const MOST_WORDS: usize = 7;
/// Room between the words of a value and the curve.
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
    /// A few round values of the axis with their words.
    pub ticks: Vec<(f64, String)>,
}

impl Series {
    /// The lowest and the highest of what was read and what is wanted.
    pub fn span(&self) -> (f64, f64) {
        let all = self.points.iter().map(|point| point.value).chain(self.target);
        all.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    }
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
    Some(Drawings { wide: large(series, WIDE, 260.0)?, narrow: large(series, NARROW, 240.0)?, wall: Vec::new() })
}

fn large(series: &Series, width: f64, height: f64) -> Option<Drawing> {
    const SIDE: f64 = 10.0;
    let (first, last) = (series.points.first()?, series.points.last()?);
    let mut drawing = Drawing::new(width, height);
    let face = Face::small(width).ink(Ink::Second);
    // Words of values stand before the curve. Where they would take its room there are none: half a
    // number is no number.
    let wide = list::widest(series.ticks.iter().map(|(_, words)| words.as_str()), face, width);
    let ticks = if wide <= width / 5.0 { series.ticks.as_slice() } else { &[] };
    let start = if ticks.is_empty() { 0.0 } else { wide + GAP + 2.0 };
    let days = time::scale((first.day, series.until.max(last.day)), start + SIDE, width - SIDE);
    let values = values(series, height - 56.0, 48.0);
    let foot = height - 30.0;
    for (value, words) in ticks {
        let y = values.at(*value);
        drawing.line((start, y), (width, y), Paint::stroke(Ink::Rule, 1.0));
        drawing.words((start - GAP, y + 4.5), words, face, Anchor::End);
    }
    for (x, words) in time::ticks(days, &series.months, face) {
        drawing.line((x, foot), (x, foot + 5.0), Paint::stroke(Ink::StrongRule, 1.0));
        let end = x + text::width(&words, face);
        let anchor = if end > width { Anchor::End } else { Anchor::Start };
        drawing.words((x, height - 8.0), &words, face, anchor);
    }
    drawing.line((start, foot), (width, foot), Paint::stroke(Ink::StrongRule, 1.25));
    if let Some(target) = series.target {
        target_line(&mut drawing, (start, width), values.at(target));
    }
    curve(&mut drawing, series, days, values, (4.6, 5.5));
    for label in labels(series, (days, values), (start, width, foot)) {
        label.draw(&mut drawing);
    }
    Some(drawing)
}

/// Values in words: the last reading, the first and the target always, the others where there is
/// room for each of them. Words keep off each other and off the lines, as far as they can.
fn labels(series: &Series, (days, values): (Scale, Scale), (start, end, foot): (f64, f64, f64)) -> Vec<Words> {
    let places: Vec<(f64, f64)> =
        series.points.iter().map(|point| (time::at(days, point.day), values.at(point.value))).collect();
    let mut room = Room::default();
    for pair in places.windows(2) {
        if let [from, to] = pair {
            room.take_line(*from, *to);
        }
    }
    for (x, y) in places.first().into_iter().chain(places.last()) {
        room.take(Area { from: x - 5.0, to: x + 5.0, top: y - 5.0, foot: y + 5.0 });
    }
    let target = series.target.map(|target| values.at(target));
    if let Some(y) = target {
        room.take_line((start, y), (end, y));
    }
    let around = |at: usize, face: Face, sides: &[Side]| -> Vec<Words> {
        let (Some(point), Some(place)) = (series.points.get(at), places.get(at)) else { return Vec::new() };
        // A unit may be a long word: the two ends must not meet.
        let words = text::shorten(&point.words, face, end * 0.45);
        sides.iter().filter_map(|side| side.of(&words, face, *place, (start, end, foot))).collect()
    };
    let (count, ends) = (series.points.len(), Face::bold(14.0).rimmed());
    let second = Face::small(end).ink(Ink::Second).rimmed();
    let last = [Side::After, Side::Above, Side::Below, Side::Before];
    let mut placed: Vec<Words> = room.best(around(count.saturating_sub(1), ends, &last)).into_iter().collect();
    if count > 1 {
        placed.extend(room.best(around(0, ends, &[Side::Above, Side::Below, Side::After])));
    }
    if let Some(y) = target {
        // Above the line, unless the line lies at the foot of what was read.
        let is_low = places.iter().all(|(_, place)| *place <= y);
        let ys = if is_low { [y + 16.0, y - 6.0] } else { [y - 6.0, y + 16.0] };
        let words = text::shorten(&series.target_words, second, end - start);
        let half = text::width(&words, second) / 2.0;
        let xs = [end - half, start + half, f64::midpoint(start, end)];
        let tried = xs.into_iter().flat_map(|x| ys.map(|y| Words { x, y, words: words.clone(), face: second }));
        placed.extend(room.best(tried));
    }
    if count <= MOST_WORDS {
        let between = 1..count.saturating_sub(1);
        placed.extend(between.filter_map(|at| room.free(around(at, second, &[Side::Above, Side::Below]))));
    }
    placed
}

/// On which side of its point a value stands.
#[derive(Clone, Copy, Debug)]
enum Side {
    Above,
    Below,
    Before,
    After,
}

impl Side {
    /// Words on this side of a place; `None` where they would leave the drawing.
    fn of(self, words: &str, face: Face, (x, y): (f64, f64), (start, end, foot): (f64, f64, f64)) -> Option<Words> {
        let half = text::width(words, face) / 2.0;
        let held = x.min(end - half).max(start + half);
        let (x, y) = match self {
            Self::Above => (held, y - 12.0),
            Self::Below => (held, y + 21.0),
            Self::Before => (x - half - 11.0, y + 5.0),
            Self::After => (x + half + 11.0, y + 5.0),
        };
        let fits = x - half >= start - 0.01 && x + half <= end + 0.01 && y <= foot - 3.0;
        fits.then(|| Words { x, y, words: words.to_owned(), face })
    }
}

/// From the lowest to the highest of what was read and what is wanted; one value alone lies in the
/// middle.
fn values(series: &Series, bottom: f64, top: f64) -> Scale {
    let (low, high) = series.span();
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
    fn words_of_readings_close_together_never_lie_on_each_other() {
        for values in [&[61.0, 61.2][..], &[5.0, 9.0, 5.1, 9.2], &[3.0, 3.0], &[10.0, 0.0, 10.0, 0.2, 9.9]] {
            for target in [None, Some(61.1), Some(0.0), Some(9.1)] {
                let both = draw(&series(values, target)).unwrap_or_else(|| unreachable!());
                for drawing in [&both.wide, &both.narrow] {
                    let areas = drawing.shapes.iter().filter_map(|shape| match shape {
                        Shape::Text { x, y, words, face, anchor: Anchor::Middle } => {
                            Some(Words { x: *x, y: *y, words: words.clone(), face: *face }.area())
                        }
                        _ => None,
                    });
                    let areas: Vec<Area> = areas.collect();
                    let is_alone = |at: usize| areas.iter().skip(at + 1).all(|other| !areas[at].meets(other));
                    assert!((0..areas.len()).all(is_alone), "{values:?} {target:?}: {areas:?}");
                }
            }
        }
    }

    #[test]
    fn a_value_of_the_axis_is_written_whole_or_not_at_all() {
        for (words, shown) in [("1,000", true), ("1,000,000,000,000,000,000,000", false)] {
            let ticks = vec![(62.0, words.to_owned())];
            let both = draw(&Series { ticks, ..series(&[61.0, 66.0], None) }).unwrap_or_else(|| unreachable!());
            for drawing in [&both.wide, &both.narrow] {
                assert!(is_inside(drawing));
                let says = |shape: &Shape| matches!(shape, Shape::Text { words: said, .. } if said == words);
                assert_eq!(drawing.shapes.iter().any(says), shown, "{words}");
            }
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
