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
    /// Words of the interface in the site's language: file path and text, weakest layer first.
    pub labels: Vec<(Arc<str>, Arc<str>)>,
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
