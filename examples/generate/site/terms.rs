//! The quarters that are assessed, and the days that follow from them: when the work was done, when
//! the leadership met, when the core team met.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::chance::Chance;

/// Quarters of one business unit.
pub const TERMS: usize = 8;

/// The day the report speaks of: after every fact.
pub fn as_of() -> Date {
    date(2026, 1, 20)
}

/// A day so many days later.
pub fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).expect("the days lie near")
}

/// One assessment in time.
pub struct Term {
    /// Which quarter, from 0.
    pub at: usize,
    /// Id of the assessment.
    pub id: String,
    pub stage: &'static str,
    /// First day of the work.
    pub from: Date,
    /// The day of the assessment, and the last of the work.
    pub date: Date,
    /// The strategic meeting it prepares.
    pub strategic: Date,
    /// The tactical meeting of the same quarter, before it.
    pub tactical: Date,
}

impl Term {
    /// Id of the strategic meeting.
    pub fn meeting(&self) -> String {
        format!("{}-strategic", self.strategic)
    }
}

/// The last so many quarters before the report.
pub fn terms(chance: &mut Chance, count: usize) -> Vec<Term> {
    (0..count).map(|at| term(chance, at, TERMS - count + at)).collect()
}

fn term(chance: &mut Chance, at: usize, quarter: usize) -> Term {
    let year = if quarter < 4 { 2024 } else { 2025 };
    let month = i8::try_from(quarter % 4 * 3 + 3).unwrap_or(3);
    let day = date(year, month, i8::try_from(chance.between(6, 13)).unwrap_or(6));
    let stage = match at {
        0 => "readiness",
        at if at % 2 == 1 => "calibration",
        _ => "course-correction",
    };
    Term {
        at,
        id: format!("{year}-{month:02}-{stage}"),
        stage,
        from: later(day, -chance.between(8, 18)),
        date: day,
        strategic: later(day, chance.between(6, 12)),
        tactical: later(day, -chance.between(30, 45)),
    }
}
