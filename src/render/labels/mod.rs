//! The words of the interface, from the theme's label files, and the sentences made of them.
//!
//! Labels are laid over each other: English, then the site's language, and of each what is built in
//! before what a theme of the site's own says. English is what the others are held against; a label
//! that a language lacks is reported by [`check`], and no page is made.

pub mod check;
pub mod file;
pub mod language;
pub mod used;

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use tera::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::theme::{LabelFile, Theme};
use crate::render::direction::{self, Direction};
use crate::render::labels::file::{Entry, File, Label, Plural};
use crate::render::labels::language::{Category, Language};

/// A space at which no line ends.
pub const NO_BREAK: &str = "\u{a0}";

/// Labels with two figures between which no line ends.
const KEPT: [(&str, &str, &str); 3] =
    [("date.long", "{day}", "{month}"), ("date.short", "{day}", "{month}"), ("number.unit", "{value}", "{unit}")];

/// The language that every other is held against.
pub const ENGLISH: &str = "en";

/// The labels of a theme in one language. A copy costs little.
#[derive(Clone, Debug)]
pub struct Labels(Arc<Sources>);

/// Label files, which are read when the first label is asked for, unless somebody wanted to know what
/// is wrong with them.
#[derive(Debug)]
struct Sources {
    files: Vec<LabelFile>,
    /// The code of the language.
    code: String,
    known: OnceLock<Known>,
}

/// The labels of some files.
#[derive(Debug)]
struct Known {
    /// The stronger label where two files have one of the same name.
    words: IndexMap<String, Entry, ahash::RandomState>,
    language: Language,
}

impl Labels {
    /// The labels of a theme in a language. What is wrong with them, or with how its templates
    /// use them, is reported; with what travels inside the program nothing is, and tests hold it to that.
    pub fn of(theme: &Theme, language: &str) -> (Self, Vec<Diagnostic>) {
        let uses = used::of(theme);
        if theme.labels.iter().all(|file| file.built_in) {
            let labels = Self::new(theme.labels.clone(), language, OnceLock::new());
            let problems = check::templates(&labels, &uses);
            return (labels, problems);
        }
        let mut problems = Vec::new();
        let files = files(&theme.labels, &mut problems);
        // What is missing from a file that could not be read whole may be in it.
        let is_whole = !problems.iter().any(|problem: &Diagnostic| problem.code == Code::TomlSyntax);
        if is_whole {
            problems.extend(check::files(&files, language, &uses));
        }
        let labels = Self::laid_over(files, language);
        if is_whole {
            problems.extend(check::templates(&labels, &uses));
        }
        (labels, problems)
    }

