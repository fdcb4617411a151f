//! A cursor over one TOML table. Opening it checks the whole table against its form and reports
//! every mistake; what is then read is right or absent, so that parsers read as lists of fields.

use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::{Code, did_you_mean, nearest};
use crate::model::number::Number;
use crate::model::text::{Reference, Text};
use crate::place::Place;
use crate::source::form::{Form, Key, Shape};
use crate::source::origin::Origin;
use crate::source::{forms, id};
use crate::values::{Entries, Kind, List, Name, Value};

/// Tables in tables that are checked.
const MOST_DEPTH: usize = 32;

/// A table that was checked against its form.
#[derive(Clone, Debug)]
pub struct Table<'a, 'i> {
    table: Entries<'a, 'i>,
    span: Range<usize>,
    origin: &'a Origin<'a>,
}

impl<'a, 'i> Table<'a, 'i> {
    /// Checks a table against a form and reports what does not fit.
    pub fn open(table: Entries<'a, 'i>, span: Range<usize>, form: &'static Form, origin: &'a Origin<'a>) -> Self {
        // A whole file has no header of its own: its title, or what stands first, is its place.
        let head = ["title", "model"].into_iter().find_map(|key| table.get(key)).map(|value| origin.span(value));
        let head = head.or_else(|| table.iter().next().map(|(key, _)| key.span.clone()));
        let span = if span.is_empty() { head.unwrap_or(span) } else { span };
        let opened = Self { table, span, origin };
        opened.check(form, 0);
        opened
    }

    /// The place of the table: its header, or the braces.
    pub fn place(&self) -> Place {
        self.origin.place(self.span.clone())
    }

    /// The place of a key's value, or of the table where the key is absent.
    pub fn place_of(&self, key: &str) -> Place {
        self.value(key).map_or_else(|| self.place(), |value| self.origin.place_of(value))
    }

    /// The place of a key itself, or of the table where the key is absent.
    pub fn place_of_key(&self, key: &str) -> Place {
        let found = self.table.iter().find(|(known, _)| known.name == key);
        found.map_or_else(|| self.place(), |(known, _)| self.origin.place(known.span.clone()))
    }

    /// What it belongs to.
    pub fn origin(&self) -> &'a Origin<'a> {
        self.origin
    }

    /// The raw value of a key.
    pub fn value(&self, key: &str) -> Option<Value<'a, 'i>> {
        self.table.get(key)
    }

    /// Words with their place.
    pub fn text(&self, key: &str) -> Option<Text> {
        let value = self.value(key)?;
        text(value, self.origin).filter(|text| !text.words.trim().is_empty())
    }

    /// Words alone; empty when the key is absent.
    pub fn words(&self, key: &str) -> String {
        self.text(key).map(|text| text.words).unwrap_or_default()
    }

    /// A list of words.
    pub fn texts(&self, key: &str) -> Vec<Text> {
        self.items(key).filter_map(|item| text(item, self.origin)).collect()
    }

    /// The id of another record. One that cannot be an id of anything was told when it was checked.
    pub fn reference(&self, key: &str) -> Option<Reference> {
        self.text(key).filter(|text| unfit(&text.words).is_none()).map(as_reference)
    }

    /// A list of ids of other records.
    pub fn references(&self, key: &str) -> Vec<Reference> {
        self.texts(key).into_iter().filter(|text| unfit(&text.words).is_none()).map(as_reference).collect()
    }

    /// A number.
    pub fn number(&self, key: &str) -> Option<Number> {
        self.origin.number(self.value(key)?)
    }

    /// A percentage as a share from 0 to 1.
    pub fn share(&self, key: &str) -> Option<Number> {
        self.number(key).filter(is_percent).map(|number| number.percent())
    }

    /// A whole number from zero up.
    pub fn count(&self, key: &str) -> Option<usize> {
        integer(self.value(key)?).and_then(|number| usize::try_from(number).ok())
    }

    /// A whole number.
    pub fn integer(&self, key: &str) -> Option<i64> {
        integer(self.value(key)?)
    }

    /// A switch.
    pub fn bool(&self, key: &str) -> Option<bool> {
        self.value(key)?.as_bool()
    }

    /// A date.
    pub fn date(&self, key: &str) -> Option<Date> {
        date(self.value(key)?)
    }

