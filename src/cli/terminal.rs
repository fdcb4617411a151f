//! What is printed for people: to standard error, in colour only on a terminal.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::tree::Tree;

/// Longest line of a file that is shown whole.
const LONGEST_LINE: usize = 2000;

/// Says something to the person.
pub(super) fn say(words: &str) {
    anstream::eprintln!("{words}");
}

/// Prints data for a program or a pipe.
pub(super) fn print(data: &str) {
    use std::io::Write;
    // A reader that closes the pipe early is no reason to fail.
    let _ = write!(std::io::stdout().lock(), "{data}");
}

/// Prints data in colour where a person reads it.
pub(super) fn print_bytes(data: &[u8]) {
    use std::io::Write;
    let _ = std::io::stdout().lock().write_all(data);
}

/// Says that the call cannot be carried out.
pub(super) fn refuse(words: &str) -> super::Ended {
    say(&format!("error: {words}"));
    super::Ended::CallWrong
}

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

/// Draws diagnostics for a person, each with its line, and a count at the end.
pub(super) fn draw(diagnostics: &[Diagnostic], tree: &Tree) {
    let mut excerpts = Excerpts::new(tree);
    for diagnostic in diagnostics {
        let text = excerpts.text(&diagnostic.place.file).to_owned();
        say(&format!("{}\n", drawn(diagnostic, &text)));
    }
    let count = counted(diagnostics);
    if !count.is_empty() {
        say(&count);
    }
}

/// “2 errors, 1 warning”, or nothing.
pub(super) fn counted(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let words = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts = [words(errors, "error"), words(diagnostics.len() - errors, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn drawn(diagnostic: &Diagnostic, text: &str) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let path = diagnostic.place.file.as_ref();
    let span = diagnostic.place.span_in(text);
    let is_long = text.lines().any(|line| line.len() > LONGEST_LINE);
    let mut group = match text.is_empty() || is_long {
        true => {
            let position = diagnostic.place.position(text);
            let origin = annotate_snippets::Origin::path(path).line(position.line).char_column(position.column);
            Group::with_title(title).element(origin)
        }
        false => Group::with_title(title)
            .element(Snippet::source(text).path(path).annotation(AnnotationKind::Primary.span(span))),
    };
    if !diagnostic.record.is_empty() {
        group = group.element(Level::NOTE.message(format!("in {}", diagnostic.record)));
    }
    if !diagnostic.mend.is_empty() {
        group = group.element(Level::HELP.message(diagnostic.mend.as_str()));
    }
    Renderer::styled().render(&[group]).to_string()
}
