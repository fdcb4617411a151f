//! A one-line text with its place: a finding, a note, a title. Plain, never markup.

use crate::place::Place;

/// Text written by a person, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub place: Place,
}

/// A reference to another record by its id, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The id, in the form `<id>` or `<folder>/<id>`.
    pub id: String,
    /// Where it is written.
    pub place: Place,
}
