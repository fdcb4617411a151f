//! The model as tiles of equal size: fewer points matter no less.
//!
//! How it is laid out, for whatever model there is:
//! - Tiles stand in rows, group by group, in the order of the model. A group that must work in
//!   unison stands in the double frame; its tiles are joined by arrows and stand in the middle.
//! - All groups share the number of columns: three, four or two on a page, three or two on a
//!   phone. It is the number with the fewest empty places, with what works in unison on one row,
//!   and with words that are not broken.
//! - Double-headed arrows join a frame with the groups above and below it, nothing else.
//! - All tiles are as tall as the one with the most to say: title, number, level, change. What
//!   does not fit beside its neighbour moves below it, in all tiles alike.
//! - More than thirty tiles, or more than a sheet can hold, are no picture any more: the table
//!   says it better.

use crate::chart::group::{self, Group};
use crate::chart::shape::{Anchor, Drawing, Drawings, Face, Ink, LOW, NARROW, Paint, Shape, TALLEST, WALL, WIDE};
use crate::chart::text;

/// Most tiles that the drawing carries.
const MOST: usize = 30;
/// From here on rows cost: the drawing gets too tall to take in.
const ROWS: usize = 6;

/// One section.
#[derive(Clone, Debug, Default)]
pub struct Tile {
    /// Its title.
    pub title: String,
    /// The number in large, such as “63” or “63%”; empty when there is no score.
    pub value: String,
    /// What it is out of, such as “of 100”, or empty.
    pub of: String,
    /// The level in words, or what is said when there is no score.
    pub level: String,
    /// “up 22”, or empty.
    pub change: String,
    /// The tint of the level; none when there is no score.
    pub tint: Option<Ink>,
}

/// Draws it; `None` where there is nothing or too much to draw.
pub fn draw(groups: &[Group<Tile>]) -> Option<Drawings> {
    let both = (1..=MOST).contains(&group::count(groups)).then(|| {
        let [wide, narrow] = [&PAGE, &PHONE].map(|sizes| Layout::of(groups, sizes).draw(groups));
        let wall = lowest(groups).into_iter().collect();
        Drawings { wide, narrow, wall }
    })?;
    (both.wide.height <= TALLEST).then_some(both)
}

/// The lowest drawing for a slide in which no word is broken; none where that is too tall.
fn lowest(groups: &[Group<Tile>]) -> Option<Drawing> {
    let layouts = SLIDE.columns.iter().map(|columns| Layout::with(groups, &SLIDE, *columns));
    let whole = layouts.filter(|layout| !group::members(groups).any(|tile| layout.breaks(tile)));
    let drawn = whole.map(|layout| layout.draw(groups)).min_by(|one, other| one.height.total_cmp(&other.height));
    drawn.filter(|drawing| drawing.height <= LOW)
}

/// The measures of a width.
#[derive(Debug)]
struct Sizes {
    /// Of the drawing.
    width: f64,
    /// Numbers of columns, the one that is preferred first.
    columns: &'static [usize],
    /// Beside the tiles.
    margin: f64,
    /// Between two tiles of a row, and between two rows.
    gap: (f64, f64),
    /// Room for an arrow between a group and a frame.
    arrow: f64,
    /// Between the edge of a tile and its words: at the start and at the end.
    pad: (f64, f64),
    title: Face,
    value: Face,
    of: Face,
    level: Face,
    change: Face,
    /// Most lines of a title.
    titles: usize,
    /// From the top to the first title, between lines, to the number, to what stands below, to the bottom.
    steps: [f64; 5],
    /// Length of an arrow's head.
    head: f64,
    /// Whether there is room beside a group's title for its note.
    notes: bool,
}

const PAGE: Sizes = Sizes {
    width: WIDE,
    columns: &[3, 4, 2],
    margin: 16.0,
    gap: (34.0, 16.0),
    arrow: 44.0,
    pad: (14.0, 12.0),
    title: Face::bold(15.0),
    value: Face::figure(28.0),
    of: Face::plain(15.0),
    level: Face::plain(14.0),
    change: Face::bold(14.0),
    titles: 3,
    steps: [24.0, 18.0, 32.0, 23.0, 13.0],
    head: 5.0,
    notes: true,
};

