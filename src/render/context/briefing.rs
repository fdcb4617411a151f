//! An assessment and its eight parts.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{
    Action, Block, Entry, Figures, Group, Link, Milestone, Outcome, Pattern, Person, Piece, Question, Reading, Score,
    SectionRow, Tally, Training, UseRow, Value,
};

/// Everything about one assessment.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Briefing {
    /// Id of the assessment.
    pub id: String,
    /// Stage and month: “Calibration assessment, November 2025”.
    pub title: String,
    /// Its summary page.
    pub href: String,
    /// The page that compares it with the one before; empty for a first assessment.
    pub compare: String,
    /// The stage as its id: readiness, calibration, course-correction.
    pub stage_id: &'static str,
    /// The stage in words.
    pub stage: String,
    /// The date.
    pub date: String,
    /// The day the report speaks of.
    pub as_of: String,
    /// Title of the model.
    pub model: String,
    /// Whether the model counts points (otherwise percent).
    pub has_points: bool,
    /// Facts at the head of the summary.
    pub facts: Vec<Fact>,
    /// The stages of the initiative, in time.
    pub stages: Vec<Entry>,
    /// The conclusion, sentence by sentence.
    pub finding: Vec<String>,
    /// A few sentences below it.
    pub lead: String,
    /// The decisions asked.
    pub decisions: Vec<Decision>,
    /// When the decisions are asked: “on 26 November 2026”, or empty.
    pub decide_when: String,
    /// The four answers of the strip: direction, more or less, actions, points.
    pub strip: Vec<Answer>,
    /// The whole score.
    pub score: Score,
    /// Top sections in the order of the model.
    pub sections: Vec<SectionRow>,
    /// Groups of sections with their scores.
    pub groups: Vec<Group>,
    /// The charts that this assessment has data for.
    pub figures: Figures,
    /// Where the change came from, in a sentence, or empty.
    pub movement: String,
    /// What “flat” means, when it is used; otherwise empty.
    pub flat_note: String,
    /// Why the parts shown do not add up to the whole shown, when they do not; otherwise empty.
    pub rounding_note: String,
    /// Why a section can reach other points than in the model, when it can; otherwise empty.
    pub reweighted_note: String,
    /// Requisites over the whole.
    pub requisites: Vec<Tally>,
    /// What each requisite asks.
    pub questions: Vec<Question>,
    /// Patterns in their order.
    pub patterns: Vec<Pattern>,
    /// How many observations there are and how many belong to a pattern, in a sentence.
    pub observed: String,
    /// Observations that belong to no pattern.
    pub loose: Vec<Link>,
    /// What the assessment shows when it is read as a whole.
    pub findings: Vec<Finding>,
    /// The eight parts in the order of the outline.
    pub parts: Vec<Part>,
    /// Part 1: what is true when we leave the room.
    pub leave: Vec<String>,
    /// Part 1: the meeting that is prepared, or nothing.
    pub meeting: Option<Link>,
    /// Part 2: milestones.
    pub milestones: Vec<Milestone>,
    /// Part 2: the money in a sentence, or empty.
    pub budget: String,
    /// Part 2: what was remarked of what was spent, oldest first.
    pub budget_remarks: Vec<Reading>,
    /// Part 2: use of what was delivered.
    pub uses: Vec<UseRow>,
    /// Part 2: outcomes.
    pub outcomes: Vec<Outcome>,
    /// Part 2: training.
    pub training: Vec<Training>,
    /// Part 2: the three building blocks of the organization.
    pub blocks: Vec<Block>,
    /// Part 3: the values at stake.
    pub values: Vec<Value>,
    /// Part 3: their sum in a sentence, or empty.
    pub stake: String,
    /// Part 3: their unit.
    pub unit: String,
    /// Part 3: if we change nothing.
    pub if_nothing: Vec<String>,
    /// Part 3: if we act.
    pub if_act: Vec<String>,
    /// Part 4: who assessed.
    pub assessors: Vec<Person>,
    /// Part 4: who looked, at what and when, in sentences.
    pub nature: Vec<String>,
    /// Part 4: how scores and ranges come about, in sentences.
    pub scoring: Vec<String>,
    /// Part 4: criteria that do not apply, with the reason.
    pub not_applicable: Vec<Left>,
    /// Part 7: conditions that must be met before the start.
    pub conditions: Vec<Action>,
    /// Part 7: actions by kind.
    pub kinds: Vec<Kind>,
    /// Part 7: options that were not chosen.
    pub rejected: Vec<Left>,
    /// Part 8: open actions of this assessment, in order of due date.
    pub register: Vec<Action>,
    /// Part 8: recommended without owner or date.
    pub uncommitted: Vec<Action>,
    /// Part 8: open actions from before.
    pub carried: Vec<Action>,
    /// Part 8: done since the assessment before.
    pub done: Vec<Action>,
    /// Part 8: dropped since then.
    pub dropped: Vec<Action>,
    /// Part 8: the next meetings.
    pub next: Vec<Next>,
    /// Part 8: what is said to everybody, or empty.
    pub communication: String,
    /// Part 8: who signs.
    pub signatures: Vec<Person>,
}

/// A fact with its name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// What it is.
    pub title: String,
    /// The fact.
    pub words: String,
}

/// A decision asked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Decision {
    /// Its number, from one.
    pub number: usize,
    /// What is asked.
    pub ask: String,
    /// By when, at what cost.
    pub detail: String,
    /// Actions that carry it out.
    pub actions: Vec<Link>,
}

/// An answer of the strip.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The question.
    pub title: String,
    /// The answer.
    pub value: String,
    /// What goes with it.
    pub note: String,
    /// What needs attention, or empty.
    pub signal: String,
}

/// What the assessment shows when it is read as a whole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The finding in a sentence.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// The rule it comes from, in words.
    pub rule: String,
    /// Sections and criteria it rests on.
    pub evidence: Vec<Link>,
}

/// One of the eight parts.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Part {
    /// Its id, which is also the name of its template: `parts/<id>.html`.
    pub id: &'static str,
    /// Its number in the outline, from one.
    pub number: usize,
    /// Its title in the outline.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The finding, sentence by sentence; the part's title when nobody wrote one.
    pub finding: Vec<String>,
    /// Whether a person wrote the finding.
    pub has_finding: bool,
    /// A sentence or two below it.
    pub lead: String,
    /// What a person wrote.
    pub body: Vec<Piece>,
}

/// Something left out, with its reason.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Left {
    /// What.
    pub title: String,
    /// Why.
    pub reason: String,
}

/// Actions of a kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kind {
    /// different, more, less, or other.
    pub id: &'static str,
    /// The kind in words.
    pub title: String,
    /// The actions.
    pub actions: Vec<Action>,
}

/// The next meeting of a kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Next {
    /// The kind of meeting.
    pub kind: String,
    /// When, or that no date is set.
    pub when: String,
    /// Its page, or empty.
    pub href: String,
    /// Its topics, or the usual agenda of its kind.
    pub topics: Vec<String>,
}
