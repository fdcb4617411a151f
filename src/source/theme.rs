//! The theme a site uses: its own files over those of its parents over the built-in one.
//!
//! A theme is a folder `themes/<name>/` with `theme.toml`, `templates/`, `labels/` and `assets/`.
//! A file of a nearer layer shadows the file of the same name below it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::site::Site;
use crate::model::text::Text;
use crate::model::theme::{LabelFile, STYLES, Template, Theme};
use crate::place::Place;
use crate::source::builtin;
use crate::source::files::Files;
use crate::source::form::{Form, Shape, may};
use crate::source::table::{Origin, Problems, Table, parse};

/// The name of the built-in theme.
pub const BUILT_IN: &str = "default";

/// The name of the layer that travels inside the program.
const BUILT_IN_LAYER: &str = "built-in";

/// The language that every theme has.
const ENGLISH: &str = "en";

/// theme.toml
pub static THEME: Form = Form {
    name: "theme.toml",
    keys: &[
        may("title", Shape::Text, "The title of the theme."),
        may("inherits", Shape::Id, "The theme it builds on; the built-in one when left out."),
    ],
};

/// One layer: the name of the theme and its files, by path below the theme's folder.
struct Layer<'a> {
    name: String,
    files: Vec<(String, Arc<str>, &'a [u8])>,
}

/// Reads the theme of a site, layer over layer.
pub fn read(files: &Files, site: &Site, problems: &Problems) -> Theme {
    let layers = layers(files, site, problems);
    let mut theme = Theme { layers: layers.iter().map(|layer| layer.name.clone()).collect(), ..Theme::default() };
    // The strongest layer comes first for templates; labels are laid over each other from the weakest.
    for layer in &layers {
        for (path, file, bytes) in &layer.files {
            if let Some(name) = path.strip_prefix("templates/") {
                match std::str::from_utf8(bytes) {
                    Ok(text) => theme.templates.entry(name.to_owned()).or_default().push(Template {
                        layer: layer.name.clone(),
                        file: Arc::clone(file),
                        text: Arc::from(text),
                    }),
                    Err(_) => not_text(file, problems),
                }
            } else if let Some(name) = path.strip_prefix("assets/") {
                theme.assets.entry(name.to_owned()).or_insert_with(|| Arc::from(*bytes));
            }
        }
    }
    for name in STYLES {
        let path = format!("assets/{name}");
        let found = layers.iter().flat_map(|layer| &layer.files).find(|(known, _, _)| *known == path);
        if let Some((_, file, bytes)) = found {
            match std::str::from_utf8(bytes) {
                Ok(text) => theme.stylesheets.push((Arc::clone(file), Arc::from(text))),
                Err(_) => not_text(file, problems),
            }
        }
    }
    read_labels(&layers, site, &mut theme, problems);
    theme
}

