//! What was promised at a meeting, and what became of it by a day.
//!
//! An action is promised at one meeting at most, only at one that was held, and only once it has an
//! owner and a date: at the meeting it comes from; otherwise at the one where it was first agreed,
//! which is the meeting whose minutes say so, or that was held on the day its own file says. It is
//! kept in time when it was done by the date that stood then; what never had a date cannot be late.

use jiff::civil::Date;

use crate::briefing::register::{self, Line};
use crate::model::action::{Action, Status};
use crate::model::initiative::Initiative;
use crate::model::meeting::{Meeting, MeetingKind, MeetingState};

/// An action and what became of it.
#[derive(Clone, Debug)]
pub struct Promise<'a> {
    /// How it stood.
    pub line: Line<'a>,
    /// What became of it.
    pub became: Became,
    /// The date promised at the meeting, where another one stood on the day.
    pub first_due: Option<Date>,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// Done by its date.
    InTime,
    /// Done after its date.
    Late,
    /// Open, and its date has not passed.
    Open,
    /// Open, and its date has passed.
    Overdue,
    /// Given up, for a reason.
    Dropped,
}

/// How many promises became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub promised: usize,
    /// Done by their date.
    pub in_time: usize,
    /// Done after it.
    pub late: usize,
    /// Open.
    pub open: usize,
    /// Open after their date.
    pub overdue: usize,
    /// Given up.
    pub dropped: usize,
}

/// The meeting at which an action was promised.
pub fn meeting_of<'a>(initiative: &'a Initiative, action: &Action) -> Option<&'a Meeting> {
    let held = || initiative.meetings.iter().filter(|meeting| meeting.state == MeetingState::Held);
    let is_promise = |day: Date| action.state(day).is_owned_and_dated();
    let origin = action.origin.as_ref().and_then(|origin| initiative.meeting(&origin.id));
    if let Some(origin) = origin.filter(|origin| is_promise(origin.date)) {
        return Some(origin).filter(|origin| origin.state == MeetingState::Held);
    }
    let agreed = action
        .updates
        .iter()
        .find(|update| update.status.is_some_and(|status| status != Status::Recommended) && is_promise(update.date));
    let agreed = agreed.filter(|update| matches!(update.status, Some(Status::Committed | Status::InProgress)))?;
    let in_minutes = held().find(|meeting| meeting.place.file == agreed.place.file);
    // Where two meetings were held on one day, what an assessment recommends goes to the leadership.
    let on_the_day = || held().filter(|meeting| meeting.date == agreed.date).max_by_key(|meeting| meeting.kind);
    in_minutes.or_else(on_the_day)
}

/// What was promised at some meetings, as it stood on a day, in order of due date.
pub fn at<'a>(initiative: &'a Initiative, meetings: &[&Meeting], day: Date) -> Vec<Promise<'a>> {
    let promised = |line: Line<'a>| {
        let found = meeting_of(initiative, line.action)?;
        let meeting = meetings.iter().find(|meeting| meeting.id == found.id)?;
        Some(promise(line, meeting.date, day))
    };
    register::on(initiative, day).into_iter().filter_map(promised).collect()
}

fn promise(line: Line<'_>, promised: Date, day: Date) -> Promise<'_> {
    let first_due = line.action.state(promised.min(day)).due;
    Promise { became: became(&line), first_due: first_due.filter(|_| line.state.due != first_due), line }
}

/// What became of an action.
pub fn became(line: &Line<'_>) -> Became {
    match line.state.status {
        Status::Done if line.state.due.is_none_or(|due| line.state.since <= due) => Became::InTime,
        Status::Done => Became::Late,
        Status::Dropped => Became::Dropped,
        _ if line.overdue => Became::Overdue,
        _ => Became::Open,
    }
}

/// The meetings of the kind that were held last before another one, and by a day: all of that last day.
pub fn last_held(initiative: &Initiative, kind: MeetingKind, before: Date, day: Date) -> Vec<&Meeting> {
    let held = initiative.meetings.iter().filter(|meeting| meeting.kind == kind && meeting.state == MeetingState::Held);
    let known: Vec<&Meeting> = held.filter(|meeting| meeting.date < before && meeting.date <= day).collect();
    let last = known.iter().map(|meeting| meeting.date).max();
    known.into_iter().filter(|meeting| Some(meeting.date) == last).collect()
}

impl Tally {
    /// Counts one.
    pub const fn add(&mut self, became: Became) {
        self.promised += 1;
        match became {
            Became::InTime => self.in_time += 1,
            Became::Late => self.late += 1,
            Became::Open => self.open += 1,
            Became::Overdue => self.overdue += 1,
            Became::Dropped => self.dropped += 1,
        }
    }

    /// Counts all of some promises.
    pub fn of(promises: &[Promise<'_>]) -> Self {
        let mut tally = Self::default();
        promises.iter().for_each(|promise| tally.add(promise.became));
        tally
    }
}
