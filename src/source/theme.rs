//! The theme a site uses: its own files over those of its parents over the built-in one.
//!
//! A theme is a folder `themes/<name>/` with `theme.toml`, `templates/`, `labels/`, `assets/`
//! and `fonts/`. A file of a nearer layer shadows the file of the same name below it. Files elsewhere
//! in the folder are its own business.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use bytestring::ByteString;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::site::Site;
use crate::model::text::Text;
use crate::model::theme::{Font, LabelFile, PAPER_FONTS, PageKind, STYLES, Template, Theme, is_for_paper};
use crate::place::Place;
use crate::source::builtin;
use crate::source::files::Files;
use crate::source::form::{Form, Shape, may, words};
use crate::source::origin::{Origin, Problems};
use crate::source::syntax::parse;
use crate::source::table::Table;
use crate::values::Arena;

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
        may("pages", Shape::Choices(&words(&PAGES)), "The kinds of pages it makes; all of them when left out."),
    ],
};

/// The kinds of pages, in the words of a theme.
const PAGES: [(&str, PageKind); PageKind::ALL.len()] = {
    let mut pairs = [("", PageKind::Portfolio); PageKind::ALL.len()];
    let mut at = 0;
    while at < pairs.len() {
        #[expect(clippy::indexing_slicing, reason = "at is less, and this runs when the program is compiled")]
        {
            pairs[at] = (PageKind::ALL[at].id(), PageKind::ALL[at]);
        }
        at += 1;
    }
    pairs
};

/// Templates of what is laid out on sheets end so; they are not written in the language of pages.
const SHEET: &str = ".typ";

/// Sheets that may lie in the folder of the theme itself.
const SHEETS: [&str; 2] = ["packet.typ", "slides.typ"];

/// How files of fonts end that browsers or older programs take, and a packet does not.
const OTHER_FONTS: [&str; 7] = [".woff2", ".woff", ".eot", ".otc", ".pfb", ".pfa", ".dfont"];

/// One layer: the name of the theme and its files, sorted by path.
struct Layer {
    name: String,
    /// The kinds of pages it says it makes.
    pages: Option<Vec<PageKind>>,
    files: Vec<Found>,
}

/// A file of a layer.
struct Found {
    /// Path below the theme's folder.
    path: String,
    /// Path for messages.
    file: Arc<str>,
    bytes: Bytes,
}

/// Reads the theme of a site, layer over layer.
pub fn read(files: &Files, site: &Site, problems: &Problems) -> Theme {
    let layers = layers(files, site, problems);
    let mut theme = Theme {
        layers: layers.iter().map(|layer| layer.name.clone()).collect(),
        pages: layers.iter().find_map(|layer| layer.pages.clone()).map(|pages| pages.into_iter().collect()),
        ..Theme::default()
    };
    // The strongest layer comes first for templates; labels are laid over each other from the weakest.
    for layer in &layers {
        for found in &layer.files {
            if let Some(name) = sheet(layer, found, problems) {
                add_template(&mut theme.sheets, name, layer, found, problems);
            } else if let Some(name) = found.path.strip_prefix("templates/") {
                add_template(&mut theme.templates, name, layer, found, problems);
            } else if let Some(name) = found.path.strip_prefix("assets/") {
                theme.assets.entry(name.to_owned()).or_insert_with(|| found.bytes.clone());
            }
        }
    }
    read_fonts(&layers, &mut theme, problems);
    for name in STYLES {
        let path = format!("assets/{name}");
        let found = layers.iter().flat_map(|layer| &layer.files).find(|known| known.path == path);
        if let Some(found) = found {
            theme.stylesheets.extend(text(found, problems).map(|text| (Arc::clone(&found.file), text)));
        }
    }
    read_labels(&layers, site, &mut theme, problems);
    theme
}

/// The name of a sheet, if the file is one that is read.
fn sheet<'a>(layer: &Layer, found: &'a Found, problems: &Problems) -> Option<&'a str> {
    let path = found.path.as_str();
    if !SHEETS.contains(&path) {
        return path.strip_prefix("templates/").filter(|name| name.ends_with(SHEET));
    }
    let other = format!("templates/{path}");
    if !layer.files.iter().any(|known| known.path == other) {
        return Some(path);
    }
    let message = format!("this file is not read: the theme has {other} too");
    problems.push(Diagnostic::new(Code::StrayFile, Place::top(&found.file), message).mend("Keep one of the two."));
    None
}

fn add_template(
    known: &mut BTreeMap<String, Vec<Template>>,
    name: &str,
    layer: &Layer,
    found: &Found,
    problems: &Problems,
) {
    if let Some(text) = text(found, problems) {
        let (layer, file) = (layer.name.clone(), Arc::clone(&found.file));
        known.entry(name.to_owned()).or_default().push(Template { layer, file, text });
    }
}

