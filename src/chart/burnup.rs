//! Commitments week over week: steps of what was made, and below them, from the foot up, what was
//! done; what was dropped hangs from the top. What lies between the two is open.

use crate::chart::list;
use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, Shape, WIDE};
use crate::chart::text;
use crate::chart::time::{self, Month};

/// Most weeks that the drawing carries: twenty years.
const MOST: usize = 1044;
/// Most values of the axis.
const MOST_VALUES: usize = 5;
/// Room between words and what they stand beside.
const GAP: f64 = 8.0;
/// From one line of words at the end to the next.
const STEP: f64 = 18.0;

/// What the chart shows.
#[derive(Clone, Debug, Default)]
pub struct BurnUp {
    /// The first day.
    pub first: i64,
    /// The weeks, oldest first.
    pub weeks: Vec<Week>,
    /// Months of the axis.
    pub months: Vec<Month>,
    /// Values of the axis, see [`values`], with their words.
    pub ticks: Vec<(usize, String)>,
    /// What was made, in words, for the end of its line.
    pub made_words: String,
    /// What was done, in words.
    pub done_words: String,
    /// What was dropped, in words; empty for none.
    pub dropped_words: String,
}

/// What was counted at the end of a week.
#[derive(Clone, Copy, Debug)]
pub struct Week {
    /// Its last day.
    pub end: i64,
    /// Commitments made.
    pub made: usize,
    /// Those that were done.
    pub done: usize,
    /// Those that were dropped.
    pub dropped: usize,
}

/// The colour of what was done.
pub const DONE: Ink = Ink::Accent;
/// The colour of what is open.
pub const OPEN: Ink = Ink::Level1;
/// The colour of what was dropped.
pub const DROPPED: Ink = Ink::StrongRule;