    /// Reads label files in a language, the weakest first, and reports what is no label.
    pub fn read(sources: &[LabelFile], language: &str) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let files = files(sources, &mut problems);
        (Self::laid_over(files, language), problems)
    }

    fn laid_over(files: Vec<File>, language: &str) -> Self {
        Self::new(Vec::new(), language, OnceLock::from(Known::of(files, language)))
    }

    fn new(files: Vec<LabelFile>, language: &str, known: OnceLock<Known>) -> Self {
        Self(Arc::new(Sources { files, code: language.to_owned(), known }))
    }

    fn known(&self) -> &Known {
        let read = || Known::of(files(&self.0.files, &mut Vec::new()), &self.0.code);
        self.0.known.get_or_init(read)
    }

    /// Reads what the first label would wait for.
    pub fn prepare(&self) {
        self.known();
    }

    /// How the language counts and writes.
    pub fn language(&self) -> &Language {
        &self.known().language
    }

    /// The way pages run.
    pub fn direction(&self) -> Direction {
        self.language().direction
    }

    /// A label that is a list, such as the names of the months.
    pub fn item(&self, key: &str, at: usize) -> &str {
        self.items(key).get(at).map_or("", String::as_str)
    }

    /// All words of a label that is a list.
    pub fn items(&self, key: &str) -> &[String] {
        match self.label(key) {
            Some(Label::List(items)) => items,
            _ => &[],
        }
    }

    /// Whether there is such a label.
    pub fn has(&self, key: &str) -> bool {
        self.known().words.contains_key(key)
    }

    /// A label by its name.
    fn label(&self, key: &str) -> Option<&Label> {
        self.known().words.get(key).map(|entry| &entry.label)
    }

    /// All labels, in the order of their names.
    fn sorted(&self) -> Vec<(&str, &Label)> {
        let mut all: Vec<(&str, &Label)> =
            self.known().words.iter().map(|(key, entry)| (key.as_str(), &entry.label)).collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    /// Whether there are labels in a table of this name.
    fn has_table(&self, table: &str) -> bool {
        self.known().words.keys().any(|key| used::is_below(key, table))
    }

    /// The names of all labels, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.sorted().into_iter().map(|(key, _)| key)
    }

    /// A label without figures. A label that is missing shows its key, so that it is seen; the
    /// built-in theme has every label, and a test holds it to that.
    pub fn word(&self, key: &str) -> String {
        match self.label(key) {
            Some(Label::Words(words)) => words.clone(),
            _ => self.say(key, &[]),
        }
    }

    /// A sentence: `{name}` is replaced by its figure; a plural follows the figure it names.
    pub fn say(&self, key: &str, figures: &[(&str, &str)]) -> String {
        match self.label(key) {
            Some(Label::Words(words)) => fill(words, figures, self.language()),
            Some(Label::Plural(plural)) => fill(form(plural, figures, self.language()), figures, self.language()),
            Some(Label::List(_)) | None => key.to_owned(),
        }
    }

    /// A count with its word, such as “2 decisions”.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.say(key, &[("count", &self.whole(count))])
    }

    /// A count as it is shown.
    pub fn whole(&self, count: usize) -> String {
        self.language().number(&count.to_string())
    }

    /// Labels as nested maps, for templates: `t.nav.summary`. A plural is a map of its forms, for
    /// the filter `fill`.
    pub fn to_value(&self) -> Value {
        let table = Table { labels: &self.sorted(), below: 0 };
        Value::try_from_serializable(&table).unwrap_or_else(|_| Value::none())
    }
}

impl Known {
    fn of(files: Vec<File>, code: &str) -> Self {
        // The first table is kept as it is: where there is one file, nothing is copied.
        let mut files = files.into_iter().map(|file| file.labels);
        let mut words = files.next().unwrap_or_default();
        files.for_each(|stronger| words.extend(stronger));
        for (key, one, other) in KEPT {
            if let Some(Entry { label: Label::Words(words), .. }) = words.get_mut(key) {
                *words = kept(words, one, other);
            }
        }
        let mut language = Language::new(code);
        let plain = |key: &str| match words.get(key).map(|entry| &entry.label) {
            Some(Label::Words(words)) => Some(words.clone()),
            _ => None,
        };
        if plain("language.direction").as_deref() == Some(Direction::Rtl.id()) {
            language.direction = Direction::Rtl;
        }
        language.group = plain("number.group").unwrap_or(language.group);
        language.decimal = plain("number.decimal").unwrap_or(language.decimal);
        language.minus = plain("number.minus").unwrap_or(language.minus);
        if let Some(least) = plain("number.group-least").and_then(|least| least.parse().ok()) {
            language.group_least = least;
        }
        Self { words, language }
    }
}

/// Words with no line end between two parts of them, whichever comes first; as they were where one
/// of the parts is missing.
fn kept(words: &str, one: &str, other: &str) -> String {
    let ends = |part: &str| words.find(part).map(|start| (start, start + part.len()));
    let Some((one, other)) = ends(one).zip(ends(other)) else { return words.to_owned() };
    let (from, to) = (one.1.min(other.1), one.0.max(other.0));
    match (words.get(..from), words.get(from..to), words.get(to..)) {
        (Some(before), Some(between), Some(after)) => format!("{before}{}{after}", between.replace(' ', NO_BREAK)),
        _ => words.to_owned(),
    }
}

/// Fills a label that a template names: words, or the forms of a plural.
pub fn fill_value(label: &Value, figures: &[(String, String)], language: &Language) -> Option<String> {
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if let Some(words) = label.as_str() {
        return Some(fill(words, &figures, language));
    }
    let forms = label.as_map()?;
    let text = |key: &'static str| forms.get(&tera::value::Key::from(key)).and_then(Value::as_str);
    let by = text("by")?;
    let plural = Plural {
        by: by.to_owned(),
        forms: Category::ALL
            .into_iter()
            .filter_map(|(name, category)| Some((category, text(name)?.to_owned())))
            .collect(),
    };
    Some(fill(form(&plural, &figures, language), &figures, language))
}

