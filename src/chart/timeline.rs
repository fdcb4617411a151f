//! Open actions along the days to come: from the meeting to the day each is due. What is overdue
//! has no length; its triangle stands before the axis with its word.

use crate::chart::list;
use crate::chart::scale::Scale;
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, LOW, NARROW, Paint, TALLEST, WALL, WIDE};
use crate::chart::text;
use crate::chart::time::{self, Month};

/// From one line of words to the next.
const LINE: f64 = 17.0;
/// From one line of the words above to the next.
const ABOVE: f64 = 18.0;
/// Room between the titles and the axis: the triangle of what is overdue stands in it.
const BEFORE: f64 = 38.0;
/// How titles, dates and owners are set in the wide drawing.
const NAME: Face = Face::plain(14.5);
const NAME_BOLD: Face = Face::bold(14.5);

/// What the chart shows.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The actions in their order.
    pub rows: Vec<Row>,
    /// First and last day of the axis.
    pub span: (i64, i64),
    /// Months of the axis.
    pub months: Vec<Month>,
    /// The meeting, then the next milestones.
    pub lines: Vec<Line>,
    /// Days of tactical meetings.
    pub meetings: Vec<i64>,
    /// What stands below the axis.
    pub foot: String,
    /// Title of the column of dates.
    pub due: String,
    /// Title of the column of owners.
    pub owner: String,
}

/// One action.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is to be done.
    pub title: String,
    /// When it is due, in words.
    pub due_words: String,
    /// Who answers for it.
    pub owner: String,
    /// When and who in one line, for a narrow drawing.
    pub both: String,
    /// Where its bar begins and ends.
    pub days: (i64, i64),
    /// How its day is marked.
    pub mark: Due,
    /// The word at its mark, where it is overdue.
    pub word: String,
}

/// How the day of an action is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// It is due.
    Plain,
    /// It is due and needs a decision.
    Decision,
    /// It should have been done.
    Overdue,
}

/// A day that matters to all actions.
#[derive(Clone, Debug)]
pub struct Line {
    /// The day.
    pub day: i64,
    /// What it is, with its date.
    pub words: String,
    /// Whether it is the meeting that is prepared.
    pub is_meeting: bool,
}

/// Draws it; `None` without an action, or with more than a sheet of paper holds: the register says
/// it better.
pub fn draw(timeline: &Timeline) -> Option<Drawings> {
    let wide = across(timeline, Columns::of(timeline, WIDE));
    let fits = !timeline.rows.is_empty() && wide.height <= TALLEST;
    fits.then(|| Drawings { wide, narrow: narrow(timeline), wall: wall(timeline) })
}

/// The actions on as many slides as they need, all with the same axis; none where one of them is
/// too tall for a slide.
fn wall(timeline: &Timeline) -> Vec<Drawing> {
    let columns = Columns::of(timeline, WALL);
    let slide = |rows: &[Row]| across(&Timeline { rows: rows.to_vec(), ..timeline.clone() }, columns);
    let slides = |most: usize| timeline.rows.chunks(most.max(1)).map(slide).collect::<Vec<_>>();
    let fits = |slides: &Vec<Drawing>| slides.iter().all(|slide| slide.height <= LOW);
    // Equal shares, so that the last slide does not hold one row alone.
    let count = timeline.rows.len();
    (1..=count).map(|many| slides(count.div_ceil(many))).find(fits).unwrap_or_default()
}

/// Where the columns of a drawing from side to side stand, and where its axis begins and ends.
#[derive(Clone, Copy, Debug)]
struct Columns {
    /// Width of the drawing.
    width: f64,
    /// Width of the titles.
    names: f64,
    /// First and last place of the axis.
    axis: (f64, f64),
    /// Where the dates end.
    due: f64,
    /// Where the owners begin.
    owner: f64,
}

