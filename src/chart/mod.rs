//! Numbers and words in, shapes out: every drawing of the report.
//!
//! One file for each chart of the report. A chart takes plain shares, dates as day counts, and
//! words that are ready to print, and gives two drawings: a wide one for a page and for paper, and
//! a narrow one for a phone. Where a chart cannot carry the data it gives `None`, and the table
//! that stands beside it takes its place.
//!
//! Below the charts lies a small layer that all of them share: [`shape`] (what a drawing is made
//! of), [`text`] (how wide words are), [`scale`] (from a value to a place), [`time`] (days and
//! months), [`marks`] (the signs of the report: now, before, range, due, overdue) and
//! [`mod@group`] (sections in groups, with the double line around what works in unison),
//! [`list`] (rows one below the other) and [`room`] (where words still have room).
//!
//! Nothing here knows a file, a page, a language or an output format: colours are roles
//! ([`shape::Ink`]), and what writes a drawing down decides what they look like.
#![allow(clippy::float_arithmetic)] // places on a drawing, never scores

pub mod group;
pub mod list;
pub mod marks;
pub mod room;
pub mod scale;
pub mod shape;
pub mod text;
pub mod time;

pub mod burnup;
pub mod cadence;
pub mod change;
pub mod model;
pub mod observations;
pub mod outcome;
pub mod ranges;
pub mod requisites;
pub mod stake;
pub mod timeline;
pub mod unison;

pub use shape::{Drawing, Drawings};