    /// One of a list of words, as what it means.
    pub fn choice<T: Copy>(&self, key: &str, pairs: &[(&'static str, T)]) -> Option<T> {
        let word = self.value(key)?.as_str()?;
        pairs.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning)
    }

    /// Some of a list of words, as what they mean.
    pub fn choices<T: Copy>(&self, key: &str, pairs: &[(&'static str, T)]) -> Option<Vec<T>> {
        let meaning = |word: &Text| pairs.iter().find(|(name, _)| *name == word.words).map(|(_, meaning)| *meaning);
        self.value(key)?.as_list()?;
        Some(self.texts(key).iter().filter_map(meaning).collect())
    }

    /// One table below a key. It was checked when this one was opened.
    pub fn table(&self, key: &str) -> Option<Table<'a, 'i>> {
        self.inner(self.value(key)?)
    }

    /// A list of tables below a key.
    pub fn tables(&self, key: &str) -> Vec<Table<'a, 'i>> {
        self.items(key).filter_map(|item| self.inner(item)).collect()
    }

    /// All keys with their values, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (Name<'a>, Value<'a, 'i>)> {
        self.table.iter()
    }

    fn inner(&self, value: Value<'a, 'i>) -> Option<Table<'a, 'i>> {
        let table = value.as_table()?;
        Some(Table { table, span: self.origin.span(value), origin: self.origin })
    }

    fn items(&self, key: &str) -> impl Iterator<Item = Value<'a, 'i>> + use<'a, 'i> {
        self.value(key).and_then(Value::as_list).into_iter().flat_map(List::iter)
    }

    fn check(&self, form: &'static Form, depth: usize) {
        let mut meant: Vec<&str> = Vec::new();
        for (key, value) in self.table.iter() {
            match form.keys.iter().find(|known| known.name == key.name) {
                Some(known) => self.check_value(known, value, depth),
                None => meant.extend(self.report_unknown(&key, form)),
            }
        }
        // What could not be parsed may hold the key, and so may a misspelt one.
        let is_torn = self.origin.problems.is_torn(&self.origin.file);
        let is_missing = |key: &&Key| key.required && self.value(key.name).is_none() && !meant.contains(&key.name);
        for key in form.keys.iter().filter(is_missing).filter(|_| !is_torn) {
            let message = format!("{} needs `{}`", form.name, key.name);
            let mend = format!("Add `{} = …`: {}", key.name, key.doc);
            self.origin.report(Code::MissingKey, self.span.clone(), message, mend);
        }
    }

    /// Reports a key that no one knows, and answers the key it is near to.
    fn report_unknown(&self, key: &Name<'_>, form: &'static Form) -> Option<&'static str> {
        let word = key.name;
        let names = || form.keys.iter().map(|key| key.name);
        let message = format!("`{word}` is not a key of {}", form.name);
        if let Some(mend) = forms::meant(form, word) {
            self.origin.report(Code::UnknownKey, key.span.clone(), message, mend);
            return None;
        }
        self.origin.report(Code::UnknownKey, key.span.clone(), message, did_you_mean(word, names()));
        nearest(word, names())
    }

    fn check_value(&self, key: &'static Key, value: Value<'a, 'i>, depth: usize) {
        match (&key.shape, value.kind()) {
            (Shape::Table(form) | Shape::PercentOr(form), Kind::Table(table)) => {
                self.check_inner(table, value, form, depth);
            }
            (Shape::Tables(form), Kind::List(array)) => {
                for item in array.iter() {
                    match item.kind() {
                        Kind::Table(table) => self.check_inner(table, item, form, depth),
                        _ => self.report_type(key.name, &key.shape, item),
                    }
                }
            }
            (Shape::Texts | Shape::References, Kind::List(array)) => {
                array.iter().for_each(|item| self.check_plain(key, &Shape::Text, item));
            }
            (Shape::Choices(known), Kind::List(array)) => {
                array.iter().for_each(|item| self.check_plain(key, &Shape::Choice(known), item));
            }
            (Shape::Percents, Kind::Table(table)) => {
                table.iter().for_each(|(name, item)| self.check_named(name.name, key, &Shape::Percent, item));
            }
            (Shape::Switches, Kind::Table(table)) => {
                table.iter().for_each(|(name, item)| self.check_named(name.name, key, &Shape::Bool, item));
            }
            (Shape::Scores, Kind::Table(_)) => {}
            (Shape::PercentOr(_), _) => self.check_plain(key, &Shape::Percent, value),
            (shape, _) => self.check_plain(key, shape, value),
        }
    }

    /// Checks a table in this one. Sections may lie in sections; whoever reads them says where that is too deep.
    fn check_inner(&self, table: Entries<'a, 'i>, value: Value<'a, 'i>, form: &'static Form, depth: usize) {
        if depth < MOST_DEPTH {
            Table { table, span: self.origin.span(value), origin: self.origin }.check(form, depth + 1);
        }
    }

    /// Checks a value that is no table and no list.
    fn check_plain(&self, key: &'static Key, shape: &Shape, value: Value<'_, '_>) {
        self.check_named(key.name, key, shape, value);
    }

    /// The same for a value that has a name of its own.
    fn check_named(&self, name: &str, key: &'static Key, shape: &Shape, value: Value<'_, '_>) {
        if self.origin.is_torn_at(self.origin.span(value)) {
            return;
        }
        let fits = match shape {
            Shape::Text | Shape::Id | Shape::Reference | Shape::AnyText | Shape::Choice(_) => value.as_str().is_some(),
            Shape::Number | Shape::Percent | Shape::Positive => matches!(value.kind(), Kind::Integer(_) | Kind::Float),
            Shape::Count | Shape::Integer => matches!(value.kind(), Kind::Integer(_)),
            Shape::Bool => value.as_bool().is_some(),
            Shape::Date => matches!(value.kind(), Kind::Moment { day: Some(_), has_time: false }),
            _ => false,
        };
        if !fits {
            return self.report_type(name, shape, value);
        }
        if let Some((wrong, mend)) = fault(shape, value, self.origin, key.required) {
            let mend = if mend.is_empty() { key.doc.to_owned() } else { mend };
            self.origin.report(
                Code::WrongValue,
                self.origin.span(value),
                format!("the value of `{name}` cannot be used: {wrong}"),
                mend,
            );
        }
    }

    fn report_type(&self, name: &str, shape: &Shape, value: Value<'_, '_>) {
        let message = format!("`{name}` should be {}, but this is {}", expected(shape), kind(value));
        self.origin.report(Code::WrongType, self.origin.span(value), message, mend_type(name, shape, value));
    }
}

/// What is wrong with a value of the right type, and the mend; a key that is required cannot be removed.
fn fault(shape: &Shape, value: Value<'_, '_>, origin: &Origin<'_>, required: bool) -> Option<(String, String)> {
    let words = value.as_str();
    let number = origin.number(value);
    let say = |wrong: &str, mend: &str| Some((wrong.to_owned(), mend.to_owned()));
    if let Some(wrong) = words.and_then(unfit) {
        return say(wrong, "Remove the character; your editor may show it as a box, or not at all.");
    }
    match shape {
        Shape::Text | Shape::Reference if words.is_some_and(|words| words.trim().is_empty()) => {
            let or_remove = if required { "." } else { ", or remove the line." };
            say("it is empty", &format!("Write something between the quotes{or_remove}"))
        }
        Shape::Id => {
            let wrong = words.and_then(id::fault)?;
            let suggestion = words.map(id::suggest).filter(|suggestion| !suggestion.is_empty());
            Some((
                wrong.to_owned(),
                suggestion.map_or_else(String::new, |id| format!("Write it as `{id}`, for instance.")),
            ))
        }
        Shape::Choice(known) => {
            let word = words.filter(|word| !known.contains(word))?;
            Some((format!("`{word}` is none of its words"), did_you_mean(word, known.iter().copied())))
        }
        Shape::Number if number.is_none() => {
            say("it is not finite, or has more than 30 digits", "Write a plain decimal number.")
        }
        Shape::Positive | Shape::Percent if number.is_none() => {
            say("it is not finite, or has more than 30 digits", "Write a plain decimal number.")
        }
        Shape::Percent if !number.as_ref().is_some_and(is_percent) => {
            say("it must lie between 0 and 100", "Write a number from 0 to 100.")
        }
        Shape::Positive if number.is_none_or(|number| number <= Number::zero()) => {
            say("it must be above zero", "Write a number above zero.")
        }
        Shape::Count if !integer(value).is_some_and(|number| (0..=1_000_000_000).contains(&number)) => {
            say("it must be a whole number from 0 up", "Write a whole number from 0 up.")
        }
        Shape::Integer if integer(value).is_none() => say("the number is too large", "Write a smaller number."),
        Shape::Date if date(value).is_none() => say("there is no such day", "Write a day that exists, as 2026-11-20."),
        _ => None,
    }
}

/// What makes words unfit to be printed: characters that no page may hold, or that turn round the
/// order of what stands beside them.
pub fn unfit(words: &str) -> Option<&'static str> {
    let fault = |c: char| match c {
        '\n' | '\t' | '\r' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => Some("it holds a control character"),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("it holds an invisible mark that turns the direction of the text")
        }
        _ => None,
    };
    // All bytes are looked at, because that is faster than to stop at the first that is not plain.
    let is_control = |byte: u8| matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f);
    if words.bytes().fold(false, |found, byte| found | is_control(byte)) {
        return words.chars().find_map(fault);
    }
    // The bytes that the others begin with, which few letters do.
    let mut others = memchr::memchr3_iter(0xc2, 0xe2, 0xef, words.as_bytes());
    others.find_map(|at| fault(words.get(at..)?.chars().next()?))
}

