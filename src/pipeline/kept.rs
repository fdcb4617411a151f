//! What is kept of an initiative from one build to the next: its row, and a note.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Unit, UnitRow};
use crate::place::Place;

impl UnitRow {
    /// As bytes.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// From the bytes that it was written as.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// What must be known of an initiative that is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Whether something was said about it, which is to be said again.
    said: bool,
    /// Links to records of other initiatives: the file, and where the link stands.
    links: Vec<(String, String, usize, usize)>,
}

impl Note {
    /// The note on a unit.
    pub fn of(unit: &Unit) -> Self {
        let link = |(file, place): &(String, Place)| (file.clone(), place.file.to_string(), place.start, place.end);
        Self { said: !unit.diagnostics.is_empty(), links: unit.links.iter().map(link).collect() }
    }

    /// As one line.
    pub fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The links of a unit about which nothing was said, from the line of its note. Of any other
    /// there is more to say than a note knows.
    pub fn links(line: &str) -> Option<Vec<(String, Place)>> {
        let Self { said, links } = serde_json::from_str(line).ok()?;
        let link =
            |(file, at, start, end): (String, String, usize, usize)| (file, Place::new(&Arc::from(at), start..end));
        (!said).then(|| links.into_iter().map(link).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic};

    #[test]
    fn a_note_remembers_links_unless_something_was_said() {
        let place = Place::new(&Arc::from("content/a/b.md"), 3..9);
        let mut unit = Unit { links: vec![("content/c/d.md".to_owned(), place.clone())], ..Unit::default() };
        assert_eq!(Note::links(&Note::of(&unit).line()), Some(unit.links.clone()));
        unit.diagnostics.push(Diagnostic::new(Code::BrokenLink, place, "said"));
        assert_eq!(Note::links(&Note::of(&unit).line()), None);
        assert_eq!(Note::links("not a note"), None);
    }
}
