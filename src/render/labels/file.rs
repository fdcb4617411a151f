//! One label file: its labels by name, and where each stands.
//!
//! A table of plural forms is one label; any other table holds labels. Which of the two a table
//! is can be seen from the labels that are known already, so that `other = "Others"` in a table of
//! labels is not taken for a plural.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::theme::LabelFile;
use crate::place::Place;
use crate::render::labels::language::Category;
use crate::render::labels::used::is_below;
use crate::values::{self, Arena, Entries, Kind, List, Mistake, Value};

/// The key of a plural that names the figure its forms follow.
const BY: &str = "by";

/// The figure that a plural follows when it names none.
const COUNT: &str = "count";

/// A label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Words, with or without figures.
    Words(String),
    /// Words for each form of a count.
    Plural(Plural),
    /// Several words, such as the names of the months.
    List(Vec<String>),
}

/// Words for each form of a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plural {
    /// The figure that the forms follow.
    pub by: String,
    /// The forms there are.
    pub forms: BTreeMap<Category, String>,
}

impl Plural {
    /// The words for a form; those for any other count where it has none of its own.
    pub fn form(&self, category: Category) -> &str {
        self.forms.get(&category).or_else(|| self.forms.get(&Category::Other)).map_or("", String::as_str)
    }
}

impl Label {
    /// Every text of it.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Words(words) => vec![words],
            Self::Plural(plural) => plural.forms.values().map(String::as_str).collect(),
            Self::List(items) => items.iter().map(String::as_str).collect(),
        }
    }

    /// The names of the figures in it.
    pub fn figures(&self) -> Vec<&str> {
        let names = |text: &'_ str| -> Vec<(usize, usize)> {
            let mut found = Vec::new();
            let mut at = 0;
            while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|open| open + at) {
                let Some(close) = text.get(open..).and_then(|rest| rest.find('}')).map(|close| close + open) else {
                    break;
                };
                found.push((open + 1, close));
                at = close + 1;
            }
            found
        };
        self.texts()
            .into_iter()
            .flat_map(|text| names(text).into_iter().filter_map(move |(from, to)| text.get(from..to)))
            .collect()
    }
}

/// A label and where it stands.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The label.
    pub label: Label,
    /// Its name in the file.
    pub name: Place,
    /// Its value in the file.
    pub value: Place,
}

/// Most dots in the name of a label.
const MOST_DOTS: usize = 7;

/// A label file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Path of the file.
    pub file: Arc<str>,
    /// Its language, such as `en`.
    pub language: String,
    /// Whether it belongs to the program.
    pub built_in: bool,
    /// Its labels by name: `score.of`.
    pub labels: IndexMap<String, Entry, ahash::RandomState>,
    /// Its tables by name, each at its head.
    pub tables: BTreeMap<String, Place>,
}

/// Reads a file. `known` are the files before it.
pub fn read(source: &LabelFile, known: &[File], problems: &mut Vec<Diagnostic>) -> File {
    let arena = Arena::new();
    let (parsed, mistakes) = values::read(&source.text, &arena);
    for Mistake { span, message, mend } in &mistakes {
        let place = Place::new(&source.file, span.clone());
        problems.push(Diagnostic::new(Code::TomlSyntax, place, message).mend(*mend));
    }
    let file = File {
        file: Arc::clone(&source.file),
        language: source.language.clone(),
        built_in: source.built_in,
        labels: IndexMap::default(),
        tables: BTreeMap::new(),
    };
    let mut reader = Reader { file, known, problems, text: &source.text, mistakes };
    reader.table("", parsed.entries());
    reader.file
}

struct Reader<'a> {
    file: File,
    known: &'a [File],
    problems: &'a mut Vec<Diagnostic>,
    text: &'a str,
    /// What of the text is no TOML.
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn table(&mut self, prefix: &str, table: Entries<'_, '_>) {
        for (key, value) in table.iter() {
            let key_place = Place::new(&self.file.file, key.span.clone());
            let name = match prefix {
                "" => key.name.to_owned(),
                _ => [prefix, ".", key.name].concat(),
            };
            let label = match value.kind() {
                Kind::Text(words) => Label::Words(words.to_owned()),
                Kind::List(items) => match self.list(&name, items) {
                    Some(label) => label,
                    None => continue,
                },
                Kind::Table(inner) if self.is_plural(&name, inner) => self.plural(&name, inner, &key_place),
                Kind::Table(inner) => {
                    self.file.tables.insert(name.clone(), key_place);
                    // A table that deep holds no label, and is told as one that nobody knows.
                    if name.matches('.').count() < MOST_DOTS {
                        self.table(&name, inner);
                    }
                    continue;
                }
                _ => {
                    self.no_text(&name, value);
                    continue;
                }
            };
            let value = Place::new(&self.file.file, value.span(self.text));
            self.file.labels.insert(name, Entry { label, name: key_place, value });
        }
    }

    fn list(&mut self, name: &str, items: List<'_, '_>) -> Option<Label> {
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => {
                    self.no_text(name, item);
                    return None;
                }
            }
        }
        Some(Label::List(texts))
    }

    /// Whether a table holds the forms of one label.
    fn is_plural(&self, name: &str, table: Entries<'_, '_>) -> bool {
        if self.known.iter().any(|file| file.labels.contains_key(name)) {
            return true;
        }
        let has_forms = table.iter().all(|(key, _)| is_form(key.name));
        let mut known = self.known.iter().flat_map(|file| file.labels.keys());
        has_forms && table.get("other").is_some() && !known.any(|known| is_below(known, name))
    }

    fn plural(&mut self, name: &str, table: Entries<'_, '_>, head: &Place) -> Label {
        let mut plural = Plural { by: COUNT.to_owned(), forms: BTreeMap::new() };
        for (key, value) in table.iter() {
            match (value.as_str(), Category::named(key.name)) {
                (None, _) => self.no_text(&format!("{name}.{}", key.name), value),
                (Some(words), Some(category)) => {
                    plural.forms.insert(category, words.to_owned());
                }
                (Some(words), None) if key.name == BY => words.clone_into(&mut plural.by),
                (Some(_), None) => {
                    let message = format!("the label `{name}` has no form `{}`", key.name);
                    let forms = Category::ALL.iter().map(|(name, _)| *name);
                    let place = Place::new(&self.file.file, key.span.clone());
                    let mend = did_you_mean(key.name, forms.chain([BY]));
                    self.problems.push(Diagnostic::new(Code::BadLabel, place, message).mend(mend));
                }
            }
        }
        // What could not be parsed may hold the form.
        if !plural.forms.contains_key(&Category::Other) && self.mistakes.is_empty() {
            let message = format!("the plural `{name}` has no form `other`");
            let mend = "Add `other`, the form for every count that has none of its own.";
            self.problems.push(Diagnostic::new(Code::BadLabel, head.clone(), message).mend(mend));
        }
        Label::Plural(plural)
    }

    fn no_text(&mut self, name: &str, value: Value<'_, '_>) {
        let span = value.span(self.text);
        if self.mistakes.iter().any(|mistake| mistake.span.start <= span.end && span.start <= mistake.span.end) {
            return;
        }
        let message = format!("the label `{name}` should be text in quotes");
        let place = Place::new(&self.file.file, span);
        self.problems.push(Diagnostic::new(Code::WrongType, place, message).mend("Put it in quotes."));
    }
}

fn is_form(key: &str) -> bool {
    key == BY || Category::named(key).is_some()
}
