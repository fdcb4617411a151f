//! An initiative with its registers, and its row in the portfolio.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::render::context::{Action, Figure, FollowThrough, MeetingRow, Outcome, Person, Rhythm, Role, Score};

/// An initiative.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Initiative {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub organization: String,
    /// What it is for.
    pub purpose: String,
    /// Its home.
    pub href: String,
    /// Who answers for it.
    pub sponsor: Option<Person>,
    /// The day the registers speak of.
    pub as_of: String,
    /// People by the part they play.
    pub people: Vec<Role>,
    /// Assessments, newest first.
    pub assessments: Vec<AssessmentRow>,
    /// Actions that are open, with owner and date, in order of due date.
    pub committed: Vec<Action>,
    /// Open actions without owner or date: recommended, not committed.
    pub uncommitted: Vec<Action>,
    /// Actions that are done, newest first.
    pub done: Vec<Action>,
    /// Actions that were dropped, with the reason.
    pub dropped: Vec<Action>,
    /// How many open actions are overdue, in words; empty when none is.
    pub overdue: String,
    /// Outcomes.
    pub outcomes: Vec<Outcome>,
    /// Meetings, newest first.
    pub meetings: Vec<MeetingRow>,
    /// Meetings held and missed over twelve months; the meetings stand beside it as its table.
    pub cadence: Option<Figure>,
    /// How the rhythm of each kind of meeting is kept.
    pub rhythms: Vec<Rhythm>,
    /// Commitments made and done, week by week; nothing while there is none.
    pub burn_up: Option<Figure>,
    /// What was kept of what was promised; nothing while no action is recorded.
    pub follow: Option<FollowThrough>,
    /// The addresses of the registers.
    pub registers: Registers,
}

/// Addresses of an initiative's registers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Registers {
    /// Actions.
    pub actions: String,
    /// Outcomes.
    pub outcomes: String,
    /// Meetings.
    pub meetings: String,
    /// Owners: who holds what.
    pub owners: String,
    /// Organization: the three building blocks.
    pub organization: String,
    /// Meetings, milestones and target dates as a calendar; empty when there is none.
    pub calendar: String,
}

/// An assessment in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssessmentRow {
    /// Stage and month.
    pub title: String,
    /// The stage.
    pub stage: String,
    /// The date.
    pub date: String,
    /// Its summary.
    pub href: String,
    /// The page that compares it with the one before, or empty.
    pub compare: String,
    /// The conclusion.
    pub finding: String,
    /// The whole score.
    pub score: Score,
    /// Whether it is the one on this page.
    pub current: bool,
}

/// An initiative in the portfolio.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Its home.
    pub href: String,
    /// The conclusion of its newest assessment, or empty.
    pub finding: String,
    /// Its organization.
    pub organization: String,
    /// Who answers for it, or that nobody is named.
    pub sponsor: String,
    /// Whether somebody answers for it.
    pub has_sponsor: bool,
    /// The stage of the newest assessment, or that there is none.
    pub stage: String,
    /// Its month, or empty.
    pub date: String,
    /// The score of the newest assessment.
    pub score: Score,
    /// The direction in words.
    pub direction: String,
    /// Overdue actions in words, or empty.
    pub overdue: String,
    /// The next strategic meeting, or that none is set.
    pub next: String,
    /// Decisions asked, in words, or empty.
    pub decisions: String,
}
