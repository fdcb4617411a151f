//! The direction of an outcome, by a stated rule from its readings and the path to its target.
//!
//! The path is the straight line from the baseline to the target. Readings after the baseline
//! count; with fewer than two it is too early to say. At the last reading an outcome is *reached*
//! when the target is met, *on course* when it stands on the path or better, *flat* when it and the
//! readings before it, three at most, lie within a tenth of the way from baseline to target, in the
//! *wrong direction* when it is worse than the baseline, and else *behind*: moving, but not enough.
//! A tactic with a target of its own is read in the same way.

use jiff::civil::Date;

use crate::model::number::Number;
use crate::model::outcome::{Better, Outcome, Reading, Tactic};

/// Fewest readings after the baseline that say anything.
const FEWEST: usize = 2;
/// How many of the last readings show whether it moves.
const RECENT: usize = 3;

/// Where an outcome is heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// The target is met.
    Reached,
    /// On the path to the target, or better.
    OnCourse,
    /// Moving the right way, but behind the path.
    Behind,
    /// Not moving.
    Flat,
    /// Worse than where it started.
    Wrong,
}

impl Course {
    /// Whether it moves as it should.
    pub const fn is_right(self) -> bool {
        matches!(self, Self::Reached | Self::OnCourse | Self::Behind)
    }
}

/// The course of an outcome on a day; `None` without a baseline, a target, or two readings after
/// the baseline.
pub fn of(outcome: &Outcome, day: Date) -> Option<Course> {
    let path = (outcome.baseline.as_ref()?, outcome.target.as_ref()?);
    along(outcome.better, path, outcome.readings_until(day))
}

/// The course of a tactic on a day. Where no baseline is written it starts at its first reading.
pub fn of_tactic(tactic: &Tactic, day: Date) -> Option<Course> {
    let baseline = tactic.baseline.as_ref().or_else(|| tactic.readings_until(day).next())?;
    along(tactic.better, (baseline, tactic.target.as_ref()?), tactic.readings_until(day))
}

fn along<'a>(
    better: Better,
    (baseline, target): (&Reading, &Reading),
    readings: impl Iterator<Item = &'a Reading>,
) -> Option<Course> {
    let readings: Vec<&Reading> = readings.filter(|reading| reading.date > baseline.date).collect();
    let now = readings.last()?;
    let gain = |from: &Number, to: &Number| match better {
        Better::Higher => to - from,
        Better::Lower => from - to,
    };
    if !gain(&target.value, &now.value).is_negative() {
        return Some(Course::Reached);
    }
    if readings.len() < FEWEST {
        return None;
    }
    if !gain(&path_at(baseline, target, now.date), &now.value).is_negative() {
        return Some(Course::OnCourse);
    }
    let recent: Vec<&Number> = readings.iter().rev().take(RECENT).map(|reading| &reading.value).collect();
    let spread = recent.iter().max().zip(recent.iter().min()).map_or_else(Number::zero, |(most, least)| *most - *least);
    let tenth = &(&target.value - &baseline.value).abs() / 10;
    let fall = gain(&now.value, &baseline.value);
    Some(match (spread <= tenth && fall <= tenth, fall > Number::zero()) {
        (true, _) => Course::Flat,
        (false, true) => Course::Wrong,
        (false, false) => Course::Behind,
    })
}

/// The value that the path asks for on a day.
fn path_at(baseline: &Reading, target: &Reading, day: Date) -> Number {
    let days = |from: Date, to: Date| Number::from(i64::from(from.until(to).map_or(0, |span| span.get_days())));
    let way = days(baseline.date, target.date);
    let gone = days(baseline.date, day.clamp(baseline.date.min(target.date), target.date));
    let part = gone.over(&way).unwrap_or_else(Number::one);
    &baseline.value + &(&(&target.value - &baseline.value) * &part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::prose::Prose;
    use crate::model::text::Text;
    use crate::place::Place;
    use std::sync::Arc;

    fn reading(day: &str, value: i64) -> Reading {
        let place = Place::top(&Arc::from("x.md"));
        Reading { date: day.parse().unwrap_or_default(), value: Number::from(value), note: None, place }
    }

    fn outcome(better: Better, baseline: i64, target: i64, values: &[i64]) -> Outcome {
        let place = Place::top(&Arc::from("x.md"));
        let days = ["2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-07-01"];
        Outcome {
            id: String::new(),
            title: Text { words: String::new(), place: place.clone() },
            measure: String::new(),
            unit: String::new(),
            better,
            order: None,
            owner: None,
            baseline: Some(reading("2026-01-01", baseline)),
            target: Some(reading("2027-01-01", target)),
            readings: days.iter().zip(values).map(|(day, value)| reading(day, *value)).collect(),
            tactics: Vec::new(),
            answers: Vec::new(),
            body: Prose::default(),
            place,
        }
    }

    fn course(outcome: &Outcome) -> Option<Course> {
        of(outcome, "2026-12-31".parse().unwrap_or_default())
    }

    #[test]
    fn each_course_by_hand() {
        // From 60 to 80 in a year: on 1 July, after 181 of 365 days, the path asks for 69.9, and a
        // tenth of the way is 2.
        let of = |values: &[i64]| course(&outcome(Better::Higher, 60, 80, values));
        assert_eq!(of(&[61, 63, 65, 67, 70]), Some(Course::OnCourse));
        assert_eq!(of(&[61, 63, 65, 66, 69]), Some(Course::Behind));
        assert_eq!(of(&[61, 63, 66, 67, 67]), Some(Course::Flat));
        assert_eq!(of(&[61, 57, 55]), Some(Course::Wrong));
        assert_eq!(of(&[70, 80]), Some(Course::Reached));
    }

    #[test]
    fn a_small_fall_is_flat_and_a_slow_slide_is_not() {
        let of = |values: &[i64]| course(&outcome(Better::Higher, 60, 80, values));
        assert_eq!(of(&[60, 59]), Some(Course::Flat));
        // The last three are close together, but lie more than a tenth of the way below the start.
        assert_eq!(of(&[58, 57, 57, 57]), Some(Course::Wrong));
    }

    #[test]
    fn with_fewer_than_two_readings_after_the_baseline_it_is_too_early_to_say() {
        assert_eq!(course(&outcome(Better::Higher, 60, 80, &[])), None);
        assert_eq!(course(&outcome(Better::Higher, 60, 80, &[70])), None);
        let mut at_baseline = outcome(Better::Higher, 60, 80, &[60, 61]);
        at_baseline.baseline = Some(reading("2026-02-01", 60));
        assert_eq!(course(&at_baseline), None, "the baseline itself is no reading after it");
    }

    #[test]
    fn lower_is_better_turns_it_round() {
        let of = |values: &[i64]| course(&outcome(Better::Lower, 10, 4, values));
        assert_eq!(of(&[9, 8, 7, 6, 7]), Some(Course::OnCourse));
        assert_eq!(of(&[11, 12]), Some(Course::Wrong));
        assert_eq!(of(&[5, 4]), Some(Course::Reached));
    }
}
