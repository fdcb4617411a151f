//! The signs of the report, the same in every chart and in its key.

use crate::chart::shape::{Drawing, Ink, Paint, Shape};

/// Half the size of a mark.
pub const RADIUS: f64 = 5.5;

/// Thickness of the bar of a range.
pub const BAR: f64 = 8.0;

impl Drawing {
    /// A filled dot: now.
    pub fn now(&mut self, x: f64, y: f64) {
        self.add(Shape::Circle { x, y, radius: RADIUS, paint: Paint::fill(Ink::Ink).edged(Ink::Paper, 1.5) });
    }

    /// A smaller dot: now, of something inside another.
    pub fn small_now(&mut self, x: f64, y: f64) {
        self.add(Shape::Circle { x, y, radius: 4.0, paint: Paint::fill(Ink::Ink).edged(Ink::Paper, 1.5) });
    }

    /// A ring: before.
    pub fn before(&mut self, x: f64, y: f64) {
        self.add(Shape::Circle { x, y, radius: 4.6, paint: Paint::fill(Ink::Paper).edged(Ink::Ink, 1.6) });
    }

    /// A ring in the colour of signals: missed.
    pub fn missed(&mut self, x: f64, y: f64) {
        self.add(Shape::Circle { x, y, radius: 4.5, paint: Paint::fill(Ink::Paper).edged(Ink::Signal, 1.8) });
    }

    /// An upright bar: a tactical meeting was held.
    pub fn held(&mut self, x: f64, y: f64) {
        self.rect((x - 2.0, y - 12.0), (4.0, 24.0), Paint::fill(Ink::Accent));
    }

    /// An open upright bar: a tactical meeting is planned.
    pub fn to_be_held(&mut self, x: f64, y: f64) {
        self.rect((x - 2.5, y - 11.5), (5.0, 23.0), Paint::fill(Ink::Paper).edged(Ink::Accent, 1.25));
    }

    /// A thin upright line: the day of a meeting has passed and nobody wrote of it.
    pub fn unreported(&mut self, x: f64, y: f64) {
        self.line((x, y - 12.0), (x, y + 12.0), Paint::stroke(Ink::Third, 1.25).dashed(2.0, 2.0));
    }

    /// A mark of a point, by its name.
    pub fn mark(&mut self, mark: Mark, x: f64, y: f64) {
        match mark {
            Mark::Now => self.now(x, y),
            Mark::Before => self.before(x, y),
            Mark::Missed => self.missed(x, y),
            Mark::Held => self.held(x, y),
            Mark::OpenHeld => self.to_be_held(x, y),
            Mark::Unreported => self.unreported(x, y),
            Mark::Diamond => self.diamond(x, y),
            Mark::OpenDiamond => self.open_diamond(x, y),
            Mark::Overdue => self.overdue(x, y),
            Mark::Range | Mark::Target | Mark::State(_) | Mark::Swatch(_) => {}
        }
    }

    /// A bar from low to high with an upright end at each: the range of views. The ends are taller
    /// than a dot, so that a range as narrow as the dot upon it is still seen, and stays as long as
    /// it is.
    pub fn range(&mut self, low: f64, high: f64, y: f64) {
        self.range_in((low, high), y, BAR, 8.5);
    }

    /// A thinner bar: the range of views, of something inside another.
    pub fn small_range(&mut self, low: f64, high: f64, y: f64) {
        self.range_in((low, high), y, 6.0, 7.0);
    }

    /// A range where views differ; nothing where they do not.
    fn range_in(&mut self, (low, high): (f64, f64), y: f64, bar: f64, end: f64) {
        if high <= low {
            return;
        }
        self.rect((low, y - bar / 2.0), (high - low, bar), Paint::fill(Ink::Range));
        let ends = [low, high].map(|x| vec![(x, y - end), (x, y + end)]);
        self.strokes(ends.to_vec(), Paint::stroke(Ink::Range, 2.0));
    }

