//! What lies ahead: open actions with a date, the meeting that is prepared, the next milestones,
//! and the days of tactical meetings.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::briefing::register::Line;
use crate::model::initiative::{Every, Initiative, Milestone};
use crate::model::meeting::{Meeting, MeetingKind, MeetingState};

/// Most milestones that are named.
const MOST_MILESTONES: usize = 2;
/// Most meetings that a rhythm adds, so that a due date a century away costs nothing.
const MOST_MEETINGS: usize = 120;

/// What lies ahead.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// Open actions with a date: overdue ones first, then in order of due date.
    pub rows: Vec<Row<'a>>,
    /// The meeting that is prepared, when it lies ahead.
    pub meeting: Option<&'a Meeting>,
    /// The next milestones, none of them long after the last action.
    pub milestones: Vec<(&'a Milestone, Date)>,
    /// Days of tactical meetings: those that are planned, then by the rhythm.
    pub tactical: Vec<Date>,
    /// How often the team meets, when the days rest on it.
    pub every: Option<Every>,
    /// First and last day.
    pub span: (Date, Date),
}

/// An action on its way.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The action.
    pub line: Line<'a>,
    /// The day it starts from: the meeting, or the day it was recommended.
    pub from: Date,
    /// The day it is due.
    pub due: Date,
}

/// The plan on a day; `None` without an open action that has a date.
pub fn of<'a>(
    initiative: &'a Initiative,
    lines: impl IntoIterator<Item = Line<'a>>,
    meeting: Option<&'a Meeting>,
    day: Date,
) -> Option<Plan<'a>> {
    let meeting = meeting.filter(|meeting| meeting.date >= day);
    let row = |line: Line<'a>| {
        let due = line.state.due.filter(|_| line.is_open())?;
        let from =
            meeting.map_or(line.action.recommended, |meeting| if meeting.date <= due { meeting.date } else { day });
        Some(Row { from: from.min(due), due, line })
    };
    let mut rows: Vec<Row<'a>> = lines.into_iter().filter_map(row).collect();
    rows.sort_by_key(|row| (!row.line.overdue, row.due));
    let last = rows.iter().map(|row| row.due).chain(meeting.map(|meeting| meeting.date)).max()?;
    let first = rows.iter().filter(|row| !row.line.overdue).map(|row| row.from).chain([day]).min()?;
    let last = last.max(day);
    let milestones = milestones(initiative, day, last);
    let last = milestones.iter().map(|(_, planned)| *planned).chain([last]).max()?;
    let (tactical, every) = tactical(initiative, first.max(day), last);
    (!rows.is_empty()).then_some(Plan { rows, meeting, milestones, tactical, every, span: (first, last) })
}

/// The next milestones that are not reached, while they lie before the last action or soon after.
fn milestones(initiative: &Initiative, day: Date, last: Date) -> Vec<(&Milestone, Date)> {
    let half = day.until(last).map_or(0, |span| span.get_days()) / 2;
    let limit = last.checked_add(Span::new().days(half)).unwrap_or(last);
    let open = initiative.milestones.iter().filter(|milestone| milestone.done.is_none_or(|done| done > day));
    let mut next: Vec<(&Milestone, Date)> = open
        .filter_map(|milestone| Some((milestone, milestone.planned?)))
        .filter(|(_, planned)| *planned >= day && *planned <= limit)
        .collect();
    next.sort_by_key(|(_, planned)| *planned);
    next.truncate(MOST_MILESTONES);
    next
}

/// Tactical meetings that are written down, and after the last of them those that the rhythm asks
/// for.
fn tactical(initiative: &Initiative, from: Date, to: Date) -> (Vec<Date>, Option<Every>) {
    let known: Vec<Date> = initiative
        .meetings
        .iter()
        .filter(|meeting| meeting.kind == MeetingKind::Tactical && meeting.state != MeetingState::Missed)
        .map(|meeting| meeting.date)
        .collect();
    let (Some(last), Some(every)) = (known.last().copied(), initiative.rhythm.tactical) else {
        return (known.into_iter().filter(|day| (from..=to).contains(day)).collect(), None);
    };
    let later = (1..=MOST_MEETINGS).map_while(|times| {
        let times = i32::try_from(times).ok()?;
        last.checked_add(step(every, times)).ok().filter(|day| *day <= to)
    });
    (known.iter().copied().chain(later).filter(|day| (from..=to).contains(day)).collect(), Some(every))
}

fn step(every: Every, times: i32) -> Span {
    match every {
        Every::Week => times.weeks(),
        Every::Fortnight => (2 * times).weeks(),
        Every::Month => times.months(),
        Every::Quarter => (3 * times).months(),
        Every::HalfYear => (6 * times).months(),
        Every::Year => times.years(),
    }
}
