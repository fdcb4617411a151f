//! Drawings, with their tables and keys.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::Link;

/// A chart with its words and its numbers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Figure {
    /// Its id on the page.
    pub id: String,
    /// The finding, as a sentence.
    pub title: String,
    /// Measure, unit and date.
    pub sub: String,
    /// What its marks mean.
    pub key: Vec<KeyEntry>,
    /// Whether there is a drawing; otherwise the table stands open in its place.
    pub drawn: bool,
    /// The drawing for a page and for paper: SVG with title and description.
    pub wide_html: String,
    /// The drawing for a phone.
    pub narrow_html: String,
    /// The drawing for slides, wide and low, on as many as it takes; empty on a page, and where the
    /// wide one serves.
    pub wall_html: Vec<String>,
    /// What the drawing is and what it says, every value, for who does not see it.
    pub says: String,
    /// What stands below it.
    pub notes: Vec<String>,
    /// Its numbers; without rows where a table stands beside it.
    pub table: Grid,
}

/// The charts of an assessment; what has no data is missing.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Figures {
    /// The model, a tile for each section.
    pub model: Option<Figure>,
    /// Open actions along the days to come; the register stands beside it as its table.
    pub timeline: Option<Figure>,
    /// Meetings held and missed.
    pub cadence: Option<Figure>,
    /// Value reached and not.
    pub stakes: Option<Figure>,
    /// Before and after, section by section.
    pub change: Option<Figure>,
    /// Scores with the range of views.
    pub ranges: Option<Figure>,
    /// How far the requisites are met.
    pub requisites: Option<Figure>,
    /// The sections that must work in unison, one chart for each group of them.
    pub unison: Vec<Figure>,
}

/// A mark and what it means.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeyEntry {
    /// The mark as SVG.
    pub mark_html: String,
    /// What it means.
    pub words: String,
}

/// The numbers of a chart as a table.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Grid {
    /// What the table holds.
    pub caption: String,
    /// Title of the first column.
    pub head: String,
    /// The other columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// A column of a table of numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Whether it holds numbers, which end at one edge.
    pub number: bool,
}

/// A row of a table of numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GridRow {
    /// What the row is about; without an address when there is no page for it.
    pub head: Link,
    /// Its cells; an empty one has nothing to say.
    pub cells: Vec<String>,
    /// Whether it is the sum of the others.
    pub strong: bool,
    /// Whether the double line of sections in unison stands before it.
    pub double: bool,
}
