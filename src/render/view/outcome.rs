//! Outcomes in words.

use jiff::civil::Date;

use crate::briefing::status::{OutcomeLine, TacticLine};
use crate::model::meeting::MeetingState;
use crate::model::outcome;
use crate::render::address;
use crate::render::context::{Decided, Link, Outcome, Reading, Tactic};
use crate::render::format::decimals;
use crate::render::mentions::{Mention, shown};
use crate::render::view::figure::outcome::Gauge;
use crate::render::view::{View, answer_id, words};
use crate::scoring::course::Course;

impl View<'_> {
    /// An outcome as it stood on the day, for a page, with what is asked of it.
    pub fn outcome(&self, line: &OutcomeLine<'_>, page: &str, asked: Mention<'_>) -> Outcome {
        let outcome = line.outcome;
        let format = self.format();
        let decimals = Gauge::of(line).decimals();
        let measure = |reading: &outcome::Reading| format.measure_to(&reading.value, &outcome.unit, decimals);
        let course_id = line.course.map_or("", course_id);
        let not_yet = || self.labels.word("outcome.not-read");
        shown!(
            |name| asked.has(name),
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
                spark_html: self.spark(&Gauge::of(line)),
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
                remarks: self.remarks(outcome.baseline.iter().chain(&outcome.target), &measure),
                tactics: line.tactics.iter().map(|tactic| self.tactic(tactic, asked.field("tactics"))).collect(),
                answers: self.answers(outcome),
                body_html: self.prose(&outcome.body, page, 3, &format!("outcome-{}_", outcome.id)),
                id: outcome.id.clone(),
            }
        )
    }

    /// A tactic as it stood on the day.
    fn tactic(&self, line: &TacticLine<'_>, asked: Mention<'_>) -> Tactic {
        let (tactic, format) = (line.tactic, self.format());
        let gauge = Gauge::of_tactic(line);
        let decimals = gauge.decimals();
        let measure = |reading: &outcome::Reading| format.measure_to(&reading.value, &tactic.unit, decimals);
        let date = |reading: &outcome::Reading| format.short_date(reading.date);
        let has_path = !tactic.readings.is_empty() || tactic.baseline.is_some() || tactic.target.is_some();
        let remarked = tactic.baseline.iter().chain(line.readings.iter().copied()).chain(&tactic.target);
        shown!(
            |name| asked.has(name),
            Tactic {
                title: tactic.title.clone(),
                reason: tactic.measure.clone().unwrap_or_default(),
                measured: has_path,
                then: line.then.map(measure).unwrap_or_default(),
                then_date: line.then.map(date).unwrap_or_default(),
                now: line.now.map(measure).unwrap_or_default(),
                now_date: line.now.map(date).unwrap_or_default(),
                target: tactic
                    .target
                    .as_ref()
                    .map(|target| {
                        let month = format.month(target.date);
                        self.labels.say("outcome.target", &[("value", &measure(target)), ("month", &month)])
                    })
                    .unwrap_or_default(),
                course: self.labels.word(&format!("course.{}", tactic_course(line))),
                course_id: line.course.map_or("", course_id),
                signal: matches!(line.course, Some(Course::Wrong)),
                spark_html: self.spark(&gauge),
                readings: line
                    .readings
                    .iter()
                    .map(|reading| Reading {
                        date: date(reading),
                        value: measure(reading),
                        note: words(reading.note.as_ref()),
                    })
                    .collect(),
                remarks: self.remarks(remarked, &measure),
            }
        )
    }

    /// What was remarked of values.
    pub fn remarks<'a>(
        &self,
        readings: impl Iterator<Item = &'a outcome::Reading>,
        measure: &dyn Fn(&outcome::Reading) -> String,
    ) -> Vec<Reading> {
        let remark = |reading: &outcome::Reading| {
            let note = reading.note.as_ref()?.words.clone();
            Some(Reading { date: self.format().short_date(reading.date), value: measure(reading), note })
        };
        readings.filter_map(remark).collect()
    }

    /// Everything that people answered up to the day, newest first.
    fn answers(&self, outcome: &outcome::Outcome) -> Vec<Decided> {
        let known = outcome.answers.iter().rev().filter(|decided| decided.date <= self.as_of);
        let shown = known.map(|decided| Decided {
            date: self.format().short_date(decided.date),
            answer: self.labels.word(&format!("answer.{}", answer_id(decided.answer))),
            note: words(decided.note.as_ref()),
            meeting: self.held_on(decided.date),
        });
        shown.collect()
    }

    /// The meeting that was held on a day; of several the strategic one, which asks about outcomes.
    fn held_on(&self, day: Date) -> Option<Link> {
        let held = self.initiative.meetings.iter().filter(|one| one.date == day && one.state == MeetingState::Held);
        let meeting = held.max_by_key(|meeting| meeting.kind)?;
        let href = address::meeting(&self.initiative.id, &meeting.id);
        Some(Link { title: self.meeting_title(meeting), href })
    }

    /// What an outcome should reach, and by when.
    pub fn target(&self, outcome: &outcome::Outcome, target: &outcome::Reading) -> String {
        let value = self.format().measure_to(&target.value, &outcome.unit, self.decimals_of(outcome));
        self.labels.say("outcome.target", &[("value", &value), ("month", &self.format().month(target.date))])
    }

    /// The decimals that every value of an outcome is shown with, those known on the day.
    fn decimals_of(&self, outcome: &outcome::Outcome) -> u32 {
        let known = outcome.readings_until(self.as_of);
        decimals(known.chain(&outcome.baseline).chain(&outcome.target).map(|reading| &reading.value))
    }
}

/// The course of a tactic; why it has none, where it has none.
const fn tactic_course(line: &TacticLine<'_>) -> &'static str {
    match line.course {
        Some(course) => course_id(course),
        None => match (line.now.is_some(), line.tactic.target.is_some()) {
            (true, true) => "early",
            (true, false) => "no-target",
            (false, _) => "unknown",
        },
    }
}

/// Why an outcome has no course: nothing was read since the baseline, or nothing at all.
const fn no_course(line: &OutcomeLine<'_>) -> &'static str {
    match (line.now.is_some(), line.outcome.target.is_some()) {
        (true, true) => "early",
        (true, false) => "no-target",
        (false, _) => "unknown",
    }
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
