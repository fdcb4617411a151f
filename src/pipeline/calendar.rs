//! Calendars: what has a date in an initiative, as iCalendar. Those of a report are made with its
//! pages; here the same is made alone, of one initiative or of several in one file.

use super::{Options, Site};
use crate::diagnostic::Diagnostic;
use crate::model::initiative::Initiative;
/// Whether a file is a calendar that was made here.
pub use crate::render::ical::is_ours;
use crate::render::ical::{self, Event};
use crate::render::medium::Medium;
use crate::render::mentions::EVERYTHING;
use crate::render::view::View;
use crate::source;
use crate::source::files::Files;

/// What has a date in one initiative.
#[derive(Debug)]
pub struct Dates {
    /// What a calendar of it alone is called.
    name: String,
    /// Ids of its people.
    people: Vec<String>,
    events: Vec<Event>,
}

impl Dates {
    /// Ids of the people of the initiative.
    pub fn people(&self) -> &[String] {
        &self.people
    }
}

/// What has a date in one initiative, all of it or what one person answers for, and what is wrong
/// with its files.
pub fn dates(
    site: &Site,
    id: &str,
    files: &Files,
    owner: Option<&str>,
    options: Options,
) -> (Option<Dates>, Vec<Diagnostic>) {
    let (initiative, diagnostics) = source::initiative::read(id, files, &site.shared);
    (initiative.map(|initiative| of(site, &initiative, owner, options)), diagnostics)
}

fn of(site: &Site, initiative: &Initiative, owner: Option<&str>, options: Options) -> Dates {
    let as_of = site.as_of(initiative, options);
    let view =
        View { labels: &site.labels, initiative, as_of, places: None, medium: Medium::Page, mentions: &EVERYTHING };
    let (name, events) = match owner {
        Some(owner) => view.calendar_of(owner),
        None => view.whole_calendar(),
    };
    Dates { name, people: initiative.people.iter().map(|person| person.id.clone()).collect(), events }
}

/// The file for all of them; nothing when nothing has a date, because a calendar holds something.
pub fn file(site: &Site, all: &[Dates]) -> Option<String> {
    let events: Vec<Event> = all.iter().flat_map(|dates| &dates.events).cloned().collect();
    let name = match all {
        [only] => &only.name,
        _ => &site.shared.site.title,
    };
    (!events.is_empty()).then(|| ical::calendar(name, &events))
}
