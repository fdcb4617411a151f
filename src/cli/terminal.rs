//! What is printed for people: to standard error, in colour only on a terminal.

use std::io::{ErrorKind, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::cli::Ended;
use crate::cli::excerpt::{Excerpt, Excerpts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::tree::Tree;

/// Says something to the person.
pub(super) fn say(words: &str) {
    // Where nobody can be told anything, there is nobody to tell that either.
    let _ = writeln!(anstream::stderr(), "{words}");
}

/// Prints data for a program or a pipe. Returns how the command ends: data that could not be
/// written is a failure.
pub(super) fn print(data: &str) -> Ended {
    print_bytes(data.as_bytes())
}

/// Prints data that may be no text.
pub(super) fn print_bytes(data: &[u8]) -> Ended {
    let mut out = std::io::stdout().lock();
    written(out.write_all(data).and_then(|()| out.flush()))
}

/// Prints words for people that are data all the same, in colour only on a terminal.
pub(super) fn print_styled(words: &str) -> Ended {
    let mut out = anstream::stdout().lock();
    written(out.write_all(words.as_bytes()).and_then(|()| out.flush()))
}

fn written(done: std::io::Result<()>) -> Ended {
    match done {
        Ok(()) => Ended::Done,
        // A reader that closes the pipe early is no reason to fail.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ended::Done,
        Err(error) => refuse(&format!("standard output cannot be written: {error}")),
    }
}

/// Columns of the terminal that standard output is; 80 where it is none, so that a mail made of it
/// is the same everywhere.
pub(super) fn width() -> usize {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    size.map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns))
}

/// Whether what is printed goes to a terminal, where only text can be read.
pub(super) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Says that the call cannot be carried out.
pub(super) fn refuse(words: &str) -> Ended {
    say(&format!("error: {}", plain_lines(words)));
    Ended::CallWrong
}

/// Control characters in content must not reach a terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The same for text of several lines.
pub(super) fn plain_lines(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// Draws diagnostics for a person, each with its line, and a count at the end.
pub(super) fn draw(diagnostics: &[Diagnostic], tree: &Tree) {
    draw_each(diagnostics, tree);
    let count = counted(diagnostics);
    if !count.is_empty() {
        say(&count);
    }
}

/// Draws diagnostics for a person, each with its line.
pub(super) fn draw_each(diagnostics: &[Diagnostic], tree: &Tree) {
    let mut excerpts = Excerpts::new(tree);
    for diagnostic in diagnostics {
        let excerpt = Excerpt::of(&diagnostic.place, excerpts.text(&diagnostic.place.file));
        say(&format!("{}\n", drawn(diagnostic, &excerpt)));
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

fn drawn(diagnostic: &Diagnostic, excerpt: &Excerpt) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(plain_lines(&diagnostic.message)).id(diagnostic.code.name());
    let path = plain(&diagnostic.place.file);
    let mut group = match excerpt.is_shown() {
        false => {
            let position = excerpt.position;
            let origin = annotate_snippets::Origin::path(path).line(position.line).char_column(position.column);
            Group::with_title(title).element(origin)
        }
        true => {
            let snippet = Snippet::source(excerpt.lines.as_str()).line_start(excerpt.first).path(path);
            Group::with_title(title).element(snippet.annotation(AnnotationKind::Primary.span(excerpt.span.clone())))
        }
    };
    if !diagnostic.record.is_empty() {
        group = group.element(Level::NOTE.message(format!("in {}", plain(&diagnostic.record))));
    }
    if !diagnostic.mend.is_empty() {
        group = group.element(Level::HELP.message(plain_lines(&diagnostic.mend)));
    }
    Renderer::styled().render(&[group]).to_string()
}
