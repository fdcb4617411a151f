//! How far the criteria of each section meet each requisite: one square for each criterion, in
//! the order of the model in every column, so that one can read across. Beside the squares stands
//! how many are met. A criterion that does not apply has no square.

use crate::chart::group::{self, Group, Line, Titles};
use crate::chart::list::{self, Placed};
use crate::chart::marks::State;
use crate::chart::shape::{Drawing, Drawings, Face, Ink, NARROW, Paint, TALLEST, WIDE};
use crate::chart::text;

/// Most requisites that the drawing carries.
const MOST: usize = 5;
/// Most columns on a phone; more requisites stand one below the other.
const COLUMNS: usize = 3;
/// Fewest squares on a line, beside which their count still stands.
const FEWEST: usize = 5;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Requisites {
    /// Title of each requisite, and how many criteria meet it in all.
    pub heads: Vec<(String, String)>,
    /// The sections in their groups.
    pub groups: Vec<Group<Row>>,
}

/// One section.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// A cell for each requisite.
    pub cells: Vec<Cell>,
}

/// One requisite of a section.
#[derive(Clone, Debug)]
pub struct Cell {
    /// How far each criterion meets it, in the order of the model.
    pub states: Vec<State>,
    /// “3 of 5”.
    pub words: String,
}

/// Draws it; `None` without requisites or criteria, with more than five requisites, or where it
/// would be taller than a sheet.
pub fn draw(requisites: &Requisites) -> Option<Drawings> {
    let any = group::members(&requisites.groups).flat_map(|row| &row.cells).any(|cell| !cell.states.is_empty());
    let carries = any && (1..=MOST).contains(&requisites.heads.len());
    let both = carries.then(|| {
        let narrow = if requisites.heads.len() <= COLUMNS { narrow_columns } else { narrow_lines };
        Drawings { wide: wide(requisites), narrow: narrow(requisites), wall: Vec::new() }
    })?;
    (both.wide.height <= TALLEST).then_some(both)
}

/// How squares fill a cell.
#[derive(Clone, Copy, Debug)]
struct Fill {
    /// Size of a square, and from one to the next.
    size: f64,
    pitch: f64,
    /// Squares on a line.
    across: usize,
    /// Whether the words stand below the squares, and the face of the words.
    below: bool,
    face: Face,
}

impl Fill {
    fn of(requisites: &Requisites, size: f64, pitch: f64, room: f64, face: Face) -> Self {
        let cells = || group::members(&requisites.groups).flat_map(|row| &row.cells);
        let words = list::widest(cells().map(|cell| cell.words.as_str()), face, room);
        let most = cells().map(|cell| cell.states.len()).max().unwrap_or(1).max(1);
        let across = |room: f64| ((room / pitch).floor().max(1.0) as usize).min(most);
        let beside = across((room - words - 8.0).max(0.0));
        let below = beside < FEWEST.min(most);
        Self { size, pitch, across: if below { across(room) } else { beside }, below, face }
    }

    fn height(self, cell: &Cell) -> f64 {
        let lines = cell.states.len().div_ceil(self.across).max(1);
        self.pitch * lines as f64 + if self.below { self.face.size + 4.0 } else { 0.0 }
    }

    fn draw(self, drawing: &mut Drawing, cell: &Cell, (x, y): (f64, f64)) {
        for (line, states) in cell.states.chunks(self.across).enumerate() {
            let y = y + self.pitch * line as f64;
            for (at, state) in states.iter().enumerate() {
                drawing.state(x + self.pitch * at as f64, y, self.size, *state);
            }
        }
        let foot = y + self.size;
        match self.below {
            true => drawing.text((x, y + self.height(cell) - 3.0), &cell.words, self.face),
            false => drawing.text((x + self.pitch * self.across as f64 + 6.0, foot - 1.0), &cell.words, self.face),
        }
    }
}

/// The columns of a drawing with their heads: the titles of the requisites, and how many criteria
/// meet each.
struct Columns {
    /// Where the first begins, and from one to the next.
    start: f64,
    pitch: f64,
    /// How titles and counts are set.
    faces: (Face, Face),
    /// Base line of the first line, and from one line to the next.
    first: f64,
    step: f64,
    /// The titles in lines, and the counts.
    titles: Vec<Vec<String>>,
    counts: Vec<Vec<String>>,
}

impl Columns {
    /// Where a column begins.
    fn at(&self, column: usize) -> f64 {
        self.start + self.pitch * column as f64
    }

    /// Where the heads end.
    fn end(&self) -> f64 {
        self.step * (most(&self.titles) + most(&self.counts) - 1.0) + 26.0
    }

