//! What the parser of TOML says, in a writer's words.

/// A parser's message in a writer's words, and the mend.
pub fn words(message: &str) -> (String, &'static str) {
    let says = |word: &str| message.contains(word);
    if says("duplicate key") {
        ("this key is already there".to_owned(), "Keep one of the two, or rename one.")
    } else if says("string values must be quoted") || says("missing value") || says("invalid value") {
        (
            "there is no value here that TOML knows".to_owned(),
            "Put words in quotes; numbers, dates, true and false stand without.",
        )
    } else if says("invalid basic string")
        || says("invalid literal string")
        || says("expected literal string")
        || says("unclosed")
    {
        (
            "a text or a bracket that begins here does not end".to_owned(),
            "Close it on this line: \"…\" for text, ] for a list, } for a table.",
        )
    } else if says("expected `=`") || says("missing assignment") || says("`=`") {
        ("there is no `=` between the key and its value".to_owned(), "Write `key = value`.")
    } else if says("date") || says("time") {
        ("there is no such day or time".to_owned(), "Write a day that exists, as 2026-11-20, without quotes.")
    } else {
        let message = message.lines().collect::<Vec<_>>().join(", ");
        (format!("this is not TOML: {message}"), "Check quotes, brackets and the equals sign on this line.")
    }
}
