//! What the parser of TOML says, in a writer's words.

use toml_spanner::{Error, ErrorKind};

/// Whether an error says that something is there twice.
pub const fn is_double(kind: ErrorKind<'_>) -> bool {
    use ErrorKind::{DottedKeyInvalidType, DuplicateKey, DuplicateTable, RedefineAsArray};
    matches!(kind, DuplicateKey { .. } | DuplicateTable { .. } | RedefineAsArray { .. } | DottedKeyInvalidType { .. })
}

/// A parser's error in a writer's words, and the mend.
pub fn words(error: &Error, text: &str) -> (String, &'static str) {
    let say = |message: &str, mend| (message.to_owned(), mend);
    match error.kind() {
        kind if is_double(kind) => say("this key is already there", "Keep one of the two, or rename one."),
        ErrorKind::UnquotedString | ErrorKind::Unexpected(_) | ErrorKind::UnexpectedEof => say(
            "there is no value here that TOML knows",
            "Put words in quotes; numbers, dates, true and false stand without.",
        ),
        ErrorKind::UnterminatedString(_) | ErrorKind::UnclosedArray | ErrorKind::UnclosedInlineTable => say(
            "a text or a bracket that begins here does not end",
            "Close it on this line: \"…\" for text, ] for a list, } for a table.",
        ),
        ErrorKind::MissingArrayComma | ErrorKind::MissingInlineTableComma => say(
            "the list or the table before this does not end, or a comma is missing",
            "Put a comma between two entries, and ] or } behind the last one.",
        ),
        ErrorKind::Wanted { expected: &"an equals", .. } => {
            say("there is no `=` between the key and its value", "Write `key = value`.")
        }
        ErrorKind::Wanted { expected: &"a right bracket", .. } => {
            say("this header does not end", "Close it on this line: [name], or [[name]] in a list of tables.")
        }
        ErrorKind::Wanted { expected: &"newline", .. } => say(
            "there is more on this line than a key and its value",
            "Put words in quotes, and each key on a line of its own; a remark begins with #.",
        ),
        ErrorKind::InvalidDateTime(_) => {
            say("there is no such day or time", "Write a day that exists, as 2026-11-20, without quotes.")
        }
        ErrorKind::InvalidInteger(_) | ErrorKind::InvalidFloat(_) => (
            format!("this is no number that TOML knows: {}", reason(error.kind())),
            "Write a plain number, such as 12 or 12.5; put words in quotes.",
        ),
        ErrorKind::InvalidEscape(_) | ErrorKind::InvalidHexEscape(_) | ErrorKind::InvalidEscapeValue(_) => say(
            "a backslash in quotes begins a sign of its own, and this is none",
            "Write \\\\ for a backslash, or put the text in single quotes.",
        ),
        _ => {
            let message = error.message(text).lines().collect::<Vec<_>>().join(", ");
            (format!("this is not TOML: {message}"), "Check quotes, brackets and the equals sign on this line.")
        }
    }
}

const fn reason(kind: ErrorKind<'_>) -> &str {
    match kind {
        ErrorKind::InvalidInteger(reason) | ErrorKind::InvalidFloat(reason) => reason,
        _ => "",
    }
}