    /// A caret below a track: the target.
    pub fn target(&mut self, x: f64, y: f64) {
        let run = vec![(x - 4.5, y + 13.0), (x, y + 8.0), (x + 4.5, y + 13.0)];
        self.strokes(vec![run], Paint::stroke(Ink::Accent, 2.0));
    }

    /// A square that tells how far a requisite is met, from its corner.
    pub fn state(&mut self, x: f64, y: f64, size: f64, state: State) {
        let edge = || {
            let (start, end) = (0.75, size - 0.75);
            [(start, start), (end, start), (end, end), (start, end)].map(|(dx, dy)| (x + dx, y + dy)).to_vec()
        };
        let half = || vec![(x, y), (x + size, y + size), (x, y + size)];
        match state {
            State::Met => {
                let run = vec![(x, y), (x + size, y), (x + size, y + size), (x, y + size)];
                self.join(run, Paint::fill(Ink::Accent));
            }
            State::Partly => {
                self.join(edge(), Paint::stroke(Ink::Accent, 1.5));
                self.join(half(), Paint::fill(Ink::Accent));
            }
            State::Missing => self.join(edge(), Paint::stroke(Ink::Accent, 1.5)),
            State::Unknown => {
                let (x, y) = (x + size / 2.0, y + size / 2.0);
                self.add(Shape::Circle { x, y, radius: size / 5.0, paint: Paint::fill(Ink::Third) });
            }
        }
    }

    /// A filled diamond: a decision is needed, or a strategic meeting was held.
    pub fn diamond(&mut self, x: f64, y: f64) {
        self.diamond_in(x, y, 7.0, Paint::fill(Ink::Ink).edged(Ink::Paper, 1.5));
    }

    /// An open diamond: a strategic meeting is planned.
    pub fn open_diamond(&mut self, x: f64, y: f64) {
        self.diamond_in(x, y, 7.0, Paint::fill(Ink::Paper).edged(Ink::Ink, 1.6));
    }

    fn diamond_in(&mut self, x: f64, y: f64, r: f64, paint: Paint) {
        let run = vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
        self.add(Shape::Path { runs: vec![run], closed: true, paint });
    }

    /// A triangle in the colour of signals: overdue.
    pub fn overdue(&mut self, x: f64, y: f64) {
        let run = vec![(x, y - 5.5), (x + 5.6, y + 4.3), (x - 5.6, y + 4.3)];
        self.add(Shape::Path { runs: vec![run], closed: true, paint: Paint::fill(Ink::Signal) });
    }

    /// An arrow with a head at each end, upright or level.
    pub fn double_arrow(&mut self, from: (f64, f64), to: (f64, f64), head: f64) {
        let (dx, dy) = ((to.0 - from.0).signum() * head, (to.1 - from.1).signum() * head);
        let (dx, dy) = if (to.0 - from.0).abs() > (to.1 - from.1).abs() { (dx, 0.0) } else { (0.0, dy) };
        let tip =
            |(x, y): (f64, f64), dx: f64, dy: f64| vec![(x + dx + dy, y + dy + dx), (x, y), (x + dx - dy, y + dy - dx)];
        let runs = vec![tip(from, dx, dy), vec![from, to], tip(to, -dx, -dy)];
        self.add(Shape::Path { runs, closed: false, paint: Paint::stroke(Ink::Second, 1.5) });
    }

    /// The double frame around what must work in unison, and around nothing else.
    pub fn double_frame(&mut self, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let paint = Paint::stroke(Ink::Ink, 1.25);
        self.rect((x + 1.0, y + 1.0), (width - 2.0, height - 2.0), paint);
        self.rect((x + 5.5, y + 5.5), (width - 11.0, height - 11.0), paint);
    }

    /// The double line before what must work in unison, in a list.
    pub fn double_line(&mut self, y: f64) {
        let paint = Paint::stroke(Ink::Ink, 1.25);
        self.line((0.0, y - 2.0), (self.width, y - 2.0), paint);
        self.line((0.0, y + 2.0), (self.width, y + 2.0), paint);
    }
}

