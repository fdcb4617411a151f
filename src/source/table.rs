//! A cursor over one TOML table. Opening it checks the whole table against its form and reports
//! every mistake; what is then read is right or absent, so that parsers read as lists of fields.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::number::Number;
use crate::model::text::{Reference, Text};
use crate::place::Place;
use crate::source::form::{Form, Key, Shape};
use crate::source::id;

/// Collects diagnostics while a file is read.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Diagnostic>>);

impl Problems {
    /// Adds one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    /// All that were added.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }

    /// Whether any was an error.
    pub fn has_errors(&self) -> bool {
        self.0.borrow().iter().any(Diagnostic::is_error)
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
        let message = error.message();
        let (code, message, mend) = if message.contains("duplicate key") {
            (Code::TomlSyntax, "this key is already there".to_owned(), "Keep one of the two, or rename one.")
        } else {
            (
                Code::TomlSyntax,
                format!("this is not TOML: {}", message.replace('\n', ", ")),
                "Check quotes, brackets and the equals sign on this line.",
            )
        };
        origin.report(code, error.span().unwrap_or(0..0), message, mend);
    }
    table
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

    /// The id of another record.
    pub fn reference(&self, key: &str) -> Option<Reference> {
        self.text(key).map(as_reference)
    }

    /// A list of ids of other records.
    pub fn references(&self, key: &str) -> Vec<Reference> {
        self.texts(key).into_iter().map(as_reference).collect()
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
        for (key, value) in self.table {
            match form.keys.iter().find(|known| known.name == key.get_ref().as_ref()) {
                Some(known) => self.check_value(known, value),
                None => self.report_unknown(key, form),
            }
        }
        for key in form.keys.iter().filter(|key| key.required && self.value(key.name).is_none()) {
            let message = format!("{} needs `{}`", form.name, key.name);
            self.origin.report(
                Code::MissingKey,
                self.span.clone(),
                message,
                format!("Add `{} = …`: {}", key.name, key.doc),
            );
        }
    }

    fn report_unknown(&self, key: &Spanned<std::borrow::Cow<'i, str>>, form: &'static Form) {
        let word = key.get_ref();
        let mend = did_you_mean(word, form.keys.iter().map(|key| key.name));
        self.origin.report(Code::UnknownKey, key.span(), format!("`{word}` is not a key of {}", form.name), mend);
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
                        _ => self.report_type(key, item),
                    }
                }
            }
            (Shape::Texts | Shape::References, DeValue::Array(array)) => {
                array.iter().for_each(|item| self.check_plain(key, &Shape::Text, item));
            }
            (Shape::Percents, DeValue::Table(table)) => {
                table.iter().for_each(|(_, item)| self.check_plain(key, &Shape::Percent, item));
            }
            (Shape::Switches, DeValue::Table(table)) => {
                table.iter().for_each(|(_, item)| self.check_plain(key, &Shape::Bool, item));
            }
            (Shape::Scores, DeValue::Table(_)) => {}
            (Shape::PercentOr(_), _) => self.check_plain(key, &Shape::Percent, value),
            (shape, _) => self.check_plain(key, shape, value),
        }
    }

    /// Checks a value that is no table and no list.
    fn check_plain(&self, key: &'static Key, shape: &Shape, value: &Spanned<DeValue<'i>>) {
        let found = value.get_ref();
        let words = found.as_str();
        let number = number(found);
        let fits = match shape {
            Shape::Text | Shape::Id | Shape::Reference => words.is_some(),
            Shape::AnyText | Shape::Choice(_) => words.is_some(),
            Shape::Number | Shape::Percent | Shape::Positive => found.is_integer() || found.is_float(),
            Shape::Count | Shape::Integer => found.is_integer(),
            Shape::Bool => found.is_bool(),
            Shape::Date => found.as_datetime().is_some_and(|at| at.date.is_some() && at.time.is_none()),
            _ => false,
        };
        if !fits {
            return self.report_type(key, value);
        }
        let wrong = match shape {
            Shape::Text | Shape::Reference => {
                words.filter(|words| words.trim().is_empty()).map(|_| "it is empty".to_owned())
            }
            Shape::Id => words.and_then(id::fault).map(str::to_owned),
            Shape::Choice(known) => words
                .filter(|word| !known.contains(word))
                .map(|word| format!("`{word}` is none of its words. {}", did_you_mean(word, known.iter().copied()))),
            Shape::Number => number.is_none().then(|| "the number is not finite or has more than 30 digits".to_owned()),
            Shape::Percent => {
                (!number.as_ref().is_some_and(is_percent)).then(|| "it must lie between 0 and 100".to_owned())
            }
            Shape::Positive => {
                number.is_none_or(|number| number <= Number::zero()).then(|| "it must be above zero".to_owned())
            }
            Shape::Count => (!integer(found).is_some_and(|n| (0..=1_000_000_000).contains(&n)))
                .then(|| "it must be a whole number from 0 up".to_owned()),
            Shape::Integer => integer(found).is_none().then(|| "the number is too large".to_owned()),
            Shape::Date => date(found).is_none().then(|| "there is no such day".to_owned()),
            _ => None,
        };
        if let Some(wrong) = wrong {
            let message = format!("the value of `{}` cannot be used: {wrong}", key.name);
            self.origin.report(Code::WrongValue, value.span(), message, key.doc);
        }
    }

    fn report_type(&self, key: &'static Key, value: &Spanned<DeValue<'i>>) {
        let message =
            format!("`{}` should be {}, but this is {}", key.name, expected(&key.shape), kind(value.get_ref()));
        let mend = match (&key.shape, value.get_ref()) {
            (
                Shape::Number | Shape::Percent | Shape::Positive | Shape::Count | Shape::Integer | Shape::PercentOr(_),
                DeValue::String(_),
            ) => "Write the number without quotes.".to_owned(),
            (Shape::Date, DeValue::String(_)) => "Write the date without quotes, as 2026-11-20.".to_owned(),
            (Shape::Date, DeValue::Datetime(_)) => "Write the day alone, as 2026-11-20.".to_owned(),
            (Shape::Texts | Shape::References, DeValue::String(_)) => "Put it in square brackets.".to_owned(),
            _ => key.doc.to_owned(),
        };
        self.origin.report(Code::WrongType, value.span(), message, mend);
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
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
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
        Shape::Table(_) | Shape::Scores => "a table",
        Shape::Tables(_) => "a list of tables",
        Shape::PercentOr(_) => "a number from 0 to 100 or a table",
        Shape::Percents => "a table of percentages",
        Shape::Switches => "a table of true and false",
    }
}
