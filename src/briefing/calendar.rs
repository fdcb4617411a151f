//! What belongs on a calendar, as it stood on a day: meetings, milestones, target dates of outcomes,
//! and due dates of actions.
//!
//! What is over stays as an entry that is called off: a calendar that knew it learns of it, where an
//! entry that is simply gone would stay there for ever. Meetings that the rhythm asks for and nobody
//! has set are not made up.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use crate::briefing::due;
use crate::briefing::register::{self, Line};
use crate::model::action::Status;
use crate::model::initiative::{Initiative, Milestone, Person};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::outcome::{Outcome, Reading};

/// The first day of the count that [`Entry::revision`] begins with.
const EPOCH: Date = Date::constant(2000, 1, 1);

/// Something on a calendar.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What it is.
    pub what: What<'a>,
    /// When.
    pub when: When,
    /// Whether it can be counted on.
    pub standing: Standing,
    /// A number that never falls, and that grows with the day and with everything that is heard: of
    /// two entries for the same thing the one with the higher number is newer.
    pub revision: i64,
}

/// What stands on a calendar.
#[derive(Clone, Debug)]
pub enum What<'a> {
    /// A meeting.
    Meeting(&'a Meeting),
    /// Something delivered. It has no id; the number tells it from those before it with its title.
    Milestone(&'a Milestone, usize),
    /// The day by which an outcome should reach its target.
    Target(&'a Outcome, &'a Reading),
    /// The day an action is due.
    Due(Line<'a>),
    /// The same for a person who held the action once, and does not any more.
    PassedOn(Line<'a>),
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On a day.
    Day(Date),
    /// From an hour to another, by the clock of the place.
    Hours(DateTime, DateTime),
}

/// Whether something can be counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is agreed, or it took place.
    Firm,
    /// Nobody has said yes to it yet.
    Tentative,
    /// It is over, or never took place.
    CalledOff,
}

/// Meetings, milestones and target dates, in this order, each ascending by date as written.
pub fn shared(initiative: &Initiative, day: Date) -> Vec<Entry<'_>> {
    let meetings = initiative.meetings.iter().map(|meeting| of_meeting(meeting, day));
    let milestones = initiative.milestones.iter().enumerate();
    let milestones = milestones.filter_map(|(at, milestone)| of_milestone(initiative, at, milestone, day));
    meetings.chain(milestones).chain(targets(initiative, None, day)).collect()
}

/// Due dates of all actions that have one, in order of due date.
pub fn due_dates(initiative: &Initiative, day: Date) -> Vec<Entry<'_>> {
    register::on(initiative, day).into_iter().filter_map(|line| of_action(line, day)).collect()
}

/// What everybody answers for, person by person as the initiative names them: target dates of
/// outcomes, and due dates of actions, those among them that were theirs once.
pub fn by_person(initiative: &Initiative, day: Date) -> Vec<(&Person, Vec<Entry<'_>>)> {
    let lines = register::on(initiative, day);
    let held = |person: &Person| {
        let due = lines.iter().filter_map(|line| held_by(line, &person.id, day));
        targets(initiative, Some(&person.id), day).chain(due).collect()
    };
    initiative.people.iter().map(|person| (person, held(person))).collect()
}

fn held_by<'a>(line: &Line<'a>, person: &str, day: Date) -> Option<Entry<'a>> {
    if line.state.owner.is_some_and(|owner| owner.id == person) {
        return of_action(line.clone(), day);
    }
    let entry = was_held_by(line, person, day).then(|| of_action(line.clone(), day))??;
    Some(Entry { what: What::PassedOn(line.clone()), standing: Standing::CalledOff, ..entry })
}

fn was_held_by(line: &Line<'_>, person: &str, day: Date) -> bool {
    let updates = line.action.updates.iter().filter(|update| update.date <= day);
    let owners = updates.filter_map(|update| update.owner.as_ref()).chain(&line.action.owner);
    owners.into_iter().any(|owner| owner.id == person)
}

fn of_meeting(meeting: &Meeting, day: Date) -> Entry<'_> {
    let when = match meeting.time.as_deref().and_then(hours) {
        Some((from, to)) => hours_on(meeting.date, from, to),
        None => When::Day(meeting.date),
    };
    let missed = meeting.state == MeetingState::Missed;
    Entry {
        when,
        standing: if missed { Standing::CalledOff } else { Standing::Firm },
        revision: revision(day, usize::from(meeting.state != MeetingState::Planned)),
        what: What::Meeting(meeting),
    }
}

