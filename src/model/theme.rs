//! A theme: templates, labels and files to copy, as text and bytes, layer over layer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use bytestring::ByteString;

use crate::model::look::{Look, Typeface};

/// Stylesheets that every page loads when the theme has them, in this order.
pub const STYLES: [&str; 2] = ["style.css", "own.css"];

/// How files of fonts end that a packet is set in, in small letters.
pub const PAPER_FONTS: [&str; 3] = [".ttf", ".otf", ".ttc"];

/// Templates for paper by path below `templates/` (`packet.typ`, `packet/prose.typ`), every layer: the
/// strongest first.
pub type Sheets = BTreeMap<String, Vec<Template>>;

/// The kinds of pages that a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The first page of a site with several initiatives.
    Portfolio,
    /// The home of an initiative.
    Home,
    /// Its actions, owners, outcomes, meetings and organization, and the calendars beside them.
    Register,
    /// One meeting.
    Meeting,
    /// The summary of an assessment.
    Summary,
    /// All eight parts in sequence.
    Briefing,
    /// One of the eight parts.
    Part,
    /// A section of the model.
    Section,
    /// An assessment beside the one before.
    Compare,
    /// The models.
    Method,
    /// Everything from A to Z, and the index beside it.
    Search,
}

impl PageKind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Portfolio,
        Self::Home,
        Self::Register,
        Self::Meeting,
        Self::Summary,
        Self::Briefing,
        Self::Part,
        Self::Section,
        Self::Compare,
        Self::Method,
        Self::Search,
    ];
    /// Those of an initiative by itself.
    pub const OF_INITIATIVES: [Self; 3] = [Self::Home, Self::Register, Self::Meeting];
    /// Those of an assessment.
    pub const OF_ASSESSMENTS: [Self; 5] = [Self::Summary, Self::Briefing, Self::Part, Self::Section, Self::Compare];

    /// The word for it in a theme and in templates.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Portfolio => "portfolio",
            Self::Home => "home",
            Self::Register => "register",
            Self::Meeting => "meeting",
            Self::Summary => "summary",
            Self::Briefing => "briefing",
            Self::Part => "part",
            Self::Section => "section",
            Self::Compare => "compare",
            Self::Method => "method",
            Self::Search => "search",
        }
    }
}

/// The files of a theme after the layers of its parents and of the site were put together.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Names of the layers, the strongest first.
    pub layers: Vec<String>,
    /// The kinds of pages it makes; all of them when it does not say.
    pub pages: Option<BTreeSet<PageKind>>,
    /// Templates by name (`page.html`), every layer: the site's own first, the built-in last.
    pub templates: BTreeMap<String, Vec<Template>>,
    /// Templates of what is laid out on sheets of paper.
    pub sheets: Sheets,
    /// Fonts for paper: those of the strongest layer first, of each by path. A font of a nearer layer
    /// stands for all of the same path below `fonts/`. Nobody has looked into them.
    pub fonts: Vec<Font>,
    /// Words of the interface: English, then the site's language, of each the weakest layer first.
    pub labels: Vec<LabelFile>,
    /// Files that are copied as they are, by path below `assets/`.
    pub assets: BTreeMap<String, Bytes>,
    /// Those of [`STYLES`] that there are: file path and text.
    pub stylesheets: Vec<(Arc<str>, ByteString)>,
}

impl Theme {
    /// Whether nothing of it was written for the site: all of it travels inside the program.
    pub fn is_built_in(&self) -> bool {
        self.layers.len() == 1
    }

    /// Whether its pages are made by templates and labels that travel inside the program. Their look,
    /// and the files beside them, may be the site's own.
    pub fn has_built_in_pages(&self) -> bool {
        self.templates.values().flatten().all(Template::is_built_in) && self.labels.iter().all(|file| file.built_in)
    }

    /// The fonts for paper that a look names: files among the assets, the regular before the bold, the
    /// serif before the sans. One that is only good for screens is left out.
    pub fn fonts_of(&self, look: &Look) -> Vec<Font> {
        let faces = [&look.serif, &look.sans].into_iter().flatten();
        let named = faces.flat_map(|face| match face {
            Typeface::Named(_) => [None, None],
            Typeface::Files { regular, bold } => [Some(regular), bold.as_ref()],
        });
        let named = named.flatten().map(|text| text.words.as_str()).filter(|name| is_for_paper(name));
        named
            .filter_map(|name| {
                let bytes = self.assets.get(name)?.clone();
                Some(Font { file: Arc::from(format!("assets/{name}")), bytes })
            })
            .collect()
    }
}

/// Whether a file is a font that a packet can be set in, as its name says.
pub fn is_for_paper(file: &str) -> bool {
    let file = file.to_ascii_lowercase();
    PAPER_FONTS.iter().any(|ending| file.ends_with(ending))
}

/// A font file that lies elsewhere and is read when it is needed.
#[derive(Clone)]
pub struct FarFont(Arc<dyn Fn() -> Option<Vec<u8>> + Send + Sync>);

impl FarFont {
    /// A font file by what reads it, as often as it is asked.
    pub fn new(read: impl Fn() -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// The file, when it can be read.
    pub fn read(&self) -> Option<Vec<u8>> {
        (self.0)()
    }
}

impl std::fmt::Debug for FarFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FarFont")
    }
}

/// A file with one font or, in a collection, several.
#[derive(Clone, Debug)]
pub struct Font {
    /// Path of the file, for messages.
    pub file: Arc<str>,
    /// TrueType or OpenType, if it is what its name says.
    pub bytes: Bytes,
}

/// One template of one layer.
#[derive(Clone, Debug)]
pub struct Template {
    /// Layer: the name of the theme it belongs to.
    pub layer: String,
    /// Path of the file, for messages.
    pub file: Arc<str>,
    /// The template's text.
    pub text: ByteString,
}

impl Template {
    /// Whether it travels inside the program.
    pub fn is_built_in(&self) -> bool {
        self.file.starts_with("built-in/")
    }
}

/// One label file of one layer.
#[derive(Clone, Debug)]
pub struct LabelFile {
    /// Its language, such as `en`.
    pub language: String,
    /// Path of the file, for messages.
    pub file: Arc<str>,
    /// The file's text.
    pub text: ByteString,
    /// Whether it travels inside the program.
    pub built_in: bool,
}

impl LabelFile {
    /// A file that travels inside the program.
    pub fn built_in(language: &str, text: &str) -> Self {
        let file = Arc::from(format!("built-in/themes/default/labels/{language}.toml"));
        Self { language: language.to_owned(), file, text: text.into(), built_in: true }
    }
}
