//! Before and after: for each section a ring, a line and a dot on the share of its points. A
//! change that lies inside today's range of views is no change: its line is dashed.

use crate::chart::group::{self, Group, Titles};
use crate::chart::list;
use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, NARROW, Paint, TALLEST, WIDE};
use crate::chart::text;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Change {
    /// The sections in their groups.
    pub groups: Vec<Group<Row>>,
    /// Places of the scale with their words, such as “25%”.
    pub ticks: Vec<(f64, String)>,
    /// Titles of the columns of points and of change.
    pub heads: [String; 2],
}

/// One section.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// “46 to 68”.
    pub points: String,
    /// “up 22”, “flat”, “new”.
    pub verdict: String,
    /// Both in one line, for a phone.
    pub line: String,
    /// The share before.
    pub before: Option<f64>,
    /// The share now.
    pub now: Option<f64>,
    /// Whether no change is claimed.
    pub flat: bool,
}

/// Draws it; `None` where it would be taller than a sheet, or there is nothing to compare.
pub fn draw(change: &Change) -> Option<Drawings> {
    let is_compared = group::members(&change.groups).any(|row| row.before.is_some() && row.now.is_some());
    let both = is_compared.then(|| Drawings { wide: wide(change), narrow: narrow(change), wall: Vec::new() })?;
    (both.wide.height <= TALLEST).then_some(both)
}

fn wide(change: &Change) -> Drawing {
    const TOP: f64 = 26.0;
    let (name, points, verdict) = (Face::bold(15.0), Face::plain(15.0).ink(Ink::Second), Face::bold(15.0));
    let head = Face::plain(14.0).ink(Ink::Second);
    let rows = || group::members(&change.groups);
    let [points_head, verdict_head] = &change.heads;
    let names = list::widest(rows().map(|row| row.title.as_str()), name, 220.0);
    let verdicts = list::widest(rows().map(|row| row.verdict.as_str()), verdict, 130.0).max(list::widest(
        std::iter::once(verdict_head.as_str()),
        head,
        130.0,
    ));
    let figures = list::widest(rows().map(|row| row.points.as_str()), points, 150.0).max(list::widest(
        std::iter::once(points_head.as_str()),
        head,
        150.0,
    ));
    let end = WIDE - 2.0;
    let scale = Scale::shares((names + 24.0).max(150.0), end - verdicts - 24.0 - figures - 32.0);
    let lines = |row: &Row| text::wrap(&row.title, name, names, 3);
    let placed = list::place(group::lines(&change.groups, Titles::WhereNeeded), TOP, |row| {
        16.0 + 18.0 * lines(row).len().max(1) as f64
    });
    let bottom = list::end(&placed, TOP);
    let mut drawing = Drawing::new(WIDE, bottom + 2.0);
    list::draw_grid(&mut drawing, scale, change.ticks.iter().map(|(share, _)| *share), (TOP, bottom));
    list::draw_ticks(&mut drawing, scale, &change.ticks, 14.0, head);
    drawing.words((end - verdicts - 24.0, 14.0), &text::shorten(points_head, head, figures), head, Anchor::End);
    drawing.words((end, 14.0), &text::shorten(verdict_head, head, verdicts), head, Anchor::End);
    list::draw_tracks(
        &mut drawing,
        scale,
        list::members(&placed).map(|(placed, _)| f64::midpoint(placed.top, placed.end)),
    );
    list::draw_frame(&mut drawing, &placed, name);
    for (placed, row) in list::members(&placed) {
        let y = f64::midpoint(placed.top, placed.end);
        list::draw_name(&mut drawing, &lines(row), (0.0, y), name);
        draw_marks(&mut drawing, row, scale, y);
        let words = text::shorten(&row.points, points, figures);
        drawing.words((end - verdicts - 24.0, y + 5.0), &words, points, Anchor::End);
        drawing.words((end, y + 5.0), &text::shorten(&row.verdict, verdict, verdicts), verdict, Anchor::End);
    }
    drawing
}