impl Columns {
    /// Titles take the width that lets them stand on two lines, or else on three, while a readable
    /// axis is left; a longer one takes more lines. Dates and owners take what they need.
    fn of(timeline: &Timeline, width: f64) -> Self {
        // What a drawing is wider than a page, the axis and the titles share.
        let more = (width - WIDE) / 2.0;
        let (least, most) = (160.0 + more, 230.0 + more);
        let words = |of: fn(&Row) -> &str, head, widest| {
            list::widest(timeline.rows.iter().map(of).chain([head]), NAME_BOLD, widest)
        };
        let owner = width - words(|row| &row.owner, timeline.owner.as_str(), 112.0 + more / 2.0);
        let due = owner - 14.0;
        let end = due - words(|row| &row.due_words, timeline.due.as_str(), 110.0) - 24.0;
        let names = |axis: f64| end - axis - BEFORE;
        let fits = |room: f64, lines: usize| timeline.rows.iter().all(|row| text::fits(&row.title, NAME, room, lines));
        let axes = || [most, 200.0 + more, 180.0 + more, least].into_iter();
        let tried = [1, 2].into_iter().flat_map(|lines| axes().map(move |axis| (lines, axis)));
        let fitting = tried.chain(axes().map(|axis| (3, axis))).find(|(lines, axis)| fits(names(*axis), *lines));
        let axis = fitting.map_or(least, |(_, axis)| axis);
        Self { width, names: names(axis), axis: (end - axis, end), due, owner }
    }
}

fn across(timeline: &Timeline, columns: Columns) -> Drawing {
    let width = columns.width;
    let small = Face::small(width).ink(Ink::Second);
    let scale = time::scale(timeline.span, columns.axis.0, columns.axis.1);
    let rows: Vec<(&Row, Vec<String>, Vec<String>)> = timeline
        .rows
        .iter()
        .map(|row| {
            let owner = text::wrap(&row.owner, NAME, width - columns.owner + 1.0, 3);
            (row, text::wrap(&row.title, NAME, columns.names, usize::MAX), owner)
        })
        .collect();
    let height =
        |(_, title, owner): &(&Row, Vec<String>, Vec<String>)| LINE * title.len().max(owner.len()).max(1) as f64 + 13.0;
    let levels = levels(timeline, scale, width);
    let head = head(&levels);
    let foot = head + 14.0 + rows.iter().map(height).sum::<f64>() + 8.0;
    let mut drawing = Drawing::new(width, foot + below(timeline));
    frame(&mut drawing, timeline, scale, &levels, (head, foot));
    drawing.words((columns.due, head), &timeline.due, small, Anchor::End);
    drawing.text((columns.owner, head), &timeline.owner, small);
    let word = beside_meeting(timeline, scale);
    let mut top = head + 14.0;
    for all in &rows {
        let y = top + height(all) / 2.0;
        let (row, title, owner) = all;
        lines(&mut drawing, (0.0, y), title, NAME);
        let due = if row.mark == Due::Overdue { NAME_BOLD.ink(Ink::Signal) } else { NAME };
        drawing.words((columns.due, y + 5.0), &row.due_words, due, Anchor::End);
        lines(&mut drawing, (columns.owner, y), owner, NAME);
        bar(&mut drawing, row, (scale, word), y);
        top += height(all);
    }
    drawing
}

fn narrow(timeline: &Timeline) -> Drawing {
    const BAR: f64 = 22.0;
    let name = Face::bold(13.5).rimmed();
    let small = Face::plain(13.0).ink(Ink::Second).rimmed();
    let late = Face::bold(13.0).ink(Ink::Signal).rimmed();
    let scale = time::scale(timeline.span, 24.0, NARROW - 12.0);
    let face = |row: &Row| if row.mark == Due::Overdue { late } else { small };
    let rows: Vec<(&Row, Vec<String>, Vec<String>)> = timeline
        .rows
        .iter()
        .map(|row| {
            let both = text::wrap(&row.both, face(row), NARROW, usize::MAX);
            (row, text::wrap(&row.title, name, NARROW, usize::MAX), both)
        })
        .collect();
    let words = |(_, title, both): &(&Row, Vec<String>, Vec<String>)| LINE * (title.len() + both.len()) as f64;
    let levels = levels(timeline, scale, NARROW);
    let head = head(&levels);
    let foot = head + 14.0 + rows.iter().map(|row| words(row) + BAR + 8.0).sum::<f64>();
    let mut drawing = Drawing::new(NARROW, foot + below(timeline));
    frame(&mut drawing, timeline, scale, &levels, (head, foot));
    let mut y = head + 10.0;
    for all in &rows {
        let (row, title, both) = all;
        drawing.rect((0.0, y + 3.0), (NARROW, words(all) + 2.0), Paint::fill(Ink::Paper));
        for (line, face) in title.iter().map(|line| (line, name)).chain(both.iter().map(|line| (line, face(row)))) {
            y += LINE;
            drawing.text((0.0, y), line, face);
        }
        bar(&mut drawing, &Row { word: String::new(), ..(*row).clone() }, (scale, scale.start), y + 14.0);
        y += BAR + 8.0;
    }
    drawing
}

