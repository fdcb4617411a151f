//! TOML text in, its values with their places out, and what in it is no TOML. It never knows which keys
//! there are.
//!
//! A good text is read by a parser that borrows everything and is fast. One with a mistake is read again
//! by another, which finds every mistake and keeps all that stands beside them. Who asks for values need
//! not know which of them read the text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
pub use toml_spanner::Arena;
use toml_spanner::{Array, ArrayStyle, Item, Key, Table, TableStyle};

/// What is no TOML, in a writer's words.
#[derive(Debug)]
pub struct Mistake {
    /// Where it stands.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub mend: &'static str,
}

/// A text that was read.
#[derive(Debug)]
pub enum Parsed<'i> {
    /// All of it is TOML.
    Good(Table<'i>),
    /// What could be read of it.
    Torn(Spanned<DeTable<'i>>),
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub enum Entries<'a, 'i> {
    /// Of a good text.
    Good(&'a Table<'i>),
    /// Of a torn one.
    Torn(&'a DeTable<'i>),
}

/// A value.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a, 'i> {
    /// Of a good text.
    Good(&'a Item<'i>),
    /// Of a torn one.
    Torn(&'a Spanned<DeValue<'i>>),
}

/// A list.
#[derive(Clone, Copy, Debug)]
pub enum List<'a, 'i> {
    /// Of a good text.
    Good(&'a Array<'i>),
    /// Of a torn one.
    Torn(&'a DeArray<'i>),
}

/// A key.
#[derive(Clone, Debug)]
pub struct Name<'a> {
    /// The key, without quotes.
    pub name: &'a str,
    /// Where it stands.
    pub span: Range<usize>,
}

/// What a value is. Numbers are read from the text, as they are written.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a, 'i> {
    /// Text.
    Text(&'a str),
    /// A whole number, unless it is larger than any that is counted with.
    Integer(Option<i64>),
    /// A number with decimals or an exponent.
    Float,
    /// True or false.
    Switch(bool),
    /// A date, a time, or both.
    Moment {
        /// Year, month and day.
        day: Option<(u16, u8, u8)>,
        /// Whether there is a time.
        has_time: bool,
    },
    /// A list.
    List(List<'a, 'i>),
    /// A table.
    Table(Entries<'a, 'i>),
}

/// Reads a text, and every mistake in it. What could be read beside them is returned all the same.
pub fn read<'i>(text: &'i str, arena: &'i Arena) -> (Parsed<'i>, Vec<Mistake>) {
    if let Ok(document) = toml_spanner::parse(text, arena) {
        return (Parsed::Good(document.into_table()), Vec::new());
    }
    let (table, mut errors) = DeTable::parse_recoverable(text);
    // What is left of a line after a mistake is no mistake of its own.
    errors.dedup_by(|next, before| {
        let [from, to] = [&*before, &*next].map(|error| error.span().unwrap_or_default().start);
        next.message().starts_with("unexpected key or value")
            && text.get(from..to).is_some_and(|gap| !gap.contains('\n'))
    });
    let mistake = |error: toml::de::Error| {
        let (message, mend) = words(error.message());
        Mistake { span: error.span().unwrap_or_default(), message, mend }
    };
    (Parsed::Torn(table), errors.into_iter().map(mistake).collect())
}

/// A parser's message in a writer's words, and the mend.
fn words(message: &str) -> (String, &'static str) {
    let says = |word: &str| message.contains(word);
    if says("duplicate key") {
        ("this key is already there".to_owned(), "Keep one of the two, or rename one.")
    } else if ["string values must be quoted", "missing value", "invalid value", "invalid boolean"]
        .into_iter()
        .any(says)
    {
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
    } else if says("extra `=`") {
        ("there is a second `=` between the key and its value".to_owned(), "Write `key = value`.")
    } else if says("expected `=`") || says("missing assignment") || says("`=`") {
        ("there is no `=` between the key and its value".to_owned(), "Write `key = value`.")
    } else if says("date") || says("time") {
        ("there is no such day or time".to_owned(), "Write a day that exists, as 2026-11-20, without quotes.")
    } else {
        let message = message.lines().collect::<Vec<_>>().join(", ");
        (format!("this is not TOML: {message}"), "Check quotes, brackets and the equals sign on this line.")
    }
}

impl<'i> Parsed<'i> {
    /// The table that the whole text is.
    pub fn entries(&self) -> Entries<'_, 'i> {
        match self {
            Self::Good(table) => Entries::Good(table),
            Self::Torn(table) => Entries::Torn(table.get_ref()),
        }
    }
}

impl<'a, 'i> Entries<'a, 'i> {
    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Value<'a, 'i>> {
        match self {
            Self::Good(table) => table.get(key).map(Value::Good),
            Self::Torn(table) => table.get(key).filter(|value| is_written(value)).map(Value::Torn),
        }
    }