const SLIDE: Sizes = Sizes {
    width: WALL,
    columns: &[6, 5, 4, 3],
    gap: (24.0, 14.0),
    arrow: 36.0,
    pad: (11.0, 7.0),
    of: Face::plain(14.0),
    ..PAGE
};

const PHONE: Sizes = Sizes {
    width: NARROW,
    columns: &[3, 2],
    margin: 11.0,
    gap: (18.0, 14.0),
    arrow: 40.0,
    pad: (9.0, 3.0),
    title: Face::bold(13.0),
    value: Face::figure(23.0),
    of: Face::plain(12.5),
    level: Face::plain(12.5),
    change: Face::bold(12.5),
    titles: 4,
    steps: [19.0, 15.0, 31.0, 19.0, 10.0],
    head: 3.4,
    notes: false,
};

/// Where everything goes.
#[derive(Debug)]
struct Layout<'a> {
    sizes: &'a Sizes,
    columns: usize,
    /// Width of a tile, and of its words.
    tile: f64,
    room: f64,
    /// Lines of titles and of levels.
    titles: usize,
    levels: usize,
    /// Whether “of 100” stands below the number, and the change below the level.
    of_below: bool,
    change_below: bool,
    height: f64,
}

impl<'a> Layout<'a> {
    fn of(groups: &[Group<Tile>], sizes: &'a Sizes) -> Self {
        let mut best: Option<(usize, Self)> = None;
        for columns in sizes.columns {
            let layout = Self::with(groups, sizes, *columns);
            let cost = layout.cost(groups);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, layout));
            }
        }
        best.map_or_else(|| Self::with(groups, sizes, 2), |(_, layout)| layout)
    }

    fn with(groups: &[Group<Tile>], sizes: &'a Sizes, columns: usize) -> Self {
        let all = || group::members(groups);
        let tile = (sizes.width - 2.0 * sizes.margin - sizes.gap.0 * (columns as f64 - 1.0)) / columns as f64;
        let room = tile - sizes.pad.0 - sizes.pad.1;
        let longest = |words: fn(&Tile) -> &str, face, most| {
            all().map(|tile| text::wrap(words(tile), face, room, most).len()).max().unwrap_or(0)
        };
        let titles = longest(|tile| &tile.title, sizes.title, sizes.titles).max(1);
        let levels = longest(|tile| &tile.level, sizes.level, 3);
        let of_below = all().any(|tile| {
            !tile.of.is_empty() && text::width(&tile.value, sizes.value) + 6.0 + text::width(&tile.of, sizes.of) > room
        });
        let change_below = all().any(|tile| !tile.change.is_empty())
            && (levels > 1
                || all().any(|tile| {
                    text::width(&tile.level, sizes.level) + 8.0 + text::width(&tile.change, sizes.change) > room
                }));
        let [first, line, number, below, last] = sizes.steps;
        let extra = usize::from(of_below) + levels.max(1) - 1 + usize::from(change_below);
        let height = first + line * (titles as f64 - 1.0) + number + below + 17.0 * extra as f64 + last;
        Self { sizes, columns, tile, room, titles, levels, of_below, change_below, height }
    }

    /// How badly a number of columns suits the groups: empty places, rows, words that break.
    fn cost(&self, groups: &[Group<Tile>]) -> usize {
        let tiles = group::count(groups);
        let mut cost = 0;
        let mut rows = 0;
        for group in groups {
            let own = group.members.len().div_ceil(self.columns);
            rows += own;
            cost += 2 * (own * self.columns - group.members.len());
            if group.unison {
                cost += 4 * own.saturating_sub(1);
            }
        }
        cost += 2 * rows.saturating_sub(ROWS);
        if self.columns == 2 && tiles > 4 && self.sizes.width > NARROW {
            cost += 3;
        }
        if group::members(groups).any(|tile| self.breaks(tile)) {
            cost += 12;
        }
        cost
    }

    /// Whether a word of the tile is too wide for it, or its title too long.
    fn breaks(&self, tile: &Tile) -> bool {
        let sizes = self.sizes;
        let too_wide = |word: &str| word.is_ascii() && text::width(word, sizes.title) > self.room;
        tile.title.split_whitespace().any(too_wide)
            || !text::fits(&tile.title, sizes.title, self.room, sizes.titles)
            || text::width(&tile.value, sizes.value) > self.room
    }

    fn draw(&self, groups: &[Group<Tile>]) -> Drawing {
        let sizes = self.sizes;
        let mut drawing = Drawing::new(sizes.width, 0.0);
        let mut y = 0.0;
        let mut last: Option<&Group<Tile>> = None;
        for group in groups.iter().filter(|group| !group.members.is_empty()) {
            if let Some(last) = last {
                y += self.between(&mut drawing, last, group, y);
            }
            y = if group.unison { self.frame(&mut drawing, group, y) } else { self.plain(&mut drawing, group, y) };
            last = Some(group);
        }
        // A frame ends with its edge, a row of tiles with a hair of room.
        drawing.height = if last.is_some_and(|last| last.unison) { y } else { y + 2.0 };
        drawing
    }

    /// The room between two groups, with arrows where one of them is a frame.
    fn between(&self, drawing: &mut Drawing, above: &Group<Tile>, below: &Group<Tile>, y: f64) -> f64 {
        if !above.unison && !below.unison {
            return 28.0;
        }
        let across = |group: &Group<Tile>, tiles: usize| if group.unison { self.columns } else { tiles };
        let last = above.members.len() - (above.members.len().div_ceil(self.columns) - 1) * self.columns;
        let first = below.members.len().min(self.columns);
        for column in 0..across(above, last).min(across(below, first)) {
            let x = self.start(column) + self.tile / 2.0;
            drawing.double_arrow((x, y + 6.0), (x, y + self.sizes.arrow - 6.0), self.sizes.head);
        }
        self.sizes.arrow
    }

    /// A group with its title; returns where it ends.
    fn plain(&self, drawing: &mut Drawing, group: &Group<Tile>, y: f64) -> f64 {
        let top = if group.title.is_empty() { y + 1.0 } else { y + 26.0 };
        self.heading(drawing, group, (self.sizes.margin, y + 14.0));
        let pitch = self.height + self.sizes.gap.1;
        for (at, tile) in group.members.iter().enumerate() {
            let (row, column) = (at / self.columns, at % self.columns);
            self.tile(drawing, tile, (self.start(column), top + pitch * row as f64));
        }
        top + pitch * group.members.len().div_ceil(self.columns) as f64 - self.sizes.gap.1
    }

    /// A group in the double frame; returns where the frame ends.
    fn frame(&self, drawing: &mut Drawing, group: &Group<Tile>, y: f64) -> f64 {
        let top = if group.title.is_empty() { y + 16.0 } else { y + 36.0 };
        let rows = group.members.len().div_ceil(self.columns);
        let pitch = self.height + if rows > 1 { self.sizes.arrow } else { 0.0 };
        let end = top + pitch * (rows as f64 - 1.0) + self.height + 16.0;
        drawing.double_frame((0.0, y), (self.sizes.width, end - y));
        self.heading(drawing, group, (self.sizes.margin + 2.0, y + 24.0));
        for (row, tiles) in group.members.chunks(self.columns).enumerate() {
            let y = top + pitch * row as f64;
            let aside = (self.columns - tiles.len()) as f64 * (self.tile + self.sizes.gap.0) / 2.0;
            for (column, tile) in tiles.iter().enumerate() {
                let x = self.start(column) + aside;
                self.tile(drawing, tile, (x, y));
                let (middle, inset) = (y + self.height / 2.0, self.sizes.gap.0 / 11.0);
                if column > 0 {
                    drawing.double_arrow((x - self.sizes.gap.0 + inset, middle), (x - inset, middle), self.sizes.head);
                }
                if row > 0 {
                    let x = x + self.tile / 2.0;
                    drawing.double_arrow((x, y - self.sizes.arrow + 6.0), (x, y - 6.0), self.sizes.head);
                }
            }
        }
        end
    }

    fn heading(&self, drawing: &mut Drawing, group: &Group<Tile>, (x, y): (f64, f64)) {
        let face = self.sizes.title;
        let note = Face::plain(14.0).ink(Ink::Third);
        let room = self.sizes.width - 2.0 * x;
        let beside = room - text::width(&group.title, face) - 24.0;
        drawing.text((x, y), &text::shorten(&group.title, face, room), face);
        if self.sizes.notes && text::width(&group.note, note) <= beside {
            drawing.words((self.sizes.width - x, y), &group.note, note, Anchor::End);
        }
    }

    fn start(&self, column: usize) -> f64 {
        self.sizes.margin + (self.tile + self.sizes.gap.0) * column as f64
    }

    fn tile(&self, drawing: &mut Drawing, tile: &Tile, (x, y): (f64, f64)) {
        let sizes = self.sizes;
        let ink = if tile.tint == Some(Ink::Level4) { Ink::OnLevel4 } else { Ink::Ink };
        let paint = match tile.tint {
            Some(tint) => Paint::fill(tint).edged(Ink::StrongRule, 1.0),
            None => Paint::fill(Ink::Paper).edged(Ink::StrongRule, 1.0).dashed(4.0, 3.0),
        };
        drawing.add(Shape::Rect { x, y, width: self.tile, height: self.height, radius: 2.0, paint });
        let [first, line, number, below, _] = sizes.steps;
        let start = x + sizes.pad.0;
        for (at, words) in text::wrap(&tile.title, sizes.title, self.room, sizes.titles).iter().enumerate() {
            drawing.text((start, y + first + line * at as f64), words, sizes.title.ink(ink));
        }
        let mut y = y + first + line * (self.titles as f64 - 1.0) + number;
        drawing.text((start, y), &text::shorten(&tile.value, sizes.value, self.room), sizes.value.ink(ink));
        let beside = text::width(&tile.value, sizes.value) + 6.0;
        let of = text::shorten(&tile.of, sizes.of, self.room);
        if self.of_below {
            y += 17.0;
            drawing.text((start, y), &of, sizes.of.ink(ink));
        } else {
            drawing.text((start + beside, y), &of, sizes.of.ink(ink));
        }
        y += below;
        for (at, words) in text::wrap(&tile.level, sizes.level, self.room, 3).iter().enumerate() {
            drawing.text((start, y + 17.0 * at as f64), words, sizes.level.ink(ink));
        }
        let change = text::shorten(&tile.change, sizes.change, self.room);
        if self.change_below {
            drawing.text((start, y + 17.0 * self.levels.max(1) as f64), &change, sizes.change.ink(ink));
        } else {
            drawing.words((x + self.tile - sizes.pad.0, y), &change, sizes.change.ink(ink), Anchor::End);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(title: &str) -> Tile {
        Tile {
            title: title.to_owned(),
            value: "150".to_owned(),
            of: "of 300".to_owned(),
            level: "Mostly in place".to_owned(),
            change: "up 42".to_owned(),
            tint: Some(Ink::Level3),
        }
    }

    fn groups(counts: &[(usize, bool)], title: &str) -> Vec<Group<Tile>> {
        let group = |(count, unison): &(usize, bool)| Group {
            title: "Culture".to_owned(),
            note: "what the organization is like".to_owned(),
            unison: *unison,
            members: (0..*count).map(|at| tile(&format!("{title} {at}"))).collect(),
        };
        counts.iter().map(group).collect()
    }

    /// The tiles of a drawing: start, top, width, height.
    fn tiles(drawing: &Drawing) -> Vec<[f64; 4]> {
        let tile = |shape: &Shape| match shape {
            Shape::Rect { x, y, width, height, radius, .. } if *radius > 0.0 => Some([*x, *y, *width, *height]),
            _ => None,
        };
        drawing.shapes.iter().filter_map(tile).collect()
    }

    const SHAPES: [&[(usize, bool)]; 12] = [
        &[(6, false), (3, true)],
        &[(1, false)],
        &[(5, false)],
        &[(30, false)],
        &[(7, false), (2, true)],
        &[(3, true), (6, false)],
        &[(4, true), (6, true)],
        &[(2, true), (4, false), (6, true)],
        &[(1, false), (1, false), (1, false), (1, false)],
        &[(6, true)],
        &[(1, true), (10, false)],
        &[(8, false), (8, false), (8, false), (5, true)],
    ];
    const TITLES: [&str; 5] = [
        "Process",
        "Program Management",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "変更管理の責任者を決めて、毎週その進み具合を見る",
        "A section whose title has very many words and does not end before the tile does, and goes on",
    ];

    #[test]
    fn the_nine_sections_stand_in_three_columns_above_a_frame() {
        let both = draw(&groups(&[(6, false), (3, true)], "S")).unwrap_or_else(|| unreachable!());
        let starts: Vec<f64> = tiles(&both.wide).iter().map(|tile| tile[0].round()).collect();
        assert_eq!(starts, [16.0, 257.0, 497.0].repeat(3));
        assert!((both.wide.height - 414.0).abs() < 1e-9, "{}", both.wide.height);
    }

    #[test]
    fn tiles_are_of_equal_size_and_never_overlap_whatever_the_model() {
        for counts in SHAPES {
            for title in TITLES {
                let all = groups(counts, title);
                for sizes in [&PAGE, &PHONE] {
                    let drawing = Layout::of(&all, sizes).draw(&all);
                    let tiles = tiles(&drawing);
                    assert_eq!(tiles.len(), group::count(&all));
                    for (at, [x, y, width, height]) in tiles.iter().enumerate() {
                        assert!(*x >= 0.0 && x + width <= drawing.width, "{counts:?} {title}");
                        assert!(*y >= 0.0 && y + height <= drawing.height, "{counts:?} {title}");
                        assert_eq!([width, height], [&tiles[0][2], &tiles[0][3]]);
                        for [other_x, other_y, ..] in &tiles[at + 1..] {
                            let apart = (x - other_x).abs() >= *width || (y - other_y).abs() >= *height;
                            assert!(apart, "{counts:?} {title}");
                            assert!(other_y > y || (other_y >= y && other_x > x), "the order of the model");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn words_stay_inside_their_tile() {
        for counts in SHAPES {
            for title in TITLES {
                let mut all = groups(counts, title);
                if let Some(first) = all.first_mut().and_then(|group| group.members.first_mut()) {
                    first.value = "123,456".to_owned();
                    first.of = "of 1,000,000".to_owned();
                    first.level = "A level with a long name".to_owned();
                    first.change = "down less than 1".to_owned();
                }
                for sizes in [&PAGE, &PHONE] {
                    let drawing = Layout::of(&all, sizes).draw(&all);
                    let tiles = tiles(&drawing);
                    for (start, end, y) in drawing.shapes.iter().filter_map(extent) {
                        assert!(start >= 0.0 && end <= drawing.width && y <= drawing.height, "{counts:?} {title}");
                        let inside = |[x, top, width, height]: &[f64; 4]| {
                            start >= *x && end <= x + width && y > *top && y < top + height
                        };
                        let outside = |[_, top, _, height]: &[f64; 4]| y < *top || y > top + height;
                        assert!(tiles.iter().any(inside) || tiles.iter().all(outside), "{counts:?} {title}");
                    }
                }
            }
        }
    }

    fn extent(shape: &Shape) -> Option<(f64, f64, f64)> {
        let Shape::Text { x, y, words, face, anchor } = shape else { return None };
        let wide = text::width(words, *face);
        Some(match anchor {
            Anchor::Start => (*x, x + wide, *y),
            Anchor::Middle => (x - wide / 2.0, x + wide / 2.0, *y),
            Anchor::End => (x - wide, *x, *y),
        })
    }

    #[test]
    fn nothing_and_too_much_are_no_drawing() {
        assert_eq!(draw(&[]), None);
        assert_eq!(draw(&groups(&[(31, false)], "S")), None);
        assert!(draw(&groups(&[(30, false)], "S")).is_some());
    }
}