/// A mark alone, for a key.
pub fn sign(mark: Mark) -> Drawing {
    let mut drawing = Drawing::new(14.0, 14.0);
    match mark {
        Mark::Held => drawing.rect((5.0, 0.0), (4.0, 14.0), Paint::fill(Ink::Accent)),
        Mark::OpenHeld => {
            drawing.rect((4.6, 0.6), (4.8, 12.8), Paint::fill(Ink::Paper).edged(Ink::Accent, 1.25));
        }
        Mark::Unreported => drawing.line((7.0, 0.0), (7.0, 14.0), Paint::stroke(Ink::Third, 1.25).dashed(2.0, 2.0)),
        Mark::Overdue => drawing.overdue(7.0, 7.6),
        Mark::Target => drawing.target(7.0, -3.5),
        Mark::State(state) => drawing.state(0.0, 0.0, 14.0, state),
        Mark::Range => {
            drawing = Drawing::new(26.0, 14.0);
            drawing.range_in((1.0, 25.0), 7.0, BAR, 7.0);
        }
        Mark::Swatch(ink) => {
            drawing = Drawing::new(26.0, 14.0);
            let paint = Paint::fill(ink).edged(Ink::StrongRule, 1.0);
            drawing.add(Shape::Rect { x: 0.5, y: 0.5, width: 25.0, height: 13.0, radius: 1.0, paint });
        }
        point => drawing.mark(point, 7.0, 7.0),
    }
    drawing
}

/// The marks that a key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A filled dot.
    Now,
    /// A ring.
    Before,
    /// A ring in the colour of signals.
    Missed,
    /// An upright bar.
    Held,
    /// An open upright bar.
    OpenHeld,
    /// A thin upright line.
    Unreported,
    /// A filled diamond.
    Diamond,
    /// An open diamond.
    OpenDiamond,
    /// A triangle.
    Overdue,
    /// A bar.
    Range,
    /// A caret.
    Target,
    /// A square.
    State(State),
    /// A field of a colour.
    Swatch(Ink),
}

/// How far a requisite is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Met: a full square.
    Met,
    /// Partly: a half square.
    Partly,
    /// Not met: an empty square.
    Missing,
    /// Nobody looked: a dot.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Upright strokes of a range with the dot upon it: place, top and foot.
    fn ends(draw: impl Fn(&mut Drawing)) -> Vec<(f64, f64, f64)> {
        let mut drawing = Drawing::new(100.0, 30.0);
        draw(&mut drawing);
        let runs = drawing.shapes.iter().filter_map(|shape| match shape {
            Shape::Path { runs, .. } => Some(runs),
            _ => None,
        });
        let end = |run: &Vec<(f64, f64)>| match run.as_slice() {
            [(x, top), (_, foot)] => Some((*x, *top, *foot)),
            _ => None,
        };
        runs.flatten().filter_map(end).collect()
    }

    #[test]
    fn a_range_narrower_than_the_dot_upon_it_is_seen_above_and_below_it() {
        let (wide, small) =
            (ends(|drawing| drawing.range(49.0, 51.0, 15.0)), ends(|d| d.small_range(49.0, 51.0, 15.0)));
        for (ends, radius) in [(wide, RADIUS), (small, 4.0)] {
            assert_eq!(ends.iter().map(|(x, ..)| *x).collect::<Vec<_>>(), [49.0, 51.0], "it is as long as it is");
            assert!(ends.iter().all(|(_, top, foot)| *top <= 13.0 - radius && *foot >= 17.0 + radius), "{ends:?}");
        }
    }

    #[test]
    fn where_views_do_not_differ_there_is_no_range() {
        assert_eq!(ends(|drawing| drawing.range(50.0, 50.0, 15.0)), []);
    }
}
