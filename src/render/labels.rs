//! The words of the interface, from the theme's label files, and the sentences made of them.
//!
//! Labels are laid over each other: the theme's English first, then the site's language, then
//! what a theme of the site's own says. A label with `one` and `other` follows the count.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Map, Value};
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;

/// The labels of a theme in one language.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    words: BTreeMap<String, Label>,
}

#[derive(Clone, Debug)]
enum Label {
    Words(String),
    Plural { one: String, other: String },
    List(Vec<String>),
}

impl Labels {
    /// Reads label files, the weakest first. What is no label is reported.
    pub fn read(files: &[(Arc<str>, Arc<str>)]) -> (Self, Vec<Diagnostic>) {
        let mut labels = Self::default();
        let mut problems = Vec::new();
        for (file, text) in files {
            let (table, errors) = DeTable::parse_recoverable(text);
            for error in errors {
                let place = Place::new(file, error.span().unwrap_or(0..0));
                let message = format!("this is not TOML: {}", error.message());
                let mend = "Check quotes, brackets and the equals sign on this line.";
                problems.push(Diagnostic::new(Code::TomlSyntax, place, message).mend(mend));
            }
            labels.add("", table.get_ref(), file, &mut problems);
        }
        (labels, problems)
    }

    fn add(&mut self, prefix: &str, table: &DeTable<'_>, file: &Arc<str>, problems: &mut Vec<Diagnostic>) {
        for (key, value) in table {
            let name =
                if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
            let label = match value.get_ref() {
                DeValue::String(words) => Label::Words(words.to_string()),
                DeValue::Array(items) => {
                    Label::List(items.iter().filter_map(|item| item.get_ref().as_str()).map(str::to_owned).collect())
                }
                DeValue::Table(inner) => match (word(inner, "one"), word(inner, "other")) {
                    (Some(one), Some(other)) => Label::Plural { one, other },
                    _ => {
                        self.add(&name, inner, file, problems);
                        continue;
                    }
                },
                _ => {
                    let message = format!("the label `{name}` should be text in quotes");
                    problems.push(
                        Diagnostic::new(Code::WrongType, Place::new(file, value.span()), message)
                            .mend("Put it in quotes."),
                    );
                    continue;
                }
            };
            self.words.insert(name, label);
        }
    }

    /// A label that is a list, such as the names of the months.
    pub fn item(&self, key: &str, at: usize) -> &str {
        match self.words.get(key) {
            Some(Label::List(items)) => items.get(at).map_or("", String::as_str),
            _ => "",
        }
    }

    /// Whether there is such a label.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// A label without figures. A label that is missing shows its key, so that it is seen; the
    /// built-in theme has every label, and a test holds it to that.
    pub fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A sentence: `{name}` is replaced by its figure; a plural follows the figure `count`.
    pub fn say(&self, key: &str, figures: &[(&str, &str)]) -> String {
        let pattern = match self.words.get(key) {
            Some(Label::Words(words)) => words,
            Some(Label::Plural { one, other }) => {
                let count = figures.iter().find(|(name, _)| *name == "count").map(|(_, value)| *value);
                if count == Some("1") { one } else { other }
            }
            Some(Label::List(_)) | None => key,
        };
        fill(pattern, figures)
    }

    /// A count with its word, such as “2 decisions”.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.say(key, &[("count", &count.to_string())])
    }

    /// Labels without figures as nested maps, for templates: `t.nav.summary`.
    pub fn to_value(&self) -> Value {
        let mut root = Map::new();
        for (key, label) in &self.words {
            if let Label::Words(words) = label {
                insert(&mut root, key, words);
            }
        }
        Value::from(root)
    }
}

fn word(table: &DeTable<'_>, key: &str) -> Option<String> {
    table.get(key)?.get_ref().as_str().map(str::to_owned)
}

fn fill(pattern: &str, figures: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            out.push('{');
            continue;
        };
        match figures.iter().find(|(figure, _)| *figure == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn insert(map: &mut Map, key: &str, words: &str) {
    match key.split_once('.') {
        None => {
            map.insert(key.to_owned().into(), Value::from(words));
        }
        Some((first, rest)) => {
            let key: tera::value::Key<'static> = first.to_owned().into();
            let mut inner = map.get(&key).and_then(Value::as_map).cloned().unwrap_or_default();
            insert(&mut inner, rest, words);
            map.insert(key, Value::from(inner));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Labels {
        Labels::read(&[(Arc::from("en.toml"), Arc::from(text))]).0
    }

    #[test]
    fn figures_fill_a_sentence_and_the_count_chooses_its_form() {
        let labels = labels("[a]\nx = \"up {points}\"\ny = { one = \"{count} day\", other = \"{count} days\" }\n");
        assert_eq!(labels.say("a.x", &[("points", "22")]), "up 22");
        assert_eq!(labels.count("a.y", 1), "1 day");
        assert_eq!(labels.count("a.y", 0), "0 days");
    }

    #[test]
    fn a_figure_is_never_read_as_a_pattern() {
        assert_eq!(labels("x = \"{a} {b}\"").say("x", &[("a", "{b}"), ("b", "c")]), "{b} c");
    }
}
