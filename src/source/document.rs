//! A text file taken apart: where its TOML begins, and for Markdown with front matter where the
//! body begins. It knows nothing of what the TOML says.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::source::files::Files;
use crate::source::origin::Problems;

/// A Markdown file with front matter, taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The TOML; nothing when it could not be told from the rest.
    pub toml: Option<&'a str>,
    /// Offset of the TOML in the file.
    pub toml_at: usize,
    /// The Markdown.
    pub body: &'a str,
    /// Offset of the Markdown in the file.
    pub body_at: usize,
}

/// The text of a file; a file that is no UTF-8 is reported.
pub fn text<'a>(files: &'a Files, path: &Arc<str>, problems: &Problems) -> Option<&'a str> {
    let bytes = files.bytes(path)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.valid_up_to();
            problems.push(
                Diagnostic::new(Code::NotUtf8, Place::new(path, at..at), "this file is not UTF-8 text")
                    .mend("Save it as UTF-8 in your editor."),
            );
            None
        }
    }
}

/// The TOML of a file, and where it begins: after a byte order mark, if there is one.
pub fn toml(text: &str) -> (&str, usize) {
    text.strip_prefix('\u{feff}').map_or((text, 0), |rest| (rest, text.len() - rest.len()))
}

/// A Markdown file with front matter between `+++` lines. A file without it is reported, and its
/// text is all body, so that the rest of it is still checked.
pub fn markdown<'a>(text: &'a str, path: &Arc<str>, record: &str, problems: &Problems) -> Document<'a> {
    let (whole, start) = toml(text);
    let first = line_at(whole, 0);
    let report = |message: &str, mend: &str| {
        problems.push(
            Diagnostic::new(Code::FrontMatter, Place::new(path, start..start + first.trim_end().len()), message)
                .mend(mend)
                .of(record),
        );
    };
    if first.trim_end() != "+++" {
        let mend = match first.trim_end() {
            "---" => "Write `+++` in place of `---`, and the keys as TOML: `key = value`.",
            "" if !whole.trim().is_empty() => "Remove the empty line: the file begins with a line `+++`.",
            _ => "Begin the file with a line `+++`, then the keys, then another line `+++`.",
        };
        report("this file has no front matter", mend);
        return Document { toml: None, toml_at: start, body: whole, body_at: start };
    }
    let mut end = first.len();
    while end < whole.len() {
        let line = line_at(whole, end);
        if line.starts_with("+++") && line.trim_end() == "+++" {
            let body = end + line.len();
            return Document {
                toml: whole.get(first.len()..end),
                toml_at: start + first.len(),
                body: whole.get(body..).unwrap_or_default(),
                body_at: start + body,
            };
        }
        end += line.len();
    }
    report("the front matter never ends", "Add a line `+++` after the last key.");
    Document { toml: None, toml_at: start, body: "", body_at: text.len() }
}

/// The line that begins here, with its end.
fn line_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
    rest.get(..length).unwrap_or_default()
}