    /// Titles end on one line; the counts stand below.
    fn draw(&self, drawing: &mut Drawing) {
        for (at, (title, count)) in self.titles.iter().zip(&self.counts).enumerate() {
            let above = most(&self.titles) - title.len() as f64;
            let mut place = (self.at(at), self.first + self.step * above);
            let (title, count) =
                (title.iter().map(|line| (line, self.faces.0)), count.iter().map(|line| (line, self.faces.1)));
            for (line, face) in title.chain(count) {
                drawing.text(place, line, face);
                place.1 += self.step;
            }
        }
    }
}

/// Lines of the longest words.
fn most(words: &[Vec<String>]) -> f64 {
    words.iter().map(Vec::len).max().unwrap_or(1) as f64
}

/// The words below the titles, in lines.
fn counted(requisites: &Requisites, face: Face, room: f64) -> Vec<Vec<String>> {
    requisites.heads.iter().map(|(_, words)| text::wrap(words, face, room, 3)).collect()
}

fn wrapped(requisites: &Requisites, face: Face, room: f64, most: usize) -> Vec<Vec<String>> {
    requisites.heads.iter().map(|(title, _)| text::wrap(title, face, room, most)).collect()
}

fn wide(requisites: &Requisites) -> Drawing {
    const AIR: f64 = 14.0;
    let (name, head) = (Face::plain(15.0), Face::bold(15.0));
    let rows = || group::members(&requisites.groups);
    let names = list::widest(rows().map(|row| row.title.as_str()), name, 200.0).max(100.0);
    let pitch = (WIDE - names - 20.0) / requisites.heads.len() as f64;
    let room = pitch - AIR;
    let titles = wrapped(requisites, head, room, 3);
    let faces = (head, Face::plain(14.0).ink(Ink::Second));
    let counts = counted(requisites, faces.1, room);
    let columns = Columns { start: names + 20.0, pitch, faces, first: 14.0, step: 18.0, titles, counts };
    let (size, pitch) = if requisites.heads.len() <= COLUMNS { (14.0, 18.5) } else { (11.0, 14.5) };
    let fill = Fill::of(requisites, size, pitch, room, Face::plain(14.0).ink(Ink::Second));
    let lines = |row: &Row| text::wrap(&row.title, name, names, 3);
    let placed = list::place(group::lines(&requisites.groups, Titles::WhereNeeded), columns.end(), |row| {
        let cells = row.cells.iter().map(|cell| fill.height(cell)).fold(0.0, f64::max);
        cells.max(18.0 * lines(row).len() as f64) + 12.0
    });
    let bottom = list::end(&placed, columns.end());
    let mut drawing = Drawing::new(WIDE, bottom + 2.0);
    columns.draw(&mut drawing);
    list::draw_frame(&mut drawing, &placed, head);
    draw_hairlines(&mut drawing, &placed);
    for (placed, row) in list::members(&placed) {
        for (at, line) in lines(row).iter().enumerate() {
            drawing.text((0.0, placed.top + 19.0 + 18.0 * at as f64), line, name);
        }
        for (at, cell) in row.cells.iter().enumerate() {
            fill.draw(&mut drawing, cell, (columns.at(at), placed.top + 7.0));
        }
    }
    drawing
}

/// On a phone: the title of a section, and below it a column for each requisite.
fn narrow_columns(requisites: &Requisites) -> Drawing {
    let (name, head) = (Face::plain(14.0), Face::bold(13.5));
    let second = Face::plain(12.5).ink(Ink::Second);
    let pitch = NARROW / requisites.heads.len() as f64;
    let room = pitch - 10.0;
    let titles = wrapped(requisites, head, room, 4);
    let counts = counted(requisites, second, room);
    let columns = Columns { start: 0.0, pitch, faces: (head, second), first: 12.0, step: 16.0, titles, counts };
    let fill = Fill::of(requisites, 9.5, 12.0, room, second);
    let lines = |row: &Row| text::wrap(&row.title, name, NARROW, 3);
    let placed = list::place(group::lines(&requisites.groups, Titles::WhereNeeded), columns.end(), |row| {
        let cells = row.cells.iter().map(|cell| fill.height(cell)).fold(0.0, f64::max);
        cells + 17.0 * lines(row).len() as f64 + 16.0
    });
    let bottom = list::end(&placed, columns.end());
    let mut drawing = Drawing::new(NARROW, bottom + 2.0);
    columns.draw(&mut drawing);
    list::draw_frame(&mut drawing, &placed, head);
    draw_hairlines(&mut drawing, &placed);
    for (placed, row) in list::members(&placed) {
        let lines = lines(row);
        for (at, line) in lines.iter().enumerate() {
            drawing.text((0.0, placed.top + 17.0 + 17.0 * at as f64), line, name);
        }
        let top = placed.top + 8.0 + 17.0 * lines.len() as f64;
        for (at, cell) in row.cells.iter().enumerate() {
            fill.draw(&mut drawing, cell, (columns.at(at), top));
        }
    }
    drawing
}

