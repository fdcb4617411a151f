//! The register of actions as it stood on a day. Nothing leaves it silently: what is done or
//! dropped stays, with its day and its reason.

use jiff::civil::Date;

use crate::model::action::{Action, State, Status};
use crate::model::assessment::Assessment;
use crate::model::initiative::Initiative;

/// An action and how it stood.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The action.
    pub action: &'a Action,
    /// How it stood.
    pub state: State<'a>,
    /// Whether it was overdue.
    pub overdue: bool,
}

/// The register on a day, in order of due date; what has none comes last.
pub fn on(initiative: &Initiative, day: Date) -> Vec<Line<'_>> {
    let known = initiative.actions.iter().filter(|action| action.recommended <= day);
    let mut lines: Vec<Line<'_>> = known.map(|action| line(action, day)).collect();
    let place = |line: &Line<'_>| (line.state.due.is_none(), line.state.due);
    lines.sort_by(|one, other| place(one).cmp(&place(other)).then_with(|| one.action.id.cmp(&other.action.id)));
    lines
}

/// One action on a day.
pub fn line(action: &Action, day: Date) -> Line<'_> {
    let state = action.state(day);
    Line { action, overdue: state.is_overdue(day), state }
}

/// Whether an action was recommended by this assessment.
pub fn is_from(action: &Action, assessment: &Assessment) -> bool {
    action.origin.as_ref().is_some_and(|origin| origin.id == assessment.id)
}

impl Line<'_> {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// Whether somebody answers for it by a date.
    pub fn is_owned_and_dated(&self) -> bool {
        self.state.is_owned_and_dated()
    }

    /// Whether it is proposed: owned and dated, and nobody has said yes yet.
    pub fn is_proposed(&self) -> bool {
        self.state.status == Status::Recommended
    }
}