/// Where the names of months stand, below the words above.
fn head(levels: &[(usize, f64, String)]) -> f64 {
    let most = levels.iter().map(|(level, ..)| level + 1).max().unwrap_or(0);
    13.0 + ABOVE * most as f64 + if most > 0 { 10.0 } else { 0.0 }
}

/// Room below the axis.
fn below(timeline: &Timeline) -> f64 {
    if timeline.foot.is_empty() { 8.0 } else { 28.0 }
}

/// The words above the axis: level from the top, middle, and words that fit.
fn levels(timeline: &Timeline, scale: Scale, width: f64) -> Vec<(usize, f64, String)> {
    let face = Face::bold(Face::small(width).size);
    let mut placed: Vec<(usize, f64, f64)> = Vec::new();
    timeline
        .lines
        .iter()
        .map(|line| {
            let words = text::shorten(&line.words, face, width);
            let half = text::width(&words, face) / 2.0;
            let middle = time::at(scale, line.day).clamp(half.min(width / 2.0), (width - half).max(width / 2.0));
            let is_free = |level: usize| {
                placed.iter().all(|(other, from, to)| {
                    *other != level || middle + half + 10.0 < *from || middle - half - 10.0 > *to
                })
            };
            let level = (0..=placed.len()).find(|level| is_free(*level)).unwrap_or(placed.len());
            placed.push((level, middle - half, middle + half));
            (level, middle, words)
        })
        .collect()
}

/// Everything that all rows share: months, meeting, milestones, tactical meetings.
fn frame(
    drawing: &mut Drawing,
    timeline: &Timeline,
    scale: Scale,
    levels: &[(usize, f64, String)],
    (head, foot): (f64, f64),
) {
    let least = Face::small(drawing.width);
    let small = least.ink(Ink::Second);
    for (x, words) in time::ticks(scale, &timeline.months, small) {
        drawing.line((x, head - 10.0), (x, foot), Paint::stroke(Ink::Rule, 1.0));
        if x + 4.0 + text::width(&words, small) <= scale.end + 16.0 {
            drawing.text((x + 4.0, head), &words, small.rimmed());
        }
    }
    for (line, (level, middle, words)) in timeline.lines.iter().zip(levels) {
        let x = time::at(scale, line.day);
        let top = 13.0 + ABOVE * *level as f64;
        let (paint, face) = match line.is_meeting {
            true => (Paint::stroke(Ink::Accent, 2.0), Face::bold(least.size)),
            false => (Paint::stroke(Ink::Third, 1.25).dashed(4.0, 3.0), least.ink(Ink::Second)),
        };
        drawing.line((x, top + 6.0), (x, foot), paint);
        drawing.words((*middle, top), words, face.rimmed(), Anchor::Middle);
    }
    drawing.line((scale.start - 12.0, foot), (scale.end + 12.0, foot), Paint::stroke(Ink::StrongRule, 1.25));
    for day in &timeline.meetings {
        let x = time::at(scale, *day);
        drawing.line((x, foot - 5.0), (x, foot + 5.0), Paint::stroke(Ink::Second, 1.25));
    }
    let room = drawing.width - (scale.start - 12.0);
    drawing.text((scale.start - 12.0, foot + 22.0), &text::shorten(&timeline.foot, small, room), small);
}

fn bar(drawing: &mut Drawing, row: &Row, (scale, word): (Scale, f64), y: f64) {
    let (from, to) = (time::at(scale, row.days.0), time::at(scale, row.days.1));
    match row.mark {
        Due::Overdue => {
            drawing.overdue(scale.start - 14.0, y);
            let face = Face::bold(Face::small(drawing.width).size).ink(Ink::Signal).rimmed();
            drawing.text((word, y + 4.5), &text::shorten(&row.word, face, 110.0), face);
        }
        mark => {
            drawing.line((from.min(to), y), (to, y), Paint::stroke(Ink::Range, 3.0));
            if mark == Due::Decision { drawing.diamond(to, y) } else { drawing.now(to, y) }
        }
    }
}