    /// All keys with their values, in the order of the text.
    pub fn iter(self) -> impl Iterator<Item = (Name<'a>, Value<'a, 'i>)> {
        let (good, torn) = match self {
            Self::Good(table) => (Some(table), None),
            Self::Torn(table) => (None, Some(table)),
        };
        let good = good.into_iter().flatten().map(|(key, value)| (Name::from(key), Value::Good(value)));
        let name = |key: &'a Spanned<std::borrow::Cow<'i, str>>| Name { name: key.get_ref(), span: key.span() };
        let torn = torn.into_iter().flatten().filter(|(_, value)| is_written(value));
        good.chain(torn.map(move |(key, value)| (name(key), Value::Torn(value))))
    }
}

/// Whether a value stands in the text: where a key has none, the parser puts a number from nowhere.
fn is_written(value: &Spanned<DeValue<'_>>) -> bool {
    !value.span().is_empty() || !matches!(value.get_ref(), DeValue::Integer(_))
}

impl<'a> From<&Key<'a>> for Name<'a> {
    fn from(key: &Key<'a>) -> Self {
        Self { name: key.name, span: key.span.range() }
    }
}

impl<'a, 'i> Value<'a, 'i> {
    /// What it is.
    pub fn kind(self) -> Kind<'a, 'i> {
        match self {
            Self::Good(item) => match item.value() {
                toml_spanner::Value::String(words) => Kind::Text(words),
                toml_spanner::Value::Integer(number) => Kind::Integer(number.as_i64()),
                toml_spanner::Value::Float(_) => Kind::Float,
                toml_spanner::Value::Boolean(yes) => Kind::Switch(*yes),
                toml_spanner::Value::DateTime(at) => Kind::Moment {
                    day: at.date().map(|day| (day.year, day.month, day.day)),
                    has_time: at.time().is_some(),
                },
                toml_spanner::Value::Array(list) => Kind::List(List::Good(list)),
                toml_spanner::Value::Table(table) => Kind::Table(Entries::Good(table)),
            },
            Self::Torn(value) => match value.get_ref() {
                DeValue::String(words) => Kind::Text(words),
                DeValue::Integer(number) => Kind::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()),
                DeValue::Float(_) => Kind::Float,
                DeValue::Boolean(yes) => Kind::Switch(*yes),
                DeValue::Datetime(at) => {
                    Kind::Moment { day: at.date.map(|day| (day.year, day.month, day.day)), has_time: at.time.is_some() }
                }
                DeValue::Array(list) => Kind::List(List::Torn(list)),
                DeValue::Table(table) => Kind::Table(Entries::Torn(table)),
            },
        }
    }

    /// Where it stands in its text: for a table with a header of its own, that header.
    pub fn span(self, text: &str) -> Range<usize> {
        let item = match self {
            Self::Good(item) => item,
            Self::Torn(value) => return value.span(),
        };
        let has_header = match item.value() {
            toml_spanner::Value::Table(table) => table.style() == TableStyle::Header,
            toml_spanner::Value::Array(array) => array.style() == ArrayStyle::Header,
            _ => false,
        };
        match has_header && text.as_bytes().get(item.span().range().start) == Some(&b'[') {
            true => item.span().extract_header_span(text.as_bytes()).range(),
            false => item.span().range(),
        }
    }

    /// Its words, if it is text.
    pub fn as_str(self) -> Option<&'a str> {
        if let Kind::Text(words) = self.kind() { Some(words) } else { None }
    }

    /// Its answer, if it is true or false.
    pub fn as_bool(self) -> Option<bool> {
        if let Kind::Switch(yes) = self.kind() { Some(yes) } else { None }
    }

    /// The list that it is.
    pub fn as_list(self) -> Option<List<'a, 'i>> {
        if let Kind::List(list) = self.kind() { Some(list) } else { None }
    }

    /// The table that it is.
    pub fn as_table(self) -> Option<Entries<'a, 'i>> {
        if let Kind::Table(table) = self.kind() { Some(table) } else { None }
    }
}

impl<'a, 'i> List<'a, 'i> {
    /// How many items it has.
    pub fn len(self) -> usize {
        match self {
            Self::Good(list) => list.len(),
            Self::Torn(list) => list.len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Its items.
    pub fn iter(self) -> impl Iterator<Item = Value<'a, 'i>> {
        (0..self.len()).filter_map(move |at| match self {
            Self::Good(list) => list.get(at).map(Value::Good),
            Self::Torn(list) => list.get(at).map(Value::Torn),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_key_has_no_value_nothing_stands() {
        let arena = Arena::new();
        let (parsed, mistakes) = read("title == \"A\"\norder = 0\n", &arena);
        let keys: Vec<&str> = parsed.entries().iter().map(|(key, _)| key.name).collect();
        let said: Vec<&str> = mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
        assert_eq!((keys, said), (vec!["order"], vec!["there is a second `=` between the key and its value"]));
        assert!(parsed.entries().get("title").is_none() && parsed.entries().get("order").is_some());
    }
}
