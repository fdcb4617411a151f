//! What the compiler refuses, in the words of preread.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::typeset::Job;
use crate::typeset::world::Desk;

/// Where theme authors read on.
const MEND: &str =
    "Compare with the built-in template of the same name; `preread schema context` lists what it can use.";

/// A refusal as a diagnostic: at its place in a template, or at the template as a whole. What is
/// wrong with the content has no place of its own, so that it says of which document it speaks.
pub(super) fn diagnostic(found: &SourceDiagnostic, job: Job<'_>, desk: &Desk<'_>) -> Diagnostic {
    let mut message = found.message.as_str().replace('`', "'");
    for hint in &found.hints {
        message.push_str("; ");
        message.push_str(&hint.v.as_str().replace('`', "'"));
    }
    let diagnostic = match place(found, desk) {
        Some(place) => Diagnostic::new(Code::TemplateError, place, message),
        None => Diagnostic::new(Code::TemplateError, desk.top(), format!("{message} (in the packet of {})", job.name)),
    };
    diagnostic.mend(MEND)
}

/// The piece of text that no font can show, when that is what is refused.
pub(super) fn glyph(found: &SourceDiagnostic) -> Option<String> {
    let (_, rest) = found.message.as_str().split_once("the text `\"")?;
    let (piece, _) = rest.split_once("\"` could not be displayed")?;
    Some(unescaped(piece))
}

/// A text as Rust writes it for programmers, as it was.
fn unescaped(written: &str) -> String {
    let mut text = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let number = after.strip_prefix("u{").and_then(|number| number.split_once('}'));
        let mut after_one = after.chars();
        rest = match (number, after_one.next()) {
            (Some((hexadecimal, after)), _) => {
                text.extend(u32::from_str_radix(hexadecimal, 16).ok().and_then(char::from_u32));
                after
            }
            (None, Some(c)) => {
                text.push(match c {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '0' => '\0',
                    other => other,
                });
                after_one.as_str()
            }
            (None, None) => "",
        };
    }
    text + rest
}

/// The refused piece of a template; where that is nowhere, the innermost call that led to it.
fn place(found: &SourceDiagnostic, desk: &Desk<'_>) -> Option<Place> {
    let own = std::iter::once(found.span);
    let calls = found.trace.iter().map(|call| call.span.into());
    own.chain(calls).find_map(|span: typst::syntax::DiagSpan| {
        let file = desk.file(span.id()?)?;
        Some(Place::new(file, desk.range(span)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_text_is_read_as_it_was() {
        assert_eq!(unescaped(r#"a\u{301}日\"\\\n"#), "a\u{301}日\"\\\n");
    }
}
