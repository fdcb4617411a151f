//! Value reached and not reached as one bar. Amounts stand above their piece; where pieces are too
//! small for their words, the bar is taken apart below: each piece on a line of its own, at its place.

use crate::chart::list;
use crate::chart::shape::{Drawing, Drawings, Face, Ink, NARROW, Paint, WIDE};
use crate::chart::text;

/// Most pieces that the drawing carries.
const MOST: usize = 8;
/// Thickness of the bar.
const BAR: f64 = 30.0;
/// Thickness of a piece on a line of its own.
const THIN: f64 = 14.0;
/// From one line of words to the next.
const LINE: f64 = 17.0;
/// Most lines of words above a piece.
const LINES: usize = 3;
/// Room between the words of two pieces.
const GAP: f64 = 12.0;

/// A piece of the value.
#[derive(Clone, Debug)]
pub struct Piece {
    /// How much.
    pub value: f64,
    /// How much, in words.
    pub amount: String,
    /// What it is.
    pub title: String,
    /// Whether it is reached.
    pub reached: bool,
}

/// Draws pieces that are reached first; `None` when a value is below zero, when all are zero, or
/// when there are more than eight.
pub fn draw(pieces: &[Piece]) -> Option<Drawings> {
    let sum: f64 = pieces.iter().map(|piece| piece.value).sum();
    let is_fit = pieces.len() <= MOST && sum > 0.0 && pieces.iter().all(|piece| piece.value >= 0.0);
    is_fit.then(|| {
        let mut ordered: Vec<&Piece> = pieces.iter().filter(|piece| piece.reached).collect();
        ordered.extend(pieces.iter().filter(|piece| !piece.reached));
        Drawings { wide: bar(&ordered, WIDE, sum), narrow: bar(&ordered, NARROW, sum), wall: Vec::new() }
    })
}

fn bar(pieces: &[&Piece], width: f64, sum: f64) -> Drawing {
    let mut x = 0.5;
    let spans: Vec<(f64, f64)> = pieces
        .iter()
        .map(|piece| {
            let from = x;
            x += piece.value / sum * (width - 1.0);
            (from, x)
        })
        .collect();
    let amount = Face::figure(if width < WIDE { 20.0 } else { 23.0 });
    let words = Face::plain(if width < WIDE { 13.5 } else { 14.0 }).ink(Ink::Second);
    let room = |(from, to): &(f64, f64)| to - from - GAP;
    let fits = pieces.iter().zip(&spans).all(|(piece, span)| {
        text::width(&piece.amount, amount) <= room(span)
            && text::fits(&piece.title, words, room(span), LINES)
            && has_room_for_words(&piece.title, words, room(span))
    });
    if fits { above(pieces, &spans, width, (amount, words)) } else { stepped(pieces, &spans, width) }
}

/// Whether no word has to be broken, where a script has words.
fn has_room_for_words(words: &str, face: Face, room: f64) -> bool {
    words.split_whitespace().all(|word| !word.is_ascii() || text::width(word, face) <= room)
}

/// Amounts and words above their pieces.
fn above(pieces: &[&Piece], spans: &[(f64, f64)], width: f64, (amount, words): (Face, Face)) -> Drawing {
    let lines: Vec<Vec<String>> = pieces
        .iter()
        .zip(spans)
        .map(|(piece, (from, to))| text::wrap(&piece.title, words, to - from - GAP, LINES))
        .collect();
    let most = lines.iter().map(Vec::len).max().unwrap_or(0);
    let top = 32.0 + 17.0 * most as f64;
    let mut drawing = Drawing::new(width, top + BAR + 4.0);
    for ((piece, (from, _)), lines) in pieces.iter().zip(spans).zip(&lines) {
        drawing.text((*from, 22.0), &piece.amount, amount);
        for (at, line) in lines.iter().enumerate() {
            drawing.text((*from, 42.0 + 17.0 * at as f64), line, words);
        }
    }
    segments(&mut drawing, pieces, spans, (top, BAR));
    drawing
}

/// How amounts and words of pieces in steps are set.
const STEP_AMOUNT: Face = Face::figure(17.0).rimmed();
const STEP_WORDS: Face = Face::plain(14.0).ink(Ink::Second).rimmed();
/// Least room for words beside a piece; where there is less they stand above it.
const BESIDE: f64 = 100.0;

/// The bar, and below it each piece once more on a line of its own, at its place, with its amount and
/// its words beside it or above it.
fn stepped(pieces: &[&Piece], spans: &[(f64, f64)], width: f64) -> Drawing {
    const TOP: f64 = BAR + 14.0;
    let steps: Vec<Step> = pieces.iter().zip(spans).map(|(piece, span)| Step::of(piece, *span, width)).collect();
    let mut drawing = Drawing::new(width, TOP + steps.iter().map(Step::height).sum::<f64>() + 2.0);
    segments(&mut drawing, pieces, spans, (1.0, BAR));
    let mut y = TOP;
    let mut joint: Option<(f64, f64)> = None;
    for ((piece, span), step) in pieces.iter().zip(spans).zip(&steps) {
        let middle = y + step.middle();
        if let Some(from) = joint.replace((span.1, middle + THIN / 2.0)) {
            drawing.line(from, (from.0, middle - THIN / 2.0), Paint::stroke(Ink::StrongRule, 1.0));
        }
        segments(&mut drawing, &[*piece], &[*span], (middle - THIN / 2.0, THIN));
        step.draw(&mut drawing, y);
        y += step.height();
    }
    drawing
}

