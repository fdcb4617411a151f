//! Milestones, money and use.

use crate::briefing::status::UseLine;
use crate::model::initiative::{Budget, Milestone};
use crate::model::number::Number;
use crate::model::outcome::Reading;
use crate::render::context::{self, UseRow};
use crate::render::view::View;

impl View<'_> {
    /// A milestone; what we see is written for today, and stands in the newest report alone.
    pub fn milestone(&self, milestone: &Milestone, newest: bool) -> context::Milestone {
        let format = self.format();
        let done = milestone.done.filter(|done| *done <= self.as_of);
        let late = done.is_none() && milestone.planned.is_some_and(|planned| planned < self.as_of);
        let state = match (done, late) {
            (Some(done), _) => self.labels.say("milestone.done", &[("date", &format.short_date(done))]),
            (None, true) => self.labels.word("milestone.late"),
            (None, false) => self.labels.word("milestone.planned"),
        };
        context::Milestone {
            title: milestone.title.clone(),
            planned: milestone
                .planned
                .map_or_else(|| self.labels.word("milestone.no-date"), |date| format.short_date(date)),
            state,
            late,
            // What we see is written for today, and stands in the newest report alone.
            see: milestone.see.clone().filter(|_| newest).unwrap_or_default(),
        }
    }

    /// The money in a sentence, or nothing.
    pub fn budget(&self, budget: Option<&(&Budget, Option<&Reading>)>) -> String {
        let Some((budget, spent)) = budget else { return String::new() };
        let format = self.format();
        let total = format.measure(&budget.total, &budget.unit);
        match spent {
            Some(spent) => self.labels.say(
                "budget.spent",
                &[
                    ("spent", &format.value(&spent.value)),
                    ("total", &total),
                    (
                        "percent",
                        &spent.value.over(&budget.total).map_or_else(String::new, |share| format.percent(&share)),
                    ),
                    ("date", &format.date(spent.date)),
                ],
            ),
            None => self.labels.say("budget.total", &[("total", &total)]),
        }
    }

    /// What was remarked of what was spent.
    pub fn budget_remarks(&self, budget: Option<&Budget>) -> Vec<context::Reading> {
        let Some(budget) = budget else { return Vec::new() };
        let spent = budget.spent.iter().filter(|reading| reading.date <= self.as_of);
        self.remarks(spent, &|reading| self.format().measure(&reading.value, &budget.unit))
    }

    /// A line of use: then, now, and the target.
    pub fn used(&self, line: &UseLine<'_>) -> UseRow {
        let format = self.format();
        let measure = |value: &Number| format.measure(value, &line.used.unit);
        let not_yet = || self.labels.word("outcome.not-read");
        let known = line.used.readings.iter().filter(|reading| reading.date <= self.as_of);
        UseRow {
            title: line.used.title.clone(),
            then: line.first.map_or_else(not_yet, |reading| measure(&reading.value)),
            now: line.last.map_or_else(not_yet, |reading| measure(&reading.value)),
            now_date: line.last.map(|reading| format.short_date(reading.date)).unwrap_or_default(),
            target: line.used.target.as_ref().map(measure).unwrap_or_default(),
            remarks: self.remarks(known, &|reading| measure(&reading.value)),
        }
    }
}
