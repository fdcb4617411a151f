//! The nouns: what a site says, validated, with nothing computed from it yet.
//!
//! Values here are plain data. They know their place in the files, so that whoever reads them
//! can say where a figure comes from; they never know files, formats of output, or each other's
//! scores.

pub mod action;
pub mod assessment;
pub mod chart;
pub mod initiative;
pub mod instrument;
pub mod look;
pub mod meeting;
pub mod number;
pub mod observation;
pub mod outcome;
pub mod part;
pub mod prose;
pub mod site;
pub mod text;
pub mod theme;