/// Label files: English of every layer first, which other languages are held against, then the
/// language of the site. One with a region rests on the language alone: `de-CH` on `de`.
fn read_labels(layers: &[Layer<'_>], site: &Site, theme: &mut Theme, problems: &Problems) {
    let wanted = site.language.as_str();
    let base = wanted.split('-').next().unwrap_or(wanted);
    let mut languages = vec![ENGLISH];
    for language in [base, wanted] {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    for language in &languages {
        let name = format!("labels/{language}.toml");
        let found = layers.iter().rev().flat_map(|layer| layer.files.iter().map(move |file| (&layer.name, file)));
        for (layer, (_, file, bytes)) in found.filter(|(_, (path, _, _))| *path == name) {
            match std::str::from_utf8(bytes) {
                Ok(text) => theme.labels.push(LabelFile {
                    language: (*language).to_owned(),
                    file: Arc::clone(file),
                    text: Arc::from(text),
                    built_in: layer == BUILT_IN_LAYER,
                }),
                Err(_) => not_text(file, problems),
            }
        }
    }
    if !theme.labels.iter().any(|found| [base, wanted].contains(&found.language.as_str())) {
        report_language(layers, site, problems);
    }
}

fn report_language(layers: &[Layer<'_>], site: &Site, problems: &Problems) {
    let language = site.language.as_str();
    let labels =
        |path: &'_ str| path.strip_prefix("labels/").and_then(|name| name.strip_suffix(".toml")).map(str::to_owned);
    let known: BTreeSet<String> =
        layers.iter().flat_map(|layer| &layer.files).filter_map(|file| labels(&file.0)).collect();
    let message = format!("the theme has no labels for the language `{language}`");
    let is_tag = !language.is_empty() && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let all = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let mend = match known.iter().find(|known| known.eq_ignore_ascii_case(language)) {
        Some(known) => format!("Write it as `{known}`."),
        None if is_tag => format!("Write themes/<theme>/labels/{language}.toml, or use one of: {all}."),
        None => format!("Write a tag such as `en` or `de-CH`. There are: {all}."),
    };
    let place = site.language_place.clone().unwrap_or_else(|| Place::top(&Arc::from("site.toml")));
    problems.push(Diagnostic::new(Code::UnknownTheme, place, message).mend(mend));
}

fn not_text(file: &Arc<str>, problems: &Problems) {
    problems.push(
        Diagnostic::new(Code::NotUtf8, Place::top(file), "this file is not UTF-8 text")
            .mend("Save it as UTF-8 in your editor."),
    );
}

/// The layers of the site's theme, strongest first, the built-in one last.
fn layers<'a>(files: &'a Files, site: &Site, problems: &Problems) -> Vec<Layer<'a>> {
    let mut layers = Vec::new();
    let mut seen = BTreeSet::new();
    let built_in = Text { words: BUILT_IN.to_owned(), place: Place::top(&Arc::from("site.toml")) };
    let mut next = Some(site.theme.clone().unwrap_or(built_in));
    while let Some(Text { words: name, place }) = next.take() {
        let folder = format!("themes/{name}/");
        let exists = files.below(&folder).next().is_some();
        if !seen.insert(name.clone()) {
            let message = format!("the theme `{name}` inherits from itself");
            problems
                .push(Diagnostic::new(Code::UnknownTheme, place, message).mend("Correct `inherits` in theme.toml."));
            break;
        }
        if exists {
            next = inherits(files, &name, problems);
            layers.push(Layer {
                files: files
                    .below(&folder)
                    .filter_map(|path| {
                        Some((path.strip_prefix(&folder)?.to_owned(), Arc::clone(path), files.bytes(path)?.as_ref()))
                    })
                    .collect(),
                name,
            });
        } else if name != BUILT_IN {
            report_unknown(files, &name, place, problems);
        }
    }
    layers.push(Layer {
        name: BUILT_IN_LAYER.to_owned(),
        files: builtin::THEME
            .iter()
            .map(|(path, bytes)| ((*path).to_owned(), Arc::from(format!("built-in/themes/{BUILT_IN}/{path}")), *bytes))
            .collect(),
    });
    layers
}

fn inherits(files: &Files, name: &str, problems: &Problems) -> Option<Text> {
    let path: Arc<str> = Arc::from(format!("themes/{name}/theme.toml"));
    let text = files.text(&path)?;
    let origin = Origin { file: path, offset: 0, record: format!("theme {name}"), problems };
    let parsed = parse(text, &origin);
    let table = Table::open(parsed.get_ref(), 0..0, &THEME, &origin);
    table.text("inherits").filter(|parent| parent.words != BUILT_IN || name != BUILT_IN)
}

fn report_unknown(files: &Files, name: &str, place: Place, problems: &Problems) {
    let known: BTreeSet<&str> = files.below("themes/").filter_map(|path| path.split('/').nth(1)).collect();
    let message = format!("there is no theme `{name}` in themes/");
    let mend = did_you_mean(name, known);
    let mend = if mend.is_empty() { "Remove the line to use the built-in one.".to_owned() } else { mend };
    problems.push(Diagnostic::new(Code::UnknownTheme, place, message).mend(mend));
}
