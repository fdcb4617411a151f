//! Meetings that were held and missed, as a figure.

use crate::briefing::cadence::{Cadence, Kept};
use crate::chart::cadence;
use crate::chart::marks::Mark;
use crate::model::meeting::MeetingKind;
use crate::render::address;
use crate::render::context::{Figure, Grid, Link};
use crate::render::view::View;
use crate::render::view::figure::days::number;
use crate::render::view::figure::{Caption, grid_row};

impl View<'_> {
    /// Whether meetings took place.
    pub fn cadence_figure(&self, found: &Cadence<'_>, id: &str) -> Figure {
        let meetings = found.meetings.iter().map(|(meeting, kept)| {
            let is_strategic = meeting.kind == MeetingKind::Strategic;
            let date = self.format().short_date(meeting.date);
            cadence::Meeting {
                day: number(meeting.date),
                mark: mark(meeting.kind, *kept),
                words: if is_strategic {
                    self.labels.say("figure.cadence.strategic", &[("date", &date)])
                } else {
                    String::new()
                },
            }
        });
        let chart = cadence::Cadence {
            meetings: meetings.collect(),
            span: (number(found.span.0), number(found.span.1)),
            months: self.months(found.span.0, found.span.1),
        };
        let unreported =
            [MeetingKind::Tactical, MeetingKind::Strategic].map(|kind| found.count(kind, Kept::Unreported));
        let unreported: usize = unreported.into_iter().sum();
        let notes = match unreported {
            0 => Vec::new(),
            count => vec![self.labels.count("figure.cadence.unreported", count)],
        };
        let says: Vec<String> = found
            .meetings
            .iter()
            .map(|(meeting, kept)| {
                let title = self.meeting_title(meeting);
                self.labels.say("figure.cadence.says", &[("meeting", &title), ("state", &self.kept_words(*kept))])
            })
            .collect();
        let caption = Caption {
            id: id.to_owned(),
            title: self.cadence_title(found),
            sub: self.span(found.span.0, found.span.1),
            name: self.labels.word("figure.cadence.name"),
            says: says.join(&self.labels.word("figure.says.join")),
            notes,
        };
        let mut key: Vec<(Mark, String)> = Vec::new();
        for (meeting, kept) in &found.meetings {
            let mark = mark(meeting.kind, *kept);
            if key.iter().all(|(other, _)| *other != mark) {
                key.push((mark, self.labels.word(&format!("figure.cadence.key.{}", key_id(mark)))));
            }
        }
        let place = |mark: &Mark| KEY.iter().position(|other| other == mark);
        key.sort_by_key(|(mark, _)| place(mark));
        self.drawn(caption, &key, cadence::draw(&chart), self.cadence_table(found))
    }

    fn cadence_title(&self, found: &Cadence<'_>) -> String {
        let held = found.count(MeetingKind::Tactical, Kept::Held);
        let all = held + found.count(MeetingKind::Tactical, Kept::Missed);
        match (all, found.count(MeetingKind::Strategic, Kept::Held)) {
            (0, 0) => self.labels.word("figure.cadence.none-held"),
            (0, strategic) => self.labels.count("figure.cadence.strategic-held", strategic),
            (all, _) => {
                self.labels.say("figure.cadence.title", &[("held", &held.to_string()), ("count", &all.to_string())])
            }
        }
    }

    fn kept_words(&self, kept: Kept) -> String {
        let key = match kept {
            Kept::Held => "held",
            Kept::Missed => "missed",
            Kept::Unreported => "unreported",
            Kept::Planned => "planned",
        };
        self.labels.word(&format!("meeting.{key}"))
    }

    fn cadence_table(&self, found: &Cadence<'_>) -> Grid {
        let row = |(meeting, kept): &(&crate::model::meeting::Meeting, Kept)| {
            let head = Link {
                title: self.format().short_date(meeting.date),
                href: address::meeting(&self.initiative.id, &meeting.id),
            };
            let kind = self.labels.word(&format!("meeting.{}", meeting.kind.id()));
            grid_row(head, vec![kind, self.kept_words(*kept)])
        };
        Grid {
            caption: self.labels.word("figure.cadence.name"),
            head: self.labels.word("figure.column.date"),
            columns: vec![self.column("figure.column.meeting", false), self.column("figure.column.state", false)],
            rows: found.meetings.iter().map(row).collect(),
        }
    }
}

/// Marks in the order of the key.
const KEY: [Mark; 6] = [Mark::Held, Mark::OpenHeld, Mark::Missed, Mark::Unreported, Mark::Diamond, Mark::OpenDiamond];

const fn mark(kind: MeetingKind, kept: Kept) -> Mark {
    match (kept, kind) {
        (Kept::Held, MeetingKind::Tactical) => Mark::Held,
        (Kept::Held, MeetingKind::Strategic) => Mark::Diamond,
        (Kept::Missed, _) => Mark::Missed,
        (Kept::Unreported, _) => Mark::Unreported,
        (Kept::Planned, MeetingKind::Tactical) => Mark::OpenHeld,
        (Kept::Planned, MeetingKind::Strategic) => Mark::OpenDiamond,
    }
}

const fn key_id(mark: Mark) -> &'static str {
    match mark {
        Mark::Held => "held",
        Mark::OpenHeld => "tactical-planned",
        Mark::Missed => "missed",
        Mark::Unreported => "unreported",
        Mark::Diamond => "strategic",
        _ => "planned",
    }
}
