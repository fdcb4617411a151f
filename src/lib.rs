//! preread
pub mod artifact;
pub mod briefing;
pub mod diagnostic;
pub mod model;
pub mod place;
pub mod scoring;
pub mod source;
