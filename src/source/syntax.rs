//! TOML text into its values. What is no TOML is told, every mistake, and the rest is read all the same. It
//! never knows which keys there are.

use toml::de::DeTable;
use toml_spanner::Arena;

use crate::diagnostic::Code;
use crate::diagnostic::toml::words;
use crate::source::origin::Origin;
use crate::source::value::Parsed;

/// Parses TOML and reports every syntax error. What could be read is returned all the same, so that the
/// mistakes in it are found in the same run.
pub fn parse<'i>(text: &'i str, arena: &'i Arena, origin: &Origin<'_>) -> Parsed<'i> {
    if let Ok(document) = toml_spanner::parse(text, arena) {
        return Parsed::Good(document.into_table());
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (message, mend) = words(error.message());
        origin.problems.tear(origin.place(span.clone()));
        origin.report(Code::TomlSyntax, span, message, mend);
    }
    Parsed::Torn(table)
}
