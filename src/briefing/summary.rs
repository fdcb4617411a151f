//! The answer in ten seconds: conclusion, decisions, direction, what is overdue, then points.

use crate::briefing::Subject;
use crate::briefing::register::{self, Line};
use crate::briefing::status::{self, Courses, Status};
use crate::model::assessment::Answer;
use crate::model::text::Text;
use crate::scoring::change::Change;
use crate::scoring::totals::Score;

/// The head of the summary.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// The conclusion.
    pub finding: Option<&'a Text>,
    /// A few sentences below it.
    pub lead: Option<&'a Text>,
    /// How many outcomes are on each course.
    pub courses: Courses,
    /// More, less or different.
    pub answer: Option<Answer>,
    /// What goes with it.
    pub answer_note: Option<&'a Text>,
    /// Actions that this assessment proposes.
    pub proposed: usize,
    /// Open actions in all.
    pub open: usize,
    /// Overdue actions in all.
    pub overdue: usize,
    /// The score of the whole.
    pub score: Option<&'a Score>,
    /// Its change.
    pub change: Option<Change>,
}

/// Makes the summary; `lines` are those of the register.
pub fn of<'a>(subject: &Subject<'a>, lines: &[Line<'_>], status: &Status<'_>) -> Summary<'a> {
    let assessment = subject.now.assessment;
    Summary {
        finding: assessment.finding.as_ref(),
        lead: assessment.lead.as_ref(),
        courses: status::courses(&status.outcomes),
        answer: assessment.answer,
        answer_note: assessment.answer_note.as_ref(),
        proposed: lines.iter().filter(|line| register::is_from(line.action, assessment) && line.is_open()).count(),
        open: lines.iter().filter(|line| line.is_open()).count(),
        overdue: lines.iter().filter(|line| line.overdue).count(),
        score: subject.now.totals.whole(),
        change: subject.change(crate::model::instrument::ROOT),
    }
}
