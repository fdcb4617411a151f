//! Where patterns were seen: sections by patterns, a dot for each observation.

use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, Shape, WIDE};
use crate::chart::text;

/// Most patterns side by side.
const MOST_PATTERNS: usize = 8;
/// Most sections below each other.
const MOST_SECTIONS: usize = 30;
/// Most dots in a cell; more become one dot and a number.
const MOST_DOTS: usize = 4;
/// From one dot to the next.
const STEP: f64 = 12.0;
/// Room for the names of sections on a phone.
const NARROW_NAMES: f64 = 124.0;
/// Radius of a dot.
const RADIUS: f64 = 4.5;

/// What the chart shows.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Titles of the sections.
    pub sections: Vec<String>,
    /// For each section the observations of each pattern.
    pub counts: Vec<Vec<usize>>,
}

/// Draws it; `None` with nothing to show, more than eight patterns, more than thirty sections, or
/// numbers that are wider than a column.
pub fn draw(map: &Map) -> Option<Drawings> {
    let patterns = map.counts.iter().map(Vec::len).max().unwrap_or(0);
    let most = map.counts.iter().flatten().max().copied().unwrap_or(0);
    let is_fit = (1..=MOST_PATTERNS).contains(&patterns)
        && map.sections.len() <= MOST_SECTIONS
        && STEP + text::width(&most.to_string(), Face::small(NARROW)) <= column(NARROW, NARROW_NAMES, patterns);
    is_fit.then(|| Drawings {
        wide: drawing(map, patterns, (WIDE, 200.0), Face::plain(14.5)),
        narrow: drawing(map, patterns, (NARROW, NARROW_NAMES), Face::plain(13.0)),
        wall: Vec::new(),
    })
}

/// The dots of one cell, for a table: beyond four one dot and the number. Nothing for none.
pub fn cell(count: usize) -> Option<Drawing> {
    let words = count.to_string();
    let width = match count {
        0 => return None,
        1..=MOST_DOTS => STEP * count as f64,
        _ => STEP + 4.0 + text::width(&words, Face::small(0.0)),
    };
    let mut drawing = Drawing::new(width, 14.0);
    dots(&mut drawing, (0.0, 7.0), count);
    Some(drawing)
}

/// Width of the column of one pattern.
fn column(width: f64, names: f64, patterns: usize) -> f64 {
    (width - names - 12.0) / patterns as f64
}

fn drawing(map: &Map, patterns: usize, (width, names): (f64, f64), face: Face) -> Drawing {
    const ROW: f64 = 28.0;
    const HEAD: f64 = 26.0;
    let column = column(width, names, patterns);
    let mut drawing = Drawing::new(width, HEAD + ROW * map.sections.len() as f64 + 1.0);
    for at in 0..patterns {
        let x = names + 12.0 + column * at as f64;
        drawing.words((x, 15.0), &(at + 1).to_string(), Face::bold(14.5).ink(Ink::Accent), Anchor::Start);
    }
    for (at, (section, counts)) in map.sections.iter().zip(&map.counts).enumerate() {
        let top = HEAD + ROW * at as f64;
        drawing.line((0.0, top), (width, top), Paint::stroke(Ink::Rule, 1.0));
        drawing.text((0.0, top + 19.0), &text::shorten(section, face, names), face);
        for (at, count) in counts.iter().enumerate() {
            let room = (column / STEP).floor().max(1.0);
            let x = names + 12.0 + column * at as f64;
            // Where dots would reach into the next column, one dot and a number.
            if *count as f64 > room {
                numbered(&mut drawing, (x, top + 14.0), *count);
            } else {
                dots(&mut drawing, (x, top + 14.0), *count);
            }
        }
    }
    drawing
}

fn dots(drawing: &mut Drawing, (x, y): (f64, f64), count: usize) {
    if count > MOST_DOTS {
        return numbered(drawing, (x, y), count);
    }
    for at in 0..count {
        dot(drawing, x + RADIUS + STEP * at as f64, y);
    }
}

fn numbered(drawing: &mut Drawing, (x, y): (f64, f64), count: usize) {
    dot(drawing, x + RADIUS, y);
    drawing.text((x + STEP, y + 4.5), &count.to_string(), Face::small(drawing.width));
}

fn dot(drawing: &mut Drawing, x: f64, y: f64) {
    drawing.add(Shape::Circle { x, y, radius: RADIUS, paint: Paint::fill(Ink::Accent) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::tests::is_inside;

    fn map(patterns: usize, count: usize) -> Map {
        let sections = vec!["A section with a name that is longer than its column".to_owned(); 3];
        Map { sections, counts: vec![vec![count; patterns]; 3] }
    }

    #[test]
    fn nothing_leaves_the_drawing_with_many_patterns_and_observations() {
        for (patterns, count) in [(1, 1), (4, 4), (8, 99)] {
            let both = draw(&map(patterns, count));
            assert!(both.is_some_and(|both| is_inside(&both.wide) && is_inside(&both.narrow)), "{patterns} {count}");
        }
        assert!(cell(3).is_some_and(|drawing| is_inside(&drawing)));
        assert!(cell(12).is_some_and(|drawing| is_inside(&drawing)));
    }

    #[test]
    fn what_is_too_much_is_left_to_the_table() {
        assert_eq!(draw(&map(9, 1)), None);
        assert_eq!(draw(&map(8, 1000)), None);
        assert_eq!(draw(&Map::default()), None);
        assert_eq!(cell(0), None);
    }
}
