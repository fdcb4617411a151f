//! What a drawing is made of. Units are those of the drawing: one unit is one CSS pixel at the
//! drawing's own width, x grows in the direction of reading, y downwards.

/// Width of a wide drawing.
pub const WIDE: f64 = 720.0;

/// Width of a narrow drawing.
pub const NARROW: f64 = 342.0;

/// Tallest wide drawing: with its title it fills one sheet of paper, and a drawing is never split.
pub const TALLEST: f64 = 1100.0;

/// Width of a drawing for a slide.
pub const WALL: f64 = 1000.0;

/// Tallest drawing for a slide, which is wide and low.
pub const LOW: f64 = 370.0;

/// A chart in its widths.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawings {
    /// For a page and for paper, [`WIDE`] units wide.
    pub wide: Drawing,
    /// For a phone, [`NARROW`] units wide.
    pub narrow: Drawing,
    /// For slides, [`WALL`] units wide and at most [`LOW`] units tall, on as many as it takes; none
    /// where the wide one serves.
    pub wall: Vec<Drawing>,
}

/// One drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Whether it reads from the right: x was mirrored, and text begins at its right end.
    pub mirrored: bool,
    /// What is on it; later shapes lie over earlier ones.
    pub shapes: Vec<Shape>,
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle from its corner at the top, where reading begins.
    Rect {
        /// Start.
        x: f64,
        /// Top.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Radius of the corners.
        radius: f64,
        /// Its colours.
        paint: Paint,
    },
    /// A circle.
    Circle {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Radius.
        radius: f64,
        /// Its colours.
        paint: Paint,
    },
    /// Straight strokes from point to point. Each run of points is a stroke of its own.
    Path {
        /// Runs of points.
        runs: Vec<Vec<(f64, f64)>>,
        /// Whether each run ends where it began.
        closed: bool,
        /// Its colours.
        paint: Paint,
    },
    /// Words on one line.
    Text {
        /// Where the line starts, has its middle or ends.
        x: f64,
        /// Base line.
        y: f64,
        /// The words.
        words: String,
        /// How they look.
        face: Face,
        /// Which end `x` means.
        anchor: Anchor,
    },
}

/// Colours of a shape.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paint {
    /// Colour inside.
    pub fill: Option<Ink>,
    /// Colour and width of the edge.
    pub stroke: Option<(Ink, f64)>,
    /// Lengths of dash and gap.
    pub dash: Option<(f64, f64)>,
}

/// A role that a colour plays. What it looks like depends on the ground: light, dark, paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// The ground itself.
    Paper,
    /// Words and marks.
    Ink,
    /// Words that stand back.
    Second,
    /// Words that stand further back.
    Third,
    /// Hairlines, only decoration.
    Rule,
    /// Lines that mean something.
    StrongRule,
    /// The one accent: met, held, reached.
    Accent,
    /// Overdue, missed, wrong direction; always with a mark and a word.
    Signal,
    /// The range of views.
    Range,
    /// Level 1, the lowest of four tints.
    Level1,
    /// Level 2.
    Level2,
    /// Level 3.
    Level3,
    /// Level 4, the highest.
    Level4,
    /// Words on level 4.
    OnLevel4,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Size of the type, in units.
    pub size: f64,
    /// Whether the words are bold.
    pub bold: bool,
    /// Whether they are set in the serif of statements and figures.
    pub serif: bool,
    /// Their colour.
    pub ink: Ink,
    /// Whether a rim of the ground keeps them apart from lines below.
    pub rim: bool,
}

/// Which end of a line of words a place means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Where reading begins.
    Start,
    /// The middle.
    Middle,
    /// Where it ends.
    End,
}

impl Paint {
    /// Filled, without an edge.
    pub const fn fill(ink: Ink) -> Self {
        Self { fill: Some(ink), stroke: None, dash: None }
    }

    /// An edge, nothing inside.
    pub const fn stroke(ink: Ink, width: f64) -> Self {
        Self { fill: None, stroke: Some((ink, width)), dash: None }
    }

    /// The same with an edge.
    #[must_use]
    pub const fn edged(self, ink: Ink, width: f64) -> Self {
        Self { stroke: Some((ink, width)), ..self }
    }

    /// The same with a dashed edge.
    #[must_use]
    pub const fn dashed(self, dash: f64, gap: f64) -> Self {
        Self { dash: Some((dash, gap)), ..self }
    }
}

impl Face {
    /// Plain words of a size in the sans of labels.
    pub const fn plain(size: f64) -> Self {
        Self { size, bold: false, serif: false, ink: Ink::Ink, rim: false }
    }

    /// The smallest words of a drawing from side to side: on a sheet of paper, where a wide one
    /// stands smaller than on a page, they are still eight points.
    pub const fn small(width: f64) -> Self {
        Self::plain(if width < WIDE { 13.0 } else { 14.0 })
    }

