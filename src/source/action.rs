//! A file of actions/ into an [`Action`].

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::action::{Action, Status, Update};
use crate::model::prose::Prose;
use crate::source::forms;
use crate::source::origin::Problems;
use crate::source::table::Table;

/// Takes an action from its front matter and its text.
pub fn take(id: String, table: &Table<'_, '_>, body: Prose) -> Option<Action> {
    let recommended = table.date("recommended");
    let updates = updates(table, recommended.unwrap_or(Date::MIN));
    let recommended = recommended?;
    let due = table.date("due");
    if due.is_some_and(|due| due < recommended) {
        let message = format!("it is due before it was recommended on {recommended}");
        table.origin().report_at(Code::DateOrder, table.place_of("due"), message, "Correct one of the two dates.");
    }
    if let (Some(_), Some(meeting)) = (table.reference("assessment"), table.reference("meeting")) {
        let message = "an action comes from an assessment or from a meeting, and this one names both";
        table.origin().report_at(Code::WrongValue, meeting.place, message, "Remove one of the two lines.");
    }
    Some(Action {
        id,
        title: table.text("title")?,
        kind: table.choice("kind", &forms::ACTION_KINDS),
        recommended,
        origin: table.reference("assessment").or_else(|| table.reference("meeting")),
        owner: table.reference("owner"),
        due,
        patterns: table.references("patterns"),
        outcomes: table.references("outcomes"),
        criteria: table.references("criteria"),
        decision: table.reference("decision"),
        condition: table.bool("condition").unwrap_or(false),
        updates,
        body,
        place: table.place(),
    })
}

/// The dated updates, which must ascend from the day of the recommendation.
fn updates(table: &Table<'_, '_>, recommended: Date) -> Vec<Update> {
    let mut updates: Vec<Update> = Vec::new();
    for entry in table.tables("updates") {
        let Some(date) = entry.date("date") else { continue };
        let order = |key: &str, message: String, mend: &str| {
            entry.origin().report_at(Code::DateOrder, entry.place_of(key), message, mend);
        };
        match updates.last() {
            Some(before) if date < before.date => {
                let message = format!("this update of {date} stands after the one of {}", before.date);
                order("date", message, "Order the updates by date, oldest first.");
            }
            None if date < recommended => {
                let message = format!("this update is before {recommended}, when the action was recommended");
                order("date", message, "Correct one of the two dates.");
            }
            _ => {}
        }
        if entry.date("due").is_some_and(|due| due < date) {
            order("due", format!("the new due date is before the update of {date}"), "Correct one of the two dates.");
        }
        let update = take_update(&entry, date);
        updates.push(update);
    }
    updates
}

/// Reports every status that goes backwards, such as from done to committed, without a note that
/// says why, and what is said to be both done and dropped on one day. Of two updates of one day in two
/// files nobody knows which was first, and updates that stand in the wrong order in the file of
/// their action are reported for that.
pub fn check_course(action: &Action, problems: &Problems) {
    let mut last: Option<(&Update, Status)> = None;
    for (update, status) in action.updates.iter().filter_map(|update| Some((update, update.status?))) {
        if let Some((before, from)) = last
            && let Some((message, mend)) = backwards((before, from), (update, status), action)
        {
            let diagnostic = Diagnostic::new(Code::StatusBackwards, update.place.clone(), message);
            problems.push(diagnostic.mend(mend).of(format!("action {}", action.id)));
        }
        last = Some((update, status));
    }
}

fn backwards(
    (before, from): (&Update, Status),
    (update, to): (&Update, Status),
    action: &Action,
) -> Option<(String, &'static str)> {
    let [was, is] = [from, to].map(word_of);
    let both_end = from != to && [from, to].iter().all(|status| matches!(status, Status::Done | Status::Dropped));
    if both_end && before.date == update.date {
        let message = format!("it is said to be both `{was}` and `{is}` on {}", update.date);
        return Some((message, "Keep one of the two, or correct a date."));
    }
    let is_told = goes_back(from, to) && update.note.is_none() && is_known_order(before, update, action);
    is_told.then(|| {
        let message = format!("the status goes backwards, from `{was}` on {} to `{is}`", before.date);
        (message, "Correct it, or add `note = …` that says why it was taken up again.")
    })
}

/// Updates come sorted by date, those of one day in the order of their file.
fn is_known_order(before: &Update, update: &Update, action: &Action) -> bool {
    let is_own = |update: &Update| update.place.file == action.place.file;
    let is_disordered = is_own(before) && is_own(update) && before.place.start > update.place.start;
    !is_disordered && (before.date != update.date || before.place.file == update.place.file)
}

fn word_of(status: Status) -> &'static str {
    forms::STATUSES.iter().find(|(_, known)| *known == status).map_or("", |(word, _)| word)
}

/// What is closed is opened again, what is begun is no longer, or what was given up is done after all.
/// What was done may be dropped: that has its reason anyway.
const fn goes_back(from: Status, to: Status) -> bool {
    const fn rank(status: Status) -> u8 {
        match status {
            Status::Recommended => 0,
            Status::Committed => 1,
            Status::InProgress => 2,
            Status::Done | Status::Dropped => 3,
        }
    }
    rank(to) < rank(from) || matches!((from, to), (Status::Dropped, Status::Done))
}

/// One update. What is dropped needs a reason, so that nothing leaves the register silently.
pub fn take_update(table: &Table<'_, '_>, date: Date) -> Update {
    let update = Update {
        date,
        status: table.choice("status", &forms::STATUSES),
        note: table.text("note"),
        due: table.date("due"),
        owner: table.reference("owner"),
        place: table.place(),
    };
    if ["status", "note", "due", "owner"].iter().all(|key| table.value(key).is_none()) {
        let mend = "Add a status, a note, a new date or a new owner, or remove it.";
        table.origin().report_at(Code::DoubtfulEntry, table.place(), "this update says nothing", mend);
    }
    if update.status == Some(Status::Dropped) && table.value("note").is_none() {
        let mend = "Add `note = …` with the reason: nothing leaves the register silently.";
        table.origin().report_at(
            Code::DroppedWithoutReason,
            table.place_of("status"),
            "it is dropped without a reason",
            mend,
        );
    }
    update
}