fn narrow(change: &Change) -> Drawing {
    const TOP: f64 = 20.0;
    let (name, figure) = (Face::bold(14.0).rimmed(), Face::plain(13.5).rimmed());
    let scale = Scale::shares(6.0, NARROW - 6.0);
    let lines = |row: &Row| text::wrap(&row.title, name, NARROW - text::width(&row.line, figure).min(200.0) - 14.0, 4);
    let placed = list::place(group::lines(&change.groups, Titles::WhereNeeded), TOP, |row| {
        29.0 + 17.0 * lines(row).len().max(1) as f64
    });
    let bottom = list::end(&placed, TOP);
    let mut drawing = Drawing::new(NARROW, bottom + 2.0);
    list::draw_grid(&mut drawing, scale, change.ticks.iter().map(|(share, _)| *share), (TOP, bottom));
    list::draw_ticks(&mut drawing, scale, &change.ticks, 12.0, Face::plain(12.5).ink(Ink::Second));
    list::draw_tracks(&mut drawing, scale, list::members(&placed).map(|(placed, _)| placed.end - 13.0));
    list::draw_frame(&mut drawing, &placed, name);
    for (placed, row) in list::members(&placed) {
        for (at, line) in lines(row).iter().enumerate() {
            drawing.text((0.0, placed.top + 18.0 + 17.0 * at as f64), line, name);
        }
        drawing.words((NARROW, placed.top + 18.0), &text::shorten(&row.line, figure, 200.0), figure, Anchor::End);
        draw_marks(&mut drawing, row, scale, placed.end - 13.0);
    }
    drawing
}

fn draw_marks(drawing: &mut Drawing, row: &Row, scale: Scale, y: f64) {
    if let Some((before, now)) = row.before.zip(row.now) {
        let paint = Paint::stroke(Ink::Ink, 2.0);
        let paint = if row.flat { paint.dashed(3.0, 3.0) } else { paint };
        drawing.line((scale.at(before), y), (scale.at(now), y), paint);
    }
    if let Some(before) = row.before {
        drawing.before(scale.at(before), y);
    }
    if let Some(now) = row.now {
        drawing.now(scale.at(now), y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::{Shape, tests::assert_inside};

    fn row(title: &str, before: Option<f64>, now: Option<f64>, flat: bool) -> Row {
        Row {
            title: title.to_owned(),
            points: "46 to 68".to_owned(),
            verdict: "up 22".to_owned(),
            line: "46 to 68, up 22".to_owned(),
            before,
            now,
            flat,
        }
    }

    fn change(rows: Vec<Row>) -> Change {
        let group = Group { title: String::new(), note: String::new(), unison: false, members: rows };
        Change {
            groups: vec![group],
            ticks: vec![(0.0, "0%".to_owned()), (0.5, "50%".to_owned()), (1.0, "100%".to_owned())],
            heads: ["Points".to_owned(), "Change".to_owned()],
        }
    }

    #[test]
    fn only_a_flat_change_is_dashed() {
        let dashes = |flat| {
            draw(&change(vec![row("A", Some(0.2), Some(0.3), flat)])).map(|both| {
                let dashed = |shape: &&Shape| matches!(shape, Shape::Path { paint: Paint { dash: Some(_), .. }, .. });
                both.wide.shapes.iter().filter(dashed).count()
            })
        };
        assert_eq!((dashes(true), dashes(false)), (Some(1), Some(0)));
    }

    #[test]
    fn without_two_readings_of_any_section_there_is_no_chart() {
        assert_eq!(draw(&change(vec![row("A", None, Some(0.3), false), row("B", Some(0.3), None, false)])), None);
    }

    #[test]
    fn nothing_leaves_the_drawing_and_too_many_rows_give_way_to_the_table() {
        let long = "A section whose title has very many words and does not end ".repeat(3);
        let mut rows = vec![row(&long, Some(0.0), Some(1.0), false)];
        rows.extend((0..23).map(|at| row(&format!("Section {at}"), Some(1.0), Some(0.0), false)));
        let both = draw(&change(rows.clone())).unwrap_or_else(|| unreachable!());
        assert_inside(&both);
        rows.extend(rows.clone());
        assert_eq!(draw(&change(rows)), None);
    }
}
