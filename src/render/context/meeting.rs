//! Meetings: what was planned, said, decided and kept.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Action, Link, Milestone, Outcome, Person, Shown};

/// A meeting in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeetingRow {
    /// Kind and date.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The kind in words.
    pub kind: String,
    /// The date.
    pub date: String,
    /// planned, held or missed.
    pub state_id: &'static str,
    /// The same in words.
    pub state: String,
    /// How many tasks came of it, in words.
    pub tasks: String,
}

/// A meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Meeting {
    /// Kind and date.
    pub title: String,
    /// planned, held or missed, in words.
    pub state: String,
    /// planned, held or missed.
    pub state_id: &'static str,
    /// The day and the hour.
    pub when: String,
    /// Who was there.
    pub attended: Vec<Person>,
    /// What was promised at the meeting of its kind before, and what became of it.
    pub kept: Option<Kept>,
    /// Whether the page opens with that.
    pub kept_first: bool,
    /// The assessment that prepares it.
    pub prepared: Option<Link>,
    /// What was talked about; before the meeting, what is to be talked about, with what is known.
    pub topics: Vec<Topic>,
    /// The minutes.
    #[schemars(with = "String")]
    pub body_html: Shown,
    /// The meeting before it in time.
    pub before: Option<Link>,
    /// The meeting after it.
    pub after: Option<Link>,
}

/// A topic of a meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Topic {
    /// The topic.
    pub title: String,
    /// What was said.
    pub said: String,
    /// Tasks that came of it.
    pub tasks: Vec<Action>,
    /// Why no task came of it, or empty.
    pub no_task: String,
    /// What is known about it before the meeting.
    pub facts: Option<Facts>,
}

/// What was promised at the last meeting, and what became of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kept {
    /// What it is, with the day of that meeting.
    pub title: String,
    /// That meeting; where several of a kind were held on that day, all of them.
    pub meetings: Vec<Link>,
    /// How much was kept, in a sentence.
    pub tally: String,
    /// Each promise.
    pub promises: Vec<Promise>,
}

/// A promise and what became of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Promise {
    /// The action.
    pub action: Action,
    /// in-time, late, open, overdue or dropped.
    pub became_id: &'static str,
    /// The same in words.
    pub became: String,
    /// The date promised first, in words, where another one stands now; otherwise empty.
    pub moved: String,
}

/// What is known about a point of the agenda. Which fields are filled follows from the point.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Facts {
    /// The point: adoption, tactics, issues, feedback, due, promised, outcomes, direction, answer,
    /// investments or communication.
    pub id: &'static str,
    /// Sentences above the rest.
    pub sentences: Vec<String>,
    /// What needs attention, or empty.
    pub signal: String,
    /// Use, group by group.
    pub uses: Vec<UseSince>,
    /// Outcomes with what serves them.
    pub served: Vec<Served>,
    /// What was said last time.
    pub said: Vec<Said>,
    /// Open actions.
    pub actions: Vec<Action>,
    /// Outcomes as they stand.
    pub outcomes: Vec<Outcome>,
    /// What people answered last about each outcome.
    pub answers: Vec<Answered>,
    /// What money is asked or spent for.
    pub investments: Vec<Investment>,
    /// Milestones that are not reached.
    pub milestones: Vec<Milestone>,
    /// What is to be said, or empty.
    pub to_say: String,
}

/// Use by one group, and its change since the meeting before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UseSince {
    /// Who uses what.
    pub title: String,
    /// The last reading.
    pub now: String,
    /// Its day, or empty.
    pub now_date: String,
    /// The change since the meeting before, or that nothing was read since.
    pub change: String,
    /// What is wanted, or empty.
    pub target: String,
}

/// An outcome with its tactics and the open actions that serve it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Served {
    /// The outcome.
    pub outcome: Outcome,
    /// Open actions that serve it.
    pub actions: Vec<Action>,
}

/// What was said about a point at the meeting before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Said {
    /// The topic.
    pub title: String,
    /// The day of that meeting.
    pub date: String,
    /// What was said, or empty.
    pub said: String,
    /// Why no task came of it, or empty.
    pub no_task: String,
    /// Its tasks, as they stand.
    pub tasks: Vec<Action>,
}

/// The last answer about an outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answered {
    /// The outcome.
    pub outcome: Outcome,
    /// The answer, or that nobody decided yet.
    pub answer: String,
    /// Its day, or empty.
    pub date: String,
    /// How many readings came since, in words.
    pub since: String,
}

/// Something that money is asked or spent for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Investment {
    /// What.
    pub title: String,
    /// Project, equipment or upgrade, or empty.
    pub kind: String,
    /// What it costs, or empty.
    pub amount: String,
    /// When it is planned, or empty.
    pub planned: String,
    /// asked, approved, done or declined.
    pub state_id: &'static str,
    /// The same in words.
    pub state: String,
    /// The decision it hangs on, or empty.
    pub decision: String,
    /// A remark, or empty.
    pub note: String,
}
