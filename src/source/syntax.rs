//! The TOML of a record into its values. Every mistake is told, with the record it is in, and what it tore
//! is remembered.

use crate::diagnostic::Code;
use crate::source::origin::Origin;
use crate::values::{self, Arena, Mistake, Parsed};

/// Parses TOML and reports every syntax error. What could be read is returned all the same, so that the
/// mistakes in it are found in the same run.
pub fn parse<'i>(text: &'i str, arena: &'i Arena, origin: &Origin<'_>) -> Parsed<'i> {
    let (parsed, mistakes) = values::read(text, arena);
    for Mistake { span, message, mend } in mistakes {
        origin.problems.tear(origin.place(span.clone()));
        origin.report(Code::TomlSyntax, span, message, mend);
    }
    parsed
}
