//! `preread status --format json`: what asks for somebody on a day. Field names are contracts.

use serde::Serialize;

use crate::briefing::due;
use crate::briefing::register::Line;
use crate::briefing::status::OutcomeLine;
use crate::model::initiative::Initiative;
use crate::model::meeting;
use crate::model::outcome;
use crate::render::view::action::status_id;
use crate::render::view::answer_id;
use crate::render::view::outcome::course_id;

/// What asks for somebody in one initiative. Dates are ISO dates, measured values decimal strings.
#[derive(Clone, Debug, Serialize)]
pub struct Due {
    /// Id of the initiative.
    pub initiative: String,
    /// Its title.
    pub title: String,
    /// The next meeting of each kind; a kind without one is left out.
    pub meetings: Vec<Meeting>,
    /// Meetings whose day has passed and of which nothing was written.
    pub unreported: Vec<Meeting>,
    /// Open actions whose date has passed, the longest overdue first.
    pub overdue: Vec<Action>,
    /// Open actions that are due soon.
    pub due: Vec<Action>,
    /// Decisions that are asked and open.
    pub decisions: Vec<Decision>,
    /// Outcomes that are behind, flat, or moving in the wrong direction.
    pub off_course: Vec<Outcome>,
}

/// A meeting.
#[derive(Clone, Debug, Serialize)]
pub struct Meeting {
    /// Id.
    pub id: String,
    /// tactical or strategic.
    pub kind: &'static str,
    /// The day.
    pub date: String,
    /// The hour, as written.
    pub time: Option<String>,
    /// Titles of the topics that are written down.
    pub topics: Vec<String>,
}

/// An action.
#[derive(Clone, Debug, Serialize)]
pub struct Action {
    /// Id, or `<meeting>/<task>`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Id of who answers for it.
    pub owner: Option<String>,
    /// The day it is due.
    pub due: String,
    /// Days until then; below zero when it is overdue.
    pub days: i32,
    /// recommended, committed or in-progress.
    pub status: &'static str,
    /// The day something was last heard of it.
    pub heard: Option<String>,
    /// The remark of that day.
    pub note: Option<String>,
}

/// A decision.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// `<assessment>/<decision>`.
    pub id: String,
    /// What is asked.
    pub ask: String,
    /// By when, at what cost.
    pub detail: Option<String>,
    /// Id of the meeting that is asked.
    pub meeting: Option<String>,
}

/// An outcome.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Id of who answers for it.
    pub owner: Option<String>,
    /// behind, flat or wrong.
    pub course: &'static str,
    /// Unit of its values.
    pub unit: String,
    /// Where it started.
    pub baseline: Option<Reading>,
    /// The last reading.
    pub now: Option<Reading>,
    /// Where it should be.
    pub target: Option<Reading>,
    /// What people decided last: more, less, different or keep.
    pub answer: Option<&'static str>,
}

/// A value on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// The day.
    pub date: String,
    /// The value, as a decimal string.
    pub value: String,
}

impl Due {
    /// What asks for somebody, as data.
    pub fn of(initiative: &Initiative, due: &due::Due<'_>) -> Self {
        let action = |line: &Line<'_>| action(line, due);
        Self {
            initiative: initiative.id.clone(),
            title: initiative.title.words.clone(),
            meetings: due.next.iter().filter_map(|(_, meeting)| meeting.map(self::meeting)).collect(),
            unreported: due.unreported.iter().map(|meeting| self::meeting(meeting)).collect(),
            overdue: due.overdue.iter().filter_map(action).collect(),
            due: due.soon.iter().filter_map(action).collect(),
            decisions: due.decisions.iter().map(decision).collect(),
            off_course: due.off_course.iter().map(outcome).collect(),
        }
    }
}

fn meeting(meeting: &meeting::Meeting) -> Meeting {
    Meeting {
        id: meeting.id.clone(),
        kind: meeting.kind.id(),
        date: meeting.date.to_string(),
        time: meeting.time.clone(),
        topics: meeting.topics.iter().map(|topic| topic.title.words.clone()).collect(),
    }
}

fn action(line: &Line<'_>, due: &due::Due<'_>) -> Option<Action> {
    let date = line.state.due?;
    Some(Action {
        id: line.action.id.clone(),
        title: line.action.title.words.clone(),
        owner: line.state.owner.map(|owner| owner.id.clone()),
        due: date.to_string(),
        days: due.days_until(date),
        status: status_id(line.state.status),
        heard: line.state.last.map(|update| update.date.to_string()),
        note: line.state.last.and_then(|update| update.note.as_ref()).map(|note| note.words.clone()),
    })
}

fn decision(open: &due::Open<'_>) -> Decision {
    Decision {
        id: format!("{}/{}", open.assessment.id, open.decision.id),
        ask: open.decision.ask.words.clone(),
        detail: open.decision.detail.as_ref().map(|detail| detail.words.clone()),
        meeting: open.meeting.map(|meeting| meeting.id.clone()),
    }
}

fn outcome(line: &OutcomeLine<'_>) -> Outcome {
    let reading =
        |reading: &outcome::Reading| Reading { date: reading.date.to_string(), value: reading.value.decimal() };
    Outcome {
        id: line.outcome.id.clone(),
        title: line.outcome.title.words.clone(),
        owner: line.outcome.owner.as_ref().map(|owner| owner.id.clone()),
        course: line.course.map_or("", course_id),
        unit: line.outcome.unit.clone(),
        baseline: line.outcome.baseline.as_ref().map(reading),
        now: line.now.map(reading),
        target: line.outcome.target.as_ref().map(reading),
        answer: line.answer.map(|decided| answer_id(decided.answer)),
    }
}