/// On a phone, with many requisites: the title of a section, and below it a line for each.
fn narrow_lines(requisites: &Requisites) -> Drawing {
    const NAMES: f64 = 130.0;
    let (name, head) = (Face::bold(14.0), Face::plain(13.0));
    let fill = Fill::of(requisites, 9.5, 12.0, NARROW - NAMES - 12.0, Face::plain(12.5).ink(Ink::Second));
    let lines = |row: &Row| text::wrap(&row.title, name, NARROW, 3);
    let titles = wrapped(requisites, head, NAMES, 2);
    let cell_height = |cell: &Cell, title: &Vec<String>| fill.height(cell).max(15.0 * title.len() as f64) + 5.0;
    let placed = list::place(group::lines(&requisites.groups, Titles::WhereNeeded), 0.0, |row| {
        let cells: f64 = row.cells.iter().zip(&titles).map(|(cell, title)| cell_height(cell, title)).sum();
        cells + 17.0 * lines(row).len() as f64 + 16.0
    });
    let mut drawing = Drawing::new(NARROW, list::end(&placed, 0.0) + 2.0);
    list::draw_frame(&mut drawing, &placed, name);
    draw_hairlines(&mut drawing, &placed);
    for (placed, row) in list::members(&placed) {
        let lines = lines(row);
        for (at, line) in lines.iter().enumerate() {
            drawing.text((0.0, placed.top + 17.0 + 17.0 * at as f64), line, name);
        }
        let mut y = placed.top + 8.0 + 17.0 * lines.len() as f64;
        for (cell, title) in row.cells.iter().zip(&titles) {
            for (at, line) in title.iter().enumerate() {
                drawing.text((0.0, y + 10.0 + 15.0 * at as f64), line, head);
            }
            fill.draw(&mut drawing, cell, (NAMES + 12.0, y));
            y += cell_height(cell, title);
        }
    }
    drawing
}

/// A hairline below each row that another row follows.
fn draw_hairlines(drawing: &mut Drawing, placed: &[Placed<'_, Row>]) {
    let runs = placed.windows(2).filter_map(|pair| match pair {
        [row, next] if matches!((&row.line, &next.line), (Line::Member(_), Line::Member(_))) => Some(row.end),
        _ => None,
    });
    let runs: Vec<_> = runs.map(|y| vec![(0.0, y), (drawing.width, y)]).collect();
    drawing.strokes(runs, Paint::stroke(Ink::Rule, 1.0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::{Shape, tests::assert_inside};

    fn requisites(heads: usize, criteria: usize) -> Requisites {
        let states = [State::Met, State::Partly, State::Missing, State::Unknown];
        let cell = Cell {
            states: states.into_iter().cycle().take(criteria).collect(),
            words: format!("{} of {criteria}", criteria.div_ceil(4)),
        };
        let row = |title: &str| Row { title: title.to_owned(), cells: vec![cell.clone(); heads] };
        Requisites {
            heads: vec![("Best-practice approach".to_owned(), "25 of 45 met".to_owned()); heads],
            groups: vec![Group {
                title: "Culture".to_owned(),
                note: String::new(),
                unison: true,
                members: vec![row("Policy and Strategy"), row("変更管理の責任者を決めて、毎週その進み具合を見る")],
            }],
        }
    }

    #[test]
    fn any_number_of_criteria_stays_inside_the_drawing() {
        for heads in 1..=5 {
            for criteria in [1, 5, 9, 40] {
                let both = draw(&requisites(heads, criteria)).unwrap_or_else(|| unreachable!());
                assert_inside(&both);
            }
        }
    }

    #[test]
    fn every_criterion_has_one_mark_in_each_column() {
        let both = draw(&requisites(3, 8)).unwrap_or_else(|| unreachable!());
        for drawing in [&both.wide, &both.narrow] {
            // Of eight criteria two are met, two partly, two not, and two nobody looked at; what is
            // partly met has an edge and a filled half.
            let circles = drawing.shapes.iter().filter(|shape| matches!(shape, Shape::Circle { .. })).count();
            let runs = |shape: &Shape| match shape {
                Shape::Path { runs, closed: true, .. } => runs.len(),
                _ => 0,
            };
            assert_eq!(circles, 2 * 3 * 2);
            assert_eq!(drawing.shapes.iter().map(runs).sum::<usize>(), (2 + 2 * 2 + 2) * 3 * 2);
        }
    }

    #[test]
    fn no_requisites_no_criteria_or_too_many_of_either_are_no_chart() {
        assert_eq!(draw(&requisites(0, 4)), None);
        assert_eq!(draw(&requisites(3, 0)), None);
        assert_eq!(draw(&requisites(6, 4)), None);
        assert_eq!(draw(&requisites(3, 400)), None);
    }
}
