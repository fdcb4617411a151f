//! Part 7: what we recommend, and why: different, more, less.

use crate::briefing::Subject;
use crate::briefing::register::{self, Line};
use crate::model::assessment::Answer;
use crate::model::part::{Part, Rejected, Written};

/// Part 7.
#[derive(Clone, Debug)]
pub struct Actions<'a> {
    /// What a person wrote.
    pub written: Option<&'a Written>,
    /// Conditions that must be met before the initiative starts.
    pub conditions: Vec<Line<'a>>,
    /// The other actions that this assessment recommends, by kind.
    pub kinds: Vec<(Option<Answer>, Vec<Line<'a>>)>,
    /// Options that were looked at and not chosen.
    pub rejected: &'a [Rejected],
}

/// Makes the part; `lines` are those of the register.
pub fn of<'a>(subject: &Subject<'a>, lines: &[Line<'a>]) -> Actions<'a> {
    let assessment = subject.now.assessment;
    let written = assessment.parts.get(Part::Actions);
    let recommended = lines.iter().filter(|line| register::is_from(line.action, assessment)).cloned();
    let (conditions, others): (Vec<Line<'_>>, Vec<Line<'_>>) = recommended.partition(|line| line.action.condition);
    let mut kinds: Vec<(Option<Answer>, Vec<Line<'a>>)> = Vec::new();
    for kind in [Some(Answer::Different), Some(Answer::More), Some(Answer::Less), None] {
        let lines: Vec<Line<'a>> = others.iter().filter(|line| line.action.kind == kind).cloned().collect();
        if !lines.is_empty() {
            kinds.push((kind, lines));
        }
    }
    Actions {
        written,
        conditions,
        kinds,
        rejected: written.map(|written| written.rejected.as_slice()).unwrap_or_default(),
    }
}

impl<'a> Actions<'a> {
    /// All actions that are recommended, conditions first.
    pub fn all(&self) -> impl Iterator<Item = &Line<'a>> {
        self.conditions.iter().chain(self.kinds.iter().flat_map(|(_, lines)| lines))
    }
}