/// Draws it; `None` without a commitment, or over very many weeks.
pub fn draw(burnup: &BurnUp) -> Option<Drawings> {
    let is_fit = (1..=MOST).contains(&burnup.weeks.len()) && burnup.weeks.iter().any(|week| week.made > 0);
    is_fit.then(|| Drawings {
        wide: steps(burnup, WIDE, 280.0),
        narrow: steps(burnup, NARROW, 250.0),
        wall: Vec::new(),
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of commitments are small numbers")]
fn steps(burnup: &BurnUp, width: f64, height: f64) -> Drawing {
    const TOP: f64 = 16.0;
    let mut drawing = Drawing::new(width, height);
    let face = Face::small(width).ink(Ink::Second);
    let most = burnup.weeks.iter().map(|week| week.made).max().unwrap_or(1) as f64;
    let last = burnup.weeks.last().copied().unwrap_or(Week { end: burnup.first, made: 0, done: 0, dropped: 0 });
    let ends = ends(burnup, last, width);
    let beside = list::widest(ends.iter().map(|(_, words)| words.as_str()), Face::bold(face.size), width);
    let ticks = &burnup.ticks;
    let before = list::widest(ticks.iter().map(|(_, words)| words.as_str()), face, width) + GAP;
    let foot = height - 30.0;
    let days = time::scale((burnup.first, last.end + 1), before, width - beside - GAP);
    let values = Scale { from: 0.0, to: most, start: foot, end: TOP };
    for (value, words) in ticks {
        let y = values.at(*value as f64);
        drawing.line((before, y), (days.end, y), Paint::stroke(Ink::Rule, 1.0));
        drawing.words((before - GAP, y + 4.5), words, face, Anchor::End);
    }
    let stair = |count: &dyn Fn(&Week) -> f64| stair(burnup, days, |week| values.at(count(week)));
    let floor = vec![(days.end, foot), (days.start, foot)];
    let made = stair(&|week| week.made as f64);
    let kept = stair(&|week| (week.made - week.dropped.min(week.made)) as f64);
    let done = stair(&|week| week.done as f64);
    for (line, ink) in [(&made, DROPPED), (&kept, OPEN), (&done, DONE)] {
        let run = line.iter().chain(&floor).copied().collect();
        drawing.add(Shape::Path { runs: vec![run], closed: true, paint: Paint::fill(ink) });
    }
    drawing.add(Shape::Path { runs: vec![made], closed: false, paint: Paint::stroke(Ink::Ink, 1.75) });
    drawing.line((before, foot), (days.end, foot), Paint::stroke(Ink::StrongRule, 1.25));
    for (x, words) in time::ticks(days, &burnup.months, face) {
        drawing.line((x, foot), (x, foot + 5.0), Paint::stroke(Ink::StrongRule, 1.0));
        let anchor = if x + text::width(&words, face) > width { Anchor::End } else { Anchor::Start };
        drawing.words((x, height - 8.0), &words, face, anchor);
    }
    for (y, words) in apart(ends.into_iter().map(|(value, words)| (values.at(value), words)).collect(), (TOP, foot)) {
        drawing.words((days.end + GAP, y + 4.5), &words, Face::bold(face.size), Anchor::Start);
    }
    drawing
}

/// The words at the end of each line, from the top down, with the value they stand at.
#[expect(clippy::cast_precision_loss, reason = "counts of commitments are small numbers")]
fn ends(burnup: &BurnUp, last: Week, width: f64) -> Vec<(f64, String)> {
    let face = Face::bold(Face::small(width).size);
    let hung = last.made as f64 - last.dropped as f64 / 2.0;
    let all =
        [(last.made as f64, &burnup.made_words), (hung, &burnup.dropped_words), (last.done as f64, &burnup.done_words)];
    let written = all.into_iter().filter(|(_, words)| !words.is_empty());
    written.map(|(value, words)| (value, text::shorten(words, face, width * 0.3))).collect()
}

/// Places of words, from the top down, moved so that none lies on another.
fn apart(mut places: Vec<(f64, String)>, (top, foot): (f64, f64)) -> Vec<(f64, String)> {
    let mut next = top;
    for (y, _) in &mut places {
        *y = y.max(next);
        next = *y + STEP;
    }
    let mut least = foot;
    for (y, _) in places.iter_mut().rev() {
        *y = y.min(least);
        least = *y - STEP;
    }
    places
}

/// A few whole values of the axis, for so many commitments: five at most.
pub fn values(most: usize) -> Vec<usize> {
    let sizes = (0..).map_while(|power| 10_usize.checked_pow(power)).flat_map(|ten| [ten, ten * 2, ten * 5]);
    let step = sizes.into_iter().find(|step| most / step < MOST_VALUES).unwrap_or(most.max(1));
    (0..=most / step).map(|times| times * step).collect()
}

/// The steps of a line: level through each week, upright between two weeks that differ.
fn stair(burnup: &BurnUp, days: Scale, y: impl Fn(&Week) -> f64) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    let mut day = burnup.first;
    for week in &burnup.weeks {
        let (from, to, level) = (time::at(days, day), time::at(days, week.end + 1), y(week));
        day = week.end + 1;
        match points.last_mut() {
            // Weeks that stay level are one stroke.
            #[expect(clippy::float_cmp, reason = "the same count gives the same place")]
            Some(point) if point.1 == level => point.0 = to,
            _ => points.extend([(from, level), (to, level)]),
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::tests::assert_inside;

    fn burnup(weeks: &[(usize, usize, usize)]) -> BurnUp {
        let week = |(at, (made, done, dropped)): (usize, &(usize, usize, usize))| Week {
            end: i64::try_from(at * 7 + 6).unwrap_or_default(),
            made: *made,
            done: *done,
            dropped: *dropped,
        };
        BurnUp {
            first: 0,
            weeks: weeks.iter().enumerate().map(week).collect(),
            made_words: "37 commitments were made".to_owned(),
            done_words: "21 done".to_owned(),
            dropped_words: "3 dropped".to_owned(),
            ..BurnUp::default()
        }
    }

    #[test]
    fn nothing_leaves_the_drawing_however_long_it_is() {
        let long: Vec<(usize, usize, usize)> = (1..=MOST).map(|week| (week * 3, week, week / 2)).collect();
        for weeks in [&[(1, 0, 0)][..], &[(1, 1, 0), (1, 0, 1)], &[(3, 0, 0), (40, 2, 38)], &long] {
            assert_inside(&draw(&burnup(weeks)).unwrap_or_else(|| unreachable!()));
        }
        assert_eq!(draw(&burnup(&[])), None);
        assert_eq!(draw(&burnup(&[(0, 0, 0)])), None);
        assert_eq!(draw(&burnup(&vec![(1, 0, 0); MOST + 1])), None);
    }

    #[test]
    fn words_at_the_end_never_lie_on_each_other() {
        for places in [[20.0, 20.0, 20.0], [240.0, 245.0, 250.0], [16.0, 130.0, 250.0]] {
            let placed = apart(places.map(|y| (y, String::new())).to_vec(), (16.0, 250.0));
            let ys: Vec<f64> = placed.into_iter().map(|(y, _)| y).collect();
            assert!(ys.windows(2).all(|pair| pair[1] - pair[0] >= STEP - 1e-9), "{ys:?}");
            assert!(ys.iter().all(|y| (16.0..=250.0).contains(y)), "{ys:?}");
        }
    }

    #[test]
    fn weeks_that_stay_level_are_one_stroke() {
        let days = time::scale((0, 28), 0.0, 28.0);
        let points = stair(&burnup(&[(1, 0, 0), (1, 0, 0), (2, 0, 0), (2, 0, 0)]), days, |week| {
            -f64::from(u8::from(week.made > 1))
        });
        assert_eq!(points, [(0.0, 0.0), (14.0, 0.0), (14.0, -1.0), (28.0, -1.0)]);
    }

    #[test]
    fn values_of_the_axis_are_whole() {
        assert_eq!(values(1), [0, 1]);
        assert_eq!(values(4), [0, 1, 2, 3, 4]);
        assert_eq!(values(37), [0, 10, 20, 30]);
        assert_eq!(values(1000), [0, 500, 1000]);
    }
}
