//! The eight parts of the briefing, in the order of the outline, and what people wrote for them.

use crate::model::number::Number;
use crate::model::prose::Prose;
use crate::model::text::Text;
use crate::place::Place;

/// One of the eight parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Reason for the meeting and desired outcomes.
    Reason,
    /// Status of the initiative.
    Status,
    /// What is at stake.
    Stakes,
    /// The nature of the self-assessment.
    Nature,
    /// The results of the self-assessment.
    Results,
    /// Key learning.
    Learning,
    /// Recommended action steps and rationale.
    Actions,
    /// Commitment to action.
    Commitment,
}

impl Part {
    /// All eight, in order.
    pub const ALL: [Self; 8] = [
        Self::Reason,
        Self::Status,
        Self::Stakes,
        Self::Nature,
        Self::Results,
        Self::Learning,
        Self::Actions,
        Self::Commitment,
    ];

    /// Its id: in addresses, file names and site.toml.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Status => "status",
            Self::Stakes => "stakes",
            Self::Nature => "nature",
            Self::Results => "results",
            Self::Learning => "learning",
            Self::Actions => "actions",
            Self::Commitment => "commitment",
        }
    }

    /// The part with this id.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
}

/// What people wrote for the parts; a part that nobody wrote is left out.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// In the order of the outline.
    pub written: Vec<Written>,
}

/// What people wrote for one part.
#[derive(Clone, Debug)]
pub struct Written {
    /// Which part.
    pub part: Part,
    /// The finding, which becomes the title of the page.
    pub finding: Option<Text>,
    /// A sentence or two below the finding.
    pub lead: Option<Text>,
    /// Reason: what is true when we leave the room.
    pub leave: Vec<Text>,
    /// Stakes: the unit of the values.
    pub unit: Option<String>,
    /// Stakes: value reached and not reached.
    pub values: Vec<Value>,
    /// Stakes: if we change nothing.
    pub if_nothing: Vec<Text>,
    /// Stakes: if we act.
    pub if_act: Vec<Text>,
    /// Actions: options that were looked at and not chosen.
    pub rejected: Vec<Rejected>,
    /// Commitment: what is said to everybody afterwards.
    pub communication: Option<Text>,
    /// The text.
    pub body: Prose,
    /// Top of its file.
    pub place: Place,
}

/// A piece of the value that the initiative is for.
#[derive(Clone, Debug)]
pub struct Value {
    /// What it is.
    pub title: String,
    /// How much.
    pub value: Number,
    /// Whether it is reached.
    pub reached: bool,
}

/// An option that was not chosen.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The option.
    pub option: String,
    /// Why not.
    pub reason: String,
}

impl Parts {
    /// What was written for a part.
    pub fn get(&self, part: Part) -> Option<&Written> {
        self.written.iter().find(|written| written.part == part)
    }
}
