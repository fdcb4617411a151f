//! Rows one below the other, with names before them and a scale beside them: what the charts of
//! change, ranges and requisites have in common.

use crate::chart::group::Line;
use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Face, Ink, Paint};
use crate::chart::text;

/// Height of a group's title and of the double line in a list.
const HEADING: f64 = 28.0;
const DOUBLE: f64 = 20.0;

/// A line of a list with the place of its top and of its end.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a, T> {
    /// Where it begins.
    pub top: f64,
    /// Where it ends.
    pub end: f64,
    /// What it is.
    pub line: Line<'a, T>,
}

/// Lines from a top down, each as tall as it must be.
pub fn place<'a, T>(lines: Vec<Line<'a, T>>, top: f64, height: impl Fn(&T) -> f64) -> Vec<Placed<'a, T>> {
    let mut end = top;
    let placed = lines.into_iter().map(|line| {
        let top = end;
        end += match line {
            Line::Heading(_) => HEADING,
            Line::Double => DOUBLE,
            Line::Member(member) => height(member),
        };
        Placed { top, end, line }
    });
    placed.collect()
}

/// The members among the lines.
pub fn members<'a, T>(placed: &'a [Placed<'a, T>]) -> impl Iterator<Item = (&'a Placed<'a, T>, &'a T)> {
    placed.iter().filter_map(|placed| match placed.line {
        Line::Member(member) => Some((placed, member)),
        _ => None,
    })
}

/// Where a list ends that begins at a top.
pub fn end<T>(placed: &[Placed<'_, T>], top: f64) -> f64 {
    placed.last().map_or(top, |last| last.end)
}

/// Draws what is no member: titles of groups and the double line.
pub fn draw_frame<T>(drawing: &mut Drawing, placed: &[Placed<'_, T>], face: Face) {
    for Placed { top, end, line } in placed {
        match line {
            Line::Heading(title) => {
                drawing.text((0.0, end - 9.0), &text::shorten(title, face, drawing.width), face.rimmed());
            }
            Line::Double => drawing.double_line(f64::midpoint(*top, *end)),
            Line::Member(_) => {}
        }
    }
}

/// Draws hairlines upright at the places of a scale.
pub fn draw_grid(drawing: &mut Drawing, scale: Scale, shares: impl Iterator<Item = f64>, (top, end): (f64, f64)) {
    let runs: Vec<_> = shares.map(|share| vec![(scale.at(share), top), (scale.at(share), end)]).collect();
    drawing.strokes(runs, Paint::stroke(Ink::Rule, 1.0));
}

/// Draws the line along which the marks of each row stand.
pub fn draw_tracks(drawing: &mut Drawing, scale: Scale, places: impl Iterator<Item = f64>) {
    let runs: Vec<_> = places.map(|y| vec![(scale.start, y), (scale.end, y)]).collect();
    drawing.strokes(runs, Paint::stroke(Ink::Rule, 1.0));
}

/// Draws a name of several lines around a middle.
pub fn draw_name(drawing: &mut Drawing, lines: &[String], (x, middle): (f64, f64), face: Face) {
    let step = face.size + 3.0;
    let top = middle + face.size / 3.0 - step * (lines.len() as f64 - 1.0) / 2.0;
    for (at, line) in lines.iter().enumerate() {
        drawing.text((x, top + step * at as f64), line, face);
    }
}

/// Draws the words of a scale; those that would run into the last ones are left out.
pub fn draw_ticks(drawing: &mut Drawing, scale: Scale, ticks: &[(f64, String)], y: f64, face: Face) {
    let mut free = f64::MIN;
    for (share, words) in ticks {
        let wide = text::width(words, face);
        let middle = scale.at(*share).clamp(wide / 2.0, (drawing.width - wide / 2.0).max(wide / 2.0));
        if middle - wide / 2.0 >= free {
            drawing.words((middle, y), words, face, Anchor::Middle);
            free = middle + wide / 2.0 + 8.0;
        }
    }
}

/// Width of the widest words, no wider than a limit.
pub fn widest<'a>(words: impl Iterator<Item = &'a str>, face: Face, most: f64) -> f64 {
    words.map(|words| text::width(words, face)).fold(0.0, f64::max).min(most)
}
