//! Ranges: for each section a bar from the lowest to the highest view and a dot for the score
//! agreed on, on the scale of the model's own levels. A section opens into the sections inside
//! it, which stand further in and smaller. Where a target is set, a caret points at it.

use crate::chart::group::{self, Group, Titles};
use crate::chart::list;
use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, TALLEST, WIDE};
use crate::chart::text;

/// How far a section inside another stands in.
const INDENT: f64 = 14.0;
/// Deepest step inwards that is still drawn.
const DEEPEST: usize = 4;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Ranges {
    /// The sections in their groups, each followed by the sections inside it.
    pub groups: Vec<Group<Row>>,
    /// The levels of the model: from, to and words.
    pub bands: Vec<(f64, f64, String)>,
    /// The edges of the levels with their words, such as “25%”.
    pub edges: Vec<(f64, String)>,
    /// Titles of the columns of points and of ranges.
    pub heads: [String; 2],
}

/// One section.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// How deep it lies inside others; 0 for a top section.
    pub depth: usize,
    /// “31 of 50”, or what is said when there is no score.
    pub points: String,
    /// “28 to 34”, or empty.
    pub range: String,
    /// Both in one line, for a phone.
    pub line: String,
    /// Lowest, agreed and highest share.
    pub shares: Option<[f64; 3]>,
    /// The share to reach.
    pub target: Option<f64>,
}

/// Draws it; where that would be taller than a sheet, the top sections alone. `None` where these
/// are too many as well, or there is nothing to draw.
pub fn draw(ranges: &Ranges) -> Option<Drawings> {
    let is_scored = group::members(&ranges.groups).any(|row| row.shares.is_some());
    let drawn = |ranges: &Ranges| {
        let both = Drawings { wide: wide(ranges), narrow: narrow(ranges), wall: Vec::new() };
        (both.wide.height <= TALLEST).then_some(both)
    };
    is_scored.then(|| drawn(ranges).or_else(|| drawn(&top(ranges))))?
}

/// The same without the sections inside others.
fn top(ranges: &Ranges) -> Ranges {
    let mut top = ranges.clone();
    for group in &mut top.groups {
        group.members.retain(|row| row.depth == 0);
    }
    top
}

fn inset(row: &Row) -> f64 {
    INDENT * row.depth.min(DEEPEST) as f64
}

fn wide(ranges: &Ranges) -> Drawing {
    const TOP: f64 = 24.0;
    let (name, inner) = (Face::bold(15.0), Face::plain(14.0).ink(Ink::Second));
    let head = Face::plain(14.0).ink(Ink::Second);
    let face = |row: &Row| if row.depth == 0 { name } else { inner };
    let figure = |row: &Row| if row.depth == 0 { Face::plain(15.0) } else { inner };
    let rows = || group::members(&ranges.groups);
    let names = rows().map(|row| inset(row) + text::width(&row.title, face(row))).fold(0.0, f64::max).min(230.0) + 1.0;
    let [points_head, range_head] = &ranges.heads;
    let has_range = rows().any(|row| !row.range.is_empty());
    let range_head = if has_range { range_head.as_str() } else { "" };
    let widest = |words: &mut dyn Iterator<Item = &str>| list::widest(words, Face::plain(15.0), 130.0);
    let points = widest(&mut rows().map(|row| row.points.as_str()).chain([points_head.as_str()]));
    let views = widest(&mut rows().map(|row| row.range.as_str()).chain([range_head]));
    let end = WIDE - 2.0;
    let points_end = if has_range { end - views - 20.0 } else { end };
    let scale = Scale::shares((names + 18.0).max(140.0), points_end - points - 20.0);
    let levels = level_names(ranges, scale, head);
    let top =
        TOP + 16.0 * (levels.as_ref().map_or(1, |levels| levels.iter().map(Vec::len).max().unwrap_or(1)) - 1) as f64;
    let lines = |row: &Row| text::wrap(&row.title, face(row), names - inset(row), 3);
    let placed = list::place(group::lines(&ranges.groups, Titles::All), top, |row| {
        let (air, step) = if row.depth == 0 { (16.0, 18.0) } else { (10.0, 17.0) };
        air + step * lines(row).len().max(1) as f64
    });
    let bottom = list::end(&placed, top);
    let mut drawing = Drawing::new(WIDE, bottom + 2.0);
    list::draw_grid(&mut drawing, scale, ranges.edges.iter().map(|(share, _)| *share), (top, bottom));
    match levels {
        Some(levels) => draw_levels(&mut drawing, ranges, &levels, scale, head),
        None => list::draw_ticks(&mut drawing, scale, &ranges.edges, 14.0, head),
    }
    drawing.words((points_end, 14.0), points_head, head, Anchor::End);
    drawing.words((end, 14.0), range_head, head, Anchor::End);
    list::draw_tracks(
        &mut drawing,
        scale,
        list::members(&placed).map(|(placed, _)| f64::midpoint(placed.top, placed.end)),
    );
    list::draw_frame(&mut drawing, &placed, name);
    for (placed, row) in list::members(&placed) {
        let y = f64::midpoint(placed.top, placed.end);
        list::draw_name(&mut drawing, &lines(row), (inset(row), y), face(row));
        let words = text::shorten(&row.points, figure(row), points);
        drawing.words((points_end, y + 5.0), &words, figure(row), Anchor::End);
        let second = figure(row).ink(Ink::Second);
        drawing.words((end, y + 5.0), &text::shorten(&row.range, second, views), second, Anchor::End);
        draw_marks(&mut drawing, row, scale, y);
    }
    drawing
}

