//! What the first look takes in: direction, answer, actions and points, each in a few words.

use crate::briefing::Briefing;
use crate::briefing::status::Courses;
use crate::model::instrument::ROOT;
use crate::render::context::Answer;
use crate::render::view::outcome::course_id;
use crate::render::view::{View, answer_id, words};
use crate::scoring::course::Course;

impl View<'_> {
    /// The answers, in the order in which they are asked.
    pub fn strip(&self, briefing: &Briefing<'_>) -> Vec<Answer> {
        let summary = &briefing.summary;
        let mut strip = vec![self.direction(&summary.courses)];
        if let Some(answer) = summary.answer {
            strip.push(Answer {
                title: self.labels.word("strip.answer"),
                value: self.labels.word(&format!("answer.{}", answer_id(answer))),
                note: words(summary.answer_note),
                signal: String::new(),
            });
        }
        strip.push(Answer {
            title: self.labels.word("strip.actions"),
            value: match summary.proposed {
                0 if summary.open == 0 => self.labels.word("strip.none-open"),
                0 => self.labels.count("strip.open", summary.open),
                proposed => self.labels.count("strip.proposed", proposed),
            },
            note: if summary.proposed == 0 {
                String::new()
            } else {
                self.labels.count("strip.open-in-all", summary.open)
            },
            signal: if summary.overdue == 0 {
                String::new()
            } else {
                self.labels.count("strip.overdue", summary.overdue)
            },
        });
        strip.push(self.points_answer(briefing));
        strip
    }

    /// The direction of all outcomes in words.
    pub fn direction(&self, courses: &Courses) -> Answer {
        let Courses { known: courses, unknown } = courses;
        let title = self.labels.word("strip.direction");
        let right: usize = courses.iter().filter(|(course, _)| course.is_right()).map(|(_, count)| count).sum();
        let all: usize = courses.iter().map(|(_, count)| count).sum();
        let wrong = courses.iter().find(|(course, _)| *course == Course::Wrong).map_or(0, |(_, count)| *count);
        let key = match (all, right) {
            (0, _) => "strip.direction-unknown",
            (all, right) if right * 2 > all => "strip.direction-right",
            (_, right) if wrong > right => "strip.direction-wrong",
            _ => "strip.direction-mixed",
        };
        let mut parts: Vec<String> = courses
            .iter()
            .filter(|(course, _)| *course != Course::Wrong)
            .map(|(course, count)| self.labels.count(&format!("course.{}-count", course_id(*course)), *count))
            .collect();
        if *unknown > 0 && all > 0 {
            parts.push(self.labels.count("course.unknown-count", *unknown));
        }
        let signal = if wrong > 0 { self.labels.count("course.wrong-count", wrong) } else { String::new() };
        Answer { title, value: self.labels.word(key), note: self.format().list(&parts), signal }
    }

    fn points_answer(&self, briefing: &Briefing<'_>) -> Answer {
        let score = self.score(&briefing.subject, ROOT);
        let has_points = briefing.subject.now.assessment.instrument.has_points;
        let title = match has_points {
            true => self.labels.say("strip.points", &[("possible", &score.possible)]),
            false => self.labels.word("strip.percent"),
        };
        let mut notes = Vec::new();
        if has_points && !score.range.is_empty() {
            notes.push(self.labels.say("strip.range", &[("range", &score.range)]));
        }
        if !score.before.is_empty() {
            notes.push(self.labels.say("strip.before", &[("points", &score.before), ("change", &score.change)]));
        } else if score.known {
            notes.push(self.labels.word("strip.first"));
        }
        if !score.coverage.is_empty() {
            notes.push(score.coverage.clone());
        }
        let value = match (score.known, has_points) {
            (false, _) => score.words.clone(),
            (true, true) => score.points.clone(),
            (true, false) => score.words.clone(),
        };
        Answer { title, value, note: notes.join(&self.labels.word("strip.join")), signal: String::new() }
    }
}