/// Fonts for paper. Whoever puts another font there expects it to be used, and is told.
fn read_fonts(layers: &[Layer], theme: &mut Theme, problems: &Problems) {
    let mut seen = BTreeSet::new();
    for found in layers.iter().flat_map(|layer| &layer.files).filter(|found| found.path.starts_with("fonts/")) {
        let path = found.path.to_ascii_lowercase();
        if is_for_paper(&path) {
            if seen.insert(&found.path) {
                theme.fonts.push(Font { file: Arc::clone(&found.file), bytes: found.bytes.clone() });
            }
        } else if OTHER_FONTS.iter().any(|ending| path.ends_with(ending)) {
            let known = PAPER_FONTS.join(", ");
            let message = format!("this font is not read: a packet is set in fonts that end with {known}");
            let mend = "Put a TTF, OTF or TTC file of the font here. Fonts for screens lie in assets/.";
            problems.push(Diagnostic::new(Code::StrayFile, Place::top(&found.file), message).mend(mend));
        }
    }
}

/// Label files: English of every layer first, which other languages are held against, then the
/// language of the site. One with a region rests on the language alone: `de-CH` on `de`.
fn read_labels(layers: &[Layer], site: &Site, theme: &mut Theme, problems: &Problems) {
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
        for (layer, found) in found.filter(|(_, known)| known.path == name) {
            let file = |text| LabelFile {
                language: (*language).to_owned(),
                file: Arc::clone(&found.file),
                text,
                built_in: layer == BUILT_IN_LAYER,
            };
            theme.labels.extend(text(found, problems).map(file));
        }
    }
    if !theme.labels.iter().any(|found| [base, wanted].contains(&found.language.as_str())) {
        report_language(layers, site, problems);
    }
}

fn report_language(layers: &[Layer], site: &Site, problems: &Problems) {
    let language = site.language.as_str();
    let labels =
        |path: &'_ str| path.strip_prefix("labels/").and_then(|name| name.strip_suffix(".toml")).map(str::to_owned);
    let known: BTreeSet<String> =
        layers.iter().flat_map(|layer| &layer.files).filter_map(|file| labels(&file.path)).collect();
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

/// A file as text, which shares its bytes; what is none is told.
fn text(found: &Found, problems: &Problems) -> Option<ByteString> {
    let text = ByteString::try_from(found.bytes.clone()).ok();
    if text.is_none() {
        let message = "this file is not UTF-8 text";
        let problem = Diagnostic::new(Code::NotUtf8, Place::top(&found.file), message);
        problems.push(problem.mend("Save it as UTF-8 in your editor."));
    }
    text
}

/// The layers of the site's theme, strongest first, the built-in one last.
fn layers(files: &Files, site: &Site, problems: &Problems) -> Vec<Layer> {
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
            let (inherited, pages) = head(files, &name, problems);
            next = inherited;
            layers.push(Layer {
                pages,
                files: files
                    .below(&folder)
                    .filter_map(|file| {
                        let path = file.strip_prefix(&folder)?.to_owned();
                        Some(Found { path, file: Arc::clone(file), bytes: files.bytes(file)?.clone() })
                    })
                    .collect(),
                name,
            });
        } else if name != BUILT_IN {
            report_unknown(files, &name, place, problems);
        }
    }
    // A copy of the built-in theme is the built-in theme.
    if let [only] = layers.as_slice()
        && only.files.iter().all(is_built_in)
    {
        layers.clear();
    }
    layers.push(Layer {
        name: BUILT_IN_LAYER.to_owned(),
        pages: None,
        files: builtin::THEME
            .iter()
            .map(|(path, bytes)| Found {
                path: (*path).to_owned(),
                file: Arc::from(format!("built-in/themes/{BUILT_IN}/{path}")),
                bytes: Bytes::from_static(bytes),
            })
            .collect(),
    });
    layers
}

/// Whether a file is, byte for byte, that of the built-in theme.
fn is_built_in(found: &Found) -> bool {
    builtin::THEME.iter().any(|(path, bytes)| *path == found.path && *bytes == found.bytes.as_ref())
}

/// What theme.toml says: the theme below, and the kinds of pages.
fn head(files: &Files, name: &str, problems: &Problems) -> (Option<Text>, Option<Vec<PageKind>>) {
    let path: Arc<str> = Arc::from(format!("themes/{name}/theme.toml"));
    let Some(text) = files.text(&path) else { return (None, None) };
    let origin = Origin { file: path, offset: 0, toml: text, record: format!("theme {name}"), problems };
    let arena = Arena::new();
    let parsed = parse(text, &arena, &origin);
    let table = Table::open(parsed.entries(), 0..0, &THEME, &origin);
    let inherits = table.text("inherits").filter(|parent| parent.words != BUILT_IN || name != BUILT_IN);
    (inherits, table.choices("pages", &PAGES))
}

