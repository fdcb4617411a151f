//! preread turns a folder of TOML assessment results and Markdown observations into the report a
//! sponsor executive reads before the meeting.
//!
//! One direction, and no input or output in the middle:
//!
//! ```text
//! files → source → scoring → briefing → render → publish → files
//! ```
//!
//! The modules stand here in reading order. What a module may import is held by
//! `tests/architecture.rs`. There is no database, no global state, no clock outside the command
//! line, and no network but the loopback interface, which only the live preview listens on.

// Nouns that know nothing of each other.
pub mod place;

pub mod artifact;

pub mod fingerprint;

pub mod parallel;

pub mod values;

pub mod diagnostic;

pub mod model;

// Everything in.
pub mod source;

// The pure middle.
pub mod scoring;

pub mod briefing;

pub mod review;

pub mod chart;

pub mod render;

#[cfg(feature = "packet")]
pub mod typeset;

pub mod pipeline;

// Everything out.
pub mod publish;

pub mod serve;

pub mod cli;
