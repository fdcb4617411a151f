//! Answers in, exact scores out. Nothing here rounds, formats, warns, or knows the day.
//!
//! [`totals`] brings answers up the tree; [`change`] compares two readings; [`target`] compares a
//! reading with what was wanted; [`requisites`] counts what criteria rest on.

pub mod change;
pub mod course;
pub mod requisites;
pub mod target;
pub mod totals;

pub use change::{Change, Verdict};
pub use totals::{Counts, Score, Standing, Totals};
