//! Meetings along a line of time: whether the team meets, seen at a glance.

use crate::chart::marks::Mark;
use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, WIDE};
use crate::chart::text;
use crate::chart::time::{self, Month};

/// Most meetings that the drawing carries; beyond, ticks would run into each other.
const MOST: usize = 110;

/// What the chart shows.
#[derive(Clone, Debug, Default)]
pub struct Cadence {
    /// Meetings, ascending by day.
    pub meetings: Vec<Meeting>,
    /// First and last day of the axis.
    pub span: (i64, i64),
    /// Months of the axis.
    pub months: Vec<Month>,
}

/// One meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its day.
    pub day: i64,
    /// How it is marked: held, to be held, missed, a diamond, an open diamond, or unreported.
    pub mark: Mark,
    /// What it is, with its date; only strategic meetings have words.
    pub words: String,
}

/// Draws it; `None` without a meeting, or with very many.
pub fn draw(cadence: &Cadence) -> Option<Drawings> {
    let is_fit = (1..=MOST).contains(&cadence.meetings.len());
    is_fit.then(|| Drawings { wide: line(cadence, WIDE), narrow: line(cadence, NARROW), wall: Vec::new() })
}

/// Base lines of the words of strategic meetings: near the axis, and above that.
const NEAR: f64 = 20.0;
/// From one line of words to the one above.
const STEP: f64 = 18.0;

fn line(cadence: &Cadence, width: f64) -> Drawing {
    let scale = time::scale(cadence.span, 10.0, width - 10.0);
    let labels = labels(cadence, scale, width);
    let rows = labels.iter().map(|label| label.level).max().unwrap_or(0);
    let lift = STEP * rows as f64;
    let y = lift + 50.0;
    let mut drawing = Drawing::new(width, y + 60.0);
    let small = Face::small(width).ink(Ink::Second);
    for (x, name, year) in time::stacked(scale, &cadence.months, small) {
        drawing.line((x, y + 16.0), (x, y + 22.0), Paint::stroke(Ink::StrongRule, 1.0));
        if x + text::width(&name, small).max(text::width(&year, small)) <= width {
            drawing.text((x, y + 38.0), &name, small);
            drawing.text((x, y + 55.0), &year, small);
        }
    }
    drawing.line((0.0, y), (width, y), Paint::stroke(Ink::StrongRule, 1.25));
    let leaders =
        labels.iter().map(|label| vec![(label.x, lift + NEAR - STEP * label.level as f64 + 5.0), (label.x, y)]);
    drawing.strokes(leaders.collect(), Paint::stroke(Ink::StrongRule, 1.0));
    // What is seldom lies over what is frequent.
    let is_seldom = |meeting: &&Meeting| matches!(meeting.mark, Mark::Diamond | Mark::OpenDiamond);
    let often = cadence.meetings.iter().filter(|meeting| !is_seldom(meeting));
    for meeting in often.chain(cadence.meetings.iter().filter(is_seldom)) {
        drawing.mark(meeting.mark, time::at(scale, meeting.day), y);
    }
    for label in &labels {
        let (place, anchor) = label.anchored();
        drawing.words((place, lift + NEAR - STEP * label.level as f64), label.words, Face::small(width), anchor);
    }
    drawing
}

/// Words of a strategic meeting with their place.
#[derive(Clone, Copy, Debug)]
struct Label<'a> {
    words: &'a str,
    /// Where its mark stands; a line leads there.
    x: f64,
    /// Where the words begin and end.
    start: f64,
    end: f64,
    /// 0 near the axis, 1 above.
    level: usize,
}

impl Label<'_> {
    /// Where the words are held: at the end that is nearer to their mark, so that they stay at it
    /// when they turn out narrower than reckoned.
    fn anchored(&self) -> (f64, Anchor) {
        let middle = f64::midpoint(self.start, self.end);
        match self.x - middle {
            way if way > 1.0 => (self.end, Anchor::End),
            way if way < -1.0 => (self.start, Anchor::Start),
            _ => (middle, Anchor::Middle),
        }
    }

    /// Whether words meet words, or a line to a mark runs through words.
    fn meets(&self, other: &Self) -> bool {
        let (low, high) = if self.level < other.level { (self, other) } else { (other, self) };
        match low.level == high.level {
            true => low.start - 12.0 < high.end && high.start < low.end + 12.0,
            false => (low.start - 5.0..=low.end + 5.0).contains(&high.x),
        }
    }
}

/// Words of strategic meetings, the newest first: above their mark, or beginning or ending at it,
/// on one of two lines. Where there is no room the table has them.
fn labels(cadence: &Cadence, scale: Scale, width: f64) -> Vec<Label<'_>> {
    let mut placed: Vec<Label<'_>> = Vec::new();
    for meeting in cadence.meetings.iter().rev().filter(|meeting| !meeting.words.is_empty()) {
        let x = time::at(scale, meeting.day);
        let wide = text::width(&meeting.words, Face::small(width));
        let at = |level: usize, start: f64| {
            let start = start.min(width - wide).max(0.0);
            Label { words: &meeting.words, x, start, end: start + wide, level }
        };
        let tried = [(0, 0.5), (1, 0.5), (0, 0.9), (0, 0.1), (1, 0.9), (1, 0.1)];
        let tried = tried.map(|(level, before)| at(level, x - wide * before));
        let free =
            tried.into_iter().find(|label| label.end <= width + 0.01 && placed.iter().all(|other| !label.meets(other)));
        placed.extend(free);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::tests::is_inside;

    #[test]
    fn nothing_leaves_the_drawing_and_words_never_meet() {
        let meeting = |day| Meeting { day, mark: Mark::Diamond, words: "Strategic, 26 November 2026".to_owned() };
        for days in [vec![0, 365], vec![0, 10, 20, 200, 360, 365], vec![7], vec![365]] {
            let cadence =
                Cadence { meetings: days.into_iter().map(meeting).collect(), span: (0, 365), months: Vec::new() };
            assert!(draw(&cadence).is_some_and(|both| is_inside(&both.wide) && is_inside(&both.narrow)));
            for width in [WIDE, NARROW] {
                let labels = labels(&cadence, time::scale(cadence.span, 10.0, width - 10.0), width);
                let meet = |at: usize, label: &Label<'_>| labels.iter().skip(at + 1).any(|other| label.meets(other));
                assert!(!labels.iter().enumerate().any(|(at, label)| meet(at, label)), "{labels:?}");
                assert!(labels.iter().all(|label| (label.start..=label.end).contains(&label.x)), "{labels:?}");
            }
        }
    }

    #[test]
    fn no_meeting_is_no_drawing() {
        assert_eq!(draw(&Cadence::default()), None);
    }
}
