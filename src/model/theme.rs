//! A theme: templates, labels and files to copy, as text and bytes, layer over layer.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Stylesheets that every page loads when the theme has them, in this order.
pub const STYLES: [&str; 2] = ["style.css", "own.css"];

/// The files of a theme after the layers of its parents and of the site were put together.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Names of the layers, the strongest first.
    pub layers: Vec<String>,
    /// Templates by name (`page.html`), every layer: the site's own first, the built-in last.
    pub templates: BTreeMap<String, Vec<Template>>,
    /// Words of the interface: English, then the site's language, of each the weakest layer first.
    pub labels: Vec<LabelFile>,
    /// Files that are copied as they are, by path below `assets/`.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// Those of [`STYLES`] that there are: file path and text.
    pub stylesheets: Vec<(Arc<str>, Arc<str>)>,
}

/// One template of one layer.
#[derive(Clone, Debug)]
pub struct Template {
    /// Layer: the name of the theme it belongs to.
    pub layer: String,
    /// Path of the file, for messages.
    pub file: Arc<str>,
    /// The template's text.
    pub text: Arc<str>,
}

/// One label file of one layer.
#[derive(Clone, Debug)]
pub struct LabelFile {
    /// Its language, such as `en`.
    pub language: String,
    /// Path of the file, for messages.
    pub file: Arc<str>,
    /// The file's text.
    pub text: Arc<str>,
    /// Whether it travels inside the program.
    pub built_in: bool,
}

impl LabelFile {
    /// A file that travels inside the program.
    pub fn built_in(language: &str, text: &str) -> Self {
        let file = Arc::from(format!("built-in/themes/default/labels/{language}.toml"));
        Self { language: language.to_owned(), file, text: Arc::from(text), built_in: true }
    }
}