/// Where the word of what is overdue begins: behind its triangle, and behind the line of the
/// meeting when that is near.
fn beside_meeting(timeline: &Timeline, scale: Scale) -> f64 {
    let first = scale.start + 4.0;
    let meeting = timeline.lines.iter().find(|line| line.is_meeting).map(|line| time::at(scale, line.day));
    meeting.filter(|x| (first - 6.0..first + 80.0).contains(x)).map_or(first, |x| x + 7.0)
}

/// Lines of words around a middle.
fn lines(drawing: &mut Drawing, (x, middle): (f64, f64), words: &[String], face: Face) {
    let first = middle + 5.0 - LINE * (words.len().saturating_sub(1)) as f64 / 2.0;
    for (at, line) in words.iter().enumerate() {
        drawing.text((x, first + LINE * at as f64), line, face);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::shape::Shape;
    use crate::chart::shape::tests::is_inside;

    fn row(title: &str, due: i64, mark: Due) -> Row {
        Row {
            title: title.to_owned(),
            due_words: "30 September 2026".to_owned(),
            owner: "Head of a department with a very long name, Maria Fernanda de la Cruz".to_owned(),
            both: "30 September 2026, Head of a department with a very long name, Maria Fernanda".to_owned(),
            days: (100, due),
            mark,
            word: "overdue".to_owned(),
        }
    }

    fn timeline(rows: Vec<Row>) -> Timeline {
        let line = |day, is_meeting| Line { day, words: "A day that matters to everyone here".to_owned(), is_meeting };
        Timeline {
            rows,
            span: (100, 300),
            lines: vec![line(110, true), line(120, false), line(295, false)],
            meetings: vec![100, 200, 300],
            foot: "Each tick is a tactical meeting".to_owned(),
            ..Timeline::default()
        }
    }

    #[test]
    fn nothing_leaves_the_drawing_and_rows_keep_their_order() {
        let titles = [
            "Name owners",
            "変更管理の責任者を四つの地域それぞれで決めて公表し、毎月確認する",
            "A title of many words that goes on and on and does not end here",
        ];
        let marks = [Due::Overdue, Due::Plain, Due::Decision];
        let rows = titles.iter().zip(marks).zip([40, 100, 300]).map(|((title, mark), due)| row(title, due, mark));
        let drawings = draw(&timeline(rows.collect()));
        for drawing in drawings.iter().flat_map(|both| [&both.wide, &both.narrow].into_iter().chain(&both.wall)) {
            assert!(is_inside(drawing), "{drawing:#?}");
            let places: Vec<f64> = titles
                .iter()
                .filter_map(|title| {
                    drawing.shapes.iter().find_map(|shape| match shape {
                        Shape::Text { y, words, .. } if title.starts_with(words.trim_end_matches('…')) => Some(*y),
                        _ => None,
                    })
                })
                .collect();
            assert!(places.len() == 3 && places.is_sorted(), "{places:?}");
        }
    }

    #[test]
    fn a_title_is_never_cut_and_takes_three_lines_where_it_must() {
        let title = "Bring the partners' view to the November meeting, in their own words and with two of them";
        for times in 1..6 {
            let title = vec![title; times].join(" ");
            let both = draw(&timeline(vec![row(&title, 200, Due::Plain)])).unwrap_or_else(|| unreachable!());
            for drawing in [&both.wide, &both.narrow] {
                let drawn = drawing.shapes.iter().filter_map(|shape| match shape {
                    Shape::Text { x: 0.0, words, .. } => Some(words.as_str()),
                    _ => None,
                });
                let drawn: Vec<&str> = drawn.collect();
                assert!(drawn.join(" ").starts_with(&title), "{drawn:?}");
                assert!(times > 1 || drawn.len() <= 3 + 2, "{drawn:?}");
            }
        }
    }

    #[test]
    fn words_above_never_lie_on_each_other() {
        let timeline = timeline(vec![row("One", 200, Due::Plain)]);
        let levels = levels(&timeline, time::scale((100, 300), 236.0, 494.0), WIDE);
        assert_eq!(levels.iter().map(|(level, ..)| *level).collect::<Vec<_>>(), [0, 1, 0]);
    }

    #[test]
    fn no_action_and_very_many_are_no_drawing() {
        assert_eq!(draw(&timeline(Vec::new())), None);
        assert_eq!(draw(&timeline(vec![row("One", 200, Due::Plain); 31])), None);
    }
}
