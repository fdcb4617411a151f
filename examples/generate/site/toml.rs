//! How TOML is written: text in quotes, lists, lines.

use std::fmt::Display;

/// Text in quotes.
pub fn text(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A list of texts.
pub fn list<T: AsRef<str>>(all: &[T]) -> String {
    format!("[{}]", all.iter().map(|one| text(one.as_ref())).collect::<Vec<_>>().join(", "))
}

/// A number that is kept in tenths.
pub fn tenths(value: i64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

/// Lines of TOML, written one by one.
#[derive(Default)]
pub struct Lines(String);

impl Lines {
    /// A key with a value that is TOML already: a number, a date, a list.
    pub fn raw(&mut self, key: &str, value: impl Display) -> &mut Self {
        self.0.push_str(&format!("{key} = {value}\n"));
        self
    }

    /// A key with a text.
    pub fn text(&mut self, key: &str, words: &str) -> &mut Self {
        self.raw(key, text(words))
    }

    /// A header such as `[[people]]`, with an empty line before it.
    pub fn header(&mut self, header: &str) -> &mut Self {
        self.0.push_str(&format!("\n{header}\n"));
        self
    }

    /// The lines as a file of TOML.
    pub fn file(&self) -> String {
        self.0.trim_start().to_owned()
    }

    /// The lines as front matter, and a text below.
    pub fn record(&self, body: &str) -> String {
        format!("+++\n{}+++\n\n{body}\n", self.file())
    }
}
