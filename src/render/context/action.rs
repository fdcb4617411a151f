//! Actions, and how they went.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Grid, Link, Person, Shown};

/// An action.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// Its place on the register's page.
    pub anchor: String,
    /// Its address in the register.
    pub href: String,
    /// What is to be done.
    pub title: String,
    /// different, more, less, or empty.
    pub kind_id: &'static str,
    /// The kind in words, or empty.
    pub kind: String,
    /// Who answers for it; nothing when nobody does.
    pub owner: Option<Person>,
    /// When it is due, or empty.
    pub due: String,
    /// recommended, committed, in-progress, done or dropped.
    pub status_id: &'static str,
    /// The status in words; for an action with owner and date that nobody agreed to yet: proposed.
    pub status: String,
    /// When it was last heard of: the day of the last update, or of the recommendation.
    pub since: String,
    /// “overdue since 30 September 2026”, or empty.
    pub overdue: String,
    /// What was said last, or empty.
    pub note: String,
    /// Why this, and why now.
    #[schemars(with = "String")]
    pub rationale_html: Shown,
    /// The decision it carries out, in words, or empty.
    pub decision: String,
    /// Patterns it answers.
    pub patterns: Vec<Link>,
    /// Outcomes it serves.
    pub outcomes: Vec<Link>,
    /// Where it comes from, or nothing.
    pub origin: Option<Link>,
    /// When it was recommended.
    pub recommended: String,
    /// Over how many assessments and meetings an open action was carried, in words; empty for none.
    pub carried: String,
    /// For how many days it has been open, or was, in words.
    pub open_for: String,
    /// Everything that was heard of it.
    pub updates: Vec<Update>,
}

/// What was heard of an action on a day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Update {
    /// The day.
    pub date: String,
    /// The status in words, or empty.
    pub status: String,
    /// A new due date or owner, in words, or empty.
    pub changed: String,
    /// A remark, or empty.
    pub note: String,
}

/// What was kept of what was promised, and how long things stay open.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FollowThrough {
    /// The whole register in a sentence or two.
    pub sentences: Vec<String>,
    /// Promises by meeting.
    pub kept: Grid,
    /// Days open by sort.
    pub ages: Grid,
}
