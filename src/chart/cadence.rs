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
    /// How it is marked: held, missed, a diamond, an open diamond, or unreported.
    pub mark: Mark,
    /// What it is, with its date; only strategic meetings have words.
    pub words: String,
}

/// Draws it; `None` without a meeting, or with very many.
pub fn draw(cadence: &Cadence) -> Option<Drawings> {
    let is_fit = (1..=MOST).contains(&cadence.meetings.len());
    is_fit.then(|| Drawings { wide: line(cadence, WIDE), narrow: line(cadence, NARROW) })
}

fn line(cadence: &Cadence, width: f64) -> Drawing {
    const Y: f64 = 50.0;
    let mut drawing = Drawing::new(width, 94.0);
    let scale = time::scale(cadence.span, 10.0, width - 10.0);
    let small = Face::plain(13.0).ink(Ink::Second);
    for (x, words) in time::ticks(scale, &cadence.months, small) {
        drawing.line((x, Y + 16.0), (x, Y + 22.0), Paint::stroke(Ink::StrongRule, 1.0));
        if x + text::width(&words, small) <= width {
            drawing.text((x, Y + 38.0), &words, small);
        }
    }
    drawing.line((0.0, Y), (width, Y), Paint::stroke(Ink::StrongRule, 1.25));
    // What is seldom lies over what is frequent.
    let is_seldom = |meeting: &&Meeting| matches!(meeting.mark, Mark::Diamond | Mark::OpenDiamond);
    let often = cadence.meetings.iter().filter(|meeting| !is_seldom(meeting));
    for meeting in often.chain(cadence.meetings.iter().filter(is_seldom)) {
        drawing.mark(meeting.mark, time::at(scale, meeting.day), Y);
    }
    words(&mut drawing, cadence, scale);
    drawing
}

/// Words of strategic meetings, the newest first, where there is room.
fn words(drawing: &mut Drawing, cadence: &Cadence, scale: Scale) {
    let face = Face::plain(13.0);
    let mut free_to = drawing.width;
    for meeting in cadence.meetings.iter().rev().filter(|meeting| !meeting.words.is_empty()) {
        let x = time::at(scale, meeting.day);
        let half = text::width(&meeting.words, face) / 2.0;
        let middle = x.min(free_to - half).max(half);
        if middle + half > free_to + 0.01 || (middle - x).abs() > half {
            continue;
        }
        drawing.words((middle, 22.0), &meeting.words, face, Anchor::Middle);
        free_to = middle - half - 12.0;
    }
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
        }
    }

    #[test]
    fn no_meeting_is_no_drawing() {
        assert_eq!(draw(&Cadence::default()), None);
    }
}
