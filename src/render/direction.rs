//! Words that run the other way than the page: each is kept together, so that it does not upset
//! the order of what stands around it.
//!
//! The marks are those of the Unicode bidirectional algorithm, which work in any text, an
//! attribute or a title as well as a paragraph. A text that runs with the page gets none.

use std::borrow::Cow;

/// The way a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

const LEFT_TO_RIGHT: char = '\u{2066}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const AS_IT_BEGINS: char = '\u{2068}';
const END: char = '\u{2069}';

impl Direction {
    /// The value of `dir`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The one direction of all letters of a text; `None` when there are both kinds, or no letter.
pub fn of(text: &str) -> Option<Direction> {
    match letters(text) {
        (true, false) => Some(Direction::Ltr),
        (false, true) => Some(Direction::Rtl),
        _ => None,
    }
}

/// A text as a figure of a sentence on a page that runs the `base` way.
pub fn isolated(text: &str, base: Direction) -> Cow<'_, str> {
    // Most figures are short and plain, and stand on a page that runs as they do.
    if base == Direction::Ltr && !has_left(text) {
        return Cow::Borrowed(text);
    }
    let mark = match (base, letters(text)) {
        (Direction::Rtl, (true, false)) => LEFT_TO_RIGHT,
        (Direction::Rtl, (true, true)) | (Direction::Ltr, (false, true)) => RIGHT_TO_LEFT,
        (Direction::Ltr, (true, true)) => AS_IT_BEGINS,
        _ => return Cow::Borrowed(text),
    };
    Cow::Owned(format!("{mark}{text}{END}"))
}

/// A text of its own on a page that runs from right to left. When all its letters run the other
/// way it is kept together if a mark or a number stands at one of its ends, which would else be
/// set at the wrong end. What is no text of words, such as an address, stays as it is.
pub fn kept(text: &str) -> Option<String> {
    let is_words = text.contains(' ') && !text.contains('<');
    let ends = || [text.chars().next(), text.chars().next_back()].into_iter().flatten();
    let is_open = || !ends().all(char::is_alphabetic);
    (is_words && is_open() && of(text) == Some(Direction::Ltr)).then(|| format!("{LEFT_TO_RIGHT}{text}{END}"))
}

/// Whether a text has letters that run to the right, and letters that run to the left.
fn letters(text: &str) -> (bool, bool) {
    let left = has_left(text);
    let right = text.chars().any(|c| c.is_alphabetic() && !runs_left(c));
    (right, left)
}

/// Whether a text has letters that run to the left.
pub fn has_left(text: &str) -> bool {
    // Dashes and quotation marks begin with other bytes; all are looked at, because that is faster than
    // to stop at the first.
    let may_begin_left = |byte: u8| matches!(byte, 0xd6..=0xe0 | 0xef | 0xf0);
    text.bytes().fold(false, |found, byte| found | may_begin_left(byte)) && text.chars().any(runs_left)
}

/// Letters of the Hebrew, Arabic, Syriac, Thaana, N'Ko and other scripts that run to the left.
const fn runs_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{60c}' | '\u{61b}' | '\u{61f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_runs_the_other_way_keeps_its_point_at_its_end() {
        assert_eq!(kept("We rose.").as_deref(), Some("\u{2066}We rose.\u{2069}"));
        for other in ["Maren Solberg", "../a/b.html", "ارتفعنا.", "<p>We rose.</p>", "2026-10-calibration"] {
            assert_eq!(kept(other), None, "{other}");
        }
    }

    #[test]
    fn only_words_that_run_the_other_way_are_marked() {
        assert_eq!(isolated("Maren Solberg", Direction::Ltr), "Maren Solberg");
        assert_eq!(isolated("26", Direction::Rtl), "26");
        assert_eq!(isolated("نوفمبر", Direction::Rtl), "نوفمبر");
        assert_eq!(isolated("Maren", Direction::Rtl), "\u{2066}Maren\u{2069}");
        assert_eq!(isolated("سجل", Direction::Ltr), "\u{2067}سجل\u{2069}");
        assert_eq!(isolated("سجل CRM", Direction::Rtl), "\u{2067}سجل CRM\u{2069}");
    }
}
