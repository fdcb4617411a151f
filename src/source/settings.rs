//! site.toml into [`Site`], and everything that initiatives share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::instrument::Instrument;
use crate::model::look::Palette;
use crate::model::part::Part;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::place::Place;
use crate::source::files::Files;
use crate::source::table::{Origin, Problems, Table, parse};
use crate::source::{builtin, document, forms, harmony, id, instrument, look, palette, theme};

/// Rules of the computed learning, by the names that site.toml uses.
pub const RULES: [&str; 8] = [
    "missing-requisites",
    "unison-gap",
    "results-outrun",
    "support-outruns",
    "shared-causes",
    "open-points",
    "widest-judgements",
    "fallen",
];

/// What all initiatives share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The settings.
    pub site: Site,
    /// Models by id: the site's own and the built-in ones.
    pub instruments: BTreeMap<String, Arc<Instrument>>,
    /// Ids of models that are there and have mistakes of their own.
    pub wrong_models: BTreeSet<String>,
    /// The theme, layer over layer.
    pub theme: Theme,
    /// The colours of its pages.
    pub palette: Palette,
}

/// Reads what is shared. What is wrong is reported, and the rest is read all the same.
pub fn read(files: &Files) -> (Shared, Vec<Diagnostic>) {
    let problems = Problems::default();
    let mut site = site(files, &problems);
    let (instruments, wrong_models) = instruments(files, &problems);
    let theme = theme::read(files, &site, &problems);
    look::check_files(&site.look, &theme, &problems);
    let mut palette = palette::of(&theme.stylesheets);
    let follows = site.look.accent.as_ref().map(|accent| harmony::of(accent, &palette)).unwrap_or_default();
    // What is given one by one is stronger than what follows from the accent.
    let given = std::mem::take(&mut site.look.tones);
    site.look.tones = follows.into_iter().chain(given).collect();
    palette.extend(site.look.tones.clone());
    (Shared { site, instruments, wrong_models, theme, palette }, problems.into_vec())
}

fn site(files: &Files, problems: &Problems) -> Site {
    let path: Arc<str> = Arc::from("site.toml");
    if !files.contains(&path) {
        let message = "there is no site.toml";
        problems.push(
            Diagnostic::new(Code::MissingFile, Place::top(&path), message)
                .mend("`preread init DIR` writes a small site."),
        );
        return Site::default();
    }
    let Some(text) = document::text(files, &path, problems) else { return Site::default() };
    let (toml, offset) = document::toml(text);
    let origin = Origin { file: path, offset, record: "the site".to_owned(), problems };
    let parsed = parse(toml, &origin);
    let table = Table::open(parsed.get_ref(), 0..0, &forms::SITE, &origin);
    let language = table.text("language");
    Site {
        title: table.words("title"),
        language_place: language.as_ref().map(|text| text.place.clone()),
        language: language.map_or_else(|| "en".to_owned(), |text| text.words),
        theme: table.text("theme"),
        as_of: table.date("as_of"),
        repository: table.text("repository").map(|text| text.words),
        outline: outline(&table),
        rules_off: rules_off(&table),
        look: look::read(&table),
    }
}

/// The order wanted; parts that are not named follow in their usual order.
fn outline(table: &Table<'_, '_>) -> Vec<(Part, Option<String>)> {
    let mut outline: Vec<(Part, Option<String>)> = Vec::new();
    for entry in table.tables("outline") {
        let Some(part) = entry.choice("part", &forms::PARTS) else { continue };
        if outline.iter().any(|(known, _)| *known == part) {
            let message = format!("the part `{}` is already in the outline", part.id());
            entry.origin().report_at(Code::DuplicateId, entry.place_of("part"), message, "Keep one of the two.");
        } else {
            outline.push((part, entry.text("title").map(|text| text.words)));
        }
    }
    for part in Part::ALL {
        if !outline.iter().any(|(known, _)| *known == part) {
            outline.push((part, None));
        }
    }
    outline
}

fn rules_off(table: &Table<'_, '_>) -> BTreeSet<String> {
    let mut off = BTreeSet::new();
    let Some(rules) = table.table("rules") else { return off };
    for (key, value) in rules.entries() {
        let name = key.get_ref().as_ref();
        if !RULES.contains(&name) {
            let message = format!("there is no rule `{name}`");
            rules.origin().report(Code::UnknownKey, key.span(), message, did_you_mean(name, RULES));
        } else if value.get_ref().as_bool() == Some(false) {
            off.insert(name.to_owned());
        }
    }
    off
}

/// The models that can be used, and the ids of those that cannot.
fn instruments(files: &Files, problems: &Problems) -> (BTreeMap<String, Arc<Instrument>>, BTreeSet<String>) {
    let mut instruments = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    for (id, text) in builtin::MODELS {
        let path: Arc<str> = Arc::from(format!("built-in/models/{id}.toml"));
        if let Some(read) = instrument::read(id, &path, text, problems) {
            instruments.insert(id.to_owned(), Arc::new(read));
        }
    }
    for path in files.below("content/models/").filter(|path| !path.ends_with("/README.md")) {
        let name = path.strip_prefix("content/models/").unwrap_or_default();
        let Some(model) = name.strip_suffix(".toml").filter(|model| !model.contains('/')) else {
            let message = "this file is no model, and is not read";
            let diagnostic = Diagnostic::new(Code::StrayFile, Place::top(path), message);
            problems.push(diagnostic.mend("A model is a file content/models/<model>.toml."));
            continue;
        };
        if let Some(fault) = id::fault(model) {
            let message = format!("`{model}` cannot be the id of a model: {fault}");
            problems.push(Diagnostic::new(Code::BadId, Place::top(path), message).mend("Rename the file."));
        }
        let read = document::text(files, path, problems).and_then(|text| instrument::read(model, path, text, problems));
        match read {
            Some(read) => {
                instruments.insert(model.to_owned(), Arc::new(read));
            }
            None => {
                instruments.remove(model);
                wrong.insert(model.to_owned());
            }
        }
    }
    (instruments, wrong)
}
