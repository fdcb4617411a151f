//! A cursor over one TOML table. Opening it checks the whole table against its form and reports
//! every mistake; what is then read is right or absent, so that parsers read as lists of fields.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::model::number::Number;
use crate::model::text::{Reference, Text};
use crate::place::Place;
use crate::source::form::{Form, Key, Shape};
use crate::source::{forms, id};

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

    fn tear(&self, place: Place) {
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
    /// The record, for messages.
    pub record: String,
    /// Where problems go.
    pub problems: &'a Problems,
}

impl Origin<'_> {
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

/// Parses TOML and reports every syntax error. What could be read is returned all the same, so
/// that the mistakes in it are found in the same run.
pub fn parse<'i>(text: &'i str, origin: &Origin<'_>) -> Spanned<DeTable<'i>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (message, mend) = syntax(error.message());
        origin.problems.tear(origin.place(span.clone()));
        origin.report(Code::TomlSyntax, span, message, mend);
    }
    table
}

/// A parser's message in a writer's words, and the mend.
fn syntax(message: &str) -> (String, &'static str) {
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

/// A table that was checked against its form.
#[derive(Clone, Debug)]
pub struct Table<'a, 'i> {
    table: &'a DeTable<'i>,
    span: Range<usize>,
    origin: &'a Origin<'a>,
}

impl<'a, 'i> Table<'a, 'i> {
    /// Checks a table against a form and reports what does not fit.
    pub fn open(table: &'a DeTable<'i>, span: Range<usize>, form: &'static Form, origin: &'a Origin<'a>) -> Self {
        // A whole file has no header of its own: its title, or what stands first, is its place.
        let head = ["title", "model"].into_iter().find_map(|key| table.get(key)).map(Spanned::span);
        let head = head.or_else(|| table.iter().next().map(|(key, _)| key.span()));
        let span = if span.is_empty() { head.unwrap_or(span) } else { span };
        let opened = Self { table, span, origin };
        opened.check(form);
        opened
    }

    /// The place of the table: its header, or the braces.
    pub fn place(&self) -> Place {
        self.origin.place(self.span.clone())
    }

    /// The place of a key's value, or of the table where the key is absent.
    pub fn place_of(&self, key: &str) -> Place {
        self.value(key).map_or_else(|| self.place(), |value| self.origin.place(value.span()))
    }

    /// The place of a key itself, or of the table where the key is absent.
    pub fn place_of_key(&self, key: &str) -> Place {
        let found = self.table.iter().find(|(known, _)| known.get_ref() == key);
        found.map_or_else(|| self.place(), |(known, _)| self.origin.place(known.span()))
    }

    /// What it belongs to.
    pub fn origin(&self) -> &'a Origin<'a> {
        self.origin
    }

    /// The raw value of a key.
    pub fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
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
        number(self.value(key)?.get_ref())
    }

    /// A percentage as a share from 0 to 1.
    pub fn share(&self, key: &str) -> Option<Number> {
        self.number(key).filter(is_percent).map(|number| number.percent())
    }

    /// A whole number from zero up.
    pub fn count(&self, key: &str) -> Option<usize> {
        integer(self.value(key)?.get_ref()).and_then(|number| usize::try_from(number).ok())
    }

    /// A whole number.
    pub fn integer(&self, key: &str) -> Option<i64> {
        integer(self.value(key)?.get_ref())
    }

    /// A switch.
    pub fn bool(&self, key: &str) -> Option<bool> {
        self.value(key)?.get_ref().as_bool()
    }

    /// A date.
    pub fn date(&self, key: &str) -> Option<Date> {
        date(self.value(key)?.get_ref())
    }

    /// One of a list of words, as what it means.
    pub fn choice<T: Copy>(&self, key: &str, pairs: &[(&'static str, T)]) -> Option<T> {
        let word = self.value(key)?.get_ref().as_str()?;
        pairs.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning)
    }

    /// Some of a list of words, as what they mean.
    pub fn choices<T: Copy>(&self, key: &str, pairs: &[(&'static str, T)]) -> Option<Vec<T>> {
        let meaning = |word: &Text| pairs.iter().find(|(name, _)| *name == word.words).map(|(_, meaning)| *meaning);
        self.value(key)?.get_ref().as_array()?;
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
    pub fn entries(&self) -> impl Iterator<Item = (&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>)> {
        self.table.iter()
    }

    fn inner(&self, value: &'a Spanned<DeValue<'i>>) -> Option<Table<'a, 'i>> {
        let table = value.get_ref().as_table()?;
        Some(Table { table, span: value.span(), origin: self.origin })
    }

    fn items(&self, key: &str) -> impl Iterator<Item = &'a Spanned<DeValue<'i>>> + use<'a, 'i> {
        self.value(key).and_then(|value| value.get_ref().as_array()).into_iter().flat_map(|array| array.iter())
    }

    fn check(&self, form: &'static Form) {
        let mut meant: Vec<&str> = Vec::new();
        for (key, value) in self.table {
            match form.keys.iter().find(|known| known.name == key.get_ref().as_ref()) {
                Some(known) => self.check_value(known, value),
                None => meant.extend(self.report_unknown(key, form)),
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
    fn report_unknown(&self, key: &Spanned<std::borrow::Cow<'i, str>>, form: &'static Form) -> Option<&'static str> {
        let word = key.get_ref();
        let names = || form.keys.iter().map(|key| key.name);
        let message = format!("`{word}` is not a key of {}", form.name);
        if let Some(mend) = forms::meant(form, word) {
            self.origin.report(Code::UnknownKey, key.span(), message, mend);
            return None;
        }
        self.origin.report(Code::UnknownKey, key.span(), message, did_you_mean(word, names()));
        nearest(word, names())
    }

    fn check_value(&self, key: &'static Key, value: &'a Spanned<DeValue<'i>>) {
        match (&key.shape, value.get_ref()) {
            (Shape::Table(form) | Shape::PercentOr(form), DeValue::Table(table)) => {
                Table::open(table, value.span(), form, self.origin);
            }
            (Shape::Tables(form), DeValue::Array(array)) => {
                for item in array.iter() {
                    match item.get_ref() {
                        DeValue::Table(table) => {
                            Table::open(table, item.span(), form, self.origin);
                        }
                        _ => self.report_type(key.name, &key.shape, item),
                    }
                }
            }
            (Shape::Texts | Shape::References, DeValue::Array(array)) => {
                array.iter().for_each(|item| self.check_plain(key, &Shape::Text, item));
            }
            (Shape::Choices(known), DeValue::Array(array)) => {
                array.iter().for_each(|item| self.check_plain(key, &Shape::Choice(known), item));
            }
            (Shape::Percents, DeValue::Table(table)) => {
                table.iter().for_each(|(name, item)| self.check_named(name.get_ref(), key, &Shape::Percent, item));
            }
            (Shape::Switches, DeValue::Table(table)) => {
                table.iter().for_each(|(name, item)| self.check_named(name.get_ref(), key, &Shape::Bool, item));
            }
            (Shape::Scores, DeValue::Table(_)) => {}
            (Shape::PercentOr(_), _) => self.check_plain(key, &Shape::Percent, value),
            (shape, _) => self.check_plain(key, shape, value),
        }
    }

    /// Checks a value that is no table and no list.
    fn check_plain(&self, key: &'static Key, shape: &Shape, value: &Spanned<DeValue<'i>>) {
        self.check_named(key.name, key, shape, value);
    }

    /// The same for a value that has a name of its own.
    fn check_named(&self, name: &str, key: &'static Key, shape: &Shape, value: &Spanned<DeValue<'i>>) {
        let found = value.get_ref();
        if self.origin.problems.touches_tear(&self.origin.place(value.span())) {
            return;
        }
        let fits = match shape {
            Shape::Text | Shape::Id | Shape::Reference | Shape::AnyText | Shape::Choice(_) => found.is_str(),
            Shape::Number | Shape::Percent | Shape::Positive => found.is_integer() || found.is_float(),
            Shape::Count | Shape::Integer => found.is_integer(),
            Shape::Bool => found.is_bool(),
            Shape::Date => found.as_datetime().is_some_and(|at| at.date.is_some() && at.time.is_none()),
            _ => false,
        };
        if !fits {
            return self.report_type(name, shape, value);
        }
        if let Some((wrong, mend)) = fault(shape, found, key.required) {
            let mend = if mend.is_empty() { key.doc.to_owned() } else { mend };
            self.origin.report(
                Code::WrongValue,
                value.span(),
                format!("the value of `{name}` cannot be used: {wrong}"),
                mend,
            );
        }
    }

    fn report_type(&self, name: &str, shape: &Shape, value: &Spanned<DeValue<'i>>) {
        let message = format!("`{name}` should be {}, but this is {}", expected(shape), kind(value.get_ref()));
        self.origin.report(Code::WrongType, value.span(), message, mend_type(name, shape, value.get_ref()));
    }
}

/// What is wrong with a value of the right type, and the mend; a key that is required cannot be removed.
fn fault(shape: &Shape, value: &DeValue<'_>, required: bool) -> Option<(String, String)> {
    let words = value.as_str();
    let number = number(value);
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
    if words.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\r')) {
        return None;
    }
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if words.chars().any(|c| is_control(c) || matches!(c, '\u{fffe}' | '\u{ffff}')) {
        Some("it holds a control character")
    } else if words.chars().any(turns) {
        Some("it holds an invisible mark that turns the direction of the text")
    } else {
        None
    }
}

/// How to turn a value into one of the right type.
fn mend_type(name: &str, shape: &Shape, found: &DeValue<'_>) -> String {
    let is_text = found.is_str();
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

fn text(value: &Spanned<DeValue<'_>>, origin: &Origin<'_>) -> Option<Text> {
    let words = value.get_ref().as_str()?.trim().to_owned();
    Some(Text { words, place: origin.place(value.span()) })
}

/// An exact number, from an integer or a decimal; `None` for anything else.
pub fn number(value: &DeValue<'_>) -> Option<Number> {
    match value {
        DeValue::Integer(digits) if digits.radix() == 10 => Number::parse(digits.as_str()),
        DeValue::Integer(_) => integer(value).map(Number::from),
        DeValue::Float(float) => Number::parse(float.as_str()),
        _ => None,
    }
}

/// Whether a number lies between 0 and 100.
pub fn is_percent(number: &Number) -> bool {
    !number.is_negative() && *number <= Number::hundred()
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn date(value: &DeValue<'_>) -> Option<Date> {
    let day = value.as_datetime()?.date?;
    Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

/// What a value is, in a writer's words.
pub fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(at) if at.date.is_some() && at.time.is_some() => "a date with a time",
        DeValue::Datetime(at) if at.date.is_some() => "a date",
        DeValue::Datetime(_) => "a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
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
