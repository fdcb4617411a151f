//! Entries of a calendar in words, and the files they make.

use sha2::{Digest, Sha256};

use crate::artifact::Artifact;
use crate::briefing::calendar::{self, Entry, Standing, What, When};
use crate::briefing::register::Line;
use crate::model::action::Status;
use crate::model::initiative::{Milestone, Person};
use crate::model::meeting;
use crate::model::meeting::MeetingState;
use crate::model::outcome::{Outcome, Reading};
use crate::model::text::Reference;
use crate::render::address;
use crate::render::ical::{self, Event};
use crate::render::view::View;

impl View<'_> {
    /// The calendars of a report: meetings, milestones and target dates for everybody, and what each
    /// person answers for. One that would be empty is not made.
    pub fn calendars(&self) -> Vec<Artifact> {
        let initiative = self.initiative;
        let shared = calendar::shared(initiative, self.as_of);
        let shared = (address::calendar(&initiative.id), initiative.title.words.clone(), None, shared);
        let people = calendar::by_person(initiative, self.as_of).into_iter();
        let people = people.map(|(person, held)| {
            (address::owner_calendar(&initiative.id, &person.id), self.calendar_name(person), Some(person), held)
        });
        let made = std::iter::once(shared).chain(people).filter(|(_, _, _, entries)| !entries.is_empty());
        made.map(|(path, name, owner, entries)| {
            Artifact::text(path, ical::calendar(&name, &self.events(&entries, owner)))
        })
        .collect()
    }

    /// Everything that has a date, with the name of the calendar.
    pub fn whole_calendar(&self) -> (String, Vec<Event>) {
        let mut entries = calendar::shared(self.initiative, self.as_of);
        entries.extend(calendar::due_dates(self.initiative, self.as_of));
        (self.initiative.title.words.clone(), self.events(&entries, None))
    }

    /// What one person answers for, with the name of the calendar; nothing for somebody whom the
    /// initiative does not name.
    pub fn calendar_of(&self, person: &str) -> (String, Vec<Event>) {
        let found = calendar::by_person(self.initiative, self.as_of).into_iter().find(|(named, _)| named.id == person);
        found.map(|(person, held)| (self.calendar_name(person), self.events(&held, Some(person)))).unwrap_or_default()
    }

    fn calendar_name(&self, person: &Person) -> String {
        let name = person.name.as_ref().unwrap_or(&person.role);
        self.labels.say("calendar.of-owner", &[("initiative", &self.initiative.title.words), ("person", name)])
    }

    fn events(&self, entries: &[Entry<'_>], owner: Option<&Person>) -> Vec<Event> {
        entries.iter().map(|entry| self.event(entry, owner)).collect()
    }

    fn event(&self, entry: &Entry<'_>, owner: Option<&Person>) -> Event {
        let (kind, id, title, text) = match &entry.what {
            What::Meeting(meeting) => {
                ("meetings", meeting.id.clone(), self.meeting_event(meeting), self.meeting_text(meeting, entry.when))
            }
            What::Milestone(milestone, namesakes) => (
                "milestones",
                milestone_id(milestone, *namesakes),
                self.labels.say("calendar.milestone", &[("title", &milestone.title)]),
                milestone.see.iter().cloned().collect(),
            ),
            What::Target(outcome, target) => (
                "outcomes",
                outcome.id.clone(),
                self.labels.say("calendar.target", &[("title", &outcome.title.words)]),
                self.target_text(outcome, target),
            ),
            What::Due(line) => ("actions", line.action.id.clone(), self.due(line, due_key(line)), self.due_text(line)),
            What::PassedOn(line) => {
                ("actions", line.action.id.clone(), self.due(line, "calendar.passed-on"), self.due_text(line))
            }
        };
        let mut lines = vec![self.initiative.title.words.clone()];
        lines.extend(text);
        Event {
            id: format!("{}.{}{kind}.{}", self.initiative.id, held_by(entry, owner), address::anchor(&id)),
            sequence: entry.revision,
            known: self.as_of,
            when: match entry.when {
                When::Day(day) => ical::When::Day(day),
                When::Hours(from, to) => ical::When::Hours(from, to),
            },
            status: match entry.standing {
                Standing::Firm => ical::Status::Confirmed,
                Standing::Tentative => ical::Status::Tentative,
                Standing::CalledOff => ical::Status::Cancelled,
            },
            title,
            text: lines.join("\n"),
        }
    }

    fn meeting_event(&self, meeting: &meeting::Meeting) -> String {
        let key = if meeting.state == MeetingState::Missed { "calendar.missed" } else { "calendar.meeting" };
        self.labels.say(key, &[("meeting", &self.meeting_name(meeting)), ("initiative", &self.initiative.title.words)])
    }

    /// The hour in words where no calendar can read it, and what is talked about.
    fn meeting_text(&self, meeting: &meeting::Meeting, when: When) -> Vec<String> {
        let words = meeting.time.as_ref().filter(|_| matches!(when, When::Day(_)));
        let topics = meeting.topics.iter().map(|topic| format!("- {}", topic.title.words));
        words.into_iter().cloned().chain(topics).collect()
    }

    fn target_text(&self, outcome: &Outcome, target: &Reading) -> Vec<String> {
        let target = self.target(outcome, target);
        let measure = Some(outcome.measure.clone()).filter(|measure| !measure.is_empty());
        measure.into_iter().chain([target]).chain(outcome.owner.as_ref().map(|owner| self.owner_line(owner))).collect()
    }

    fn due(&self, line: &Line<'_>, key: &str) -> String {
        self.labels.say(key, &[("title", &line.action.title.words)])
    }

    /// Who answers for it, and what was heard last.
    fn due_text(&self, line: &Line<'_>) -> Vec<String> {
        let owner = line.state.owner.map(|owner| self.owner_line(owner));
        let note = line.state.last.and_then(|update| update.note.as_ref()).map(|note| note.words.clone());
        owner.into_iter().chain(note).collect()
    }

    fn owner_line(&self, owner: &Reference) -> String {
        self.labels.say("calendar.owner", &[("person", &self.person(owner).line)])
    }
}

/// What stands before the kind in the id of a due date on the calendar of a person. There an action
/// that was passed on is called off while it stands firm on the calendar of the next: these are two
/// events, and a calendar that is given both keeps both. All else is the same for everybody.
fn held_by(entry: &Entry<'_>, owner: Option<&Person>) -> String {
    match (&entry.what, owner) {
        (What::Due(_) | What::PassedOn(_), Some(person)) => format!("owners.{}.", person.id),
        _ => String::new(),
    }
}

fn due_key(line: &Line<'_>) -> &'static str {
    match line.state.status {
        Status::Recommended => "calendar.proposed",
        Status::Committed | Status::InProgress => "calendar.due",
        Status::Done => "calendar.done",
        Status::Dropped => "calendar.dropped",
    }
}

/// A milestone has no id: what it is called is what it is known by, short and in plain letters.
fn milestone_id(milestone: &Milestone, namesakes: usize) -> String {
    let digest = Sha256::digest(milestone.title.as_bytes());
    let id: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    if namesakes > 0 { format!("{id}.{}", namesakes + 1) } else { id }
}
