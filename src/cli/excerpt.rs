//! The lines of a file that a diagnostic is about, for the terminal and for the preview.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::place::{Place, Position};
use crate::source::tree::Tree;

/// Longest line of a file that is shown whole.
const LONGEST_LINE: usize = 2000;

/// Files by path, read when a diagnostic shows a line of one.
pub(super) struct Excerpts<'a> {
    tree: &'a Tree,
    texts: BTreeMap<String, String>,
}

impl<'a> Excerpts<'a> {
    pub(super) const fn new(tree: &'a Tree) -> Self {
        Self { tree, texts: BTreeMap::new() }
    }

    pub(super) fn text(&mut self, path: &str) -> &str {
        self.texts.entry(path.to_owned()).or_insert_with(|| self.tree.excerpt(path))
    }
}

/// The lines of a file that a place touches: what is drawn costs no more in a large file.
pub(super) struct Excerpt {
    pub(super) lines: String,
    /// Number of the first line.
    pub(super) first: usize,
    /// The place inside these lines.
    pub(super) span: Range<usize>,
    pub(super) position: Position,
}

impl Excerpt {
    pub(super) fn of(place: &Place, text: &str) -> Self {
        let span = place.span_in(text);
        let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let after = text.get(span.end..).unwrap_or_default();
        let end = span.end + after.find('\n').unwrap_or(after.len());
        let position = place.position(text);
        Self {
            lines: text.get(start..end).unwrap_or_default().to_owned(),
            first: position.line,
            span: span.start - start..span.end - start,
            position,
        }
    }

    /// Whether the lines are shown: there are some, and none is longer than a person would read.
    pub(super) fn is_shown(&self) -> bool {
        !self.lines.is_empty() && self.lines.lines().all(|line| line.len() <= LONGEST_LINE)
    }
}
