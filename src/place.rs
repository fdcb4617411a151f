//! Where something stands in the files of a site: a file and a span of bytes in it.
//!
//! A place never holds text. Line, column and excerpt are worked out when a message is drawn,
//! from the text of the file, so that a place costs little and can be kept by every record.

use std::ops::Range;
use std::sync::Arc;

/// A span of bytes in a file of the site. The path is relative to the site, with forward slashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path of the file, relative to the site.
    pub file: Arc<str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte; equal to `start` for a point.
    pub end: usize,
}

/// A line and a column as an editor counts them: both from one, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
}

impl Place {
    /// A span in a file.
    pub fn new(file: &Arc<str>, span: Range<usize>) -> Self {
        Self { file: Arc::clone(file), start: span.start, end: span.end.max(span.start) }
    }

    /// The beginning of a file, for what concerns the file as a whole.
    pub fn top(file: &Arc<str>) -> Self {
        Self::new(file, 0..0)
    }

    /// Line and column of the first byte in `text`, the text of the file.
    pub fn position(&self, text: &str) -> Position {
        position_at(text, self.start)
    }

    /// The span, cut to what `text` holds and moved to character borders.
    pub fn span_in(&self, text: &str) -> Range<usize> {
        let start = floor_border(text, self.start);
        start..floor_border(text, self.end).max(start)
    }
}

/// Line and column of a byte offset in a text.
pub fn position_at(text: &str, offset: usize) -> Position {
    let before = text.get(..floor_border(text, offset)).unwrap_or_default();
    // A byte order mark is no character to an editor.
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
    }
}

/// The byte offset of a line and a column, both from one.
pub fn offset_at(text: &str, position: Position) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = text.get(line_start..).unwrap_or_default();
    line_start + line.chars().take(position.column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

fn floor_border(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "a\nÜber x\n";
        assert_eq!(position_at(text, 0), Position { line: 1, column: 1 });
        assert_eq!(position_at(text, text.find('x').unwrap_or(0)), Position { line: 2, column: 6 });
    }

    #[test]
    fn a_position_and_an_offset_name_the_same_place() {
        let text = "a\nÜber x\n";
        for offset in [0, 2, 4, 8] {
            assert_eq!(offset_at(text, position_at(text, offset)), offset);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(position_at("\u{feff}ab", 4), Position { line: 1, column: 2 });
    }

    #[test]
    fn an_offset_past_the_end_or_inside_a_character_is_cut() {
        assert_eq!(position_at("ü", 1), Position { line: 1, column: 1 });
        assert_eq!(position_at("ab", 99), Position { line: 1, column: 3 });
    }
}
