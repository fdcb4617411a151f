//! Whether commitments are followed through: what was kept of each meeting's promises, how long
//! things stay open, and how often what is open was carried over. All of it as of a day, exact, and
//! over the whole register: nothing leaves it silently.
//!
//! Days open are counted from the day an action was recommended to the day it was done or dropped;
//! to the day of the report while it is open. The median of an even number of them is the mean of
//! the two in the middle. An action is carried over by each assessment and each held meeting after
//! the day it was recommended at whose end it was still open.

use jiff::civil::Date;

use crate::briefing::promise::{self, Tally};
use crate::briefing::register::{self, Line};
use crate::model::action::{Action, Status};
use crate::model::initiative::Initiative;
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::number::Number;

/// Follow-through on a day.
#[derive(Clone, Debug)]
pub struct FollowThrough<'a> {
    /// What is open, done and dropped; what there is none of is left out.
    pub ages: Vec<Age<'a>>,
    /// Each meeting at which something was promised, newest first.
    pub kept: Vec<(&'a Meeting, Tally)>,
    /// What is on the register and was promised at no meeting.
    pub elsewhere: Tally,
    /// Everything on the register.
    pub whole: Tally,
}

/// How long actions of one sort were open.
#[derive(Clone, Debug)]
pub struct Age<'a> {
    /// The sort.
    pub sort: Sort,
    /// How many.
    pub count: usize,
    /// The median of the days.
    pub median: Number,
    /// The most days, and the first action that was open so long.
    pub longest: (i64, &'a Action),
}

/// Sorts of actions, by where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Something is still to be done.
    Open,
    /// Done.
    Done,
    /// Given up.
    Dropped,
}

/// How often an open action was carried over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Over so many assessments.
    pub assessments: usize,
    /// Over so many meetings.
    pub meetings: usize,
}

/// Follow-through on a day; `None` while nothing is on the register.
pub fn on(initiative: &Initiative, day: Date) -> Option<FollowThrough<'_>> {
    let lines = register::on(initiative, day);
    let mut kept: Vec<(&Meeting, Tally)> =
        initiative.meetings.iter().rev().map(|meeting| (meeting, Tally::default())).collect();
    let (mut elsewhere, mut whole) = (Tally::default(), Tally::default());
    for line in &lines {
        let became = promise::became(line);
        whole.add(became);
        let meeting = promise::meeting_of(initiative, line.action).filter(|meeting| meeting.date <= day);
        let entry = meeting.and_then(|meeting| kept.iter_mut().find(|(one, _)| one.id == meeting.id));
        entry.map_or(&mut elsewhere, |(_, tally)| tally).add(became);
    }
    kept.retain(|(_, tally)| tally.promised > 0);
    let ages = [Sort::Open, Sort::Done, Sort::Dropped].into_iter().filter_map(|sort| age(sort, &lines, day)).collect();
    (whole.promised > 0).then_some(FollowThrough { ages, kept, elsewhere, whole })
}

fn age<'a>(sort: Sort, lines: &[Line<'a>], day: Date) -> Option<Age<'a>> {
    let of_sort = lines.iter().filter(|line| sort_of(line) == sort);
    let mut days: Vec<(i64, &'a Action)> = of_sort.map(|line| (days_open(line, day), line.action)).collect();
    let longest = days.iter().rev().max_by_key(|(days, _)| *days).copied()?;
    days.sort_by_key(|(days, _)| *days);
    let at = |at: usize| days.get(at).map(|(days, _)| *days);
    let (low, high) = (at((days.len() - 1) / 2)?, at(days.len() / 2)?);
    Some(Age { sort, count: days.len(), median: Number::fraction(low + high, 2)?, longest })
}

fn sort_of(line: &Line<'_>) -> Sort {
    match line.state.status {
        Status::Done => Sort::Done,
        Status::Dropped => Sort::Dropped,
        _ => Sort::Open,
    }
}

/// Days from the recommendation to the end, or to the day.
pub fn days_open(line: &Line<'_>, day: Date) -> i64 {
    let end = if line.is_open() { day } else { line.state.since };
    line.action.recommended.until(end).map_or(0, |span| i64::from(span.get_days()))
}

/// How often an action was carried over by a day.
pub fn carried(initiative: &Initiative, action: &Action, day: Date) -> Carried {
    let is_over = |date: Date| date > action.recommended && date <= day && action.state(date).is_open();
    let held = initiative.meetings.iter().filter(|meeting| meeting.state == MeetingState::Held);
    Carried {
        assessments: initiative.assessments.iter().filter(|assessment| is_over(assessment.date)).count(),
        meetings: held.filter(|meeting| is_over(meeting.date)).count(),
    }
}
