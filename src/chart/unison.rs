//! Sections that must work in unison, on one scale in a double frame: the band reaches from the
//! lowest to the highest of them. There is no threshold in it: how far apart is too far, people
//! decide.

use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, WIDE};
use crate::chart::text;

/// Fewest sections that can be apart.
const FEWEST: usize = 2;
/// Most sections that the drawing carries; beyond, the table says it better.
const MOST: usize = 8;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Unison {
    /// The sections in the order of the model.
    pub rows: Vec<Row>,
    /// How far they are apart, such as “37 points apart”.
    pub apart: String,
}

/// One section.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Its score in words, such as “63, was 52”.
    pub words: String,
    /// The share reached, from 0 to 1.
    pub now: f64,
    /// Lowest and highest view as shares.
    pub range: (f64, f64),
    /// The share before.
    pub before: Option<f64>,
}

/// Draws it; `None` with fewer than two sections or more than eight.
pub fn draw(unison: &Unison) -> Option<Drawings> {
    (FEWEST..=MOST).contains(&unison.rows.len()).then(|| Drawings {
        wide: wide(unison),
        narrow: narrow(unison),
        wall: Vec::new(),
    })
}

fn band(unison: &Unison, scale: Scale) -> (f64, f64) {
    let places = unison.rows.iter().map(|row| scale.at(row.now));
    places.fold((f64::MAX, f64::MIN), |(low, high), place| (low.min(place), high.max(place)))
}

fn wide(unison: &Unison) -> Drawing {
    const STEP: f64 = 40.0;
    const SIDE: f64 = 18.0;
    let name = Face::bold(15.0);
    let value = Face::plain(15.0);
    let names = widest(unison.rows.iter().map(|row| row.title.as_str()), name).min(220.0);
    let values = widest(unison.rows.iter().map(|row| row.words.as_str()), value).min(200.0);
    let lines: Vec<Vec<String>> = unison.rows.iter().map(|row| text::wrap(&row.title, name, names, 2)).collect();
    let last = 74.0 + STEP * (lines.len() as f64 - 1.0);
    let mut drawing = Drawing::new(WIDE, last + 52.0);
    let scale = Scale::shares((SIDE + names + 24.0).max(190.0), WIDE - SIDE - values - 24.0);
    drawing.double_frame((0.0, 0.0), (WIDE, last + 52.0));
    draw_band(&mut drawing, band(unison, scale), (48.0, last + 22.0));
    let (low, high) = band(unison, scale);
    let half = text::width(&unison.apart, name) / 2.0;
    let middle = f64::midpoint(low, high).clamp(SIDE + half, WIDE - SIDE - half);
    drawing.words((middle, 38.0), &unison.apart, name, Anchor::Middle);
    for (at, (row, lines)) in unison.rows.iter().zip(lines).enumerate() {
        let y = 74.0 + STEP * at as f64;
        let top = y + 5.0 - 9.0 * (lines.len() as f64 - 1.0);
        for (at, line) in lines.iter().enumerate() {
            drawing.text((SIDE, top + 18.0 * at as f64), line, name);
        }
        let words = text::shorten(&row.words, value, values);
        drawing.words((WIDE - SIDE, y + 5.0), &words, value, Anchor::End);
        draw_row(&mut drawing, row, scale, y);
    }
    draw_ticks(&mut drawing, scale, last + 40.0);
    drawing
}

