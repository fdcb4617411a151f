//! What changed between two readings. Every verdict is taken on unrounded shares.

use std::collections::BTreeSet;

use crate::model::instrument::{Instrument, NodeIndex, ROOT};
use crate::model::number::Number;
use crate::scoring::totals::{Score, Totals};

/// A change since an earlier reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Up, down or flat.
    pub verdict: Verdict,
    /// Points more than before, at today's points; negative when fewer. For a node of a model
    /// without points, percentage points.
    pub points: Number,
    /// Points before, at today's points; for a node of a model without points, percent.
    pub before: Number,
    /// The share before.
    pub before_share: Number,
}

/// The direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The earlier score lies below today's range.
    Up,
    /// The earlier score lies above today's range.
    Down,
    /// The earlier score lies inside today's range, the ends included: no change is claimed.
    Flat,
}

/// The change of one score since an earlier one; `None` when one of them has no score.
pub fn between(now: &Score, before: &Score) -> Option<Change> {
    let share = now.share.as_ref()?;
    let earlier = before.mid()?;
    let verdict = if share.holds(earlier) {
        Verdict::Flat
    } else if *earlier < share.low {
        Verdict::Up
    } else {
        Verdict::Down
    };
    Some(Change {
        verdict,
        points: &(&share.mid - earlier) * &now.possible,
        before: earlier * &now.possible,
        before_share: earlier.clone(),
    })
}

/// The change of a node since an earlier assessment, found there by its path.
pub fn of_node(
    index: NodeIndex,
    (instrument, totals): (&Instrument, &Totals),
    (before_instrument, before): (&Instrument, &Totals),
) -> Option<Change> {
    let earlier = match instrument.node(index)?.path.as_str() {
        // Two models have nothing in common as a whole.
        "" if instrument.id != before_instrument.id => return None,
        "" => ROOT,
        path => before_instrument.find(path)?,
    };
    compared(instrument, totals.score(index)?, before.score(earlier)?)
}

/// The change of a group since an earlier assessment; `None` unless both have the same model and the
/// group the same sections in both, because the sum of other sections is another sum.
pub fn of_group(
    group: usize,
    (instrument, totals): (&Instrument, &Totals),
    (before_instrument, before): (&Instrument, &Totals),
) -> Option<Change> {
    let id = &instrument.groups.get(group)?.id;
    let earlier = before_instrument.groups.iter().position(|other| other.id == *id)?;
    let sections = |instrument: &Instrument, group: usize| -> BTreeSet<String> {
        instrument.sections().filter(|(_, node)| node.group == Some(group)).map(|(_, node)| node.path.clone()).collect()
    };
    let is_same =
        instrument.id == before_instrument.id && sections(instrument, group) == sections(before_instrument, earlier);
    compared(instrument, totals.groups.get(group)?, before.groups.get(earlier).filter(|_| is_same)?)
}

fn compared(instrument: &Instrument, now: &Score, before: &Score) -> Option<Change> {
    let change = between(now, before)?;
    // Without points there is nothing to count but the share itself, in percentage points.
    Some(if instrument.has_points { change } else { in_percent(change, now) })
}

fn in_percent(change: Change, now: &Score) -> Change {
    let share = now.mid().unwrap_or(&change.before_share);
    Change {
        points: (share - &change.before_share).times_hundred(),
        before: change.before_share.times_hundred(),
        ..change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::assessment::Range;
    use crate::scoring::totals::{Counts, Standing};

    fn score(low: i64, mid: i64, high: i64) -> Score {
        let percent = |value| Number::from(value).percent();
        Score {
            possible: Number::from(50),
            share: Some(Range { low: percent(low), mid: percent(mid), high: percent(high) }),
            standing: Standing::Counted,
            counts: Counts::default(),
        }
    }

    #[test]
    fn an_earlier_score_on_the_edge_of_todays_range_is_flat() {
        let verdict = |before| between(&score(40, 50, 60), &score(before, before, before)).map(|change| change.verdict);
        assert_eq!(verdict(40), Some(Verdict::Flat));
        assert_eq!(verdict(60), Some(Verdict::Flat));
        assert_eq!(verdict(39), Some(Verdict::Up));
        assert_eq!(verdict(61), Some(Verdict::Down));
    }

    #[test]
    fn the_difference_is_in_todays_points() {
        // 50 % of 50 points are 25, 30 % are 15: up 10.
        let change = between(&score(45, 50, 55), &score(30, 30, 30));
        assert_eq!(change.map(|change| change.points), Some(Number::from(10)));
    }
}
