//! A person as pages name them, and everything that each one holds.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Action, Link, Outcome};

/// A person or role.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Person {
    /// The role.
    pub role: String,
    /// The name, or nothing.
    pub name: String,
    /// Both in one line.
    pub line: String,
    /// What this person holds, on the page of owners.
    pub href: String,
}

/// People who play the same part.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Role {
    /// The part.
    pub title: String,
    /// The people.
    pub people: Vec<Person>,
}

/// Who holds what.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Owners {
    /// How many people hold something and what is overdue, in a sentence or two.
    pub finding: Vec<String>,
    /// People who hold or held something, in the order the initiative names them.
    pub people: Vec<Owner>,
    /// People who hold nothing.
    pub free: Vec<Owner>,
    /// Open actions that nobody holds.
    pub unowned: Vec<Action>,
}

/// What a person or a role holds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Owner {
    /// Its place on the page.
    pub anchor: String,
    /// The person.
    pub person: Person,
    /// The part played in the initiative, in words, or empty.
    pub part: String,
    /// What they answer for, as a calendar: its address; empty when nothing of it has a date.
    pub calendar: String,
    /// What is open, kept and owned, in words.
    pub counts: String,
    /// How many open actions are overdue, in words; empty when none is.
    pub overdue: String,
    /// Open actions, in order of due date; what has none comes last.
    pub open: Vec<Action>,
    /// What was done, newest first.
    pub done: Vec<Action>,
    /// What was given up, newest first.
    pub dropped: Vec<Action>,
    /// Outcomes this person answers for.
    pub outcomes: Vec<Outcome>,
    /// Criteria of the newest assessment this person is named for.
    pub criteria: Vec<Link>,
    /// Courses this person answers for.
    pub courses: Vec<String>,
}
