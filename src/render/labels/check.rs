//! Label files held against English, and templates held against labels: what is missing, what
//! nothing knows, and what cannot be filled. The built-in files are held by tests instead.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::place::Place;
use crate::render::direction::Direction;
use crate::render::labels::file::{Entry, File, Label};
use crate::render::labels::used::{Uses, Way, is_below};
use crate::render::labels::{ENGLISH, Labels};

/// How many missing labels are named in the message; the mend says where to see the rest.
const MOST_NAMED: usize = 10;

/// The lists whose length is given: the names of the months.
const MONTHS: [&str; 2] = ["date.months", "date.short-months"];

/// What is wrong in the label files of a theme of the site's own.
pub fn files(files: &[File], language: &str, uses: &Uses) -> Vec<Diagnostic> {
    let english: BTreeMap<&str, &Entry> = files
        .iter()
        .filter(|file| file.language == ENGLISH)
        .flat_map(|file| file.labels.iter().map(|(key, entry)| (key.as_str(), entry)))
        .collect();
    let built_in: BTreeMap<&str, &Label> = files
        .iter()
        .filter(|file| file.built_in && file.language == ENGLISH)
        .flat_map(|file| file.labels.iter().map(|(key, entry)| (key.as_str(), &entry.label)))
        .collect();
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| !file.built_in) {
        // A label of English must be known to the program or to a template; another to English.
        let known = |key: &str| built_in.contains_key(key) || uses.may_name(key);
        let own = |key: &str| file.language != ENGLISH && english.contains_key(key);
        unknown(file, &|key| known(key) || own(key), &built_in, &mut problems);
        for (key, entry) in &file.labels {
            if let Some(model) = english
                .get(key.as_str())
                .map(|entry| &entry.label)
                .filter(|_| built_in.contains_key(key.as_str()) || own(key))
            {
                let model = built_in.get(key.as_str()).copied().unwrap_or(model);
                problems.extend(unlike(key, entry, model, uses));
            }
        }
    }
    problems.extend(missing(files, language, &english));
    problems
}

/// Labels that nothing knows; a whole table of them is told once.
fn unknown(
    file: &File,
    is_known: &dyn Fn(&str) -> bool,
    built_in: &BTreeMap<&str, &Label>,
    problems: &mut Vec<Diagnostic>,
) {
    let holds_known = |table: &str| {
        built_in.keys().any(|key| is_below(key, table))
            || file.labels.keys().any(|key| is_below(key, table) && is_known(key))
    };
    let strange: Vec<(&String, &Place)> = file.tables.iter().filter(|(table, _)| !holds_known(table)).collect();
    let mut told: Vec<&str> = Vec::new();
    for (table, place) in strange {
        let holds_labels = file.labels.keys().any(|key| is_below(key, table));
        if holds_labels && !told.iter().any(|outer| is_below(table, outer)) {
            told.push(table);
            let tables: BTreeSet<&str> = built_in.keys().filter_map(|key| Some(key.rsplit_once('.')?.0)).collect();
            let message = format!("no page has a label in `{table}`");
            problems.push(
                Diagnostic::new(Code::UnknownLabel, place.clone(), message).mend(or_remove(nearest(table, tables))),
            );
        }
    }
    for (key, entry) in &file.labels {
        if !is_known(key) && !told.iter().any(|table| is_below(key, table)) {
            let message = format!("no page has the label `{key}`");
            let near = near(key, built_in.keys().copied());
            problems.push(
                Diagnostic::new(Code::UnknownLabel, entry.name.clone(), message).mend(or_remove(near.as_deref())),
            );
        }
    }
}

fn or_remove(near: Option<&str>) -> String {
    near.map_or_else(
        || "Remove it, or use it in a template of the theme as `t.<label>`.".to_owned(),
        |near| format!("Did you mean `{near}`?"),
    )
}

/// The known label that a misspelt one is nearest to: one of the same table, or of the same name.
fn near<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.collect();
    let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
    let beside: Vec<&str> = known
        .iter()
        .filter_map(|known| known.rsplit_once('.').filter(|(of, _)| *of == table))
        .map(|(_, name)| name)
        .collect();
    if let Some(name) = nearest(name, beside) {
        return Some(format!("{table}.{name}"));
    }
    let alike = known.into_iter().filter(|known| known.rsplit_once('.').is_some_and(|(_, other)| other == name));
    nearest(key, alike).map(str::to_owned)
}