/// The names of the levels on one or two lines each; `None` where one does not fit its level, or
/// where there are no two levels to tell apart.
fn level_names(ranges: &Ranges, scale: Scale, face: Face) -> Option<Vec<Vec<String>>> {
    let lines = |(from, to, words): &(f64, f64, String)| {
        let room = scale.at(*to) - scale.at(*from) - 4.0;
        let fits = words.split_whitespace().all(|word| text::width(word, face) <= room);
        (fits && text::fits(words, face, room, 2)).then(|| text::wrap(words, face, room, 2))
    };
    (ranges.bands.len() > 1).then(|| ranges.bands.iter().map(lines).collect())?
}

fn draw_levels(drawing: &mut Drawing, ranges: &Ranges, levels: &[Vec<String>], scale: Scale, face: Face) {
    for ((from, to, _), lines) in ranges.bands.iter().zip(levels) {
        let middle = f64::midpoint(scale.at(*from), scale.at(*to));
        for (at, line) in lines.iter().enumerate() {
            drawing.words((middle, 14.0 + 16.0 * at as f64), line, face, Anchor::Middle);
        }
    }
}

fn narrow(ranges: &Ranges) -> Drawing {
    const TOP: f64 = 20.0;
    let (name, inner) = (Face::bold(14.0).rimmed(), Face::plain(13.5).ink(Ink::Second).rimmed());
    let figure = Face::plain(13.5).rimmed();
    let face = |row: &Row| if row.depth == 0 { name } else { inner };
    let scale = Scale::shares(6.0, NARROW - 6.0);
    let lines = |row: &Row| {
        let room = NARROW - inset(row) - text::width(&row.line, figure).min(200.0) - 14.0;
        text::wrap(&row.title, face(row), room, 4)
    };
    let placed =
        list::place(group::lines(&ranges.groups, Titles::All), TOP, |row| 29.0 + 17.0 * lines(row).len().max(1) as f64);
    let bottom = list::end(&placed, TOP);
    let mut drawing = Drawing::new(NARROW, bottom + 2.0);
    list::draw_grid(&mut drawing, scale, ranges.edges.iter().map(|(share, _)| *share), (TOP, bottom));
    list::draw_ticks(&mut drawing, scale, &ranges.edges, 12.0, Face::plain(12.5).ink(Ink::Second));
    list::draw_tracks(&mut drawing, scale, list::members(&placed).map(|(placed, _)| placed.end - 13.0));
    list::draw_frame(&mut drawing, &placed, name);
    for (placed, row) in list::members(&placed) {
        for (at, line) in lines(row).iter().enumerate() {
            drawing.text((inset(row), placed.top + 18.0 + 17.0 * at as f64), line, face(row));
        }
        let words = text::shorten(&row.line, figure, 200.0);
        drawing.words((NARROW, placed.top + 18.0), &words, figure, Anchor::End);
        draw_marks(&mut drawing, row, scale, placed.end - 13.0);
    }
    drawing
}