/// The words of a piece in steps.
struct Step {
    /// How much, in words.
    amount: String,
    /// What it is, on as many lines as it needs.
    lines: Vec<String>,
    /// Where the amount begins, and where the lines do.
    places: (f64, f64),
    /// Whether they stand beside the piece.
    beside: bool,
}

impl Step {
    fn of(piece: &Piece, (from, to): (f64, f64), width: f64) -> Self {
        let amount = text::shorten(&piece.amount, STEP_AMOUNT, width / 3.0);
        let before = text::width(&amount, STEP_AMOUNT) + 8.0;
        let all = before + text::width(&piece.title, STEP_WORDS);
        let (ahead, behind) = (from - GAP, width - to - GAP);
        let is_behind = all <= behind || (all > ahead && behind >= ahead);
        let room = if is_behind { behind } else { ahead };
        let beside = all <= room || room - before >= BESIDE;
        let room = if beside { room } else { width };
        let lines = text::wrap(&piece.title, STEP_WORDS, room - before, usize::MAX);
        let wide = before + list::widest(lines.iter().map(String::as_str), STEP_WORDS, room);
        let start = match (beside, is_behind) {
            (true, true) => width - behind,
            (true, false) => ahead - wide,
            (false, _) => 0.0,
        };
        Self { amount, lines, places: (start, start + before), beside }
    }

    fn words(&self) -> f64 {
        LINE * self.lines.len().max(1) as f64
    }

    fn height(&self) -> f64 {
        self.words() + if self.beside { 12.0 } else { THIN + 18.0 }
    }

    /// Where the middle of the piece lies below the top.
    fn middle(&self) -> f64 {
        if self.beside { self.height() / 2.0 } else { self.words() + 8.0 + THIN / 2.0 }
    }

    fn draw(&self, drawing: &mut Drawing, top: f64) {
        let first = if self.beside { top + self.middle() + 5.0 - (self.words() - LINE) / 2.0 } else { top + 16.0 };
        drawing.text((self.places.0, first), &self.amount, STEP_AMOUNT);
        for (at, line) in self.lines.iter().enumerate() {
            drawing.text((self.places.1, first + LINE * at as f64), line, STEP_WORDS);
        }
    }
}

/// The bar: solid what is reached, tinted what is not.
fn segments(drawing: &mut Drawing, pieces: &[&Piece], spans: &[(f64, f64)], (top, tall): (f64, f64)) {
    for (piece, (from, to)) in pieces.iter().zip(spans) {
        if to - from <= 0.0 {
            continue;
        }
        let (fill, edge) = if piece.reached { (Ink::Accent, Ink::Paper) } else { (Ink::Level2, Ink::Accent) };
        drawing.rect((*from, top), (to - from, tall), Paint::fill(fill).edged(edge, 1.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::Shape;
    use crate::chart::shape::tests::is_inside;

    fn piece(value: f64, reached: bool) -> Piece {
        Piece { value, amount: format!("{value}"), title: "depends on weekly use in sales".to_owned(), reached }
    }

    fn bars(drawing: &Drawing) -> Vec<f64> {
        let width = |shape: &Shape| if let Shape::Rect { width, .. } = shape { Some(*width) } else { None };
        drawing.shapes.iter().filter_map(width).collect()
    }

    #[test]
    fn pieces_are_as_long_as_their_share_and_stay_inside() {
        for pieces in [
            vec![piece(2.1, true)],
            vec![piece(1.0, false), piece(3.0, true)],
            vec![piece(100_000_000.0, true), piece(1.0, false), piece(1.0, false), piece(1.0, false)],
            vec![piece(1.0, false); 8],
        ] {
            let both = draw(&pieces);
            let drawn: Vec<&Drawing> = both.iter().flat_map(|both| [&both.wide, &both.narrow]).collect();
            assert!(drawn.len() == 2 && drawn.iter().all(|drawing| is_inside(drawing)), "{pieces:?}");
        }
        let both = draw(&[piece(1.0, false), piece(3.0, true)]);
        let shares = both.map(|both| bars(&both.wide));
        assert_eq!(shares, Some(vec![(WIDE - 1.0) * 0.75, (WIDE - 1.0) * 0.25]), "what is reached comes first");
    }

    #[test]
    fn many_pieces_are_taken_apart_each_at_its_place_with_all_its_words() {
        let pieces: Vec<Piece> = (1..=8).map(|at| piece(f64::from(at), at < 3)).collect();
        let both = draw(&pieces).unwrap_or_else(|| unreachable!());
        for drawing in [&both.wide, &both.narrow] {
            let boxes = drawing.shapes.iter().filter_map(|shape| match shape {
                Shape::Rect { x, y, width, .. } => Some((*x, *width, *y)),
                _ => None,
            });
            let boxes: Vec<(f64, f64, f64)> = boxes.collect();
            let (bar, steps) = boxes.split_at(8);
            assert!(bar.iter().zip(steps).all(|(one, two)| (one.0, one.1) == (two.0, two.1)), "{boxes:?}");
            assert!(steps.iter().map(|(_, _, y)| *y).is_sorted());
            let said: Vec<&str> = drawing
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Text { words, .. } => Some(words.as_str()),
                    _ => None,
                })
                .collect();
            assert_eq!(said.join(" ").matches("depends on weekly use in sales").count(), 8, "{said:?}");
        }
    }

    #[test]
    fn what_a_bar_cannot_show_is_left_to_the_table() {
        assert_eq!(draw(&[]), None);
        assert_eq!(draw(&[piece(0.0, true)]), None);
        assert_eq!(draw(&[piece(4.0, true), piece(-1.0, false)]), None);
        assert_eq!(draw(&vec![piece(1.0, false); 9]), None);
    }
}
