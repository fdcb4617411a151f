//! What is wrong, as data: a code, a place, what is wrong in the writer's words, and the mend.
//!
//! A diagnostic is never printed here; only `cli::terminal` and `cli::report` give it a form.

pub mod code;

pub use code::{Code, Severity};

use crate::place::Place;

/// One thing that is wrong, or that a good reviewer would ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code, which carries the severity.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// The record it is in, such as “action name-owners”; empty for the site as a whole.
    pub record: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub mend: String,
}

impl Diagnostic {
    /// A diagnostic for a place; [`Diagnostic::mend`] and [`Diagnostic::of`] add the rest.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, place, record: String::new(), message: message.into(), mend: String::new() }
    }

    /// With the mend.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }

    /// With the record it is in.
    #[must_use]
    pub fn of(mut self, record: impl Into<String>) -> Self {
        self.record = record.into();
        self
    }

    /// Whether it keeps the report from being built.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// Puts diagnostics in the order of their places and drops repeated ones.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    // The same fault met twice, on two pages say, is told once.
    diagnostics.dedup_by(|a, b| (&a.place, a.code, &a.message) == (&b.place, b.code, &b.message));
}

/// How many words a misspelt one is compared with.
const MOST_COMPARED: usize = 300;

/// The known word that a misspelt one is nearest to, if any is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = 1 + word.chars().count() / 4;
    known
        .into_iter()
        // A word much longer or shorter cannot be near, and is not compared letter by letter.
        .filter(|candidate| !candidate.is_empty() && candidate.len().abs_diff(word.len()) <= most * 4)
        .take(MOST_COMPARED)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// “Did you mean …?” for a word that is none of the known ones, or a list of the known ones when
/// none is near and they are few; empty when there is nothing helpful to say.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().filter(|candidate| !candidate.is_empty()).collect();
    match nearest(word, known.iter().copied()) {
        Some(candidate) => format!("Did you mean `{candidate}`?"),
        None if known.is_empty() || known.len() > 12 => String::new(),
        None => format!("Known here: {}.", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_offered_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("scroe", ["score", "owner"]), "Did you mean `score`?");
        assert_eq!(did_you_mean("budget", ["score", "owner"]), "Known here: score, owner.");
        assert_eq!(did_you_mean("x", []), "");
    }
}
