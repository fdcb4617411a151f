//! What asks for somebody on a day in one initiative: in words, and as data.

use jiff::civil::Date;

use super::{Options, Site};
use crate::briefing::due;
use crate::diagnostic::Diagnostic;
pub use crate::render::data::due::Due;
use crate::render::format::Format;
use crate::render::medium::Medium;
use crate::render::mentions::EVERYTHING;
pub use crate::render::notice::{Notice, Row, Section};
use crate::render::view::View;
use crate::source;
use crate::source::files::Files;

/// What asks for somebody, and what is wrong with the files.
pub fn due(site: &Site, id: &str, files: &Files, options: Options) -> (Option<(Notice, Due)>, Vec<Diagnostic>) {
    let (initiative, diagnostics) = source::initiative::read(id, files, &site.shared);
    let Some(initiative) = initiative else { return (None, diagnostics) };
    let as_of = site.as_of(&initiative, options);
    let view = View {
        labels: &site.labels,
        initiative: &initiative,
        as_of,
        places: None,
        medium: Medium::Page,
        mentions: &EVERYTHING,
    };
    let found = due::of(&initiative, as_of);
    (Some((view.notice(&found), Due::of(&initiative, &found))), diagnostics)
}

/// What stands above all notices.
pub fn title(site: &Site, day: Date) -> String {
    let format = Format { labels: &site.labels };
    site.labels.say("due.title", &[("date", &format.date(day))])
}

/// What is said of a site without initiatives.
pub fn nothing(site: &Site) -> String {
    site.labels.word("page.portfolio.none")
}

/// The last day that is soon.
pub fn until(day: Date) -> Date {
    due::until(day)
}
