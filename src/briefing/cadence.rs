//! Whether meetings take place: what was held and what was missed in a period, and what is planned
//! up to the strategic meeting that comes next.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::briefing::commitment;
use crate::model::initiative::Initiative;
use crate::model::meeting::{Meeting, MeetingKind, MeetingState};

/// Meetings of a period.
#[derive(Clone, Debug)]
pub struct Cadence<'a> {
    /// First and last day; the last is that of the next strategic meeting where one is planned, else
    /// of the next tactical one.
    pub span: (Date, Date),
    /// Meetings up to the day, and those planned up to the last day, ascending by date.
    pub meetings: Vec<(&'a Meeting, Kept)>,
}

/// Whether a meeting took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It took place.
    Held,
    /// It did not.
    Missed,
    /// Its day has passed and nobody wrote of it.
    Unreported,
    /// It lies ahead.
    Planned,
}

/// Meetings from a day to another, and those planned after it; without a first day those of twelve
/// months. `None` when there was none and none is planned.
pub fn of(initiative: &Initiative, since: Option<Date>, day: Date) -> Option<Cadence<'_>> {
    let first = since.or_else(|| day.checked_sub(1.year()).ok()).unwrap_or(day);
    let next = |kind| commitment::next(initiative, kind, day);
    let end = next(MeetingKind::Strategic).or_else(|| next(MeetingKind::Tactical)).map_or(day, |next| next.date);
    let shown = initiative.meetings.iter().filter(|meeting| (first..=end).contains(&meeting.date));
    let mut meetings: Vec<(&Meeting, Kept)> = shown.map(|meeting| (meeting, kept(meeting, day))).collect();
    meetings.sort_by_key(|(meeting, _)| meeting.date);
    let last = meetings.last().map(|(meeting, _)| meeting.date.max(day))?;
    Some(Cadence { span: (first, last), meetings })
}

fn kept(meeting: &Meeting, day: Date) -> Kept {
    match meeting.state {
        _ if meeting.date > day => Kept::Planned,
        MeetingState::Held => Kept::Held,
        MeetingState::Missed => Kept::Missed,
        MeetingState::Planned if meeting.date < day => Kept::Unreported,
        MeetingState::Planned => Kept::Planned,
    }
}

impl Cadence<'_> {
    /// How many meetings of a kind there are of each sort.
    pub fn count(&self, kind: MeetingKind, kept: Kept) -> usize {
        self.meetings.iter().filter(|(meeting, state)| meeting.kind == kind && *state == kept).count()
    }
}
