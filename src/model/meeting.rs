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

/// A topic of a meeting.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The topic.
    pub title: Text,
    /// What was said.
    pub said: Option<Text>,
    /// Ids of the actions that came of it.
    pub tasks: Vec<String>,
}
