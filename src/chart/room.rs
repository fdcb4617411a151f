//! What is taken on a drawing, and where words still have room: words keep off other words, and off
//! lines where they can.

use crate::chart::shape::{Anchor, Drawing, Face};
use crate::chart::text;

/// Air that words keep around them.
const AIR: f64 = 4.0;

/// A rectangle: from and to along, top and foot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its top.
    pub top: f64,
    /// Its foot.
    pub foot: f64,
}

/// Words with the middle of their line and their base line.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The middle.
    pub x: f64,
    /// The base line.
    pub y: f64,
    /// What they say.
    pub words: String,
    /// How they are set.
    pub face: Face,
}

/// What is taken.
#[derive(Clone, Debug, Default)]
pub struct Room {
    areas: Vec<Area>,
    lines: Vec<[(f64, f64); 2]>,
}

impl Area {
    /// Whether two areas lie on each other.
    pub fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to && self.top < other.foot && other.top < self.foot
    }

    /// Whether a line runs through it: what lies outside is cut off side by side, until nothing or a
    /// piece is left.
    fn is_crossed(&self, [(x, y), (to_x, to_y)]: [(f64, f64); 2]) -> bool {
        let (dx, dy) = (to_x - x, to_y - y);
        let sides = [(-dx, x - self.from), (dx, self.to - x), (-dy, y - self.top), (dy, self.foot - y)];
        let mut piece = (0.0_f64, 1.0_f64);
        for (way, room) in sides {
            if way == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if way < 0.0 {
                piece.0 = piece.0.max(room / way);
            } else {
                piece.1 = piece.1.min(room / way);
            }
        }
        piece.0 < piece.1
    }
}

impl Words {
    /// The area that the words take, with air around them.
    pub fn area(&self) -> Area {
        let half = text::width(&self.words, self.face) / 2.0 + AIR;
        let size = self.face.size;
        Area {
            from: self.x - half,
            to: self.x + half,
            top: self.y - size * 0.8 - 1.0,
            foot: self.y + size * 0.25 + 1.0,
        }
    }

    /// Writes them.
    pub fn draw(&self, drawing: &mut Drawing) {
        drawing.words((self.x, self.y), &self.words, self.face, Anchor::Middle);
    }
}

impl Room {
    /// Takes an area.
    pub fn take(&mut self, area: Area) {
        self.areas.push(area);
    }

    /// Takes a line.
    pub fn take_line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.lines.push([from, to]);
    }

    /// The first of some words that meet nothing; their area is taken then.
    pub fn free(&mut self, tried: impl IntoIterator<Item = Words>) -> Option<Words> {
        let found = tried.into_iter().find(|words| self.meets(words) == (0, 0));
        self.areas.extend(found.as_ref().map(Words::area));
        found
    }

    /// The first of some words that meet the fewest other words, and then the fewest lines; their area
    /// is taken then.
    pub fn best(&mut self, tried: impl IntoIterator<Item = Words>) -> Option<Words> {
        let found = tried.into_iter().min_by_key(|words| self.meets(words));
        self.areas.extend(found.as_ref().map(Words::area));
        found
    }

    /// How many areas and lines words would meet.
    fn meets(&self, words: &Words) -> (usize, usize) {
        let area = words.area();
        let areas = self.areas.iter().filter(|taken| taken.meets(&area)).count();
        (areas, self.lines.iter().filter(|line| area.is_crossed(**line)).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area { from: 10.0, to: 20.0, top: 10.0, foot: 20.0 };

    #[test]
    fn a_line_through_an_area_crosses_it_and_one_beside_it_does_not() {
        assert!(AREA.is_crossed([(0.0, 15.0), (30.0, 15.0)]));
        assert!(AREA.is_crossed([(0.0, 0.0), (30.0, 30.0)]));
        assert!(AREA.is_crossed([(12.0, 12.0), (13.0, 13.0)]));
        assert!(!AREA.is_crossed([(0.0, 25.0), (30.0, 25.0)]));
        assert!(!AREA.is_crossed([(0.0, 15.0), (5.0, 15.0)]));
        assert!(!AREA.is_crossed([(0.0, 18.0), (18.0, 36.0)]));
    }

    #[test]
    fn words_stand_where_nothing_is_and_else_on_a_line_rather_than_on_words() {
        let words = |x: f64| Words { x, y: 18.0, words: "12".to_owned(), face: Face::plain(14.0) };
        let mut room = Room::default();
        room.take(AREA);
        room.take_line((60.0, 0.0), (60.0, 40.0));
        assert_eq!(room.free([words(15.0), words(60.0), words(100.0)]), Some(words(100.0)));
        assert_eq!(room.free([words(15.0), words(60.0), words(100.0)]), None, "what was placed is taken");
        assert_eq!(room.best([words(15.0), words(60.0)]), Some(words(60.0)));
    }
}
