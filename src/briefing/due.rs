//! What asks for somebody on a day, of one initiative: the next meeting of each kind, meetings nobody
//! wrote of, actions overdue and due soon, decisions that are still open, outcomes off their course.
//!
//! It is the answer to `preread status`, and it never looks further back than the newest assessment
//! the day knows.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::briefing::commitment;
use crate::briefing::register::{self, Line};
use crate::briefing::status::{self, OutcomeLine};
use crate::model::action::Status;
use crate::model::assessment::{Assessment, Decision};
use crate::model::initiative::Initiative;
use crate::model::meeting::{Meeting, MeetingKind, MeetingState};
use crate::scoring::course::Course;

/// How many days ahead an action is due soon.
const DAYS: i32 = 14;

/// What asks for somebody.
#[derive(Clone, Debug)]
pub struct Due<'a> {
    /// The day.
    pub day: Date,
    /// The last day that is soon.
    pub until: Date,
    /// The next meeting of each kind, or each of several on one day.
    pub next: Vec<(MeetingKind, Option<&'a Meeting>)>,
    /// Meetings since the newest assessment whose day has passed and of which nothing was written.
    pub unreported: Vec<&'a Meeting>,
    /// Open actions whose date has passed, the longest overdue first.
    pub overdue: Vec<Line<'a>>,
    /// Open actions that are due soon, the first first.
    pub soon: Vec<Line<'a>>,
    /// Decisions that the newest assessment asks for and that nobody has taken.
    pub decisions: Vec<Open<'a>>,
    /// Outcomes that are behind, flat, or moving in the wrong direction.
    pub off_course: Vec<OutcomeLine<'a>>,
}

/// A decision that is open.
#[derive(Clone, Copy, Debug)]
pub struct Open<'a> {
    /// The assessment that asks for it.
    pub assessment: &'a Assessment,
    /// The decision.
    pub decision: &'a Decision,
    /// The meeting that is asked.
    pub meeting: Option<&'a Meeting>,
}

impl Due<'_> {
    /// Days from the day to another, below zero when that is past.
    pub fn days_until(&self, date: Date) -> i32 {
        self.day.until(date).map_or(0, |span| span.get_days())
    }
}

/// What asks for somebody on a day.
pub fn of(initiative: &Initiative, day: Date) -> Due<'_> {
    let until = until(day);
    let newest = initiative.assessments.iter().rev().find(|assessment| assessment.date <= day);
    let dated = register::on(initiative, day).into_iter().filter(|line| line.is_open() && line.state.due.is_some());
    let (overdue, ahead): (Vec<Line<'_>>, Vec<Line<'_>>) = dated.partition(|line| line.overdue);
    let next = |kind| {
        let found = commitment::all_next(initiative, kind, day);
        let none = found.is_empty().then_some((kind, None));
        found.into_iter().map(move |meeting| (kind, Some(meeting))).chain(none)
    };
    Due {
        day,
        until,
        next: [MeetingKind::Tactical, MeetingKind::Strategic].into_iter().flat_map(next).collect(),
        unreported: unreported(initiative, newest, day),
        overdue,
        soon: ahead.into_iter().filter(|line| line.state.due.is_some_and(|due| due <= until)).collect(),
        decisions: newest.map(|assessment| open(initiative, assessment, day)).unwrap_or_default(),
        off_course: status::outcomes(initiative, day).into_iter().filter(is_off_course).collect(),
    }
}

/// The last day that is soon.
pub fn until(day: Date) -> Date {
    day.checked_add(Span::new().days(DAYS)).unwrap_or(day)
}

/// Whether a decision, named `<assessment>/<decision>`, is open on a day: no action that carries it
/// out has been agreed, begun, done or dropped.
pub fn is_open(initiative: &Initiative, decision: &str, day: Date) -> bool {
    let carries = initiative.actions.iter().filter(|action| {
        action.recommended <= day && action.decision.as_ref().is_some_and(|reference| reference.id == decision)
    });
    carries.into_iter().all(|action| action.state(day).status == Status::Recommended)
}

fn open<'a>(initiative: &'a Initiative, assessment: &'a Assessment, day: Date) -> Vec<Open<'a>> {
    let meeting = assessment.meeting.as_ref().and_then(|meeting| initiative.meeting(&meeting.id));
    let asked = assessment.decisions.iter();
    asked
        .filter(|decision| is_open(initiative, &format!("{}/{}", assessment.id, decision.id), day))
        .map(|decision| Open { assessment, decision, meeting })
        .collect()
}

/// Older ones are for the page of meetings; without an assessment those of a year.
fn unreported<'a>(initiative: &'a Initiative, newest: Option<&Assessment>, day: Date) -> Vec<&'a Meeting> {
    let since = newest.map(|assessment| assessment.date).or_else(|| day.checked_sub(1.year()).ok()).unwrap_or(day);
    let passed = initiative.meetings.iter().filter(|meeting| meeting.date >= since && meeting.date < day);
    passed.filter(|meeting| meeting.state == MeetingState::Planned).collect()
}

const fn is_off_course(line: &OutcomeLine<'_>) -> bool {
    matches!(line.course, Some(Course::Behind | Course::Flat | Course::Wrong))
}
