//! Outcomes in words.

use crate::briefing::status::OutcomeLine;
use crate::model::outcome;
use crate::render::address;
use crate::render::context::{Left, Outcome, Reading};
use crate::render::format::decimals;
use crate::render::view::{View, answer_id, words};
use crate::scoring::course::Course;

impl View<'_> {
    /// An outcome as it stood on the day, for a page.
    pub fn outcome(&self, line: &OutcomeLine<'_>, page: &str) -> Outcome {
        let outcome = line.outcome;
        let format = self.format();
        let decimals = decimals_of(outcome);
        let measure = |reading: &outcome::Reading| format.measure_to(&reading.value, &outcome.unit, decimals);
        let course_id = line.course.map_or("", course_id);
        let not_yet = || self.labels.word("outcome.not-read");
        Outcome {
            href: address::outcome(&self.initiative.id, &outcome.id),
            title: outcome.title.words.clone(),
            measure: outcome.measure.clone(),
            then: line.then.map_or_else(not_yet, measure),
            then_date: line.then.map(|reading| format.short_date(reading.date)).unwrap_or_default(),
            now: line.now.map_or_else(not_yet, measure),
            now_date: line.now.map(|reading| format.short_date(reading.date)).unwrap_or_default(),
            target: match &outcome.target {
                Some(target) => self.target(outcome, target),
                None => self.labels.word("outcome.no-target"),
            },
            course: self
                .labels
                .word(&format!("course.{}", if course_id.is_empty() { no_course(line) } else { course_id })),
            course_id,
            signal: matches!(line.course, Some(Course::Wrong)),
            answer: match line.answer {
                Some(decided) => self.labels.say(
                    "outcome.answered",
                    &[
                        ("date", &format.short_date(decided.date)),
                        ("answer", &self.labels.word(&format!("answer.{}", answer_id(decided.answer)))),
                    ],
                ),
                None => String::new(),
            },
            answer_note: words(line.answer.and_then(|decided| decided.note.as_ref())),
            owner: outcome.owner.as_ref().map(|owner| self.person(owner)),
            spark_html: self.spark(line),
            figure: self.outcome_figure_below(line),
            readings: line
                .readings
                .iter()
                .map(|reading| Reading {
                    date: format.short_date(reading.date),
                    value: measure(reading),
                    note: words(reading.note.as_ref()),
                })
                .collect(),
            tactics: outcome
                .tactics
                .iter()
                .map(|tactic| Left { title: tactic.title.clone(), reason: tactic.measure.clone().unwrap_or_default() })
                .collect(),
            body_html: self.prose(&outcome.body, page, 3, &format!("outcome-{}_", outcome.id)),
            id: outcome.id.clone(),
        }
    }

    /// What an outcome should reach, and by when.
    pub fn target(&self, outcome: &outcome::Outcome, target: &outcome::Reading) -> String {
        let value = self.format().measure_to(&target.value, &outcome.unit, decimals_of(outcome));
        self.labels.say("outcome.target", &[("value", &value), ("month", &self.format().month(target.date))])
    }
}

/// The decimals that every value of an outcome is shown with.
fn decimals_of(outcome: &outcome::Outcome) -> u32 {
    decimals(outcome.readings.iter().chain(&outcome.baseline).chain(&outcome.target).map(|reading| &reading.value))
}

/// Why an outcome has no course: nothing was read since the baseline, or nothing at all.
const fn no_course(line: &OutcomeLine<'_>) -> &'static str {
    if line.now.is_some() && line.outcome.target.is_some() { "early" } else { "unknown" }
}

/// The id of a course.
pub const fn course_id(course: Course) -> &'static str {
    match course {
        Course::Reached => "reached",
        Course::OnCourse => "on-course",
        Course::Behind => "behind",
        Course::Flat => "flat",
        Course::Wrong => "wrong",
    }
}
