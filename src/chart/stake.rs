//! Value reached and not reached as one bar. Amounts stand above their piece; where pieces are too
//! small for their words, all of them get numbers and a list below.

use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, WIDE};
use crate::chart::text;

/// Most pieces that the drawing carries.
const MOST: usize = 8;
/// Thickness of the bar.
const BAR: f64 = 30.0;
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
        Drawings { wide: bar(&ordered, WIDE, sum), narrow: bar(&ordered, NARROW, sum) }
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
    let words = Face::plain(13.5).ink(Ink::Second);
    let room = |(from, to): &(f64, f64)| to - from - GAP;
    let fits = pieces.iter().zip(&spans).all(|(piece, span)| {
        text::width(&piece.amount, amount) <= room(span)
            && text::fits(&piece.title, words, room(span), LINES)
            && has_room_for_words(&piece.title, words, room(span))
    });
    if fits { above(pieces, &spans, width, (amount, words)) } else { numbered(pieces, &spans, width, words) }
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
    segments(&mut drawing, pieces, spans, top);
    drawing
}

/// Numbers above the pieces, and what they stand for in a list below.
fn numbered(pieces: &[&Piece], spans: &[(f64, f64)], width: f64, words: Face) -> Drawing {
    const NUMBER: f64 = 16.0;
    const TOP: f64 = 24.0;
    const ROW: f64 = 24.0;
    const AMOUNT: f64 = 26.0;
    let amount = Face::figure(17.0);
    let number = Face::bold(13.0);
    let widest = pieces.iter().map(|piece| text::width(&piece.amount, amount)).fold(0.0, f64::max);
    let start = (AMOUNT + widest + 14.0).min(width * 0.6);
    let lines: Vec<Vec<String>> =
        pieces.iter().map(|piece| text::wrap(&piece.title, words, width - start, 2)).collect();
    let list: f64 = lines.iter().map(|lines| ROW + 17.0 * (lines.len().max(1) - 1) as f64).sum();
    let mut drawing = Drawing::new(width, TOP + BAR + 16.0 + list + 4.0);
    // Each number in the middle of its piece, or as near as the numbers around it allow.
    let count = pieces.len();
    let mut places: Vec<f64> = Vec::new();
    for (at, (from, to)) in spans.iter().enumerate() {
        let least = places.last().map_or(NUMBER / 2.0, |last| last + NUMBER);
        let most = width - NUMBER / 2.0 - NUMBER * (count - 1 - at) as f64;
        places.push(f64::midpoint(*from, *to).min(most).max(least));
    }
    segments(&mut drawing, pieces, spans, TOP);
    let mut y = TOP + BAR + 30.0;
    for (at, ((piece, lines), x)) in pieces.iter().zip(&lines).zip(places).enumerate() {
        let words_of = (at + 1).to_string();
        drawing.words((x, 16.0), &words_of, number, Anchor::Middle);
        drawing.text((0.0, y), &words_of, number);
        drawing.text((AMOUNT, y), &text::shorten(&piece.amount, amount, start - AMOUNT - 8.0), amount);
        for (at, line) in lines.iter().enumerate() {
            drawing.text((start, y + 17.0 * at as f64), line, words);
        }
        y += ROW + 17.0 * (lines.len().max(1) - 1) as f64;
    }
    drawing
}

/// The bar: solid what is reached, tinted what is not.
fn segments(drawing: &mut Drawing, pieces: &[&Piece], spans: &[(f64, f64)], top: f64) {
    for (piece, (from, to)) in pieces.iter().zip(spans) {
        if to - from <= 0.0 {
            continue;
        }
        let (fill, edge) = if piece.reached { (Ink::Accent, Ink::Paper) } else { (Ink::Level2, Ink::Accent) };
        drawing.rect((*from, top), (to - from, BAR), Paint::fill(fill).edged(edge, 1.0));
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
    fn what_a_bar_cannot_show_is_left_to_the_table() {
        assert_eq!(draw(&[]), None);
        assert_eq!(draw(&[piece(0.0, true)]), None);
        assert_eq!(draw(&[piece(4.0, true), piece(-1.0, false)]), None);
        assert_eq!(draw(&vec![piece(1.0, false); 9]), None);
    }
}
