//! preread turns a folder of TOML assessment results and Markdown observations into the report a
//! sponsor executive reads before the meeting.
//!
//! One direction, and no input or output in the middle:
//!
//! ```text
//! files → source → scoring → briefing → render → publish → files
//! ```
//!
//! The modules, in reading order. What a module may import is held by `tests/architecture.rs`.
//! There is no database, no network, no clock and no global state anywhere.

pub mod artifact;
pub mod briefing;
pub mod cli;
pub mod diagnostic;
pub mod model;
pub mod pipeline;
pub mod place;
pub mod publish;
pub mod render;
pub mod review;
pub mod scoring;
pub mod source;