/// What a label has that the English one does not: a figure, forms, or a list.
fn unlike(key: &str, entry: &Entry, model: &Label, uses: &Uses) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut report = |message: String, mend: String| {
        problems.push(Diagnostic::new(Code::BadLabel, entry.value.clone(), message).mend(mend));
    };
    match (&entry.label, model) {
        (Label::List(_), Label::List(_)) => {}
        (Label::List(_), _) => {
            report(format!("the label `{key}` is one text"), "Write it in quotes, without brackets.".to_owned());
        }
        (_, Label::List(_)) => report(
            format!("the label `{key}` is a list"),
            "Write its texts in brackets, with commas between.".to_owned(),
        ),
        (Label::Plural(_), Label::Words(_)) if is_printed(key, uses) => {
            report(
                format!("a template prints the label `{key}` as it is, so it can have no forms"),
                "Write it as one text in quotes.".to_owned(),
            );
        }
        _ => {}
    }
    if let Label::List(items) = &entry.label
        && MONTHS.contains(&key)
        && items.len() != 12
    {
        report(
            format!("the label `{key}` names {} months", items.len()),
            "Name all twelve, beginning with January.".to_owned(),
        );
    }
    if let Label::Words(words) = &entry.label
        && key == "language.direction"
        && ![Direction::Ltr, Direction::Rtl].iter().any(|known| known.id() == words)
    {
        report(
            format!("a language runs `ltr` or `rtl`, not `{words}`"),
            "Write `rtl` for a language that is read from right to left.".to_owned(),
        );
    }
    let figures: BTreeSet<&str> = model.figures().into_iter().collect();
    let mut strange: Vec<&str> = entry.label.figures().into_iter().filter(|figure| !figures.contains(figure)).collect();
    if let Label::Plural(plural) = &entry.label
        && !figures.contains(plural.by.as_str())
        && !matches!(model, Label::Plural(_))
        && !is_printed(key, uses)
    {
        strange.push(&plural.by);
    }
    strange.sort_unstable();
    strange.dedup();
    for figure in strange {
        let message = format!("the label `{key}` has no figure `{{{figure}}}`");
        let mend = match figures.is_empty() {
            true => "Its English has no figures.".to_owned(),
            false => did_you_mean(figure, figures.iter().copied()),
        };
        report(message, mend);
    }
    problems
}

fn is_printed(key: &str, uses: &Uses) -> bool {
    uses.named.iter().any(|used| used.key == key && used.way == Way::Printed)
}

/// Labels that English has and the language of the site does not, told once.
fn missing(files: &[File], language: &str, english: &BTreeMap<&str, &Entry>) -> Option<Diagnostic> {
    let base = language.split('-').next().unwrap_or(language);
    if base == ENGLISH {
        return None;
    }
    let own: Vec<&File> = files.iter().filter(|file| file.language != ENGLISH).collect();
    // Without any file the language itself is unknown, which is told already.
    let last = own.last()?;
    let lacks = |key: &&str| !own.iter().any(|file| file.labels.contains_key(*key));
    let missing: Vec<&str> = english.keys().copied().filter(lacks).collect();
    let first = missing.first()?;
    let file = own.iter().rev().find(|file| !file.built_in).unwrap_or(last);
    let place = match file.built_in {
        // The theme has labels of its own, in English alone.
        true => english.get(first).map(|entry| entry.name.clone())?,
        false => table_of(first, file),
    };
    let named = missing.iter().take(MOST_NAMED).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let rest = missing.len().saturating_sub(MOST_NAMED);
    let message = match missing.len() {
        1 => format!("a label has no words in `{language}`: {named}"),
        count if rest == 0 => format!("{count} labels have no words in `{language}`: {named}"),
        count => format!("{count} labels have no words in `{language}`: {named} and {rest} more"),
    };
    let mend = match rest {
        0 => format!("Write them in labels/{language}.toml of the theme; labels/en.toml has the English."),
        _ => format!("Copy what is missing from labels/en.toml to labels/{language}.toml, and translate it."),
    };
    Some(Diagnostic::new(Code::MissingLabel, place, message).mend(mend))
}

/// The head of the table that a label belongs to, or of the nearest one around it.
fn table_of(key: &str, file: &File) -> Place {
    let mut table = key;
    while let Some((outer, _)) = table.rsplit_once('.') {
        if let Some(place) = file.tables.get(outer) {
            return place.clone();
        }
        table = outer;
    }
    Place::top(&file.file)
}

/// Labels that a template of the site's own theme names and no label file has.
pub fn templates(labels: &Labels, uses: &Uses) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for used in uses.named.iter().filter(|used| !used.built_in && used.way != Way::IfThere) {
        match labels.label(&used.key) {
            Some(Label::Plural(_)) if used.way == Way::Printed => {
                let message = format!("the label `{}` has forms, and a count must choose one", used.key);
                let mend = format!("Write `t.{} | fill(count=…)`.", used.key);
                problems.push(Diagnostic::new(Code::BadLabel, used.place.clone(), message).mend(mend));
            }
            Some(_) => {}
            None if labels.has_table(&used.key) => {}
            None => {
                let message = format!("there is no label `{}`", used.key);
                let mend = near(&used.key, labels.keys()).map_or_else(
                    || "Add it to labels/en.toml of the theme.".to_owned(),
                    |near| format!("Did you mean `{near}`? A label of your own stands in labels/en.toml of the theme."),
                );
                problems.push(Diagnostic::new(Code::MissingLabel, used.place.clone(), message).mend(mend));
            }
        }
    }
    problems
}
