//! Part 1: why we meet, what is asked, and what is true when we leave.

use crate::briefing::Subject;
use crate::briefing::register::Line;
use crate::model::assessment::Decision;
use crate::model::meeting::Meeting;
use crate::model::part::{Part, Written};
use crate::model::text::Text;

/// Part 1.
#[derive(Clone, Debug)]
pub struct Reason<'a> {
    /// What a person wrote.
    pub written: Option<&'a Written>,
    /// The decisions asked, each with the actions that carry it out.
    pub decisions: Vec<Asked<'a>>,
    /// What is true when we leave the room.
    pub leave: &'a [Text],
    /// The meeting that is prepared.
    pub meeting: Option<&'a Meeting>,
}

/// A decision asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// Actions that carry it out.
    pub actions: Vec<Line<'a>>,
}

/// Makes the part; `lines` are those of the register.
pub fn of<'a>(subject: &Subject<'a>, lines: &[Line<'a>]) -> Reason<'a> {
    let assessment = subject.now.assessment;
    let written = assessment.parts.get(Part::Reason);
    Reason {
        written,
        decisions: decisions(subject, lines),
        leave: written.map(|written| written.leave.as_slice()).unwrap_or_default(),
        meeting: assessment.meeting.as_ref().and_then(|meeting| subject.initiative.meeting(&meeting.id)),
    }
}

fn decisions<'a>(subject: &Subject<'a>, lines: &[Line<'a>]) -> Vec<Asked<'a>> {
    let assessment = subject.now.assessment;
    let asked = |decision: &'a Decision| {
        let id = format!("{}/{}", assessment.id, decision.id);
        let answers = |line: &&Line<'_>| line.action.decision.as_ref().is_some_and(|reference| reference.id == id);
        Asked { decision, actions: lines.iter().filter(answers).cloned().collect() }
    };
    assessment.decisions.iter().map(asked).collect()
}
