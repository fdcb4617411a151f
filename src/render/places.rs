//! Places in the one file: what an address of the report is called there, whether it is there, and
//! the images that lie in it.
//!
//! An address has one name in the file: its way from the folder of the assessment, with a dot for
//! each `/` and for each folder up, without `.html`, and `_` for `#`. Of
//! `crm/2026-10/learning.html#pattern_two-lists` that is `learning_pattern_two-lists`, of
//! `crm/actions.html#charter` `.actions_charter`, of `method.html` `..method`. No id and no page
//! holds a dot or an underscore, so two addresses never share a name.

use std::collections::BTreeSet;

use crate::render::inline::{self, Assets};

/// The places of one packet.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    /// The folder of the assessment: `<initiative>/<assessment>`.
    folder: String,
    /// Names of the places that are in the file.
    known: BTreeSet<String>,
    /// Images by path in the site.
    images: &'a Assets,
}

impl<'a> Places<'a> {
    /// A file that holds nothing yet, and the images it may show.
    pub fn new(initiative: &str, assessment: &str, images: &'a Assets) -> Self {
        Self { folder: format!("{initiative}/{assessment}"), known: BTreeSet::new(), images }
    }

    /// The same with what a page that was rendered holds. Whether there are links changes no place,
    /// so a page is rendered without any first, and then with those that lead somewhere.
    #[must_use]
    pub fn found_in(mut self, html: &str) -> Self {
        let ids = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        self.known = ids.map(str::to_owned).collect();
        self
    }

    /// The folder of the assessment.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Names of the places that are in the file.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// Where a link to an address leads: `#` and the name, when it is in the file.
    pub fn leads(&self, address: &str) -> Option<String> {
        let name = name(&self.folder, address);
        self.known.contains(&name).then(|| format!("#{name}"))
    }

    /// What the ids inside a text of a page begin with, so that two pages never clash.
    pub fn prefix(&self, page: &str, prefix: &str) -> String {
        format!("{}_{prefix}", name(&self.folder, page))
    }

    /// The level of the highest heading in a text of a page. The pages of the eight parts stand in
    /// the file as they do in the whole briefing; every other page comes one level down, for its
    /// title is no longer that of a page.
    pub fn level(&self, page: &str, level: u8) -> u8 {
        level + u8::from(name(&self.folder, page) != "index")
    }

    /// An image as an address that holds it.
    pub fn image(&self, file: &str) -> String {
        self.images.get(file).map_or_else(|| "data:,".to_owned(), |bytes| inline::data(file, bytes))
    }
}

/// The name of an address in the file of an assessment, whose folder is given.
pub fn name(folder: &str, address: &str) -> String {
    let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
    let page = page.strip_suffix(".html").unwrap_or(page);
    let initiative = folder.split('/').next().unwrap_or_default();
    let below = |folder: &str| page.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    let (up, way) = match (below(folder), below(initiative)) {
        (Some(way), _) => ("", way),
        (None, Some(way)) => (".", way),
        (None, None) => ("..", page),
    };
    let way = way.replace('/', ".");
    let join = if fragment.is_empty() { "" } else { "_" };
    format!("{up}{way}{join}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_name_and_leads_only_where_the_file_has_it() {
        let folder = "crm/2026-10";
        for (address, wanted) in [
            ("crm/2026-10/learning.html#pattern_two-lists", "learning_pattern_two-lists"),
            ("crm/2026-10/sections/results.html#financial.sales", "sections.results_financial.sales"),
            ("crm/2026-10/actions.html", "actions"),
            ("crm/actions.html", ".actions"),
            ("crm/2025-11/actions.html", ".2025-11.actions"),
            ("method.html", "..method"),
            ("crm2/actions.html", "..crm2.actions"),
        ] {
            assert_eq!(name(folder, address), wanted);
        }
        let images = Assets::new();
        let places = Places::new("crm", "2026-10", &images).found_in("<p id=\"h\"><b class=\"a\" id=\".actions\">");
        assert_eq!(places.leads("crm/actions.html").as_deref(), Some("#.actions"));
        assert_eq!(places.leads("crm/2026-10/actions.html"), None);
    }
}
