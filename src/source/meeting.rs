//! A file of meetings/ into a [`Meeting`], the actions that its tasks are, and what it heard of
//! earlier actions.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::action::{Action, Update};
use crate::model::meeting::{Meeting, MeetingKind, MeetingState, Topic};
use crate::model::prose::Prose;
use crate::model::text::{Reference, Text};
use crate::place::Place;
use crate::source::origin::Problems;
use crate::source::table::Table;
use crate::source::{action, forms, id, instrument};

/// A meeting with what it adds to the register of actions.
#[derive(Debug)]
pub struct Minutes {
    /// The meeting.
    pub meeting: Meeting,
    /// Its tasks, as actions.
    pub tasks: Vec<Action>,
    /// What it heard of earlier actions.
    pub heard: Vec<Heard>,
}

/// What a meeting heard of an earlier action.
#[derive(Debug)]
pub struct Heard {
    /// The action named.
    pub action: Reference,
    /// What was heard.
    pub update: Update,
    /// Where its own day stands, if it has one.
    pub dated: Option<Place>,
    /// The record, for messages.
    pub meeting: String,
}

/// The date and kind in a meeting's id, such as `2026-11-26-strategic` or `2026-11-26-tactical-sales`.
pub fn date_and_kind(id: &str) -> Option<(Date, MeetingKind)> {
    let date = id.get(..10)?.parse().ok()?;
    let kind = id.get(10..)?.strip_prefix('-')?;
    let word = kind.split('-').next()?;
    match word {
        "tactical" => Some((date, MeetingKind::Tactical)),
        "strategic" => Some((date, MeetingKind::Strategic)),
        _ => None,
    }
}

/// Takes a meeting from its front matter and its text.
pub fn take(id: String, table: &Table<'_, '_>, body: Prose) -> Option<Minutes> {
    let named = date_and_kind(&id);
    // A name that no id may have is told already.
    if named.is_none() && id::fault(&id).is_none() {
        let message = format!("`{id}` says neither a day nor a kind of meeting");
        let mend = "Name the file <date>-tactical.md or <date>-strategic.md, such as 2026-11-26-strategic.md.";
        table.origin().report_at(Code::BadId, Place::top(&table.origin().file), message, mend);
    }
    // The rest is read all the same, so that a wrong name hides no other mistake.
    let date = named.map_or(Date::MIN, |(date, _)| date);
    let mut tasks = Vec::new();
    let mut topics = Vec::new();
    for entry in table.tables("topics") {
        let Some(title) = entry.text("title") else { continue };
        let entries = entry.tables("tasks");
        let taken: Vec<Action> = entries.iter().filter_map(|task| take_task(&id, date, task)).collect();
        topics.push(Topic {
            title,
            about: entry.choice("about", &forms::POINTS),
            said: entry.text("said"),
            tasks: taken.iter().map(|task| task.id.clone()).collect(),
            no_task: entry.text("no-task"),
            place: entry.place_of("title"),
        });
        tasks.extend(taken);
    }
    check_attended(table);
    let all: Vec<Table<'_, '_>> = table.tables("topics").iter().flat_map(|topic| topic.tables("tasks")).collect();
    instrument::unique(&all, "task");
    let heard = table
        .tables("updates")
        .iter()
        .filter_map(|entry| {
            let dated = entry.date("on").map(|_| entry.place_of("on"));
            let meeting = table.origin().record.clone();
            Some(Heard { action: entry.reference("action")?, update: hear(entry, date), dated, meeting })
        })
        .collect();
    let (date, kind) = named?;
    let meeting = Meeting {
        date,
        kind,
        time: table.text("time").map(|time| time.words),
        state: table.choice("state", &forms::MEETING_STATES).unwrap_or(MeetingState::Planned),
        attended: table.references("attended"),
        topics,
        body,
        place: table.place(),
        id,
    };
    Some(Minutes { meeting, tasks, heard })
}

