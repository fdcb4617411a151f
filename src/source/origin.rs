//! Where a record stands, and where what is wrong with it goes. It never reads a file.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::number::Number;
use crate::place::Place;
use crate::values::{Kind, Value};

/// Collects diagnostics while files are read, and remembers which files could not be parsed
/// whole: what is missing there may only not have been read.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Diagnostic>>,
    torn: RefCell<Vec<Place>>,
}

impl Problems {
    /// Adds one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Adds what was found elsewhere.
    pub fn extend(&self, other: Self) {
        self.found.borrow_mut().extend(other.found.into_inner());
        self.torn.borrow_mut().extend(other.torn.into_inner());
    }

    /// All that were added.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }

    /// Whether a file could not be parsed whole.
    pub fn is_torn(&self, file: &str) -> bool {
        self.torn.borrow().iter().any(|place| place.file.as_ref() == file)
    }

    /// Whether a place touches what could not be parsed.
    fn touches_tear(&self, at: &Place) -> bool {
        let touches = |tear: &Place| tear.file == at.file && tear.start <= at.end && at.start <= tear.end;
        self.torn.borrow().iter().any(touches)
    }

    fn has_tears(&self) -> bool {
        !self.torn.borrow().is_empty()
    }

    /// Remembers what could not be parsed.
    pub fn tear(&self, place: Place) {
        self.torn.borrow_mut().push(place);
    }
}

/// What a table belongs to: the file, the offset of its TOML in it, and the record's name.
#[derive(Clone, Debug)]
pub struct Origin<'a> {
    /// Path of the file.
    pub file: Arc<str>,
    /// Where the TOML begins in the file: after the first `+++` line for front matter.
    pub offset: usize,
    /// The TOML.
    pub toml: &'a str,
    /// The record, for messages.
    pub record: String,
    /// Where problems go.
    pub problems: &'a Problems,
}

impl Origin<'_> {
    /// Where a value of the TOML stands in it.
    pub fn span(&self, value: Value<'_, '_>) -> Range<usize> {
        value.span(self.toml)
    }

    /// Whether a span of the TOML touches what could not be parsed.
    pub fn is_torn_at(&self, span: Range<usize>) -> bool {
        self.problems.has_tears() && self.problems.touches_tear(&self.place(span))
    }

    /// The place of a value of the TOML.
    pub fn place_of(&self, value: Value<'_, '_>) -> Place {
        self.place(self.span(value))
    }

    /// An exact number, from an integer or a decimal; `None` for anything else. It is read as it is
    /// written: a binary fraction is not what stands there.
    pub fn number(&self, value: Value<'_, '_>) -> Option<Number> {
        let whole = match value.kind() {
            Kind::Integer(whole) => whole,
            Kind::Float => None,
            _ => return None,
        };
        let written = self.toml.get(self.span(value))?;
        match written.get(..2) {
            // In base two, eight or sixteen.
            Some("0b" | "0o" | "0x") => whole.map(Number::from),
            _ => Number::parse(written),
        }
    }

    /// The place of a span of the TOML.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::new(&self.file, span.start + self.offset..span.end + self.offset)
    }

    /// Reports a problem with this record.
    pub fn report(&self, code: Code, span: Range<usize>, message: impl Into<String>, mend: impl Into<String>) {
        self.report_at(code, self.place(span), message, mend);
    }

    /// Reports a problem with this record at a place that is known.
    pub fn report_at(&self, code: Code, place: Place, message: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(Diagnostic::new(code, place, message).mend(mend).of(self.record.clone()));
    }
}