fn report_unknown(files: &Files, name: &str, place: Place, problems: &Problems) {
    let known: BTreeSet<&str> = files.below("themes/").filter_map(|path| path.split('/').nth(1)).collect();
    let message = format!("there is no theme `{name}` in themes/");
    let mend = did_you_mean(name, known);
    let mend = if mend.is_empty() { "Remove the line to use the built-in one.".to_owned() } else { mend };
    problems.push(Diagnostic::new(Code::UnknownTheme, place, message).mend(mend));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::look::{Look, Typeface};

    /// A theme `house` that rests on `firm`, and what was said.
    fn house(paths: &[&str]) -> (Theme, Vec<String>) {
        let mut files = Files::default();
        files.insert("themes/house/theme.toml", "inherits = \"firm\"".as_bytes());
        files.insert("themes/firm/theme.toml", "".as_bytes());
        for path in paths {
            files.insert(*path, (*path).to_owned());
        }
        let place = Place::top(&Arc::from("site.toml"));
        let site = Site { theme: Some(Text { words: "house".to_owned(), place }), ..Site::default() };
        let problems = Problems::default();
        let theme = read(&files, &site, &problems);
        let said = problems.into_vec();
        (theme, said.iter().map(|one| format!("{} {}", one.place.file, one.message)).collect())
    }

    fn own<'a>(fonts: &'a [Font], built_in: bool) -> Vec<&'a str> {
        let files = fonts.iter().map(|font| font.file.as_ref());
        files.filter(|file: &&'a str| file.starts_with("built-in/") == built_in).collect()
    }

    #[test]
    fn sheets_are_kept_from_pages_and_may_lie_in_the_folder_of_the_theme() {
        let (theme, said) = house(&[
            "themes/house/packet.typ",
            "themes/house/templates/packet/prose.typ",
            "themes/house/templates/foot.html",
            "themes/firm/templates/packet.typ",
            "themes/firm/notes.typ",
        ]);
        let texts = |name: &str| theme.sheets[name].iter().map(|sheet| &*sheet.text).collect::<Vec<_>>();
        assert_eq!(texts("packet.typ")[..2], ["themes/house/packet.typ", "themes/firm/templates/packet.typ"]);
        assert_eq!(texts("packet/prose.typ")[0], "themes/house/templates/packet/prose.typ");
        assert!(!theme.sheets.contains_key("notes.typ"));
        assert!(theme.templates.contains_key("foot.html"));
        assert!(theme.templates.keys().all(|name| !name.ends_with(".typ")));
        assert!(said.iter().all(|said| !said.contains(".typ")), "{said:?}");
    }

    #[test]
    fn a_sheet_that_a_theme_has_twice_is_read_once_and_the_other_is_named() {
        let (theme, said) = house(&["themes/house/slides.typ", "themes/house/templates/slides.typ"]);
        let own: Vec<_> = theme.sheets["slides.typ"].iter().filter(|sheet| sheet.layer == "house").collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].file.as_ref(), "themes/house/templates/slides.typ");
        assert!(said[0].starts_with("themes/house/slides.typ this file is not read"), "{said:?}");
    }

    #[test]
    fn fonts_come_from_the_strongest_layer_first_and_by_path() {
        let (theme, said) = house(&[
            "themes/firm/fonts/a.otf",
            "themes/firm/fonts/house/b.ttf",
            "themes/house/fonts/house/b.ttf",
            "themes/house/fonts/Z.TTF",
            "themes/house/fonts/c.ttc",
            "themes/house/fonts/OFL.txt",
            "themes/house/fonts/b.woff2",
        ]);
        assert_eq!(
            own(&theme.fonts, false),
            [
                "themes/house/fonts/Z.TTF",
                "themes/house/fonts/c.ttc",
                "themes/house/fonts/house/b.ttf",
                "themes/firm/fonts/a.otf"
            ]
        );
        let built_in = own(&theme.fonts, true);
        assert!(built_in.len() >= 6 && built_in.is_sorted(), "{built_in:?}");
        assert_eq!(theme.fonts.last().map(|font| font.file.as_ref()), built_in.last().copied());
        assert_eq!(theme.fonts[2].bytes.as_ref(), b"themes/house/fonts/house/b.ttf");
        let unread: Vec<_> = said.iter().filter(|said| said.contains("fonts/")).collect();
        assert_eq!(unread.len(), 1, "{said:?}");
        assert!(unread[0].starts_with("themes/house/fonts/b.woff2 this font is not read"), "{said:?}");
    }

    #[test]
    fn a_look_offers_the_fonts_that_paper_can_have() {
        let (theme, _) = house(&["themes/house/assets/s.woff2", "themes/house/assets/t.OTF"]);
        let place = Place::top(&Arc::from("site.toml"));
        let text = |words: &str| Text { words: words.to_owned(), place: place.clone() };
        let look = Look {
            serif: Some(Typeface::Files { regular: text("s.woff2"), bold: Some(text("t.OTF")) }),
            sans: Some(Typeface::Files { regular: text("missing.ttf"), bold: None }),
            ..Look::default()
        };
        let found: Vec<_> = theme.fonts_of(&look).iter().map(|font| font.file.to_string()).collect();
        assert_eq!(found, ["assets/t.OTF"]);
    }
}
