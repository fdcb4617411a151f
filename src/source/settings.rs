//! site.toml into [`Site`], and everything that initiatives share.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use bytestring::ByteString;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::look::Palette;
use crate::model::part::Part;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::place::Place;
use crate::source::files::Files;
use crate::source::models::Models;
use crate::source::origin::{Origin, Problems};
use crate::source::syntax::parse;
use crate::source::table::Table;
use crate::source::{builtin, document, forms, harmony, look, palette, theme};
use crate::values::Arena;

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
    /// The models that assessments can use.
    pub models: Models,
    /// The theme, layer over layer.
    pub theme: Theme,
    /// The colours of its pages, once somebody asked for them.
    palette: OnceLock<Palette>,
}

/// Reads what is shared. What is wrong is reported, and the rest is read all the same.
pub fn read(files: &Files) -> (Shared, Vec<Diagnostic>) {
    let problems = Problems::default();
    let mut site = site(files, &problems);
    let models = Models::read(files, &problems);
    let theme = theme::read(files, &site, &problems);
    look::check_files(&site.look, &theme, &problems);
    let palette = site.look.accent.as_ref().map(|accent| {
        let mut palette = palette::of(&theme.stylesheets);
        // What is given one by one is stronger than what follows from the accent.
        let follows = harmony::of(accent, &palette);
        let given = std::mem::take(&mut site.look.tones);
        site.look.tones = follows.into_iter().chain(given).collect();
        palette.extend(site.look.tones.clone());
        palette
    });
    let palette = palette.map_or_else(OnceLock::new, OnceLock::from);
    (Shared { site, models, theme, palette }, problems.into_vec())
}

impl Shared {
    /// The colours of pages.
    pub fn palette(&self) -> &Palette {
        self.palette.get_or_init(|| {
            let mut palette = palette::of(&self.theme.stylesheets);
            palette.extend(self.site.look.tones.clone());
            palette
        })
    }

    /// Whether some colour of pages may be the site's own.
    pub fn has_own_colours(&self) -> bool {
        let is_own = |(file, _): &(Arc<str>, ByteString)| !builtin::is(file);
        !self.site.look.tones.is_empty() || self.theme.stylesheets.iter().any(is_own)
    }
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
    let origin = Origin { file: path, offset, toml, record: "the site".to_owned(), problems };
    let arena = Arena::new();
    let parsed = parse(toml, &arena, &origin);
    let table = Table::open(parsed.entries(), 0..0, &forms::SITE, &origin);
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
        let name = key.name;
        if !RULES.contains(&name) {
            let message = format!("there is no rule `{name}`");
            rules.origin().report(Code::UnknownKey, key.span.clone(), message, did_you_mean(name, RULES));
        } else if value.as_bool() == Some(false) {
            off.insert(name.to_owned());
        }
    }
    off
}
