//! What asks for somebody on a day, in words.

use jiff::civil::Date;

use crate::briefing::due::{Due, Open};
use crate::briefing::register::Line;
use crate::briefing::status::OutcomeLine;
use crate::model::meeting::{Meeting, MeetingKind};
use crate::render::mentions::Mention;
use crate::render::notice::{Notice, Row, Section};
use crate::render::view::View;
use crate::render::view::outcome::course_id;

impl View<'_> {
    /// What asks for somebody, as a notice.
    pub fn notice(&self, due: &Due<'_>) -> Notice {
        let until = self.format().date(due.until);
        let sections = [
            (self.labels.word("due.overdue"), true, self.overdue_rows(due)),
            (self.labels.say("due.soon", &[("date", &until)]), false, self.due_rows(due, &due.soon)),
            (self.labels.word("due.next"), false, due.next.iter().map(|next| self.next_row(due, next)).collect()),
            (self.decisions_title(due), false, self.decision_rows(due)),
            (
                self.labels.word("due.off-course"),
                true,
                due.off_course.iter().map(|line| self.course_row(line)).collect(),
            ),
            (
                self.labels.word("due.unreported"),
                true,
                due.unreported.iter().map(|meeting| self.passed_row(meeting)).collect(),
            ),
        ];
        let sections = sections.into_iter().filter(|(_, _, rows)| !rows.is_empty());
        Notice {
            title: self.initiative.title.words.clone(),
            lead: self.lead(due),
            sections: sections.map(|(title, signal, rows)| Section { title, signal, rows }).collect(),
        }
    }

    /// How much there is of each, and where there is nothing, that too.
    fn lead(&self, due: &Due<'_>) -> String {
        let until = self.format().date(due.until);
        let all = self.labels.whole(self.initiative.outcomes.len());
        let figures =
            |count: usize| [("count", self.labels.whole(count)), ("date", until.clone()), ("all", all.clone())];
        let say = |count: usize, some: &str, none: &str| {
            let figures = figures(count);
            let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
            self.labels.say(if count == 0 { none } else { some }, &figures)
        };
        let none_off = if self.initiative.outcomes.is_empty() { "due.no-outcomes" } else { "due.none-off-course" };
        self.format().sentences(&[
            say(due.overdue.len(), "due.said-overdue", "due.none-overdue"),
            say(due.soon.len(), "due.said-soon", "due.none-soon"),
            say(due.decisions.len(), "due.said-decisions", "due.none-decisions"),
            say(due.off_course.len(), "due.said-off-course", none_off),
        ])
    }

    /// Those that are overdue, each with what was heard since it was due.
    fn overdue_rows(&self, due: &Due<'_>) -> Vec<Row> {
        let mut rows = self.due_rows(due, &due.overdue);
        for (row, line) in rows.iter_mut().zip(&due.overdue) {
            row.below.extend(self.heard(line));
        }
        rows
    }

    /// What was said last since it was due, or that nothing was heard; a new status stands beside it.
    fn heard(&self, line: &Line<'_>) -> Option<String> {
        let since = line.state.last.filter(|update| line.state.due.is_some_and(|due| update.date >= due));
        let Some(update) = since else { return Some(self.labels.word("due.silent")) };
        let note = update.note.as_ref()?;
        let date = self.format().short_date(update.date);
        Some(self.labels.say("due.heard", &[("date", &date), ("note", &note.words)]))
    }

    fn due_rows(&self, due: &Due<'_>, lines: &[Line<'_>]) -> Vec<Row> {
        let row = |line: &Line<'_>| {
            let date = line.state.due?;
            let no_owner = || self.labels.word("figure.timeline.no-owner");
            let owner = line.state.owner.map_or_else(no_owner, |owner| self.person(owner).line);
            let status = self.status_words(line);
            Some(Row {
                before: vec![self.format().short_date(date), self.distance(due, date)],
                title: line.action.title.words.clone(),
                below: vec![format!("{owner}{}{status}", self.labels.word("frame.join"))],
                points: Vec::new(),
            })
        };
        lines.iter().filter_map(row).collect()
    }

    /// “in 3 days”, “today”, “2 days late”.
    fn distance(&self, due: &Due<'_>, date: Date) -> String {
        let days = due.days_until(date);
        let count = usize::try_from(days.unsigned_abs()).unwrap_or(0);
        match days {
            0 => self.labels.word("due.today"),
            1.. => self.labels.count("due.ahead", count),
            _ => self.labels.count("due.late", count),
        }
    }

    fn next_row(&self, due: &Due<'_>, (kind, meeting): &(MeetingKind, Option<&Meeting>)) -> Row {
        let kind = match meeting {
            Some(meeting) => self.meeting_name(meeting),
            None => self.labels.word(&format!("meeting.{}", kind.id())),
        };
        let before = match meeting {
            Some(meeting) => vec![self.format().short_date(meeting.date), self.distance(due, meeting.date)],
            None => vec![self.labels.word("meeting.no-date")],
        };
        let time = meeting.and_then(|meeting| meeting.time.clone());
        let title = match time {
            Some(time) => self.labels.say("due.at", &[("meeting", &kind), ("time", &time)]),
            None => kind,
        };
        Row {
            before,
            title,
            below: Vec::new(),
            points: meeting.map(|meeting| self.agenda_titles(meeting)).unwrap_or_default(),
        }
    }

    fn passed_row(&self, meeting: &Meeting) -> Row {
        let title = self.meeting_name(meeting);
        Row { before: vec![self.format().short_date(meeting.date)], title, ..Row::default() }
    }

    /// All are asked by one assessment, which prepares one meeting.
    fn decisions_title(&self, due: &Due<'_>) -> String {
        match due.decisions.first().and_then(|open| open.meeting) {
            Some(meeting) => self.labels.say("due.decisions-for", &[("meeting", &self.meeting_title(meeting))]),
            None => self.labels.word("due.decisions"),
        }
    }

    /// Numbered as on the pages, where every decision that was asked is counted.
    fn decision_rows(&self, due: &Due<'_>) -> Vec<Row> {
        let row = |open: &Open<'_>| {
            let at = open.assessment.decisions.iter().position(|decision| decision.id == open.decision.id);
            Row {
                before: at.map(|at| self.labels.whole(at + 1)).into_iter().collect(),
                title: open.decision.ask.words.clone(),
                below: open.decision.detail.iter().map(|detail| detail.words.clone()).collect(),
                points: Vec::new(),
            }
        };
        due.decisions.iter().map(row).collect()
    }

    fn course_row(&self, line: &OutcomeLine<'_>) -> Row {
        let shown = self.outcome(line, "", Mention::Everything);
        let course = line.course.map(|course| self.labels.word(&format!("course.{}", course_id(course))));
        let figures =
            [("then", &shown.then), ("now", &shown.now), ("date", &shown.now_date), ("target", &shown.target)];
        let stands = self.labels.say("due.stands", &figures.map(|(name, value)| (name, value.as_str())));
        let owner = shown.owner.map(|owner| owner.line);
        let answer = Some(shown.answer).filter(|answer| !answer.is_empty());
        Row {
            before: course.into_iter().collect(),
            title: shown.title,
            below: [stands].into_iter().chain(owner).chain(answer).collect(),
            points: Vec::new(),
        }
    }
}
