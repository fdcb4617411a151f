//! Commitments week over week: how many were made by the end of each week, and how many of them
//! were done or dropped.
//!
//! An action is a commitment from the first day on which somebody had agreed to it (it was
//! committed, or in progress) and it had an owner and a due date; what was done without that is one
//! from the day it was done. It stays one whatever happens to it: another date or another owner
//! changes nothing, what was dropped is counted as dropped from that day on, and what is taken up
//! again is open again from that day on. Weeks begin on Monday. The first is that of the first
//! commitment, the last is that of the report and ends with its day.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::model::action::{Action, Status};
use crate::model::initiative::Initiative;

/// Commitments up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BurnUp {
    /// The Monday of the first week.
    pub first: Date,
    /// The weeks, oldest first; there is at least one.
    pub weeks: Vec<Week>,
    /// Commitments that are open on the day and whose date has passed.
    pub overdue: usize,
}

/// What was counted at the end of a week, from the beginning on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its last day: a Sunday, or the day of the report.
    pub end: Date,
    /// Commitments made.
    pub made: usize,
    /// Those that were done.
    pub done: usize,
    /// Those that were dropped.
    pub dropped: usize,
}

/// Commitments week over week up to a day; `None` while nothing was committed to.
pub fn of(initiative: &Initiative, day: Date) -> Option<BurnUp> {
    let commitments: Vec<(Date, &Action)> =
        initiative.actions.iter().filter_map(|action| Some((made_on(action, day)?, action))).collect();
    let begin = commitments.iter().map(|(made, _)| *made).min()?;
    let first = begin.checked_sub(i32::from(begin.weekday().since(Weekday::Monday)).days()).ok()?;
    let mut weeks = Vec::new();
    let mut monday = first;
    while monday <= day {
        let Some(end) = monday.checked_add(6.days()).ok().map(|sunday| sunday.min(day)) else { break };
        weeks.push(week(&commitments, end));
        let Ok(next) = monday.checked_add(7.days()) else { break };
        monday = next;
    }
    let overdue = commitments.iter().filter(|(_, action)| action.state(day).is_overdue(day)).count();
    Some(BurnUp { first, weeks, overdue })
}

fn week(commitments: &[(Date, &Action)], end: Date) -> Week {
    let made = || commitments.iter().filter(|(made, _)| *made <= end);
    let count = |status| made().filter(|(_, action)| action.state(end).status == status).count();
    Week { end, made: made().count(), done: count(Status::Done), dropped: count(Status::Dropped) }
}

/// The day from which an action is a commitment, up to a day.
pub fn made_on(action: &Action, day: Date) -> Option<Date> {
    let mut days: Vec<Date> = action.updates.iter().map(|update| update.date).collect();
    days.push(action.recommended);
    days.retain(|one| *one >= action.recommended && *one <= day);
    days.sort_unstable();
    days.into_iter().find(|one| {
        let state = action.state(*one);
        match state.status {
            Status::Committed | Status::InProgress => state.is_owned_and_dated(),
            Status::Done => true,
            Status::Recommended | Status::Dropped => false,
        }
    })
}

impl BurnUp {
    /// Where it stands on the day.
    pub fn now(&self) -> Option<Week> {
        self.weeks.last().copied()
    }

    /// Weeks in which something changed, and the last one.
    pub fn changes(&self) -> Vec<Week> {
        let counts = |week: &Week| (week.made, week.done, week.dropped);
        let mut shown: Vec<Week> = Vec::new();
        for week in &self.weeks {
            if shown.last().is_none_or(|before| counts(before) != counts(week)) {
                shown.push(*week);
            }
        }
        match (self.weeks.last(), shown.last()) {
            (Some(last), Some(shown_last)) if last.end != shown_last.end => shown.push(*last),
            _ => {}
        }
        shown
    }
}
