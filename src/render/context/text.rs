//! A text as its medium shows it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::Figure;
use crate::render::tree::Node;

/// A text as its medium shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// HTML, on a page.
    Html(String),
    /// A tree, on paper.
    Tree(Vec<Node>),
}

impl Default for Shown {
    fn default() -> Self {
        Self::Html(String::new())
    }
}

/// A piece of a text: what a person wrote, or a chart that was asked for there.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Piece {
    /// What is written; empty where a chart stands.
    #[schemars(with = "String")]
    pub text_html: Shown,
    /// The chart.
    pub figure: Option<Figure>,
}
