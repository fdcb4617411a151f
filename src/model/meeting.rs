//! A meeting about the initiative and nothing else: tactical or strategic.
//!
//! Its tasks become actions (see [`crate::model::action`]) and are not kept here a second time.

use jiff::civil::Date;

use crate::model::prose::Prose;
use crate::model::text::{Reference, Text};
use crate::place::Place;

/// A meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Id: the name of its file, which begins with the date and the kind.
    pub id: String,
    /// The day.
    pub date: Date,
    /// What it is for.
    pub kind: MeetingKind,
    /// The hour, as written.
    pub time: Option<String>,
    /// Whether it took place.
    pub state: MeetingState,
    /// Ids of the people who were there.
    pub attended: Vec<Reference>,
    /// What was talked about.
    pub topics: Vec<Topic>,
    /// The minutes.
    pub body: Prose,
    /// Top of its file.
    pub place: Place,
}

/// What a meeting is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingKind {
    /// The core team: use, tactics, technical issues, feedback, tasks.
    Tactical,
    /// The leadership: outcomes, direction, investments, communication.
    Strategic,
}

/// Whether a meeting took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingState {
    /// Still to come.
    Planned,
    /// It took place.
    Held,
    /// It did not take place.
    Missed,
}

/// A point that meetings come back to; the report has facts for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Use of what was delivered.
    Adoption,
    /// What is done for each outcome.
    Tactics,
    /// Technical issues.
    Issues,
    /// What users say.
    Feedback,
    /// Tasks that are due or overdue.
    Due,
    /// What was promised last time.
    Promised,
    /// Outcomes against what was defined.
    Outcomes,
    /// Whether they move in the right direction.
    Direction,
    /// More, less or something different.
    Answer,
    /// Projects, equipment, upgrades.
    Investments,
    /// What leaders say, to whom.
    Communication,
}

impl MeetingKind {
    /// The word for it in an id, and for programs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tactical => "tactical",
            Self::Strategic => "strategic",
        }
    }

    /// The points of the kind, in the order they are usually taken.
    pub const fn points(self) -> &'static [Point] {
        match self {
            Self::Tactical => {
                &[Point::Adoption, Point::Tactics, Point::Issues, Point::Feedback, Point::Due, Point::Promised]
            }
            Self::Strategic => &[
                Point::Promised,
                Point::Outcomes,
                Point::Direction,
                Point::Answer,
                Point::Investments,
                Point::Communication,
            ],
        }
    }
}

impl Meeting {
    /// What tells it apart from another of its kind on the same day: `sales` of
    /// `2026-11-26-tactical-sales`.
    pub fn suffix(&self) -> Option<&str> {
        self.id.get(10..)?.strip_prefix('-')?.split_once('-').map(|(_, suffix)| suffix)
    }
}

/// A topic of a meeting.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The topic.
    pub title: Text,
    /// The point it is about.
    pub about: Option<Point>,
    /// What was said.
    pub said: Option<Text>,
    /// Ids of the actions that came of it.
    pub tasks: Vec<String>,
    /// Why no task came of it.
    pub no_task: Option<Text>,
    /// Where it stands.
    pub place: Place,
}
