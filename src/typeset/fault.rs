//! What the compiler refuses, in the words of preread.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::typeset::world::Desk;

/// Where theme authors read on.
const MEND: &str =
    "Compare with the built-in template of the same name; `preread schema context` lists what it can use.";

/// A refusal as a diagnostic: at its place in a template, or at the template as a whole.
pub(super) fn diagnostic(found: &SourceDiagnostic, desk: &Desk<'_>) -> Diagnostic {
    let mut message = found.message.as_str().replace('`', "'");
    for hint in &found.hints {
        message.push_str("; ");
        message.push_str(&hint.v.as_str().replace('`', "'"));
    }
    Diagnostic::new(Code::TemplateError, place(found, desk), message).mend(MEND)
}

/// The refused piece of a template; where that is nowhere, the innermost call that led to it.
fn place(found: &SourceDiagnostic, desk: &Desk<'_>) -> Place {
    let own = std::iter::once(found.span);
    let calls = found.trace.iter().map(|call| call.span.into());
    own.chain(calls)
        .find_map(|span: typst::syntax::DiagSpan| {
            let file = desk.file(span.id()?)?;
            Some(Place::new(file, desk.range(span)?))
        })
        .unwrap_or_else(|| desk.top())
}
