//! TOML text into a tree that borrows from it. What is no TOML is told, every mistake, and the rest is
//! read all the same. It never knows which keys there are.

use std::ops::Range;

use toml_spanner::{Arena, Table, parse_recoverable};

use crate::diagnostic::Code;
use crate::diagnostic::toml::{is_double, words};
use crate::source::origin::Origin;

/// Parses TOML and reports every syntax error. What could be read is returned all the same, so that the
/// mistakes in it are found in the same run.
pub fn parse<'i>(text: &'i str, arena: &'i Arena, origin: &Origin<'_>) -> Table<'i> {
    let document = parse_recoverable(text, arena);
    let mut lost: Vec<Range<usize>> = Vec::new();
    for error in document.errors() {
        let span = error.span().range();
        // The keys below a broken header went to the table around it, where they may be there twice.
        if is_double(error.kind()) && lost.iter().any(|lost| lost.contains(&span.start)) {
            continue;
        }
        let (message, mend) = words(error, text);
        let torn = below_header(text, span.start).unwrap_or_else(|| span.clone());
        origin.problems.tear(origin.place(torn.clone()));
        origin.report(Code::TomlSyntax, span, message, mend);
        lost.push(torn);
    }
    document.into_table()
}

/// What is lost with a header that cannot be used: all up to the next one. None for any other line.
fn below_header(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let is_header = |line: &str| line.trim_start().starts_with('[');
    let rest = text.get(start..)?;
    let mut lines = rest.split_inclusive('\n').take(1).filter(|line| is_header(line));
    let mut end = start + lines.next()?.len();
    for line in text.get(end..)?.split_inclusive('\n').take_while(|line| !is_header(line)) {
        end += line.len();
    }
    Some(start..end)
}
