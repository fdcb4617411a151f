//! Open actions along the days to come, as a figure.

use crate::briefing::plan::{Plan, Row};
use crate::chart::marks::Mark;
use crate::chart::timeline::{self, Due, Timeline};
use crate::model::initiative::Every;
use crate::render::address;
use crate::render::context::{Figure, Grid, Link};
use crate::render::view::View;
use crate::render::view::figure::days::number;
use crate::render::view::figure::{Caption, grid_row};

impl View<'_> {
    /// When each open action is due, and who answers for it.
    pub fn timeline_figure(&self, plan: &Plan<'_>, id: &str) -> Figure {
        let rows: Vec<timeline::Row> = plan.rows.iter().map(|row| self.timeline_row(row)).collect();
        let foot = match plan.every {
            Some(every) if !plan.tactical.is_empty() => {
                self.labels.word(&format!("figure.timeline.every.{}", every_id(every)))
            }
            None if !plan.tactical.is_empty() => self.labels.word("figure.timeline.ticks"),
            _ => String::new(),
        };
        let chart = Timeline {
            span: (number(plan.span.0), number(plan.span.1)),
            months: self.months(plan.span.0, plan.span.1),
            lines: self.timeline_lines(plan),
            meetings: plan.tactical.iter().map(|day| number(*day)).collect(),
            foot,
            due: self.labels.word("figure.column.due"),
            owner: self.labels.word("figure.column.owner"),
            rows,
        };
        let caption = Caption {
            id: id.to_owned(),
            title: self.timeline_title(plan),
            sub: self.labels.say("figure.timeline.sub", &[("span", &self.span(plan.span.0, plan.span.1))]),
            name: self.labels.word("figure.timeline.name"),
            says: self.timeline_says(&chart, plan),
            notes: Vec::new(),
        };
        let has = |mark| chart.rows.iter().any(|row| row.mark == mark);
        let mut key = Vec::new();
        for (due, mark, label) in [
            (Due::Plain, Mark::Now, "figure.timeline.key-due"),
            (Due::Decision, Mark::Diamond, "figure.timeline.key-decision"),
            (Due::Overdue, Mark::Overdue, "figure.timeline.key-overdue"),
        ] {
            if has(due) {
                key.push((mark, self.labels.word(label)));
            }
        }
        self.drawn(caption, &key, timeline::draw(&chart), self.timeline_table(plan))
    }

    fn timeline_row(&self, row: &Row<'_>) -> timeline::Row {
        let owner = self.owner_words(row);
        let due_words = self.format().short_date(row.due);
        let is_overdue = row.line.overdue;
        let mark = match (is_overdue, row.line.action.decision.is_some() && row.line.is_proposed()) {
            (true, _) => Due::Overdue,
            (false, true) => Due::Decision,
            (false, false) => Due::Plain,
        };
        let key = if is_overdue { "figure.timeline.overdue-both" } else { "figure.timeline.both" };
        timeline::Row {
            title: row.line.action.title.words.clone(),
            both: self.labels.say(key, &[("date", &due_words), ("owner", &owner)]),
            owner,
            due_words,
            days: (number(row.from), number(row.due)),
            mark,
            word: if is_overdue { self.labels.word("figure.timeline.overdue") } else { String::new() },
        }
    }

    /// The name of who answers for it; the role where no name is known.
    fn owner_words(&self, row: &Row<'_>) -> String {
        match row.line.state.owner.map(|owner| self.person(owner)) {
            Some(person) if person.name.is_empty() => person.role,
            Some(person) => person.name,
            None => self.labels.word("figure.timeline.no-owner"),
        }
    }

    fn timeline_lines(&self, plan: &Plan<'_>) -> Vec<timeline::Line> {
        let meeting = plan.meeting.map(|meeting| timeline::Line {
            day: number(meeting.date),
            words: self.labels.say(
                &format!("figure.timeline.{}", meeting.kind.id()),
                &[("date", &self.format().short_date(meeting.date))],
            ),
            is_meeting: true,
        });
        let milestones = plan.milestones.iter().map(|(milestone, planned)| timeline::Line {
            day: number(*planned),
            words: self.labels.say(
                match milestone.decision {
                    Some(_) => "figure.timeline.milestone-undecided",
                    None => "figure.timeline.milestone",
                },
                &[("title", &milestone.title), ("date", &self.format().short_date(*planned))],
            ),
            is_meeting: false,
        });
        meeting.into_iter().chain(milestones).collect()
    }

    /// How many fall due before the next milestone whose date hangs on no decision, and how many are
    /// overdue: only what was counted.
    fn timeline_title(&self, plan: &Plan<'_>) -> String {
        let overdue = plan.rows.iter().filter(|row| row.line.overdue).count();
        let coming: Vec<&Row<'_>> = plan.rows.iter().filter(|row| !row.line.overdue).collect();
        let overdue_words = self.labels.count("figure.timeline.overdue-count", overdue);
        let count = coming.len().to_string();
        let Some(last) = coming.last() else { return overdue_words };
        let before = |date| coming.iter().filter(|row| row.due < date).count();
        let milestone = plan.milestones.iter().find(|(milestone, _)| milestone.decision.is_none());
        let milestone = milestone.filter(|(_, planned)| before(*planned) > 0);
        match (milestone, overdue) {
            (Some((milestone, planned)), _) => {
                let key = if overdue > 0 { "figure.timeline.before-and-overdue" } else { "figure.timeline.before" };
                let figures = [
                    ("overdue", &*overdue_words),
                    ("before", &before(*planned).to_string()),
                    ("count", &count),
                    ("milestone", &milestone.title),
                    ("date", &self.format().date(*planned)),
                ];
                self.labels.say(key, &figures)
            }
            (None, _) => {
                let key = if overdue > 0 { "figure.timeline.by-and-overdue" } else { "figure.timeline.by" };
                let figures =
                    [("overdue", &*overdue_words), ("count", &count), ("date", &self.format().date(last.due))];
                self.labels.say(key, &figures)
            }
        }
    }

    fn timeline_says(&self, chart: &Timeline, plan: &Plan<'_>) -> String {
        let each = |row: &timeline::Row| {
            let key = match row.mark {
                Due::Plain => "figure.timeline.says",
                Due::Decision => "figure.timeline.says-decision",
                Due::Overdue => "figure.timeline.says-overdue",
            };
            self.labels.say(key, &[("title", &row.title), ("date", &row.due_words), ("owner", &row.owner)])
        };
        let lines = chart.lines.iter().map(|line| self.labels.say("figure.says.sentence", &[("words", &line.words)]));
        let mut said: Vec<String> = chart.rows.iter().map(each).chain(lines).collect();
        if !plan.tactical.is_empty() {
            let days: Vec<String> = plan.tactical.iter().map(|day| self.format().short_date(*day)).collect();
            said.push(self.labels.say("figure.timeline.says-tactical", &[("dates", &self.format().list(&days))]));
        }
        said.join(&self.labels.word("figure.says.join"))
    }

    fn timeline_table(&self, plan: &Plan<'_>) -> Grid {
        let row = |row: &Row<'_>| {
            let action = row.line.action;
            let head =
                Link { title: action.title.words.clone(), href: address::action(&self.initiative.id, &action.id) };
            let due = self.format().short_date(row.due);
            let due = match row.line.overdue {
                true => self.labels.say("action.overdue-since", &[("date", &due)]),
                false => due,
            };
            grid_row(head, vec![due, self.owner_words(row)])
        };
        Grid {
            caption: self.labels.word("figure.timeline.name"),
            head: self.labels.word("figure.column.action"),
            columns: vec![self.column("figure.column.due", false), self.column("figure.column.owner", false)],
            rows: plan.rows.iter().map(row).collect(),
        }
    }
}

/// The id of a rhythm.
pub const fn every_id(every: Every) -> &'static str {
    match every {
        Every::Week => "week",
        Every::Fortnight => "fortnight",
        Every::Month => "month",
        Every::Quarter => "quarter",
        Every::HalfYear => "half-year",
        Every::Year => "year",
    }
}
