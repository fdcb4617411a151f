//! Patterns, with what they were seen in.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Link, Piece};

/// A pattern.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pattern {
    /// Its place on the page.
    pub anchor: String,
    /// Its number, from one.
    pub number: usize,
    /// build-on, fix-first or do-differently.
    pub kind_id: &'static str,
    /// The kind in words.
    pub kind: String,
    /// The pattern in a sentence.
    pub title: String,
    /// Its address.
    pub href: String,
    /// We saw.
    pub saw: String,
    /// Because, and because.
    pub because: Vec<String>,
    /// The root cause.
    pub root_cause: String,
    /// Somebody's words, or empty.
    pub voice: String,
    /// Whose words.
    pub voice_who: String,
    /// So for us.
    pub means: Vec<Piece>,
    /// The sections it was seen in, with the number of observations.
    pub seen_in: Vec<Seen>,
    /// For each top section of the model the number of observations.
    pub map: Vec<usize>,
    /// The same numbers as dots; empty for none.
    pub dots_html: Vec<String>,
    /// The observations.
    pub observations: Vec<Link>,
    /// Actions that answer it.
    pub actions: Vec<Link>,
}

/// A section and how many observations it has.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Seen {
    /// The section.
    pub title: String,
    /// Its page.
    pub href: String,
    /// “3 observations”.
    pub words: String,
}
