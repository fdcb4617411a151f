//! Charts with their words: the numbers of the briefing become drawings, and each drawing gets a
//! title, a key, an alternative in words, and its numbers as a table.
//!
//! One file for each chart. What is drawn and where, `chart` decides; what is said, the labels.

pub mod burnup;
pub mod cadence;
pub mod change;
pub mod days;
pub mod model;
pub mod numbers;
pub mod observations;
pub mod outcome;
pub mod ranges;
pub mod requisites;
pub mod stake;
pub mod timeline;
pub mod unison;

use crate::briefing::Briefing;
use crate::chart::Drawings;
use crate::chart::marks::{self, Mark};
use crate::chart::shape::Shape;
use crate::model::number::Number;
use crate::render::context::{Figure, Figures, Grid, GridRow, KeyEntry, Link};
use crate::render::direction;
use crate::render::medium::Medium;
use crate::render::svg::{self, Alternative};
use crate::render::view::View;

/// The words around a drawing.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    /// Id of the figure on its page.
    pub id: String,
    /// The finding, as a sentence.
    pub title: String,
    /// Measure, unit and date.
    pub sub: String,
    /// What the drawing is, for who does not see it.
    pub name: String,
    /// What the drawing says, every value, for who does not see it.
    pub says: String,
    /// What stands below it.
    pub notes: Vec<String>,
}

/// Marks with what they mean.
pub type Key = Vec<(Mark, String)>;

impl View<'_> {
    /// All charts that an assessment has data for.
    pub fn figures(&self, briefing: &Briefing<'_>) -> Figures {
        let unison = briefing.results.unison.iter().enumerate();
        let commitment = &briefing.commitment;
        Figures {
            model: self.model_figure(briefing, "figure_model"),
            timeline: commitment
                .plan
                .as_ref()
                .map(|plan| self.timeline_figure(plan, "figure_timeline").beside_its_table())
                .filter(|figure| figure.drawn),
            cadence: commitment.cadence.as_ref().map(|cadence| self.cadence_figure(cadence, "figure_cadence")),
            stakes: self.stake_figure(briefing, "figure_stakes"),
            change: self.change_figure(briefing, "figure_change"),
            ranges: self.ranges_figure(briefing, "figure_ranges"),
            requisites: self.requisites_figure(briefing, "figure_requisites"),
            unison: unison
                .map(|(at, apart)| self.unison_figure(briefing, apart, &format!("figure_unison_{}", at + 1)))
                .collect(),
        }
    }

    /// A figure of a drawing, or of its table alone where the drawing cannot carry the data.
    pub fn drawn(&self, caption: Caption, key: &[(Mark, String)], drawings: Option<Drawings>, table: Grid) -> Figure {
        let Caption { id, title, sub, name, says, notes } = caption;
        let is_mirrored = self.labels.word("language.direction") == "rtl";
        let drawings = drawings.map(|both| if is_mirrored { kept_lines(both.mirrored()) } else { both });
        let draw = |drawing, class: &str| {
            let alternative = Alternative { id: &format!("{id}_{class}"), title: &name, description: &says };
            svg::figure(drawing, class, alternative, self.medium)
        };
        Figure {
            wide_html: drawings.as_ref().map(|both| draw(&both.wide, "wide")).unwrap_or_default(),
            narrow_html: match (&drawings, self.medium) {
                (Some(both), Medium::Page) => draw(&both.narrow, "narrow"),
                _ => String::new(),
            },
            wall_html: match (&drawings, self.medium) {
                (Some(all), Medium::Paper(_)) => all.wall.iter().map(|drawing| draw(drawing, "wall")).collect(),
                _ => Vec::new(),
            },
            key: match drawings {
                Some(_) => key.iter().map(|(mark, words)| self.key_entry(*mark, words)).collect(),
                None => Vec::new(),
            },
            drawn: drawings.is_some(),
            id,
            title,
            sub,
            notes: notes.into_iter().filter(|note| !note.is_empty()).collect(),
            says: {
                let name = self.labels.say("figure.says.sentence", &[("words", &name)]);
                [name, says].join(&self.labels.word("figure.says.join"))
            },
            table,
        }
    }

    fn key_entry(&self, mark: Mark, words: &str) -> KeyEntry {
        KeyEntry { mark_html: svg::decoration(&marks::sign(mark), "", self.medium), words: words.to_owned() }
    }
}

impl Figure {
    /// The same without its numbers as a table, because they stand beside it as one.
    #[must_use]
    pub fn beside_its_table(self) -> Self {
        Self { table: Grid::default(), ..self }
    }
}

/// Each line of words that runs the other way than the page, with its marks at their own ends.
fn kept_lines(mut drawings: Drawings) -> Drawings {
    for shape in [&mut drawings.wide, &mut drawings.narrow]
        .into_iter()
        .chain(&mut drawings.wall)
        .flat_map(|drawing| &mut drawing.shapes)
    {
        if let Shape::Text { words, .. } = shape
            && let Some(line) = direction::kept(words)
        {
            *words = line;
        }
    }
    drawings
}

/// A row of a table of numbers.
pub fn grid_row(head: Link, cells: Vec<String>) -> GridRow {
    GridRow { head, cells, strong: false, double: false }
}

/// A number as a place on a drawing, where binary fractions are good enough.
pub fn place(number: &Number) -> f64 {
    number.approximate()
}