fn files(sources: &[LabelFile], problems: &mut Vec<Diagnostic>) -> Vec<File> {
    let mut files = Vec::new();
    for source in sources {
        let file = file::read(source, &files, problems);
        files.push(file);
    }
    files
}

fn form<'a>(plural: &'a Plural, figures: &[(&str, &str)], language: &Language) -> &'a str {
    let shown = figures.iter().find(|(name, _)| *name == plural.by).map_or("", |(_, value)| *value);
    plural.form(language.category(shown))
}

fn fill(pattern: &str, figures: &[(&str, &str)], language: &Language) -> String {
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
            Some((_, value)) => out.push_str(&direction::isolated(value, language.direction)),
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

/// Labels in the order of their names, all of one table, as templates see them: the tables in it are
/// maps, and a list is for the program alone.
struct Table<'a> {
    labels: &'a [(&'a str, &'a Label)],
    /// How much of each name is that of the table, with the point behind it.
    below: usize,
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut rest = self.labels;
        while let Some((first, label)) = rest.first() {
            let key = first.get(self.below..).and_then(|rest| rest.split('.').next()).unwrap_or_default();
            let end = self.below + key.len();
            let is_alike = |(other, _): &&(&str, &Label)| {
                other.get(..end) == first.get(..end) && matches!(other.as_bytes().get(end), None | Some(b'.'))
            };
            let (alike, others) = rest.split_at(rest.iter().take_while(is_alike).count());
            match label {
                _ if end < first.len() => map.serialize_entry(key, &Self { labels: alike, below: end + 1 })?,
                Label::Words(words) => map.serialize_entry(key, words)?,
                Label::Plural(plural) => map.serialize_entry(key, &Forms(plural))?,
                Label::List(_) => {}
            }
            rest = others;
        }
        map.end()
    }
}

/// A plural as templates see it.
struct Forms<'a>(&'a Plural);

impl Serialize for Forms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plural) = self;
        let forms = Category::ALL.iter().filter_map(|(name, category)| Some((*name, plural.forms.get(category)?)));
        serializer.collect_map([("by", &plural.by)].into_iter().chain(forms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(language: &str, text: &str) -> Labels {
        Labels::read(&[LabelFile::built_in(language, text)], language).0
    }

    #[test]
    fn figures_fill_a_sentence_and_the_count_chooses_its_form() {
        let text = "[a]\nx = \"up {points}\"\ny = { one = \"{count} day\", other = \"{count} days\" }\n";
        let labels = labels("en", text);
        assert_eq!(labels.say("a.x", &[("points", "22")]), "up 22");
        assert_eq!(labels.count("a.y", 1), "1 day");
        assert_eq!(labels.count("a.y", 0), "0 days");
    }

    #[test]
    fn a_plural_follows_the_figure_that_it_names() {
        let text = "x = { by = \"all\", two = \"{met} من معيارين\", few = \"{met} من {all} معايير\", other = \"{met} من {all} معيارًا\" }";
        let labels = labels("ar", text);
        let say = |all| labels.say("x", &[("met", "1"), ("all", all)]);
        assert_eq!(say("2"), "1 من معيارين");
        assert_eq!(say("5"), "1 من 5 معايير");
        assert_eq!(say("50"), "1 من 50 معيارًا");
    }

    #[test]
    fn a_table_of_labels_is_no_plural() {
        let english = LabelFile::built_in("en", "[people]\nowner = \"Owners\"\nother = \"Others\"\n");
        let german = LabelFile::built_in("de", "[people]\nother = \"Andere\"\n");
        let (labels, problems) = Labels::read(&[english, german], "de");
        assert_eq!(problems, Vec::new());
        assert_eq!(labels.word("people.other"), "Andere");
        assert_eq!(labels.word("people.owner"), "Owners");
    }

    #[test]
    fn a_figure_is_never_read_as_a_pattern() {
        let labels = labels("en", "x = \"{a} {b}\"");
        assert_eq!(labels.say("x", &[("a", "{b}"), ("b", "c")]), "{b} c");
    }

    #[test]
    fn words_that_run_the_other_way_are_kept_together_in_a_sentence() {
        let labels = labels("ar", "x = \"الراعي: {person}\"\n[language]\ndirection = \"rtl\"\n");
        assert_eq!(labels.say("x", &[("person", "Maren")]), "الراعي: \u{2066}Maren\u{2069}");
    }
}