    /// Bold words of a size.
    pub const fn bold(size: f64) -> Self {
        Self { bold: true, ..Self::plain(size) }
    }

    /// A figure of a size in the serif of statements.
    pub const fn figure(size: f64) -> Self {
        Self { bold: true, serif: true, ..Self::plain(size) }
    }

    /// The same in another colour.
    #[must_use]
    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The same with a rim.
    #[must_use]
    pub const fn rimmed(self) -> Self {
        Self { rim: true, ..self }
    }
}

impl Drawing {
    /// An empty drawing.
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height, mirrored: false, shapes: Vec::new() }
    }

    /// Adds a shape on top.
    pub fn add(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    /// Adds a line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        self.add(Shape::Path { runs: vec![vec![from, to]], closed: false, paint });
    }

    /// Adds strokes of one paint.
    pub fn strokes(&mut self, runs: Vec<Vec<(f64, f64)>>, paint: Paint) {
        if !runs.is_empty() {
            self.add(Shape::Path { runs, closed: false, paint });
        }
    }

    /// Adds a closed run to the runs of the same paint. They lie where the first of them lies, so
    /// this is for what overlaps nothing.
    pub fn join(&mut self, run: Vec<(f64, f64)>, paint: Paint) {
        let same = self.shapes.iter_mut().rev().find_map(|shape| match shape {
            Shape::Path { runs, closed: true, paint: other } if *other == paint => Some(runs),
            _ => None,
        });
        match same {
            Some(runs) => runs.push(run),
            None => self.add(Shape::Path { runs: vec![run], closed: true, paint }),
        }
    }

    /// Adds a rectangle with square corners.
    pub fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), paint: Paint) {
        self.add(Shape::Rect { x, y, width, height, radius: 0.0, paint });
    }

    /// Adds words that start at a place.
    pub fn text(&mut self, (x, y): (f64, f64), words: &str, face: Face) {
        self.words((x, y), words, face, Anchor::Start);
    }

    /// Adds words that start, have their middle or end at a place.
    pub fn words(&mut self, (x, y): (f64, f64), words: &str, face: Face, anchor: Anchor) {
        if !words.is_empty() {
            self.add(Shape::Text { x, y, words: words.to_owned(), face, anchor });
        }
    }

    /// The same drawing for a script that is read from the right.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        let width = self.width;
        for shape in &mut self.shapes {
            match shape {
                Shape::Rect { x, width: own, .. } => *x = width - *x - *own,
                Shape::Circle { x, .. } | Shape::Text { x, .. } => *x = width - *x,
                Shape::Path { runs, .. } => runs.iter_mut().flatten().for_each(|point| point.0 = width - point.0),
            }
        }
        Self { mirrored: !self.mirrored, ..self }
    }
}

impl Drawings {
    /// All of them for a script that is read from the right.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let wall = self.wall.into_iter().map(Drawing::mirrored).collect();
        Self { wide: self.wide.mirrored(), narrow: self.narrow.mirrored(), wall }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::text;

    /// Whether nothing leaves the drawing.
    pub(crate) fn is_inside(drawing: &Drawing) -> bool {
        let is_in = |x: f64, y: f64| {
            (-0.01..=drawing.width + 0.01).contains(&x) && (-0.01..=drawing.height + 0.01).contains(&y)
        };
        drawing.shapes.iter().all(|shape| match shape {
            Shape::Rect { x, y, width, height, .. } => is_in(*x, *y) && is_in(x + width, y + height),
            Shape::Circle { x, y, radius, .. } => is_in(x - radius, y - radius) && is_in(x + radius, y + radius),
            Shape::Path { runs, .. } => runs.iter().flatten().all(|(x, y)| is_in(*x, *y)),
            Shape::Text { x, y, words, face, anchor } => {
                let wide = text::width(words, *face);
                let start = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                is_in(start, *y) && is_in(start + wide, *y)
            }
        })
    }

    /// Holds that nothing of a chart leaves its drawings.
    pub(crate) fn assert_inside(both: &Drawings) {
        for drawing in [&both.wide, &both.narrow].into_iter().chain(&both.wall) {
            assert!(is_inside(drawing), "{drawing:#?}");
        }
    }

    #[test]
    fn a_mirrored_drawing_keeps_its_ends_at_the_ends_of_reading() {
        let mut drawing = Drawing::new(100.0, 10.0);
        drawing.rect((10.0, 0.0), (30.0, 5.0), Paint::fill(Ink::Accent));
        drawing.text((0.0, 8.0), "first", Face::plain(14.0));
        let mirrored = drawing.clone().mirrored();
        assert!(matches!(mirrored.shapes.first(), Some(Shape::Rect { x, .. }) if (*x - 60.0).abs() < 1e-9));
        assert!(matches!(mirrored.shapes.last(), Some(Shape::Text { x, .. }) if (*x - 100.0).abs() < 1e-9));
        assert_eq!(mirrored.mirrored(), drawing);
    }
}