fn of_milestone<'a>(initiative: &'a Initiative, at: usize, milestone: &'a Milestone, day: Date) -> Option<Entry<'a>> {
    let done = milestone.done.filter(|done| *done <= day);
    let hangs = milestone.decision.as_ref().is_some_and(|decision| due::is_open(initiative, &decision.id, day));
    let namesakes = initiative.milestones.iter().take(at).filter(|other| other.title == milestone.title).count();
    Some(Entry {
        what: What::Milestone(milestone, namesakes),
        when: When::Day(done.or(milestone.planned)?),
        standing: if hangs && done.is_none() { Standing::Tentative } else { Standing::Firm },
        revision: revision(day, usize::from(done.is_some())),
    })
}

/// Target dates of outcomes, of all or of those that one person answers for.
fn targets<'a>(
    initiative: &'a Initiative,
    owner: Option<&str>,
    day: Date,
) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    let owner = owner.map(str::to_owned);
    initiative.outcomes.iter().filter_map(move |outcome| {
        let target = outcome.target.as_ref()?;
        let is_theirs = owner.as_ref().is_none_or(|id| outcome.owner.as_ref().is_some_and(|owner| owner.id == *id));
        is_theirs.then(|| Entry {
            what: What::Target(outcome, target),
            when: When::Day(target.date),
            standing: Standing::Firm,
            revision: revision(day, 0),
        })
    })
}

fn of_action(line: Line<'_>, day: Date) -> Option<Entry<'_>> {
    let standing = match line.state.status {
        Status::Done | Status::Dropped => Standing::CalledOff,
        Status::Recommended => Standing::Tentative,
        Status::Committed | Status::InProgress => Standing::Firm,
    };
    let heard = line.action.updates.iter().filter(|update| update.date <= day).count();
    Some(Entry { when: When::Day(line.state.due?), standing, revision: revision(day, heard), what: What::Due(line) })
}

/// Days since the beginning of the count, and what was heard: neither ever falls, so neither does
/// the sum.
fn revision(day: Date, heard: usize) -> i64 {
    let days = EPOCH.until(day).map_or(0, |span| span.get_days());
    i64::from(days.max(0)).saturating_add(i64::try_from(heard).unwrap_or(i64::MAX))
}

/// The hours that a person wrote: `10:00`, or `10:00–11:30` with the end. `None` for other words.
fn hours(written: &str) -> Option<(Time, Option<Time>)> {
    let (from, to) = match written.split_once(['–', '-']) {
        Some((from, to)) => (from, Some(hour(to)?)),
        None => (written, None),
    };
    let from = hour(from)?;
    to.is_none_or(|to| from < to).then_some((from, to))
}

fn hour(written: &str) -> Option<Time> {
    let (hour, minute) = written.trim().split_once(':')?;
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
    (hour.len() <= 2 && minute.len() == 2).then(|| Time::new(number(hour)?, number(minute)?, 0, 0).ok())?
}

/// A meeting whose end nobody wrote takes an hour.
fn hours_on(day: Date, from: Time, to: Option<Time>) -> When {
    let from = day.to_datetime(from);
    let to = to.map_or_else(|| from.checked_add(1.hour()).ok(), |to| Some(day.to_datetime(to)));
    to.map_or(When::Day(day), |to| When::Hours(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: i8, minute: i8) -> Time {
        Time::constant(hour, minute, 0, 0)
    }

    #[test]
    fn hours_are_read_as_people_write_them_and_other_words_are_none() {
        assert_eq!(hours("10:00"), Some((time(10, 0), None)));
        assert_eq!(hours(" 9:05 "), Some((time(9, 5), None)));
        assert_eq!(hours("10:00–11:30"), Some((time(10, 0), Some(time(11, 30)))));
        assert_eq!(hours("10:00 - 11:30"), Some((time(10, 0), Some(time(11, 30)))));
        for other in
            ["", "ten", "10", "10:0", "24:00", "10:60", "+9:00", "10:00:00", "11:00-10:00", "10:00-", "10:00 h"]
        {
            assert_eq!(hours(other), None, "{other}");
        }
    }

    #[test]
    fn an_hour_may_reach_into_the_next_day() {
        let day = Date::constant(2026, 11, 19);
        let ends = DateTime::constant(2026, 11, 20, 0, 30, 0, 0);
        assert_eq!(hours_on(day, time(23, 30), None), When::Hours(day.to_datetime(time(23, 30)), ends));
    }

    #[test]
    fn a_revision_grows_with_the_day_and_with_what_is_heard() {
        let day = Date::constant(2026, 11, 6);
        assert_eq!(revision(day, 0), 9806);
        assert_eq!(revision(day, 2), 9808);
        assert_eq!(revision(Date::constant(1999, 1, 1), 0), 0);
    }
}
