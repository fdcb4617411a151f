//! The models in use.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Left, Question};

/// A model, for the method page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Method {
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// What it is for.
    pub purpose: String,
    /// Where it comes from.
    pub source: String,
    /// How scores come about, in sentences.
    pub rules: Vec<String>,
    /// Levels, each with its words and where it begins.
    pub bands: Vec<Left>,
    /// The questions asked of every criterion.
    pub questions: Vec<Question>,
    /// The principles.
    pub principles: Vec<Left>,
    /// Top sections with their criteria.
    pub sections: Vec<MethodSection>,
}

/// A section of a model.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MethodSection {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub purpose: String,
    /// Title of its group, or empty.
    pub group: String,
    /// Its points in words, or empty.
    pub points: String,
    /// Its criteria.
    pub criteria: Vec<MethodCriterion>,
    /// Sections inside it.
    pub parts: Vec<MethodSection>,
}

/// A criterion of a model.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MethodCriterion {
    /// The practice, in a sentence.
    pub title: String,
    /// What best practice looks like.
    pub practice: String,
    /// Why it matters.
    pub why: String,
    /// Its points in words, or empty.
    pub points: String,
}
