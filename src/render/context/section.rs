//! A section with its criteria and observations.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use crate::render::context::{Figure, Link, Piece, Requisite, Score};

/// A section with its criteria.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What it is about.
    pub purpose: String,
    /// Title and note of its group, or empty.
    pub group: String,
    /// Whether it is one of those that must work in unison.
    pub unison: bool,
    /// What the criteria show, in a sentence or two.
    pub finding: Vec<String>,
    /// The score in a sentence.
    pub lead: String,
    /// Its score.
    pub score: Score,
    /// Titles of the requisites.
    pub requisites: Vec<String>,
    /// Blocks of criteria: the section's own, then those of each section inside it.
    pub blocks: Vec<CriteriaBlock>,
    /// What was observed.
    pub observations: Vec<Observation>,
    /// Its criteria with the range of views; nothing when views do not differ and no target is set.
    pub ranges: Option<Figure>,
    /// The sections that must work in unison, on their pages.
    pub together: Option<Figure>,
    /// The section before it in the model.
    pub before: Option<Link>,
    /// The section after it.
    pub after: Option<Link>,
}

/// Criteria of one section.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CriteriaBlock {
    /// Its place on the page, or empty.
    pub anchor: String,
    /// Its address.
    pub href: String,
    /// Its title, or empty for the section's own criteria.
    pub title: String,
    /// What it is about.
    pub purpose: String,
    /// Its score.
    pub score: Score,
    /// The criteria.
    pub criteria: Vec<Criterion>,
}

/// A criterion.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Criterion {
    /// Its place on the page.
    pub anchor: String,
    /// Its address.
    pub href: String,
    /// Its path in the model.
    pub path: String,
    /// The practice, in a sentence.
    pub title: String,
    /// What best practice looks like.
    pub practice: String,
    /// Why it matters.
    pub why: String,
    /// Where to look.
    pub evidence: String,
    /// Titles of the principles it serves.
    pub principles: Vec<String>,
    /// Its score.
    pub score: Score,
    /// How it is answered, in words: “yes or no”, a range, a named answer.
    pub scale: String,
    /// Why it does not apply, or empty.
    pub not_applicable: String,
    /// The requisites, in the order of the model.
    // They are values already: many criteria share them.
    #[schemars(with = "Vec<Requisite>")]
    pub requisites: Vec<Value>,
    /// A remark of the assessors, or empty.
    pub note: String,
    /// Observations about it.
    pub observations: Vec<Link>,
}

/// An observation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Observation {
    /// Its place on the page.
    pub anchor: String,
    /// Its address on this page.
    pub href: String,
    /// What was seen.
    pub title: String,
    /// strength, gap or learning.
    pub kind_id: &'static str,
    /// The kind in words.
    pub kind: String,
    /// Who or what it comes from, or empty.
    pub source: String,
    /// The criteria it is about.
    pub criteria: Vec<Link>,
    /// The pattern it belongs to, or nothing.
    pub pattern: Option<Link>,
    /// The text; empty where it stands on another page.
    pub body: Vec<Piece>,
    /// Where the text stands, when that is another page; otherwise empty.
    pub elsewhere: String,
}
