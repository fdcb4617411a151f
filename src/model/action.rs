//! A recommended step with a reason. It is a commitment once it has an owner and a due date.
//!
//! What changed is a list of dated updates, so that the state on any day can be read.

use jiff::civil::Date;

use crate::model::assessment::Answer;
use crate::model::prose::Prose;
use crate::model::text::{Reference, Text};
use crate::place::Place;

/// A recommended step.
#[derive(Clone, Debug)]
pub struct Action {
    /// Id: the name of its file, or `<meeting>/<task>` for a task in minutes.
    pub id: String,
    /// What is to be done.
    pub title: Text,
    /// More, less or different.
    pub kind: Option<Answer>,
    /// The day it was first recommended.
    pub recommended: Date,
    /// Id of the assessment or the meeting it comes from.
    pub origin: Option<Reference>,
    /// Who answers for it, as first written.
    pub owner: Option<Reference>,
    /// When it is due, as first written.
    pub due: Option<Date>,
    /// Patterns it answers, in the form `<assessment>/<pattern>`.
    pub patterns: Vec<Reference>,
    /// Outcomes it serves.
    pub outcomes: Vec<Reference>,
    /// Paths of the criteria it is about.
    pub criteria: Vec<Reference>,
    /// The decision it carries out, in the form `<assessment>/<decision>`.
    pub decision: Option<Reference>,
    /// Whether it must be met before the initiative starts.
    pub condition: bool,
    /// What became of it, ascending by date.
    pub updates: Vec<Update>,
    /// Why this, and why now.
    pub body: Prose,
    /// Where it stands.
    pub place: Place,
}

/// What was heard of an action on a day.
#[derive(Clone, Debug)]
pub struct Update {
    /// The day.
    pub date: Date,
    /// The status from that day on; `None` leaves it.
    pub status: Option<Status>,
    /// A remark; for a dropped action the reason.
    pub note: Option<Text>,
    /// A new due date.
    pub due: Option<Date>,
    /// A new owner.
    pub owner: Option<Reference>,
    /// Where it is written.
    pub place: Place,
}

/// Where an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Proposed; nobody has said yes.
    Recommended,
    /// Owner and date are agreed.
    Committed,
    /// Begun.
    InProgress,
    /// Done.
    Done,
    /// Given up, for a reason.
    Dropped,
}

/// An action as it stood on a day.
#[derive(Clone, Debug)]
pub struct State<'a> {
    /// Where it stood.
    pub status: Status,
    /// Who answered for it.
    pub owner: Option<&'a Reference>,
    /// When it was due; of what is done or dropped the date that stood then, which nothing moves
    /// any more.
    pub due: Option<Date>,
    /// Since when it has had this status.
    pub since: Date,
    /// The last update up to the day.
    pub last: Option<&'a Update>,
}

impl Action {
    /// The action as it stood at the end of a day. Nobody has promised what has no owner or no date,
    /// and it stays recommended even where somebody wrote that it is committed.
    pub fn state(&self, day: Date) -> State<'_> {
        let mut state = State {
            status: Status::Recommended,
            owner: self.owner.as_ref(),
            due: self.due,
            since: self.recommended,
            last: None,
        };
        for update in self.updates.iter().filter(|update| update.date <= day) {
            if let Some(status) = update.status.filter(|status| *status != state.status) {
                state.status = status;
                state.since = update.date;
            }
            state.owner = update.owner.as_ref().or(state.owner);
            state.due = update.due.filter(|_| state.is_open()).or(state.due);
            state.last = Some(update);
        }
        if state.status == Status::Committed && !state.is_owned_and_dated() {
            state.status = Status::Recommended;
            state.since = self.recommended;
        }
        state
    }
}

impl State<'_> {
    /// Whether something is still to be done.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Status::Done | Status::Dropped)
    }

    /// Whether it has an owner and a date, as a commitment needs.
    pub fn is_owned_and_dated(&self) -> bool {
        self.owner.is_some() && self.due.is_some()
    }

    /// Whether it is open and its date has passed, whoever answers for it.
    pub fn is_overdue(&self, day: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < day)
    }
}
