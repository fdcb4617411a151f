//! Part 2: where the initiative stands: milestones, money, use, outcomes, and whether the three
//! building blocks of a high-performing organization are there.

use jiff::civil::Date;

use crate::briefing::Subject;
use crate::model::initiative::{Budget, Initiative, Milestone, PersonPart, Training, Use};
use crate::model::meeting::{MeetingKind, MeetingState};
use crate::model::outcome::{Decided, Outcome, Reading};
use crate::model::part::{Part, Written};
use crate::scoring::course::{self, Course};

/// Part 2.
#[derive(Clone, Debug)]
pub struct Status<'a> {
    /// What a person wrote.
    pub written: Option<&'a Written>,
    /// What is delivered.
    pub milestones: &'a [Milestone],
    /// The money, and what was spent last.
    pub budget: Option<(&'a Budget, Option<&'a Reading>)>,
    /// Use, group by group.
    pub uses: Vec<UseLine<'a>>,
    /// Outcomes.
    pub outcomes: Vec<OutcomeLine<'a>>,
    /// The training system.
    pub training: &'a [Training],
    /// The building blocks.
    pub blocks: Vec<Block>,
}

/// Use by one group, then and now.
#[derive(Clone, Debug)]
pub struct UseLine<'a> {
    /// The use.
    pub used: &'a Use,
    /// The first reading.
    pub first: Option<&'a Reading>,
    /// The last reading up to the day.
    pub last: Option<&'a Reading>,
}

/// An outcome, then, now and wanted.
#[derive(Clone, Debug)]
pub struct OutcomeLine<'a> {
    /// The outcome.
    pub outcome: &'a Outcome,
    /// Where it started.
    pub then: Option<&'a Reading>,
    /// The last reading up to the day.
    pub now: Option<&'a Reading>,
    /// Readings up to the day.
    pub readings: Vec<&'a Reading>,
    /// Where it is heading.
    pub course: Option<Course>,
    /// What people decided last.
    pub answer: Option<&'a Decided>,
}

/// A building block of the organization, and what of it is in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which one.
    pub kind: BlockKind,
    /// Pieces that are in place.
    pub in_place: usize,
    /// Pieces in all.
    pub pieces: usize,
}

/// The three building blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Sponsor, core team, administrator.
    Structure,
    /// What is taught was held.
    Training,
    /// Tactical and strategic meetings take place.
    Cadence,
}

/// Makes the part.
pub fn of<'a>(subject: &Subject<'a>) -> Status<'a> {
    let initiative = subject.initiative;
    Status {
        written: subject.now.assessment.parts.get(Part::Status),
        milestones: &initiative.milestones,
        budget: initiative.budget.as_ref().map(|budget| (budget, last(&budget.spent, subject.as_of))),
        uses: initiative
            .uses
            .iter()
            .map(|used| UseLine {
                used,
                first: last(&used.readings, subject.as_of).and(used.readings.first()),
                last: last(&used.readings, subject.as_of),
            })
            .collect(),
        outcomes: outcomes(initiative, subject.as_of),
        training: &initiative.training,
        blocks: blocks(initiative, subject.as_of),
    }
}

/// Outcomes as they stood on a day.
pub fn outcomes(initiative: &Initiative, day: Date) -> Vec<OutcomeLine<'_>> {
    initiative
        .outcomes
        .iter()
        .map(|outcome| OutcomeLine {
            outcome,
            then: outcome.baseline.as_ref().or_else(|| outcome.readings_until(day).next()),
            now: outcome.readings_until(day).next_back(),
            readings: outcome.readings_until(day).collect(),
            course: course::of(outcome, day),
            answer: outcome.answer(day),
        })
        .collect()
}

/// How many outcomes are on each course.
#[derive(Clone, Debug, Default)]
pub struct Courses {
    /// Courses with the number of outcomes on them, the best first.
    pub known: Vec<(Course, usize)>,
    /// Outcomes without a course.
    pub unknown: usize,
}

/// Counts outcomes by their course.
pub fn courses(outcomes: &[OutcomeLine<'_>]) -> Courses {
    let count = |course: Course| outcomes.iter().filter(|line| line.course == Some(course)).count();
    let all = [Course::Reached, Course::OnCourse, Course::Behind, Course::Flat, Course::Wrong];
    Courses {
        known: all.into_iter().map(|course| (course, count(course))).filter(|(_, count)| *count > 0).collect(),
        unknown: outcomes.iter().filter(|line| line.course.is_none()).count(),
    }
}

/// The last reading up to a day.
pub fn last(readings: &[Reading], day: Date) -> Option<&Reading> {
    readings.iter().rev().find(|reading| reading.date <= day)
}

/// What of each building block is in place on a day.
pub fn blocks(initiative: &Initiative, day: Date) -> Vec<Block> {
    let has = |part| initiative.people.iter().any(|person| person.part == Some(part));
    let structure = [
        initiative.sponsor.is_some() || has(PersonPart::Sponsor),
        has(PersonPart::CoreTeam),
        has(PersonPart::Administrator),
    ];
    let held = initiative.training.iter().filter(|training| training.held.is_some_and(|held| held <= day)).count();
    let met = |kind| {
        initiative
            .meetings
            .iter()
            .any(|meeting| meeting.kind == kind && meeting.state == MeetingState::Held && meeting.date <= day)
    };
    let cadence = [met(MeetingKind::Tactical), met(MeetingKind::Strategic)];
    let count = |pieces: &[bool]| pieces.iter().filter(|piece| **piece).count();
    vec![
        Block { kind: BlockKind::Structure, in_place: count(&structure), pieces: structure.len() },
        Block { kind: BlockKind::Training, in_place: held, pieces: initiative.training.len() },
        Block { kind: BlockKind::Cadence, in_place: count(&cadence), pieces: cadence.len() },
    ]
}