/// How to turn a value into one of the right type.
fn mend_type(name: &str, shape: &Shape, found: Value<'_, '_>) -> String {
    let is_text = found.as_str().is_some();
    match shape {
        Shape::Number | Shape::Percent | Shape::Positive | Shape::Count | Shape::Integer | Shape::PercentOr(_)
            if is_text =>
        {
            "Write the number alone, without quotes or unit.".to_owned()
        }
        Shape::Count | Shape::Integer => "Write a whole number, without decimals.".to_owned(),
        Shape::Date if is_text => "Write the date without quotes, as 2026-11-20.".to_owned(),
        Shape::Date => "Write the day alone, as 2026-11-20.".to_owned(),
        Shape::Bool => "Write true or false, without quotes.".to_owned(),
        Shape::Texts | Shape::References | Shape::Choices(_) if is_text => {
            "Put it in square brackets: [\"…\"].".to_owned()
        }
        Shape::Text | Shape::AnyText | Shape::Id | Shape::Reference | Shape::Choice(_) => {
            "Put it in quotes.".to_owned()
        }
        Shape::Tables(_) => format!("Write [[{name}]] on a line of its own, with its keys below."),
        Shape::Table(_) | Shape::Scores | Shape::Percents | Shape::Switches => {
            format!("Write [{name}] on a line of its own, with its keys below.")
        }
        _ => format!("Write {}.", expected(shape)),
    }
}

