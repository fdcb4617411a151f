//! What stands around every page: the way there, the menu, the foot.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Frame {
    /// Title for the browser.
    pub title: String,
    /// Kind of page: portfolio, home, summary, part, briefing, section, compare, register, meeting,
    /// method, search.
    pub kind: &'static str,
    /// Its own address.
    pub path: String,
    /// The way to the root of the output: `../` for each folder.
    pub root: String,
    /// Language of the interface.
    pub language: String,
    /// Direction of its writing: ltr or rtl.
    pub direction: &'static str,
    /// Title of the site.
    pub site: String,
    /// Organization, or the site's title.
    pub brand: String,
    /// Title of the initiative, or nothing.
    pub under: String,
    /// Where the brand leads.
    pub home: String,
    /// The picture in the place of the brand's words, when there is one.
    pub logo: Option<Logo>,
    /// Stylesheets, by name below `assets/`, in their order.
    pub styles: Vec<String>,
    /// What printed sheets say at their edges.
    pub edges: Edges,
    /// The main menu.
    pub menu: Vec<Entry>,
    /// The way down to this page, itself last; empty where the menu alone says where one is.
    pub crumbs: Vec<Link>,
    /// What the report is and as of when, for the foot of the page.
    pub stamp: String,
    /// Links at the foot of the page.
    pub foot: Vec<Link>,
    /// The places of the packet that everything stands in; nothing on a page. The filters `leads`
    /// and `place` look here.
    pub places: Option<Places>,
}

/// What is in the one file of a packet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Places {
    /// The folder of the assessment.
    pub folder: String,
    /// Names of the places that are in the file.
    pub known: std::collections::BTreeMap<String, bool>,
}

/// The picture that stands for the site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Logo {
    /// Its name below `assets/`.
    pub file: String,
    /// The one for dark screens, or nothing.
    pub dark: String,
    /// What it says.
    pub words: String,
}

/// What stands at the edges of printed sheets. Where the number of the sheet and that of all
/// sheets come, only the printer knows: the words are given around them.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Edges {
    /// Whose report it is.
    pub head: String,
    /// Words before the number of the sheet.
    pub before: String,
    /// Words between the two.
    pub between: String,
    /// Words after the number of all sheets.
    pub after: String,
}

/// A link.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// Its address from the root of the output.
    pub href: String,
}

/// An entry of a menu.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Entry {
    /// Its words.
    pub title: String,
    /// Its address from the root of the output.
    pub href: String,
    /// Whether it leads to where one is: this page, or what this page belongs to.
    pub current: bool,
    /// Whether it is this very page.
    pub here: bool,
}
