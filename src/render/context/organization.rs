//! The three building blocks of an organization.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Link, Person};

/// A training.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Training {
    /// What is taught.
    pub title: String,
    /// For whom.
    pub audience: String,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// Where it stands, in words.
    pub state: String,
    /// Whether its day has passed and it was not held.
    pub late: bool,
    /// Who was reached, in words.
    pub reach: String,
}

/// A building block of the organization.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Block {
    /// Its place on the page of the organization: structure, training or cadence.
    pub anchor: &'static str,
    /// Which one.
    pub title: String,
    /// What it is about.
    pub note: String,
    /// What of it is in place, in words.
    pub state: String,
    /// Whether all of it is in place.
    pub complete: bool,
    /// Whether anything is written of it.
    pub recorded: bool,
    /// Pieces that are missing.
    pub gaps: Vec<String>,
    /// All its pieces.
    pub pieces: Vec<OrganizationPiece>,
}

/// A piece of a building block.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OrganizationPiece {
    /// What it is.
    pub title: String,
    /// met, missing or unknown.
    pub state: &'static str,
    /// The same in words.
    pub words: String,
    /// What is found of it, or empty.
    pub found: String,
    /// What one would write in initiative.toml where it is missing, or empty.
    pub write: &'static str,
}

/// The building blocks of the organization, on their page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Organization {
    /// How many blocks are in place, and which are not, in a sentence or two.
    pub finding: Vec<String>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// People who hold something that is open, in the order the initiative names them.
    pub holders: Vec<Holds>,
    /// Outcomes that nobody answers for.
    pub unowned: Vec<Link>,
    /// Open actions that nobody holds.
    pub unheld: Vec<Link>,
    /// The courses.
    pub courses: Vec<Training>,
    /// How many people all courses reached, in words, or empty.
    pub reach: String,
    /// The tactical and the strategic meeting.
    pub pulses: Vec<Pulse>,
}

/// How much a person holds; what is none of it is empty.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Holds {
    /// The person, with the place on the page of owners.
    pub person: Person,
    /// The part played in the initiative, in words, or empty.
    pub part: String,
    /// Open actions.
    pub open: String,
    /// How many of them are overdue, in words, or empty.
    pub overdue: String,
    /// Outcomes.
    pub outcomes: String,
    /// Criteria of the newest assessment.
    pub criteria: String,
    /// Courses.
    pub courses: String,
}

/// The meetings of a kind, and how their rhythm is kept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pulse {
    /// The kind of meeting.
    pub kind: String,
    /// How often it should take place, or that no rhythm is written.
    pub every: String,
    /// Whether a rhythm is written.
    pub has_rhythm: bool,
    /// In how many periods it took place, or empty.
    pub kept: String,
    /// The periods without a meeting, or empty.
    pub missed_periods: String,
    /// Meetings held and missed in the last twelve months.
    pub counts: String,
    /// Whether one was missed.
    pub missed: bool,
    /// The next meeting, or by when it is due.
    pub next: String,
    /// Its page, or empty.
    pub next_href: String,
    /// Whether the next meeting is not planned, or for later than it is due.
    pub late: bool,
}

/// How the rhythm of a kind of meeting is kept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Rhythm {
    /// The kind of meeting.
    pub kind: String,
    /// How often it should take place.
    pub every: String,
    /// In how many periods it did.
    pub kept: String,
    /// The periods without a meeting, or empty.
    pub missed: String,
    /// The next meeting, or by when it is due.
    pub next: String,
    /// Its page, or empty.
    pub next_href: String,
    /// Whether the next meeting is not planned, or for later than it is due.
    pub late: bool,
}
