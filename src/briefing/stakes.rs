//! Part 3: what is at stake: value reached and not reached, and the two ways on.

use crate::briefing::Subject;
use crate::model::number::Number;
use crate::model::part::{Part, Value, Written};
use crate::model::text::Text;

/// Part 3.
#[derive(Clone, Debug)]
pub struct Stakes<'a> {
    /// What a person wrote.
    pub written: Option<&'a Written>,
    /// The values.
    pub values: &'a [Value],
    /// Sum of what is reached.
    pub reached: Number,
    /// Sum of what is not.
    pub open: Number,
    /// If we change nothing.
    pub if_nothing: &'a [Text],
    /// If we act.
    pub if_act: &'a [Text],
}

/// Makes the part.
pub fn of<'a>(subject: &Subject<'a>) -> Stakes<'a> {
    let written = subject.now.assessment.parts.get(Part::Stakes);
    let values = written.map(|written| written.values.as_slice()).unwrap_or_default();
    let sum = |reached| values.iter().filter(|value| value.reached == reached).map(|value| &value.value).sum();
    Stakes {
        written,
        values,
        reached: sum(true),
        open: sum(false),
        if_nothing: written.map(|written| written.if_nothing.as_slice()).unwrap_or_default(),
        if_act: written.map(|written| written.if_act.as_slice()).unwrap_or_default(),
    }
}
