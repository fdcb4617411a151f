//! Meetings in words.

use crate::briefing::{agenda, register};
use crate::model::meeting::{self, MeetingKind, MeetingState};
use crate::render::address;
use crate::render::context::{Link, Meeting, MeetingRow};
use crate::render::mentions::Mention;
use crate::render::view::View;

impl View<'_> {
    /// Kind and date of a meeting.
    pub fn meeting_title(&self, meeting: &meeting::Meeting) -> String {
        let key = format!("meeting.{}-on", meeting.kind.id());
        self.told_apart(meeting, self.labels.say(&key, &[("date", &self.format().date(meeting.date))]))
    }

    /// The kind of a meeting, where its day stands beside it.
    pub fn meeting_name(&self, meeting: &meeting::Meeting) -> String {
        self.told_apart(meeting, self.labels.word(&format!("meeting.{}", meeting.kind.id())))
    }

    /// With the words that tell it apart from another of its kind on that day, where there are any.
    fn told_apart(&self, meeting: &meeting::Meeting, title: String) -> String {
        match meeting.suffix() {
            Some(suffix) => {
                self.labels.say("meeting.suffixed", &[("meeting", &title), ("words", &suffix.replace('-', " "))])
            }
            None => title,
        }
    }

    /// The day and, where it is known, the hour.
    pub fn meeting_when(&self, meeting: &meeting::Meeting) -> String {
        let date = self.format().date(meeting.date);
        match &meeting.time {
            Some(time) => self.labels.say("meeting.when", &[("date", &date), ("time", time)]),
            None => date,
        }
    }

    /// A meeting in a list.
    pub fn meeting_row(&self, meeting: &meeting::Meeting) -> MeetingRow {
        let state_id = self.state_of(meeting);
        let tasks = meeting.topics.iter().map(|topic| topic.tasks.len()).sum::<usize>();
        MeetingRow {
            title: self.meeting_title(meeting),
            href: address::meeting(&self.initiative.id, &meeting.id),
            kind: self.labels.word(&format!("meeting.{}", meeting.kind.id())),
            date: self.format().short_date(meeting.date),
            state_id,
            state: self.labels.word(&format!("meeting.{state_id}")),
            tasks: if tasks == 0 { String::new() } else { self.labels.count("meeting.tasks", tasks) },
        }
    }

    /// A meeting on its own page.
    pub fn meeting(&self, meeting: &meeting::Meeting, page: &str) -> Meeting {
        let state_id = self.state_of(meeting);
        let lines = register::on(self.initiative, self.as_of.max(meeting.date));
        let tasks = |topic: &meeting::Topic| {
            let of_topic = lines.iter().filter(|line| topic.tasks.contains(&line.action.id));
            self.actions(of_topic, page, Mention::Everything)
        };
        let agenda = agenda::of(self.initiative, meeting, self.as_of);
        Meeting {
            title: self.meeting_title(meeting),
            state: self.labels.word(&format!("meeting.{state_id}")),
            state_id,
            when: self.meeting_when(meeting),
            attended: meeting.attended.iter().map(|person| self.person(person)).collect(),
            kept: self.kept_since(&agenda, page),
            kept_first: meeting.kind == MeetingKind::Strategic,
            prepared: agenda.assessment.map(|assessment| Link {
                title: self.assessment_title(assessment),
                href: address::page(&self.initiative.id, &assessment.id, "index"),
            }),
            topics: agenda.items.iter().map(|item| self.item(item, &agenda, &tasks, page)).collect(),
            body_html: self.prose(&meeting.body, page, 2, "minutes_"),
            before: self.meeting_beside(meeting, -1),
            after: self.meeting_beside(meeting, 1),
        }
    }

    /// The meeting so many places later.
    fn meeting_beside(&self, meeting: &meeting::Meeting, step: isize) -> Option<Link> {
        let meetings = &self.initiative.meetings;
        let at = meetings.iter().position(|other| other.id == meeting.id)?.checked_add_signed(step)?;
        meetings.get(at).map(|beside| Link {
            title: self.meeting_title(beside),
            href: address::meeting(&self.initiative.id, &beside.id),
        })
    }

    fn state_of(&self, meeting: &meeting::Meeting) -> &'static str {
        match meeting.state {
            // A planned day that has passed and of which nobody wrote.
            MeetingState::Planned if meeting.date < self.as_of => "unreported",
            MeetingState::Planned => "planned",
            MeetingState::Held => "held",
            MeetingState::Missed => "missed",
        }
    }
}
