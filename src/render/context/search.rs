//! Everything that has an address.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::Link;

/// Everything that has an address, from A to Z.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Search {
    /// What it holds: `everything`, only the `initiatives` where there are many, or what one `initiative` has.
    pub holds: &'static str,
    /// Address of the index that a search looks through.
    pub index: String,
    /// Address of the page that leads to all of it.
    pub whole: &'static str,
    /// How many entries there are, in words.
    pub count: String,
    /// The entries by their first letter.
    pub letters: Vec<Letter>,
}

/// Entries that begin with the same letter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Letter {
    /// Its place on the page.
    pub anchor: String,
    /// The letter.
    pub title: String,
    /// The entries.
    pub entries: Vec<Found>,
}

/// Something that has an address.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Found {
    /// Its number in the list, from zero: the search index names it so.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Its address; the newest, when it stands in several assessments.
    pub href: String,
    /// What it is and where: “Criterion, Calibration, 2025”.
    pub about: String,
    /// Of an initiative the address of the page that lists all it has, or empty.
    pub list: String,
    /// The same in older assessments, newest first.
    pub older: Vec<Link>,
    /// How many assessments there are besides those, in words, or empty.
    pub more: String,
}
