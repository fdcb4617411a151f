//! Part 2: where the initiative stands: milestones, money, use, outcomes, and whether the three
//! building blocks of a high-performing organization are there, which [`Subject::organization`] tells.

use jiff::civil::Date;

use crate::briefing::Subject;
use crate::model::initiative::{Budget, Initiative, Milestone, Use};
use crate::model::outcome::{Decided, Outcome, Reading, Tactic};
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
    /// What is done for it, each with a measure of its own.
    pub tactics: Vec<TacticLine<'a>>,
}

/// A tactic, then, now and wanted.
#[derive(Clone, Debug)]
pub struct TacticLine<'a> {
    /// The tactic.
    pub tactic: &'a Tactic,
    /// Where it started.
    pub then: Option<&'a Reading>,
    /// The last reading up to the day.
    pub now: Option<&'a Reading>,
    /// Readings up to the day.
    pub readings: Vec<&'a Reading>,
    /// Where it is heading.
    pub course: Option<Course>,
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
            tactics: outcome.tactics.iter().map(|tactic| tactic_line(tactic, day)).collect(),
        })
        .collect()
}

fn tactic_line(tactic: &Tactic, day: Date) -> TacticLine<'_> {
    TacticLine {
        tactic,
        then: tactic.baseline.as_ref().or_else(|| tactic.readings_until(day).next()),
        now: tactic.readings_until(day).next_back(),
        readings: tactic.readings_until(day).collect(),
        course: course::of_tactic(tactic, day),
    }
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