fn as_reference(text: Text) -> Reference {
    Reference { id: text.words, place: text.place }
}

fn text(value: Value<'_, '_>, origin: &Origin<'_>) -> Option<Text> {
    let words = value.as_str()?.trim().to_owned();
    Some(Text { words, place: origin.place_of(value) })
}

/// Whether a number lies between 0 and 100.
pub fn is_percent(number: &Number) -> bool {
    !number.is_negative() && *number <= Number::hundred()
}

fn integer(value: Value<'_, '_>) -> Option<i64> {
    if let Kind::Integer(whole) = value.kind() { whole } else { None }
}

fn date(value: Value<'_, '_>) -> Option<Date> {
    let Kind::Moment { day: Some((year, month, day)), .. } = value.kind() else { return None };
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// What a value is, in a writer's words.
pub fn kind(value: Value<'_, '_>) -> &'static str {
    match value.kind() {
        Kind::Text(_) => "text",
        Kind::Integer(_) => "a number",
        Kind::Float => "a number with decimals",
        Kind::Switch(_) => "true or false",
        Kind::Moment { day: Some(_), has_time: true } => "a date with a time",
        Kind::Moment { day: Some(_), .. } => "a date",
        Kind::Moment { .. } => "a time",
        Kind::List(_) => "a list",
        Kind::Table(_) => "a table",
    }
}

fn expected(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::AnyText => "text in quotes",
        Shape::Texts => "a list of texts",
        Shape::Id | Shape::Reference => "an id in quotes",
        Shape::References => "a list of ids",
        Shape::Number | Shape::Positive => "a number",
        Shape::Percent => "a number from 0 to 100",
        Shape::Count | Shape::Integer => "a whole number",
        Shape::Bool => "true or false",
        Shape::Date => "a date",
        Shape::Choice(_) => "one word in quotes",
        Shape::Choices(_) => "a list of words in quotes",
        Shape::Table(_) | Shape::Scores => "a table",
        Shape::Tables(_) => "a list of tables",
        Shape::PercentOr(_) => "a number from 0 to 100 or a table",
        Shape::Percents => "a table of percentages",
        Shape::Switches => "a table of true and false",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_page_may_hold_is_found_among_all_characters() {
        let is_wrong = |c: char| {
            let is_mark = ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
            let is_control = c.is_control() && !matches!(c, '\n' | '\t' | '\r');
            is_mark || is_control || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        for c in ('\0'..=char::MAX).filter(|c| u32::from(*c) < 0x1_1000) {
            assert_eq!(unfit(&format!("né “{c}” – ﷺ")).is_some(), is_wrong(c), "{c:?}");
        }
    }
}