fn narrow(unison: &Unison) -> Drawing {
    const STEP: f64 = 48.0;
    const SIDE: f64 = 16.0;
    let name = Face::bold(14.0);
    let value = Face::plain(13.5);
    let last = 88.0 + STEP * (unison.rows.len() as f64 - 1.0);
    let mut drawing = Drawing::new(NARROW, last + 42.0);
    let scale = Scale::shares(SIDE + 6.0, NARROW - SIDE - 6.0);
    drawing.double_frame((0.0, 0.0), (NARROW, last + 42.0));
    let (low, high) = band(unison, scale);
    for at in 0..unison.rows.len() {
        let y = 88.0 + STEP * at as f64;
        draw_band(&mut drawing, (low, high), (y - 9.0, y + 9.0));
    }
    let apart = text::shorten(&unison.apart, name, NARROW - 2.0 * SIDE);
    let half = text::width(&apart, name) / 2.0;
    let middle = f64::midpoint(low, high).clamp(SIDE + half, (NARROW - SIDE - half).max(SIDE + half));
    drawing.words((middle, 37.0), &apart, name, Anchor::Middle);
    for (at, row) in unison.rows.iter().enumerate() {
        let y = 88.0 + STEP * at as f64;
        let room = NARROW - 2.0 * SIDE - text::width(&row.words, value) - 12.0;
        drawing.text((SIDE, y - 17.0), &text::shorten(&row.title, name, room), name);
        drawing.words((NARROW - SIDE, y - 17.0), &row.words, value, Anchor::End);
        draw_row(&mut drawing, row, scale, y);
    }
    draw_ticks(&mut drawing, scale, last + 29.0);
    drawing
}

fn draw_band(drawing: &mut Drawing, (low, high): (f64, f64), (top, bottom): (f64, f64)) {
    drawing.rect((low, top), (high - low, bottom - top), Paint::fill(Ink::Level1));
    for edge in [low, high] {
        drawing.line((edge, top), (edge, bottom), Paint::stroke(Ink::StrongRule, 1.0));
    }
}

fn draw_row(drawing: &mut Drawing, row: &Row, scale: Scale, y: f64) {
    drawing.line((scale.start, y), (scale.end, y), Paint::stroke(Ink::Rule, 1.0));
    drawing.range(scale.at(row.range.0), scale.at(row.range.1), y);
    if let Some(before) = row.before {
        drawing.before(scale.at(before), y);
    }
    drawing.now(scale.at(row.now), y);
}

fn draw_ticks(drawing: &mut Drawing, scale: Scale, y: f64) {
    let face = Face::small(drawing.width).ink(Ink::Second);
    for (share, words) in [(0.0, "0"), (0.5, "50"), (1.0, "100")] {
        drawing.words((scale.at(share), y), words, face, Anchor::Middle);
    }
}

fn widest<'a>(words: impl Iterator<Item = &'a str>, face: Face) -> f64 {
    words.map(|words| text::width(words, face)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::Shape;

    fn row(now: f64) -> Row {
        Row { title: "Leadership".to_owned(), words: "63, was 52".to_owned(), now, range: (now, now), before: None }
    }

    #[test]
    fn the_band_reaches_from_the_lowest_to_the_highest() {
        let unison = Unison { rows: vec![row(0.2), row(0.8), row(0.5)], apart: "60 points apart".to_owned() };
        let (low, high) = band(&unison, Scale::shares(0.0, 100.0));
        assert!((low - 20.0).abs() < 1e-9 && (high - 80.0).abs() < 1e-9);
    }

    #[test]
    fn one_section_alone_is_no_chart() {
        assert_eq!(draw(&Unison { rows: vec![row(0.2)], apart: String::new() }), None);
    }

    #[test]
    fn words_stay_inside_the_drawing_whatever_their_length() {
        let long = "A section whose title has very many words and does not end ".repeat(4);
        let rows = vec![Row { title: long.clone(), ..row(0.0) }, Row { title: long, ..row(1.0) }];
        let drawings = draw(&Unison { rows, apart: "100 points apart".to_owned() });
        for drawing in drawings.iter().flat_map(|both| [&both.wide, &both.narrow]) {
            for shape in &drawing.shapes {
                if let Shape::Text { x, words, face, anchor, .. } = shape {
                    let wide = text::width(words, *face);
                    let start = match anchor {
                        Anchor::Start => *x,
                        Anchor::Middle => x - wide / 2.0,
                        Anchor::End => x - wide,
                    };
                    assert!(start >= 0.0 && start + wide <= drawing.width, "{words}");
                }
            }
        }
    }
}