fn draw_marks(drawing: &mut Drawing, row: &Row, scale: Scale, y: f64) {
    if let Some([low, mid, high]) = row.shares.map(|shares| shares.map(|share| scale.at(share))) {
        if row.depth == 0 {
            drawing.range(low, high, y);
            drawing.now(mid, y);
        } else {
            drawing.small_range(low, high, y);
            drawing.small_now(mid, y);
        }
    }
    if let Some(target) = row.target {
        drawing.target(scale.at(target), y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::{Shape, tests::assert_inside};

    fn row(title: &str, depth: usize) -> Row {
        Row {
            title: title.to_owned(),
            depth,
            points: "31 of 50".to_owned(),
            range: "28 to 34".to_owned(),
            line: "31 of 50, 28 to 34".to_owned(),
            shares: Some([0.0, 0.6, 1.0]),
            target: Some(1.0),
        }
    }

    fn ranges(rows: Vec<Row>, levels: &[&str]) -> Ranges {
        let at = |at: usize| at as f64 / levels.len() as f64;
        let band = |(index, words): (usize, &&str)| (at(index), at(index + 1), (*words).to_owned());
        Ranges {
            groups: vec![Group { title: String::new(), note: String::new(), unison: false, members: rows }],
            bands: levels.iter().enumerate().map(band).collect(),
            edges: (0..=levels.len()).map(|index| (at(index), format!("{:.0}%", 100.0 * at(index)))).collect(),
            heads: ["Points".to_owned(), "Range".to_owned()],
        }
    }

    fn words(drawing: &Drawing) -> String {
        let words = |shape: &Shape| match shape {
            Shape::Text { words, .. } => Some(words.clone()),
            _ => None,
        };
        drawing.shapes.iter().filter_map(words).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn the_levels_head_the_scale_and_give_way_to_percent_where_they_do_not_fit() {
        let drawn = |levels: &[&str]| {
            draw(&ranges(vec![row("A", 0)], levels)).map(|both| words(&both.wide)).unwrap_or_default()
        };
        assert!(drawn(&["Little in place", "Some in place"]).starts_with("Little in place|Some in place"));
        let seven = drawn(&["Incomplete"; 7]);
        assert!(seven.starts_with("0%|14%") && !seven.contains("Incomplete"), "{seven}");
    }

    #[test]
    fn nothing_leaves_the_drawing_whatever_the_titles() {
        for title in ["Process", "変更管理の責任者を決めて、毎週その進み具合を見る", &"A very long title ".repeat(9)]
        {
            let rows = (0..9).map(|depth| row(title, depth)).collect();
            let both = draw(&ranges(rows, &["Little in place", "In place"])).unwrap_or_else(|| unreachable!());
            assert_inside(&both);
        }
    }

    #[test]
    fn sections_inside_others_give_way_first() {
        let mut rows = vec![row("Top", 0); 9];
        rows.extend(vec![row("Inner", 1); 60]);
        let drawn = |rows: &[Row]| draw(&ranges(rows.to_vec(), &["Low"])).map(|both| words(&both.wide));
        assert!(drawn(&rows).is_some_and(|words| words.contains("Top") && !words.contains("Inner")));
        assert!(drawn(&rows[..20]).is_some_and(|words| words.contains("Inner")));
        assert_eq!(drawn(&vec![row("Top", 0); 60]), None);
    }

    #[test]
    fn what_is_not_scored_has_no_mark() {
        let blank = Row { shares: None, target: None, points: "Not scored yet".to_owned(), ..row("B", 0) };
        let marks = |rows| {
            draw(&ranges(rows, &["Low"]))
                .map_or(0, |both| both.wide.shapes.iter().filter(|shape| matches!(shape, Shape::Circle { .. })).count())
        };
        assert_eq!(marks(vec![row("A", 0), blank.clone()]), 1);
        assert_eq!(draw(&ranges(vec![blank], &["Low"])), None);
    }
}
