//! Part 8: who does what by when, what is carried over, and when we meet again.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::briefing::Subject;
use crate::briefing::cadence::{self, Cadence};
use crate::briefing::plan::{self, Plan};
use crate::briefing::register::{self, Line};
use crate::model::initiative::Initiative;
use crate::model::meeting::{Meeting, MeetingKind, MeetingState};
use crate::model::part::{Part, Written};

/// Part 8.
#[derive(Clone, Debug)]
pub struct Commitment<'a> {
    /// What a person wrote.
    pub written: Option<&'a Written>,
    /// Open actions of this assessment with owner and date, in order of due date.
    pub register: Vec<Line<'a>>,
    /// Open actions of this assessment without owner or date: recommended, not committed.
    pub uncommitted: Vec<Line<'a>>,
    /// Open actions from before this assessment; overdue ones first.
    pub carried: Vec<Line<'a>>,
    /// What was done since the reading before.
    pub done: Vec<Line<'a>>,
    /// What was dropped since then, with its reason.
    pub dropped: Vec<Line<'a>>,
    /// The next meeting of each kind.
    pub next: Vec<(MeetingKind, Option<&'a Meeting>)>,
    /// What lies ahead of the open actions that have a date.
    pub plan: Option<Plan<'a>>,
    /// The meetings since the assessment before.
    pub cadence: Option<Cadence<'a>>,
    /// Ids of the people who sign: the sponsor, then the owners.
    pub signatures: Vec<&'a str>,
}

/// Makes the part; `lines` are those of the register.
pub fn of<'a>(subject: &Subject<'a>, lines: &[Line<'a>]) -> Commitment<'a> {
    let assessment = subject.now.assessment;
    let (own, others): (Vec<Line<'a>>, Vec<Line<'a>>) =
        lines.iter().cloned().partition(|line| register::is_from(line.action, assessment));
    let earlier = others.into_iter().filter(|line| line.action.recommended < assessment.date);
    let (register, uncommitted): (Vec<Line<'a>>, Vec<Line<'a>>) =
        own.iter().filter(|line| line.is_open()).cloned().partition(Line::is_owned_and_dated);
    let (mut carried, closed): (Vec<Line<'a>>, Vec<Line<'a>>) = earlier.partition(Line::is_open);
    carried.sort_by_key(|line| !line.overdue);
    let since = subject.before.map(|before| before.assessment.date);
    let recent = |line: &&Line<'a>| since.is_none_or(|since| line.state.since > since);
    let closed: Vec<Line<'a>> = closed.into_iter().chain(own.into_iter().filter(|line| !line.is_open())).collect();
    let (done, dropped): (Vec<Line<'a>>, Vec<Line<'a>>) =
        closed.iter().filter(recent).cloned().partition(|line| line.state.status == crate::model::action::Status::Done);
    let newest_first = |mut lines: Vec<Line<'a>>| {
        lines.sort_by_key(|line| std::cmp::Reverse(line.state.since));
        lines
    };
    let meeting = assessment.meeting.as_ref().and_then(|meeting| subject.initiative.meeting(&meeting.id));
    let meeting = meeting.or_else(|| next(subject.initiative, MeetingKind::Strategic, subject.as_of));
    let dated = carried.iter().chain(&register).cloned();
    Commitment {
        plan: plan::of(subject.initiative, dated, meeting, subject.as_of),
        cadence: cadence::of(subject.initiative, since, subject.as_of),
        written: assessment.parts.get(Part::Commitment),
        signatures: signatures(subject, register.iter().chain(&carried)),
        register,
        uncommitted,
        carried,
        done: newest_first(done),
        dropped: newest_first(dropped),
        next: [MeetingKind::Tactical, MeetingKind::Strategic]
            .into_iter()
            .map(|kind| (kind, next(subject.initiative, kind, subject.as_of)))
            .collect(),
    }
}

/// The next meeting of a kind on or after a day; what was held that day is no longer ahead.
pub fn next(initiative: &Initiative, kind: MeetingKind, day: Date) -> Option<&Meeting> {
    all_next(initiative, kind, day).first().copied()
}

/// The next meetings of a kind, all of one day; mostly one.
pub fn all_next(initiative: &Initiative, kind: MeetingKind, day: Date) -> Vec<&Meeting> {
    let is_ahead = |meeting: &Meeting| match meeting.state {
        MeetingState::Planned => meeting.date >= day,
        MeetingState::Held => meeting.date > day,
        MeetingState::Missed => false,
    };
    let ahead = || initiative.meetings.iter().filter(|meeting| meeting.kind == kind && is_ahead(meeting));
    let first = ahead().map(|meeting| meeting.date).min();
    ahead().filter(|meeting| Some(meeting.date) == first).collect()
}

fn signatures<'a, 'l>(subject: &Subject<'a>, register: impl Iterator<Item = &'l Line<'a>>) -> Vec<&'a str>
where
    'a: 'l,
{
    let sponsor = subject.initiative.sponsor.as_ref().map(|sponsor| sponsor.id.as_str());
    let owners: BTreeSet<&'a str> =
        register.filter_map(|line| line.state.owner).map(|owner| owner.id.as_str()).collect();
    sponsor.into_iter().chain(owners.into_iter().filter(|owner| Some(*owner) != sponsor)).collect()
}