/// Nobody attends twice.
fn check_attended(table: &Table<'_, '_>) {
    let attended = table.references("attended");
    for (at, person) in attended.iter().enumerate() {
        if attended.iter().take(at).any(|before| before.id == person.id) {
            let message = format!("`{}` attended twice", person.id);
            table.origin().report_at(Code::DoubtfulEntry, person.place.clone(), message, "Remove one of the two.");
        }
    }
}

/// What was heard of an earlier action: of the day of the meeting, or of an earlier one that the
/// minutes name.
fn hear(table: &Table<'_, '_>, date: Date) -> Update {
    let order = |key: &str, message: String| {
        table.origin().report_at(Code::DateOrder, table.place_of(key), message, "Correct the date.");
    };
    let on = table.date("on");
    if let Some(on) = on.filter(|on| *on > date) {
        order("on", format!("the meeting of {date} cannot have heard what happened on {on}"));
    }
    let day = on.map_or(date, |on| on.min(date));
    if table.date("due").is_some_and(|due| due < day) {
        let what = if day == date { "meeting" } else { "update" };
        order("due", format!("the new due date is before the {what} of {day}"));
    }
    action::take_update(table, day)
}

/// Meetings of a kind on one day each need words after the kind that tell them apart.
pub fn check_names(meetings: &[Meeting], problems: &Problems) {
    for bare in meetings.iter().filter(|meeting| meeting.suffix().is_none()) {
        let twin = |other: &&Meeting| other.id != bare.id && (other.date, other.kind) == (bare.date, bare.kind);
        let Some(twin) = meetings.iter().find(twin) else { continue };
        let message =
            format!("`{}` is of the same kind and day, and nothing in this name tells the two apart", twin.id);
        let mend = format!("Rename this file as well, for instance to {}-service.md.", bare.id);
        let diagnostic = Diagnostic::new(Code::AmbiguousMeeting, Place::top(&bare.place.file), message);
        problems.push(diagnostic.mend(mend).of(format!("meeting {}", bare.id)));
    }
}

/// A task of the minutes is an action that was agreed there when it has an owner and a date.
fn take_task(meeting: &str, date: Date, table: &Table<'_, '_>) -> Option<Action> {
    let task = table.words("id");
    let title: Text = table.text("title")?;
    let owner = table.reference("owner");
    let due = table.date("due");
    if due.is_some_and(|due| due < date) {
        let message = format!("it is due before the meeting of {date}");
        table.origin().report_at(Code::DateOrder, table.place_of("due"), message, "Correct the date.");
    }
    let agreed = owner.is_some() && due.is_some();
    let update = Update {
        date,
        status: Some(crate::model::action::Status::Committed),
        note: None,
        due: None,
        owner: None,
        place: table.place(),
    };
    Some(Action {
        id: format!("{meeting}/{task}"),
        title,
        kind: table.choice("kind", &forms::ACTION_KINDS),
        recommended: date,
        origin: Some(Reference { id: meeting.to_owned(), place: table.place() }),
        owner,
        due,
        patterns: Vec::new(),
        outcomes: table.references("outcomes"),
        criteria: Vec::new(),
        decision: None,
        condition: false,
        updates: if agreed { vec![update] } else { Vec::new() },
        body: Prose::default(),
        place: table.place(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_file_says_day_and_kind() {
        let day = |text: &str| text.parse::<Date>().ok();
        assert_eq!(
            date_and_kind("2026-11-26-strategic").map(|(date, kind)| (Some(date), kind)),
            Some((day("2026-11-26"), MeetingKind::Strategic))
        );
        assert_eq!(date_and_kind("2026-11-26-tactical-sales").map(|(_, kind)| kind), Some(MeetingKind::Tactical));
        for bad in ["2026-11-26", "2026-13-26-tactical", "tactical", "2026-11-26-weekly", "ü026-11-26-tactical"] {
            assert_eq!(date_and_kind(bad), None, "{bad}");
        }
    }
}
