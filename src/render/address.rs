//! Addresses of pages. A published address never changes, and always ends in a file.
//!
//! All are relative to the output folder; a page puts its way to the root before them.

use crate::model::assessment::Assessment;
use crate::model::instrument::{Instrument, NodeIndex};
use crate::model::part::Part;

/// The portfolio, or with one initiative its home.
pub const INDEX: &str = "index.html";
/// The method.
pub const METHOD: &str = "method.html";
/// The search page, with everything from A to Z.
pub const SEARCH: &str = "search.html";
/// What the search page looks through besides its own list.
pub const SEARCH_INDEX: &str = "assets/search-index.js";

/// Everything of one of several initiatives from A to Z.
pub fn own_search(initiative: &str) -> String {
    format!("{initiative}/search.html")
}

/// What that page looks through besides its own list.
pub fn own_search_index(initiative: &str) -> String {
    format!("{initiative}/search-index.js")
}

/// The home of an initiative.
pub fn home(initiative: &str) -> String {
    format!("{initiative}/index.html")
}

/// A register of an initiative: actions, owners, outcomes, meetings, organization.
pub fn register(initiative: &str, name: &str) -> String {
    format!("{initiative}/{name}.html")
}

/// An action in the register.
pub fn action(initiative: &str, action: &str) -> String {
    format!("{initiative}/actions.html#{}", anchor(action))
}

/// What a person holds, on the page of owners.
pub fn owner(initiative: &str, person: &str) -> String {
    [initiative, "/owners.html#", &owner_anchor(person)].concat()
}

/// The place of a person on the page of owners. No id holds an underscore.
pub fn owner_anchor(person: &str) -> String {
    ["owner_", person].concat()
}

/// What a person answers for, as a calendar.
pub fn owner_calendar(initiative: &str, person: &str) -> String {
    format!("{initiative}/owners/{person}.ics")
}

/// The meetings, milestones and target dates of an initiative, as a calendar.
pub fn calendar(initiative: &str) -> String {
    format!("{initiative}/meetings.ics")
}

/// An outcome in the register.
pub fn outcome(initiative: &str, outcome: &str) -> String {
    format!("{initiative}/outcomes.html#{}", anchor(outcome))
}

/// A meeting's page.
pub fn meeting(initiative: &str, meeting: &str) -> String {
    format!("{initiative}/meetings/{meeting}.html")
}

/// A page of an assessment.
pub fn page(initiative: &str, assessment: &str, name: &str) -> String {
    [initiative, "/", assessment, "/", name, ".html"].concat()
}

/// A part of an assessment.
pub fn part(initiative: &str, assessment: &str, part: Part) -> String {
    page(initiative, assessment, part.id())
}

/// The table of all sections in part 5: what the menu calls the sections.
pub fn sections(initiative: &str, assessment: &str) -> String {
    format!("{}#sections_all", part(initiative, assessment, Part::Results))
}

/// A section or a criterion of an assessment: the page of its top section, and its place there.
pub fn node(initiative: &str, assessment: &Assessment, node: NodeIndex) -> String {
    let instrument = &assessment.instrument;
    let section = instrument.section_of(node);
    let id = instrument.node(section).map_or("", |section| section.id.as_str());
    let anchor = node_anchor(instrument, node);
    let sign = if anchor.is_empty() { "" } else { "#" };
    [initiative, "/", &assessment.id, "/sections/", id, ".html", sign, &anchor].concat()
}

/// The place of a section or criterion on the page of its top section; empty for that section.
pub fn node_anchor(instrument: &Instrument, node: NodeIndex) -> String {
    let path = instrument.node(node).map_or("", |node| node.path.as_str());
    path.split_once('/').map_or(String::new(), |(_, rest)| anchor(rest))
}

/// The place of an observation on the page of its first criterion's section.
pub fn observation(initiative: &str, assessment: &Assessment, about: Option<NodeIndex>, id: &str) -> String {
    let section = about.map_or(0, |node| assessment.instrument.section_of(node));
    match assessment.instrument.node(section).filter(|_| section != 0) {
        Some(section) => {
            [initiative, "/", &assessment.id, "/sections/", &section.id, ".html#", &observation_anchor(id)].concat()
        }
        None => page(initiative, &assessment.id, "learning"),
    }
}

/// A pattern in part 6.
pub fn pattern(initiative: &str, assessment: &str, id: &str) -> String {
    format!("{}#{}", part(initiative, assessment, Part::Learning), pattern_anchor(id))
}

/// The place of an observation on a page. No id holds an underscore, so no criterion is called so.
pub fn observation_anchor(id: &str) -> String {
    ["observation_", id].concat()
}

/// The place of a pattern on a page.
pub fn pattern_anchor(id: &str) -> String {
    format!("pattern_{id}")
}

/// An image or another file of the content keeps its path below content/.
pub fn file(path: &str) -> String {
    path.strip_prefix("content/").unwrap_or(path).to_owned()
}

/// An id as a place on a page: what separates its parts becomes a dot. No id holds a dot or an
/// underscore, so `a/b` never meets `a-b`, and neither meets a place that has an underscore.
pub fn anchor(id: &str) -> String {
    id.replace('/', ".")
}

/// The way from a page to the root of the output: `../` for each folder.
pub fn root(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}
